"""Who a person is to the network at this moment: roles are read from rows at each request, and kept nowhere.

So an ended seat, term, appointment or leading role ends its rights at the next request.
"""

from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, case, exists, literal, null, or_, select, union_all
from sqlalchemy.ext.asyncio import AsyncSession

from api import clock
from api.models import (
    Administrator,
    FocalPoint,
    Leader,
    Member,
    Membership,
    MemberState,
    Representative,
    Space,
)
from api.rules.codes import Code
from api.rules.enums import LeaderRole, MemberStatus, SignInMethod, SpaceStatus, SpaceType
from api.rules.permissions import Held, Role
from api.services import facts


async def roles(
    session: AsyncSession, member_id: UUID, status: MemberStatus, method: SignInMethod
) -> tuple[Held, ...]:
    """The roles of somebody signed in. Those of the secretariat ask for two factors; whoever is suspended rests (R33)."""
    held = [Held(Role.person, member_id)]
    if status in {MemberStatus.suspended, MemberStatus.left}:
        return tuple(held)
    parts: list[Any] = [_represents_in_steering_group(member_id, clock.today())]
    if status is MemberStatus.active:
        held.append(Held(Role.member, member_id))
        parts += _of_active(member_id, clock.today())
        if method is SignInMethod.password_totp:
            parts += _of_secretariat(member_id, clock.today())
    found = await session.execute(union_all(*parts))
    return (*held, *dict.fromkeys(Held(Role(role), of) for role, of in found))


async def is_focal_point(session: AsyncSession, member_id: UUID, organisation_id: UUID) -> bool:
    """Does this active person speak for the organisation today?"""
    return await session.scalar(_focal_points(member_id, organisation_id)) is not None


def _focal_points(member_id: UUID, organisation_id: UUID) -> Select[Any]:
    return (
        select(FocalPoint.id)
        .join(Member, Member.id == FocalPoint.member_id)
        .where(
            FocalPoint.member_id == member_id,
            FocalPoint.organisation_id == organisation_id,
            Member.status == MemberStatus.active,
            *_serving(clock.today()),
        )
    )


def _serving(on: date) -> tuple[ColumnElement[bool], ...]:
    return FocalPoint.confirmed_at.is_not(None), FocalPoint.during.contains(on)


def fills(member_id: Any, on: date) -> ColumnElement[bool]:
    """The seat is the person's own, or theirs to fill for an organisation, on the day (R2, R32)."""
    represented = exists().where(
        Representative.membership_id == Membership.id,
        Representative.member_id == member_id,
        Representative.agreed_on <= on,
        Representative.during.contains(on),
    )
    return and_(facts.live_on(on), or_(Membership.member_id == member_id, represented))


def rests(member_id: Any, on: date) -> ColumnElement[bool]:
    """The person was suspended on the day: their seats stay, what they do for others rests (R33)."""
    return exists().where(
        MemberState.member_id == member_id,
        MemberState.status == MemberStatus.suspended,
        MemberState.during.contains(on),
    )


def leads_on(on: date) -> ColumnElement[bool]:
    """A leading role that counts on a day: acting for a time, it is over on its due day, written or not (R31).

    It hangs on a seat that the person still fills, or on their being staff; or the secretariat named them without
    either, with a reason (R3). Of somebody suspended it rests (R33).
    """
    hangs_on = exists().where(Membership.id == Leader.membership_id, fills(Leader.member_id, on))
    seated = hangs_on.correlate_except(Membership)  # also where seats are asked about beside it
    of_staff = and_(Leader.membership_id.is_(None), is_staff(Leader.member_id, on))
    independent = Leader.overridden.contains([Code.leader_seat_required])
    return and_(
        ~rests(Leader.member_id, on),
        Leader.during.contains(on),
        or_(Leader.due_on.is_(None), Leader.due_on > on),
        or_(seated, of_staff, independent),
    )


def _represents_in_steering_group(member_id: UUID, on: date) -> Any:
    return select(literal(Role.steering_representative.value), Membership.space_id).where(
        Membership.space_type == SpaceType.steering_group, fills(member_id, on)
    )


def _of_active(member_id: UUID, on: date) -> Sequence[Any]:
    focal = select(literal(Role.focal_point.value), FocalPoint.organisation_id).where(
        FocalPoint.member_id == member_id, *_serving(on)
    )
    role = case(
        (Leader.role == LeaderRole.facilitator, literal(Role.facilitator.value)),
        else_=literal(Role.leader.value),
    )
    leads = (
        select(role, Leader.space_id)
        .join(Space, Space.id == Leader.space_id)
        .where(Leader.member_id == member_id, Space.status == SpaceStatus.active, leads_on(on))
    )
    return focal, leads


def is_staff(member_id: Any, on: date) -> ColumnElement[bool]:
    appointed = exists().where(
        Membership.member_id == member_id,
        Membership.space_type == SpaceType.secretariat,
        facts.live_on(on),
    )
    return appointed.correlate_except(Membership)


def _of_secretariat(member_id: UUID, on: date) -> Sequence[Any]:
    staff = select(literal(Role.staff.value), null()).where(is_staff(member_id, on))
    admin = select(literal(Role.admin.value), null()).where(
        Administrator.member_id == member_id, Administrator.during.contains(on)
    )
    return staff, admin
