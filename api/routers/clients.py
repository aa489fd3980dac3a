from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query

from api.operation import By, Operation, Session, needs
from api.rules.permissions import Permission
from api.schemas.base import Page
from api.schemas.clients import ClientCreate, ClientFilter, ClientMade, ClientRead, KeyCreate
from api.services import clients

router = APIRouter(prefix="/clients", tags=["clients"], route_class=Operation)


@router.get("")
@needs(Permission.clients_read)
async def list_clients(query: Annotated[ClientFilter, Query()], session: Session, by: By) -> Page[ClientRead]:
    """Scripts and their keys, never shown again: a focal point lists their own organisation's."""
    return await clients.list_(session, query, by=by)


@router.post("", status_code=201)
@needs(Permission.clients_write, confirmed=True, shows_secret=True)
async def create_client(form: ClientCreate, session: Session, by: By) -> ClientMade:
    """Add a script with its first key, shown this once. It may do no more than whoever makes it."""
    return await clients.make(session, form, by=by)


@router.get("/{client}")
@needs(Permission.clients_read)
async def get_client(client: UUID, session: Session, by: By) -> ClientRead:
    """One script, with what is known of its keys."""
    return await clients.get(session, client, by=by)


@router.post("/{client}/keys", status_code=201)
@needs(Permission.clients_write, confirmed=True, shows_secret=True)
async def rotate_client_key(client: UUID, form: KeyCreate, session: Session, by: By) -> ClientMade:
    """A second key to change over to, shown this once; two at most are live."""
    return await clients.rotate(session, client, form, by=by)


@router.post("/{client}/keys/{key}/revocation")
@needs(Permission.clients_write)
async def revoke_client_key(client: UUID, key: UUID, session: Session, by: By) -> ClientRead:
    """End one key for good, from the next request on."""
    return await clients.revoke_key(session, client, key, by=by)


@router.post("/{client}/revocation")
@needs(Permission.clients_write)
async def revoke_client(client: UUID, session: Session, by: By) -> ClientRead:
    """End a script and all its keys for good, from the next request on."""
    return await clients.revoke(session, client, by=by)
