"""What PostgreSQL itself refuses, whoever writes: every rule that a constraint holds, broken past the application.

Rows are written as `inee_app`. `refused(name)` passes when that very constraint refuses; the last test sees to it that
no rule constraint is left out.
"""

import re
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from datetime import date, timedelta
from pathlib import Path
from uuid import uuid4

import pytest
from sqlalchemy import func, select, text, update
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncSession

from api import errors
from api.models import (
    ApplicationRepresentative,
    Membership,
    MemberState,
    Organisation,
    OrganisationAlias,
    OrganisationSlug,
    Partnership,
    Representative,
    RoleHolding,
    Rulebook,
    Space,
    SpaceSlug,
    SpaceState,
    StructuralLink,
)
from api.rules.enums import EndReason, SpaceStatus
from tests.days import LONG_AGO, LONG_DUE, TODAY, TOMORROW, YESTERDAY
from tests.factories import Build

Refused = Callable[[str], AbstractAsyncContextManager[None]]
KINDS = "individual_not_permitted"
NEXT_MONTH = TODAY + timedelta(days=31)


@pytest.fixture
def refused(session: AsyncSession) -> Refused:
    return lambda name: _refused(session, name)


@asynccontextmanager
async def _refused(where: AsyncSession | AsyncConnection, name: str) -> AsyncIterator[None]:
    with pytest.raises(DBAPIError) as caught:
        async with where.begin_nested():
            yield
            await where.execute(text("SET CONSTRAINTS ALL IMMEDIATE"))
    assert getattr(caught.value.orig, "__cause__", None).constraint_name == name  # type: ignore[union-attr]
    assert errors.of_database(caught.value).status < 500


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
    left = await build.session.scalars(select(RoleHolding.starts_on).where(RoleHolding.member_id == person.id))
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
    seat = await build.seat(await build.space(), await build.organisation(), starts_on=TODAY, ends_on=NEXT_MONTH)
    person = await build.member()
    async with refused("representatives_within_seat"):
        await build.rows(_representative(seat, person.id, starts_on, ends_on))


def _representative(seat: Membership, member_id: object, starts_on: date, ends_on: date | None) -> Representative:
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
    workstream, other, organisation = await build.space("workstream"), await build.space(), await build.organisation()
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
            workstream, organisation, starts_on=starts_on, ends_on=ends_on, within_space_id=workstream.parent_id
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
    team, member, group = await build.space("task_team"), await build.member(), await build.space(mandate=False)
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
    space, other, organisation = await build.space(), await build.space(mandate=False), await build.organisation()
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


# --- kinds


@pytest.mark.rule("S13", "S39")
@pytest.mark.parametrize("type_", ["working_group", "workstream", "collaborative", "steering_group"])
async def test_an_individual_is_refused_where_institutions_sit(build: Build, refused: Refused, type_: str) -> None:
    space, member = await build.space(type_), await build.member()
    async with refused("memberships_kind_permitted"):
        await build.seat(space, member)


@pytest.mark.rule("S31", "S37", "S39")
@pytest.mark.parametrize("type_", ["task_team", "language_community", "secretariat"])
async def test_an_institution_is_refused_where_individuals_sit(build: Build, refused: Refused, type_: str) -> None:
    space, organisation = await build.space(type_), await build.organisation()
    async with refused("memberships_kind_permitted"):
        await build.seat(space, organisation)


@pytest.mark.rule("S26")
async def test_a_reference_group_seats_both(build: Build) -> None:
    space = await build.space("reference_group")
    await build.seat(space, await build.member())
    await build.seat(space, await build.organisation())


async def test_a_rulebook_that_does_not_exist_permits_nothing(build: Build, refused: Refused) -> None:
    space, organisation = await build.space(), await build.organisation()
    async with refused("memberships_kind_permitted"):
        await build.seat(space, organisation, rulebook=99)


