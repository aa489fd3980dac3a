"""What every change leaves behind: an audit row, an outbox row, and the answer kept for a retry."""

import uuid
from datetime import datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy import ForeignKey, Index, SmallInteger, select, text
from sqlalchemy.orm import Mapped, column_property, mapped_column, relationship

from api import clock
from api.models.base import Base, Identified


class AuditEvent(Identified, Base):
    """Append-only, by trigger and by grant. No foreign keys and no values: it outlives what it tells of."""

    __tablename__ = "audit_events"

    at: Mapped[datetime] = mapped_column(default=clock.now)
    actor_kind: Mapped[str]
    actor_id: Mapped[uuid.UUID | None]
    action: Mapped[str]
    subject_type: Mapped[str]
    subject_id: Mapped[uuid.UUID]
    fields: Mapped[list[str]] = mapped_column(default=list, server_default=text("'{}'"))
    request_id: Mapped[str | None]

    if TYPE_CHECKING:
        reason: Mapped[str | None]

    __table_args__ = (
        Index("audit_events_subject_idx", "subject_id"),
        Index("audit_events_actor_idx", "actor_id"),
    )


class AuditDetail(Base):
    """What people wrote about an event: its reason. Apart from the event, for it goes when the person is erased."""

    __tablename__ = "audit_details"

    event_id: Mapped[uuid.UUID] = mapped_column(
        ForeignKey("audit_events.id", name="audit_details_event_known"), primary_key=True
    )
    reason: Mapped[str]

    event: Mapped[AuditEvent] = relationship(lazy="raise")


AuditEvent.reason = column_property(  # read beside the event, where it is still there
    select(AuditDetail.reason).where(AuditDetail.event_id == AuditEvent.id).scalar_subquery()
)


LETTER = "letter.written"
WAITING = f"event = '{LETTER}' AND delivered_at IS NULL AND failed_at IS NULL"


class OutboxMessage(Identified, Base):
    """Something to tell the world, delivered at least once after the commit. Ids only, never a person's data."""

    __tablename__ = "outbox"

    event: Mapped[str]
    subject_type: Mapped[str]
    subject_id: Mapped[uuid.UUID]
    created_at: Mapped[datetime] = mapped_column(default=clock.now)
    delivered_at: Mapped[datetime | None]
    # of letters, whose delivery may take several attempts
    priority: Mapped[int] = mapped_column(SmallInteger, default=0, server_default=text("0"))
    attempts: Mapped[int] = mapped_column(SmallInteger, default=0, server_default=text("0"))
    next_attempt_at: Mapped[datetime | None]
    failed_at: Mapped[datetime | None]

    __table_args__ = (Index("outbox_letters_waiting", "priority", "id", postgresql_where=WAITING),)


class IdempotencyKey(Base):
    """The answer a POST gave under a caller's Idempotency-Key, kept 24 hours."""

    __tablename__ = "idempotency"

    caller: Mapped[str] = mapped_column(primary_key=True)
    route: Mapped[str] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(primary_key=True)
    request_digest: Mapped[bytes]
    created_at: Mapped[datetime] = mapped_column(default=clock.now)
    status: Mapped[int | None]
    headers: Mapped[dict[str, Any] | None]
    body: Mapped[bytes | None]

    __table_args__ = (Index("idempotency_created_at_idx", "created_at"),)
