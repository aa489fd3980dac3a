"""Counts that slow a guesser: per target, in PostgreSQL, so that they hold over processes and restarts."""

from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import case, delete
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from api import clock, keyed
from api.errors import TooManyAttempts
from api.models import Attempt


@dataclass(frozen=True, slots=True)
class Limit:
    """At most `most` tries of `what` on one target `within` a window that begins with the first."""

    what: str
    most: int
    within: timedelta


CODES = Limit("code", 6, timedelta(hours=1))
PASSWORDS = Limit("password", 10, timedelta(minutes=15))
CONFIRMATIONS = Limit("confirmation", 10, timedelta(minutes=15))
LETTERS = Limit("letter", 5, timedelta(days=1))
FOCAL_POINT_REQUESTS = Limit("focal_point_request", 5, timedelta(days=1))


async def take(session: AsyncSession, limit: Limit, target: str) -> None:
    """Count one try; 429 once there were too many. The target may be unknown: it is counted all the same.

    A refusal for a try (`ApiError.kept`) commits the count with it.
    """
    now = clock.now()
    over = Attempt.began_at <= now - limit.within
    taken = (
        insert(Attempt)
        .values(what=limit.what, target=_digest(limit, target), began_at=now, count=1)
        .on_conflict_do_update(
            constraint="attempts_pkey",
            set_={
                "count": case((over, 1), else_=Attempt.count + 1),
                "began_at": case((over, now), else_=Attempt.began_at),
            },
        )
        .returning(Attempt.count, Attempt.began_at)
    )
    count, began_at = (await session.execute(taken)).one()
    if count > limit.most:
        raise TooManyAttempts(retry_after=int((began_at + limit.within - now).total_seconds()) + 1)


async def forget(session: AsyncSession, limit: Limit, target: str) -> None:
    """The one who knew came: what was tried before no longer counts."""
    await session.execute(
        delete(Attempt).where(Attempt.what == limit.what, Attempt.target == _digest(limit, target))
    )


def _digest(limit: Limit, target: str) -> bytes:
    return keyed.digest(f"attempt:{limit.what}", target.encode())
