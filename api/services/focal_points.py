"""Focal points: asked for by a member, confirmed or named by staff or another focal point, ended by any of them (R24).

Their rights are read from these rows at each request: callers.py.
"""

from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from api import audit, clock, pagination
from api.errors import Conflict, Forbidden, Invalid, NotFound, StillProposed
from api.models import FocalPoint, Member, Organisation
from api.rules.enums import FocalPointStatus, MemberStatus
from api.rules.permissions import Actor, Permission, Thing, may
from api.schemas.base import Page
from api.schemas.focal_points import FocalPointCreate, FocalPointEnd, FocalPointFilter, FocalPointRead
from api.services import limits, lookup, members, organisations

SORTS = {"created_at": FocalPoint.created_at}


def visible(actor: Actor) -> Select[Any]:
    """The secretariat sees all; an organisation its own; a person theirs."""
    every = select(FocalPoint)
    if actor.is_secretariat:
        return every
    return every.where(
        or_(
            FocalPoint.organisation_id.in_(actor.organisation_ids),
            FocalPoint.member_id == lookup.own(actor),
        )
    )


def whose(row: FocalPoint) -> Thing:
    return Thing(member_id=row.member_id, organisation_id=row.organisation_id)


# --- reading


async def list_(
    session: AsyncSession, wanted: str, query: FocalPointFilter, *, by: Actor
) -> Page[FocalPointRead]:
    """Those of today, those who ask, and those who were."""
    id_ = await lookup.by_id_or_slug(session, Organisation, organisations.visible(by), wanted)
    listing = pagination.resume(f"focal_points:{id_}", query)
    statement = visible(by).where(FocalPoint.organisation_id == id_)
    if listing.query.status is not None:
        statement = statement.where(_is(listing.query.status, clock.today()))
    found = await pagination.fetch(session, listing, statement, sorts=SORTS, key=FocalPoint.id)
    items = await _read(session, [row[0] for row in found.rows], by=by)
    return Page(items=items, next_cursor=found.next_cursor, total=found.total)


async def get(session: AsyncSession, wanted: str, id_: UUID, *, by: Actor) -> FocalPointRead:
    return await _answer(session, await _find(session, wanted, id_, by=by), by=by)


def _is(status: FocalPointStatus, on: date) -> ColumnElement[bool]:
    match status:
        case FocalPointStatus.ended:
            return FocalPoint.ends_on <= on
        case FocalPointStatus.requested:
            return and_(_lasts(on), FocalPoint.confirmed_at.is_(None))
        case FocalPointStatus.confirmed:
            return and_(_lasts(on), FocalPoint.confirmed_at.is_not(None))


def _lasts(on: date) -> ColumnElement[bool]:
    return or_(FocalPoint.ends_on.is_(None), FocalPoint.ends_on > on)


def _status(row: FocalPoint) -> FocalPointStatus:
    if row.ends_on is not None and row.ends_on <= clock.today():
        return FocalPointStatus.ended
    return FocalPointStatus.confirmed if row.confirmed_at else FocalPointStatus.requested


async def _find(session: AsyncSession, wanted: str, id_: UUID, *, by: Actor) -> FocalPoint:
    organisation_id = await lookup.by_id_or_slug(session, Organisation, organisations.visible(by), wanted)
    statement = visible(by).where(FocalPoint.id == id_, FocalPoint.organisation_id == organisation_id)
    found = (await session.execute(statement)).scalar_one_or_none()
    if found is None:
        raise NotFound
    return found  # type: ignore[no-any-return]


async def _answer(session: AsyncSession, row: FocalPoint, *, by: Actor) -> FocalPointRead:
    return (await _read(session, [row], by=by))[0]


async def _read(session: AsyncSession, rows: Sequence[FocalPoint], *, by: Actor) -> list[FocalPointRead]:
    known = await members.known_names(session, [row.member_id for row in rows], by=by)
    names = {id_: one.name for id_, one in known.items()}
    return [
        FocalPointRead.model_validate(
            {**lookup.columns(row), "full_name": names.get(row.member_id), "status": _status(row)}
        )
        for row in rows
    ]


