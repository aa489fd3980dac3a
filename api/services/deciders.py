"""Who decides on an application: whom it falls to by the rulebook, and who steps aside (R23)."""

from collections.abc import Collection
from datetime import date
from uuid import UUID

from sqlalchemy import ColumnElement, or_, select, union
from sqlalchemy.ext.asyncio import AsyncSession

from api import clock
from api.errors import Forbidden
from api.models import (
    Affiliation,
    Application,
    ApplicationRepresentative,
    FocalPoint,
    Leader,
    Membership,
    Representative,
    Space,
)
from api.rules.codes import Code
from api.rules.enums import Decider, SpaceType
from api.rules.findings import Finding
from api.rules.permissions import Actor, Permission, Thing, Ties, has_conflict, may
from api.rules.rulebook_types import TypeRule
from api.services import callers


def falls_to(rule: TypeRule, space: Space) -> frozenset[UUID]:
    """The spaces whose leaders decide: its own, or its parent's (S19, R7, S27, S32)."""
    ids = {Decider.leaders: space.id, Decider.parent_leaders: space.parent_id}
    return frozenset(id_ for who, id_ in ids.items() if who in rule.deciders and id_ is not None)


async def judge(
    session: AsyncSession,
    application: Application,
    space: Space,
    rule: TypeRule,
    *,
    collective: bool,
    by: Actor,
) -> list[Finding]:
    """Forbidden for whom it does not fall to; a finding for who must step aside.

    `collective`: the Steering Group has decided, and the secretariat only carries it out: then nobody decides for
    themselves.
    """
    spaces = falls_to(rule, space)
    if not may(by, Permission.applications_decide, Thing(space_ids=spaces)):
        raise Forbidden(permission=Permission.applications_decide)
    if by.is_secretariat and not await _falls_to_secretariat(session, application, rule, spaces):
        raise Forbidden(permission=Permission.applications_decide)
    if collective or by.member_id is None:
        return []
    if await _steps_aside(session, application, by.member_id):
        return [Finding.refused(Code.own_application)]
    return []


async def _falls_to_secretariat(
    session: AsyncSession, application: Application, rule: TypeRule, spaces: Collection[UUID]
) -> bool:
    """Where leaders decide alone the secretariat does so only when there is none, or each of them must step aside."""
    if Decider.secretariat_without_leaders not in rule.deciders:
        return True
    for member_id in await leading(session, spaces, clock.today()):
        if not await _steps_aside(session, application, member_id):
            return False
    return True


async def leading(session: AsyncSession, spaces: Collection[UUID], on: date) -> list[UUID]:
    """The people who lead these spaces on the day."""
    found = select(Leader.member_id).where(Leader.space_id.in_(spaces), callers.leads_on(on))
    return list(await session.scalars(found.distinct()))


async def _steps_aside(session: AsyncSession, application: Application, member_id: UUID) -> bool:
    named = select(ApplicationRepresentative.member_id).where(
        ApplicationRepresentative.application_id == application.id
    )
    people = {application.member_id, *await session.scalars(named)}
    since = application.submitted_at.date()
    return has_conflict(
        await ties(session, member_id, since),
        organisation_id=application.organisation_id,
        member_ids=frozenset(id_ for id_ in people if id_ is not None),
    )


async def ties(session: AsyncSession, member_id: UUID, since: date) -> Ties:
    """Where somebody works, speaks for, sits for or is hosted: today, or at any time since the application was sent."""
    today = clock.today()

    def lasted(table: type[Affiliation | FocalPoint | Membership]) -> tuple[ColumnElement[bool], ...]:
        return table.starts_on <= today, or_(table.ends_on.is_(None), table.ends_on >= since)

    works = select(Affiliation.organisation_id).where(
        Affiliation.member_id == member_id, *lasted(Affiliation)
    )
    speaks = select(FocalPoint.organisation_id).where(
        FocalPoint.member_id == member_id, FocalPoint.confirmed_at.is_not(None), *lasted(FocalPoint)
    )
    hosted = select(Membership.host_organisation_id).where(
        Membership.member_id == member_id,
        Membership.space_type == SpaceType.secretariat,
        Membership.host_organisation_id.is_not(None),
        *lasted(Membership),
    )
    sits = (
        select(Membership.organisation_id)
        .join(Representative, Representative.membership_id == Membership.id)
        .where(
            Representative.member_id == member_id,
            Representative.starts_on <= today,
            or_(Representative.ends_on.is_(None), Representative.ends_on >= since),
        )
    )
    found = await session.scalars(union(works, speaks, hosted, sits))
    return Ties(member_id, frozenset(id_ for id_ in found if id_ is not None))
