"""Who leads spaces on a day, and whom of them the caller may know by name."""

from collections.abc import Collection, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import Row, Select, select
from sqlalchemy.ext.asyncio import AsyncSession

from api import clock
from api.models import Leader, Member, Membership, Organisation
from api.rules.enums import MemberStatus
from api.rules.field_classes import LEADING, Publicity
from api.rules.permissions import Actor, Permission, Thing, may
from api.schemas.leaders import LeaderRead, SpaceLeader
from api.services import callers, lookup, members

Led = Row[Any]
"""A role, the person whose seat it hangs on, and the organisation whose seat that is."""


def every() -> Select[Any]:
    columns: tuple[Any, ...] = (
        Leader,
        Membership.member_id.label("holder_id"),
        Membership.organisation_id,
        Organisation.name,
    )
    return (
        select(*columns)
        .outerjoin(Membership, Membership.id == Leader.membership_id)
        .outerjoin(Organisation, Organisation.id == Membership.organisation_id)
    )


async def of_spaces(
    session: AsyncSession, space_ids: Collection[UUID], on: date, *, by: Actor
) -> dict[UUID, list[SpaceLeader]]:
    """Who leads each of these spaces on a day, longest first; in four queries however many there are."""
    statement = every().where(Leader.space_id.in_(space_ids), callers.leads_on(on))
    rows = (await session.execute(statement.order_by(Leader.starts_on, Leader.id))).all()
    found: dict[UUID, list[SpaceLeader]] = {id_: [] for id_ in space_ids}
    for one in await read(session, rows, on, by=by):
        found[one.space_id].append(SpaceLeader.model_validate(one))
    return found


async def read(session: AsyncSession, rows: Sequence[Led], on: date, *, by: Actor) -> list[LeaderRead]:
    """Roles as answered on a day: an end that lay ahead of it was not there yet."""
    ids = {row.Leader.member_id for row in rows}
    known = (
        await members.known_names(session, ids, by=by)
        if ids and may(by, Permission.members_read, anywhere=True)
        else {}
    )
    named = await _named_to_anybody(session, [row.Leader.id for row in rows]) if ids else {}
    found = []
    for row in rows:
        leader, whole = row.Leader, _may_read_seat(row, by)
        person = known.get(leader.member_id)
        knows = person is not None and (whole or not person.as_employer)
        values = {
            **lookup.columns(leader),
            "member_id": leader.member_id if whole or knows else None,
            "name": person.name if person is not None and knows else named.get(leader.id),
            "organisation_id": row.organisation_id,
            "organisation_name": row.name,
            "ends_on": lookup.end_as_of(leader.ends_on, on),
            "override_reason": leader.override_reason if whole else None,
        }
        found.append(LeaderRead.model_validate(values))
    return found


def _may_read_seat(row: Led, by: Actor) -> bool:
    place = Thing(row.holder_id, row.organisation_id, frozenset({row.Leader.space_id}))
    return may(by, Permission.memberships_read, place)


async def _named_to_anybody(session: AsyncSession, ids: Collection[UUID]) -> dict[UUID, str]:
    """Roles whose people chose to be named as leaders: while they lead, and never somebody at risk."""
    chosen = (
        select(Leader.id, Member.full_name)
        .join(Member, Member.id == Leader.member_id)
        .where(
            Leader.id.in_(ids),
            callers.leads_on(clock.today()),
            Member.visibility[LEADING].astext == Publicity.public,
            Member.at_risk.is_(False),
            Member.status == MemberStatus.active,
        )
    )
    return dict((await session.execute(chosen)).all())


async def by_seat(session: AsyncSession, ids: Collection[UUID], on: date) -> dict[UUID, list[Leader]]:
    """The roles that hang on these seats on the day."""
    found: dict[UUID, list[Leader]] = {}
    held = select(Leader).where(Leader.membership_id.in_(ids), callers.leads_on(on))
    for one in await session.scalars(held.order_by(Leader.role, Leader.starts_on)):
        if one.membership_id is not None:
            found.setdefault(one.membership_id, []).append(one)
    return found
