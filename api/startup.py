"""What must be true before the first request: the schema at head, the rulebooks as stored, a database that keeps."""

from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError

from api.db import Database
from api.services import rulebooks
from api.settings import Settings
from migrations import run


class NotReady(Exception):
    """The API does not start; the message says which command mends it."""


DURABLE = ("fsync", "synchronous_commit", "full_page_writes")


async def why_not_ready(settings: Settings, database: Database) -> str | None:
    """What keeps the API from being ready, or None; a database that does not answer says no more than that."""
    try:
        await check(settings, database)
        if settings.demo and not await _has_spaces(database):
            return "The demo network is not in yet: run `inee demo`."
    except NotReady as error:
        return str(error)
    except (SQLAlchemyError, OSError):
        return "The database does not answer."
    return None


async def _has_spaces(database: Database) -> bool:
    async with database.transaction() as session:
        return bool(await session.scalar(text("SELECT EXISTS (SELECT FROM spaces)")))


async def check(settings: Settings, database: Database) -> None:
    async with database.transaction() as session:
        version = int(await session.scalar(text("SELECT current_setting('server_version_num')::int")) or 0)
        if version < 180000:
            raise NotReady(f"PostgreSQL 18 or newer is needed; this is {version // 10000}.")
        has_schema = await session.scalar(text("SELECT to_regclass('public.alembic_version') IS NOT NULL"))
        current = (
            await session.scalar(text("SELECT version_num FROM alembic_version")) if has_schema else None
        )
        if current != run.head():
            raise NotReady(
                f"The schema is at {current or 'nothing'}, this code needs {run.head()}: run `inee migrate`."
            )
        for setting in DURABLE:
            if await session.scalar(text(f"SELECT current_setting('{setting}')")) == "off":
                raise NotReady(
                    f"{setting} is off: an answered write could be lost. Turn it on in the server."
                )
        stored = await rulebooks.verify(session)
        if not stored:
            raise NotReady("No rulebook is stored: run `inee migrate`.")
