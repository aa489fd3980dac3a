"""The folder of one test run: its server's data, in memory where there is room, and nothing of it left afterwards.

A run that is killed outright cannot clear up after itself. It held a lock that ends with its process, so the next run
knows which folders nobody stands behind, and clears those.
"""

import contextlib
import fcntl
import os
import shutil
import tempfile
import time
from pathlib import Path
from typing import TextIO

PREFIX, LOCK = "inee-tests-", "run.lock"
YOUNG = 60  # seconds in which a folder may not have its lock yet


def make() -> tuple[Path, TextIO]:
    """A new folder, and the lock to hold for as long as the run lasts."""
    parent = _memory() or Path(tempfile.gettempdir())
    _sweep(parent)
    folder = Path(tempfile.mkdtemp(prefix=PREFIX, dir=parent)).resolve()
    lock = (folder / LOCK).open("w")
    fcntl.flock(lock, fcntl.LOCK_EX)
    return folder, lock


def clear(folder: Path) -> None:
    """Stop the server, if one still works here, and delete everything."""
    if (folder / "postgres").exists():
        from api import local_cluster

        local_cluster.stop(folder / "postgres")
    shutil.rmtree(folder, ignore_errors=True)


def _memory() -> Path | None:
    """Waiting for the disk is most of what a database test does."""
    memory = Path("/dev/shm")
    roomy = memory.is_dir() and os.access(memory, os.W_OK) and shutil.disk_usage(memory).free > 4 << 30
    return memory if roomy else None


def _sweep(parent: Path) -> None:
    for folder in parent.glob(f"{PREFIX}*"):
        with contextlib.suppress(OSError):  # still locked, another account's, or gone meanwhile
            if time.time() - folder.stat().st_mtime > YOUNG:
                with (folder / LOCK).open("r+") as lock:
                    fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
                    clear(folder)
