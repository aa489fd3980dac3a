"""`inee client`: the API keys of scripts."""

import json
from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import timedelta
from typing import Annotated, TypeVar
from uuid import UUID

import typer
from sqlalchemy.ext.asyncio import AsyncSession

from api import clock
from api.commands import base, databases
from api.errors import ApiError, NotFound, TwoKeysLive, UnknownReference
from api.rules.permissions import Held, Permission, Role
from api.schemas.clients import ClientFilter, ClientRead, KeyCreate
from api.services import clients

T = TypeVar("T")
OPERATOR = replace(base.OPERATOR, roles=(Held(Role.admin),))
"""Whoever holds the database's logins looks after every script, the secretariat's own too."""

app = typer.Typer(
    help="API keys for scripts: of the secretariat, or of one organisation.", no_args_is_help=True
)


@app.callback()
def group() -> None:
    """API keys for scripts: of the secretariat, or of one organisation."""


@app.command()
def create(
    name: Annotated[str, typer.Option(help="What the key is for.")],
    scope: Annotated[
        list[str], typer.Option(help="`all`, or a permission such as `applications:read`; repeatable.")
    ],
    organisation: Annotated[
        UUID | None, typer.Option(metavar="ID", help="Bind it to this organisation.")
    ] = None,
    expires_in_days: Annotated[int, typer.Option(min=1, max=365)] = 365,
    as_json: Annotated[bool, typer.Option("--json", help="Print {id, key} for a script.")] = False,
) -> None:
    """Make an API key. It is shown this once; only its hash is kept."""
    unknown = [word for word in scope if word != "all" and word not in {known.value for known in Permission}]
    if unknown:
        known = " ".join(["all", *sorted(Permission)])
        raise base.CommandError(f"Unknown scope {', '.join(unknown)}; these are known: {known}.")

    async def make(session: AsyncSession) -> dict[str, str]:
        lifetime = timedelta(days=expires_in_days)
        client, key = await clients.create(
            session,
            name=name,
            permissions=scope,
            organisation_id=organisation,
            lifetime=lifetime,
            by=base.OPERATOR,
        )
        return {"id": str(client.id), "key": key}

    try:
        made = _done(make)
    except UnknownReference:
        raise base.CommandError(f"There is no organisation {organisation}.") from None
    _show(made, as_json)


@app.command("list")
def list_(
    organisation: Annotated[UUID | None, typer.Option(metavar="ID", help="Only this organisation's.")] = None,
) -> None:
    """Every script, with the prefix and the last day of its live keys."""

    async def every(session: AsyncSession) -> list[ClientRead]:
        query = ClientFilter(organisation_id=organisation, limit=200)
        found = await clients.list_(session, query, by=OPERATOR)
        items = list(found.items)
        while found.next_cursor:
            query = ClientFilter(cursor=found.next_cursor, limit=200)
            found = await clients.list_(session, query, by=OPERATOR)
            items += found.items
        return items

    for one in _done(every):
        keys = ", ".join(
            f"{key.prefix} until {key.expires_at:%Y-%m-%d}"
            for key in one.keys
            if one.revoked_at is None and key.revoked_at is None and key.expires_at > clock.now()
        )
        whose = f"organisation {one.organisation_id}" if one.organisation_id else "secretariat"
        typer.echo(f"{one.id}  {one.name}  ({whose})  {keys or 'no live key'}")


@app.command()
def rotate(
    client: Annotated[UUID, typer.Argument(help="The client's id, as `inee client list` shows it.")],
    expires_in_days: Annotated[int, typer.Option(min=1, max=365)] = 365,
    as_json: Annotated[bool, typer.Option("--json", help="Print {id, key} for a script.")] = False,
) -> None:
    """Make a second key, to change over to. It is shown this once."""

    async def make(session: AsyncSession) -> dict[str, str]:
        form = KeyCreate(expires_in_days=expires_in_days)
        made = await clients.rotate(session, client, form, by=OPERATOR)
        return {"id": str(made.id), "key": made.key}

    _show(_done(_found(client, make)), as_json)


@app.command()
def revoke(
    client: Annotated[UUID, typer.Argument(help="The client's id, as `inee client list` shows it.")],
    key: Annotated[str | None, typer.Option(metavar="PREFIX", help="Only this key of it.")] = None,
) -> None:
    """End a script, or one of its keys, for good: from the next request on."""

    async def end(session: AsyncSession) -> None:
        if key is None:
            await clients.revoke(session, client, by=OPERATOR)
            return
        held = (await clients.get(session, client, by=OPERATOR)).keys
        ids = [one.id for one in held if one.prefix == key]
        if not ids:
            raise base.CommandError(f"Client {client} has no key {key}.")
        await clients.revoke_key(session, client, ids[0], by=OPERATOR)

    _done(_found(client, end))
    typer.echo(f"Revoked {f'key {key} of ' if key else ''}client {client}.")


def _found(
    client: UUID, work: Callable[[AsyncSession], Awaitable[T]]
) -> Callable[[AsyncSession], Awaitable[T]]:
    """What the service refuses, told in one line."""

    async def told(session: AsyncSession) -> T:
        try:
            return await work(session)
        except NotFound:
            raise base.CommandError(f"There is no client {client}.") from None
        except TwoKeysLive:
            raise base.CommandError(f"Client {client} has two live keys: revoke one first.") from None
        except ApiError:
            raise base.CommandError(f"Client {client} is revoked: create another.") from None

    return told


def _done(work: Callable[[AsyncSession], Awaitable[T]]) -> T:
    settings = base.settings()
    with base.database(settings):
        databases.check_ready(settings)
        return base.in_transaction(settings.database_url, work)


def _show(made: dict[str, str], as_json: bool) -> None:
    if as_json:
        typer.echo(json.dumps(made))
    else:
        typer.echo(f"Client {made['id']}\nKey    {made['key']}   (shown this once)")
