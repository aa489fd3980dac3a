"""Who fills an organisation's seat: named, succeeded, and missed on gap days. The seat and its history stay (R2)."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from sqlalchemy import or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from api import audit, clock
from api.errors import Conflict, Forbidden, Invalid, NotEligible, NotFound
from api.models import Affiliation, Leader, Member, Membership, Representative, Space
from api.rules.codes import Code
from api.rules.enums import Kind, RepresentativeRole, SpaceType
from api.rules.filling import Period, gaps, place_for
from api.rules.findings import Finding
from api.rules.permissions import Actor, Permission, Thing, may
from api.schemas.memberships import (
    AttestationCreate,
    Gap,
    MembershipRead,
    RepresentativeHistory,
    RepresentativePut,
    RepresentativeRead,
)
from api.services import facts, lookup, memberships, offices, seating


async def put(
    session: AsyncSession,
    id_: UUID,
    role: RepresentativeRole,
    form: RepresentativePut,
    versions: frozenset[int] | None,
    *,
    by: Actor,
) -> MembershipRead:
    """Name who fills the seat from a day on; whoever did until then stays in its history, and whoever was named for
    later follows."""
    person = select(Member.id).where(Member.id == form.member_id)
    await session.execute(person.with_for_update(key_share=True))  # nobody is named while they leave
    seat = await _hold(session, id_, versions, by=by)
    assert seat.organisation_id is not None  # noqa: S101  (memberships_one_holder; _hold took an institutional seat)
    on = form.starts_on or clock.today()
    lookup.not_behind(form.starts_on, "/starts_on", by=by)
    lookup.in_order(seat.starts_on, on, "/starts_on")
    await seating.check_person(session, form.member_id, seat.organisation_id, "/member_id", by=by)
    until = await _make_room(session, seat, role, form.member_id, on, by=by)
    await _check_free(session, seat, form.member_id, on, until)
    await _check_other_role(session, seat, role, form.member_id, on, until)
    await seating.name_representative(session, seat, role, form.member_id, on, until, by=by)
    return await _told(session, seat, "membership.representative_named", role, by=by)


async def remove(
    session: AsyncSession, id_: UUID, role: RepresentativeRole, versions: frozenset[int] | None, *, by: Actor
) -> MembershipRead:
    """Open a gap from today: the seat stays, and says that nobody fills it. Where nobody does, whoever was to begin next
    is taken back."""
    seat, today = await _hold(session, id_, versions, by=by), clock.today()
    person = await _at_hand(session, seat, role, today)
    if person is None:
        raise NotFound
    await _end(session, seat, [person], today, by=by)
    return await _told(session, seat, "membership.representative_ended", role, by=by)


async def agree(session: AsyncSession, id_: UUID, role: RepresentativeRole, *, by: Actor) -> MembershipRead:
    """The person named says yes: from here on the seat is filled (R32). Once more changes nothing."""
    seat, person = await _named(session, id_, role, by=by)
    if person.agreed_on is not None:
        return (await memberships.read(session, [seat]))[0]
    works = seating.may_represent(seat.organisation_id).where(Affiliation.member_id == person.member_id)
    if await session.scalar(works) is None:
        raise Conflict  # they have left the organisation meanwhile, or rest
    await _check_free(session, seat, person.member_id, max(person.starts_on, clock.today()), person.ends_on)
    person.agreed_on = clock.today()
    return await _told(session, seat, "membership.representative_agreed", role, by=by)


async def refuse(session: AsyncSession, id_: UUID, role: RepresentativeRole, *, by: Actor) -> MembershipRead:
    """The person named says no, or steps down: the seat stays, and nobody fills it from today."""
    seat, person = await _named(session, id_, role, by=by)
    await _end(session, seat, [person], clock.today(), by=by)
    return await _told(session, seat, "membership.representative_refused", role, by=by)


async def attest(
    session: AsyncSession, id_: UUID, role: RepresentativeRole, form: AttestationCreate, *, by: Actor
) -> MembershipRead:
    """That whoever fills a Steering Group seat is a senior professional (S7). Once more, without a day, changes
    nothing."""
    lookup.not_ahead(form.attested_on, "/attested_on")
    seat = await _hold(session, id_, None, by=by)
    if seat.space_type is not SpaceType.steering_group:
        raise Invalid.at("/attested_on", "not_for_this_type")
    person = await _at_hand(session, seat, role, clock.today())
    if person is None:
        raise NotFound
    if person.attested_senior_on is not None and form.attested_on is None:
        return (await memberships.read(session, [seat]))[0]
    person.attested_senior_on = form.attested_on or clock.today()
    return await _told(session, seat, "membership.representative_attested", role, by=by)


async def history(session: AsyncSession, id_: UUID, *, by: Actor) -> RepresentativeHistory:
    """All that the seat was, to whoever may read it. A term that was due is over, written or not (R31)."""
    seat = await memberships.find(session, id_, by=by)
    if seat.kind is not Kind.institutional:
        raise NotFound
    every = select(Representative).where(
        Representative.membership_id == id_, Representative.during.is_not(None)
    )
    people = (await session.scalars(every.order_by(Representative.starts_on, Representative.id))).all()
    filled = [
        Period(max(one.starts_on, one.agreed_on), one.ends_on)
        for one in people
        if one.role is RepresentativeRole.primary and one.agreed_on is not None
    ]
    until = min((day for day in (seat.ends_on, seat.due_on) if day is not None), default=None)
    missed = gaps(Period(seat.starts_on, until), filled, clock.today())
    return RepresentativeHistory(
        items=[RepresentativeRead.model_validate(one) for one in people],
        gaps=[Gap(starts_on=one.starts_on, ends_on=one.ends_on) for one in missed],
    )


async def _named(
    session: AsyncSession, id_: UUID, role: RepresentativeRole, *, by: Actor
) -> tuple[Membership, Representative]:
    """The seat, and the caller's own row in it: nobody answers for another, not even who disposes of the seat."""
    seat = await memberships.find(session, id_, by=by)
    if seat.kind is not Kind.institutional:
        raise NotFound
    if by.member_id is None:
        raise Forbidden(permission=Permission.memberships_write)
    await lookup.lock(session, Member, by.member_id)  # they take no other seat there meanwhile (R25)
    seat = await lookup.lock(session, Membership, id_)
    own = select(Representative).where(
        Representative.membership_id == id_,
        Representative.role == role,
        Representative.member_id == by.member_id,
        Representative.during.is_not(None),
        or_(Representative.ends_on.is_(None), Representative.ends_on > clock.today()),
    )
    person = await session.scalar(own.order_by(Representative.starts_on).limit(1))
    if person is None:
        raise Forbidden(permission=Permission.memberships_write)
    return seat, person


