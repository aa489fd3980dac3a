"""The harness holds what it promises: rows that are legal, a day of its own, no network, and errors like a COMMIT's."""

import socket
from collections.abc import Awaitable, Callable
from contextlib import AbstractContextManager
from datetime import date

import pytest
from httpx import AsyncClient
from sqlalchemy import func, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncConnection

from api import clock as api_clock
from api.models import Membership, Organisation, Space
from api.rules.enums import SpaceType
from tests.conftest import Clock
from tests.days import TODAY
from tests.factories import Build
from tests.harness import Api, bound

Client = Callable[..., Awaitable[AsyncClient]]


@pytest.mark.parametrize("type_", SpaceType)
async def test_a_space_of_every_type_can_be_built_with_a_seat(build: Build, type_: SpaceType) -> None:
    space = await build.space(type_)
    individual = type_ in {"secretariat", "task_team", "language_community"}
    holder = await build.member() if individual else await build.organisation(partner=True)
    seat = await build.seat(space, holder)
    assert seat.during is not None


async def test_spaces_of_every_status_can_be_built(build: Build) -> None:
    for status in ("proposed", "approved", "active", "disbanded", "rejected"):
        assert (await build.space("task_team", status=status)).status == status


async def test_what_surrounds_a_seat_can_be_built(build: Build) -> None:
    organisation = await build.organisation(partner=date(2020, 1, 1), aliases=["Another name"])
    person = await build.member(organisation=organisation, external_ref="A-1")
    space = await build.space()
    await build.seat(space, organisation, primary=person, alternate=await build.member(status="external"))
    await build.application(await build.space(), organisation, primary=person, call=await build.call(space))
    await build.decision(await build.application(await build.space("task_team"), person, status="declined"))


async def test_a_builder_refuses_what_a_commit_would(build: Build) -> None:
    with pytest.raises(IntegrityError, match="memberships_space_active"):
        await build.seat(
            await build.space("task_team", status="disbanded"), await build.member(), starts_on=TODAY
        )


async def test_each_role_calls_with_a_key_of_its_own(
    build: Build, public: AsyncClient, secretariat: AsyncClient, organisation_client: Client, as_role: Client
) -> None:
    organisation = await build.organisation()
    own = await organisation_client(organisation)
    narrow = await as_role("service_client", None, "members:read")
    statuses = [
        (await caller.get("/v1/organisations")).status_code for caller in (public, secretariat, own, narrow)
    ]
    assert statuses == [401, 200, 200, 403]


async def test_statements_are_counted(
    secretariat: AsyncClient, queries: Callable[[], AbstractContextManager[list[str]]]
) -> None:
    with queries() as seen:
        await secretariat.get("/v1/organisations")
    assert any("FROM organisations" in statement for statement in seen)
    assert not any("SAVEPOINT" in statement for statement in seen)


async def test_a_rolled_back_request_leaves_the_tests_own_rows(
    build: Build, secretariat: AsyncClient
) -> None:
    space = await build.space()
    refused = await secretariat.post(
        "/v1/organisations", json={"name": "A", "type": "network", "slug": "a", "country": "XX"}
    )
    assert refused.status_code == 422
    assert (
        await build.session.scalar(select(func.count()).select_from(Space).where(Space.id == space.id)) == 1
    )


async def test_the_end_of_a_transaction_asks_the_deferred_constraints(
    connection: AsyncConnection, build: Build
) -> None:
    space, organisation = await build.space(status="disbanded"), await build.organisation()
    with pytest.raises(IntegrityError, match="memberships_space_active"):
        async with bound(connection).transaction() as session:
            mandate = await build.mandate(space, space.starts_on or TODAY, date(2030, 1, 1))
            session.add(
                Membership(
                    space_id=space.id,
                    space_type=space.type,
                    kind="institutional",
                    organisation_id=organisation.id,
                    rulebook=1,
                    mandate_id=mandate.id,
                    starts_on=TODAY,
                )
            )


async def test_a_committed_database_starts_empty_and_keeps_what_is_committed(committed_db: Api) -> None:
    async with committed_db.database.transaction() as session:
        assert await session.scalar(select(func.count()).select_from(Organisation)) == 0
    async with committed_db.building() as build:
        organisation = await build.organisation()
    async with committed_db.database.transaction() as session:
        assert await session.get(Organisation, organisation.id) is not None


def test_time_stands_where_the_test_puts_it(clock: Clock) -> None:
    assert api_clock.today() == TODAY
    clock.set(date(2028, 2, 29))
    assert api_clock.today() == date(2028, 2, 29)


def test_nothing_beyond_this_machine_is_reached() -> None:
    with socket.socket() as line, pytest.raises(PermissionError):
        line.connect(("192.0.2.1", 80))
