"""Leading roles: named, handed over and ended. Whoever is named need not be asked, and can always step down."""

from datetime import date
from uuid import UUID

from sqlalchemy import func, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from api import audit, clock, pagination
from api.errors import Forbidden, Invalid, NotEligible, NotFound, UnknownReference
from api.models import Leader, Member, Membership, Representative, Space
from api.rules.enums import SpaceStatus
from api.rules.findings import Finding, apply_override, eligible
from api.rules.leading import Leading, Tenure, judge_leader, may_hand_on
from api.rules.permissions import Actor, Permission, Thing, may
from api.schemas.base import Page
from api.schemas.leaders import LeaderCreate, LeaderEnd, LeaderFilter, LeaderRead
from api.services import callers, facts, leading, lookup, members, overrides, rulebooks, seating, spaces

SORTS = {"starts_on": Leader.starts_on}


# --- reading


async def list_(session: AsyncSession, wanted: str, query: LeaderFilter, *, by: Actor) -> Page[LeaderRead]:
    space_id = await spaces.find(session, wanted, by=by)
    listing = pagination.resume(f"leaders:{space_id}", query)
    asked, on = listing.query, listing.query.as_of or clock.today()
    statement = leading.every().where(Leader.space_id == space_id)
    if asked.as_of is not None or not asked.include_ended:
        statement = statement.where(callers.leads_on(on))
    if asked.role is not None:
        statement = statement.where(Leader.role == asked.role)
    found = await pagination.fetch(session, listing, statement, sorts=SORTS, key=Leader.id)
    items = await leading.read(session, found.rows, on, by=by)
    return Page(items=items, next_cursor=found.next_cursor, total=found.total)


async def get(session: AsyncSession, wanted: str, id_: UUID, *, by: Actor) -> LeaderRead:
    space_id = await spaces.find(session, wanted, by=by)
    return await _answer(session, await _find(session, space_id, id_), by=by)


async def _find(session: AsyncSession, space_id: UUID, id_: UUID) -> UUID:
    found = await session.scalar(select(Leader.id).where(Leader.id == id_, Leader.space_id == space_id))
    if found is None:
        raise NotFound
    return found


async def _answer(session: AsyncSession, id_: UUID, *, by: Actor) -> LeaderRead:
    rows = (await session.execute(leading.every().where(Leader.id == id_))).all()
    return (await leading.read(session, rows, clock.today(), by=by))[0]


# --- naming


async def name(session: AsyncSession, wanted: str, form: LeaderCreate, *, by: Actor) -> LeaderRead:
    """Let somebody lead from a day on; with `succeeds`, in the place of somebody, in the same act."""
    id_ = await spaces.find(session, wanted, by=by)
    mine = await _own_to_hand_on(session, id_, form, by=by)
    if mine is None and not await _may_name(session, id_, by):
        raise Forbidden(permission=Permission.leaders_write)
    on = form.starts_on or clock.today()
    _check(form, on, by=by)
    member = await _hold_person(session, form.member_id, by=by)
    space = await lookup.lock(session, Space, id_)
    seat = await _hold_seat(session, id_, member.id, on)
    former = await _former(session, id_, form, on)
    findings = apply_override(await _judge(session, space, form, seat, on), form.override_reason)
    if not eligible(findings):
        raise NotEligible(findings)
    until = [await _seat_until(session, seat, member.id, on)]
    if former is not None:
        until += [former.ends_on] if mine is not None else []
        await _end(session, former, on, by=by)
    await _write_due_end(session, id_, form, on, by=by)
    row = Leader(
        space_id=id_,
        membership_id=seat.id if seat else None,
        starts_on=on,
        ends_on=min((day for day in until if day is not None), default=None),
        **form.model_dump(include={"member_id", "role", "acting", "due_on"}),
    )
    overrides.keep(row, findings, form.override_reason, by=by)
    session.add(row)
    await session.flush()
    return await _told(session, row, "leader.named", form.override_reason, by=by)


async def _may_name(session: AsyncSession, space_id: UUID, by: Actor) -> bool:
    above = await session.scalar(select(Space.parent_id).where(Space.id == space_id))
    return may(by, Permission.leaders_write, Thing(space_ids=frozenset({above} if above else ())))


async def _own_to_hand_on(
    session: AsyncSession, space_id: UUID, form: LeaderCreate, *, by: Actor
) -> Leader | None:
    """The caller's own role that they hand over to somebody else, as far as it is theirs to give."""
    leads = may(by, Permission.leaders_write, Thing(space_ids=frozenset({space_id})))
    if form.succeeds is None or not leads or by.is_secretariat or form.member_id == by.member_id:
        return None
    own: Leader | None = await session.scalar(
        select(Leader).where(
            Leader.id == form.succeeds,
            Leader.space_id == space_id,
            Leader.member_id == lookup.own(by),
            callers.leads_on(clock.today()),
        )
    )
    held = own and may_hand_on(_tenure(own), form.acting, form.due_on)
    return own if held else None


def _tenure(row: Leader) -> Tenure:
    return Tenure(row.acting, row.due_on, row.ends_on)


def _check(form: LeaderCreate, on: date, *, by: Actor) -> None:
    lookup.not_behind(form.starts_on, "/starts_on", by=by)
    if form.override_reason is not None and not by.is_secretariat:
        raise Forbidden(permission=Permission.leaders_write)
    if form.due_on is not None and not form.acting:
        raise Invalid.at("/due_on", "only_while_acting")
    if form.due_on is not None and form.due_on <= on:
        raise Invalid.at("/due_on", "period_inverted")


