"""What the fixtures are made of: the run's server, sessions that check what a COMMIT would, and callers with keys."""

import asyncio
import fcntl
from collections.abc import AsyncIterator, Iterator
from contextlib import AsyncExitStack, asynccontextmanager, contextmanager
from functools import cache
from pathlib import Path
from typing import Any, Self
from uuid import uuid4

import httpx
import structlog
from fastapi import FastAPI
from sqlalchemy import event, text, update
from sqlalchemy.ext.asyncio import (
    AsyncConnection,
    AsyncEngine,
    AsyncSession,
    async_sessionmaker,
    create_async_engine,
)
from sqlalchemy.orm import Session
from sqlalchemy.pool import NullPool

from api import clock, local_postgres, logging
from api.db import BoundDatabase, Database
from api.errors import COOKIE
from api.local_postgres import APP, OWNER, SUPERUSER, Running
from api.main import create_app
from api.models import ClientKey, Member, Organisation, Space
from api.rules.enums import SignInMethod
from api.rules.permissions import Role
from api.services import clients, rulebooks
from api.services import sessions as person_sessions
from api.settings import Settings
from migrations import run
from tests.cast import PEOPLE, TWO_FACTORS, cast
from tests.factories import FIRE_DEFERRED, SECRETARIAT, Build

TEMPLATE = "template_inee"
FROM_THE_DASHBOARD = {"Origin": "http://127.0.0.1:5173", "X-INEE-CSRF": "1"}
SAVEPOINTS = ("SAVEPOINT", "RELEASE", "ROLLBACK TO", str(FIRE_DEFERRED))


# What goes wrong is shown with the test that fails, as it would be logged: without what people typed.
structlog.configure(
    processors=[
        structlog.contextvars.merge_contextvars,
        structlog.processors.ExceptionRenderer(logging._place),
        structlog.processors.KeyValueRenderer(key_order=["event"]),
    ],
    logger_factory=structlog.stdlib.LoggerFactory(),
)


# --- the server


class Server:
    """The run's PostgreSQL, and databases on it by name."""

    def __init__(self, running: Running) -> None:
        self._running = running

    def app_dsn(self, name: str) -> str:
        return self._running.dsn(APP, name)

    def owner_dsn(self, name: str) -> str:
        return self._running.dsn(OWNER, name)

    def libpq_dsn(self, name: str) -> str:
        """The owner's, as PostgreSQL's own programs read it."""
        return self.owner_dsn(name).replace("postgresql+asyncpg:", "postgresql:")

    def create(self, name: str, template: str = "template1") -> None:
        asyncio.run(self.acreate(name, template))

    def drop(self, name: str) -> None:
        asyncio.run(self.adrop(name))

    def clone(self, name: str) -> None:
        """A copy of the migrated template, with its rulebooks."""
        self.create(name, TEMPLATE)

    async def acreate(self, name: str, template: str) -> None:
        await self._administer(
            f"CREATE DATABASE {name} TEMPLATE {template} OWNER {OWNER}",
            f"REVOKE ALL ON DATABASE {name} FROM PUBLIC",
            f"GRANT CONNECT, TEMPORARY ON DATABASE {name} TO {APP}",
            f"ALTER DATABASE {name} SET deadlock_timeout = '50ms'",
        )

    async def adrop(self, name: str) -> None:
        await self._administer(f"DROP DATABASE {name} WITH (FORCE)")

    async def _administer(self, *statements: str) -> None:
        engine = create_async_engine(
            self._running.dsn(SUPERUSER, "postgres"), poolclass=NullPool, isolation_level="AUTOCOMMIT"
        )
        async with engine.connect() as connection:
            for statement in statements:
                await connection.execute(text(statement))
        await engine.dispose()


@contextmanager
def serve(folder: Path) -> Iterator[Server]:
    """Start the run's server, or attach to it; the last worker to leave stops it."""
    with local_postgres.start(folder) as running:
        server, ready = Server(running), folder / "template.ready"
        with (folder / "template.lock").open("a") as gate:
            fcntl.flock(gate, fcntl.LOCK_EX)
            if not ready.exists():
                _make_template(server)
                ready.touch()
        yield server


def _make_template(server: Server) -> None:
    server.create(TEMPLATE)
    run.upgrade(server.owner_dsn(TEMPLATE))
    asyncio.run(_publish(server.owner_dsn(TEMPLATE)))


async def _publish(dsn: str) -> None:
    database = Database(dsn)
    async with database.transaction() as session:
        await rulebooks.publish(session)
    await database.close()


# --- sessions


class CheckingSession(Session):
    """A session over a savepoint: its end asks what a real COMMIT would ask, where a release would let it pass."""


@event.listens_for(CheckingSession, "before_commit")
def _fire_deferred(session: Session) -> None:
    session.flush()
    session.execute(FIRE_DEFERRED)