@pytest.mark.rule("R3")
async def test_an_override_of_the_kind_opens_the_kind_and_nothing_else(build: Build, refused: Refused) -> None:
    group, member = await build.space(), await build.member()
    seat = await build.seat(group, member, overridden=[KINDS])
    assert seat.enforced_kind is None
    team, organisation = await build.space("task_team"), await build.organisation()
    async with refused("memberships_kind_permitted"):
        await build.seat(team, organisation, overridden=["seats_full"])
    async with refused("memberships_one_seat_a_member"):
        await build.seat(group, member, starts_on=TODAY, overridden=[KINDS])
    other = await build.member()
    async with refused("memberships_mandate_named"):
        await build.seat(group, other, mandate_id=None, overridden=[KINDS])
    closed = await build.space("task_team", status="disbanded")
    async with refused("memberships_space_active"):
        await build.seat(closed, organisation, starts_on=TODAY, overridden=["institution_not_permitted"])


@pytest.mark.rule("R3")
async def test_an_override_has_a_reason_and_somebody_who_gave_it(build: Build, refused: Refused) -> None:
    space, member = await build.space(), await build.member()
    for columns in ({"override_reason": None}, {"override_by": None}, {"overridden": []}):
        async with refused("memberships_override_has_reason"):
            given = {"overridden": [KINDS], "override_reason": "Agreed", "override_by": uuid4(), **columns}
            row = Membership(
                space_id=space.id,
                space_type=space.type,
                kind="individual",
                member_id=member.id,
                rulebook=1,
                starts_on=TODAY,
                **given,
            )
            await build.rows(row)


# --- live only in an active space


@pytest.mark.parametrize("status", ["proposed", "approved", "disbanded", "rejected"])
async def test_nobody_is_live_in_a_space_that_is_not_active(build: Build, refused: Refused, status: str) -> None:
    space, member = await build.space("task_team", status=status), await build.member()
    async with refused("memberships_space_active"):
        await build.seat(space, member, starts_on=TODAY)


async def test_a_seat_does_not_begin_before_its_space(build: Build, refused: Refused) -> None:
    space, member = await build.space("task_team"), await build.member()
    async with refused("memberships_space_active"):
        await build.seat(space, member, starts_on=LONG_AGO - timedelta(days=1))


@pytest.mark.rule("R11")
async def test_a_space_does_not_end_over_its_seats(build: Build, refused: Refused) -> None:
    space, member = await build.space("task_team"), await build.member()
    await build.seat(space, member)
    async with refused("memberships_space_active"):
        await _disband(build, space)


async def _disband(build: Build, space: Space) -> None:
    await build.session.execute(
        update(SpaceState).where(SpaceState.space_id == space.id).values(ends_on=TODAY)
    )
    what = {"space_id": space.id, "type": space.type, "parent_id": space.parent_id}
    await build.rows(SpaceState(**what, status=SpaceStatus.disbanded, starts_on=TODAY))


@pytest.mark.rule("R11")
async def test_seats_that_end_with_their_space_are_in_order(build: Build) -> None:
    space, member = await build.space("task_team"), await build.member()
    seat = await build.seat(space, member)
    seat.ends_on, seat.end_reason = TODAY, EndReason.space_disbanded
    await _disband(build, space)


@pytest.mark.rule("R30")
async def test_history_is_recorded_without_what_is_no_longer_known(build: Build) -> None:
    seat = await build.seat(
        await build.space("workstream"),
        await build.member(),
        starts_on=date(2014, 1, 1),
        ends_on=date(2016, 1, 1),
        historic=True,
    )
    assert (seat.enforced_status, seat.enforced_kind, seat.enforced_mandate, seat.enforced_parent_seat) == (None,) * 4


@pytest.mark.rule("R30")
async def test_history_has_ended(build: Build, refused: Refused) -> None:
    space, member = await build.space(), await build.member()
    async with refused("memberships_history_has_ended"):
        await build.seat(space, member, historic=True)


@pytest.mark.rule("R30", "R25")
async def test_history_holds_one_seat_at_a_time_too(build: Build, refused: Refused) -> None:
    space, member = await build.space("task_team"), await build.member()
    await build.seat(space, member)
    async with refused("memberships_one_seat_a_member"):
        await build.seat(space, member, starts_on=TODAY, ends_on=TOMORROW, historic=True)


