"""Who fills an organisation's seat: named, succeeded, and missed on gap days. The seat and its history stay (R2)."""

from datetime import date
from uuid import UUID

from sqlalchemy import or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from api import audit, clock
from api.errors import Conflict, Forbidden, NotEligible, NotFound
from api.models import Affiliation, Member, Membership, Representative, Space
from api.rules.codes import Code
from api.rules.enums import Kind, RepresentativeRole
from api.rules.findings import Finding
from api.rules.permissions import Actor, Permission, Thing, may
from api.schemas.memberships import MembershipRead, RepresentativePut
from api.services import facts, lookup, memberships, seating


async def put(
    session: AsyncSession,
    id_: UUID,
    role: RepresentativeRole,
    form: RepresentativePut,
    versions: frozenset[int] | None,
    *,
    by: Actor,
) -> MembershipRead:
    """Name who fills the seat from a day on; whoever did until then stays in its history."""
    person = select(Member.id).where(Member.id == form.member_id)
    await session.execute(person.with_for_update(key_share=True))  # nobody is named while they leave
    seat = await _hold(session, id_, versions, by=by)
    assert seat.organisation_id is not None  # noqa: S101  (memberships_one_holder; _hold took an institutional seat)
    on = form.starts_on or clock.today()
    lookup.not_behind(form.starts_on, "/starts_on", by=by)
    lookup.in_order(seat.starts_on, on, "/starts_on")
    await seating.check_person(session, form.member_id, seat.organisation_id, "/member_id", by=by)
    await _end_present(session, seat, role, on)
    await _check_free(session, seat, form.member_id, on)
    await seating.name_representative(session, seat, role, form.member_id, on, seat.ends_on, by=by)
    return await _told(session, seat, "membership.representative_named", role, by=by)


async def remove(
    session: AsyncSession, id_: UUID, role: RepresentativeRole, versions: frozenset[int] | None, *, by: Actor
) -> MembershipRead:
    """Open a gap from today: the seat stays, and says that nobody fills it."""
    seat = await _hold(session, id_, versions, by=by)
    if not await _end_present(session, seat, role, clock.today()):
        raise NotFound
    return await _told(session, seat, "membership.representative_ended", role, by=by)


async def agree(session: AsyncSession, id_: UUID, role: RepresentativeRole, *, by: Actor) -> MembershipRead:
    """The person named says yes: from here on the seat is filled (R32). Once more changes nothing."""
    seat, person = await _named(session, id_, role, by=by)
    if person.agreed_on is not None:
        return (await memberships.read(session, [seat]))[0]
    works = seating.may_represent(seat.organisation_id).where(Affiliation.member_id == person.member_id)
    if await session.scalar(works) is None:
        raise Conflict  # they have left the organisation meanwhile, or rest
    await _check_free(session, seat, person.member_id, max(person.starts_on, clock.today()))
    person.agreed_on = clock.today()
    return await _told(session, seat, "membership.representative_agreed", role, by=by)


async def refuse(session: AsyncSession, id_: UUID, role: RepresentativeRole, *, by: Actor) -> MembershipRead:
    """The person named says no, or steps down: the seat stays, and nobody fills it from today."""
    seat, person = await _named(session, id_, role, by=by)
    person.ends_on = max(person.starts_on, clock.today())
    return await _told(session, seat, "membership.representative_refused", role, by=by)


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


async def _check_free(session: AsyncSession, seat: Membership, member_id: UUID, on: date) -> None:
    """One role a person a space (R25)."""
    known = await facts.gather(session, members=[member_id], spaces=[], on=on)
    if known.holders[member_id].taken_in(seat.space_id, on, seat.ends_on):
        name = await session.scalar(select(Space.name).where(Space.id == seat.space_id))
        raise NotEligible([Finding.refused(Code.already_seated, {"space": name})])


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


async def _end_present(session: AsyncSession, seat: Membership, role: RepresentativeRole, on: date) -> bool:
    """End whoever fills the role on the day; drop whoever was to begin later."""
    people = select(Representative).where(
        Representative.membership_id == seat.id,
        Representative.role == role,
        or_(Representative.ends_on.is_(None), Representative.ends_on > on),
    )
    found = (await session.scalars(people)).all()
    for person in found:
        person.ends_on = max(person.starts_on, on)
    await session.flush()
    return bool(found)


async def _told(
    session: AsyncSession, seat: Membership, action: str, role: RepresentativeRole, *, by: Actor
) -> MembershipRead:
    seat.updated_at = clock.now()
    audit.record(
        session, by=by, action=action, subject=("membership", seat.id), fields=[f"representatives.{role}"]
    )
    await session.flush()
    return (await memberships.read(session, [seat]))[0]
