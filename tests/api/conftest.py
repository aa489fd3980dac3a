"""What more than one file of tests over HTTP stands on."""

from collections.abc import Callable
from typing import Any

import pytest

from tests.answers import FIELD
from tests.factories import Build


@pytest.fixture
async def grounds(build: Build) -> dict[str, Any]:
    """Something for a space to be built on, for every field."""
    groups = [await build.space(), await build.space()]
    return {
        "parent_id": str(groups[0].id),
        "working_group_ids": [str(group.id) for group in groups],
        "supports_ids": [str(groups[0].id)],
        "language": "fr",
    }


@pytest.fixture
def ground(grounds: dict[str, Any]) -> Callable[[str], dict[str, Any]]:
    """What a proposal of a type has to name."""
    return lambda type_: {FIELD[type_]: grounds[FIELD[type_]]} if type_ in FIELD else {}
