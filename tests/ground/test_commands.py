"""`inee …` as people and scripts meet it: real processes, a real server, by process id."""

import contextlib
import json
import logging
import os
import signal
import socket
import stat
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from subprocess import PIPE, STDOUT
from uuid import UUID

import pytest
from typer.testing import CliRunner, Result

from api import dashboard, local_cluster, local_postgres
from api.cli import app
from api.commands.base import STOPPED_BY
from api.commands.dashboards import BUILD
from api.services import due_endings, retention

PATIENCE = 60


def free_port() -> int:
    with socket.socket() as trial:
        trial.bind(("127.0.0.1", 0))
        return int(trial.getsockname()[1])


class Shell:
    """An `inee` with a data folder and a port of its own."""

    def __init__(self, data_dir: Path) -> None:
        self.data_dir, self.port = data_dir, free_port()

    @property
    def variables(self) -> dict[str, str]:
        ports = {"INEE_PORT": str(self.port), "INEE_DASHBOARD_PORT": "0"}
        return {"INEE_DATA_DIR": str(self.data_dir), "INEE_DEMO": "0", **ports}

    def __call__(self, *words: str, **variables: str) -> Result:
        """Inside this process, which saves a second a command."""
        return CliRunner().invoke(app, words, env=self.variables | variables)

    @contextlib.contextmanager
    def running(self, *words: str) -> Iterator[subprocess.Popen[str]]:
        """A server that answers; whatever happens to it, nothing is left afterwards."""
        command = [sys.executable, "-m", "api", *(words or ("run",))]
        deadline = time.monotonic() + PATIENCE
        with subprocess.Popen(
            command, env=os.environ | self.variables, stdout=PIPE, stderr=STDOUT, text=True
        ) as server:
            try:
                while self.get("/readyz") != 200:
                    assert server.poll() is None, server.communicate()[0]
                    assert time.monotonic() < deadline
                    time.sleep(0.05)
                yield server
            finally:
                server.terminate()
                with contextlib.suppress(subprocess.TimeoutExpired):
                    server.communicate(timeout=PATIENCE)
                server.kill()
                if local_postgres.is_running(self.data_dir):
                    local_cluster.stop(self.data_dir / "postgres")

    def get(self, path: str, key: str | None = None) -> int:
        headers = {"Authorization": f"Bearer {key}"} if key else {}
        try:
            asked = urllib.request.Request(f"http://127.0.0.1:{self.port}{path}", headers=headers)
            with urllib.request.urlopen(asked, timeout=10) as answer:
                return int(answer.status)
        except urllib.error.HTTPError as refused:
            return refused.code
        except OSError:
            return 0


@pytest.fixture
def inee(installed: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Shell]:
    """The commands, over a migrated database."""
    for name in os.environ:
        if name.startswith("INEE_"):
            monkeypatch.delenv(name)
    signals = {number: signal.getsignal(number) for number in STOPPED_BY}
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    yield Shell(installed)
    for number, handler in signals.items():
        signal.signal(number, handler)
    root.handlers[:] = handlers
    root.setLevel(level)


def one_line(done: Result) -> str:
    """The one line of a refusal, which is never a traceback."""
    assert done.exit_code == 1, done.output
    lines = done.stderr.strip().splitlines()
    assert len(lines) == 1, done.stderr
    return lines[0]


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_run_stopped_by_a_signal_leaves_no_server_behind(inee: Shell, number: signal.Signals) -> None:
    with inee.running() as api:
        database = local_cluster.live(inee.data_dir / "postgres")
        assert database is not None
        api.send_signal(number)
        assert api.wait(PATIENCE) == 0, api.communicate()[0]
        assert not Path(f"/proc/{database[0]}/cwd").exists()
        assert not local_postgres.is_running(inee.data_dir)


def test_from_nothing_run_shows_a_first_key_once_and_both_outlive_a_kill(inee: Shell) -> None:
    inee.data_dir /= "new"
    with inee.running() as api:
        api.kill()
        said = api.communicate()[0]
        key = next(word for word in said.split() if word.startswith("inee_"))
        assert local_postgres.is_running(inee.data_dir)
        with inee.running() as again:
            assert inee.get("/v1/organisations", key) == 200
            assert inee.get("/v1/organisations", key[:-1] + "x") == 401
            again.terminate()
            assert key not in again.communicate()[0]


def test_a_port_or_a_folder_in_use_gets_one_line(inee: Shell) -> None:
    with inee.running():
        assert f"127.0.0.1:{inee.port} is in use" in one_line(inee("run"))
        assert "is in use by another `inee run`" in one_line(inee("run", INEE_PORT=str(free_port())))
        assert inee.get("/readyz") == 200


def test_run_serves_the_built_pages_beside_the_api(inee: Shell) -> None:
    assert dashboard.is_built(), BUILD
    with inee.running() as api:
        assert api.stdout is not None
        line = next(line for line in api.stdout if line.strip().startswith("Dashboard"))
        pages = line.split()[1]
        with urllib.request.urlopen(f"{pages}/config.json", timeout=10) as answer:
            assert json.load(answer) == {"api": f"http://127.0.0.1:{inee.port}"}
        port = pages.rpartition(":")[2]
        taken = inee("run", INEE_PORT=str(free_port()), INEE_DASHBOARD_PORT=port)
        assert one_line(taken).endswith("or set INEE_DASHBOARD_PORT to a free port.")
        assert one_line(inee("dashboard", INEE_DASHBOARD_PORT=port)) == one_line(taken)


