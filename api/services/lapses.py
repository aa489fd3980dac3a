"""Collaborative seats and the seats they rest on: what a closing takes from under them is recorded, not ended (R22)."""

from collections.abc import Collection
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Date, case, func, literal_column, null, or_, select, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import aliased

from api import clock
from api.models import Membership, Space, StructuralLink
from api.rules.codes import Code
from api.rules.enums import StructuralLinkKind
from api.services import rulebooks

FOREVER = literal_column("'infinity'::date", Date)


def linked_to(groups: Collection[UUID], on: date) -> ColumnElement[bool]:
    """The condition on `Space`: an active collaborative that is built on one of these working groups on the day."""
    link = aliased(StructuralLink)
    built_on = select(link.space_id).where(
        link.target_id.in_(groups), link.kind == StructuralLinkKind.sponsor, link.during.contains(on)
    )
    return Space.id.in_(built_on)


async def hold(session: AsyncSession, groups: Collection[UUID], on: date) -> list[UUID]:
    """The collaboratives on these working groups, held in one order: whoever else takes a linked seat away waits."""
    found = select(Space.id).where(linked_to(groups, on)).order_by(Space.id).with_for_update(key_share=True)
    return list(await session.scalars(found))


def rests_on_nothing(on: Any, apart_from: Collection[UUID] = ()) -> ColumnElement[bool]:
    """The condition on a collaborative's seat: its organisation sits in none of the linked working groups on the day,
    those of `apart_from` left out."""
    other, link = aliased(Membership), aliased(StructuralLink)
    kept = (
        select(other.id)
        .join(link, (link.target_id == other.space_id) & (link.kind == StructuralLinkKind.sponsor))
        .where(
            link.space_id == Membership.space_id,
            link.during.contains(on),
            link.target_id.not_in(apart_from),
            other.organisation_id == Membership.organisation_id,
            other.during.contains(on),
        )
        .exists()
    )
    return ~kept


def bound(on: date) -> ColumnElement[bool]:
    """Seats that rest on a linked one: not overridden, no history, and taken as of a type that asks for it (R3, R27)."""
    types = [type_ for type_, rule in rulebooks.judging(on).types.items() if rule.needs_linked_seat]
    return (
        Membership.space_type.in_(types)
        & ~Membership.overridden.contains([Code.linked_wg_seat_required])
        & ~Membership.historic
        & ~Membership.carried_over
    )


def _resting(collaboratives: Collection[UUID], on: date) -> ColumnElement[bool]:
    not_over = or_(Membership.ends_on.is_(None), Membership.ends_on > on)
    return Membership.space_id.in_(collaboratives) & bound(on) & not_over


async def would_lapse(session: AsyncSession, groups: Collection[UUID], on: date) -> list[UUID]:
    """The collaborative seats that would rest on nothing, then or later, once these working groups have no seats from
    the day on."""
    collaboratives = (await session.scalars(select(Space.id).where(linked_to(groups, on)))).all()
    lapses_on = _lapse(on, groups)
    found = select(Membership.id).where(
        _resting(collaboratives, on),
        lapses_on.is_not(None),
        Membership.eligibility_lapsed_on.is_distinct_from(lapses_on),
    )
    return list(await session.scalars(found.order_by(Membership.id)))


async def settle(session: AsyncSession, collaboratives: Collection[UUID], on: date) -> None:
    """Write down from which day each seat rests on nothing, as far as ends are known, and of which that is true no more."""
    if not collaboratives:
        return
    lapses_on = _lapse(on)
    seats = update(Membership).where(
        _resting(collaboratives, on), Membership.eligibility_lapsed_on.is_distinct_from(lapses_on)
    )
    await session.execute(
        seats.values(eligibility_lapsed_on=lapses_on), execution_options={"synchronize_session": False}
    )


async def regained(session: AsyncSession, group_id: UUID, on: date) -> None:
    """A working group has a new seat: what rests on it again is flagged no longer."""
    await settle(
        session, (await session.scalars(select(Space.id).where(linked_to([group_id], on)))).all(), on
    )


def _lapse(on: date, closing: Collection[UUID] = ()) -> ColumnElement[date | None]:
    """The first day on which a seat will rest on nothing, as far as ends are known; NULL where it never will.

    One that rests on nothing already has lapsed on its day, or lapses on this one.
    """
    day = func.greatest(Membership.starts_on, min(on, clock.today()))
    until, lapsed = _ground_until(day, on, closing), Membership.eligibility_lapsed_on
    ends_on = func.coalesce(Membership.ends_on, FOREVER)
    bare = func.least(func.coalesce(lapsed, day), day)
    return case((until.is_(None), bare), (until < ends_on, until), else_=null())


def _ground_until(day: ColumnElement[date], on: date, closing: Collection[UUID]) -> ColumnElement[date]:
    """How far the ground that carries a seat on the day reaches without a gap; NULL where none does.

    The ground are its organisation's seats in the linked working groups, those of `closing` only until `on`.
    """
    other, link = aliased(Membership), aliased(StructuralLink)
    there: ColumnElement[Any] = other.during.op("*")(link.during)
    if closing:
        before = there.op("*")(func.daterange(null(), on))
        there = case((link.target_id.in_(closing), before), else_=there)
    ground = (
        select(func.range_agg(there))
        .join(link, (link.target_id == other.space_id) & (link.kind == StructuralLinkKind.sponsor))
        .where(link.space_id == Membership.space_id, other.organisation_id == Membership.organisation_id)
        .correlate(Membership)
        .scalar_subquery()
    )
    piece = func.unnest(ground).column_valued("piece")
    reaches = func.coalesce(func.upper(piece), FOREVER)
    return select(reaches).where(piece.op("@>")(day)).correlate(Membership).scalar_subquery()
