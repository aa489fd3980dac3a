"""An active space becomes one of another type: one act, previewed; its id, slug and seats stay (R27)."""

from dataclasses import replace
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import func, or_, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from api import audit, clock
from api.errors import Forbidden, NotEligible, Stale
from api.models import Leader, Mandate, Membership, Representative, Space, StructuralLink
from api.rules import approving, lifecycle
from api.rules.enums import EndReason, LeaderRole, StructuralLinkKind
from api.rules.findings import Finding, apply_override, eligible
from api.rules.permissions import Actor, Permission, may
from api.rules.rulebook_types import TypeRule
from api.schemas.consequences import Consequences
from api.schemas.spaces import SpaceRead, TypeChange, TypeChangeCreate
from api.services import consequences, lookup, memberships, overrides, rulebooks, spaces, transitions
from api.services.consequences import Ending


async def preview(session: AsyncSession, wanted: str, form: TypeChange, *, by: Actor) -> Consequences:
    """What the change would end or flag, and whether the rules allow it; changes nothing."""
    space = await session.get_one(Space, await _find(session, wanted, form, by=by))
    findings = await _judge(session, space, form)
    return await consequences.told(
        session, form.type, await _ending(session, space, form), findings, of=space.id
    )


async def change(session: AsyncSession, wanted: str, form: TypeChangeCreate, *, by: Actor) -> SpaceRead:
    id_ = await _find(session, wanted, form, by=by)
    await spaces.hold_ground(session, form)
    space = await lookup.lock(session, Space, id_, alone=True)
    findings = apply_override(await _judge(session, space, form), form.override_reason)
    if not eligible(findings):
        raise NotEligible(findings)
    ending = await _ending(session, space, form, hold=True)
    if ending.hash != form.consequences:
        raise Stale
    today = clock.today()
    rule = rulebooks.in_force(today).types[form.type]
    going_on = await _renamed(session, id_, ending, rule, today)
    await _let_go(session, id_, today)
    await consequences.carry_out(session, ending, today, seats_for=EndReason.space_disbanded, by=by)
    await transitions.end_spaces(session, ending.spaces, today, by=by)
    await _become(session, space, form, rule, today)
    session.add_all(going_on)
    await session.flush()
    await audit.record_many(
        session, by=by, action="leader.named", kind="leader", ids=[one.id for one in going_on]
    )
    overrides.keep(space, findings, form.override_reason, by=by)
    audit.record(
        session,
        by=by,
        action="space.type_changed",
        subject=("space", id_),
        fields=["type"],
        reason=form.override_reason or form.reason,
    )
    await session.flush()
    return (await spaces.read(session, [space], by=by))[0]


async def _find(session: AsyncSession, wanted: str, form: TypeChange, *, by: Actor) -> UUID:
    id_ = await spaces.find(session, wanted, by=by)
    if not may(by, Permission.spaces_write):
        raise Forbidden(permission=Permission.spaces_write)
    await spaces.references(session, form, of=id_, by=by)
    return id_


async def _judge(session: AsyncSession, space: Space, form: TypeChange) -> tuple[Finding, ...]:
    book = rulebooks.in_force(clock.today())
    former, rule = book.types[space.type], book.types[form.type]
    decisions = await transitions.approvals(session, space.id, form.decision_id)
    about = await spaces.transition_facts(
        session,
        type_=form.type,
        name=space.name,
        status=space.status,
        space_id=space.id,
        parent_id=form.parent_id,
        working_group_ids=form.working_group_ids,
        supports_ids=form.supports_ids,
        language=form.language,
        approval_recorded=await transitions.is_later(session, space, decisions, form.decision_id),
    )
    return (
        *approving.judge_type_change(former, rule, space.name, space.status, form.reason),
        *lifecycle.judge_new_type(book, about),
    )


