"""API keys: `inee_<prefix>_<secret>_<checksum>`. The secret's 256 random bits need no slow hash, only a one-way one."""

import hmac
import secrets
import zlib
from collections.abc import Iterable
from datetime import timedelta
from hashlib import sha256
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from api import audit, clock
from api.errors import UnknownReference
from api.models import Client, Organisation
from api.rules.permissions import Actor, Permission, Role

LONGEST = timedelta(days=365)


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
            select(Client.id, Client.organisation_id, Client.permissions, Client.key_hash).where(
                Client.key_prefix == prefix, Client.revoked_at.is_(None), Client.expires_at > clock.now()
            )
        )
    ).one_or_none()
    if found is None or not hmac.compare_digest(found.key_hash, sha256(key.encode()).digest()):
        return None
    role = Role.service_client if found.organisation_id is None else Role.organisation_client
    return Actor(role, found.id, found.organisation_id, scopes(found.permissions))


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
    """The new client and its key, which is shown this once. At most twelve months."""
    scopes(permissions)
    if organisation_id is not None and await session.get(Organisation, organisation_id) is None:
        raise UnknownReference.at("/organisation_id", "unknown_reference")
    key = make_key()
    client = Client(
        name=name,
        organisation_id=organisation_id,
        permissions=permissions,
        key_prefix=str(_prefix(key)),
        key_hash=sha256(key.encode()).digest(),
        expires_at=clock.now() + min(lifetime, LONGEST),
    )
    session.add(client)
    await session.flush()
    audit.record(
        session, by=by, action="client.created", subject=("client", client.id), fields=["permissions"]
    )
    return client, key
