"""Affiliates: organisations of their own with a parent, each with its own seat; no parent stands below its child."""

import pytest
from httpx import AsyncClient
from sqlalchemy.ext.asyncio import AsyncSession

from api.models import Organisation
from tests.answers import good, malformed
from tests.factories import Build
from tests.steps import on_top

PATH = "/v1/organisations"


@pytest.mark.rule("R25")
async def test_an_affiliate_takes_its_own_seat_beside_its_parent(
    secretariat: AsyncClient, build: Build
) -> None:
    parent = await build.organisation("War Child")
    affiliate = await build.organisation("War Child Holland", parent=parent)
    group = await build.space()
    for body in (parent, affiliate):
        person = await build.member(organisation=body)
        application = await build.application(group, body, primary=person)
        good(
            await secretariat.post(
                f"/v1/applications/{application.id}/decision", json={"outcome": "accepted"}
            )
        )
    seats = good(await secretariat.get(f"/v1/spaces/{group.id}/roster"))["items"]
    assert {seat["organisation_name"] for seat in seats} == {"War Child", "War Child Holland"}
    assert good(await secretariat.get(f"/v1/spaces/{group.id}"))["seats_taken"] == 2


@pytest.mark.rule("R25")
@pytest.mark.parametrize("generations", [1, 3])
async def test_no_organisation_stands_above_its_own_parent(
    secretariat: AsyncClient, build: Build, session: AsyncSession, generations: int
) -> None:
    first = lowest = await build.organisation()
    for _ in range(generations):
        lowest = await build.organisation(parent=lowest)
    answer = await on_top(secretariat, "PATCH", f"{PATH}/{first.id}", parent_id=str(lowest.id))
    assert malformed(answer) == {"/parent_id": "own_descendant"}
    row = await session.get_one(Organisation, first.id, populate_existing=True)
    assert row.parent_id is None
