"""The campaign's own server, a small network on it where everybody is in everybody's way, and who calls."""

import tempfile
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from pathlib import Path
from random import Random
from typing import Any

from httpx import AsyncClient
from sqlalchemy import event, text
from sqlalchemy.ext.asyncio import AsyncSession, create_async_engine
from sqlalchemy.pool import NullPool

from api import clock, keyed, local_postgres
from api.commands.databases import bring_up_to_date
from api.db import Database
from api.errors import COOKIE
from api.local_postgres import SUPERUSER, Running
from api.main import create_app
from api.models import Organisation, Space
from api.rules.enums import SignInMethod
from api.rules.permissions import Role
from api.services import clients, sessions
from api.settings import Settings
from bench.campaign.known import Known
from bench.campaign.turn import Caller, Callers
from tests.cast import employed, leads, sits, speaks_for, the
from tests.days import NOW
from tests.factories import SECRETARIAT, Build
from tests.harness import FROM_THE_DASHBOARD, Transport

ORGANISATIONS, STAFF, OTHERS, SIGNED_IN = 6, 4, 12, 14
PAUSE = 0.008  # seconds at most that a transaction is held before its COMMIT, so that more of them overlap


class Unhurried(Database):
    """Transactions that take their time, as they would over a network: races are won by either side."""

    def __init__(self, url: str, *, size: int, chance: Random) -> None:
        super().__init__(url, size=size, wait=120)
        self._chance = chance
        event.listen(self.engine.sync_engine, "connect", _be_patient)

    @asynccontextmanager
    async def transaction(self, *, keep: bool = True) -> AsyncIterator[AsyncSession]:
        async with super().transaction(keep=keep) as session:
            yield session
            await session.flush()
            await session.execute(text("SELECT pg_sleep(:s)"), {"s": self._chance.uniform(0, PAUSE)})


def _be_patient(connection: Any, _record: Any) -> None:
    """On a busy machine many wait for few: what took long here is no overload to be answered with a 503."""
    for limit in ("lock_timeout = '60s'", "statement_timeout = '120s'"):
        connection.run_async(lambda raw, limit=limit: raw.execute(f"SET {limit}"))


@contextmanager
def server() -> Iterator[Running]:
    """A server of its own with the schema at head; nothing of it stays."""
    keyed.configure(b"no code is checked here")
    clock.set_to(NOW)
    with (
        tempfile.TemporaryDirectory(prefix="inee-campaign-") as folder,
        local_postgres.start(Path(folder)) as running,
    ):
        bring_up_to_date(running.owner_dsn)
        yield running


async def as_superuser(running: Running, *statements: str) -> None:
    engine = create_async_engine(
        running.dsn(SUPERUSER, "postgres"), poolclass=NullPool, isolation_level="AUTOCOMMIT"
    )
    async with engine.connect() as connection:
        for statement in statements:
            await connection.execute(text(statement))
    await engine.dispose()


async def settle(database: Database) -> None:
    """Few spaces with few seats, few organisations, people who sit, lead, speak and work in several places."""
    async with database.transaction() as session:
        build = Build(session)
        groups = [await build.space("working_group", seat_limit=3) for _ in range(3)]
        links = [groups[:2], groups[1:]]
        spaces = [
            *[await build.space("workstream", parent=group, seat_limit=2) for group in groups[:2]],
            *[await build.space("collaborative", working_groups=pair, seat_limit=3) for pair in links],
            await build.space("reference_group", supports=groups[:1], seat_limit=3),
            *[await build.space("task_team", seat_limit=4) for _ in range(2)],
            *[await build.space("language_community", language=one, seat_limit=5) for one in ("ar", "fr")],
        ]
        organisations = [await build.organisation(partner=number < 3) for number in range(ORGANISATIONS)]
        await _people(build, organisations, groups, spaces)


async def _people(
    build: Build, organisations: list[Organisation], groups: list[Space], spaces: list[Space]
) -> None:
    for organisation in organisations:
        staff = [await build.member(organisation=organisation) for _ in range(STAFF)]
        await speaks_for(build, staff[0], organisation)
    for _ in range(OTHERS):
        await build.member()
    await sits(build, await build.member(), await the(build, "steering_group"), organisations[0])  # type: ignore[arg-type]
    await employed(build, await build.member(), organisations[1])
    for group in groups[:2]:
        await leads(build, await build.member(organisation=organisations[2]), group)
    for space in (one for one in spaces if one.type in {"task_team", "language_community"}):
        await leads(build, await build.member(), space, Role.facilitator if space.language else Role.leader)


@asynccontextmanager
async def api(database: Database) -> AsyncIterator[AsyncClient]:
    """The real application over this database; what it does not foresee is a 500 here as elsewhere."""
    app = create_app(Settings(), database=database)
    transport = Transport(app, raise_app_exceptions=False)
    async with AsyncClient(transport=transport, base_url="http://inee.test", timeout=60) as client:
        yield client


async def keys(database: Database) -> tuple[Caller, list[Caller]]:
    """The secretariat's key, and one of each organisation."""
    async with database.transaction() as session:
        ids = list(
            await session.scalars(
                text("SELECT id FROM organisations ORDER BY name LIMIT :n"), {"n": ORGANISATIONS}
            )
        )
        made = []
        for of in (None, *ids):
            _, key = await clients.create(
                session, name="A script", permissions=["all"], organisation_id=of, by=SECRETARIAT
            )
            made.append(Caller({"Authorization": f"Bearer {key}"}, organisation_id=of))
    return made[0], made[1:]


async def people(database: Database, known: Known, chance: Random) -> list[Caller]:
    """Whoever leads, and some others, just signed in: sessions do not outlive a move of the clock."""
    leading = {one.member_id for one in known.leaders} & set(known.members())
    others = sorted(set(known.members()) - leading)
    chosen = sorted(leading)[:SIGNED_IN] + chance.sample(others, k=min(len(others), SIGNED_IN))
    found = []
    async with database.transaction() as session:
        for id_ in chosen:
            started = await sessions.start(session, id_, SignInMethod.password_totp, "A browser")
            headers = {**FROM_THE_DASHBOARD, "Cookie": f"{COOKIE}={started.cookie}"}
            found.append(Caller(headers, member_id=id_))
    return found


async def callers(database: Database, known: Known, chance: Random, before: Callers | None) -> Callers:
    secretariat, organisations = (
        (before.secretariat, before.organisations) if before else await keys(database)
    )
    return Callers(secretariat, organisations, await people(database, known, chance), Caller({}))
