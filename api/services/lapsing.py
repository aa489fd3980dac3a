"""Open applications that nobody decides any more: their space closed, or whoever applied has left."""

from collections.abc import Collection
from typing import Any
from uuid import UUID

from sqlalchemy import update
from sqlalchemy.ext.asyncio import AsyncSession

from api import audit, clock
from api.models import Application
from api.rules.enums import ApplicationStatus
from api.rules.lifecycle import OPEN_APPLICATION
from api.rules.permissions import Actor


async def lapse(session: AsyncSession, ids: Collection[UUID], *, by: Actor) -> None:
    """The space closed meanwhile (R26)."""
    await _close(session, Application.id.in_(ids), ApplicationStatus.lapsed, by=by)


async def close_open(session: AsyncSession, *, member_id: UUID, by: Actor) -> None:
    """The person left: what they still had under way is withdrawn."""
    await _close(session, Application.member_id == member_id, ApplicationStatus.withdrawn, by=by)


async def _close(session: AsyncSession, which: Any, status: ApplicationStatus, *, by: Actor) -> None:
    closed = await session.scalars(
        update(Application)
        .where(which, Application.status.in_(OPEN_APPLICATION))
        .values(status=status, decided_at=clock.now(), decided_by=by.id)
        .returning(Application.id)
        .execution_options(synchronize_session="fetch")
    )
    await audit.record_many(
        session, by=by, action=f"application.{status}", kind="application", ids=closed.all()
    )
