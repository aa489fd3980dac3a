"""Scripts that call: whose they are, what they may do, and their keys, two at most at once.

A key never exceeds the person it was shown to: it is dead as soon as they no longer speak for its organisation.
"""

from collections.abc import Iterable, Sequence
from datetime import timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import Select, func, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from api import audit, clock, pagination
from api.errors import Conflict, FieldError, Forbidden, Invalid, NotFound, TwoKeysLive, UnknownReference
from api.models import Client, ClientKey, Organisation
from api.rules.permissions import (
    GRANTS,
    Actor,
    Permission,
    Role,
    Thing,
    may,
    organisation_client,
    service_client,
)
from api.schemas.base import Page
from api.schemas.clients import ALL, ClientCreate, ClientFilter, ClientMade, ClientRead, KeyCreate, KeyRead
from api.services import callers, keys, lookup, organisations

LONGEST = timedelta(days=365)
LIVE_AT_ONCE = 2
SEEN_EVERY = timedelta(minutes=5)
"""How exact `last_used_at` is: a key in use does not write at every request."""
SORTS = {"created_at": Client.created_at}


# --- who a key stands for


async def find(session: AsyncSession, key: str) -> Actor | None:
    """The caller a live key stands for."""
    prefix = keys.prefix(key)
    if prefix is None:
        return None
    found = (
        await session.execute(
            select(
                ClientKey.id.label("key_id"),
                ClientKey.key_hash,
                ClientKey.last_used_at,
                ClientKey.made_by,
                Client.id,
                Client.organisation_id,
                Client.permissions,
            )
            .join(Client, Client.id == ClientKey.client_id)
            .where(ClientKey.prefix == prefix, *_live(), Client.revoked_at.is_(None))
        )
    ).one_or_none()
    if found is None or not keys.is_of(key, found.key_hash):
        return None
    if (
        found.made_by
        and found.organisation_id
        and not await callers.is_focal_point(session, found.made_by, found.organisation_id)
    ):
        return None  # a key never exceeds the person who made it
    if found.last_used_at is None or found.last_used_at < clock.now() - SEEN_EVERY:
        await session.execute(
            update(ClientKey).where(ClientKey.id == found.key_id).values(last_used_at=clock.now())
        )
    allowed = scopes(found.permissions)
    if found.organisation_id is None:
        return service_client(found.id, allowed)
    return organisation_client(found.id, found.organisation_id, allowed)


def _live() -> tuple[Any, ...]:
    return ClientKey.revoked_at.is_(None), ClientKey.expires_at > clock.now()


def scopes(names: Iterable[str]) -> frozenset[Permission]:
    """The permissions a key's scopes name; `all` is every one its role has. Raises ValueError for an unknown one."""
    wanted = set(names)
    return frozenset(Permission) if ALL in wanted else frozenset(Permission(name) for name in wanted)


# --- reading


def visible(actor: Actor) -> Select[Any]:
    """Admins see all; the rest of the secretariat the organisations'; a focal point their own organisation's."""
    every = select(Client)
    if actor.holds(Role.admin):
        return every
    if actor.is_secretariat:
        return every.where(Client.organisation_id.is_not(None))
    return every.where(Client.organisation_id.in_(actor.of(frozenset({Role.focal_point}))))


async def list_(session: AsyncSession, query: ClientFilter, *, by: Actor) -> Page[ClientRead]:
    listing = pagination.resume("clients", query)
    statement = visible(by)
    if listing.query.organisation_id is not None:
        statement = statement.where(Client.organisation_id == listing.query.organisation_id)
    found = await pagination.fetch(session, listing, statement, sorts=SORTS, key=Client.id)
    items = await _read(session, [row[0] for row in found.rows])
    return Page(items=items, next_cursor=found.next_cursor, total=found.total)


async def get(session: AsyncSession, id_: UUID, *, by: Actor) -> ClientRead:
    return (await _read(session, [await _find(session, id_, by=by)]))[0]


async def _find(session: AsyncSession, id_: UUID, *, by: Actor) -> Client:
    found = (await session.execute(visible(by).where(Client.id == id_))).scalar_one_or_none()
    if found is None:
        raise NotFound
    return found  # type: ignore[no-any-return]


async def _read(session: AsyncSession, rows: Sequence[Client]) -> list[ClientRead]:
    held: dict[UUID, list[KeyRead]] = {row.id: [] for row in rows}
    every = select(ClientKey).where(ClientKey.client_id.in_(held)).order_by(ClientKey.id.desc())
    for key in await session.scalars(every):
        held[key.client_id].append(KeyRead.model_validate(key))
    return [
        ClientRead.model_validate({**lookup.columns(row), "scopes": row.permissions, "keys": held[row.id]})
        for row in rows
    ]


