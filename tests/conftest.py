"""What every test stands on. The fixtures are described in one line each; what they are made of is in harness.py.

A test that names no database fixture pays for none: harness.py is imported when a first one does, so that the rules'
tests stay under a second.
"""

import os
import signal
import socket
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import AbstractContextManager
from datetime import date, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO

import pytest
from hypothesis import HealthCheck, settings

from api import clock as api_clock
from api import keyed
from tests import run_folder
from tests.days import NOW

if TYPE_CHECKING:
    from httpx import AsyncClient
    from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, AsyncSession

    from tests.factories import Build
    from tests.harness import Api, Server
    from tests.operations import Allowed

FOLDER = pytest.StashKey[Path]()
HELD = pytest.StashKey[TextIO]()

# No deadline: a busy machine is no bug. A function's fixtures last for all its examples, and that is known.
settings.register_profile("house", deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
settings.load_profile("house")


# --- the run: one folder, one server, shared by all workers


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--shots", metavar="FOLDER", help="write a picture of each page that a browser test visits"
    )


def pytest_configure(config: pytest.Config) -> None:
    for name in [name for name in os.environ if name.startswith("INEE_")]:
        del os.environ[name]  # nobody's own settings reach a test
    keyed.configure(b"a secret of the tests' own")
    if worker := getattr(config, "workerinput", None):
        config.stash[FOLDER] = Path(worker["folder"])
        return
    config.stash[FOLDER], config.stash[HELD] = run_folder.make()
    signal.signal(signal.SIGTERM, signal.default_int_handler)  # ended like Ctrl-C, so that no server is left


@pytest.hookimpl(optionalhook=True)
def pytest_configure_node(node: Any) -> None:
    node.workerinput["folder"] = str(node.config.stash[FOLDER])


def pytest_unconfigure(config: pytest.Config) -> None:
    """Whatever happened to the workers, no server and no folder is left."""
    if HELD in config.stash:
        run_folder.clear(config.stash[FOLDER])
        config.stash[HELD].close()


@pytest.fixture(scope="session")
def server(pytestconfig: pytest.Config) -> "Iterator[Server]":
    """The embedded PostgreSQL with its template database."""
    from tests import harness

    with harness.serve(pytestconfig.stash[FOLDER]) as running:
        yield running


@pytest.fixture(scope="session", autouse=True)
def _no_network() -> Iterator[None]:
    """Sockets lead to this machine only."""
    connect, connect_ex = socket.socket.connect, socket.socket.connect_ex

    def checked(original: Any, self: socket.socket, address: Any) -> Any:
        if self.family != socket.AF_UNIX and address[0] not in {"127.0.0.1", "::1", "localhost"}:
            raise PermissionError(f"a test tried to reach {address[0]}")
        return original(self, address)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(socket.socket, "connect", lambda self, address: checked(connect, self, address))
        patch.setattr(socket.socket, "connect_ex", lambda self, address: checked(connect_ex, self, address))
        yield


@pytest.fixture(scope="session", autouse=True)
def _secret() -> None:
    """The server's secret, without which there is no code."""
    keyed.configure(b"the secret of nobody but the tests")


# --- time


class Clock:
    """`clock.set(date(…))` or `clock.set(datetime(…))`: the whole system's time runs on from there."""

    def set(self, moment: date | datetime) -> None:
        at = moment if isinstance(moment, datetime) else datetime.combine(moment, NOW.timetz())
        api_clock.set_to(at)


@pytest.fixture(autouse=True)
def clock() -> Iterator[Clock]:
    """Every test begins at `days.NOW`, a Monday in May 2026, whatever the machine's own day."""
    api_clock.set_to(NOW)
    yield Clock()
    api_clock.set_to(None)


# --- a database whose changes are rolled back: what most tests run on


@pytest.fixture(scope="session")
def database_name(server: "Server") -> str:
    """A clone of the template for this worker."""
    name = f"worker_{os.environ.get('PYTEST_XDIST_WORKER', 'alone')}"
    server.clone(name)
    return name


@pytest.fixture(scope="session")
async def engine(server: "Server", database_name: str) -> "AsyncIterator[AsyncEngine]":
    """Connections as `inee_app`, which owns nothing."""
    from api.db import Database

    database = Database(server.app_dsn(database_name), size=2)
    yield database.engine
    await database.close()


@pytest.fixture
async def connection(engine: "AsyncEngine") -> "AsyncIterator[AsyncConnection]":
    """The one connection of a test, in a transaction that is never committed."""
    async with engine.connect() as connection:
        outer = await connection.begin()
        yield connection
        open_still = connection.in_nested_transaction()
        await outer.rollback()
    assert not open_still, "a request or session left its transaction open"
    assert engine.pool.checkedout() == 0, "a connection was not given back"  # type: ignore[attr-defined]


@pytest.fixture
async def session(connection: "AsyncConnection") -> "AsyncIterator[AsyncSession]":
    """A session beside the requests', on the same connection: each sees what the other has flushed."""
    from tests import harness

    async with harness.sessions(connection)() as session:
        yield session


@pytest.fixture
def build(session: "AsyncSession") -> "Build":
    """Rows on demand: `await build.space("workstream")`, `await build.seat(space, organisation)`; see factories.py."""
    from tests.factories import Build

    return Build(session)


@pytest.fixture
async def owner(server: "Server", database_name: str) -> "AsyncIterator[AsyncConnection]":
    """A connection as the owner, for what the application may not do. Rolled back; sees nothing of the test's own."""
    from tests import harness

    async with harness.connected(server.owner_dsn(database_name)) as connection:
        yield connection


# --- the API over HTTP


@pytest.fixture
async def api(connection: "AsyncConnection") -> "AsyncIterator[Api]":
    """The API on the rolled-back database, and its callers."""
    from tests import harness

    async with harness.Api(harness.bound(connection)) as api:
        yield api


@pytest.fixture
async def public(api: "Api") -> "AsyncClient":
    """A caller who says nothing about themselves."""
    return await api.as_role("public")


@pytest.fixture
async def secretariat(api: "Api") -> "AsyncClient":
    """A service client of the secretariat with every permission."""
    return await api.as_role("service_client")


@pytest.fixture
def organisation_client(api: "Api") -> "Callable[..., Awaitable[AsyncClient]]":
    """`await organisation_client(organisation, "applications:read")`; without permissions, all its role has."""
    return partial(api.as_role, "organisation_client")


@pytest.fixture
def as_person(api: "Api") -> "Callable[..., Awaitable[AsyncClient]]":
    """`await as_person(member)`: this person just signed in, by a code; `two_factors=True` as staff do."""
    return api.as_person


@pytest.fixture
def as_role(api: "Api") -> "Callable[..., Awaitable[AsyncClient]]":
    """`await as_role("leader", space)`: any role, of what it is held of; a key's with any scopes after it."""
    return api.as_role


@pytest.fixture
def allowed(api: "Api") -> "Allowed":
    """`await allowed(operation)`: the secretariat's key, or an admin in person for what no key does."""
    from tests import harness

    return partial(harness.allowed, api)


@pytest.fixture
def queries(engine: "AsyncEngine") -> "Callable[[], AbstractContextManager[list[str]]]":
    """`with queries() as seen: …`: the statements sent meanwhile, but for savepoints."""
    from tests import harness

    return partial(harness.queries, engine)


# --- a database of one's own: for races and crashes, which need real commits


@pytest.fixture
async def committed_db(server: "Server") -> "AsyncIterator[Api]":
    """The API on a fresh clone of the template over a real pool; `async with committed_db.building() as build`."""
    from tests import harness

    async with harness.committed(server) as api:
        yield api
