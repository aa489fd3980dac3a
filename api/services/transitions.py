"""A space's steps from proposed to disbanded: judged by the table in rules/lifecycle.py, done in one act."""

import json
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from typing import Any
from uuid import UUID

from sqlalchemy import select, update
from sqlalchemy.ext.asyncio import AsyncSession

from api import audit, clock
from api.errors import Forbidden, Invalid, NotEligible, Stale, UnknownReference
from api.models import Application, Decision, Mandate, Membership, Space, StructuralLink
from api.rules import lifecycle
from api.rules.enums import (
    DecisionOutcome,
    DecisionSubject,
    EndReason,
    SpaceStatus,
    SpaceType,
    StructuralLinkKind,
)
from api.rules.findings import Finding, apply_override, eligible
from api.rules.permissions import Actor, Permission, may
from api.rules.rulebook_types import TypeRule
from api.schemas.findings import read_all
from api.schemas.spaces import Consequences, EndingSpace, PreviewQuery, SpaceRead, TransitionCreate
from api.services import facts, lapsing, lookup, memberships, overrides, rulebooks, spaces


@dataclass(frozen=True, slots=True)
class _Ending:
    """All that a disbanding ends or flags."""

    spaces: list[Space]
    seats: list[UUID]
    applications: list[UUID]
    flagged: list[Space]

    @property
    def hash(self) -> str:
        """Stands for exactly these: whoever confirms has seen them."""
        told: list[Any] = [
            [str(space.id) for space in self.spaces],
            [str(space.id) for space in self.flagged],
        ]
        told += [[str(id_) for id_ in self.seats], [str(id_) for id_ in self.applications]]
        return sha256(json.dumps(told).encode()).hexdigest()[:32]


async def preview(
    session: AsyncSession, wanted: str, to: SpaceStatus, query: PreviewQuery, *, by: Actor
) -> Consequences:
    """What a step would end or flag, and whether the rules allow it; changes nothing."""
    space = await session.get_one(Space, await spaces.find(session, wanted, by=by))
    reasons = rulebooks.in_force(clock.today()).types[space.type].lasting.end_reasons
    ending = await _ending(session, space) if to is SpaceStatus.disbanded else _Ending([], [], [], [])
    findings = await _judge(
        session,
        space,
        to,
        reason="to be given with the step",
        end_reason=query.end_reason or next(iter(reasons), None),
        decision_id=query.decision_id,
    )
    return Consequences(
        to=to,
        hash=ending.hash,
        findings=read_all(findings),
        spaces_ended=[EndingSpace(id=one.id, name=one.name) for one in ending.spaces if one.id != space.id],
        seats_ended=ending.seats,
        applications_lapsed=ending.applications,
        collaboratives_flagged=[EndingSpace(id=one.id, name=one.name) for one in ending.flagged],
    )


async def step(session: AsyncSession, wanted: str, form: TransitionCreate, *, by: Actor) -> SpaceRead:
    """Take a space to another status, with everything that follows from it, or say every reason why not."""
    if form.to is SpaceStatus.disbanded and form.consequences is None:
        raise Invalid.at("/consequences", "required")
    id_ = await spaces.find(session, wanted, by=by)
    if not may(by, Permission.spaces_transition):
        raise Forbidden(permission=Permission.spaces_transition)
    space = await lookup.lock(session, Space, id_)
    judged = await _judge(
        session, space, form.to, reason=form.reason, end_reason=form.end_reason, decision_id=form.decision_id
    )
    findings = apply_override(judged, form.override_reason)
    if not eligible(findings):
        raise NotEligible(findings)
    today = clock.today()
    ending = await _ending(session, space, hold=True) if form.to is SpaceStatus.disbanded else None
    if ending is not None and ending.hash != form.consequences:
        raise Stale
    rule = rulebooks.in_force(today).types[space.type]
    if ending is not None:
        reason = lifecycle.end_reason_for(rule, form.end_reason)
        await _disband(session, space, ending, reason, today, by=by)
    else:
        await _enter(session, space, form.to, rule, today)
    overrides.keep(space, findings, form.override_reason, by=by)
    why = form.override_reason or form.reason
    audit.record(
        session, by=by, action=f"space.{form.to}", subject=("space", id_), fields=["status"], reason=why
    )
    await session.flush()
    return (await spaces.read(session, [space], by=by))[0]


async def _judge(
    session: AsyncSession,
    space: Space,
    to: SpaceStatus,
    *,
    reason: str | None,
    end_reason: EndReason | None = None,
    decision_id: UUID | None = None,
) -> tuple[Finding, ...]:
    today = clock.today()
    known = (await facts.gather(session, spaces=[space.id], on=today)).spaces[space.id]
    decisions = await _decisions(session, space, decision_id)
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
        approval_recorded=bool(decisions),
        closing_recorded=_closes(space, decisions, decision_id),
    )
    book = rulebooks.in_force(today)
    return lifecycle.judge_transition(book, about, to, reason=reason, end_reason=end_reason)