async def _check_free(
    session: AsyncSession, seat: Membership, member_id: UUID, on: date, until: date | None
) -> None:
    """One role a person a space (R25)."""
    known = await facts.gather(session, members=[member_id], spaces=[], on=on)
    if known.holders[member_id].taken_in(seat.space_id, on, until):
        raise await _taken(session, seat)


async def _check_other_role(
    session: AsyncSession,
    seat: Membership,
    role: RepresentativeRole,
    member_id: UUID,
    on: date,
    until: date | None,
) -> None:
    """Nobody is primary and alternate at once, also before they agreed to either: an application refuses that too."""
    others = [
        one
        for other in RepresentativeRole
        if other is not role
        for one in await _lasting(session, seat, other, on)
    ]
    if any(one.member_id == member_id and (until is None or one.starts_on < until) for one in others):
        raise await _taken(session, seat)


async def _taken(session: AsyncSession, seat: Membership) -> NotEligible:
    name = await session.scalar(select(Space.name).where(Space.id == seat.space_id))
    return NotEligible([Finding.refused(Code.already_seated, {"space": name})])


async def _hold(
    session: AsyncSession, id_: UUID, versions: frozenset[int] | None, *, by: Actor
) -> Membership:
    seat = await memberships.find(session, id_, by=by)
    if seat.kind is not Kind.institutional:
        raise NotFound
    if not may(by, Permission.memberships_write, Thing(organisation_id=seat.organisation_id)):
        raise Forbidden(permission=Permission.memberships_write)
    seat = await lookup.lock(session, Membership, id_, versions)
    if seat.ends_on is not None and seat.ends_on <= clock.today():
        raise NotEligible([Finding.refused(Code.transition_not_allowed, {"from": "ended", "to": "active"})])
    return seat


async def _make_room(
    session: AsyncSession, seat: Membership, role: RepresentativeRole, member_id: UUID, on: date, *, by: Actor
) -> date | None:
    """End whoever fills the role on the day, and say until when the new one does: until the next begins, or the seat
    ends. What has been is not rewritten (422)."""
    people = await _lasting(session, seat, role, on)
    held = [Period(one.starts_on, one.ends_on) for one in people]
    place = place_for(held, on, clock.today())
    if place is None:
        raise Invalid.at("/starts_on", "periods_overlap")
    await _end(session, seat, [people[index] for index in place.ending], on, successor=member_id, by=by)
    return place.until or seat.ends_on


async def _lasting(
    session: AsyncSession, seat: Membership, role: RepresentativeRole, on: date
) -> Sequence[Representative]:
    """Whoever fills the role on the day or later, in order."""
    people = select(Representative).where(
        Representative.membership_id == seat.id,
        Representative.role == role,
        Representative.during.is_not(None),
        or_(Representative.ends_on.is_(None), Representative.ends_on > on),
    )
    return (await session.scalars(people.order_by(Representative.starts_on))).all()


async def _at_hand(
    session: AsyncSession, seat: Membership, role: RepresentativeRole, on: date
) -> Representative | None:
    """Whoever fills the role on the day; else who begins next."""
    return next(iter(await _lasting(session, seat, role, on)), None)


async def _end(
    session: AsyncSession,
    seat: Membership,
    people: Sequence[Representative],
    on: date,
    *,
    successor: UUID | None = None,
    by: Actor,
) -> None:
    """They fill the seat no longer, and so lead by it no longer; but for who goes on under a new beginning."""
    for person in people:
        person.ends_on = max(person.starts_on, on)
    await session.flush()
    gone = [person.member_id for person in people if person.member_id != successor]
    hangs_on = (Leader.membership_id == seat.id, Leader.member_id.in_(gone))
    await offices.end_leading(session, on, *hangs_on, by=by)


async def _told(
    session: AsyncSession, seat: Membership, action: str, role: RepresentativeRole, *, by: Actor
) -> MembershipRead:
    seat.updated_at = clock.now()
    audit.record(
        session, by=by, action=action, subject=("membership", seat.id), fields=[f"representatives.{role}"]
    )
    await session.flush()
    return (await memberships.read(session, [seat]))[0]