# --- who holds a seat or applies


async def test_a_seat_has_exactly_one_holder_of_its_kind(build: Build, refused: Refused) -> None:
    space, member, organisation = await build.space(), await build.member(), await build.organisation()
    async with refused("memberships_one_holder"):
        await build.seat(space, organisation, member_id=member.id)
    async with refused("memberships_one_holder"):
        await build.seat(space, organisation, kind="individual")


async def test_an_accepted_application_has_one_seat(build: Build, refused: Refused) -> None:
    space, other, organisation = await build.space(), await build.space(), await build.organisation()
    application = await build.application(space, organisation, status="accepted")
    await build.seat(space, organisation, application_id=application.id)
    async with refused("memberships_one_an_application"):
        await build.seat(other, organisation, application_id=application.id)


async def test_an_organisation_has_one_open_application_a_space(build: Build, refused: Refused) -> None:
    space, organisation = await build.space(), await build.organisation()
    await build.application(space, organisation, status="declined")
    await build.application(space, organisation)
    async with refused("applications_one_open_an_organisation"):
        await build.application(space, organisation, status="under_review")


async def test_a_member_has_one_open_application_a_space(build: Build, refused: Refused) -> None:
    space, member = await build.space("task_team"), await build.member()
    await build.application(space, member, status="withdrawn")
    await build.application(space, member)
    async with refused("applications_one_open_a_member"):
        await build.application(space, member)


async def test_an_application_has_exactly_one_applicant(build: Build, refused: Refused) -> None:
    space, member, organisation = await build.space(), await build.member(), await build.organisation()
    async with refused("applications_one_holder"):
        await build.application(space, organisation, member_id=member.id)


@pytest.mark.rule("R12")
async def test_declining_has_a_reason(build: Build, refused: Refused) -> None:
    space, member = await build.space("task_team"), await build.member()
    async with refused("applications_declined_with_reason"):
        await build.application(space, member, status="declined", decision_reason=None)


async def test_a_closed_application_says_when_it_was_decided(build: Build, refused: Refused) -> None:
    space, member = await build.space("task_team"), await build.member()
    async with refused("applications_decided_when_closed"):
        await build.application(space, member, status="accepted", decided_at=None)


@pytest.mark.rule("R13")
async def test_a_recorded_application_carries_the_consent(build: Build, refused: Refused) -> None:
    space, member = await build.space("task_team"), await build.member()
    async with refused("applications_recorded_with_consent"):
        await build.application(space, member, received_on=YESTERDAY, received_by="e-mail")


async def test_one_person_fills_one_place_of_an_application(build: Build, refused: Refused) -> None:
    person = await build.member()
    application = await build.application(await build.space(), await build.organisation(), primary=person)
    async with refused("application_representatives_one_role"):
        await build.rows(
            ApplicationRepresentative(application_id=application.id, role="alternate", member_id=person.id)
        )


# --- dated rows beside seats


async def test_a_space_is_in_one_state_at_a_time(build: Build, refused: Refused) -> None:
    space = await build.space("task_team")
    async with refused("space_states_one_at_a_time"):
        await build.rows(
            SpaceState(space_id=space.id, status=SpaceStatus.disbanded, type=space.type, starts_on=TODAY)
        )


async def test_a_member_is_in_one_state_at_a_time(build: Build, refused: Refused) -> None:
    member = await build.member()
    async with refused("member_states_one_at_a_time"):
        await build.rows(MemberState(member_id=member.id, status="left", starts_on=TODAY))


async def test_a_partnership_is_one_at_a_time(build: Build, refused: Refused) -> None:
    organisation = await build.organisation(partner=True)
    async with refused("partnerships_one_at_a_time"):
        await build.rows(Partnership(organisation_id=organisation.id, starts_on=TODAY))


