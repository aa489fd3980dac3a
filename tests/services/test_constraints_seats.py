"""What PostgreSQL itself refuses of seats and of who fills them, whoever writes: past the application, as `inee_app`."""

from datetime import date, timedelta

import pytest
from sqlalchemy import select

from api.models import (
    Membership,
    Representative,
    RoleHolding,
)
from api.rules.enums import EndReason
from tests.days import LONG_AGO, LONG_DUE, TODAY, YESTERDAY
from tests.factories import Build
from tests.services.conftest import Refused

NEXT_MONTH = TODAY + timedelta(days=31)


# --- one live seat


@pytest.mark.rule("R25")
async def test_an_organisation_holds_one_seat_a_space(build: Build, refused: Refused) -> None:
    space, organisation = await build.space(), await build.organisation()
    await build.seat(space, organisation)
    async with refused("memberships_one_seat_an_organisation"):
        await build.seat(space, organisation, starts_on=TODAY)


@pytest.mark.rule("R25")
async def test_a_member_holds_one_seat_a_space(build: Build, refused: Refused) -> None:
    space, member = await build.space("task_team"), await build.member()
    await build.seat(space, member)
    async with refused("memberships_one_seat_a_member"):
        await build.seat(space, member, starts_on=TODAY)


async def test_a_seat_may_follow_another_on_the_very_day(build: Build) -> None:
    space, member = await build.space("task_team"), await build.member()
    await build.seat(space, member, ends_on=TODAY)
    await build.seat(space, member, starts_on=TODAY)


async def test_joining_and_leaving_twice_on_one_day_is_history(build: Build) -> None:
    space, member = await build.space("language_community"), await build.member()
    for _ in range(2):
        seat = await build.seat(space, member, starts_on=TODAY, ends_on=TODAY)
        assert seat.during is None
    await build.seat(space, member, starts_on=TODAY)


@pytest.mark.rule("R25")
async def test_one_who_represents_an_organisation_takes_no_seat_of_their_own_there(
    build: Build, refused: Refused
) -> None:
    space, person = await build.space("reference_group"), await build.member()
    await build.seat(space, await build.organisation(), primary=person)
    async with refused("role_holdings_one_a_person"):
        await build.seat(space, person, starts_on=TODAY)


@pytest.mark.rule("R25")
async def test_nobody_represents_two_organisations_in_a_space(build: Build, refused: Refused) -> None:
    space, person = await build.space(), await build.member()
    await build.seat(space, await build.organisation(), primary=person)
    other = await build.seat(space, await build.organisation())
    async with refused("role_holdings_one_a_person"):
        await build.representative(other, person, role="alternate")


@pytest.mark.rule("R25")
async def test_nobody_is_primary_and_alternate_of_one_seat(build: Build, refused: Refused) -> None:
    person = await build.member()
    seat = await build.seat(await build.space(), await build.organisation(), primary=person)
    async with refused("role_holdings_one_a_person"):
        await build.representative(seat, person, role="alternate")


@pytest.mark.rule("R32")
async def test_one_who_has_not_agreed_holds_no_role_yet(build: Build, refused: Refused) -> None:
    space, person = await build.space("reference_group"), await build.member()
    seat = await build.seat(space, await build.organisation())
    asked = await build.representative(seat, person, agreed=False)
    await build.seat(space, person, starts_on=TODAY)
    async with refused("role_holdings_one_a_person"):
        asked.agreed_on = TODAY
        await build.rows()


async def test_a_role_ends_with_what_it_rests_on(build: Build) -> None:
    space, person = await build.space("reference_group"), await build.member()
    seat = await build.seat(space, person)
    seat.ends_on, seat.end_reason = TODAY, EndReason.withdrawn
    await build.rows()
    held = await build.session.scalar(select(RoleHolding.ends_on).where(RoleHolding.source_id == seat.id))
    assert held == TODAY
    await build.seat(space, await build.organisation(), starts_on=TODAY, primary=person)
    await build.session.delete(seat)
    await build.rows()
    left = await build.session.scalars(
        select(RoleHolding.starts_on).where(RoleHolding.member_id == person.id)
    )
    assert left.all() == [TODAY]


# --- representatives


