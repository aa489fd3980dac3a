"""Linkages: shared activities and technical guidance between spaces (S40), public, kept by the secretariat.

What a space is built on (its parent, working groups, the spaces it supports) is no linkage and is never written here.
"""

from collections.abc import Collection, Sequence
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import Select, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from api import audit, clock, pagination
from api.errors import Forbidden, Invalid, NotEligible, NotFound
from api.models import Linkage, Space, SpaceState
from api.rules.codes import Code
from api.rules.enums import SpaceStatus
from api.rules.findings import Finding
from api.rules.permissions import Actor, Permission, may
from api.schemas.base import Page
from api.schemas.linkages import LinkageCreate, LinkageEnd, LinkageFilter, LinkageRead, LinkageUpdate
from api.services import lookup, spaces

SORTS = {"created_at": Linkage.created_at}


def visible(actor: Actor) -> Select[Any]:
    """Those of which the caller may see both ends."""
    seen = spaces.visible(actor).with_only_columns(Space.id)
    return select(Linkage).where(Linkage.from_id.in_(seen), Linkage.to_id.in_(seen))


# --- reading


async def list_(session: AsyncSession, query: LinkageFilter, *, by: Actor) -> Page[LinkageRead]:
    listing = pagination.resume("linkages", query)
    asked = listing.query
    statement = visible(by)
    if asked.as_of is not None or not asked.include_ended:
        statement = statement.where(Linkage.during.contains(asked.as_of or clock.today()))
    if asked.space_id is not None:
        statement = statement.where(or_(Linkage.from_id == asked.space_id, Linkage.to_id == asked.space_id))
    if asked.kind is not None:
        statement = statement.where(Linkage.kind == asked.kind)
    found = await pagination.fetch(session, listing, statement, sorts=SORTS, key=Linkage.id)
    items = [_answer(row[0], asked.as_of) for row in found.rows]
    return Page(items=items, next_cursor=found.next_cursor, total=found.total)


async def get(session: AsyncSession, id_: UUID, *, by: Actor) -> LinkageRead:
    return _answer(await _find(session, id_, by=by))


async def _find(session: AsyncSession, id_: UUID, *, by: Actor) -> Linkage:
    found = (await session.execute(visible(by).where(Linkage.id == id_))).scalar_one_or_none()
    if found is None:
        raise NotFound
    return found  # type: ignore[no-any-return]


def _answer(row: Linkage, as_of: date | None = None) -> LinkageRead:
    """On a day that has passed nobody knew of an end to come."""
    values = lookup.columns(row)
    values["ends_on"] = lookup.end_as_of(row.ends_on, as_of or clock.today())
    return LinkageRead.model_validate(values)


# --- writing


async def create(session: AsyncSession, form: LinkageCreate, *, by: Actor) -> LinkageRead:
    """Link two spaces that are at work on its days."""
    _allowed(by)
    if form.from_id == form.to_id:
        raise Invalid.at("/to_id", "not_itself")
    starts_on = form.starts_on or clock.today()
    lookup.in_order(starts_on, form.ends_on)
    for field in ("from_id", "to_id"):
        await lookup.known(session, spaces.visible(by), Space, getattr(form, field), f"/{field}")
    ends = [await lookup.lock(session, Space, id_) for id_ in sorted((form.from_id, form.to_id))]
    await _at_work(session, ends, starts_on, form.ends_on)
    linkage = Linkage(**form.model_dump(exclude={"starts_on"}), starts_on=starts_on)
    session.add(linkage)
    await session.flush()
    return await _told(session, linkage, "linkage.created", form.model_fields_set, by=by)


def _allowed(by: Actor) -> None:
    if not may(by, Permission.linkages_write):
        raise Forbidden(permission=Permission.linkages_write)


async def _at_work(
    session: AsyncSession, ends: Sequence[Space], starts_on: date, ends_on: date | None
) -> None:
    """Both active on the first day and on the last that has come: what ends a space ends it for good (R11)."""
    last = min(clock.today(), ends_on - timedelta(days=1)) if ends_on else clock.today()
    findings: list[Finding] = []
    for day in dict.fromkeys((starts_on, max(starts_on, last))):
        active = select(SpaceState.space_id).where(
            SpaceState.space_id.in_([space.id for space in ends]),
            SpaceState.status == SpaceStatus.active,
            SpaceState.during.contains(day),
        )
        there = set(await session.scalars(active))
        findings += [
            Finding.refused(Code.space_not_open, {"space": space.name, "day": day})
            for space in ends
            if space.id not in there
        ]
    if findings:
        raise NotEligible(findings)


async def edit(
    session: AsyncSession, id_: UUID, form: LinkageUpdate, versions: frozenset[int] | None, *, by: Actor
) -> LinkageRead:
    await _find(session, id_, by=by)
    _allowed(by)
    linkage = await lookup.lock(session, Linkage, id_, versions)
    for field, value in form.model_dump(include=form.model_fields_set).items():
        setattr(linkage, field, value)
    return await _told(session, linkage, "linkage.updated", form.model_fields_set, by=by)


async def end(session: AsyncSession, id_: UUID, form: LinkageEnd, *, by: Actor) -> LinkageRead:
    """From a day on, today's when none is given. One that has ended by then stays as it is."""
    await _find(session, id_, by=by)
    _allowed(by)
    linkage = await lookup.lock(session, Linkage, id_)
    on = form.ends_on or max(linkage.starts_on, clock.today())
    lookup.in_order(linkage.starts_on, on)
    if linkage.ends_on is not None and linkage.ends_on <= on:
        return _answer(linkage)
    linkage.ends_on = on
    return await _told(session, linkage, "linkage.ended", {"ends_on"}, by=by)


async def _told(
    session: AsyncSession, linkage: Linkage, action: str, fields: Collection[str], *, by: Actor
) -> LinkageRead:
    audit.record(session, by=by, action=action, subject=("linkage", linkage.id), fields=sorted(fields))
    await session.flush()
    return _answer(linkage)
