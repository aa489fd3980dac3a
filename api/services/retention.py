"""What is no longer needed is forgotten, each thing after the days that its setting says.

A pass looks at ages only, so it does the same however late or often it comes.
"""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, cast
from uuid import UUID

import structlog
from sqlalchemy import CursorResult, Delete, Update, column, delete, func, or_, select, table, update
from sqlalchemy.ext.asyncio import AsyncSession

from api import audit, clock
from api.db import Database
from api.models import (
    Application,
    Attempt,
    Challenge,
    IdempotencyKey,
    ImportBatch,
    ImportRow,
    OutboxMessage,
    PersonSession,
)
from api.rules.enums import ApplicationStatus
from api.rules.permissions import service_client
from api.settings import Settings

log = structlog.get_logger("api.retention")

HOUSEKEEPER = service_client(UUID("00000000-0000-7000-8000-000000000002"))
"""Whose name stands in the audit where time, and nobody, did it."""
FRUITLESS = (ApplicationStatus.declined, ApplicationStatus.withdrawn, ApplicationStatus.lapsed)
QUEUE_LOG = table("pgqueuer_log", column("created"), schema="queue")

Forget = Callable[[AsyncSession, datetime], Awaitable[int]]


async def application_texts(session: AsyncSession, before: datetime) -> int:
    """What people wrote in applications that led to no seat; that they applied, and what was decided, stays."""
    forgotten = await session.scalars(
        update(Application)
        .where(
            Application.status.in_(FRUITLESS),
            Application.decided_at < before,
            or_(Application.statement.is_not(None), Application.answers != {}),
        )
        .values(statement=None, answers={})
        .returning(Application.id)
        .execution_options(synchronize_session=False)
    )
    ids = forgotten.all()
    await audit.record_many(
        session, by=HOUSEKEEPER, action="application.texts_forgotten", kind="application", ids=ids
    )
    return len(ids)


async def import_cells(session: AsyncSession, before: datetime) -> int:
    """What imported files said; counts and the verdict on every row stay. A preview nobody committed is stale then."""
    finished = select(ImportBatch.id).where(
        func.coalesce(ImportBatch.committed_at, ImportBatch.updated_at) < before
    )
    return await _count(
        session,
        update(ImportRow).where(ImportRow.batch_id.in_(finished), ImportRow.cells != {}).values(cells={}),
    )


async def kept_answers(session: AsyncSession, before: datetime) -> int:
    return await _count(session, delete(IdempotencyKey).where(IdempotencyKey.created_at < before))


async def outbox(session: AsyncSession, before: datetime) -> int:
    over = func.coalesce(OutboxMessage.delivered_at, OutboxMessage.failed_at)
    return await _count(session, delete(OutboxMessage).where(over < before))


async def sessions(session: AsyncSession, before: datetime) -> int:
    """Sessions long over: where and when somebody had signed in."""
    over = func.least(PersonSession.expires_at, PersonSession.ended_at)
    return await _count(session, delete(PersonSession).where(over < before))


async def challenges(session: AsyncSession, before: datetime) -> int:
    """Codes nobody can use any more, with the forms of those who never answered."""
    return await _count(session, delete(Challenge).where(Challenge.expires_at < before))


async def attempts(session: AsyncSession, before: datetime) -> int:
    return await _count(session, delete(Attempt).where(Attempt.began_at < before))


async def job_log(session: AsyncSession, before: datetime) -> int:
    return await _count(session, delete(QUEUE_LOG).where(QUEUE_LOG.c.created < before))


async def _count(session: AsyncSession, change: Update | Delete) -> int:
    done = await session.execute(change.execution_options(synchronize_session=False))
    return cast("CursorResult[Any]", done).rowcount


@dataclass(frozen=True, slots=True)
class Kept:
    """One thing, for how many days, and how it is forgotten: answers how many rows that took."""

    what: str
    days: Callable[[Settings], int]
    forget: Forget


KEPT = (
    Kept("application texts", lambda settings: settings.retain_applications, application_texts),
    Kept("import cells", lambda settings: settings.retain_imports, import_cells),
    Kept("answers for retries", lambda settings: settings.retain_answers, kept_answers),
    Kept("outbox", lambda settings: settings.retain_outbox, outbox),
    Kept("sessions", lambda settings: settings.retain_sessions, sessions),
    Kept("codes asked for", lambda settings: settings.retain_challenges, challenges),
    Kept("attempts", lambda settings: settings.retain_challenges, attempts),
    Kept("job log", lambda settings: settings.retain_jobs, job_log),
)


async def run(database: Database, settings: Settings) -> Mapping[str, int]:
    """Each thing in a transaction of its own; how many rows each took."""
    counts: dict[str, int] = {}
    for kept in KEPT:
        before = clock.now() - timedelta(days=kept.days(settings))
        async with database.transaction() as session:
            counts[kept.what] = await kept.forget(session, before)
    log.info("retention.done", counts=counts)
    return counts
