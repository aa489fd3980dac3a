"""The embedded server: durable, private, one a folder, and gone when nobody wants it any more."""

import asyncio
import os
import shutil
import signal
import stat
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import asyncpg
import pytest

from api import local_cluster, local_postgres
from api.local_postgres import LocalPostgresError, start


def ask(dsn: str, *statements: str) -> Any:
    """The first value of the last statement."""

    async def run() -> Any:
        connection = await asyncpg.connect(dsn.replace("+asyncpg", ""))
        try:
            for statement in statements[:-1]:
                await connection.execute(statement)
            return await connection.fetchval(statements[-1])
        finally:
            await connection.close()

    return asyncio.run(run())


def process(data_dir: Path) -> int:
    found = local_cluster.live(data_dir / "postgres")
    assert found is not None
    return found[0]


def test_the_server_is_durable_and_speaks_utf8_whatever_the_machine_speaks(bare: Path) -> None:
    with start(bare) as running:
        for setting in ("fsync", "synchronous_commit", "full_page_writes", "data_checksums"):
            assert ask(running.app_dsn, f"SHOW {setting}") == "on"
        assert ask(running.app_dsn, "SHOW server_encoding") == "UTF8"
        assert ask(running.app_dsn, "SHOW timezone") == "UTC"
        locale = "SELECT datlocprovider::text || datlocale FROM pg_database WHERE datname = 'inee'"
        assert ask(running.app_dsn, locale) == "bC.UTF-8"


def test_the_server_listens_on_a_private_socket_only(folder: Path) -> None:
    with start(folder) as running:
        assert ask(running.app_dsn, "SHOW listen_addresses") == ""
        sockets = local_cluster.socket_dir(folder / "postgres")
        assert stat.S_IMODE(sockets.stat().st_mode) == 0o700
    assert not sockets.exists()


def test_the_owner_may_do_what_migrations_need_and_the_application_may_not(folder: Path) -> None:
    with start(folder) as running:
        extensions = [f"CREATE EXTENSION {name}" for name in ("btree_gist", "pg_trgm", "unaccent")]
        assert ask(running.owner_dsn, *extensions, "SELECT uuidv7() IS NOT NULL")
        with pytest.raises(asyncpg.InsufficientPrivilegeError):
            ask(running.app_dsn, "CREATE TABLE anything ()")


def test_what_was_written_is_there_at_the_next_start(folder: Path) -> None:
    with start(folder) as running:
        ask(running.owner_dsn, "CREATE TABLE kept AS SELECT 'ساره' AS name", "SELECT 1")
    with start(folder) as running:
        assert ask(running.owner_dsn, "SELECT name FROM kept") == "ساره"


def test_whoever_finds_a_server_leaves_it_running(folder: Path) -> None:
    with start(folder) as first:
        with start(folder) as second:
            assert (first.started, second.started) == (True, False)
        assert local_postgres.is_running(folder)
    assert not local_postgres.is_running(folder)


def test_the_last_to_leave_stops_a_server_whose_starter_left_before(folder: Path) -> None:
    first, second = start(folder), start(folder)
    first.stop()
    assert ask(second.app_dsn, "SELECT 1") == 1
    second.stop()
    assert not local_postgres.is_running(folder)


def test_a_folder_has_one_run_and_that_one_always_stops_the_server(folder: Path) -> None:
    visitor = start(folder)
    with start(folder, sole=True), pytest.raises(LocalPostgresError, match="in use by another `inee run`"):
        start(folder, sole=True)
    assert not local_postgres.is_running(folder)
    visitor.stop()


def test_three_commands_at_once_share_one_server(bare: Path) -> None:
    code = (
        "import sys, time; from pathlib import Path; from api import local_postgres\n"
        "with local_postgres.start(Path(sys.argv[1])) as running:\n"
        "    time.sleep(0.5); print(running.started)"
    )
    commands = [
        subprocess.Popen([sys.executable, "-c", code, str(bare)], stdout=subprocess.PIPE, text=True)
        for _ in range(3)
    ]
    assert sorted(command.communicate(timeout=60)[0].strip() for command in commands) == [
        "False",
        "False",
        "True",
    ]
    assert not local_postgres.is_running(bare)


