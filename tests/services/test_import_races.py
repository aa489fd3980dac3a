"""Two commits at once, over real connections: nobody twice, no seat beyond the limit, and the loser is told it is stale."""

import asyncio
from typing import Any

import pytest
from httpx import AsyncClient
from sqlalchemy import func, select

from api.models import Member, Membership
from tests.answers import good
from tests.harness import Api
from tests.lists import CONSENTED, preview


async def both(client: AsyncClient, *previews: Any) -> list[tuple[int, str | None]]:
    """Status and code of each of the commits, sent at once."""
    paths = [f"/v1/imports/{one['id']}/commit" for one in previews]
    answers = await asyncio.gather(*(client.post(path) for path in paths))
    return sorted((answer.status_code, answer.json().get("code")) for answer in answers)


@pytest.mark.parametrize("by", ["email", "external_ref"])
async def test_one_list_committed_twice_at_once_brings_everybody_in_once(committed_db: Api, by: str) -> None:
    client = await committed_db.as_role("service_client")
    rows = [{by: f"person{number}@example.org", "full_name": f"P {number}"} for number in range(200)]
    previews = [await preview(client, *rows), await preview(client, *reversed(rows))]
    assert await both(client, *previews) == [(202, None), (409, "import_is_stale")]
    async with committed_db.building() as build:
        assert await build.session.scalar(select(func.count()).select_from(Member)) == 200


async def test_one_import_committed_twice_at_once_answers_alike(committed_db: Api) -> None:
    client = await committed_db.as_role("service_client")
    seen = await preview(client, {"email": "amina@example.org", "full_name": "Amina"})
    assert await both(client, seen, seen) == [(202, None), (202, None)]
    assert good(await client.get("/v1/members?total=true"))["total"] == 1


@pytest.mark.rule("R18")
async def test_the_last_seat_goes_to_one_of_two_lists(committed_db: Api) -> None:
    client = await committed_db.as_role("service_client")
    async with committed_db.building() as build:
        team = (await build.space("task_team", seat_limit=1)).slug
    previews = [
        await preview(
            client, {"email": f"p{number}@example.org", "full_name": "P", **CONSENTED, "space": team}
        )
        for number in range(2)
    ]
    assert await both(client, *previews) == [(202, None), (409, "import_is_stale")]
    async with committed_db.building() as build:
        assert await build.session.scalar(select(func.count()).select_from(Membership)) == 1
