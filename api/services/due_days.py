"""Due days as they stood on a day: an extension moves them for the days from its recording on (R20, R31)."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from uuid import UUID

from sqlalchemy import ColumnElement, Row, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from api.models import Extension, Mandate
from api.rules.facts import SpaceFacts
from api.services import lookup


async def of_mandates(session: AsyncSession, ids: Collection[UUID], on: date) -> dict[UUID, date]:
    """Of mandates that were extended after the day, when they were due that day."""
    found = select(Extension.mandate_id, Extension.former_due_on).where(
        Extension.mandate_id.in_(ids), ~recorded_by(on)
    )
    return _first(await session.execute(found.order_by(Extension.recorded_at, Extension.id)))


async def as_known(
    session: AsyncSession, spaces: Mapping[UUID, SpaceFacts], on: date
) -> dict[UUID, SpaceFacts]:
    """The same facts with the due days of the day, of the mandate that ran or of the space itself."""
    moved = (
        select(Extension.space_id, Extension.former_due_on)
        .outerjoin(Mandate, Mandate.id == Extension.mandate_id)
        .where(
            Extension.space_id.in_(spaces),
            ~recorded_by(on),
            or_(Mandate.id.is_(None), Mandate.during.contains(on)),
        )
        .order_by(Extension.recorded_at, Extension.id)
    )
    former = _first(await session.execute(moved))
    return {id_: _as_known(fact, former.get(id_), on) for id_, fact in spaces.items()}


def _as_known(fact: SpaceFacts, due_on: date | None, on: date) -> SpaceFacts:
    """With the due day it had, and without an end that was decided later."""
    if fact.mandate is None:
        return replace(fact, due_on=due_on or fact.due_on)
    ends_on = lookup.end_as_of(fact.mandate.ends_on, on)
    return replace(fact, mandate=replace(fact.mandate, due_on=due_on or fact.mandate.due_on, ends_on=ends_on))


def recorded_by(on: date) -> ColumnElement[bool]:
    """The condition on an extension that it was known by the end of the day."""
    return Extension.recorded_at < _night_after(on)


def _night_after(on: date) -> datetime:
    return datetime.combine(on + timedelta(days=1), time(tzinfo=UTC))


def _first(rows: Iterable[Row[UUID | None, date]]) -> dict[UUID, date]:
    """The first move after the day tells what was so before all of them."""
    found: dict[UUID, date] = {}
    for id_, due_on in rows:
        if id_ is not None:
            found.setdefault(id_, due_on)
    return found
