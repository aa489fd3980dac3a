"""Plans: the Steering Group's goals and plans for the network (S8), a working group's work plan of a mandate (S18).

A draft is kept by whoever leads the space and the secretariat; an adopted plan stays as it was adopted.
"""

from collections.abc import Collection
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, false, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from api import audit, clock, pagination
from api.errors import Conflict, FieldError, Forbidden, Invalid, NotEligible, NotFound, UnknownReference
from api.models import Decision, Mandate, Plan, Space
from api.rules import lifecycle, plans
from api.rules.codes import Code
from api.rules.enums import DecisionSubject, SpaceType
from api.rules.findings import Finding
from api.rules.permissions import Actor, Permission, Role, Thing, may
from api.schemas.base import Page
from api.schemas.plans import PlanAdoption, PlanCreate, PlanFilter, PlanRead, PlanUpdate
from api.services import decisions, lookup, spaces, viewing

SORTS = {"created_at": Plan.created_at}


def visible(actor: Actor) -> Select[Any]:
    """Whoever takes part sees all of a space; what the Steering Group has adopted is for every active member too, and
    for whoever represents there."""
    adopted = and_(_of_steering_group(Plan.space_id, actor), Plan.adopted_on.is_not(None))
    return select(Plan).where(or_(viewing.sits_in(actor, Plan.space_id), adopted))


def _of_steering_group(space_id: Any, by: Actor) -> ColumnElement[bool]:
    if not by.holds(Role.member, Role.steering_representative):
        return false()
    return space_id.in_(select(Space.id).where(Space.type == SpaceType.steering_group))  # type: ignore[no-any-return]


# --- reading


async def list_(session: AsyncSession, wanted: str, query: PlanFilter, *, by: Actor) -> Page[PlanRead]:
    id_ = await _space(session, wanted, by=by)
    listing = pagination.resume(f"plans:{id_}", query)
    asked = listing.query
    statement = visible(by).where(Plan.space_id == id_)
    for field in ("kind", "mandate_id"):
        if (value := getattr(asked, field)) is not None:
            statement = statement.where(getattr(Plan, field) == value)
    if asked.adopted is not None:
        statement = statement.where(Plan.adopted_on.is_not(None) == asked.adopted)
    if asked.as_of is not None:
        statement = statement.where(Plan.during.contains(asked.as_of), Plan.adopted_on <= asked.as_of)
    found = await pagination.fetch(session, listing, statement, sorts=SORTS, key=Plan.id)
    items = [PlanRead.model_validate(row[0]) for row in found.rows]
    return Page(items=items, next_cursor=found.next_cursor, total=found.total)


async def get(session: AsyncSession, wanted: str, id_: UUID, *, by: Actor) -> PlanRead:
    space_id = await _space(session, wanted, by=by)
    return PlanRead.model_validate(await _find(session, space_id, id_, by=by))


async def _space(session: AsyncSession, wanted: str, *, by: Actor) -> UUID:
    """A space of whose plans the caller may know any."""
    id_ = await spaces.find(session, wanted, by=by)
    open_to = or_(viewing.sits_in(by, Space.id), _of_steering_group(Space.id, by))
    if await session.scalar(select(Space.id).where(Space.id == id_, open_to)) is None:
        raise NotFound
    return id_


async def _find(session: AsyncSession, space_id: UUID, id_: UUID, *, by: Actor) -> Plan:
    statement = visible(by).where(Plan.id == id_, Plan.space_id == space_id)
    found = (await session.execute(statement)).scalar_one_or_none()
    if found is None:
        raise NotFound
    return found  # type: ignore[no-any-return]


# --- drafting


async def create(session: AsyncSession, wanted: str, form: PlanCreate, *, by: Actor) -> PlanRead:
    id_ = await _space(session, wanted, by=by)
    _allowed(by, id_)
    space = await lookup.lock(session, Space, id_)
    if not plans.may_have(space.type, form.kind):
        raise Invalid.at("/kind", "not_for_this_type")
    mandate = await _mandate(session, space, form.mandate_id)
    if space.status in lifecycle.OVER:
        raise _not_open(space)
    _say_priorities(space, form.priorities)
    starts_on = form.starts_on or (mandate.starts_on if mandate else clock.today())
    lookup.in_order(starts_on, form.ends_on)
    plan = Plan(
        **form.model_dump(exclude={"starts_on", "mandate_id"}),
        space_id=id_,
        starts_on=starts_on,
        mandate_id=mandate.id if mandate else None,
    )
    session.add(plan)
    await session.flush()
    return await _told(session, plan, "plan.created", form.model_fields_set, by=by)


def _allowed(by: Actor, space_id: UUID) -> None:
    if not may(by, Permission.plans_write, Thing(space_ids=frozenset({space_id}))):
        raise Forbidden(permission=Permission.plans_write)


