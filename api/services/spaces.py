"""Spaces: who may see them, as they are or were, and how they are edited. They are proposed in proposals.py, and their
steps are in transitions.py."""

from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, false, or_, select, true
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import aliased

from api import audit, clock, pagination
from api.errors import Forbidden, Invalid, NotEligible, NotFound
from api.models import Space, SpaceSlug, SpaceState, StructuralLink
from api.rules import lifecycle
from api.rules.enums import SpaceStatus, SpaceType, StructuralLinkKind
from api.rules.facts import LinkedSpace, SpaceFacts, TransitionFacts
from api.rules.findings import eligible
from api.rules.permissions import Actor, Permission, Role, may
from api.schemas.base import Page
from api.schemas.findings import read_all
from api.schemas.spaces import SpaceCreate, SpaceFilter, SpaceRead, SpaceUpdate, TypeChange, UsualSize
from api.services import due_days, facts, lapses, leading, lookup, rulebooks, signals, slugs

SORTS = {"name": Space.name_key, "created_at": Space.created_at, "updated_at": Space.updated_at}
PUBLIC = (SpaceStatus.approved, SpaceStatus.active, SpaceStatus.disbanded)
LINKS = {"working_group_ids": StructuralLinkKind.sponsor, "supports_ids": StructuralLinkKind.supports}


def visible(actor: Actor) -> Select[Any]:
    """Approved, active and disbanded spaces are public. A proposal, rejected or not, is for the secretariat, whoever
    proposed it, and whoever is asked to approve it: leaders of what it belongs to or supports (R16), and the Steering
    Group's representatives."""
    every = select(Space)
    return every if actor.is_secretariat else every.where(or_(Space.status.in_(PUBLIC), _concerns(actor)))


def _concerns(actor: Actor) -> ColumnElement[bool]:
    supported = select(StructuralLink.space_id).where(
        StructuralLink.target_id.in_(actor.led_ids), StructuralLink.kind == StructuralLinkKind.supports
    )
    return or_(
        Space.proposed_by == lookup.own(actor),
        Space.parent_id.in_(actor.led_ids),
        Space.id.in_(supported),
        true() if actor.holds(Role.steering_representative) else false(),
    )


async def list_(session: AsyncSession, query: SpaceFilter, *, by: Actor) -> Page[SpaceRead]:
    listing = pagination.resume("spaces", query)
    asked = listing.query
    state: Any = Space
    statement = visible(by)
    if asked.as_of is not None:
        state = SpaceState
        statement = statement.join(SpaceState, SpaceState.space_id == Space.id).where(
            SpaceState.during.contains(asked.as_of)
        )
        if not by.is_secretariat:
            statement = statement.where(or_(SpaceState.status.in_(PUBLIC), _concerns(by)))
    for field in ("type", "status", "parent_id"):
        if (value := getattr(asked, field)) is not None:
            statement = statement.where(getattr(state, field) == value)
    for field in ("scope", "language"):
        if (value := getattr(asked, field)) is not None:
            statement = statement.where(getattr(Space, field) == value)
    if asked.q is not None:
        statement = statement.where(Space.name_key.like(lookup.containing(asked.q)))
    if asked.updated_since is not None:
        statement = statement.where(Space.updated_at >= asked.updated_since)
    found = await pagination.fetch(session, listing, statement, sorts=SORTS, key=Space.id)
    items = await read(session, [row[0] for row in found.rows], asked.as_of, by=by)
    return Page(items=items, next_cursor=found.next_cursor, total=found.total)


async def find(session: AsyncSession, wanted: str, *, by: Actor) -> UUID:
    return await lookup.by_id_or_slug(session, Space, visible(by), wanted)


async def get(session: AsyncSession, wanted: str, as_of: date | None, *, by: Actor) -> SpaceRead:
    id_ = await find(session, wanted, by=by)
    space = await session.get_one(Space, id_)
    found = await read(session, [space], as_of, by=by)
    if not found or (found[0].status not in PUBLIC and not await _is_concerned(session, id_, by)):
        raise NotFound
    return found[0]


async def _is_concerned(session: AsyncSession, id_: UUID, by: Actor) -> bool:
    return by.is_secretariat or bool(
        await session.scalar(select(Space.id).where(Space.id == id_, _concerns(by)))
    )