def bound(connection: AsyncConnection) -> BoundDatabase:
    return BoundDatabase(connection, sync_session_class=CheckingSession)


def sessions(connection: AsyncConnection) -> async_sessionmaker[AsyncSession]:
    return async_sessionmaker(
        connection,
        expire_on_commit=False,
        join_transaction_mode="create_savepoint",
        sync_session_class=CheckingSession,
    )


@asynccontextmanager
async def connected(dsn: str) -> AsyncIterator[AsyncConnection]:
    engine = create_async_engine(dsn, poolclass=NullPool)
    async with engine.connect() as connection, connection.begin() as transaction:
        yield connection
        await transaction.rollback()
    await engine.dispose()


@contextmanager
def queries(engine: AsyncEngine) -> Iterator[list[str]]:
    seen: list[str] = []

    def note(_connection: Any, _cursor: Any, statement: str, *_: Any) -> None:
        if not statement.startswith(SAVEPOINTS):
            seen.append(statement)

    event.listen(engine.sync_engine, "before_cursor_execute", note)
    try:
        yield seen
    finally:
        event.remove(engine.sync_engine, "before_cursor_execute", note)


# --- callers


@cache
def application() -> FastAPI:
    """Made once: describing every route takes longer than most tests. Its database is set for each test."""
    return create_app(Settings(), database=Database("postgresql+asyncpg://nobody@/none"))


class Transport(httpx.ASGITransport):
    """Each request in a context of its own, as under a real server: no language or request id leaks into the test."""

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        return await asyncio.create_task(super().handle_async_request(request))


class Api:
    """The API over one database, and its callers. One at a time: all share one application."""

    def __init__(self, database: Database, app: FastAPI | None = None) -> None:
        self.app, self.database = app or application(), database
        self.app.state.database = database
        self._open = AsyncExitStack()
        self.crashes = True

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_: object) -> None:
        await self._open.aclose()

    @asynccontextmanager
    async def building(self) -> AsyncIterator[Build]:
        """Rows that are there, committed where this database commits, when the block ends."""
        async with self.database.transaction() as session:
            yield Build(session)

    async def as_role(
        self, role: str, of: Organisation | Space | None = None, *permissions: str
    ) -> httpx.AsyncClient:
        """A caller of this role: a person signed in, or a real key, narrowed to `permissions` where some are named."""
        if role == Role.public:
            return await self.caller()
        if role in PEOPLE:
            async with self.building() as build:
                member = await cast(build, Role(role), of)
            return await self.as_person(member, two_factors=role in TWO_FACTORS)
        async with self.database.transaction() as session:
            _, key = await clients.create(
                session,
                name=f"A {role}",
                permissions=list(permissions or ("all",)),
                organisation_id=of.id if of else None,
                by=SECRETARIAT,
            )
            await session.execute(update(ClientKey).values(last_used_at=clock.now()))  # used a moment ago
        return await self.caller(key)

    async def as_person(self, member: Member, *, two_factors: bool = False) -> httpx.AsyncClient:
        """This person, just signed in, in a browser on a page of the dashboard."""
        method = SignInMethod.password_totp if two_factors else SignInMethod.email_code
        async with self.database.transaction() as session:
            started = await person_sessions.start(session, member.id, method, "A browser")
        client = await self.caller()
        client.headers.update(FROM_THE_DASHBOARD | {"Cookie": f"{COOKIE}={started.cookie}"})
        return client

    async def caller(self, key: str | None = None, *, crashes: bool | None = None) -> httpx.AsyncClient:
        """Whoever sends this key. With `crashes` an unexpected error is raised in the test, not answered as a 500."""
        crashes = self.crashes if crashes is None else crashes
        return await self._open.enter_async_context(
            httpx.AsyncClient(
                transport=Transport(self.app, raise_app_exceptions=crashes),
                base_url="http://inee.test",
                headers={"Authorization": f"Bearer {key}"} if key else {},
            )
        )


async def allowed(api: Api, operation: Any) -> httpx.AsyncClient:
    """Whoever may do this operation (tests/operations.py), on a page of the dashboard where it wants one."""
    roles = (Role.service_client, Role.admin, Role.steering_representative)
    caller = await api.as_role(next(role for role in roles if operation.granted_to(role)))
    caller.headers.update(FROM_THE_DASHBOARD)
    return caller


@asynccontextmanager
async def committed(server: Server, app: FastAPI | None = None, **pool: Any) -> AsyncIterator[Api]:
    name = f"committed_{uuid4().hex[:12]}"
    await server.acreate(name, TEMPLATE)
    database = Database(server.app_dsn(name), **pool)
    try:
        async with Api(database, app) as api:
            yield api
        assert database.engine.pool.checkedout() == 0, "a connection was not given back"  # type: ignore[attr-defined]
    finally:
        await database.close()
        await server.adrop(name)
