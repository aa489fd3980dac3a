"""Collective decisions: recorded once, never edited (R17)."""

from typing import Any
from uuid import UUID

from sqlalchemy import Select, select
from sqlalchemy.ext.asyncio import AsyncSession

from api import audit, clock, pagination
from api.errors import Forbidden, Invalid, NotFound
from api.models import Application, Decision, Space
from api.rules.enums import DecisionSubject, SpaceStatus, SpaceType
from api.rules.permissions import Actor, Permission, may
from api.schemas.base import Page
from api.schemas.decisions import DecisionCreate, DecisionFilter, DecisionRead
from api.services import lookup

SORTS = {"created_at": Decision.created_at}
SUBJECTS: dict[DecisionSubject, Any] = {
    DecisionSubject.space: Space,
    DecisionSubject.application: Application,
}


def visible(actor: Actor) -> Select[Any]:
    """The secretariat's records; no other role holds the permission yet."""
    return select(Decision)


async def list_(session: AsyncSession, query: DecisionFilter, *, by: Actor) -> Page[DecisionRead]:
    listing = pagination.resume("decisions", query)
    statement = visible(by)
    for field in ("subject_type", "subject_id"):
        if (value := getattr(listing.query, field)) is not None:
            statement = statement.where(getattr(Decision, field) == value)
    found = await pagination.fetch(session, listing, statement, sorts=SORTS, key=Decision.id)
    items = [DecisionRead.model_validate(row[0]) for row in found.rows]
    return Page(items=items, next_cursor=found.next_cursor, total=found.total)


async def get(session: AsyncSession, id_: UUID, *, by: Actor) -> DecisionRead:
    found = (await session.execute(visible(by).where(Decision.id == id_))).scalar_one_or_none()
    if found is None:
        raise NotFound
    return DecisionRead.model_validate(found)


async def record(session: AsyncSession, form: DecisionCreate, *, by: Actor) -> DecisionRead:
    if not may(by, Permission.decisions_write):
        raise Forbidden(permission=Permission.decisions_write)
    if form.decided_on > clock.today():
        raise Invalid.at("/decided_on", "in_the_future")
    body = select(Space).where(Space.type == SpaceType.steering_group, Space.status == SpaceStatus.active)
    await lookup.known(session, body, Space, form.body_id, "/body_id")
    subject = SUBJECTS[form.subject_type]
    await lookup.known(session, select(subject), subject, form.subject_id, "/subject_id")
    decision = Decision(**form.model_dump(), recorded_by=by.id)
    session.add(decision)
    await session.flush()
    audit.record(session, by=by, action="decision.recorded", subject=("decision", decision.id))
    await session.flush()
    return DecisionRead.model_validate(decision)
