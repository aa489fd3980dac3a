"""What-if questions, answered by the engine that judges forms, decisions and imports; writes nothing (R29)."""

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
from api.rules.findings import eligible
from api.rules.permissions import Actor, Permission, may
from api.rules.rulebook import Rulebook
from api.schemas.eligibility import EligibilityQuestion, EligibilityRead, SpaceEligibility, Way, WaysIn
from api.schemas.findings import read_all
from api.services import facts, lookup, members, rulebooks, seating, spaces

WAYS = {Door.join: Way.join_now, Door.application: Way.by_application, Door.invitation: Way.by_invitation}


async def ask(session: AsyncSession, form: EligibilityQuestion, *, by: Actor) -> EligibilityRead:
    kind, holder_id = seating.holder_of(form.organisation_id, form.member_id)
    _may_ask(by, form.organisation_id)
    await lookup.known(session, spaces.visible(by), Space, form.space_id, "/space_id")
    await lookup.known(session, members.visible(by), Member, form.member_id, "/member_id")
    await lookup.known(session, select(Organisation), Organisation, form.organisation_id, "/organisation_id")
    calls = select(Call).where(Call.space_id == form.space_id)
    await lookup.known(session, calls, Call, form.call_id, "/call_id")
    today = clock.today()
    known = await seating.gather(session, kind, holder_id, form.space_id, today)
    space, book = known.spaces[form.space_id], rulebooks.in_force(today)
    door = form.door or first_door(book.types[space.type])
    findings = judge(book, space, known.holders[holder_id], door, today, call_id=form.call_id)
    return EligibilityRead(eligible=eligible(findings), door=door, findings=read_all(findings))


async def of_member(session: AsyncSession, id_: UUID, *, by: Actor) -> WaysIn:
    """Everything one person may join, and why not the rest."""
    if await session.scalar(members.visible(by).with_only_columns(Member.id).where(Member.id == id_)) is None:
        raise NotFound
    return await _ways_in(session, id_, members=[id_])


async def of_organisation(session: AsyncSession, wanted: str, *, by: Actor) -> WaysIn:
    id_ = await lookup.by_id_or_slug(session, Organisation, select(Organisation), wanted)
    _may_ask(by, id_)
    return await _ways_in(session, id_, organisations=[id_])


def _may_ask(by: Actor, organisation_id: UUID | None) -> None:
    """Seats and applications show in the answer, so an organisation asks about itself and its people only."""
    if organisation_id is not None and not may(by, Permission.applications_read, organisation_id=organisation_id):
        raise Forbidden(permission=Permission.applications_read)


async def _ways_in(session: AsyncSession, holder_id: UUID, **who: Any) -> WaysIn:
    today = clock.today()
    known = await facts.gather(session, **who, on=today)
    book, holder = rulebooks.in_force(today), known.holders[holder_id]
    return WaysIn(items=[_way_in(book, space, holder) for space in known.spaces.values()])


def _way_in(book: Rulebook, space: SpaceFacts, holder: HolderFacts) -> SpaceEligibility:
    """The first door that opens; where none does, all that the type's first door says."""
    rule, today = book.types[space.type], clock.today()
    first = first_door(rule)
    doors = [first, *(door for door in rule.doors if door in WAYS and door is not first)]
    answers = {door: judge(book, space, holder, door, today) for door in doors}
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
