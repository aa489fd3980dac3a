"""`inee doctor`: what is wrong here, and what mends it."""

import os
import re
import socket
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from importlib import metadata

import asyncpg
import typer
from pydantic import ValidationError
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncSession

from api import clock, local_postgres, startup
from api.commands import base
from api.settings import CHECKOUT, Settings
from migrations import run as migrations

PINNED = re.compile(r"^([A-Za-z0-9._-]+)==([^ ;\\]+)( *;)?", re.MULTILINE)
OWNED = text(
    "SELECT count(*) FROM pg_shdepend d JOIN pg_roles r ON r.oid = d.refobjid AND r.rolname = current_user"
    " WHERE d.refclassid = 'pg_authid'::regclass AND d.deptype = 'o'"
)
MIGHTY = text(
    "SELECT rolsuper OR rolcreaterole OR rolcreatedb OR rolbypassrls"
    " FROM pg_roles WHERE rolname = current_user"
)


@dataclass(frozen=True, slots=True)
class Check:
    """One thing looked at; `mend` says what to do where it is wrong."""

    what: str
    mend: str | None = None


def doctor() -> None:
    """Look at this machine, its settings and the database, and say what to do about what is wrong."""
    wrong = 0
    for check in _checks():
        typer.secho(
            "ok    " if check.mend is None else "wrong ",
            fg="green" if check.mend is None else "red",
            nl=False,
        )
        typer.echo(check.what if check.mend is None else f"{check.what}: {check.mend}")
        wrong += check.mend is not None
    raise typer.Exit(1 if wrong else 0)


def _checks() -> Iterator[Check]:
    new_enough = sys.version_info >= (3, 11)
    yield Check(f"Python {sys.version.split()[0]}", None if new_enough else "install Python 3.11 or newer")
    yield _packages()
    try:
        settings = base.settings()
    except ValidationError as error:
        for line in base.of_settings(error):
            yield Check("settings", line)
        return
    yield _variables(settings)
    yield from _worker_settings(settings)
    yield _port(settings)
    if settings.embedded:
        folder = settings.data_dir if settings.data_dir.exists() else settings.data_dir.parent
        yield Check(
            f"data folder {settings.data_dir}",
            None if os.access(folder, os.W_OK) else "not writable: set INEE_DATA_DIR",
        )
        if not (settings.data_dir / "postgres").exists():
            yield Check("database", "there is none yet: `make run` or `inee migrate` makes it")
            return
    try:
        with base.database(settings):
            yield from base.in_transaction(settings.database_url, _database)
    except local_postgres.LocalPostgresError as error:
        yield Check("database", str(error))
    except (OSError, asyncpg.PostgresError, DBAPIError) as error:
        yield Check("database", base.of_system(error))


def _packages() -> Check:
    """Whether what is installed is what requirements.lock pins; entries for other platforms may be absent."""
    lock = CHECKOUT / "requirements.lock"
    if not lock.exists():
        return Check("packages (no requirements.lock here to compare with)")
    differ = []
    for name, version, conditional in PINNED.findall(lock.read_text()):
        try:
            found = metadata.version(name)
        except metadata.PackageNotFoundError:
            found = version if conditional else "absent"
        if found != version:
            differ.append(f"{name} {found} instead of {version}")
    again = "install again with `rm -rf .venv && make run`"
    return Check("packages as locked", f"{', '.join(differ[:5])}: {again}" if differ else None)


def _variables(settings: Settings) -> Check:
    known = {f"INEE_{name.upper()}" for name in type(settings).model_fields}
    unknown = sorted(name for name in os.environ if name.startswith("INEE_") and name not in known)
    return Check("settings", f"nobody reads {', '.join(unknown)}: mistyped?" if unknown else None)


def _worker_settings(settings: Settings) -> Iterator[Check]:
    known = settings.secret is not None or settings.embedded
    yield Check("secret", None if known else "set INEE_SECRET, the same for API and worker, and keep it")
    yield Check("mail by a server" if settings.smtp_url else f"mail into {settings.data_dir / 'mail'}")


def _port(settings: Settings) -> Check:
    what = f"port {settings.port} on {settings.host}"
    with socket.socket(socket.AF_INET6 if ":" in settings.host else socket.AF_INET) as trial:
        trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            trial.bind((settings.host, settings.port))
        except OSError as error:
            return Check(what, f"{error.strerror}: fine if that is our own API, else set INEE_PORT")
    return Check(f"{what} is free")


async def _database(session: AsyncSession) -> list[Check]:
    number = int(await session.scalar(text("SELECT current_setting('server_version_num')::int")) or 0)
    found = [
        Check(
            f"PostgreSQL {number // 10000}.{number % 10000}",
            None if number >= 180000 else "18 or newer is needed",
        ),
        await _schema(session),
    ]
    for name in startup.DURABLE:
        value = await session.scalar(text("SELECT current_setting(:name)"), {"name": name})
        off = f"turn {name} on in the server, or an answered write can be lost" if value == "off" else None
        found.append(Check(f"{name} {value}", off))
    login = await session.scalar(text("SELECT current_user"))
    owns = await session.scalar(OWNED)
    found.append(
        Check(
            f"login {login} owns nothing",
            f"owns {owns} things: use another login than the owner's" if owns else None,
        )
    )
    too_much = "may do too much: ALTER ROLE … NOSUPERUSER NOCREATEROLE NOCREATEDB NOBYPASSRLS"
    found.append(Check(f"login {login} is ordinary", too_much if await session.scalar(MIGHTY) else None))
    return [*found, await _time(session), await _letters(session)]


async def _schema(session: AsyncSession) -> Check:
    exists = await session.scalar(text("SELECT to_regclass('public.alembic_version') IS NOT NULL"))
    current = await session.scalar(text("SELECT version_num FROM alembic_version")) if exists else None
    head = migrations.head()
    return Check(
        f"schema at {current or 'nothing'}",
        None if current == head else f"`inee migrate` brings it to {head}",
    )


async def _letters(session: AsyncSession) -> Check:
    if not await session.scalar(text("SELECT to_regclass('public.letters') IS NOT NULL")):
        return Check("letters")
    row = (await session.execute(text("SELECT count(*), min(created_at) FROM letters"))).one()
    late = row[1] is not None and clock.now() - row[1] > timedelta(minutes=5)
    stuck = "some for over five minutes: does `inee worker` run, and reach the mail server?"
    return Check(f"letters waiting: {row[0]}", stuck if late else None)


async def _time(session: AsyncSession) -> Check:
    """The API's clock against the database server's; INEE_CLOCK moves the first on purpose."""
    theirs = (await session.execute(text("SELECT clock_timestamp()"))).scalar_one()
    apart = abs((clock.now() - theirs).total_seconds())
    moved = base.settings().clock is not None
    what = f"clock {clock.now():%Y-%m-%d %H:%M} UTC" + (" (moved by INEE_CLOCK)" if moved else "")
    far = f"{apart:.0f} s from the database server's: set both by NTP" if apart > 5 and not moved else None
    return Check(what, far)
