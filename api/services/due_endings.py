"""The run of due endings: writes what should have ended, by the day it was due, and nothing else (R31).

Terms of the Steering Group, acting roles, and seats that follow another seat; never a mandate, never a space. The rules
count all of it as ended from its day, so a run changes no answer, however late or often it comes.
"""

from collections import defaultdict
from collections.abc import Awaitable, Callable, Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID

import structlog
from sqlalchemy import ColumnElement, Select, func, or_, select, update
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncSession

from api import audit, clock, errors
from api.db import Database
from api.models import Leader, Membership, Organisation
from api.rules.enums import EndReason, Kind
from api.rules.permissions import Actor
from api.services import memberships, rulebooks
from api.services.retention import HOUSEKEEPER

log = structlog.get_logger("api.due_endings")

CHUNK = 100  # rows a transaction, so that nobody waits long for any of them
ATTEMPTS = 5

Act = Callable[[AsyncSession, date], Awaitable[int]]


def is_due(table: type[Membership | Leader], on: date) -> ColumnElement[bool]:
    """Due by the day, and not written as ended by then."""
    unwritten = or_(table.ends_on.is_(None), table.ends_on > func.greatest(table.starts_on, table.due_on))
    return (table.due_on <= on) & unwritten


async def acting_roles(session: AsyncSession, on: date) -> int:
    due = select(Leader.id).where(is_due(Leader, on)).order_by(Leader.id).limit(CHUNK)
    ids = (await session.scalars(due.with_for_update(key_share=True))).all()
    await session.execute(
        update(Leader).where(Leader.id.in_(ids)).values(ends_on=Leader.due_on),
        execution_options={"synchronize_session": False},
    )
    await audit.record_many(session, by=HOUSEKEEPER, action="leader.ended", kind="leader", ids=ids)
    return len(ids)


async def seats(session: AsyncSession, on: date) -> int:
    due = select(Membership.id).where(is_due(Membership, on)).order_by(Membership.id).limit(CHUNK)
    return await _write(session, (await session.scalars(due)).all(), on, by=HOUSEKEEPER)


async def write(session: AsyncSession, space_id: UUID, *, by: Actor) -> None:
    """Before somebody takes a role in a space: who held one until it was due stands in nobody's way any more."""
    due = select(Membership.id).where(Membership.space_id == space_id, is_due(Membership, clock.today()))
    await _write(session, (await session.scalars(due.order_by(Membership.id))).all(), clock.today(), by=by)


async def _write(session: AsyncSession, ids: Sequence[UUID], on: date, *, by: Actor) -> int:
    """End these seats by their due days, with whoever fills them or leads by them, and what rests on them (R22)."""
    if not ids:
        return 0
    holders = select(Membership.organisation_id).where(Membership.id.in_(ids))
    await session.execute(_held(select(Organisation.id).where(Organisation.id.in_(holders)), Organisation.id))
    still = select(Membership).where(Membership.id.in_(ids), is_due(Membership, on))
    held = await session.scalars(_held(still, Membership.id).execution_options(populate_existing=True))
    by_end: defaultdict[tuple[date, EndReason], list[Membership]] = defaultdict(list)
    for seat in held:
        if seat.due_on is not None:
            by_end[max(seat.due_on, seat.starts_on), _reason(seat)].append(seat)
    for (day, reason), ending in sorted(by_end.items()):
        await memberships.close(session, [seat.id for seat in ending], on=day, reason=reason, by=by)
    for (day, _), ending in sorted(by_end.items()):
        for seat in ending:
            if seat.kind is Kind.institutional:
                await memberships.close_followers(session, seat, day, by=by)
    return sum(len(ending) for ending in by_end.values())


def _held(statement: Select[Any], key: Any) -> Select[Any]:
    """In one order, as everywhere: organisations first, then seats."""
    return statement.order_by(key).with_for_update(key_share=True)


def _reason(seat: Membership) -> EndReason:
    if seat.within_space_id is not None:
        return EndReason.parent_seat_ended
    has_terms = rulebooks.of_version(seat.rulebook).types[seat.space_type].lasting.term is not None
    return EndReason.term_ended if has_terms else EndReason.linked_seat_ended


ACTS: Mapping[str, Act] = {"acting roles": acting_roles, "seats": seats}


async def run(database: Database) -> Mapping[str, int]:
    """All that is due today or was before, chunk by chunk; how many of each were ended."""
    counts = dict.fromkeys(ACTS, 0)
    on = clock.today()
    for what, act in ACTS.items():
        while ended := await _once(database, act, on):
            counts[what] += ended
    log.info("due_endings.done", counts=counts, day=on.isoformat())
    return counts


async def _once(database: Database, act: Act, on: date, attempt: int = 1) -> int:
    """One chunk in one transaction; where somebody else was in the way, again."""
    try:
        async with database.transaction() as session:
            return await act(session, on)
    except DBAPIError as error:
        if attempt == ATTEMPTS or errors.sqlstate(error) not in errors.RETRIED | errors.BUSY:
            raise
    return await _once(database, act, on, attempt + 1)
