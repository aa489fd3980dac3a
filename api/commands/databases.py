"""`inee migrate`, `revision`, `demo`, `reset`, `psql`: what the owner does to the database."""

import asyncio
import os
import shutil
import subprocess
from typing import TYPE_CHECKING, Annotated

import typer
from sqlalchemy import text
from sqlalchemy.engine import make_url
from sqlalchemy.ext.asyncio import AsyncSession

from api import clock, local_postgres, secret, startup
from api.commands import base
from api.db import Database
from api.services import rulebooks
from api.settings import Settings

if TYPE_CHECKING:
    from api.demo.staff import SignIn


def migrate() -> None:
    """Bring the schema to this version of the code and store its rulebooks."""
    settings = base.settings()
    with base.database(settings):
        typer.echo(f"The schema is at {bring_up_to_date(base.owner(settings))}.")


def revision(message: Annotated[str, typer.Option("--message", "-m", help="What it changes.")]) -> None:
    """Write the next migration from what differs between models and database; read it before you keep it."""
    from migrations import run

    settings = base.settings()
    with base.database(settings):
        bring_up_to_date(base.owner(settings))
        run.revision(base.owner(settings), message)


def demo() -> None:
    """Load the demo network into an empty database."""
    settings = base.settings()
    with base.database(settings):
        check_ready(settings)
        if not load_demo_if_empty(settings):
            raise base.CommandError("The database is not empty: `inee reset` empties it first.")


def demo_code() -> None:
    """Print how the demo network's staff sign in, with the second factor's code of this half minute."""
    settings = base.settings()
    with base.database(settings):
        check_ready(settings)
        found = demo_sign_in(settings)
    if found is None:
        raise base.CommandError(
            "This is no demo network: its staff sign in with what they took up themselves."
        )
    typer.echo(f"{found.email}\n{found.password}\n{found.code}")


def reset(yes: Annotated[bool, typer.Option("--yes", help="Do not ask.")] = False) -> None:
    """Delete everything in the database and migrate it afresh."""
    settings = base.settings()
    url = make_url(base.owner(settings))
    where = f"{settings.data_dir} (embedded)" if settings.embedded else f"{url.database} on {url.host}"
    if not yes:
        typer.confirm(f"Delete every member, seat and application in {where}?", abort=True)
    with base.database(settings):
        base.in_transaction(base.owner(settings), _empty)
        typer.echo(f"Emptied and migrated to {bring_up_to_date(base.owner(settings))}.")


def psql(
    owner: Annotated[bool, typer.Option("--owner", help="As the owner: may change the schema.")] = False,
) -> None:
    """Open PostgreSQL's own prompt on the database, as the application's login."""
    settings = base.settings()
    url = make_url(base.owner(settings) if owner else settings.database_url).set(drivername="postgresql")
    if "ssl" in url.query:  # asyncpg's word for what psql calls sslmode
        url = url.difference_update_query(["ssl"]).update_query_dict({"sslmode": url.query["ssl"]})
    program = shutil.which("psql") or (str(local_postgres.binary("psql")) if settings.embedded else None)
    if program is None:
        raise base.CommandError("There is no psql on this machine: install PostgreSQL's client programs.")
    password, shown = str(url.password or ""), url.set(password=None).render_as_string()
    environment = {
        **os.environ,
        **({"PGPASSWORD": password} if password else {}),
    }  # not for the list of processes
    with base.database(settings):
        code = subprocess.run([program, shown], env=environment, check=False).returncode
    raise typer.Exit(code)


def bring_up_to_date(owner: str) -> str:
    """Migrate to head and store the rulebooks not yet stored; the revision reached."""
    from migrations import run

    run.upgrade(owner)
    base.in_transaction(owner, rulebooks.publish)
    return run.head()


def check_ready(settings: Settings) -> None:
    """Everything the API asks of its database before it starts."""

    async def check() -> None:
        own = Database(settings.database_url, size=1)
        try:
            await startup.check(settings, own)
        finally:
            await own.close()

    asyncio.run(check())


def load_demo_if_empty(settings: Settings) -> bool:
    """True when the demo network was loaded; a database with anything in it is left as it is."""
    from api.demo import load

    if not base.in_transaction(settings.database_url, load.is_empty):
        return False
    typer.echo("Loading the demo network, some seconds …")
    made = base.in_transaction(settings.database_url, lambda session: load.write(session, clock.today()))
    typer.echo(
        f"{made.spaces} spaces, {made.organisations} organisations, {made.members:,} members, {made.seats:,} seats."
    )
    return True


def demo_sign_in(settings: Settings) -> "SignIn | None":
    """The demo network's way in for staff; None for a network of real people."""
    from api.demo import staff

    secret.configure(settings)
    return base.in_transaction(settings.database_url, staff.sign_in)


async def _empty(session: AsyncSession) -> None:
    """Drop every schema of ours, extensions included: the owner needs no right beyond the database for it."""
    ours = text(
        "SELECT quote_ident(nspname) FROM pg_namespace"
        " WHERE nspname !~ '^pg_' AND nspname <> 'information_schema'"
    )
    for schema in (await session.scalars(ours)).all():
        await session.execute(text(f"DROP SCHEMA {schema} CASCADE"))
    await session.execute(text("CREATE SCHEMA public"))
    await session.execute(text("GRANT USAGE ON SCHEMA public TO PUBLIC"))
