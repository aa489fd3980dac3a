"""What PostgreSQL itself refuses about people who sign in, lead, speak for an organisation or look after the system."""

from datetime import date

import pytest

from api import clock
from api.models import Administrator, ClientKey, FocalPoint, Leader, PersonSession
from api.rules.enums import LeaderRole, SignInMethod
from api.rules.permissions import Role
from api.services import clients
from tests.cast import cast, leads, speaks_for
from tests.days import LONG_AGO, TODAY, TOMORROW
from tests.factories import SECRETARIAT, Build
from tests.services.conftest import Refused


async def test_somebody_is_an_administrator_once_at_a_time(build: Build, refused: Refused) -> None:
    admin = await cast(build, Role.admin)
    async with refused("administrators_once_at_a_time"):
        await build.rows(Administrator(member_id=admin.id, starts_on=TODAY))


async def test_somebody_speaks_for_an_organisation_once_at_a_time(build: Build, refused: Refused) -> None:
    focal_point = await speaks_for(build, await build.member())
    async with refused("focal_points_once_at_a_time"):
        await build.rows(
            FocalPoint(
                organisation_id=focal_point.organisation_id, member_id=focal_point.member_id, starts_on=TODAY
            )
        )


async def test_somebody_has_a_leading_role_once_at_a_time(build: Build, refused: Refused) -> None:
    leader = await leads(build, await build.member(), None)
    async with refused("leaders_once_at_a_time"):
        await build.rows(
            Leader(
                space_id=leader.space_id,
                membership_id=leader.membership_id,
                member_id=leader.member_id,
                role=leader.role,
                starts_on=TODAY,
            )
        )


async def test_nobody_leads_by_a_seat_longer_than_it_lasts(build: Build, refused: Refused) -> None:
    space, member = await build.space("task_team"), await build.member()
    seat = await build.seat(space, member, ends_on=TOMORROW)
    async with refused("leaders_within_seat"):
        await build.rows(
            Leader(
                space_id=space.id,
                membership_id=seat.id,
                member_id=member.id,
                role=LeaderRole.convener,
                starts_on=LONG_AGO,
            )
        )


@pytest.mark.rule("R31")
@pytest.mark.parametrize(("acting", "due_on"), [(False, TOMORROW), (True, LONG_AGO)])
async def test_only_who_acts_leads_until_a_due_day_and_that_is_a_later_one(
    build: Build, refused: Refused, acting: bool, due_on: date
) -> None:
    leader = await leads(build, await build.member(), None)
    async with refused("leaders_due_while_acting"):
        leader.acting, leader.due_on = acting, due_on
        await build.rows(leader)


@pytest.mark.rule("R3")
async def test_nobody_leads_past_a_rule_without_a_reason(build: Build, refused: Refused) -> None:
    leader = await leads(build, await build.member(), None)
    async with refused("leaders_override_has_reason"):
        leader.overridden = ["leader_seat_required"]
        await build.rows(leader)


async def test_no_leading_role_ends_before_it_begins(build: Build, refused: Refused) -> None:
    leader = await leads(build, await build.member(), None)
    async with refused("leaders_period_in_order"):
        leader.starts_on, leader.ends_on = TOMORROW, TODAY
        await build.rows(leader)


async def test_a_cookie_is_of_one_session(build: Build, refused: Refused) -> None:
    member, now = await build.member(), clock.now()

    def session() -> PersonSession:
        return PersonSession(
            member_id=member.id, token_hash=b"one", method=SignInMethod.email_code, expires_at=now
        )

    await build.rows(session())
    async with refused("sessions_token_free"):
        await build.rows(session())


async def test_a_prefix_is_of_one_key(build: Build, refused: Refused) -> None:
    client, _ = await clients.create(build.session, name="A script", permissions=["all"], by=SECRETARIAT)
    now = clock.now()

    def key() -> ClientKey:
        return ClientKey(client_id=client.id, prefix="one", key_hash=b"one", created_at=now, expires_at=now)

    await build.rows(key())
    async with refused("client_keys_prefix_free"):
        await build.rows(key())
