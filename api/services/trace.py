"""Reading the trace: staff all of it, a person what is about them, whoever leads a space what is about that."""

from typing import Any

from sqlalchemy import Select, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from api import pagination
from api.models import Application, AuditEvent, Call, Mandate, Membership
from api.rules.permissions import Actor
from api.schemas.audit import AuditEventRead, AuditFilter
from api.schemas.base import Page
from api.services import lookup

SORTS = {"created_at": AuditEvent.at}


def visible(actor: Actor) -> Select[Any]:
    every = select(AuditEvent)
    if actor.is_secretariat:
        return every
    own, led = lookup.own(actor), actor.led_ids
    subjects = [
        select(Membership.id).where(or_(Membership.member_id == own, Membership.space_id.in_(led))),
        select(Application.id).where(or_(Application.member_id == own, Application.space_id.in_(led))),
        select(Call.id).where(Call.space_id.in_(led)),
        select(Mandate.id).where(Mandate.space_id.in_(led)),
    ]
    return every.where(
        or_(
            AuditEvent.actor_id == own,
            AuditEvent.subject_id == own,
            AuditEvent.subject_id.in_(led),
            *(AuditEvent.subject_id.in_(ids) for ids in subjects),
        )
    )


async def list_(session: AsyncSession, query: AuditFilter, *, by: Actor) -> Page[AuditEventRead]:
    listing = pagination.resume("audit", query)
    asked = listing.query
    statement = visible(by)
    for field in ("subject_type", "subject_id", "action"):
        if (value := getattr(asked, field)) is not None:
            statement = statement.where(getattr(AuditEvent, field) == value)
    if asked.actor_id is not None:  # who did something is shown to the secretariat, and to oneself of oneself
        known = by.is_secretariat or asked.actor_id == by.id
        statement = statement.where(AuditEvent.actor_id == (asked.actor_id if known else lookup.NOBODY))
    if asked.since is not None:
        statement = statement.where(AuditEvent.at >= asked.since)
    if asked.until is not None:
        statement = statement.where(AuditEvent.at < asked.until)
    found = await pagination.fetch(session, listing, statement, sorts=SORTS, key=AuditEvent.id)
    items = [_answer(row[0], by) for row in found.rows]
    return Page(items=items, next_cursor=found.next_cursor, total=found.total)


def _answer(event: AuditEvent, by: Actor) -> AuditEventRead:
    whole = by.is_secretariat
    return AuditEventRead(
        id=event.id,
        at=event.at,
        actor_kind=event.actor_kind,
        actor_id=event.actor_id if whole or event.actor_id == by.id else None,
        action=event.action,
        subject_type=event.subject_type,
        subject_id=event.subject_id,
        fields=event.fields,
        reason=event.reason if whole else None,
        request_id=event.request_id,
    )