def test_commands_use_a_running_server_and_leave_it_running(inee: Shell) -> None:
    with inee.running():
        made = inee("client", "create", "--name", "Script", "--scope", "all", "--json")
        answer = json.loads(made.stdout)
        assert set(answer) == {"id", "key"}
        assert inee.get("/v1/organisations", answer["key"]) == 200


def test_a_script_is_listed_rotated_and_revoked(inee: Shell) -> None:
    with inee.running():
        first = json.loads(inee("client", "create", "--name", "Nightly", "--scope", "all", "--json").stdout)
        second = json.loads(inee("client", "rotate", first["id"], "--json").stdout)
        prefixes = [made["key"].split("_")[1] for made in (first, second)]
        listed = next(line for line in inee("client", "list").stdout.splitlines() if first["id"] in line)
        assert all(prefix in listed for prefix in prefixes)
        assert first["key"] not in listed
        assert "two live keys" in one_line(inee("client", "rotate", first["id"]))
        assert inee("client", "revoke", first["id"], "--key", prefixes[0]).exit_code == 0
        assert [inee.get("/v1/me", made["key"]) for made in (first, second)] == [401, 200]
        assert "has no key 0" in one_line(inee("client", "revoke", first["id"], "--key", "0"))
        assert inee("client", "revoke", first["id"]).exit_code == 0
        assert inee.get("/v1/me", second["key"]) == 401
        assert "is revoked" in one_line(inee("client", "rotate", first["id"]))
        assert "There is no client" in one_line(inee("client", "revoke", str(UUID(int=7))))


def test_several_workers_serve_and_stop_together(inee: Shell) -> None:
    with inee.running("serve", "--workers", "2") as api:
        api.terminate()
        assert api.wait(PATIENCE) == 0
        assert not local_postgres.is_running(inee.data_dir)


def test_serving_an_unmigrated_database_names_the_command_that_mends_it(inee: Shell) -> None:
    inee.data_dir /= "new"
    assert "run `inee migrate`" in one_line(inee("serve"))
    assert not local_postgres.is_running(inee.data_dir)


def test_the_secret_is_made_once_and_only_beside_our_own_server(inee: Shell) -> None:
    with inee.running("serve"):
        secret = inee.data_dir / "secret"
        made = secret.read_bytes()
        assert (len(made), stat.S_IMODE(secret.stat().st_mode)) == (64, 0o600)
        elsewhere = {
            "INEE_DATABASE_URL": local_postgres.dsn(inee.data_dir),
            "INEE_DATA_DIR": str(inee.data_dir / "elsewhere"),
            "INEE_PORT": str(free_port()),
        }
        for command in ("serve", "worker"):
            assert "INEE_SECRET is not set" in one_line(inee(command, **elsewhere))
    with inee.running("serve"):
        assert secret.read_bytes() == made


def test_retention_says_how_much_it_forgot(inee: Shell) -> None:
    done = inee("retention")
    assert done.exit_code == 0, done.output
    assert [line.split()[-1] for line in done.stdout.splitlines()] == ["0"] * len(retention.KEPT)


def test_what_is_due_is_ended_at_once_and_counted(inee: Shell) -> None:
    done = inee("due")
    assert done.exit_code == 0, done.output
    assert [line.rsplit(maxsplit=1)[0] for line in done.stdout.splitlines()] == list(due_endings.ACTS)


def test_reset_asks_first_and_leaves_a_good_installation(inee: Shell) -> None:
    asked = inee("reset")
    assert asked.exit_code == 1
    assert "Delete every member" in asked.stdout
    assert inee("reset", "--yes").exit_code == 0
    found = inee("doctor")
    assert found.exit_code == 0, found.stdout
    assert "wrong" not in found.stdout


def test_doctor_says_what_to_do(inee: Shell) -> None:
    inee.data_dir /= "new"
    found = inee("doctor", INEE_DATBASE_URL="postgresql://a@h/d")
    assert found.exit_code == 1
    assert "nobody reads INEE_DATBASE_URL" in found.stdout
    assert "`inee migrate` makes it" in found.stdout


def test_wrong_words_get_one_line(inee: Shell) -> None:
    assert one_line(inee("serve", INEE_PORT="http")).startswith("INEE_PORT: ")
    assert one_line(inee("client", "create", "--name", "x", "--scope", "root")).startswith(
        "Unknown scope root"
    )
    nobody = "postgresql://a:hunter2@127.0.0.1:1/d"
    refused = one_line(inee("serve", INEE_DATABASE_URL=nobody))
    assert "does not let us in" in refused
    assert "hunter2" not in refused
    assert "INEE_OWNER_DATABASE_URL is not set" in one_line(inee("migrate", INEE_DATABASE_URL=nobody))
