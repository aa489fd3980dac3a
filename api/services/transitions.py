"""A space's steps from proposed to disbanded: judged by the table in rules/lifecycle.py, done in one act."""

from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import date
from uuid import UUID

from sqlalchemy import func, or_, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from api import audit, clock
from api.errors import Forbidden, Invalid, NotEligible, Stale
from api.models import Decision, Mandate, Space, SpaceState, StructuralLink
from api.rules import approving, lifecycle
from api.rules.approving import Steppers
from api.rules.enums import (
    DecisionOutcome,
    DecisionSubject,
    EndReason,
    SpaceStatus,
    StructuralLinkKind,
)
from api.rules.findings import Finding, apply_override, eligible
from api.rules.permissions import Actor, Permission, Thing, may
from api.rules.rulebook_types import TypeRule
from api.schemas.consequences import Consequences
from api.schemas.spaces import PreviewQuery, SpaceRead, TransitionCreate
from api.services import consequences, deciders, decisions, facts, lookup, overrides, rulebooks, slugs, spaces
from api.services.consequences import Ending


async def preview(
    session: AsyncSession, wanted: str, to: SpaceStatus, query: PreviewQuery, *, by: Actor
) -> Consequences:
    """What a step would end or flag, and whether the rules allow it; changes nothing."""
    space = await session.get_one(Space, await spaces.find(session, wanted, by=by))
    is_theirs = await _allowed(session, space, to, by=by)
    today = clock.today()
    reasons = rulebooks.in_force(today).types[space.type].lasting.end_reasons
    ending = await _ending(session, space, to)
    findings = await _judge(
        session,
        space,
        to,
        reason="to be given with the step",
        end_reason=query.end_reason or next(iter(reasons), None),
        decision_id=query.decision_id,
        is_theirs=is_theirs,
    )
    return await consequences.told(session, to, ending, findings, of=space.id)


async def step(session: AsyncSession, wanted: str, form: TransitionCreate, *, by: Actor) -> SpaceRead:
    """Take a space to another status, with everything that follows from it, or say every reason why not."""
    if form.to is SpaceStatus.disbanded and form.consequences is None:
        raise Invalid.at("/consequences", "required")
    id_ = await spaces.find(session, wanted, by=by)
    await _allowed(session, await session.get_one(Space, id_), form.to, by=by)
    if form.override_reason and not by.is_secretariat:
        raise Forbidden(permission=Permission.spaces_write)
    space = await lookup.lock(session, Space, id_, alone=form.to in lifecycle.OVER)
    is_theirs = await _allowed(session, space, form.to, by=by)  # who proposed it takes back no approved one
    today = clock.today()
    judged = await _judge(
        session,
        space,
        form.to,
        reason=form.reason,
        end_reason=form.end_reason,
        decision_id=form.decision_id,
        is_theirs=is_theirs,
    )
    findings = apply_override(judged, form.override_reason)
    if not eligible(findings):
        raise NotEligible(findings)
    ending = await _ending(session, space, form.to, hold=True)
    if form.consequences is not None and ending.hash != form.consequences:
        raise Stale
    rule = rulebooks.in_force(today).types[space.type]
    if form.to in lifecycle.OVER:
        reason = lifecycle.end_reason_for(rule, form.end_reason)
        await _end(session, space, form.to, ending, reason, today, by=by)
        space.status_reason = form.reason
    else:
        await _enter(session, space, form.to, rule, today)
    overrides.keep(space, findings, form.override_reason, by=by)
    why = form.override_reason or form.reason
    audit.record(
        session, by=by, action=f"space.{form.to}", subject=("space", id_), fields=["status"], reason=why
    )
    await session.flush()
    return (await spaces.read(session, [space], by=by))[0]


async def _ending(session: AsyncSession, space: Space, to: SpaceStatus, *, hold: bool = False) -> Ending:
    """Nothing, for a step that ends nothing; and of one that cannot come nobody learns who sits there."""
    comes = to in lifecycle.OVER and (space.status, to) in lifecycle.TRANSITIONS
    found = await consequences.of_end(session, space, clock.today(), hold=hold) if comes else Ending()
    return replace(found, act=f"{to} {space.id}")


async def _allowed(session: AsyncSession, space: Space, to: SpaceStatus, *, by: Actor) -> bool:
    """Whether the step is the caller's own, as a leader it falls to or as who proposed the space; the secretariat may
    take any, and is told where it is others' (R16). Forbidden to everybody else."""
    rule = rulebooks.in_force(clock.today()).types[space.type]
    whose = approving.steppers(rule, space.status, to)
    thing = Thing(
        member_id=space.proposed_by if whose.proposer else None,
        space_ids=frozenset(await _leading_places(session, space, whose)),
    )
    if not may(by, Permission.spaces_transition, thing):
        raise Forbidden(permission=Permission.spaces_transition)
    return not by.is_secretariat or not by.led_ids.isdisjoint(thing.space_ids)


async def _leading_places(session: AsyncSession, space: Space, whose: Steppers) -> list[UUID]:
    """The spaces whose leaders may take the step."""
    places = [space.id] if whose.own_leaders else []
    if whose.parent_leaders and space.parent_id is not None:
        places.append(space.parent_id)
    if whose.supported_leaders:
        supported = select(StructuralLink.target_id).where(
            StructuralLink.space_id == space.id,
            StructuralLink.kind == StructuralLinkKind.supports,
            StructuralLink.ends_on.is_(None),
        )
        places += (await session.scalars(supported)).all()
    return places