async def _ending(session: AsyncSession, space: Space, form: TypeChange, *, hold: bool = False) -> Ending:
    """Seats and tasks stay. Applications lapse, for they were judged as to another type; a role that the new type does
    not know ends, and its person goes on in the one it has; workstreams end with a working group, and collaboratives
    lose it."""
    today = clock.today()
    rule = rulebooks.in_force(today).types[form.type]
    below = await consequences.workstreams(session, space, hold=hold)
    ending = await consequences.within(session, below, today)
    own = await consequences.within(session, [space.id], today)
    unknown = select(Leader.id).where(Leader.id.in_(own.leaders), Leader.role.not_in(rule.leader_roles))
    return replace(
        ending,
        act=f"{form.type} {space.id}",
        applications=sorted([*ending.applications, *own.applications]),
        leaders=sorted([*ending.leaders, *await session.scalars(unknown)]),
        **await consequences.flags(session, space.id, today, hold=hold),
    )


async def _renamed(
    session: AsyncSession, id_: UUID, ending: Ending, rule: TypeRule, on: date
) -> list[Leader]:
    """Whoever leads the space itself in a role that ends goes on from the day, by the name that the new type has for it,
    until the day they would have led: asked before the roles end. One role a person at a time."""
    mine = select(Leader).where(Leader.space_id == id_, Leader.id.in_(ending.leaders))
    found: list[Leader] = []
    until: dict[UUID, date | None] = {}
    for one in await session.scalars(mine.order_by(Leader.starts_on)):
        last = until.get(one.member_id, one.starts_on)
        over = one.due_on is not None and one.due_on <= on
        if over or not rule.leader_roles or last is None or last > one.starts_on:
            continue
        until[one.member_id] = one.ends_on
        found.append(_as_called(one, rule.leader_roles[0], on))
    return found


def _as_called(former: Leader, role: LeaderRole, on: date) -> Leader:
    kept = ("space_id", "membership_id", "member_id", "acting", "due_on", "ends_on")
    stated = ("overridden", "override_reason", "override_by")
    values = {name: getattr(former, name) for name in (*kept, *stated)}
    return Leader(**values, role=role, starts_on=max(former.starts_on, on))


async def _let_go(session: AsyncSession, id_: UUID, on: date) -> None:
    """What the former type held together: mandates end, seats rest on nothing any more, and collaboratives are built on
    the space no longer, for they are built on working groups alone."""
    seats = update(Membership).where(Membership.space_id == id_)
    open_ = or_(Mandate.ends_on.is_(None), Mandate.ends_on > on)
    mandates = update(Mandate).where(Mandate.space_id == id_, open_)
    sponsored = update(StructuralLink).where(
        StructuralLink.target_id == id_,
        StructuralLink.kind == StructuralLinkKind.sponsor,
        StructuralLink.ends_on.is_(None),
    )
    planned = select(Membership.id).where(
        Membership.space_id == id_, Membership.ends_on > on, Membership.end_reason == EndReason.mandate_ended
    )
    ids = (await session.scalars(planned)).all()
    again: dict[str, Any] = {"ends_on": None}
    for change in (
        update(Representative)
        .where(Representative.membership_id.in_(ids), Representative.ends_on > on)
        .values(again),
        update(Leader).where(Leader.membership_id.in_(ids), Leader.ends_on > on).values(again),
        seats.where(Membership.id.in_(ids)).values(again | {"end_reason": None}),
        seats.values(carried_over=True, within_space_id=None),
        seats.where(memberships.not_over(on)).values(mandate_id=None),
        mandates.values(ends_on=func.greatest(Mandate.starts_on, on)),
        sponsored.values(ends_on=on),
    ):
        await session.execute(change, execution_options={"synchronize_session": False})


async def _become(session: AsyncSession, space: Space, form: TypeChange, rule: TypeRule, on: date) -> None:
    space.type, space.parent_id, space.language, space.due_on = form.type, form.parent_id, form.language, None
    await transitions.begin_work(session, space, rule, on)
    await spaces.enter_state(session, space, on)
    for field, kind in spaces.LINKS.items():
        await spaces.set_links(session, space.id, kind, getattr(form, field), on)
