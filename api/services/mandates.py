"""Mandates of working groups: each a dated period by a recorded decision, and no seat carries over (R20, R21, R22)."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import Select, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from api import audit, clock, pagination
from api.errors import DecisionUsed, Forbidden, Invalid, NotEligible, NotFound, PeriodsOverlap, Stale
from api.models import Extension, Mandate, Membership, Organisation, Space
from api.rules import lifecycle
from api.rules import mandates as rules
from api.rules.enums import DecisionSubject, EndReason
from api.rules.findings import Finding, eligible
from api.rules.permissions import Actor, Permission, may
from api.schemas.base import Page
from api.schemas.consequences import Consequences
from api.schemas.mandates import (
    ExtensionOfMandate,
    MandateCreate,
    MandateEnd,
    MandateFilter,
    MandatePreviewQuery,
    MandateRead,
)
from api.services import consequences, decisions, due_days, lookup, memberships, rulebooks, spaces
from api.services.consequences import Ending

SORTS = {"created_at": Mandate.created_at}


def _of(space_id: UUID) -> Select[Any]:
    return select(Mandate).where(Mandate.space_id == space_id)


async def list_(session: AsyncSession, wanted: str, query: MandateFilter, *, by: Actor) -> Page[MandateRead]:
    id_ = await spaces.find(session, wanted, by=by)
    listing = pagination.resume(f"mandates:{id_}", query)
    statement = _of(id_)
    if listing.query.as_of is not None:
        statement = statement.where(Mandate.during.contains(listing.query.as_of))
    found = await pagination.fetch(session, listing, statement, sorts=SORTS, key=Mandate.id)
    items = await _read(session, [row[0] for row in found.rows], listing.query.as_of)
    return Page(items=items, next_cursor=found.next_cursor, total=found.total)


async def get(session: AsyncSession, wanted: str, mandate_id: UUID, *, by: Actor) -> MandateRead:
    mandate = await _find(session, await spaces.find(session, wanted, by=by), mandate_id)
    return (await _read(session, [mandate]))[0]


async def _find(session: AsyncSession, space_id: UUID, mandate_id: UUID) -> Mandate:
    found: Mandate | None = await session.scalar(_of(space_id).where(Mandate.id == mandate_id))
    if found is None:
        raise NotFound
    return found


async def _read(
    session: AsyncSession, rows: Sequence[Mandate], as_of: date | None = None
) -> list[MandateRead]:
    """As of a day nobody knew of an end to come, nor of an extension that was not recorded yet."""
    on, ids = as_of or clock.today(), [row.id for row in rows]
    moved: dict[UUID | None, list[ExtensionOfMandate]] = {id_: [] for id_ in ids}
    own = select(Extension).where(Extension.mandate_id.in_(ids), due_days.recorded_by(on))
    for one in await session.scalars(own.order_by(Extension.recorded_at, Extension.id)):
        moved[one.mandate_id].append(ExtensionOfMandate.model_validate(one))
    due = await due_days.of_mandates(session, ids, on) if as_of is not None else {}
    return [_answer(row, due.get(row.id, row.due_on), moved[row.id], on) for row in rows]


def _answer(row: Mandate, due_on: date, extensions: Sequence[ExtensionOfMandate], on: date) -> MandateRead:
    ends_on = lookup.end_as_of(row.ends_on, on)
    known = {"due_on": due_on, "ends_on": ends_on, "closed_by": row.closed_by if ends_on else None}
    return MandateRead.model_validate({**lookup.columns(row), **known, "extensions": extensions})


async def open_next(session: AsyncSession, wanted: str, form: MandateCreate, *, by: Actor) -> MandateRead:
    """Begin the next mandate. Where one still runs it ends that day, and its seats with it: none carries over (R21)."""
    space = await _hold(session, wanted, by=by)
    lookup.in_order(space.starts_on, form.starts_on, "/starts_on")
    former = await _before(session, space.id, form.starts_on)
    since = former.starts_on if former is not None else space.starts_on
    findings = await _judge_next(session, space, form.decision_id, since)
    if not eligible(findings):
        raise NotEligible(findings)
    await _unused(session, form.decision_id)
    if former is not None:
        confirmed = form.consequences
        await _end(
            session, space, former, form.starts_on, form.decision_id, confirmed, pointer="/starts_on", by=by
        )
    years = rulebooks.judging(form.starts_on).types[space.type].lasting.mandate_years
    due_on = lifecycle.add_years(form.starts_on, years or 0)
    row = Mandate(
        space_id=space.id,
        starts_on=form.starts_on,
        due_on=due_on,
        first_due_on=due_on,
        opened_by=form.decision_id,
    )
    session.add(row)
    return await _told(session, space, row, "mandate.opened", ["starts_on", "due_on"], by=by)


async def end(
    session: AsyncSession, wanted: str, mandate_id: UUID, form: MandateEnd, *, by: Actor
) -> MandateRead:
    """Close a mandate without a next one: the working group stays active and takes no seats (R11, R20)."""
    space = await _hold(session, wanted, by=by)
    mandate = await _find(session, space.id, mandate_id)
    on = form.ends_on or clock.today()
    lookup.in_order(mandate.starts_on, on)
    findings = await _judge_end(session, space, mandate, form.decision_id)
    if not eligible(findings):
        raise NotEligible(findings)
    await _unused(session, form.decision_id)
    await _end(session, space, mandate, on, form.decision_id, form.consequences, by=by)
    return await _told(session, space, mandate, "mandate.ended", ["ends_on"], by=by)


async def preview(
    session: AsyncSession, wanted: str, mandate_id: UUID, query: MandatePreviewQuery, *, by: Actor
) -> Consequences:
    """What the end of a mandate on a day ends and flags, whether a next one follows or not; changes nothing."""
    space = await session.get_one(Space, await spaces.find(session, wanted, by=by))
    if not may(by, Permission.mandates_write):
        raise Forbidden(permission=Permission.mandates_write)
    mandate = await _find(session, space.id, mandate_id)
    on = query.ends_on or clock.today()
    lookup.in_order(mandate.starts_on, on, "?ends_on")
    findings = await _judge_end(session, space, mandate, query.decision_id)
    ending = await _ending(session, space, mandate, on)
    return await consequences.told(session, "mandate_ended", ending, findings, of=space.id)


async def _hold(session: AsyncSession, wanted: str, *, by: Actor) -> Space:
    """The space, and first the organisations seated there: none of them takes a seat that rests on one there meanwhile."""
    id_ = await spaces.find(session, wanted, by=by)
    if not may(by, Permission.mandates_write):
        raise Forbidden(permission=Permission.mandates_write)
    seated = select(Membership.organisation_id).where(
        Membership.space_id == id_, memberships.not_over(clock.today())
    )
    holders = select(Organisation.id).where(Organisation.id.in_(seated)).order_by(Organisation.id)
    await session.execute(holders.with_for_update(key_share=True))
    space: Space = await lookup.lock(session, Space, id_)
    return space


async def _before(session: AsyncSession, space_id: UUID, on: date) -> Mandate | None:
    """The mandate that the next one follows on without a gap; 409 where one begins then or later, or ended after it:
    what has ended stays as it was."""
    open_still = or_(Mandate.ends_on.is_(None), Mandate.ends_on > on)
    found = (await session.scalars(_of(space_id).where(open_still, Mandate.during.is_not(None)))).all()
    today = clock.today()
    if any(one.starts_on >= on or (one.ends_on is not None and one.ends_on <= today) for one in found):
        raise PeriodsOverlap
    return next(iter(found), None)


async def _judge_next(
    session: AsyncSession, space: Space, decision_id: UUID, since: date | None
) -> tuple[Finding, ...]:
    decided = await decisions.approves(session, decision_id, DecisionSubject.mandate, space.id, since=since)
    today = clock.today()
    lasting = rules.Lasting(space.name, space.status, today, decided=decided)
    return rules.judge_next_mandate(rulebooks.in_force(today).types[space.type], lasting)


async def _judge_end(
    session: AsyncSession, space: Space, mandate: Mandate, decision_id: UUID | None
) -> tuple[Finding, ...]:
    """Whose end is on record already has none to come."""
    decided = decision_id is not None and await decisions.approves(
        session, decision_id, DecisionSubject.mandate, space.id, since=mandate.starts_on
    )
    due_on = mandate.due_on if mandate.ends_on is None else None
    today = clock.today()
    lasting = rules.Lasting(space.name, space.status, today, due_on=due_on, decided=decided)
    return rules.judge_mandate_end(rulebooks.in_force(today).types[space.type], lasting)


async def _unused(session: AsyncSession, decision_id: UUID) -> None:
    """One decision, one act; the space is held, and every decision is about one."""
    used = select(Mandate.id).where(or_(Mandate.opened_by == decision_id, Mandate.closed_by == decision_id))
    if await session.scalar(used.limit(1)) is not None:
        raise DecisionUsed


async def _ending(
    session: AsyncSession, space: Space, mandate: Mandate, on: date, *, hold: bool = False
) -> Ending:
    """Nothing, for a mandate that is over by then."""
    is_over = mandate.ends_on is not None and mandate.ends_on <= on
    found = Ending() if is_over else await consequences.of_mandate_end(session, space, on, hold=hold)
    return replace(found, act=f"end of {mandate.id} on {on}")


async def _moved_since(session: AsyncSession, space_id: UUID, on: date) -> bool:
    """Seats have come or gone since a day that has passed: what they were then stays as it was."""
    came = (Membership.starts_on > on) & (Membership.starts_on <= clock.today())
    went = (Membership.ends_on > on) & (Membership.ends_on <= clock.today())
    there = or_(Membership.space_id == space_id, Membership.within_space_id == space_id)
    return await session.scalar(select(Membership.id).where(there, or_(came, went)).limit(1)) is not None


async def _end(
    session: AsyncSession,
    space: Space,
    mandate: Mandate,
    on: date,
    decision_id: UUID,
    confirmed: str | None,
    *,
    pointer: str = "/ends_on",
    by: Actor,
) -> None:
    if await _moved_since(session, space.id, on):
        raise Invalid.at(pointer, "in_the_past")
    ending = await _ending(session, space, mandate, on, hold=True)
    if confirmed is not None and ending.hash != confirmed:
        raise Stale
    await consequences.carry_out(session, ending, on, seats_for=EndReason.mandate_ended, by=by)
    mandate.ends_on, mandate.closed_by = on, decision_id
    await session.flush()


async def _told(
    session: AsyncSession, space: Space, mandate: Mandate, action: str, fields: list[str], *, by: Actor
) -> MandateRead:
    space.updated_at = clock.now()
    await session.flush()
    audit.record(session, by=by, action=action, subject=("mandate", mandate.id), fields=fields)
    await session.flush()
    return (await _read(session, [mandate]))[0]