async def test_a_person_is_affiliated_to_one_organisation_once_at_a_time_and_to_two_at_once(
    build: Build, refused: Refused
) -> None:
    one, two = await build.organisation(), await build.organisation()
    member = await build.member(organisation=one)
    await build.affiliation(member, two)
    async with refused("affiliations_once_at_a_time"):
        await build.affiliation(member, one, starts_on=TODAY)


async def test_a_link_between_two_spaces_is_there_once_at_a_time(build: Build, refused: Refused) -> None:
    group = await build.space()
    collaborative = await build.space("collaborative", working_groups=[group, await build.space()])
    async with refused("structural_links_once_at_a_time"):
        await build.rows(
            StructuralLink(space_id=collaborative.id, target_id=group.id, kind="sponsor", starts_on=TODAY)
        )
    async with refused("structural_links_not_to_itself"):
        await build.rows(
            StructuralLink(space_id=collaborative.id, target_id=collaborative.id, kind="sponsor", starts_on=TODAY)
        )


@pytest.mark.parametrize(
    ("table", "name"),
    [
        ("memberships", "memberships_period_in_order"),
        ("representatives", "representatives_period_in_order"),
        ("mandates", "mandates_period_in_order"),
        ("affiliations", "affiliations_period_in_order"),
        ("partnerships", "partnerships_period_in_order"),
        ("space_states", "space_states_period_in_order"),
        ("member_states", "member_states_period_in_order"),
    ],
)
async def test_no_period_ends_before_it_begins(build: Build, refused: Refused, table: str, name: str) -> None:
    organisation = await build.organisation(partner=True)
    person = await build.member(organisation=organisation)
    await build.seat(await build.space(), organisation, primary=person)
    async with refused(name):
        await build.session.execute(text(f"UPDATE {table} SET ends_on = starts_on - 1"))


# --- names


async def test_a_slug_is_nobody_elses_ever_again(build: Build, refused: Refused) -> None:
    space, other = await build.space(), await build.space()
    await build.session.execute(
        update(SpaceSlug).where(SpaceSlug.space_id == space.id).values(ends_on=YESTERDAY)
    )
    await build.rows(SpaceSlug(space_id=space.id, slug="new", starts_on=YESTERDAY))
    await build.session.execute(update(SpaceSlug).where(SpaceSlug.space_id == other.id).values(ends_on=TODAY))
    async with refused("space_slugs_slug_free"):
        await build.rows(SpaceSlug(space_id=other.id, slug=space.slug, starts_on=TODAY))
    async with refused("space_slugs_one_at_a_time"):
        await build.rows(SpaceSlug(space_id=space.id, slug="newer", starts_on=TODAY))
    async with refused("spaces_slug_free"):
        await build.space(slug=space.slug)


async def test_an_organisations_slug_is_nobody_elses_ever_again(build: Build, refused: Refused) -> None:
    one, other = await build.organisation(slug="one"), await build.organisation(slug="other")
    await build.session.execute(
        update(OrganisationSlug).where(OrganisationSlug.organisation_id == other.id).values(ends_on=TODAY)
    )
    async with refused("organisation_slugs_slug_free"):
        await build.rows(OrganisationSlug(organisation_id=other.id, slug="one", starts_on=TODAY))
    async with refused("organisation_slugs_one_at_a_time"):
        await build.rows(OrganisationSlug(organisation_id=one.id, slug="one-more", starts_on=TODAY))
    async with refused("organisations_slug_free"):
        await build.session.execute(update(Organisation).where(Organisation.id == other.id).values(slug="one"))


async def test_two_organisations_of_one_name_are_of_two_countries(build: Build, refused: Refused) -> None:
    await build.organisation("War Child", country="NL")
    other = await build.organisation("War Child", country="CA", slug="war-child-ca")
    none = await build.organisation("Wár child", slug="somewhere")
    assert none.name_key == other.name_key
    async with refused("organisations_name_free"):
        await build.session.execute(update(Organisation).where(Organisation.id == other.id).values(country="NL"))
    async with refused("organisations_name_free"):
        await build.session.execute(update(Organisation).where(Organisation.id == other.id).values(country=None))


