"""What a caller is to the people they look at: set-based, from the rows of this day, the same for lists and single reads."""

from collections.abc import Collection
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, exists, false, literal, or_, select, true
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import aliased

from api import clock
from api.models import Affiliation, Application, Member, RoleHolding, Space
from api.rules.enums import MemberStatus
from api.rules.field_classes import MEMBER, Audience, FieldClass, Viewer
from api.rules.lifecycle import OPEN_APPLICATION
from api.rules.permissions import Actor, Role
from api.services import lookup

LEADER = frozenset({Role.leader})


def visible(actor: Actor) -> Select[Any]:
    """The secretariat sees all but the erased; a person themselves, those of the spaces they lead or who apply there,
    and whoever opened their name to them; an organisation those who confirmed that they work there today."""
    living = select(Member).where(Member.status != MemberStatus.erased)
    return living if actor.is_secretariat else living.where(where_shown("full_name", actor))


def where_shown(field: str, actor: Actor) -> ColumnElement[bool]:
    """The rows of members in which this field is shown to the caller: what a filter on it may find."""
    if actor.is_secretariat:
        return true()
    known = MEMBER[field]
    if known.kept <= FieldClass.space:
        close = _close(actor) if field == "full_name" else and_(_close(actor), Member.at_risk.is_(False))
    else:
        close = false()
    if known.widest is None or field == "email":
        return or_(Member.id == lookup.own(actor), close)
    opened = Member.visibility[field].astext
    reached = and_(Member.id.in_(_fellows(actor)), opened.in_([Audience.space, Audience.network]))
    if actor.holds(Role.member):
        reached = or_(reached, and_(opened == Audience.network, Member.status == MemberStatus.active))
    return or_(Member.id == lookup.own(actor), close, and_(reached, Member.at_risk.is_(False)))


async def viewers(
    session: AsyncSession, ids: Collection[UUID], *, by: Actor, as_employer: bool = True
) -> dict[UUID, Viewer]:
    """What the caller is to each of these people, in one query; somebody left out is nothing to them."""
    if by.is_secretariat:
        return dict.fromkeys(ids, Viewer.staff)
    columns = {
        Viewer.leader: or_(Member.id.in_(_led(by)), Member.id.in_(_applicants(by))),
        Viewer.organisation: Member.id.in_(_employed(by)) if as_employer else false(),
        Viewer.fellow: Member.id.in_(_fellows(by)),
        Viewer.network: literal(by.holds(Role.member)),
    }
    asked = select(Member.id, *(what.label(viewer.name) for viewer, what in columns.items()))
    found = {}
    for row in await session.execute(asked.where(Member.id.in_(ids))):
        best = next((viewer for viewer in columns if getattr(row, viewer.name)), Viewer.public)
        found[row.id] = Viewer.staff if row.id == by.member_id else best
    return found


def _close(actor: Actor) -> ColumnElement[bool]:
    """Those a person leads or decides on, and those who work for the organisation they speak for."""
    return or_(Member.id.in_(_employed(actor)), Member.id.in_(_led(actor)), Member.id.in_(_applicants(actor)))


def _employed(actor: Actor) -> Select[Any]:
    return select(Affiliation.member_id).where(
        Affiliation.organisation_id.in_(actor.organisation_ids),
        Affiliation.confirmed_on.is_not(None),
        Affiliation.during.contains(clock.today()),
    )


def _led(actor: Actor) -> Select[Any]:
    return select(RoleHolding.member_id).where(
        RoleHolding.space_id.in_(actor.led_ids), RoleHolding.during.contains(clock.today())
    )


def _applicants(actor: Actor) -> Select[Any]:
    """Whose applications lie before the actor, to spaces they lead and to the workstreams below."""
    led = actor.of(LEADER)
    below = exists().where(Space.id == Application.space_id, Space.parent_id.in_(led))
    return select(Application.member_id).where(
        Application.member_id.is_not(None),
        Application.status.in_(OPEN_APPLICATION),
        or_(Application.space_id.in_(led), below),
    )


def _fellows(actor: Actor) -> Select[Any]:
    """Whoever sits today in a space in which the actor does too."""
    mine, theirs = aliased(RoleHolding), aliased(RoleHolding)
    today = clock.today()
    return (
        select(theirs.member_id)
        .join(mine, mine.space_id == theirs.space_id)
        .where(
            mine.member_id == lookup.own(actor), mine.during.contains(today), theirs.during.contains(today)
        )
    )
