"""The letters that wait in the outbox: taken by one worker at a time, and delivered, put off or given up."""

import random
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import delete, func, literal_column, or_, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from api import clock
from api.models import Letter, OutboxMessage
from api.models.ledger import LETTER

# Said literally, or PostgreSQL's generic plans would not see that the partial index serves.
WAITING = (
    OutboxMessage.event == literal_column(f"'{LETTER}'"),
    OutboxMessage.delivered_at.is_(None),
    OutboxMessage.failed_at.is_(None),
)
FIRST_WAIT, LONGEST_WAIT = timedelta(seconds=15), timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Taken:
    """One outbox row of ours until its lease is over."""

    id: UUID
    letter_id: UUID
    attempts: int


async def take(session: AsyncSession, lease: timedelta) -> Taken | None:
    """The next letter that is due. A worker that dies with it loses nothing: after the lease it is due again."""
    now = clock.now()
    due = or_(OutboxMessage.next_attempt_at.is_(None), OutboxMessage.next_attempt_at <= now)
    next_ = (
        select(OutboxMessage.id)
        .where(*WAITING, due)
        .order_by(OutboxMessage.priority, OutboxMessage.id)
        .limit(1)
        .with_for_update(skip_locked=True, key_share=True)
        .scalar_subquery()
    )
    taken = await session.execute(
        update(OutboxMessage)
        .where(OutboxMessage.id == next_)
        .values(attempts=OutboxMessage.attempts + 1, next_attempt_at=now + lease)
        .returning(OutboxMessage.id, OutboxMessage.subject_id, OutboxMessage.attempts)
        .execution_options(synchronize_session=False)
    )
    row = taken.one_or_none()
    return Taken(*row) if row else None


async def done(session: AsyncSession, taken: Taken) -> None:
    """Sent, or nobody was to get it: the letter goes, the row tells that it was."""
    await _close(session, taken, delivered_at=clock.now())


async def give_up(session: AsyncSession, taken: Taken) -> None:
    await _close(session, taken, failed_at=clock.now())


async def _close(session: AsyncSession, taken: Taken, **how: datetime) -> None:
    await session.execute(delete(Letter).where(Letter.id == taken.letter_id))
    await session.execute(
        update(OutboxMessage)
        .where(OutboxMessage.id == taken.id)
        .values(**how, next_attempt_at=None)
        .execution_options(synchronize_session=False)
    )


async def put_off(session: AsyncSession, taken: Taken, until: datetime) -> None:
    await session.execute(
        update(OutboxMessage)
        .where(OutboxMessage.id == taken.id)
        .values(next_attempt_at=until)
        .execution_options(synchronize_session=False)
    )


async def next_due(session: AsyncSession) -> datetime | None:
    """When the next of those put off is due; None when none waits."""
    due: datetime | None = await session.scalar(
        select(func.min(func.coalesce(OutboxMessage.next_attempt_at, clock.now()))).where(*WAITING)
    )
    return due


def wait(attempts: int) -> timedelta:
    """Twice as long each time, and never the same for two letters that failed together."""
    longest: timedelta = min(FIRST_WAIT * 2 ** min(attempts - 1, 20), LONGEST_WAIT)
    return longest * random.uniform(0.75, 1.25)  # noqa: S311  (spreads attempts, keeps no secret)
