"""What-if questions, answered by the engine that judges forms, decisions and imports; writes nothing (R29)."""

from collections import defaultdict
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from api import clock
from api.errors import Forbidden, NotFound
from api.models import Call, Member, Organisation, Space
from api.rules.eligibility import first_door, judge
from api.rules.enums import Door
from api.rules.facts import HolderFacts, SpaceFacts
from api.rules.findings import Finding, eligible
from api.rules.permissions import Actor, Permission, Thing, may
from api.rules.rulebook import Rulebook
from api.schemas.eligibility import EligibilityQuestion, EligibilityRead, SpaceEligibility, Way, WaysIn
from api.schemas.findings import read_all
from api.services import facts, lookup, members, organisations, rulebooks, seating, spaces

Case = tuple[date, SpaceFacts, HolderFacts]  # the day a seat would start, and the facts of that day
WAYS = {Door.join: Way.join_now, Door.application: Way.by_application, Door.invitation: Way.by_invitation}


async def ask(session: AsyncSession, form: EligibilityQuestion, *, by: Actor) -> EligibilityRead:
    kind, holder_id = seating.holder_of(form.organisation_id, form.member_id)
    _may_ask(by, Thing(form.member_id, form.organisation_id))
    await lookup.known(session, spaces.visible(by), Space, form.space_id, "/space_id")
    await lookup.known(session, members.visible(by), Member, form.member_id, "/member_id")
    seen = organisations.visible(by)
    await lookup.known(session, seen, Organisation, form.organisation_id, "/organisation_id")
    calls = select(Call).where(Call.space_id == form.space_id)
    await lookup.known(session, calls, Call, form.call_id, "/call_id")
    today = clock.today()
    book = rulebooks.in_force(today)
    door = form.door or first_door(book.types[(await session.get_one(Space, form.space_id)).type])
    known_day = None if door is Door.application else today
    on, space, holder = await seating.applied_for(
        session, kind, holder_id, form.space_id, starts_on=known_day
    )
    findings = judge(book, space, holder, door, on, call_id=form.call_id)
    return EligibilityRead(eligible=eligible(findings), door=door, findings=read_all(findings))


async def of_member(session: AsyncSession, id_: UUID, *, by: Actor) -> WaysIn:
    """Everything one person may join, and why not the rest."""
    if await session.scalar(members.visible(by).with_only_columns(Member.id).where(Member.id == id_)) is None:
        raise NotFound
    if not may(by, Permission.members_read, Thing(member_id=id_)):
        raise Forbidden(permission=Permission.members_read)
    return await _ways_in(session, id_, members=[id_])


async def of_organisation(session: AsyncSession, wanted: str, *, by: Actor) -> WaysIn:
    id_ = await lookup.by_id_or_slug(session, Organisation, organisations.visible(by), wanted)
    _may_ask(by, Thing(organisation_id=id_))
    return await _ways_in(session, id_, organisations=[id_])


def _may_ask(by: Actor, holder: Thing) -> None:
    """Seats and applications show in the answer: each asks about themselves, an organisation never about a person."""
    if not may(by, Permission.applications_read, holder):
        raise Forbidden(permission=Permission.applications_read)


async def _ways_in(session: AsyncSession, holder_id: UUID, **who: Any) -> WaysIn:
    today = clock.today()
    known = await facts.gather(session, **who, on=today)
    holder = known.holders[holder_id]
    now = {id_: (today, space, holder) for id_, space in known.spaces.items()}
    applied, later = dict(now), defaultdict[date, list[UUID]](list)
    for id_ in now:
        if (day := holder.free_on(id_, today)) != today:
            later[day].append(id_)
    for day, ids in later.items():
        then = await facts.gather(session, **who, spaces=ids, on=day)
        applied |= {id_: (day, then.spaces[id_], then.holders[holder_id]) for id_ in ids}
    book = rulebooks.in_force(today)
    return WaysIn(items=[_way_in(book, now[id_], applied[id_]) for id_ in now])


def _way_in(book: Rulebook, now: Case, applied: Case) -> SpaceEligibility:
    """The first door that opens; where none does, all that the type's first door says."""
    _, space, _ = now
    rule = book.types[space.type]
    first = first_door(rule)
    doors = [first, *(door for door in rule.doors if door in WAYS and door is not first)]
    answers = {door: _judge(book, door, applied if door is Door.application else now) for door in doors}
    open_door = next((door for door, findings in answers.items() if eligible(findings)), None)
    door = open_door or first
    return SpaceEligibility(
        space_id=space.id,
        space_name=space.name,
        space_type=space.type,
        way=WAYS[open_door] if open_door else Way.no,
        eligible=open_door is not None,
        door=door,
        findings=read_all(answers[door]),
    )


def _judge(book: Rulebook, door: Door, case: Case) -> tuple[Finding, ...]:
    on, space, holder = case
    return judge(book, space, holder, door, on)