@pytest.mark.rule("R2")
@pytest.mark.parametrize("role", ["primary", "alternate"])
async def test_a_seat_has_one_of_each_role_at_a_time(build: Build, refused: Refused, role: str) -> None:
    seat = await build.seat(await build.space(), await build.organisation())
    await build.representative(seat, await build.member(), role=role, ends_on=NEXT_MONTH)
    async with refused("representatives_one_a_role"):
        await build.representative(seat, await build.member(), role=role, starts_on=TODAY)
    await build.representative(seat, await build.member(), role=role, starts_on=NEXT_MONTH)


@pytest.mark.rule("R2")
@pytest.mark.parametrize(
    ("starts_on", "ends_on"),
    [(YESTERDAY, NEXT_MONTH), (TODAY, None), (TODAY, NEXT_MONTH + timedelta(days=1)), (NEXT_MONTH, None)],
    ids=["before", "open-ended", "a day longer", "after"],
)
async def test_a_representative_stays_within_the_seat(
    build: Build, refused: Refused, starts_on: date, ends_on: date | None
) -> None:
    seat = await build.seat(
        await build.space(), await build.organisation(), starts_on=TODAY, ends_on=NEXT_MONTH
    )
    person = await build.member()
    async with refused("representatives_within_seat"):
        await build.rows(_representative(seat, person.id, starts_on, ends_on))


def _representative(
    seat: Membership, member_id: object, starts_on: date, ends_on: date | None
) -> Representative:
    return Representative(
        membership_id=seat.id,
        space_id=seat.space_id,
        role="primary",
        member_id=member_id,
        starts_on=starts_on,
        ends_on=ends_on,
    )


async def test_a_representative_is_in_the_space_of_the_seat(build: Build, refused: Refused) -> None:
    seat, elsewhere = await build.seat(await build.space(), await build.organisation()), await build.space()
    person = await build.member()
    async with refused("representatives_within_seat"):
        row = _representative(seat, person.id, TODAY, None)
        row.space_id = elsewhere.id
        await build.rows(row)


async def test_a_seat_does_not_end_before_who_fills_it(build: Build, refused: Refused) -> None:
    seat = await build.seat(await build.space(), await build.organisation(), primary=await build.member())
    async with refused("representatives_within_seat"):
        seat.ends_on = TODAY
        await build.rows()


# --- workstreams


@pytest.mark.rule("R4")
async def test_a_workstream_seat_names_the_parent_seat_it_rests_on(build: Build, refused: Refused) -> None:
    workstream, organisation = await build.space("workstream"), await build.organisation()
    async with refused("memberships_parent_seat_named"):
        await build.seat(workstream, organisation, within_space_id=None)


@pytest.mark.rule("R4")
async def test_a_workstream_seat_without_the_parent_seat_is_refused(build: Build, refused: Refused) -> None:
    workstream, organisation = await build.space("workstream"), await build.organisation()
    async with refused("memberships_parent_seat_live"):
        await build.seat(workstream, organisation, within_space_id=workstream.parent_id)


@pytest.mark.rule("R4")
async def test_the_seat_of_another_organisation_does_not_count(build: Build, refused: Refused) -> None:
    parent = await build.space()
    workstream = await build.space("workstream", parent=parent)
    await build.seat(parent, await build.organisation())
    organisation = await build.organisation()
    async with refused("memberships_parent_seat_live"):
        await build.seat(workstream, organisation, within_space_id=parent.id)


@pytest.mark.rule("R4")
async def test_a_seat_in_another_working_group_does_not_count(build: Build, refused: Refused) -> None:
    workstream, other, organisation = (
        await build.space("workstream"),
        await build.space(),
        await build.organisation(),
    )
    await build.seat(other, organisation)
    async with refused("memberships_within_the_parent"):
        await build.seat(workstream, organisation, within_space_id=other.id)


@pytest.mark.rule("R4")
@pytest.mark.parametrize(
    ("starts_on", "ends_on"),
    [(YESTERDAY, NEXT_MONTH), (TODAY, None)],
    ids=["begins before the parent seat", "outlasts the parent seat"],
)
async def test_a_workstream_seat_lives_within_the_parent_seat(
    build: Build, refused: Refused, starts_on: date, ends_on: date | None
) -> None:
    parent, organisation = await build.space(), await build.organisation()
    workstream = await build.space("workstream", parent=parent)
    await build.seat(parent, organisation, starts_on=TODAY, ends_on=NEXT_MONTH)
    async with refused("memberships_parent_seat_live"):
        await build.seat(
            workstream,
            organisation,
            starts_on=starts_on,
            ends_on=ends_on,
            within_space_id=workstream.parent_id,
        )


