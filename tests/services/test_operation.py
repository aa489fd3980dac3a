"""The operation and its transaction, where HTTP alone cannot show it: failing commits, retries, a full pool."""

import asyncio
from uuid import uuid4

import pytest
from fastapi import APIRouter, FastAPI
from sqlalchemy import select, text
from sqlalchemy.ext.asyncio import AsyncSession

from api.models import AuditEvent, Membership, Organisation, OutboxMessage
from api.operation import ATTEMPTS, Operation
from api.rules.permissions import Actor
from tests.days import TODAY
from tests.harness import Server
from tests.services.lab import Lab, Thing, a_lab, failing, nothing, traced

# --- the answer leaves after COMMIT


async def test_a_commit_that_fails_is_not_answered_as_done(lab: Lab) -> None:
    async with lab.api.building() as build:
        space, member = await build.space("task_team", status="disbanded"), await build.member()

    async def take_a_seat(session: AsyncSession, by: Actor) -> None:
        await traced(session, by)
        session.add(
            Membership(
                space_id=space.id,
                space_type=space.type,
                kind="individual",
                member_id=member.id,
                rulebook=1,
                starts_on=TODAY,
            )
        )
        await session.flush()  # passes: the constraint is asked at COMMIT only

    lab.does(take_a_seat)
    before = await lab.count(AuditEvent)
    answer = await lab.post()
    assert (answer.status_code, answer.json()["code"]) == (409, "not_eligible")
    assert [finding["code"] for finding in answer.json()["findings"]] == ["space_not_open"]
    assert (await lab.count(Membership), await lab.count(AuditEvent)) == (0, before)


async def test_what_is_answered_is_committed(lab: Lab) -> None:
    lab.does(traced)
    before = await lab.count(AuditEvent), await lab.count(OutboxMessage)
    assert (await lab.post()).status_code == 201
    assert (await lab.count(AuditEvent), await lab.count(OutboxMessage)) == (before[0] + 1, before[1] + 1)


async def test_a_refusal_leaves_nothing_behind(lab: Lab) -> None:
    act, _ = failing("23505", times=1)
    lab.does(act)
    before = await lab.count(AuditEvent)
    await (await lab.api.caller(crashes=False)).get("/v1/lab")
    assert (await lab.post()).status_code == 500  # a violation nobody gave a meaning
    assert await lab.count(AuditEvent) == before


async def test_a_crash_is_answered_as_our_fault_and_leaves_nothing_behind(lab: Lab) -> None:
    async def crash(session: AsyncSession, by: Actor) -> None:
        await traced(session, by)
        await session.flush()
        raise LookupError("secret-of-a-person")

    lab.does(crash)
    before = await lab.count(AuditEvent)
    key = lab.caller.headers["Authorization"].removeprefix("Bearer ")
    asked = str(uuid4())
    answer = await (await lab.api.caller(key, crashes=False)).post(
        "/v1/lab", json={}, headers={"Accept-Language": "fr", "X-Request-Id": asked}
    )
    problem = answer.json()
    assert (answer.status_code, problem["code"], problem["instance"]) == (
        500,
        "internal",
        f"urn:uuid:{asked}",
    )
    assert answer.headers["X-Request-Id"] == asked
    assert answer.headers["Content-Language"] == "fr"
    assert "secret-of-a-person" not in answer.text
    assert await lab.count(AuditEvent) == before


# --- what another try mends


@pytest.mark.parametrize("sqlstate", ["40001", "40P01"])
async def test_a_conflict_of_transactions_is_tried_again_whole(lab: Lab, sqlstate: str) -> None:
    act, tried = failing(sqlstate, times=ATTEMPTS - 1)
    lab.does(act)
    before = await lab.count(AuditEvent)
    assert (await lab.post()).status_code == 201
    assert len(tried) == ATTEMPTS
    assert await lab.count(AuditEvent) == before + 1  # the tries that failed left nothing


async def test_after_five_tries_it_is_busy(lab: Lab) -> None:
    act, tried = failing("40001", times=ATTEMPTS)
    lab.does(act)
    answer = await lab.post()
    assert (answer.status_code, answer.json()["code"]) == (503, "unavailable")
    assert int(answer.headers["Retry-After"]) >= 1
    assert len(tried) == ATTEMPTS


async def test_two_that_lock_each_other_out_both_get_through(lab: Lab) -> None:
    async with lab.api.building() as build:
        rows = [(await build.organisation()).id for _ in range(2)]
    both, orders, tries = asyncio.Barrier(2), [rows, rows[::-1]], []

    async def lock_both(session: AsyncSession, by: Actor) -> None:
        tries.append(1)
        first, second = orders.pop() if orders else rows
        await session.execute(
            select(Organisation.id).where(Organisation.id == first).with_for_update(key_share=True)
        )
        if len(tries) <= 2:
            await both.wait()
        await session.execute(
            select(Organisation.id).where(Organisation.id == second).with_for_update(key_share=True)
        )
        await traced(session, by)

    lab.does(lock_both)
    before = await lab.count(AuditEvent)
    answers = await asyncio.gather(lab.post(), lab.post())
    assert [answer.status_code for answer in answers] == [201, 201]
    assert len(tries) == 3  # PostgreSQL gave one of them up
    assert await lab.count(AuditEvent) == before + 2


@pytest.mark.parametrize("sqlstate", ["55P03", "57014", "53300"])
async def test_waiting_too_long_is_busy_and_not_tried_again(lab: Lab, sqlstate: str) -> None:
    act, tried = failing(sqlstate, times=1)
    lab.does(act)
    answer = await lab.post()
    assert (answer.status_code, len(tried)) == (503, 1)
    assert "Retry-After" in answer.headers


async def test_a_full_pool_is_busy_while_the_process_still_answers(server: Server, app: FastAPI) -> None:
    async with a_lab(server, app, size=1, wait=0.05) as lab:
        lab.does(nothing)
        async with lab.api.database.transaction() as session:
            await session.execute(text("SELECT 1"))
            answer = await lab.post()
            assert (answer.status_code, answer.json()["code"]) == (503, "unavailable")
            assert "Retry-After" in answer.headers
            assert (await lab.caller.get("/livez")).status_code == 200
        assert (await lab.post()).status_code == 201


async def test_a_database_that_has_gone_is_busy(lab: Lab) -> None:
    async def lose_it(session: AsyncSession, by: Actor) -> None:
        await session.execute(text("SELECT pg_terminate_backend(pg_backend_pid())"))

    lab.does(lose_it)
    answer = await lab.post()
    assert (answer.status_code, answer.json()["code"]) == (503, "unavailable")
    lab.does(nothing)
    assert (await lab.post()).status_code == 201


# --- one permission


def test_a_route_that_names_no_permission_stops_the_start() -> None:
    async def unguarded() -> Thing:
        return Thing(id=uuid4())

    with pytest.raises(TypeError, match="names no permission"):
        APIRouter(route_class=Operation).get("/unguarded")(unguarded)


async def test_the_permission_is_asked_before_the_handler(lab: Lab) -> None:
    reached: list[int] = []

    async def act(session: AsyncSession, by: Actor) -> None:
        reached.append(1)

    lab.does(act)
    narrow = Lab(lab.api, await lab.api.as_role("service_client", None, "spaces:read"))
    public = Lab(lab.api, await lab.api.as_role("public"))
    assert [(await one.post()).status_code for one in (public, narrow)] == [401, 403]
    assert reached == []
