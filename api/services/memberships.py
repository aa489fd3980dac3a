"""Seats: who may see them, how they come about and how they end. Their rules are judged in seating.py."""

from collections.abc import Collection, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, case, func, or_, select, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import aliased

from api import audit, clock, pagination
from api.errors import Forbidden, Invalid, NotFound
from api.models import Leader, Mandate, Membership, Organisation, Representative, Space, StructuralLink
from api.rules.enums import EndReason, Kind, StructuralLinkKind
from api.rules.findings import Finding
from api.rules.permissions import Actor, Permission, Thing, may
from api.schemas.base import Page
from api.schemas.findings import read_all
from api.schemas.memberships import MembershipEnd, MembershipFilter, MembershipRead
from api.services import due_days, facts, lapses, lookup, offices, signals

SORTS = {"created_at": Membership.created_at, "updated_at": Membership.updated_at}


def visible(actor: Actor) -> Select[Any]:
    """The secretariat sees every seat; an organisation its own, never its staff's individual ones; a person those they
    hold or fill; whoever leads a space, those in it."""
    every = select(Membership)
    if actor.is_secretariat:
        return every
    filled = select(Representative.membership_id).where(Representative.member_id == lookup.own(actor))
    return every.where(
        or_(
            Membership.organisation_id.in_(actor.organisation_ids),
            Membership.member_id == lookup.own(actor),
            Membership.id.in_(filled),
            Membership.space_id.in_(actor.led_ids),
        )
    )


def whose(seat: Membership) -> Thing:
    """The holder's. Whoever fills it for an organisation does not dispose of it, nor does whoever leads the space."""
    return Thing(member_id=seat.member_id, organisation_id=seat.organisation_id)


def not_over(on: date) -> ColumnElement[bool]:
    """Live on the day or still to begin."""
    return or_(Membership.ends_on.is_(None), Membership.ends_on > on)


async def list_(session: AsyncSession, query: MembershipFilter, *, by: Actor) -> Page[MembershipRead]:
    listing = pagination.resume("memberships", query)
    asked = listing.query
    statement = visible(by)
    if asked.as_of is not None or not asked.include_ended:
        statement = statement.where(facts.live_on(asked.as_of or clock.today()))
    for field in ("space_id", "organisation_id", "member_id", "kind"):
        if (value := getattr(asked, field)) is not None:
            statement = statement.where(getattr(Membership, field) == value)
    if asked.updated_since is not None:
        statement = statement.where(Membership.updated_at >= asked.updated_since)
    found = await pagination.fetch(session, listing, statement, sorts=SORTS, key=Membership.id)
    items = await read(session, [row[0] for row in found.rows], asked.as_of)
    return Page(items=items, next_cursor=found.next_cursor, total=found.total)


async def get(session: AsyncSession, id_: UUID, as_of: date | None, *, by: Actor) -> MembershipRead:
    seat = await find(session, id_, by=by)
    if as_of is not None and seat.starts_on > as_of:
        raise NotFound
    return (await read(session, [seat], as_of))[0]


async def find(session: AsyncSession, id_: UUID, *, by: Actor) -> Membership:
    seat = (await session.execute(visible(by).where(Membership.id == id_))).scalar_one_or_none()
    if seat is None:
        raise NotFound
    return seat  # type: ignore[no-any-return]


async def read(
    session: AsyncSession, seats: Sequence[Membership], as_of: date | None = None
) -> list[MembershipRead]:
    """Seats as answered on a day: with who fills them then or later, and when their mandate is due."""
    on = as_of or clock.today()
    ids = [seat.id for seat in seats]
    filled: dict[UUID, list[Representative]] = {id_: [] for id_ in ids}
    people = select(Representative).where(
        Representative.membership_id.in_(ids),
        Representative.during.is_not(None),
        or_(Representative.ends_on.is_(None), Representative.ends_on > on),
    )
    if as_of is not None:
        people = people.where(Representative.during.contains(as_of))
    for one in await session.scalars(people.order_by(Representative.role.desc(), Representative.starts_on)):
        filled[one.membership_id].append(one)
    mandates = {seat.mandate_id for seat in seats if seat.mandate_id}
    due = dict(
        (await session.execute(select(Mandate.id, Mandate.due_on).where(Mandate.id.in_(mandates)))).all()
    )
    if as_of is not None:
        due |= await due_days.of_mandates(session, mandates, as_of)
    told = await signals.of_seats(session, ids, on)
    return [
        _answer(
            seat,
            filled[seat.id],
            due.get(seat.mandate_id) if seat.mandate_id else None,
            told.get(seat.id, ()),
            on,
        )
        for seat in seats
    ]


def _answer(
    seat: Membership,
    people: Sequence[Representative],
    due_on: date | None,
    warnings: Sequence[Finding],
    on: date,
) -> MembershipRead:
    ends_on = lookup.end_as_of(seat.ends_on, on)
    values = lookup.columns(seat)
    return MembershipRead.model_validate(
        {
            **values,
            "due_on": seat.due_on or due_on,
            "ends_on": ends_on,
            "end_reason": seat.end_reason if ends_on else None,
            "eligibility_lapsed_on": lookup.end_as_of(seat.eligibility_lapsed_on, on),
            "representatives": [
                {**lookup.columns(one), "ends_on": lookup.end_as_of(one.ends_on, on)} for one in people
            ],
            "signals": read_all(warnings),
        }
    )


