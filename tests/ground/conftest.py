"""Folders outside pytest's own: root's pytest closes its tree again at every session, under a server at work in it."""

import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest


@pytest.fixture
def folder() -> Iterator[Path]:
    made = Path(tempfile.mkdtemp(prefix="inee-test-")).resolve()
    yield made
    shutil.rmtree(made)
