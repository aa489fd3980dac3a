"""How a seat comes about: judged as it would be held, then written with all that PostgreSQL wants to know of it."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import Select, func, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from api import audit, clock
from api.errors import Forbidden, Invalid, NotEligible
from api.models import Affiliation, Member, Membership, Organisation, Partnership, Representative, Space
from api.rules import lifecycle
from api.rules.codes import Code
from api.rules.eligibility import judge
from api.rules.enums import Door, EndReason, Kind, MemberStatus, RepresentativeRole, SpaceType
from api.rules.facts import HolderFacts, SpaceFacts
from api.rules.findings import Finding, apply_override, as_history, eligible, overridden_codes
from api.rules.permissions import Actor, Permission, Thing, may
from api.rules.rulebook import Rulebook
from api.rules.rulebook_schema import SeatIn
from api.schemas.memberships import MembershipCreate, MembershipRead, NamedRepresentative
from api.services import (
    due_endings,
    facts,
    lapses,
    lookup,
    members,
    memberships,
    named,
    organisations,
    overrides,
    resting,
    rulebooks,
    spaces,
)

GONE = (MemberStatus.suspended, MemberStatus.left, MemberStatus.erased)


@dataclass(frozen=True, slots=True)
class Seat:
    """A seat to be taken: whose, where, from when, and what was overridden for it."""

    space: Space
    kind: Kind
    holder_id: UUID
    book: Rulebook
    starts_on: date
    ends_on: date | None = None
    end_reason: EndReason | None = None
    representatives: Sequence[NamedRepresentative] = ()
    host_organisation_id: UUID | None = None
    application_id: UUID | None = None
    findings: Sequence[Finding] = field(default=())
    override_reason: str | None = None
    historic: bool = False


def holder_of(
    organisation_id: UUID | None, member_id: UUID | None, kind: Kind | None = None
) -> tuple[Kind, UUID]:
    """Exactly one of the two, of the kind that the form names where it names one (422 otherwise)."""
    needed = {Kind.institutional: "organisation_id", Kind.individual: "member_id"}
    if (
        kind is not None
        and {"organisation_id": organisation_id, "member_id": member_id}[needed[kind]] is None
    ):
        raise Invalid.at(f"/{needed[kind]}", "required")
    if organisation_id is not None and member_id is not None:
        raise Invalid.at("/member_id", "not_both", fields="organisation_id, member_id")
    if organisation_id is not None:
        return Kind.institutional, organisation_id
    if member_id is not None:
        return Kind.individual, member_id
    raise Invalid.at("/member_id", "one_needed", fields="organisation_id, member_id")


async def create(session: AsyncSession, form: MembershipCreate, *, by: Actor) -> MembershipRead:
    """Join, appoint, or record a seat of the past; through any other door the rules say which one to use."""
    kind, holder_id = holder_of(form.organisation_id, form.member_id, form.kind)
    if not may(by, Permission.memberships_write, Thing(form.member_id, form.organisation_id)):
        raise Forbidden(permission=Permission.memberships_write)
    today = clock.today()
    starts_on = form.starts_on or today
    lookup.in_order(starts_on, form.ends_on)
    historic = form.ends_on is not None and form.ends_on <= today
    told_of_ends = form.override_reason or form.end_reason
    if not by.is_secretariat and (historic or starts_on < today or told_of_ends):
        raise Forbidden(permission=Permission.memberships_write)
    await _known(session, form, by=by)
    space = await hold(session, kind, holder_id, form.space_id)
    book = rulebooks.judging(starts_on)
    known = await gather(session, kind, holder_id, space.id, starts_on)
    rule = book.types[known.spaces[space.id].type]
    door = Door.join if Door.join in rule.doors or not by.is_secretariat else Door.appointment
    findings = [
        *judge(book, known.spaces[space.id], known.holders[holder_id], door, starts_on, until=form.ends_on),
        *await judge_people(
            session, space, form.organisation_id, form.representatives, starts_on, form.ends_on, by=by
        ),
        *await _judge_host(session, form, rule.needs_host, starts_on),
    ]
    if starts_on < today and not historic:
        findings += await judge_today(session, book, space.id, known.holders[holder_id], door, findings)
    judged = as_history(findings) if historic else apply_override(findings, form.override_reason)
    if not eligible(judged):
        raise NotEligible(judged)
    seat = Seat(
        space,
        kind,
        holder_id,
        book,
        starts_on,
        ends_on=form.ends_on,
        end_reason=form.end_reason or (EndReason.withdrawn if historic else None),
        representatives=form.representatives,
        host_organisation_id=form.host_organisation_id,
        findings=judged,
        override_reason=form.override_reason,
        historic=historic,
    )
    row = await take(session, seat, by=by)
    return (await memberships.read(session, [row]))[0]


async def _known(session: AsyncSession, form: MembershipCreate, *, by: Actor) -> None:
    await lookup.known(session, spaces.visible(by), Space, form.space_id, "/space_id")
    await lookup.known(session, members.visible(by), Member, form.member_id, "/member_id")
    for field_ in ("organisation_id", "host_organisation_id"):
        await organisations.settled(session, getattr(form, field_), f"/{field_}", by=by)


async def hold(session: AsyncSession, kind: Kind, holder_id: UUID, space_id: UUID) -> Space:
    """Hold the person or organisation, and the space where it has a limit to keep: there seats are counted."""
    await lookup.lock(session, Organisation if kind is Kind.institutional else Member, holder_id)
    space = await session.get_one(Space, space_id)
    return space if space.seat_limit is None else await lookup.lock(session, Space, space_id)


async def gather(session: AsyncSession, kind: Kind, holder_id: UUID, space_id: UUID, on: date) -> facts.Facts:
    """The facts about one holder and one space."""
    who: dict[str, Any] = {"organisations" if kind is Kind.institutional else "members": [holder_id]}
    return await facts.gather(session, **who, spaces=[space_id], on=on)


async def applied_for(
    session: AsyncSession,
    kind: Kind,
    holder_id: UUID,
    space_id: UUID,
    *,
    starts_on: date | None = None,
    consent: bool = False,
) -> tuple[date, SpaceFacts, HolderFacts]:
    """The day a seat applied for would start, and the facts of that day: one may apply while seated (R21).

    `consent`: it came with the form (R13).
    """
    on = starts_on or clock.today()
    known = await gather(session, kind, holder_id, space_id, on)
    if starts_on is None and (later := known.holders[holder_id].free_on(space_id, on)) != on:
        on, known = later, await gather(session, kind, holder_id, space_id, later)
    holder = known.holders[holder_id]
    return on, known.spaces[space_id], replace(holder, has_consent=True) if consent else holder


async def judge_today(
    session: AsyncSession,
    book: Rulebook,
    space_id: UUID,
    holder: HolderFacts,
    door: Door,
    findings: Sequence[Finding],
    *,
    ignore_application: bool = False,
) -> list[Finding]:
    """A seat that is dated back is taken today all the same: what today's facts say that those of its first day did not,
    so that no past day opens what is closed (R20, R30)."""
    today = clock.today()
    _, space, now = await applied_for(
        session, holder.kind, holder.id, space_id, starts_on=today, consent=holder.has_consent
    )
    found = judge(book, space, now, door, today, ignore_application=ignore_application)
    told = {one.code for one in findings}
    return [one for one in found if one.code not in told]


async def judge_people(
    session: AsyncSession,
    space: Space,
    organisation_id: UUID | None,
    people: Sequence[NamedRepresentative],
    starts_on: date,
    ends_on: date | None = None,
    *,
    by: Actor | None,
) -> list[Finding]:
    """What belongs to the form of an organisation: a primary representative (R2), one role a person a space (R25).

    `by`: who names them now, from the people they can see; None where they were named before.
    422 for somebody unknown, gone, named twice, or not working for the organisation (R32).
    """
    if organisation_id is None:
        if people:
            raise Invalid.at("/representatives", "unknown_field")
        return []
    periods = named.periods(people, starts_on, ends_on, by=by)
    for place, (one, period) in enumerate(zip(people, periods, strict=True)):
        pointer = f"/representatives/{place}/member_id"
        await check_person(session, one.member_id, organisation_id, pointer, until=period.ends_on, by=by)
    findings = []
    if RepresentativeRole.primary not in {one.role for one in people}:
        findings.append(Finding.refused(Code.representative_required))
    known = await facts.gather(session, members=[one.member_id for one in people], spaces=[], on=starts_on)
    if any(
        known.holders[one.member_id].taken_in(space.id, *period)
        for one, period in zip(people, periods, strict=True)
    ):
        findings.append(Finding.refused(Code.already_seated, {"space": space.name}))
    return findings


def may_represent(organisation_id: UUID | None) -> Select[UUID]:
    """The people who may fill a seat of the organisation today: whoever works there and is not gone (R32, R33)."""
    return (
        select(Affiliation.member_id)
        .join(Member, Member.id == Affiliation.member_id)
        .where(
            Affiliation.organisation_id == organisation_id,
            Affiliation.during.contains(clock.today()),
            Member.status.not_in(GONE),
        )
    )


def _is_past(until: date | None, by: Actor | None) -> bool:
    """What the secretariat records of days that are over, of people who may have left since (R30)."""
    return until is not None and until <= clock.today() and by is not None and by.is_secretariat


async def check_person(
    session: AsyncSession,
    member_id: UUID,
    organisation_id: UUID,
    pointer: str,
    *,
    until: date | None = None,
    by: Actor | None,
) -> None:
    """A representative is any person affiliated to the organisation whom the caller may see (R32), and not gone.

    Before the person has confirmed it, only the secretariat learns that they work there. Of the past it is enough that
    they ever did.
    """
    known = select(Member) if by is None else members.visible(by)
    seen = known if _is_past(until, by) else known.where(Member.status.not_in(GONE))
    await lookup.known(session, seen, Member, member_id, pointer)
    ever = select(Affiliation.member_id).where(Affiliation.organisation_id == organisation_id)
    works = ever if _is_past(until, by) else may_represent(organisation_id)
    works = works.where(Affiliation.member_id == member_id)
    if by is not None and not by.is_secretariat:
        works = works.where(Affiliation.confirmed_on.is_not(None))
    if await session.scalar(works) is None:
        raise Invalid.at(pointer, "not_affiliated")


async def _judge_host(session: AsyncSession, form: MembershipCreate, needed: bool, on: date) -> list[Finding]:
    """Staff are hosted by a member organisation: a partner on that day (S12)."""
    if not needed:
        if form.host_organisation_id is not None:
            raise Invalid.at("/host_organisation_id", "not_for_this_type")
        return []
    hosts = select(Partnership.id).where(
        Partnership.organisation_id == form.host_organisation_id, Partnership.during.contains(on)
    )
    return [] if await session.scalar(hosts) else [Finding.refused(Code.host_organisation_required)]


async def take(session: AsyncSession, seat: Seat, *, by: Actor) -> Membership:
    """Write the seat that was judged. What the rulebook asks of it, the constraints hold for as long as it lasts."""
    rule = seat.book.types[seat.space.type]
    overridden = overridden_codes(seat.findings)
    follows_parent = rule.needs_parent_seat and seat.kind is Kind.institutional and not seat.historic
    if Code.parent_wg_seat_required in overridden:
        follows_parent = False
    if rule.lasting.term:
        await _write_due_end(session, seat, by=by)
    within = await memberships.within(session, seat.space, seat.starts_on) if rule.has_mandates else None
    row = Membership(
        space_id=seat.space.id,
        space_type=seat.space.type,
        kind=seat.kind,
        organisation_id=seat.holder_id if seat.kind is Kind.institutional else None,
        member_id=seat.holder_id if seat.kind is Kind.individual else None,
        rulebook=seat.book.version,
        mandate_id=within,
        within_space_id=seat.space.parent_id if follows_parent else None,
        host_organisation_id=seat.host_organisation_id,
        starts_on=seat.starts_on,
        application_id=seat.application_id,
        historic=seat.historic,
        **await _lasts(session, seat, within, follows_parent=follows_parent),
    )
    overrides.keep(row, seat.findings, seat.override_reason, by=by)
    session.add(row)
    await session.flush()
    for one in seat.representatives:
        period = named.period(one, seat.starts_on, row.ends_on)
        await name_representative(session, row, one.role, one.member_id, *period, by=by)
    if seat.space.type is SpaceType.working_group and not seat.historic:
        await lapses.regained(session, seat.space.id, max(seat.starts_on, clock.today()))
    action = "membership.recorded" if seat.historic else "membership.started"
    why = row.override_reason
    audit.record(
        session, by=by, action=action, subject=("membership", row.id), fields=["starts_on"], reason=why
    )
    await session.flush()
    return row


async def _lasts(
    session: AsyncSession, seat: Seat, mandate_id: UUID | None, *, follows_parent: bool
) -> dict[str, Any]:
    """Its end and its due day, as asked for or as its term says; else those of what it rests on, as far as known."""
    term = seat.book.types[seat.space.type].lasting.term
    if seat.ends_on is not None or seat.kind is not Kind.institutional:
        due_on = lifecycle.add_years(seat.starts_on, term.years) if term and not seat.historic else None
        return {"ends_on": seat.ends_on, "end_reason": seat.end_reason, "due_on": due_on}
    if term:
        return {"due_on": lifecycle.add_years(seat.starts_on, term.years)}
    if mandate_id is not None:
        return await resting.in_mandate(session, mandate_id)
    if follows_parent:
        return await resting.on_parent(session, seat.space, seat.holder_id, seat.starts_on)
    linked = seat.book.types[seat.space.type].seat_in is SeatIn.linked
    if linked and Code.linked_wg_seat_required not in overridden_codes(seat.findings):
        return await resting.on_linked(session, seat.space, seat.holder_id, seat.starts_on)
    return {}


async def _write_due_end(session: AsyncSession, seat: Seat, *, by: Actor) -> None:
    """The term before this one is over by its due day; a second term is a new seat (R28, R31)."""
    former = select(Membership.id, func.coalesce(Membership.due_on, seat.starts_on)).where(
        Membership.space_id == seat.space.id,
        Membership.organisation_id == seat.holder_id,
        Membership.due_on <= seat.starts_on,
        or_(Membership.ends_on.is_(None), Membership.ends_on > Membership.due_on),
    )
    for id_, day in (await session.execute(former)).all():
        await memberships.close(session, [id_], on=day, reason=EndReason.term_ended, by=by)


async def name_representative(
    session: AsyncSession,
    seat: Membership,
    role: RepresentativeRole,
    member_id: UUID,
    starts_on: date,
    ends_on: date | None,
    *,
    by: Actor,
) -> Representative:
    """An active member named by the secretariat has agreed; anybody else has yet to say so (R32). Who filled it in the
    past did."""
    await due_endings.write(session, seat.space_id, by=by)
    status = await session.scalar(select(Member.status).where(Member.id == member_id))
    agreed = _is_past(ends_on, by) or (by.is_secretariat and status is MemberStatus.active)
    person = Representative(
        membership_id=seat.id,
        space_id=seat.space_id,
        role=role,
        member_id=member_id,
        starts_on=starts_on,
        ends_on=ends_on,
        agreed_on=min(starts_on, clock.today()) if agreed else None,
    )
    session.add(person)
    await session.flush()
    return person
