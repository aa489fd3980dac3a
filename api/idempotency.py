"""A POST sent again under the same Idempotency-Key gives the same answer and has one effect."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from hashlib import sha256

from fastapi import Request, Response
from sqlalchemy import delete, select, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from api import clock, errors
from api.models import IdempotencyKey
from api.rules.permissions import PUBLIC, Actor

KEPT_FOR = timedelta(hours=24)
KEPT_HEADERS = ("content-type", "etag", "location", "vary", "cache-control")


@dataclass(slots=True)
class Claim:
    """This caller's hold on a key: `kept` is the answer already given, if there is one."""

    where: Mapping[str, str]
    kept: Response | None = None

    async def keep(self, session: AsyncSession, response: Response) -> None:
        headers = {name: response.headers[name] for name in KEPT_HEADERS if name in response.headers}
        answer = {"status": response.status_code, "headers": headers, "body": bytes(response.body)}
        await session.execute(update(IdempotencyKey).filter_by(**self.where).values(answer))

    async def drop(self, session: AsyncSession) -> None:
        """Nothing was done: sent again, it is judged again."""
        await session.execute(delete(IdempotencyKey).filter_by(**self.where))


async def claim(session: AsyncSession, request: Request, actor: Actor) -> Claim | None:
    """Take the key, waiting for a twin under way. None for a request that carries none.

    A refused request is rolled back with its claim, so sending it again judges it again.
    """
    key = request.headers.get("idempotency-key")
    if request.method != "POST" or key is None:
        return None
    if len(key) > 200:
        raise errors.Invalid.at("@Idempotency-Key", "too_long", maximum=200)
    if not key.strip() or not key.isascii() or not key.isprintable():
        raise errors.Invalid.at("@Idempotency-Key", "invalid_value")
    if actor is PUBLIC:
        return None  # nobody's keys are told from another's
    where = {"caller": _standing(actor), "route": request.url.path, "key": key}
    digest = sha256(f"{request.url.query}\n{request.headers.get('content-type')}\n".encode())
    digest.update(await request.body())
    fresh = {"request_digest": digest.digest(), "created_at": clock.now()}
    taken = await session.execute(
        insert(IdempotencyKey)
        .values(**where, **fresh)
        .on_conflict_do_update(
            constraint="idempotency_pkey",
            set_={**fresh, "status": None, "headers": None, "body": None},
            where=IdempotencyKey.created_at < clock.now() - KEPT_FOR,
        )
        .returning(IdempotencyKey.key)
    )
    if taken.first():
        return Claim(where)
    found = (await session.execute(select(IdempotencyKey).filter_by(**where))).scalar_one()
    if found.request_digest != digest.digest():
        raise errors.IdempotencyKeyReused
    return Claim(where, _replayed(found))


def _standing(actor: Actor) -> str:
    """The caller with what they may at this moment: an answer is not given again to whoever may no longer see it."""
    held = sorted(f"{held.role} {held.of}" for held in actor.roles)
    scopes = sorted(actor.scopes) if actor.scopes is not None else ["all"]
    return f"{actor.id} {sha256(' '.join([*held, *scopes]).encode()).hexdigest()[:16]}"


def _replayed(found: IdempotencyKey) -> Response:
    if found.status is None or found.body is None:
        raise errors.AlreadyCreated
    return Response(found.body, found.status, {**(found.headers or {}), "Idempotent-Replayed": "true"})
