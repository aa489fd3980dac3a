"""How things stand in spaces on a day: who leads, which seats have a gap, what waits. Set-based, for their warnings.

Apart from `facts.gather`, so that a question about joining pays for none of it.
"""

from collections import defaultdict
from collections.abc import Collection
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Date, and_, cast, exists, func, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from api.models import (
    Application,
    Leader,
    Membership,
    Representative,
    Space,
    Task,
)
from api.rules.enums import (
    Kind,
    RepresentativeRole,
    SpaceType,
    TaskStatus,
)
from api.rules.signals import ENDING
from api.rules.standing import SeatAtHand, StandingFacts, TaskAtHand
from api.services import callers, facts, lapses, rulebooks

Told = defaultdict[UUID, dict[str, Any]]
# what may have to be done about a seat: fields of StandingFacts
WHAT = ("unfilled", "terms", "unattested", "lapsed")


async def gather(session: AsyncSession, ids: Collection[UUID], on: date) -> dict[UUID, StandingFacts]:
    """How each of these spaces stands on a day. Five queries, however many there are."""
    if not ids:
        return {}
    told: Told = defaultdict(dict)
    await _leaders(session, ids, on, told)
    await _seats(session, ids, on, told)
    await _tasks(session, ids, on, told)
    await _applications(session, ids, on, told)
    return {id_: StandingFacts(**told[id_]) for id_ in ids}


async def _leaders(session: AsyncSession, ids: Collection[UUID], on: date, told: Told) -> None:
    counted = select(Leader.space_id, func.count()).where(Leader.space_id.in_(ids), callers.leads_on(on))
    for id_, number in await session.execute(counted.group_by(Leader.space_id)):
        told[id_]["leaders"] = number


async def _seats(session: AsyncSession, ids: Collection[UUID], on: date, told: Told) -> None:
    for row in await session.execute(_at_hand(on).where(Membership.space_id.in_(ids))):
        for name, seats in _sorted_out(row).items():
            told[row.space_id][name] = told[row.space_id].get(name, ()) + seats


async def of_seats(
    session: AsyncSession, ids: Collection[UUID], on: date
) -> dict[UUID, tuple[str, StandingFacts]]:
    """For each of these seats that something has to be done about: its space's name, and what. One query."""
    if not ids:
        return {}
    rows = await session.execute(
        _at_hand(on)
        .add_columns(Space.name.label("space"))
        .join(Space, Space.id == Membership.space_id)
        .where(Membership.id.in_(ids))
    )
    return {row.id: (row.space, StandingFacts(**_sorted_out(row))) for row in rows}


def _sorted_out(row: Any) -> dict[str, Any]:
    seat = SeatAtHand(row.id, row.organisation_id, row.due_on)
    return {name: (seat,) for name in WHAT if getattr(row, name)}


def _at_hand(on: date) -> Any:
    """The institutional seats of the day that something has to be done about, and what."""
    conditions = (
        ~_filled(on, Representative.role == RepresentativeRole.primary),
        _term_ends(on),
        and_(Membership.space_type == SpaceType.steering_group, _filled(on, _unattested(on))),
        and_(lapses.bound(on), lapses.rests_on_nothing(on)),  # R22
    )
    seats = select(
        Membership.space_id,
        Membership.id,
        Membership.organisation_id,
        Membership.due_on,
        *(condition.label(name) for name, condition in zip(WHAT, conditions, strict=True)),
    )
    institutional = (Membership.kind == Kind.institutional, facts.live_on(on))
    return seats.where(*institutional, or_(*conditions)).order_by(Membership.id)


def _filled(on: date, condition: ColumnElement[bool]) -> ColumnElement[bool]:
    return exists().where(
        Representative.membership_id == Membership.id,
        Representative.agreed_on <= on,
        Representative.during.contains(on),
        condition,
        ~callers.rests(Representative.member_id, on),
    )


def _unattested(on: date) -> ColumnElement[bool]:
    return or_(Representative.attested_senior_on.is_(None), Representative.attested_senior_on > on)


def _term_ends(on: date) -> ColumnElement[bool]:
    """A term (R28) that is due soon, and that nobody has ended before."""
    types = [type_ for type_, rule in rulebooks.judging(on).types.items() if rule.lasting.term]
    return and_(
        Membership.space_type.in_(types),
        Membership.due_on.is_not(None),
        Membership.due_on <= on + ENDING,
        or_(Membership.ends_on.is_(None), Membership.ends_on >= Membership.due_on),
    )


async def _tasks(session: AsyncSession, ids: Collection[UUID], on: date, told: Told) -> None:
    begun = and_(Task.space_id.in_(ids), Task.starts_on <= on)
    open_ = or_(Task.closed_on.is_(None), Task.closed_on > on)
    done = and_(Task.status == TaskStatus.done, Task.closed_on <= on)
    counted = select(Task.space_id, func.count().filter(open_), func.count().filter(done)).where(begun)
    for id_, still, finished in await session.execute(counted.group_by(Task.space_id)):
        told[id_] |= {"open_tasks": still, "done_tasks": finished}
    late = select(Task.space_id, Task.id, Task.title, Task.due_on).where(begun, open_, Task.due_on < on)
    for id_, task_id, title, due_on in await session.execute(late.order_by(Task.due_on, Task.id)):
        if due_on is not None:
            told[id_]["overdue"] = (*told[id_].get("overdue", ()), TaskAtHand(task_id, title, due_on))


def _day(instant: Any) -> Any:
    """A day is the UTC day (R31)."""
    return cast(func.timezone("UTC", instant), Date)


async def _applications(session: AsyncSession, ids: Collection[UUID], on: date, told: Told) -> None:
    """Those without a decision on the day; one that came by other means has waited since it came (R13)."""
    came_on = func.coalesce(Application.received_on, _day(Application.submitted_at))
    waiting = select(Application.space_id, func.count(), func.min(came_on)).where(
        Application.space_id.in_(ids),
        _day(Application.submitted_at) <= on,
        or_(Application.decided_at.is_(None), _day(Application.decided_at) > on),
    )
    for id_, number, since in await session.execute(waiting.group_by(Application.space_id)):
        told[id_] |= {"waiting": number, "waiting_since": since}