async def _hold_person(session: AsyncSession, id_: UUID, *, by: Actor) -> Member:
    """Somebody the caller may know of, who is not gone: nobody is named while they leave."""
    await lookup.known(session, members.visible(by), Member, id_, "/member_id")
    member = await lookup.lock(session, Member, id_)
    if member.status in seating.GONE:
        raise UnknownReference.at("/member_id", "unknown_reference")
    return member


async def _hold_seat(session: AsyncSession, space_id: UUID, member_id: UUID, on: date) -> Membership | None:
    """The seat that the person holds or fills there on the day; asked once more when it is held."""
    theirs = select(Membership.id).where(Membership.space_id == space_id, callers.fills(member_id, on))
    id_ = await session.scalar(theirs)
    if id_ is None:
        return None
    seat = await lookup.lock(session, Membership, id_)
    return seat if await session.scalar(theirs) == id_ else None


async def _former(session: AsyncSession, space_id: UUID, form: LeaderCreate, on: date) -> Leader | None:
    """Who is succeeded: in the same role, and still in it that day."""
    if form.succeeds is None:
        return None
    known = select(Leader).where(Leader.space_id == space_id)
    await lookup.known(session, known, Leader, form.succeeds, "/succeeds")
    row = await lookup.lock(session, Leader, form.succeeds)
    if row.role is not form.role:
        raise Invalid.at("/role", "not_the_same_role")
    lookup.in_order(row.starts_on, on, "/starts_on")
    if row.during is None or _tenure(row).is_over(on):
        raise Invalid.at("/succeeds", "role_ended")
    return row


async def _judge(
    session: AsyncSession, space: Space, form: LeaderCreate, seat: Membership | None, on: date
) -> tuple[Finding, ...]:
    known = (await facts.gather(session, spaces=[space.id], on=on)).spaces[space.id]
    staff = seat is None and await session.scalar(select(callers.is_staff(form.member_id, on)))
    about = Leading(
        space=space.name,
        role=form.role,
        on=on,
        # in a space that has ended since, by a seat that ended with it: nothing else would end the role
        is_active=known.status is SpaceStatus.active
        and (space.status is SpaceStatus.active or seat is not None),
        seated=seat is not None or bool(staff),
    )
    return judge_leader(rulebooks.in_force(on).types[known.type], about)


async def _seat_until(
    session: AsyncSession, seat: Membership | None, member_id: UUID, on: date
) -> date | None:
    """When the seat, or their filling it, is known to end."""
    if seat is None:
        return None
    if seat.member_id is not None:
        return seat.ends_on
    filled = select(Representative.ends_on).where(
        Representative.membership_id == seat.id,
        Representative.member_id == member_id,
        Representative.agreed_on.is_not(None),
        Representative.during.contains(on),
    )
    return await session.scalar(filled)


async def _write_due_end(
    session: AsyncSession, space_id: UUID, form: LeaderCreate, on: date, *, by: Actor
) -> None:
    """What they acted in before is over by its due day; who is named again begins anew (R31)."""
    over = (
        update(Leader)
        .where(
            Leader.space_id == space_id,
            Leader.member_id == form.member_id,
            Leader.role == form.role,
            Leader.due_on <= on,
            func.coalesce(Leader.ends_on > Leader.due_on, True),
        )
        .values(ends_on=Leader.due_on)
        .returning(Leader.id)
        .execution_options(synchronize_session="fetch")
    )
    ids = (await session.scalars(over)).all()
    await audit.record_many(session, by=by, action="leader.ended", kind="leader", ids=ids)


# --- ending


async def end(session: AsyncSession, wanted: str, id_: UUID, form: LeaderEnd, *, by: Actor) -> LeaderRead:
    """By themselves, the secretariat, or whoever leads the working group above."""
    space_id = await spaces.find(session, wanted, by=by)
    row = await session.get_one(Leader, await _find(session, space_id, id_))
    own = may(by, Permission.leaders_write, Thing(member_id=row.member_id))
    if not own and not await _may_name(session, space_id, by):
        raise Forbidden(permission=Permission.leaders_write)
    if row.member_id != by.member_id and form.reason is None:
        raise lookup.required("/reason")
    lookup.not_behind(form.ends_on, "/ends_on", by=by)
    row = await lookup.lock(session, Leader, id_)
    on = form.ends_on or max(row.starts_on, clock.today())
    lookup.in_order(row.starts_on, on)
    if row.during is None or _tenure(row).is_over(on):
        raise Invalid.at("/ends_on", "role_ended")
    await _end(session, row, on, form.reason, by=by)
    return await _answer(session, id_, by=by)


async def _end(session: AsyncSession, row: Leader, on: date, reason: str | None = None, *, by: Actor) -> None:
    row.ends_on = on
    audit.record(
        session, by=by, action="leader.ended", subject=("leader", row.id), fields=["ends_on"], reason=reason
    )
    await session.flush()


async def _told(
    session: AsyncSession, row: Leader, action: str, reason: str | None, *, by: Actor
) -> LeaderRead:
    audit.record(session, by=by, action=action, subject=("leader", row.id), reason=reason)
    await session.flush()
    return await _answer(session, row.id, by=by)
