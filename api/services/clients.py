"""API keys: `inee_<prefix>_<secret>_<checksum>`. The secret's 256 random bits need no slow hash, only a one-way one."""

import hmac
import secrets
import zlib
from collections.abc import Iterable
from datetime import timedelta
from hashlib import sha256
from uuid import UUID

from sqlalchemy import select, update
from sqlalchemy.ext.asyncio import AsyncSession

from api import audit, clock
from api.errors import UnknownReference
from api.models import Client, ClientKey, Organisation
from api.rules.permissions import Actor, Permission, organisation_client, service_client
from api.services import callers

LONGEST = timedelta(days=365)
SEEN_EVERY = timedelta(minutes=5)
"""How exact `last_used_at` is: a key in use does not write at every request."""


def make_key() -> str:
    body = f"inee_{secrets.token_hex(4)}_{secrets.token_hex(32)}"
    return f"{body}_{_checksum(body)}"


def _checksum(body: str) -> str:
    return f"{zlib.crc32(body.encode()):08x}"


def _prefix(key: str) -> str | None:
    """The public part that names the key; None for what cannot be a key, told without asking the database."""
    body, _, checksum = key.rpartition("_")
    parts = body.split("_")
    if (
        len(key) > 200
        or not key.isascii()
        or len(parts) != 3
        or not hmac.compare_digest(checksum, _checksum(body))
    ):
        return None
    return parts[1]


async def find(session: AsyncSession, key: str) -> Actor | None:
    """The caller a live key stands for."""
    prefix = _prefix(key)
    if prefix is None:
        return None
    found = (
        await session.execute(
            select(
                ClientKey.id.label("key_id"),
                ClientKey.key_hash,
                ClientKey.last_used_at,
                Client.id,
                Client.organisation_id,
                Client.permissions,
                Client.made_by,
            )
            .join(Client, Client.id == ClientKey.client_id)
            .where(
                ClientKey.prefix == prefix,
                ClientKey.revoked_at.is_(None),
                ClientKey.expires_at > clock.now(),
                Client.revoked_at.is_(None),
            )
        )
    ).one_or_none()
    if found is None or not hmac.compare_digest(found.key_hash, sha256(key.encode()).digest()):
        return None
    if found.last_used_at is None or found.last_used_at < clock.now() - SEEN_EVERY:
        await session.execute(
            update(ClientKey).where(ClientKey.id == found.key_id).values(last_used_at=clock.now())
        )
    allowed = scopes(found.permissions)
    if found.organisation_id is None:
        return service_client(found.id, allowed)
    if found.made_by and not await callers.is_focal_point(session, found.made_by, found.organisation_id):
        return None  # a key never exceeds the person who made it
    return organisation_client(found.id, found.organisation_id, allowed)


def scopes(names: Iterable[str]) -> frozenset[Permission]:
    """The permissions a key's scopes name; `all` is every one its role has. Raises ValueError for an unknown one."""
    wanted = set(names)
    return frozenset(Permission) if "all" in wanted else frozenset(Permission(name) for name in wanted)


async def create(
    session: AsyncSession,
    *,
    name: str,
    permissions: list[str],
    organisation_id: UUID | None = None,
    lifetime: timedelta = LONGEST,
    by: Actor,
) -> tuple[Client, str]:
    """The new client and its first key, which is shown this once. At most twelve months."""
    scopes(permissions)
    if organisation_id is not None and await session.get(Organisation, organisation_id) is None:
        raise UnknownReference.at("/organisation_id", "unknown_reference")
    client = Client(
        name=name,
        organisation_id=organisation_id,
        permissions=permissions,
        made_by=None if by.is_secretariat else by.member_id,
    )
    session.add(client)
    await session.flush()
    key = await add_key(session, client, lifetime)
    audit.record(
        session, by=by, action="client.created", subject=("client", client.id), fields=["permissions"]
    )
    return client, key


async def add_key(session: AsyncSession, client: Client, lifetime: timedelta = LONGEST) -> str:
    """One more key of a client, shown this once."""
    key, now = make_key(), clock.now()
    session.add(
        ClientKey(
            client_id=client.id,
            prefix=str(_prefix(key)),
            key_hash=sha256(key.encode()).digest(),
            created_at=now,
            expires_at=now + min(lifetime, LONGEST),
        )
    )
    await session.flush()
    return key
