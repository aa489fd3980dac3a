"""Data folders to start from, copied from ones made once a worker: a new cluster takes a second, a copy none.

They lie outside pytest's own folders, which each session of root's closes again, under a server at work in them.
"""

import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from api import local_postgres
from api.commands.databases import bring_up_to_date


@contextmanager
def _folder() -> Iterator[Path]:
    made = Path(tempfile.mkdtemp(prefix="inee-ground-")).resolve()
    try:
        yield made
    finally:
        shutil.rmtree(made)


def _copy(source: Path, to: Path) -> None:
    subprocess.run(["cp", "-a", source / "postgres", to], check=True)


@pytest.fixture
def bare() -> Iterator[Path]:
    """An empty folder."""
    with _folder() as made:
        yield made


@pytest.fixture(scope="session")
def _built() -> Iterator[Path]:
    with _folder() as made:
        local_postgres.start(made).stop()
        yield made


@pytest.fixture(scope="session")
def _installed(_built: Path) -> Iterator[Path]:
    with _folder() as made:
        _copy(_built, made)
        with local_postgres.start(made) as running:
            bring_up_to_date(running.owner_dsn)
        yield made


@pytest.fixture
def folder(_built: Path, bare: Path) -> Path:
    """A data folder with an empty database in it."""
    _copy(_built, bare)
    return bare


@pytest.fixture
def installed(_installed: Path, bare: Path) -> Path:
    """A data folder with a migrated database in it."""
    _copy(_installed, bare)
    return bare
