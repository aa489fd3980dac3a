"""What PostgreSQL itself refuses by kind, space and applicant, whoever writes: past the application, as `inee_app`."""

from datetime import date, timedelta
from typing import Any
from uuid import uuid4

import pytest
from sqlalchemy import update

from api.models import (
    ApplicationRepresentative,
    Membership,
    Space,
    SpaceState,
)
from api.rules.enums import EndReason, SpaceStatus
from tests.days import LONG_AGO, TODAY, TOMORROW, YESTERDAY
from tests.factories import Build
from tests.services.conftest import Refused

KINDS = "individual_not_permitted"


# --- kinds


@pytest.mark.rule("S13", "S39")
@pytest.mark.parametrize("type_", ["working_group", "workstream", "collaborative", "steering_group"])
async def test_an_individual_is_refused_where_institutions_sit(
    build: Build, refused: Refused, type_: str
) -> None:
    space, member = await build.space(type_), await build.member()
    async with refused("memberships_kind_permitted"):
        await build.seat(space, member)


@pytest.mark.rule("S31", "S37", "S39")
@pytest.mark.parametrize("type_", ["task_team", "language_community", "secretariat"])
async def test_an_institution_is_refused_where_individuals_sit(
    build: Build, refused: Refused, type_: str
) -> None:
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
async def test_an_override_of_the_kind_opens_the_kind_and_nothing_else(
    build: Build, refused: Refused
) -> None:
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
    broken: tuple[dict[str, Any], ...] = (
        {"override_reason": None},
        {"override_by": None},
        {"overridden": []},
    )
    for columns in broken:
        async with refused("memberships_override_has_reason"):
            given: dict[str, Any] = {
                "overridden": [KINDS],
                "override_reason": "Agreed",
                "override_by": uuid4(),
                **columns,
            }
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
async def test_nobody_is_live_in_a_space_that_is_not_active(
    build: Build, refused: Refused, status: str
) -> None:
    space, member = await build.space("task_team", status=status), await build.member()
    async with refused("memberships_space_active"):
        await build.seat(space, member, starts_on=TODAY)


@pytest.mark.rule("R26")
@pytest.mark.parametrize("becomes", [{"status": "disbanded"}, {"type": "language_community"}])
async def test_no_application_waits_for_a_space_that_ended_or_became_another(
    build: Build, refused: Refused, becomes: dict[str, str]
) -> None:
    space, ended = await build.space("task_team"), await build.space("task_team", status="disbanded")
    await build.application(space, await build.member())
    await build.application(ended, await build.member(), status="lapsed")
    async with refused("applications_space_open"):
        await build.application(ended, await build.member())
    async with refused("applications_space_open"):
        await build.session.execute(update(Space).where(Space.id == space.id).values(becomes))


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
    assert (seat.enforced_status, seat.enforced_kind, seat.enforced_mandate, seat.enforced_parent_seat) == (
        None,
    ) * 4


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