# --- asking, naming, ending


async def name(session: AsyncSession, wanted: str, form: FocalPointCreate, *, by: Actor) -> FocalPointRead:
    """A member asks for themselves; the secretariat and other focal points name somebody, or whoever has asked."""
    id_ = await lookup.by_id_or_slug(session, Organisation, organisations.visible(by), wanted)
    naming = may(by, Permission.focal_points_name, Thing(organisation_id=id_))
    asking = form.member_id == by.member_id
    if not naming and not (asking and may(by, Permission.focal_points_request, Thing(by.member_id))):
        raise Forbidden(permission=Permission.focal_points_name)
    if not asking:
        await lookup.known(session, members.visible(by), Member, form.member_id, "/member_id")
    if not naming:
        await limits.take(session, limits.FOCAL_POINT_REQUESTS, str(by.member_id))
    elif await organisations.is_proposed(session, id_):
        raise StillProposed
    member = await lookup.lock(session, Member, form.member_id)  # nobody is named while they leave
    if member.status is not MemberStatus.active:
        raise Invalid.at("/member_id", "not_an_active_member")
    if naming and (asked := await _asked(session, id_, member.id)):
        return await _confirm(session, asked, by=by)
    row = FocalPoint(organisation_id=id_, member_id=member.id, starts_on=clock.today())
    if naming:
        row.confirmed_at, row.named_by = clock.now(), by.id
    session.add(row)
    await session.flush()
    return await _told(session, row, "focal_point.named" if naming else "focal_point.requested", by=by)


async def _asked(session: AsyncSession, organisation_id: UUID, member_id: UUID) -> FocalPoint | None:
    found: FocalPoint | None = await session.scalar(
        select(FocalPoint).where(
            FocalPoint.organisation_id == organisation_id,
            FocalPoint.member_id == member_id,
            _is(FocalPointStatus.requested, clock.today()),
        )
    )
    return found


async def confirm(session: AsyncSession, wanted: str, id_: UUID, *, by: Actor) -> FocalPointRead:
    """Say yes to who asks; once more changes nothing."""
    found = await _find(session, wanted, id_, by=by)
    if not may(by, Permission.focal_points_name, Thing(organisation_id=found.organisation_id)):
        raise Forbidden(permission=Permission.focal_points_name)
    if await organisations.is_proposed(session, found.organisation_id):
        raise StillProposed
    member = await lookup.lock(session, Member, found.member_id)
    row = await lookup.lock(session, FocalPoint, id_)
    if _status(row) is FocalPointStatus.confirmed:
        return await _answer(session, row, by=by)
    if _status(row) is FocalPointStatus.ended or member.status is not MemberStatus.active:
        raise Conflict
    return await _confirm(session, row, by=by)


async def _confirm(session: AsyncSession, row: FocalPoint, *, by: Actor) -> FocalPointRead:
    """They speak from today, not from the day they asked."""
    row.starts_on, row.confirmed_at, row.named_by = clock.today(), clock.now(), by.id
    return await _told(session, row, "focal_point.confirmed", by=by)


async def end(
    session: AsyncSession, wanted: str, id_: UUID, form: FocalPointEnd, *, by: Actor
) -> FocalPointRead:
    """By themselves, another focal point or the secretariat: from today. Once more changes nothing."""
    found = await _find(session, wanted, id_, by=by)
    if not may(by, Permission.focal_points_request, whose(found)):
        raise Forbidden(permission=Permission.focal_points_request)
    row = await lookup.lock(session, FocalPoint, id_)
    if _status(row) is FocalPointStatus.ended:
        return await _answer(session, row, by=by)
    row.ends_on = max(row.starts_on, clock.today())
    return await _told(session, row, "focal_point.ended", form.reason, by=by)


async def _told(
    session: AsyncSession, row: FocalPoint, action: str, reason: str | None = None, *, by: Actor
) -> FocalPointRead:
    audit.record(session, by=by, action=action, subject=("focal_point", row.id), reason=reason)
    await session.flush()
    return await _answer(session, row, by=by)