def test_a_start_after_the_server_was_killed_recovers(folder: Path) -> None:
    abandoned = start(folder)
    ask(abandoned.owner_dsn, "CREATE TABLE kept (id int)", "INSERT INTO kept VALUES (7) RETURNING id")
    killed = process(folder)
    os.kill(killed, signal.SIGKILL)
    while local_postgres.is_running(folder):
        time.sleep(0.01)
    with start(folder) as running:
        assert running.started
        assert process(folder) != killed
        assert ask(running.owner_dsn, "SELECT id FROM kept") == 7
        abandoned.stop()
    assert not local_postgres.is_running(folder)


@pytest.mark.parametrize("content", ["", "1\n/elsewhere\n", "999999999\n", "not a number\n"])
def test_a_stale_postmaster_file_is_no_server(folder: Path, content: str) -> None:
    start(folder).stop()
    (folder / "postgres" / "postmaster.pid").write_text(content)
    with start(folder) as running:
        assert running.started


def test_a_copied_folder_gets_a_server_of_its_own(folder: Path) -> None:
    copied = folder / "copied"
    with start(folder) as original:
        copied.mkdir()
        subprocess.run(["cp", "-a", folder / "postgres", copied], check=True)
        with start(copied) as copy:
            assert copy.started
            assert copy.app_dsn != original.app_dsn
            assert process(folder) != process(copied)


def test_half_a_cluster_left_by_a_killed_start_is_made_anew(bare: Path) -> None:
    (bare / "postgres.new" / "base").mkdir(parents=True)
    with start(bare) as running:
        assert ask(running.app_dsn, "SELECT 1") == 1


def test_a_deep_folder_is_no_hindrance(bare: Path) -> None:
    deep = bare / ("x" * 120) / ("y" * 120)
    with start(deep) as running:
        assert ask(running.app_dsn, "SELECT 1") == 1


def test_another_server_in_the_folder_is_told_in_one_line(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with start(folder):
        monkeypatch.setattr(local_cluster, "socket_dir", lambda _cluster: folder / "elsewhere")
        with pytest.raises(LocalPostgresError, match=r"not ours \(process \d+\): stop it") as told:
            start(folder)
        monkeypatch.undo()
    assert "\n" not in str(told.value)


def test_a_folder_that_is_a_file_is_told_in_one_line(bare: Path) -> None:
    (bare / "file").write_text("")
    with pytest.raises(LocalPostgresError, match="cannot be used"):
        start(bare / "file")


def test_a_socket_folder_of_somebody_else_is_not_used(bare: Path) -> None:
    sockets = local_cluster.socket_dir(bare / "postgres")
    sockets.mkdir(mode=0o755)
    try:
        with pytest.raises(LocalPostgresError, match="this server's alone"):
            start(bare)
    finally:
        shutil.rmtree(sockets)


def test_the_servers_log_does_not_repeat_what_people_typed(folder: Path) -> None:
    twice = ["INSERT INTO people VALUES ('ann@example.org')"] * 2
    with start(folder) as running, pytest.raises(asyncpg.UniqueViolationError):
        ask(running.owner_dsn, "CREATE TABLE people (email text PRIMARY KEY)", *twice)
    assert "ann@example.org" not in (folder / "postgres" / "server.log").read_text()


def test_the_server_is_never_roots_and_a_closed_folder_lets_nobody_else_through(bare: Path) -> None:
    closed = bare / "closed"
    closed.mkdir(mode=0o700)
    with start(closed / "data"):
        assert stat.S_IMODE(closed.stat().st_mode) & 0o007 == 0
        assert Path(f"/proc/{process(closed / 'data')}").stat().st_uid != 0