async def end(session: AsyncSession, id_: UUID, form: MembershipEnd, *, by: Actor) -> MembershipRead:
    """Leave, or be ended with a reason; what rests on the seat ends with it (R22)."""
    seat = await find(session, id_, by=by)
    if not may(by, Permission.memberships_write, whose(seat)):
        raise Forbidden(permission=Permission.memberships_write)
    if by.is_secretariat and form.reason is None:
        raise Invalid.at("/reason", "required")
    # held first: no seat that rests on this one is accepted meanwhile (R22)
    if seat.organisation_id is not None:
        await lookup.lock(session, Organisation, seat.organisation_id)
        await lapses.hold(session, [seat.space_id], clock.today())
    seat = await lookup.lock(session, Membership, id_)
    on = form.ends_on or clock.today()
    lookup.not_behind(form.ends_on, "/ends_on", by=by)
    lookup.in_order(seat.starts_on, on)
    if any(day is not None and day <= on for day in (seat.ends_on, seat.due_on)):
        raise Invalid.at("/ends_on", "already_ended")
    why = EndReason.removed if by.is_secretariat else EndReason.withdrawn
    await close(session, [id_], on=on, reason=why, by=by, told=form.reason)
    if seat.kind is Kind.institutional:
        await close_followers(session, seat, on, by=by)
    await session.refresh(seat)
    return (await read(session, [seat]))[0]


async def close(
    session: AsyncSession,
    ids: Collection[UUID],
    *,
    on: date,
    reason: EndReason,
    by: Actor,
    told: str | None = None,
) -> None:
    """End seats and whoever fills them on a day; one that had not begun becomes a day that never was."""
    if not ids:
        return
    held = select(Membership.id).where(Membership.id.in_(ids)).order_by(Membership.id)
    await session.execute(held.with_for_update(key_share=True))  # nobody is named to fill one meanwhile
    await offices.end_leading(session, on, Leader.membership_id.in_(ids), by=by)
    for table, key in ((Representative, Representative.membership_id), (Membership, Membership.id)):
        ending: dict[str, Any] = {"ends_on": func.greatest(table.starts_on, on)}
        if table is Membership:
            ending["end_reason"] = reason
        still = or_(table.ends_on.is_(None), table.ends_on > on)
        await session.execute(
            update(table)
            .where(key.in_(ids), still)
            .values(ending)
            .execution_options(synchronize_session="fetch")
        )
    if len(ids) == 1:
        (id_,) = ids
        fields = ["ends_on", "end_reason"]
        audit.record(
            session, by=by, action="membership.ended", subject=("membership", id_), fields=fields, reason=told
        )
    else:
        await audit.record_many(session, by=by, action="membership.ended", kind="membership", ids=ids)


async def close_followers(session: AsyncSession, seat: Membership, on: date, *, by: Actor) -> None:
    """An organisation that loses its own working-group seat loses the workstream seats the same day, and a
    collaborative seat where no other linked seat remains (R22)."""
    own = and_(Membership.organisation_id == seat.organisation_id, not_over(on))
    rest = await session.scalars(
        select(Membership.id).where(own, Membership.within_space_id == seat.space_id)
    )
    await close(session, rest.all(), on=on, reason=EndReason.parent_seat_ended, by=by)
    # held: a closing that takes the other seat away goes first, or waits
    collaboratives = await lapses.hold(session, [seat.space_id], on)
    mine = aliased(StructuralLink)
    linked = (
        select(Membership.id)
        .join(mine, (mine.space_id == Membership.space_id) & (mine.kind == StructuralLinkKind.sponsor))
        .where(
            own,
            mine.target_id == seat.space_id,
            mine.during.contains(on),
            lapses.bound(on),
            lapses.rests_on_nothing(on),
        )
    )
    lost = (await session.scalars(linked)).all()
    await close(session, lost, on=on, reason=EndReason.linked_seat_ended, by=by)
    await lapses.settle(session, collaboratives, on)  # what remains may have an end that is planned


async def end_all(session: AsyncSession, *, member_id: UUID, on: date, reason: EndReason, by: Actor) -> None:
    """End every individual seat of a person, and every seat they fill for an organisation, on a day (R33)."""
    mine = select(Membership.id).where(Membership.member_id == member_id, not_over(on))
    await close(session, (await session.scalars(mine)).all(), on=on, reason=reason, by=by)
    filled = (
        update(Representative)
        .where(
            Representative.member_id == member_id,
            or_(Representative.ends_on.is_(None), Representative.ends_on > on),
        )
        .values(ends_on=func.greatest(Representative.starts_on, on))
        .returning(Representative.membership_id)
        .execution_options(synchronize_session=False)
    )
    seats = set((await session.scalars(filled)).all())
    await audit.record_many(
        session, by=by, action="membership.representative_ended", kind="membership", ids=seats
    )


async def within(session: AsyncSession, space: Space, on: date) -> UUID | None:
    """The mandate a seat of this day belongs to, for a space that works under mandates (R21)."""
    return await session.scalar(
        select(Mandate.id).where(Mandate.space_id == space.id, Mandate.during.contains(on))
    )


async def trim(session: AsyncSession, seat: Membership) -> None:
    """Keep whoever fills a seat, and whoever leads by it, within its dates, after these were moved."""
    await _trim(session, seat, Representative)
    await _trim(session, seat, Leader)


async def _trim(session: AsyncSession, seat: Membership, table: type[Representative | Leader]) -> None:
    late, early = table.starts_on < seat.starts_on, table.ends_on < seat.starts_on
    mine = update(table).where(table.membership_id == seat.id)
    quietly = {"synchronize_session": False}
    await session.execute(
        mine.where(late).values(
            starts_on=seat.starts_on,
            ends_on=case((early, seat.starts_on), else_=table.ends_on),
        ),
        execution_options=quietly,
    )
    if seat.ends_on is not None:
        still = or_(table.ends_on.is_(None), table.ends_on > seat.ends_on)
        ending = {"ends_on": func.greatest(table.starts_on, seat.ends_on)}
        await session.execute(mine.where(still).values(ending), execution_options=quietly)
