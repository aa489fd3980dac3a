"""What PostgreSQL itself refuses about tasks, plans and linkages."""

from typing import Any

import pytest
from sqlalchemy import select

from api.models import Linkage, Mandate, Plan, Space, Task
from tests.days import TODAY
from tests.factories import Build
from tests.services.conftest import Refused


def plan(space: Space, **columns: Any) -> Plan:
    return Plan(**{"space_id": space.id, "kind": "goals", "title": "Goals", "starts_on": TODAY, **columns})


def line(one: Space, other: Space, kind: str = "shared_activity") -> Linkage:
    return Linkage(from_id=one.id, to_id=other.id, kind=kind, purpose="Webinars", starts_on=TODAY)


async def test_a_task_has_a_day_of_its_end_when_it_has_ended(build: Build, refused: Refused) -> None:
    space = await build.space("task_team")
    for columns in ({"status": "done"}, {"status": "open", "closed_on": TODAY}):
        async with refused("tasks_closed_when_not_open"):
            await build.rows(Task(space_id=space.id, title="Translate", starts_on=TODAY, **columns))


@pytest.mark.rule("S18")
async def test_a_mandate_has_one_plan(build: Build, refused: Refused) -> None:
    group = await build.space()
    mandate = (await build.session.scalars(select(Mandate))).one()
    await build.rows(plan(group, kind="work_plan", mandate_id=mandate.id))
    async with refused("plans_one_a_mandate"):
        await build.rows(plan(group, kind="work_plan", mandate_id=mandate.id))


@pytest.mark.rule("S8", "R17")
async def test_a_decision_adopts_one_plan(build: Build, refused: Refused) -> None:
    council = await build.space("steering_group")
    first = plan(council)
    await build.rows(first)
    decision = await build.decision(first)
    first.adopted_on, first.decision_id = TODAY, decision.id
    await build.rows()
    async with refused("plans_one_a_decision"):
        await build.rows(plan(council, adopted_on=TODAY, decision_id=decision.id))


@pytest.mark.rule("R17")
async def test_a_plan_is_adopted_by_a_decision_or_in_a_meeting(build: Build, refused: Refused) -> None:
    council = await build.space("steering_group")
    decision = await build.decision(council)
    for columns in (
        {"adopted_on": TODAY},
        {"minutes_reference": "Item 2"},
        {"decision_id": decision.id},
        {"adopted_on": TODAY, "decision_id": decision.id, "minutes_reference": "Item 2"},
    ):
        async with refused("plans_adopted_by_somebody"):
            await build.rows(plan(council, **columns))


@pytest.mark.rule("S40")
async def test_a_linkage_is_there_once_at_a_time_and_leads_elsewhere(build: Build, refused: Refused) -> None:
    one, other = await build.space("task_team"), await build.space("task_team")
    await build.rows(line(one, other), line(one, other, "technical_guidance"))
    await build.rows(line(other, one, "technical_guidance"))
    for ends in ((one, other), (other, one)):
        async with refused("linkages_once_at_a_time"):
            await build.rows(line(*ends))
    async with refused("linkages_not_to_itself"):
        await build.rows(line(one, one))
