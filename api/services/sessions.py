"""Sessions of people: kept on the server, found by a cookie, limited in idleness and in age, ended by their owner."""

import secrets
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Any
from uuid import UUID

from sqlalchemy import select, update
from sqlalchemy.ext.asyncio import AsyncSession

from api import audit, clock
from api.errors import NotFound
from api.models import Member, PersonSession
from api.rules.enums import MemberStatus, SignInMethod
from api.rules.permissions import Actor, ActorKind
from api.schemas.base import as_id
from api.schemas.sessions import SessionEnded, SessionList, SessionRead, SessionStarted
from api.services import callers, lookup

# How long a session may rest, and how long it lasts at most. The secretariat's see much: theirs are short.
LASTS = {
    SignInMethod.email_code: (timedelta(days=7), timedelta(days=30)),
    SignInMethod.password_totp: (timedelta(hours=2), timedelta(hours=12)),
}
SEEN_EVERY = timedelta(minutes=1)
CONFIRMED_FOR = timedelta(minutes=10)


async def find(session: AsyncSession, token: str) -> Actor | None:
    """The person whose live session the cookie names, with the roles they have now."""
    now = clock.now()
    found = (
        await session.execute(
            select(PersonSession, Member.status)
            .join(Member, Member.id == PersonSession.member_id)
            .where(
                PersonSession.token_hash == _hash(token),
                PersonSession.ended_at.is_(None),
                PersonSession.expires_at > now,
                Member.status != MemberStatus.erased,
            )
        )
    ).one_or_none()
    if found is None:
        return None
    row, status = found
    if row.last_seen_at <= now - LASTS[row.method][0]:
        return None
    if row.last_seen_at < now - SEEN_EVERY:
        await session.execute(
            update(PersonSession).where(PersonSession.id == row.id).values(last_seen_at=now)
        )
    return Actor(
        ActorKind.person,
        row.member_id,
        await callers.roles(session, row.member_id, status, row.method),
        session_id=row.id,
        confirmed=_confirmed_until(row) > now,
    )


async def start(
    session: AsyncSession, member_id: UUID, method: SignInMethod, device: str | None
) -> SessionStarted:
    """A new session and the cookie that is its only key."""
    token, now = secrets.token_urlsafe(32), clock.now()
    row = PersonSession(
        member_id=member_id,
        token_hash=_hash(token),
        method=method,
        device=device[:200] if device else None,
        created_at=now,
        last_seen_at=now,
        confirmed_at=now,
        expires_at=now + LASTS[method][1],
    )
    session.add(row)
    await session.flush()
    by = Actor(ActorKind.person, member_id, session_id=row.id)
    audit.record(session, by=by, action="session.started", subject=("member", member_id), fields=[method])
    lasts = int(LASTS[method][1].total_seconds())
    return SessionStarted(**_values(row, by), cookie=token, lasts=lasts)


async def list_(session: AsyncSession, *, by: Actor) -> SessionList:
    """The caller's live sessions, the newest first."""
    rows = await session.scalars(_live(by).order_by(PersonSession.id.desc()))
    return SessionList(items=[SessionRead(**_values(row, by)) for row in rows if _is_awake(row)])


async def get(session: AsyncSession, id_: UUID | None, *, by: Actor) -> SessionRead:
    return SessionRead(**_values(await _find(session, id_, by=by), by))


async def end(session: AsyncSession, wanted: str, *, by: Actor) -> SessionEnded:
    """End one of one's own sessions; `current` is the one that asks."""
    id_ = by.session_id if wanted == "current" else as_id(wanted)
    row = await _find(session, id_, by=by)
    row.ended_at = clock.now()
    audit.record(session, by=by, action="session.ended", subject=("member", row.member_id))
    await session.flush()
    return SessionEnded(**_values(row, by))


async def end_others(session: AsyncSession, *, by: Actor) -> SessionList:
    """End all of one's own sessions but the one that asks; those ended are answered."""
    rows = (await session.scalars(_live(by).where(PersonSession.id != by.session_id))).all()
    for row in rows:
        row.ended_at = clock.now()
        audit.record(session, by=by, action="session.ended", subject=("member", row.member_id))
    await session.flush()
    return SessionList(items=[SessionRead(**_values(row, by)) for row in rows])


async def end_all(session: AsyncSession, member_id: UUID, *, by: Actor) -> None:
    """Sign somebody out everywhere: their credentials have changed, or their address."""
    ended = await session.scalars(
        update(PersonSession)
        .where(PersonSession.member_id == member_id, PersonSession.ended_at.is_(None))
        .values(ended_at=clock.now())
        .returning(PersonSession.id)
        .execution_options(synchronize_session=False)
    )
    if ended.first() is not None:
        audit.record(session, by=by, action="session.all_ended", subject=("member", member_id))


async def confirm(session: AsyncSession, *, by: Actor) -> SessionRead:
    """The person has just proved again who they are."""
    row = await _find(session, by.session_id, by=by)
    row.confirmed_at = clock.now()
    audit.record(session, by=by, action="session.confirmed", subject=("member", row.member_id))
    await session.flush()
    return SessionRead(**_values(row, by))


def _live(by: Actor) -> Any:
    return select(PersonSession).where(
        PersonSession.member_id == by.id,
        PersonSession.ended_at.is_(None),
        PersonSession.expires_at > clock.now(),
    )


async def _find(session: AsyncSession, id_: UUID | None, *, by: Actor) -> PersonSession:
    row = await session.scalar(_live(by).where(PersonSession.id == id_)) if id_ else None
    if row is None:
        raise NotFound
    found: PersonSession = row
    return found


def _is_awake(row: PersonSession) -> bool:
    return row.last_seen_at > clock.now() - LASTS[row.method][0]


def _confirmed_until(row: PersonSession) -> datetime:
    return row.confirmed_at + CONFIRMED_FOR


def _values(row: PersonSession, by: Actor) -> dict[str, Any]:
    shown = {name: value for name, value in lookup.columns(row).items() if name in SessionRead.model_fields}
    return {**shown, "confirmed_until": _confirmed_until(row), "is_current": row.id == by.session_id}


def _hash(token: str) -> bytes:
    return sha256(token.encode()).digest()
