"""`inee client`: the API keys of scripts."""

import json
from datetime import timedelta
from typing import Annotated
from uuid import UUID

import typer
from sqlalchemy.ext.asyncio import AsyncSession

from api.commands import base, databases
from api.errors import UnknownReference
from api.rules.permissions import Permission
from api.services import clients

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

    settings = base.settings()
    with base.database(settings):
        databases.check_ready(settings)
        try:
            made = base.in_transaction(settings.database_url, make)
        except UnknownReference:
            raise base.CommandError(f"There is no organisation {organisation}.") from None
    if as_json:
        typer.echo(json.dumps(made))
    else:
        typer.echo(f"Client {made['id']}\nKey    {made['key']}   (shown this once)")