@pytest.mark.rule("R22")
async def test_the_parent_seat_does_not_end_before_what_rests_on_it(build: Build, refused: Refused) -> None:
    parent, organisation = await build.space(), await build.organisation()
    held = await build.seat(parent, organisation)
    follower = await build.seat(await build.space("workstream", parent=parent), organisation)
    async with refused("memberships_parent_seat_live"):
        held.ends_on = TODAY
        await build.rows()
    await build.session.refresh(held)
    held.ends_on = follower.ends_on = TODAY
    await build.rows()


@pytest.mark.rule("R3")
async def test_an_override_of_the_parent_seat_opens_it(build: Build) -> None:
    workstream, organisation = await build.space("workstream"), await build.organisation()
    seat = await build.seat(workstream, organisation, overridden=["parent_wg_seat_required"])
    assert (seat.enforced_parent_seat, seat.enforced_kind) == (None, "institutional")


# --- mandates


@pytest.mark.rule("R21")
async def test_a_working_group_seat_names_its_mandate(build: Build, refused: Refused) -> None:
    space, organisation = await build.space(), await build.organisation()
    async with refused("memberships_mandate_named"):
        await build.seat(space, organisation, mandate_id=None)


@pytest.mark.rule("R10")
async def test_a_task_team_seat_names_none(build: Build, refused: Refused) -> None:
    team, member, group = (
        await build.space("task_team"),
        await build.member(),
        await build.space(mandate=False),
    )
    mandate = await build.mandate(group, LONG_AGO, LONG_DUE)
    async with refused("memberships_mandate_named"):
        await build.seat(team, member, mandate_id=mandate.id)


@pytest.mark.rule("R21")
@pytest.mark.parametrize(
    ("starts_on", "ends_on"), [(LONG_AGO, YESTERDAY), (TODAY, None)], ids=["before it", "beyond its end"]
)
async def test_a_seat_lives_within_its_mandate(
    build: Build, refused: Refused, starts_on: date, ends_on: date | None
) -> None:
    space, organisation = await build.space(mandate=False), await build.organisation()
    mandate = await build.mandate(space, TODAY, LONG_DUE, ends_on=NEXT_MONTH)
    async with refused("memberships_mandate_open"):
        await build.seat(space, organisation, starts_on=starts_on, ends_on=ends_on, mandate_id=mandate.id)


@pytest.mark.rule("R21")
async def test_another_spaces_mandate_does_not_count(build: Build, refused: Refused) -> None:
    space, other, organisation = (
        await build.space(),
        await build.space(mandate=False),
        await build.organisation(),
    )
    mandate = await build.mandate(other, LONG_AGO, LONG_DUE)
    async with refused("memberships_mandate_open"):
        await build.seat(space, organisation, mandate_id=mandate.id)


@pytest.mark.rule("R21")
async def test_a_mandate_does_not_end_before_its_seats(build: Build, refused: Refused) -> None:
    space, organisation = await build.space(mandate=False), await build.organisation()
    mandate = await build.mandate(space, LONG_AGO, LONG_DUE)
    await build.seat(space, organisation)
    async with refused("memberships_mandate_open"):
        mandate.ends_on = TODAY
        await build.rows()


async def test_a_space_works_under_one_mandate_at_a_time(build: Build, refused: Refused) -> None:
    space = await build.space()
    async with refused("mandates_one_at_a_time"):
        await build.mandate(space, TODAY, LONG_DUE)


@pytest.mark.rule("R20")
async def test_an_extension_keeps_the_original_end(build: Build, refused: Refused) -> None:
    mandate = await build.mandate(await build.space(mandate=False), LONG_AGO, LONG_DUE)
    mandate.due_on = LONG_DUE + timedelta(days=90)
    await build.rows()
    async with refused("mandates_due_after_start"):
        mandate.due_on = LONG_DUE - timedelta(days=1)
        await build.rows()
