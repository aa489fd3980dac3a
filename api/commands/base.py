"""What every command shares: its settings, its database, and errors told in one line with exit code 1."""

import asyncio
import contextlib
import signal
import socket
from collections.abc import Awaitable, Callable, Iterator
from types import FrameType
from typing import Any, TypeVar
from uuid import UUID

import asyncpg
import typer
from pydantic import ValidationError
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncSession
from typer.core import TyperGroup

from api import clock, local_postgres, logging, startup
from api.db import Database
from api.rules.permissions import service_client
from api.services.rulebooks import RulebookDiffers
from api.settings import Settings

T = TypeVar("T")
STOPPED_BY = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
OPERATOR = service_client(UUID("00000000-0000-7000-8000-000000000001"))
"""Whoever may run these commands holds the database's logins: the secretariat's own hand."""


class CommandError(Exception):
    """One line for people: what is wrong and what to do."""


FORESEEN = (CommandError, local_postgres.LocalPostgresError, startup.NotReady, RulebookDiffers)


class OneLine(TyperGroup):
    """A group whose foreseen failures are one line and exit code 1; the unforeseen keep their traceback."""

    def invoke(self, ctx: Any) -> Any:
        for (
            number
        ) in STOPPED_BY:  # each ends a command through its `finally`, so that no server is left behind
            signal.signal(number, _interrupt)
        logging.configure()
        try:
            return super().invoke(ctx)
        except FORESEEN as error:
            lines = [str(error)]
        except ValidationError as error:
            lines = of_settings(error)
        except (OSError, asyncpg.PostgresError, DBAPIError) as error:
            lines = [of_system(error)]
        for line in lines:
            typer.secho(line, fg=typer.colors.RED, err=True)
        raise typer.Exit(1)


def settings(**given: Any) -> Settings:
    """The environment's settings; time runs by them from here on."""
    made = Settings(**given)
    clock.set_to(made.clock)
    return made


@contextlib.contextmanager
def database(given: Settings, *, sole: bool = False) -> Iterator[None]:
    """The database for one command: a running embedded server is used and left, else started and stopped."""
    if not given.embedded:
        yield
        return
    running = local_postgres.start(given.data_dir, sole=sole)
    try:
        yield
    finally:
        before = {number: signal.signal(number, signal.SIG_IGN) for number in STOPPED_BY}
        running.stop()  # a second Ctrl-C does not leave it half done
        for number, handler in before.items():
            signal.signal(number, handler)


def owner(given: Settings) -> str:
    """The owner's login."""
    if given.owner_database_url is None:
        raise CommandError(
            "INEE_OWNER_DATABASE_URL is not set: migrations and resets need the owner's login."
        )
    return given.owner_database_url


def in_transaction(dsn: str, work: Callable[[AsyncSession], Awaitable[T]], *, keep: bool = True) -> T:
    """Run `work` in one transaction of its own pool; without `keep`, what it wrote is undone."""

    async def run() -> T:
        own = Database(dsn, size=1)
        try:
            async with own.transaction(keep=keep) as session:
                return await work(session)
        finally:
            await own.close()

    return asyncio.run(run())


def _interrupt(_number: int, _frame: FrameType | None) -> None:
    raise KeyboardInterrupt


def of_settings(error: ValidationError) -> list[str]:
    """Which variable is wrong and why, never its value."""
    told = [
        found for found in error.errors(include_input=False) if found["type"] != "default_factory_not_called"
    ]
    names = [
        "INEE_" + "_".join(str(part) for part in found["loc"]).upper() if found["loc"] else ""
        for found in told
    ]
    reasons = [found["msg"].removeprefix("Value error, ") for found in told]
    return [f"{name}: {reason}" if name else reason for name, reason in zip(names, reasons, strict=True)]


def of_system(error: Exception) -> str:
    """The first line only: what follows it may repeat data."""
    cause: BaseException = error.orig if isinstance(error, DBAPIError) and error.orig else error
    state = getattr(cause, "sqlstate", None)
    said = (str(cause).splitlines() or [type(cause).__name__])[0]
    if isinstance(cause, socket.gaierror):
        return "Nobody knows the database's host: look at INEE_DATABASE_URL and INEE_OWNER_DATABASE_URL."
    if isinstance(cause, OSError) and not isinstance(cause, ConnectionError):
        return f"{cause.filename}: {cause.strerror}" if cause.filename else said
    if state is None or state[:2] in {"08", "28", "3D", "57"}:
        return f"The database does not let us in: {said}. `inee doctor` looks closer."
    if state in {"55P03", "42501", "53300"}:  # a lock not got, a right not had, no connection left
        return f"The database refuses: {said}."
    raise error
