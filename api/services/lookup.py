"""Finding one thing by id or slug, and holding it for a change."""

import re
from datetime import date
from typing import Any, TypeVar
from uuid import UUID

from sqlalchemy import ColumnElement, Select, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from api import clock
from api.errors import Invalid, Moved, NotFound, PreconditionFailed, UnknownReference
from api.models import Base, Organisation, OrganisationSlug, Space, SpaceSlug
from api.rules.permissions import Actor
from api.schemas.base import as_id

NOBODY = UUID(int=0)
"""An id that nothing has: what a question about nobody is asked with, so that it takes the same way."""

Slugged = type[Space] | type[Organisation]
T = TypeVar("T", bound=Any)


def own(actor: Actor) -> UUID:
    """The id that a person's own things bear; nothing bears that of a machine or the public."""
    return actor.member_id or NOBODY


async def by_id_or_slug(session: AsyncSession, model: Slugged, visible: Select[Any], wanted: str) -> UUID:
    """The id of what the caller may see under this id or slug. A former slug answers 308 to the present one."""
    id_ = as_id(wanted)
    found = await session.scalar(
        visible.with_only_columns(model.id).where(model.slug == wanted if id_ is None else model.id == id_)
    )
    if found is not None:
        return found
    if id_ is None:
        former = _former(model, wanted)
        slug = await session.scalar(visible.with_only_columns(model.slug).where(model.id.in_(former)))
        if slug is not None:
            raise Moved(wanted, slug)
    raise NotFound


def _former(model: Slugged, slug: str) -> Select[Any]:
    if model is Space:
        return select(SpaceSlug.space_id).where(SpaceSlug.slug == slug)
    return select(OrganisationSlug.organisation_id).where(OrganisationSlug.slug == slug)


async def lock(
    session: AsyncSession,
    model: type[T],
    id_: UUID,
    versions: frozenset[int] | None = None,
    *,
    alone: bool = False,
) -> T:
    """Hold a row `FOR NO KEY UPDATE` and refuse (412) when it is at none of `versions`. None: any version will do.

    `alone`, for what ends: `FOR UPDATE`, which waits for whoever is writing something that refers to the row, so that
    it is seen, and lets nobody begin to. One order everywhere: person, organisation, space, application, seat.
    """
    row = (
        await session.execute(
            select(model)
            .where(model.id == id_)
            .with_for_update(key_share=not alone)
            .execution_options(populate_existing=True)
        )
    ).scalar_one_or_none()
    if row is None:
        raise NotFound
    if versions is not None and row.version not in versions:
        raise PreconditionFailed
    held: T = row
    return held


async def known(
    session: AsyncSession, visible: Select[Any], model: Any, id_: UUID | None, pointer: str
) -> None:
    """Refuse (422) a reference to what does not exist or is not for the caller to see."""
    if (
        id_ is not None
        and await session.scalar(visible.with_only_columns(model.id).where(model.id == id_)) is None
    ):
        raise UnknownReference.at(pointer, "unknown_reference")


def in_order(starts_on: Any, ends_on: Any, pointer: str = "/ends_on") -> None:
    """Refuse (422) a period that ends before it begins."""
    if starts_on is not None and ends_on is not None and ends_on < starts_on:
        raise Invalid.at(pointer, "period_inverted")


def end_as_of(day: date | None, on: date) -> date | None:
    """The day something ended, as of a day: of one that had not come by a day that has passed nobody knew then."""
    return None if day is not None and day > on and on < clock.today() else day


def required(pointer: str) -> Invalid:
    """422: this must be said."""
    return Invalid.at(pointer, "required")


def not_ahead(day: date | None, pointer: str) -> None:
    """Refuse (422) a day that is still to come for something that is said to have happened."""
    if day is not None and day > clock.today():
        raise Invalid.at(pointer, "in_the_future")


def not_behind(day: date | None, pointer: str, *, by: Actor) -> None:
    """Refuse (422) a day that has passed, but to the secretariat, which records what really happened."""
    if day is not None and day < clock.today() and not by.is_secretariat:
        raise Invalid.at(pointer, "in_the_past")


def containing(part: str) -> ColumnElement[str]:
    """The LIKE pattern for a folded name with `part` anywhere in it."""
    escaped = re.sub(r"([%_\\])", r"\\\1", part)
    return func.fold(f"%{escaped}%")


def columns(row: Base) -> dict[str, Any]:
    """A row's own columns by name: what most answers are made of."""
    return {column.key: getattr(row, column.key) for column in row.__table__.columns}
