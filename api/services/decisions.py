"""Collective decisions: recorded once, never edited (R17)."""

from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import Select, select
from sqlalchemy.ext.asyncio import AsyncSession

from api import audit, pagination
from api.errors import Forbidden, NotFound, UnknownReference
from api.models import Application, Decision, Plan, Space
from api.rules.enums import DecisionOutcome, DecisionSubject, SpaceStatus, SpaceType
from api.rules.permissions import Actor, Permission, may
from api.schemas.base import Page
from api.schemas.decisions import DecisionCreate, DecisionFilter, DecisionRead
from api.services import lookup

SORTS = {"created_at": Decision.created_at}
SUBJECTS: dict[DecisionSubject, Any] = {
    DecisionSubject.space: Space,
    DecisionSubject.extension: Space,
    DecisionSubject.mandate: Space,
    DecisionSubject.application: Application,
    DecisionSubject.plan: Plan,
}
"""What each is about. An extension and a mandate come to be by the decision, so theirs names the space."""


def visible(actor: Actor) -> Select[Any]:
    """The secretariat's records, which the Steering Group's representatives may read: nobody else comes so far."""
    return select(Decision)


async def list_(session: AsyncSession, query: DecisionFilter, *, by: Actor) -> Page[DecisionRead]:
    listing = pagination.resume("decisions", query)
    statement = visible(by)
    for field in ("body_id", "subject_type", "subject_id", "outcome"):
        if (value := getattr(listing.query, field)) is not None:
            statement = statement.where(getattr(Decision, field) == value)
    if listing.query.as_of is not None:
        statement = statement.where(Decision.decided_on <= listing.query.as_of)
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
    lookup.not_ahead(form.decided_on, "/decided_on")
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


async def approving(session: AsyncSession, subject: DecisionSubject, subject_id: UUID) -> list[Decision]:
    """The Steering Group's approving decisions on this very subject, oldest first, since it last said no (R17)."""
    found = await session.scalars(
        select(Decision)
        .join(Space, Space.id == Decision.body_id)
        .where(
            Space.type == SpaceType.steering_group,
            Decision.subject_type == subject,
            Decision.subject_id == subject_id,
        )
        .order_by(Decision.decided_on, Decision.id)
    )
    counting: list[Decision] = []
    for one in found:
        if one.outcome is DecisionOutcome.approved:
            counting.append(one)
        else:
            counting.clear()
    return counting


async def any_on(session: AsyncSession, subject: DecisionSubject, subject_id: UUID) -> bool:
    """Whether anything was ever decided on it: where nothing approves it, the last word was no."""
    about = (Decision.subject_type == subject, Decision.subject_id == subject_id)
    return await session.scalar(select(Decision.id).where(*about).limit(1)) is not None


async def approves(
    session: AsyncSession, id_: UUID, subject: DecisionSubject, subject_id: UUID, *, since: date | None
) -> bool:
    """Whether this is the Steering Group's yes to this very subject, taken on the day `since` or later, with no later
    no to it on record (R17); 422 where there is no such decision at all."""
    if await session.get(Decision, id_) is None:
        raise UnknownReference.at("/decision_id", "unknown_reference")
    return any(
        one.id == id_ and since is not None and one.decided_on >= since
        for one in await approving(session, subject, subject_id)
    )