async def read(
    session: AsyncSession, rows: Sequence[Space], as_of: date | None = None, *, by: Actor
) -> list[SpaceRead]:
    """Spaces as answered, on a day; one that was not there yet is left out. The same queries however many there are."""
    on, ids = as_of or clock.today(), [row.id for row in rows]
    known = (await facts.gather(session, spaces=ids, on=on)).spaces
    if as_of is not None:
        known = await due_days.as_known(session, known, on)
    leaders = await leading.of_spaces(session, ids, on, by=by)
    found = await signals.of_spaces(session, known, on)
    states = await _states(session, rows, as_of) if as_of else {row.id: row for row in rows}
    return [
        _answer(
            row,
            states[row.id],
            known[row.id],
            on,
            leaders=leaders[row.id],
            signals=read_all(signals.shown(found[row.id], known[row.id], by)),
        )
        for row in rows
        if row.id in states
    ]


async def _states(session: AsyncSession, rows: Sequence[Space], on: date) -> dict[UUID, Any]:
    ids = [row.id for row in rows]
    found = await session.scalars(
        select(SpaceState).where(SpaceState.space_id.in_(ids), SpaceState.during.contains(on))
    )
    return {state.space_id: state for state in found}


def _answer(row: Space, state: Any, fact: SpaceFacts, on: date, **beside: Any) -> SpaceRead:
    rule = rulebooks.in_force(on).types[state.type]
    began = row.starts_on is not None and row.starts_on <= on
    ended = row.ends_on is not None and row.ends_on <= on
    values = lookup.columns(row)
    return SpaceRead.model_validate(
        {
            **values,
            "type": state.type,
            "status": state.status,
            "parent_id": state.parent_id,
            "starts_on": row.starts_on if began else None,
            "ends_on": row.ends_on if ended else None,
            "end_reason": row.end_reason if ended else None,
            "status_reason": row.status_reason if state.status in lifecycle.OVER else None,
            "due_on": fact.mandate.due_on if fact.mandate else row.due_on if began else None,
            "working_group_ids": [group.id for group in fact.working_groups],
            "supports_ids": list(fact.supports),
            "seats_taken": fact.seats_taken,
            "usual_size": UsualSize(min=rule.band.min, max=rule.band.max) if rule.band else None,
            **beside,
        }
    )


async def update(
    session: AsyncSession, wanted: str, form: SpaceUpdate, versions: frozenset[int] | None, *, by: Actor
) -> SpaceRead:
    id_ = await find(session, wanted, by=by)
    if not may(by, Permission.spaces_write):
        raise Forbidden(permission=Permission.spaces_write)
    await references(session, form, of=id_, by=by)
    await hold_ground(session, form)
    space = await lookup.lock(session, Space, id_, versions)
    changed, today = form.model_fields_set, clock.today()
    if changed & set(LINKS):
        await _judge_structure(session, space, form)
    for field, value in form.model_dump(include=changed - set(LINKS)).items():
        setattr(space, field, value)
    if "slug" in changed:
        await slugs.rename(session, SpaceSlug, id_, space.slug, today)
    for field in changed & set(LINKS):
        await set_links(session, id_, LINKS[field], getattr(form, field), today)
    if "working_group_ids" in changed:
        await lapses.settle(session, [id_], today)
    space.updated_at = clock.now()
    audit.record(session, by=by, action="space.updated", subject=("space", id_), fields=sorted(changed))
    await session.flush()
    return (await read(session, [space], by=by))[0]


async def _judge_structure(session: AsyncSession, space: Space, form: SpaceUpdate) -> None:
    known = (await facts.gather(session, spaces=[space.id], on=clock.today())).spaces[space.id]
    groups, supports = form.working_group_ids, form.supports_ids
    about = await transition_facts(
        session,
        type_=space.type,
        name=space.name,
        status=space.status,
        space_id=space.id,
        parent_id=space.parent_id,
        working_group_ids=[group.id for group in known.working_groups] if groups is None else groups,
        supports_ids=known.supports if supports is None else supports,
        language=space.language,
    )
    findings = lifecycle.judge_structure(rulebooks.in_force(clock.today()), about)
    if not eligible(findings):
        raise NotEligible(findings)


