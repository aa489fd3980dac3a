"""Two organisations: whatever is the other's and not public answers to one's key exactly as what does not exist."""

from typing import Any

import pytest
from httpx import Response
from sqlalchemy.ext.asyncio import AsyncConnection

from api.rules.permissions import Role
from tests.api import matrix
from tests.factories import Build
from tests.harness import Api
from tests.operations import ALL, Described, each
from tests.stage import world

PRIVATE = (
    "member membership application import_id client key focal_point session_id affiliation challenge decision"
    " colleague task plan comment"
).split()
NAMED = [one for one in ALL if any(f"{{{name}}}" in one.path for name in PRIVATE) or one.takes_json]


def as_answered(answer: Response) -> tuple[int, dict[str, str], str]:
    """All of it but what names this very request."""
    headers = {name: value for name, value in answer.headers.items() if name != "x-request-id"}
    return answer.status_code, headers, answer.text.replace(answer.headers["x-request-id"], "")


@each(NAMED)
@pytest.mark.parametrize("role", [Role.organisation_client, Role.focal_point])
async def test_what_is_the_others_is_answered_as_what_does_not_exist(
    api: Api, build: Build, connection: AsyncConnection, operation: Described, role: Role
) -> None:
    client, _ = await matrix.caller(api, build, role)
    others, _ = await world(build, role)
    answers: list[Any] = []
    for of in (others, others.without(*PRIVATE)):
        nested = await connection.begin_nested()
        answers.append(await matrix.send(client, operation, of))
        await nested.rollback()
    about_them, about_nothing = map(as_answered, answers)
    if about_them[0] < 400:  # what names nothing of theirs does the same twice, and makes two ids
        assert about_nothing[0] == about_them[0]
    else:
        assert about_them == about_nothing
