"""What PostgreSQL itself refuses about mandates, extensions and terms, whoever writes."""

from datetime import date

import pytest

from api.models import Extension, Mandate, Space
from tests.days import LONG_AGO, LONG_DUE, TODAY
from tests.factories import Build
from tests.services.conftest import Refused


def extended(space: Space, decision_id: object, due_on: date) -> Extension:
    return Extension(space_id=space.id, former_due_on=LONG_DUE, due_on=due_on, decision_id=decision_id)


@pytest.mark.rule("R17", "R20")
async def test_a_decision_extends_once(build: Build, refused: Refused) -> None:
    group = await build.space()
    decision = await build.decision(group, about="extension")
    await build.rows(extended(group, decision.id, date(2029, 1, 1)))
    async with refused("extensions_one_a_decision"):
        await build.rows(extended(group, decision.id, date(2030, 1, 1)))


@pytest.mark.rule("R20")
async def test_an_extension_moves_the_due_day_to_a_later_one(build: Build, refused: Refused) -> None:
    group = await build.space()
    decision = await build.decision(group, about="extension")
    async with refused("extensions_due_later"):
        await build.rows(extended(group, decision.id, LONG_DUE))


@pytest.mark.rule("R17", "R21")
async def test_a_decision_opens_one_mandate(build: Build, refused: Refused) -> None:
    decision = await build.decision(await build.space(), about="mandate")

    async def opened() -> None:
        group = await build.space(mandate=False)
        days = {"starts_on": LONG_AGO, "due_on": LONG_DUE, "first_due_on": LONG_DUE}
        await build.rows(Mandate(space_id=group.id, opened_by=decision.id, **days))

    await opened()
    async with refused("mandates_one_a_decision"):
        await opened()


@pytest.mark.rule("R28")
async def test_no_seat_is_exempt_from_its_term_without_a_reason(build: Build, refused: Refused) -> None:
    council = await build.space("steering_group")
    async with refused("memberships_exempt_has_reason"):
        await build.seat(council, await build.organisation(), term_exempt=True, starts_on=TODAY)