async def test_an_organisation_has_an_alias_once(build: Build, refused: Refused) -> None:
    organisation = await build.organisation(aliases=["ACNUR"])
    async with refused("organisation_aliases_once"):
        await build.rows(OrganisationAlias(organisation_id=organisation.id, name="acnur"))


async def test_one_address_is_one_person(build: Build, refused: Refused) -> None:
    member = await build.member()
    async with refused("members_email_free"):
        await build.member(email=member.email)
    async with refused("members_email_has_key"):
        await build.member(email=None, email_key="somebody@example.org")


async def test_a_reference_is_one_persons(build: Build, refused: Refused) -> None:
    await build.member(external_ref="A-1")
    async with refused("member_references_free"):
        await build.member(external_ref="A-1")


# --- spaces


@pytest.mark.rule("S35")
@pytest.mark.parametrize("status", ["approved", "active"])
async def test_a_language_has_one_live_community(build: Build, refused: Refused, status: str) -> None:
    await build.space("language_community", language="sw", status="disbanded")
    await build.space("language_community", language="sw", status="proposed")
    await build.space("language_community", language="sw")
    async with refused("spaces_language_free"):
        await build.space("language_community", language="sw", status=status)


@pytest.mark.rule("S6", "S11")
@pytest.mark.parametrize("type_", ["steering_group", "secretariat"])
async def test_there_is_one_of_each_body_of_governance(build: Build, refused: Refused, type_: str) -> None:
    await build.space(type_)
    async with refused("spaces_only_one"):
        await build.space(type_, status="approved")


async def test_nothing_is_built_on_itself(build: Build, refused: Refused) -> None:
    space, organisation = await build.space(), await build.organisation()
    async with refused("spaces_not_its_own_parent"):
        await build.session.execute(update(Space).where(Space.id == space.id).values(parent_id=space.id))
    async with refused("organisations_not_its_own_parent"):
        await build.session.execute(
            update(Organisation).where(Organisation.id == organisation.id).values(parent_id=organisation.id)
        )


async def test_a_seat_limit_leaves_a_seat(build: Build, refused: Refused) -> None:
    async with refused("spaces_seat_limit_positive"):
        await build.space(seat_limit=0)


@pytest.mark.rule("R5")
async def test_a_parent_does_not_change_under_seats_that_rest_on_it(build: Build, refused: Refused) -> None:
    workstream, other = await build.space("workstream"), await build.space()
    await build.seat(workstream, await build.organisation())
    async with refused("memberships_within_the_parent"):
        await build.session.execute(update(Space).where(Space.id == workstream.id).values(parent_id=other.id))


# --- rulebooks: the owner's, who is held to this as well


@pytest.mark.rule("R27")
async def test_one_rulebook_is_in_force_on_a_day(owner: AsyncConnection) -> None:
    async with _refused(owner, "rulebooks_one_in_force"):
        await owner.execute(
            Rulebook.__table__.insert().values(version=2, starts_on=TODAY, content={}, digest="none")  # type: ignore[attr-defined]
        )


# --- completeness


# Keys that only make another one possible: no row breaks them without breaking a narrower one first.
IMPLIED = {
    "mandates_of_space_at_a_time",
    "memberships_at_a_time",
    "rulebook_types_mandates",
    "rulebook_types_parent_seat",
    "space_states_status_at_a_time",
    "spaces_parent_of",
}


async def test_every_constraint_that_holds_a_rule_is_broken_here(session: AsyncSession) -> None:
    held = await session.scalars(
        text(
            "SELECT conname::text FROM pg_constraint WHERE connamespace = 'public'::regnamespace"
            " AND (conperiod OR contype IN ('x', 'u'))"
        )
    )
    tested = set(re.findall(r'refused\((?:owner, )?"(\w+)"\)', Path(__file__).read_text(encoding="utf-8")))
    told_elsewhere = {"clients_prefix_free", "consents_once", *IMPLIED}
    assert {*held, *errors.RULE_CONSTRAINTS} - told_elsewhere - tested == set()
    assert await session.scalar(select(func.count()).select_from(Membership)) == 0