async def _decisions(session: AsyncSession, space: Space, named: UUID | None) -> list[Decision]:
    """The Steering Group's approving decisions on a space, oldest first, since it last said no: a later one counts."""
    found = await session.scalars(
        select(Decision)
        .join(Space, Space.id == Decision.body_id)
        .where(
            Space.type == SpaceType.steering_group,
            Decision.subject_type == DecisionSubject.space,
            Decision.subject_id == space.id,
        )
        .order_by(Decision.decided_on, Decision.id)
    )
    approving: list[Decision] = []
    known: set[UUID | None] = {None}
    for decision in found:
        if decision.outcome is DecisionOutcome.approved:
            approving.append(decision)
            known.add(decision.id)
        else:
            approving.clear()
    if named not in known:
        raise UnknownReference.at("/decision_id", "unknown_reference")
    return approving


def _closes(space: Space, decisions: list[Decision], named: UUID | None) -> bool:
    """The named decision was taken while the space was at work, and is not the one that approved it."""
    began = space.starts_on
    approval = next((one.id for one in decisions if began is None or one.decided_on <= began), None)
    return any(
        one.id == named != approval and began is not None and one.decided_on >= began for one in decisions
    )


async def _enter(session: AsyncSession, space: Space, to: SpaceStatus, rule: TypeRule, on: date) -> None:
    space.status = to
    if to is SpaceStatus.active:
        space.starts_on = on
        await _begin_work(session, space, rule, on)
    await spaces.enter_state(session, space, on)


async def _begin_work(session: AsyncSession, space: Space, rule: TypeRule, on: date) -> None:
    """The first mandate of a working group (S16), the due day of a workstream (R5)."""
    if rule.lasting.mandate_years is not None:
        due_on = lifecycle.add_years(on, rule.lasting.mandate_years)
        session.add(Mandate(space_id=space.id, starts_on=on, due_on=due_on, first_due_on=due_on))
    elif rule.lasting.period_years is not None:
        parent_due_on = await session.scalar(
            select(Mandate.due_on).where(Mandate.space_id == space.parent_id, Mandate.during.contains(on))
        )
        space.due_on = lifecycle.workstream_due_on(on, parent_due_on, rule.lasting.period_years)


async def _ending(session: AsyncSession, space: Space, *, hold: bool = False) -> _Ending:
    """The space, its workstreams, all their seats and open applications; and the collaboratives that lose a group."""
    children = select(Space).where(
        Space.parent_id == space.id, Space.status.not_in([SpaceStatus.disbanded, SpaceStatus.rejected])
    )
    children = children.order_by(Space.id)
    ended = [space, *await session.scalars(children.with_for_update(key_share=True) if hold else children)]
    ids = [one.id for one in ended]
    seats = select(Membership.id).where(Membership.space_id.in_(ids), memberships.not_over(clock.today()))
    waiting = select(Application.id).where(
        Application.space_id.in_(ids), Application.status.in_(lifecycle.OPEN_APPLICATION)
    )
    flagged = (
        select(Space)
        .join(StructuralLink, StructuralLink.space_id == Space.id)
        .where(
            StructuralLink.target_id == space.id,
            StructuralLink.kind == StructuralLinkKind.sponsor,
            StructuralLink.ends_on.is_(None),
            Space.status == SpaceStatus.active,
        )
    )
    return _Ending(
        ended,
        list(await session.scalars(seats.order_by(Membership.id))),
        list(await session.scalars(waiting.order_by(Application.id))),
        list(await session.scalars(flagged.order_by(Space.id))),
    )


async def _disband(
    session: AsyncSession, space: Space, ending: _Ending, reason: EndReason | None, on: date, *, by: Actor
) -> None:
    """Final: all seats end that day, workstreams end with their working group, pending applications lapse (R11, R26)."""
    await memberships.close(session, ending.seats, on=on, reason=EndReason.space_disbanded, by=by)
    await lapsing.lapse(session, ending.applications, by=by)
    for one in ending.spaces:
        was_active = one.status is SpaceStatus.active
        one.status = SpaceStatus.disbanded if was_active else SpaceStatus.rejected
        one.ends_on = on if was_active else None
        one.end_reason = reason if one is space else EndReason.parent_ended
        await spaces.enter_state(session, one, on)
        if one is not space:
            audit.record(
                session, by=by, action=f"space.{one.status}", subject=("space", one.id), fields=["status"]
            )
    ids = [one.id for one in ending.spaces]
    for table in (Mandate, StructuralLink):
        await session.execute(
            update(table).where(table.space_id.in_(ids), table.ends_on.is_(None)).values(ends_on=on)
        )
