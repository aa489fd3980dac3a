"""`inee admin`: who looks after the system. The first one is named here, for nobody could do it over HTTP."""

from collections.abc import Awaitable, Callable
from typing import Annotated, TypeVar

import typer
from email_validator import EmailNotValidError, validate_email
from rich.console import Console
from rich.table import Table
from sqlalchemy.ext.asyncio import AsyncSession

from api import secret, texts
from api.commands import base, databases
from api.errors import Invalid
from api.schemas.sessions import CredentialsRead
from api.services import administrators

app = typer.Typer(help="People who look after the system itself.", no_args_is_help=True)
T = TypeVar("T")


@app.callback()
def group() -> None:
    """People who look after the system itself."""


@app.command()
def create(
    email: Annotated[str, typer.Option(help="The address they sign in with.")],
    name: Annotated[str, typer.Option(help="Their name, as they write it.")],
    password: Annotated[
        str,
        typer.Option(
            prompt=True,
            hide_input=True,
            confirmation_prompt=True,
            help="Asked for when left out, as it should be: a shell remembers what is typed.",
        ),
    ],
) -> None:
    """Name an administrator, with a password and a second factor that is shown this once."""
    try:
        address = validate_email(email.strip(), check_deliverability=False).normalized
    except EmailNotValidError:
        raise base.CommandError(f"{email} is no e-mail address.") from None
    try:
        made = _with_database(
            lambda session: administrators.name(session, address, name.strip(), password, by=base.OPERATOR)
        )
    except Invalid as error:
        raise base.CommandError(texts.field(error.errors[0].code, error.errors[0].params)) from error
    typer.echo(f"{address} is an administrator from today.")
    _show(made)


@app.command("list")
def list_() -> None:
    """Who is one today."""
    table = Table("since", "name", "e-mail")
    for one in _with_database(administrators.list_):
        table.add_row(str(one.starts_on), one.full_name, one.email or "")
    Console().print(table)


@app.command()
def end(email: Annotated[str, typer.Argument(help="The address they sign in with.")]) -> None:
    """End somebody's being one, from today."""
    if not _with_database(lambda session: administrators.end(session, email, by=base.OPERATOR)):
        raise base.CommandError(f"Nobody of the address {email} is an administrator today.")
    typer.echo(f"{email} is an administrator no more.")


def _with_database(work: Callable[[AsyncSession], Awaitable[T]]) -> T:
    settings = base.settings()
    with base.database(settings):
        databases.check_ready(settings)
        secret.configure(settings)
        return base.in_transaction(settings.database_url, work)


def _show(made: CredentialsRead) -> None:
    typer.echo("Put this into an authenticator app, once; it is not shown again:")
    typer.echo(f"  secret          {made.totp_secret}")
    typer.echo(f"  as an address   {made.otpauth_uri}")
    typer.echo(f"Codes for the day the phone is lost: {' '.join(made.recovery_codes)}")