async def hold_ground(session: AsyncSession, form: SpaceUpdate | TypeChange) -> None:
    """What the space is to be built on does not end meanwhile; held first and in one order."""
    ids = {id_ for field in LINKS for id_ in getattr(form, field) or ()}
    if isinstance(form, TypeChange) and form.parent_id is not None:
        ids.add(form.parent_id)
    ground = select(Space.id).where(Space.id.in_(ids)).order_by(Space.id)
    await session.execute(ground.with_for_update(key_share=True))


async def references(
    session: AsyncSession,
    form: SpaceCreate | SpaceUpdate | TypeChange,
    *,
    of: UUID | None = None,
    by: Actor,
) -> None:
    """Refuse (422) what does not exist, what the caller may not see, and the space `of` itself."""
    named = [
        (f"/{field}/{place}", id_) for field in LINKS for place, id_ in enumerate(getattr(form, field) or ())
    ]
    if not isinstance(form, SpaceUpdate):
        named.append(("/parent_id", form.parent_id))
    for pointer, id_ in named:
        if id_ is not None and id_ == of:
            raise Invalid.at(pointer, "not_itself")
        await lookup.known(session, visible(by), Space, id_, pointer)


async def transition_facts(
    session: AsyncSession,
    *,
    type_: SpaceType,
    name: str,
    status: SpaceStatus | None = None,
    space_id: UUID | None = None,
    parent_id: UUID | None = None,
    working_group_ids: Sequence[UUID] = (),
    supports_ids: Sequence[UUID] = (),
    language: str | None = None,
    approval_recorded: bool = False,
    approval_withdrawn: bool = False,
    closing_recorded: bool = False,
    open_tasks: int = 0,
) -> TransitionFacts:
    """What the transition table looks at, for a space as it is or as it would be."""
    ids = {*working_group_ids, *supports_ids, *([parent_id] if parent_id else [])}
    linked = {
        row.id: LinkedSpace(row.id, row.type, row.status)
        for row in await session.execute(select(Space.id, Space.type, Space.status).where(Space.id.in_(ids)))
    }
    other = aliased(Space)
    standing = (
        await session.execute(
            select(other.language, other.status).where(
                other.type == type_,
                other.id.is_distinct_from(space_id),
                other.status.not_in(lifecycle.OVER),
            )
        )
    ).all()
    taken = any(one.language == language and one.status is not SpaceStatus.proposed for one in standing)
    return TransitionFacts(
        type=type_,
        name=name,
        status=status,
        parent=linked.get(parent_id) if parent_id else None,
        working_groups=tuple(linked[id_] for id_ in working_group_ids),
        supports=tuple(linked[id_] for id_ in supports_ids),
        language=language,
        language_taken=language is not None and taken,
        others_of_type=len(standing),
        approval_recorded=approval_recorded,
        approval_withdrawn=approval_withdrawn,
        closing_recorded=closing_recorded,
        open_tasks=open_tasks,
    )


async def enter_state(session: AsyncSession, space: Space, on: date) -> None:
    """Write what the space is from a day on, and end what it was."""
    current = await session.scalar(
        select(SpaceState).where(SpaceState.space_id == space.id, SpaceState.ends_on.is_(None))
    )
    if current is not None:
        current.ends_on = on
        await session.flush()
    session.add(
        SpaceState(
            space_id=space.id, status=space.status, type=space.type, parent_id=space.parent_id, starts_on=on
        )
    )
    await session.flush()


async def set_links(
    session: AsyncSession, id_: UUID, kind: StructuralLinkKind, targets: Sequence[UUID], on: date
) -> None:
    """End the links that are no longer wanted, begin the new ones, leave the rest as they are."""
    held = await session.scalars(
        select(StructuralLink).where(
            StructuralLink.space_id == id_, StructuralLink.kind == kind, StructuralLink.ends_on.is_(None)
        )
    )
    present = {link.target_id: link for link in held}
    for target, link in present.items():
        if target not in targets:
            link.ends_on = on
    for target in dict.fromkeys(targets):
        if target not in present:
            session.add(StructuralLink(space_id=id_, target_id=target, kind=kind, starts_on=on))
    await session.flush()
