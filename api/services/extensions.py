"""Extensions: a later due day by a recorded decision, of a working group's mandate or of a workstream (R5, R20, R31)."""

from typing import Any
from uuid import UUID

from sqlalchemy import Select, select
from sqlalchemy.ext.asyncio import AsyncSession

from api import audit, clock, pagination
from api.errors import Forbidden, NotEligible, NotFound
from api.models import Extension, Mandate, Space
from api.rules import mandates as rules
from api.rules.enums import DecisionSubject
from api.rules.findings import eligible
from api.rules.permissions import Actor, Permission, may
from api.schemas.base import Page
from api.schemas.mandates import ExtensionCreate, ExtensionFilter, ExtensionRead
from api.services import decisions, lookup, rulebooks, spaces

SORTS = {"created_at": Extension.recorded_at}


def _of(space_id: UUID) -> Select[Any]:
    return select(Extension).where(Extension.space_id == space_id)


async def list_(
    session: AsyncSession, wanted: str, query: ExtensionFilter, *, by: Actor
) -> Page[ExtensionRead]:
    id_ = await spaces.find(session, wanted, by=by)
    listing = pagination.resume(f"extensions:{id_}", query)
    found = await pagination.fetch(session, listing, _of(id_), sorts=SORTS, key=Extension.id)
    items = [ExtensionRead.model_validate(row[0]) for row in found.rows]
    return Page(items=items, next_cursor=found.next_cursor, total=found.total)


async def get(session: AsyncSession, wanted: str, extension_id: UUID, *, by: Actor) -> ExtensionRead:
    id_ = await spaces.find(session, wanted, by=by)
    found = await session.scalar(_of(id_).where(Extension.id == extension_id))
    if found is None:
        raise NotFound
    return ExtensionRead.model_validate(found)


async def extend(session: AsyncSession, wanted: str, form: ExtensionCreate, *, by: Actor) -> ExtensionRead:
    """Move the due day and keep the first one, also late: from then on the space takes seats again (R20)."""
    id_ = await spaces.find(session, wanted, by=by)
    if not may(by, Permission.mandates_write):
        raise Forbidden(permission=Permission.mandates_write)
    parent_id = await session.scalar(select(Space.parent_id).where(Space.id == id_))
    # its due day is the limit: held first, as wherever a group and its workstreams are
    if parent_id is not None:
        await lookup.lock(session, Space, parent_id)
    space = await lookup.lock(session, Space, id_)
    extended, lasting = await _lasting(session, space, form.decision_id)
    rule = rulebooks.in_force(clock.today()).types[space.type]
    findings = rules.judge_extension(rule, lasting, form.due_on)
    if extended is None or not eligible(findings):
        raise NotEligible(findings)
    row = Extension(
        space_id=id_,
        mandate_id=extended.id if isinstance(extended, Mandate) else None,
        former_due_on=extended.due_on,
        due_on=form.due_on,
        decision_id=form.decision_id,
    )
    session.add(row)
    extended.due_on = form.due_on
    space.updated_at = clock.now()
    audit.record(session, by=by, action="space.extended", subject=("space", id_), fields=["due_on"])
    await session.flush()
    return ExtensionRead.model_validate(row)


async def _lasting(
    session: AsyncSession, space: Space, decision_id: UUID
) -> tuple[Mandate | Space | None, rules.Lasting]:
    """What would be extended: the mandate that runs, or the workstream itself; and what the rules ask about it."""
    on = clock.today()
    rule = rulebooks.in_force(on).types[space.type]
    mandate = await running(session, space.id) if rule.has_mandates else None
    own = space if rule.lasting.period_years is not None and space.due_on is not None else None
    parent = await running(session, space.parent_id) if own is not None and space.parent_id else None
    extended = mandate or (own if parent is not None else None)
    since = extended.starts_on if extended is not None else None
    decided = await decisions.approves(session, decision_id, DecisionSubject.extension, space.id, since=since)
    return extended, rules.Lasting(
        name=space.name,
        status=space.status,
        on=on,
        due_on=extended.due_on if extended is not None else None,
        latest_on=parent.due_on if parent is not None else None,
        decided=decided,
    )


async def running(session: AsyncSession, space_id: UUID) -> Mandate | None:
    """The mandate of today whose end nobody has decided, past its due day or not (R20)."""
    found: Mandate | None = await session.scalar(
        select(Mandate)
        .where(
            Mandate.space_id == space_id,
            Mandate.during.contains(clock.today()),
            Mandate.ends_on.is_(None),
        )
        .with_for_update(key_share=True)
    )
    return found