async def _judge(
    session: AsyncSession,
    space: Space,
    to: SpaceStatus,
    *,
    reason: str | None,
    end_reason: EndReason | None = None,
    decision_id: UUID | None = None,
    is_theirs: bool,
) -> tuple[Finding, ...]:
    today = clock.today()
    known = (await facts.gather(session, spaces=[space.id], on=today)).spaces[space.id]
    decided = await approvals(session, space.id, decision_id)
    about = await spaces.transition_facts(
        session,
        type_=space.type,
        name=space.name,
        status=space.status,
        space_id=space.id,
        parent_id=space.parent_id,
        working_group_ids=[group.id for group in known.working_groups],
        supports_ids=known.supports,
        language=space.language,
        approval_recorded=bool(decided),
        approval_withdrawn=not decided and await decisions.any_on(session, DecisionSubject.space, space.id),
        closing_recorded=await is_later(session, space, decided, decision_id),
        open_tasks=await consequences.open_tasks(session, space.id),
    )
    book = rulebooks.in_force(today)
    approvers = await _approvers(session, space, book.types[space.type], today)
    return (
        *lifecycle.judge_transition(book, about, to, reason=reason, end_reason=end_reason),
        *approving.judge_approver(
            book.types[space.type], space.name, to, approvers=approvers, is_theirs=is_theirs
        ),
    )


async def _approvers(session: AsyncSession, space: Space, rule: TypeRule, on: date) -> Collection[str]:
    """The names of the spaces above whose leaders, if any, approve this one."""
    places = await _leading_places(
        session, space, approving.steppers(rule, space.status, SpaceStatus.approved)
    )
    if not await deciders.leading(session, places, on):
        return ()
    return (await session.scalars(select(Space.name).where(Space.id.in_(places)))).all()


async def approvals(session: AsyncSession, space_id: UUID, named: UUID | None) -> list[Decision]:
    """The Steering Group's approving decisions on a space; 422 where the one that is named never was one."""
    if named is not None:
        yes = select(Decision).where(
            Decision.subject_type == DecisionSubject.space,
            Decision.subject_id == space_id,
            Decision.outcome == DecisionOutcome.approved,
        )
        await lookup.known(session, yes, Decision, named, "/decision_id")
    return await decisions.approving(session, DecisionSubject.space, space_id)


async def is_later(
    session: AsyncSession, space: Space, decided: Sequence[Decision], named: UUID | None
) -> bool:
    """The named decision was taken since the space became what it is, and is not the one that approved it."""
    became = select(SpaceState.starts_on).where(SpaceState.space_id == space.id, SpaceState.ends_on.is_(None))
    since = await session.scalar(became)
    if space.status is not SpaceStatus.active or since is None:
        return False
    approval = next((one.id for one in decided if one.decided_on <= since), None)
    return any(one.id == named != approval and one.decided_on >= since for one in decided)


async def _enter(session: AsyncSession, space: Space, to: SpaceStatus, rule: TypeRule, on: date) -> None:
    space.status = to
    if to is SpaceStatus.approved:
        await slugs.settle(session, space, on)
    if to is SpaceStatus.active:
        space.starts_on = on
        await begin_work(session, space, rule, on)
    await spaces.enter_state(session, space, on)


async def begin_work(session: AsyncSession, space: Space, rule: TypeRule, on: date) -> None:
    """The first mandate of a working group (S16), the due day of a workstream (R5)."""
    if rule.lasting.mandate_years is not None:
        due_on = lifecycle.add_years(on, rule.lasting.mandate_years)
        session.add(Mandate(space_id=space.id, starts_on=on, due_on=due_on, first_due_on=due_on))
    elif rule.lasting.period_years is not None:
        parent_due_on = await session.scalar(
            select(Mandate.due_on).where(Mandate.space_id == space.parent_id, Mandate.during.contains(on))
        )
        space.due_on = lifecycle.workstream_due_on(on, parent_due_on, rule.lasting.period_years)


async def _end(
    session: AsyncSession,
    space: Space,
    to: SpaceStatus,
    ending: Ending,
    reason: EndReason | None,
    on: date,
    *,
    by: Actor,
) -> None:
    """Final: all seats end that day, workstreams end with their working group, pending applications lapse (R11, R26)."""
    await consequences.carry_out(session, ending, on, seats_for=EndReason.space_disbanded, by=by)
    await end_spaces(session, [id_ for id_ in ending.spaces if id_ != space.id], on, by=by)
    space.status = to
    if to is SpaceStatus.disbanded:
        space.ends_on, space.end_reason = on, reason
    await spaces.enter_state(session, space, on)
    for table in (Mandate, StructuralLink):  # a mandate that was to begin later never was
        still = or_(table.ends_on.is_(None), table.ends_on > on)
        gone = update(table).where(table.space_id.in_(ending.spaces), still)
        await session.execute(gone.values(ends_on=func.greatest(table.starts_on, on)))


async def end_spaces(session: AsyncSession, ids: Collection[UUID], on: date, *, by: Actor) -> None:
    """Workstreams end with their working group; those that had not begun are rejected."""
    for one in await session.scalars(select(Space).where(Space.id.in_(ids)).order_by(Space.id)):
        was_active = one.status is SpaceStatus.active
        one.status = SpaceStatus.disbanded if was_active else SpaceStatus.rejected
        one.ends_on = on if was_active else None
        one.end_reason = EndReason.parent_ended
        await spaces.enter_state(session, one, on)
        audit.record(
            session, by=by, action=f"space.{one.status}", subject=("space", one.id), fields=["status"]
        )