async def _mandate(session: AsyncSession, space: Space, wanted: UUID | None) -> Mandate | None:
    """The mandate a working group plans for (S18): the one named, or else the one in force."""
    if space.type not in plans.OF_A_MANDATE:
        if wanted is not None:
            raise Invalid.at("/mandate_id", "not_for_this_type")
        return None
    which = Mandate.during.contains(clock.today()) if wanted is None else Mandate.id == wanted
    found: Mandate | None = await session.scalar(select(Mandate).where(Mandate.space_id == space.id, which))
    if found is None:
        raise _not_open(space) if wanted is None else UnknownReference.at("/mandate_id", "unknown_reference")
    return found


def _not_open(space: Space) -> NotEligible:
    return NotEligible([Finding.refused(Code.space_not_open, {"space": space.name, "day": clock.today()})])


def _say_priorities(space: Space, priorities: Collection[str]) -> None:
    if space.type in plans.OF_A_MANDATE and not priorities:
        raise Invalid.at("/priorities", "too_few", minimum=1)


async def edit(
    session: AsyncSession,
    wanted: str,
    id_: UUID,
    form: PlanUpdate,
    versions: frozenset[int] | None,
    *,
    by: Actor,
) -> PlanRead:
    space_id = await _space(session, wanted, by=by)
    await _find(session, space_id, id_, by=by)
    _allowed(by, space_id)
    plan = await lookup.lock(session, Plan, id_, versions)
    if plan.adopted_on is not None or await _decision(session, plan, None) is not None:
        raise Conflict  # what the Steering Group has approved is adopted as it was put before it
    changed = form.model_fields_set
    if "priorities" in changed:
        _say_priorities(await session.get_one(Space, space_id), form.priorities)
    for field, value in form.model_dump(include=changed).items():
        setattr(plan, field, value)
    lookup.in_order(plan.starts_on, plan.ends_on)
    return await _told(session, plan, "plan.updated", changed, by=by)


# --- adopting


async def adopt(session: AsyncSession, wanted: str, id_: UUID, form: PlanAdoption, *, by: Actor) -> PlanRead:
    """The Steering Group's by a decision on record (S8, R17); a working group's in a meeting of its own (S18)."""
    space_id = await _space(session, wanted, by=by)
    await _find(session, space_id, id_, by=by)
    _allowed(by, space_id)
    plan = await lookup.lock(session, Plan, id_)
    if plan.adopted_on is not None:
        raise Conflict
    space = await session.get_one(Space, space_id)
    if space.type in plans.BY_DECISION:
        await _by_decision(session, plan, space, form)
    else:
        _by_the_group(plan, form)
    fields = {"adopted_on", *form.model_fields_set}
    return await _told(session, plan, "plan.adopted", fields, by=by)


async def _by_decision(session: AsyncSession, plan: Plan, space: Space, form: PlanAdoption) -> None:
    _has_no(form, "adopted_on", "minutes_reference")  # the decision has them
    if form.decision_id is not None:
        await lookup.known(session, select(Decision), Decision, form.decision_id, "/decision_id")
    decision = await _decision(session, plan, form.decision_id)
    if decision is None:
        missing = Finding.refused(Code.steering_group_approval_missing, {"space": space.name}, "S8")
        raise NotEligible([missing])
    plan.decision_id, plan.adopted_on = decision.id, decision.decided_on


async def _decision(session: AsyncSession, plan: Plan, named: UUID | None) -> Decision | None:
    """The Steering Group's approval of this plan, the one named or the first since it last said no."""
    approving = await decisions.approving(session, DecisionSubject.plan, plan.id)
    return next((one for one in approving if named in {None, one.id}), None)


def _by_the_group(plan: Plan, form: PlanAdoption) -> None:
    _has_no(form, "decision_id")
    fields = ("adopted_on", "minutes_reference")
    missing = [FieldError(f"/{field}", "required", {}) for field in fields if getattr(form, field) is None]
    if missing:
        raise Invalid(missing)
    lookup.not_ahead(form.adopted_on, "/adopted_on")
    plan.adopted_on, plan.minutes_reference = form.adopted_on, form.minutes_reference


def _has_no(form: PlanAdoption, *fields: str) -> None:
    wrong = [
        FieldError(f"/{field}", "not_for_this_type", {})
        for field in fields
        if getattr(form, field) is not None
    ]
    if wrong:
        raise Invalid(wrong)


async def _told(
    session: AsyncSession, plan: Plan, action: str, fields: Collection[str], *, by: Actor
) -> PlanRead:
    audit.record(session, by=by, action=action, subject=("plan", plan.id), fields=sorted(fields))
    await session.flush()
    return PlanRead.model_validate(plan)