# --- making


async def make(session: AsyncSession, form: ClientCreate, *, by: Actor) -> ClientMade:
    """A script of an organisation, by the secretariat or a focal point; one of the secretariat itself, by an admin."""
    role = Role.service_client if form.organisation_id is None else Role.organisation_client
    thing = Thing(organisation_id=form.organisation_id)
    if not may(by, Permission.clients_write, thing) or (
        role is Role.service_client and not by.holds(Role.admin)
    ):
        raise Forbidden(permission=Permission.clients_write)
    _check_scopes(form.scopes, role, thing, by=by)
    await organisations.settled(session, form.organisation_id, "/organisation_id", by=by)
    client, key = await create(
        session,
        name=form.name,
        permissions=sorted(set(form.scopes)),
        organisation_id=form.organisation_id,
        lifetime=timedelta(days=form.expires_in_days),
        by=by,
    )
    return await _made(session, client, key)


def _check_scopes(wanted: Sequence[str], role: Role, thing: Thing, *, by: Actor) -> None:
    """Nobody hands out what they lack, or what a key of this kind cannot have."""
    wrong = [
        FieldError(f"/scopes/{place}", "not_grantable", {})
        for place, scope in enumerate(wanted)
        if scope != ALL and not (Permission(scope) in GRANTS[role] and may(by, Permission(scope), thing))
    ]
    if wrong:
        raise Invalid(wrong)


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
        made_by=_maker(by),
    )
    session.add(client)
    await session.flush()
    key = await _add_key(session, client, lifetime, by=by)
    _told(session, client, "client.created", ["permissions"], by=by)
    return client, key


async def rotate(session: AsyncSession, id_: UUID, form: KeyCreate, *, by: Actor) -> ClientMade:
    """A second key to change over to. Whoever makes it looks after the client from here on."""
    client = await _hold(session, id_, by=by)
    if client.revoked_at is not None:
        raise Conflict
    live = select(func.count()).select_from(ClientKey).where(ClientKey.client_id == id_, *_live())
    if (await session.scalar(live) or 0) >= LIVE_AT_ONCE:
        raise TwoKeysLive
    client.made_by, client.updated_at = _maker(by), clock.now()
    key = await _add_key(session, client, timedelta(days=form.expires_in_days), by=by)
    _told(session, client, "client.key_made", ["keys"], by=by)
    await session.flush()
    return await _made(session, client, key)


def _maker(by: Actor) -> UUID | None:
    return None if by.is_secretariat else by.member_id


async def _add_key(session: AsyncSession, client: Client, lifetime: timedelta, *, by: Actor) -> str:
    """One more key of a client, shown this once."""
    key, now = keys.make(), clock.now()
    session.add(
        ClientKey(
            client_id=client.id,
            prefix=str(keys.prefix(key)),
            key_hash=keys.digest(key),
            made_by=_maker(by),
            created_at=now,
            expires_at=now + min(lifetime, LONGEST),
        )
    )
    await session.flush()
    return key


async def _made(session: AsyncSession, client: Client, key: str) -> ClientMade:
    (read,) = await _read(session, [client])
    return ClientMade(**vars(read), key=key)


# --- revoking


async def revoke(session: AsyncSession, id_: UUID, *, by: Actor) -> ClientRead:
    """For good, with all its keys; once more changes nothing."""
    client = await _hold(session, id_, by=by)
    if client.revoked_at is None:
        client.revoked_at = clock.now()
        _told(session, client, "client.revoked", ["revoked_at"], by=by)
        await session.flush()
    return (await _read(session, [client]))[0]


async def revoke_key(session: AsyncSession, id_: UUID, key_id: UUID, *, by: Actor) -> ClientRead:
    """One of its keys, for good; once more changes nothing."""
    client = await _hold(session, id_, by=by)
    found = select(ClientKey).where(ClientKey.id == key_id, ClientKey.client_id == id_)
    key = (await session.execute(found)).scalar_one_or_none()
    if key is None:
        raise NotFound
    if key.revoked_at is None:
        key.revoked_at = client.updated_at = clock.now()
        _told(session, client, "client.key_revoked", ["keys"], by=by)
        await session.flush()
    return (await _read(session, [client]))[0]


async def _hold(session: AsyncSession, id_: UUID, *, by: Actor) -> Client:
    client = await _find(session, id_, by=by)
    if not may(by, Permission.clients_write, Thing(organisation_id=client.organisation_id)):
        raise Forbidden(permission=Permission.clients_write)
    return await lookup.lock(session, Client, id_)


def _told(session: AsyncSession, client: Client, action: str, fields: Sequence[str], *, by: Actor) -> None:
    audit.record(session, by=by, action=action, subject=("client", client.id), fields=fields)
