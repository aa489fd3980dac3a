"""Lists by keyset: a cursor in, a page out. The cursor carries sort and filters, so it alone goes on with a list.

A row that does not change meanwhile is neither skipped nor repeated, at any depth, at the price of one index look-up.
"""

import base64
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Generic, TypeVar
from uuid import UUID

from sqlalchemy import ColumnElement, Row, Select, func, select, tuple_
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import InstrumentedAttribute

from api.errors import FieldError, Invalid
from api.schemas.base import PageQuery

Q = TypeVar("Q", bound=PageQuery)
Column = InstrumentedAttribute[Any] | ColumnElement[Any]
T = TypeVar("T")
CHOICES = {"limit", "cursor", "total"}  # what may differ from page to page


@dataclass(frozen=True, slots=True)
class Listing(Generic[Q]):
    """One list under way: the query as it now counts, and after which row to go on."""

    name: str
    query: Q
    after: tuple[str, UUID] | None


@dataclass(frozen=True, slots=True)
class Slice:
    rows: Sequence[Row[Any]]
    next_cursor: str | None
    total: int | None


@dataclass(frozen=True, slots=True)
class Computed(Generic[T]):
    """A slice of what no table holds."""

    rows: list[T]
    next_cursor: str | None
    total: int | None


def resume(name: str, query: Q) -> Listing[Q]:
    """The list the cursor came from; refused (422) for another list's, and where a filter given now differs."""
    if query.cursor is None:
        return Listing(name, query, None)
    try:
        held = json.loads(base64.urlsafe_b64decode(query.cursor + "=="))
        began = type(query).model_validate(held["q"], strict=False)
        after = (_text(held["k"]), UUID(held["i"]))
        known = held["l"] == name
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        known = False
    if not known:
        raise Invalid.at("?cursor", "invalid_cursor")
    given = sorted(query.model_fields_set - CHOICES)
    differ = [field for field in given if getattr(query, field) != getattr(began, field)]
    if differ:
        raise Invalid([FieldError(f"?{field}", "cursor_mismatch", {}) for field in differ])
    return Listing(name, began.model_copy(update=query.model_dump(include=CHOICES)), after)


async def fetch(
    session: AsyncSession,
    listing: Listing[Any],
    statement: Select[*tuple[Any, ...]],
    *,
    sorts: Mapping[str, Column],
    key: InstrumentedAttribute[UUID],
) -> Slice:
    """One page of `statement`, which selects the filtered rows; `sorts` names the columns that may order it."""
    query = listing.query
    column, descending = sorts[query.sort.removeprefix("-")], query.sort.startswith("-")
    total = (
        await session.scalar(select(func.count()).select_from(statement.subquery())) if query.total else None
    )
    if listing.after:
        value, id_ = _typed(column, listing.after[0]), listing.after[1]
        here, there = tuple_(column, key), tuple_(value, id_)
        statement = statement.where(here < there if descending else here > there)
    order = (column.desc(), key.desc()) if descending else (column.asc(), key.asc())
    page = (
        statement.add_columns(column.label("_sort"), key.label("_id")).order_by(*order).limit(query.limit + 1)
    )
    rows = (await session.execute(page)).all()
    more = len(rows) > query.limit
    rows = rows[: query.limit]
    return Slice(rows, _cursor(listing, rows[-1]._sort, rows[-1]._id) if more else None, total)


def cut(listing: Listing[Any], rows: Sequence[T], place: Callable[[T], tuple[str, UUID]]) -> Computed[T]:
    """One page of what was worked out, not selected: all of it, in the order of its places."""
    placed = sorted(((place(row), row) for row in rows), key=lambda one: one[0])
    rest = [one for one in placed if listing.after is None or one[0] > listing.after]
    here = rest[: listing.query.limit]
    more = len(rest) > len(here)
    return Computed(
        [row for _, row in here],
        _cursor(listing, *here[-1][0]) if more else None,
        len(rows) if listing.query.total else None,
    )


def _typed(column: Column, value: str) -> Any:
    """Where the page before ended, as the column has it. Only a cursor that somebody made up fails here."""
    kind = column.type.python_type
    if kind not in {date, datetime}:
        return value
    try:
        moment = kind.fromisoformat(value)
    except ValueError:
        moment = None
    if moment is None or (kind is datetime and moment.tzinfo is None):
        raise Invalid.at("?cursor", "invalid_cursor")
    return moment


def _text(value: Any) -> str:
    """Text that PostgreSQL can hold: no NUL, no half of a surrogate pair."""
    if not isinstance(value, str) or "\x00" in value:
        raise ValueError
    value.encode()
    return value


def _cursor(listing: Listing[Any], place: Any, id_: UUID) -> str:
    value = place.isoformat() if isinstance(place, date) else place
    began = listing.query.model_dump(mode="json", exclude=CHOICES, exclude_none=True)
    held = {"l": listing.name, "q": began, "k": value, "i": str(id_)}
    return base64.urlsafe_b64encode(json.dumps(held, separators=(",", ":")).encode()).decode().rstrip("=")
