"""The trace of every change: one append-only row, and one to tell the world, in the change's own transaction."""

from collections.abc import Iterable, Sequence
from contextvars import ContextVar
from uuid import UUID

from sqlalchemy import insert
from sqlalchemy.ext.asyncio import AsyncSession

from api.models import AuditDetail, AuditEvent, OutboxMessage
from api.rules.permissions import Actor

request_id: ContextVar[str | None] = ContextVar("request_id", default=None)


def record(
    session: AsyncSession,
    *,
    by: Actor,
    action: str,
    subject: tuple[str, UUID],
    fields: Sequence[str] = (),
    reason: str | None = None,
) -> None:
    """Say that `by` did `action` (`membership.ended`) to `subject`: the names of fields, never their values."""
    kind, id_ = subject
    event = AuditEvent(
        actor_kind=by.kind,
        actor_id=by.id,
        action=action,
        subject_type=kind,
        subject_id=id_,
        fields=list(fields),
        request_id=request_id.get(),
    )
    session.add(event)
    if reason is not None:
        session.add(AuditDetail(event=event, reason=reason))
    session.add(OutboxMessage(event=action, subject_type=kind, subject_id=id_))


async def record_many(
    session: AsyncSession, *, by: Actor, action: str, kind: str, ids: Iterable[UUID]
) -> None:
    """The same for the many subjects of one set-based change, in two statements."""
    told = [{"subject_type": kind, "subject_id": id_} for id_ in ids]
    if told:
        actor = {"actor_kind": by.kind, "actor_id": by.id, "action": action, "request_id": request_id.get()}
        connection = await session.connection()  # past the ORM, which would look at every row
        await connection.execute(insert(AuditEvent), [{**actor, **one} for one in told])
        await connection.execute(insert(OutboxMessage), [{"event": action, **one} for one in told])
