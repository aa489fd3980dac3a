"""Facts are those of the day that is asked about, not of today."""

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from sqlalchemy.ext.asyncio import AsyncSession

from api.services import facts
from tests.days import LONG_AGO, TODAY, YESTERDAY

if TYPE_CHECKING:
    from tests.factories import Build


@pytest.mark.rule("R22")
async def test_a_working_group_counted_for_its_collaborative_until_the_day_it_closed(
    session: AsyncSession, build: "Build"
) -> None:
    closed = await build.space("working_group", status="disbanded", ends_on=TODAY)
    space = await build.space("collaborative", working_groups=[closed, await build.space("working_group")])
    for on, live in ((YESTERDAY, 2), (TODAY, 1)):
        known = await facts.gather(session, spaces=[space.id], on=on)
        assert sum(group.live for group in known.spaces[space.id].working_groups) == live


async def test_a_space_that_was_not_there_yet_has_the_parent_it_came_to_have(
    session: AsyncSession, build: "Build"
) -> None:
    parent = await build.space("working_group")
    space = await build.space("workstream", parent=parent)
    known = await facts.gather(session, spaces=[space.id], on=LONG_AGO - timedelta(days=1))
    told = known.spaces[space.id]
    assert (told.status, told.parent_id, told.parent_name) == ("proposed", parent.id, parent.name)
