"""The operation and its transaction, where HTTP alone cannot show it: failing commits, retries, twins, a full pool.

The routes here are the tests' own; what their handler does is set by each test.
"""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from datetime import timedelta
from typing import Any, ClassVar
from uuid import UUID, uuid4

import httpx
import pytest
from fastapi import APIRouter, FastAPI, Request, Response
from sqlalchemy import func, select, text, update
from sqlalchemy.ext.asyncio import AsyncSession

from api import audit
from api.main import create_app
from api.models import AuditEvent, Client, IdempotencyKey, Membership, Organisation, OutboxMessage
from api.operation import ATTEMPTS, By, IfMatch, Operation, Session, needs
from api.rules.permissions import Actor, Permission
from api.schemas.base import Body, Resource
from api.settings import Settings
from tests.conftest import Clock
from tests.days import NOW, TODAY
from tests.factories import Build
from tests.harness import Api, Server, committed

Act = Callable[[AsyncSession, Actor], Awaitable[None]]


class Form(Body):
    name: str = "A"


class Thing(Resource):
    collection: ClassVar[str] = "lab"


router = APIRouter(prefix="/v1/lab", route_class=Operation)


async def _act(request: Request, session: AsyncSession, by: Actor) -> Thing:
    act: Act = request.app.state.act
    await act(session, by)
    return Thing(id=UUID(int=1))


@router.post("", status_code=201)
@needs(Permission.spaces_write)
async def do(form: Form, request: Request, session: Session, by: By) -> Thing:
    return await _act(request, session, by)


@router.get("")
@needs(Permission.spaces_write)
async def look(request: Request, session: Session, by: By) -> Thing:
    return await _act(request, session, by)


@router.delete("", status_code=204)
@needs(Permission.spaces_write)
async def drop(request: Request, session: Session, by: By, if_match: IfMatch) -> Response:
    await _act(request, session, by)
    return Response(status_code=204)


class Lab:
    """The API with the tests' own routes over a database of its own."""

    def __init__(self, api: Api, caller: httpx.AsyncClient) -> None:
        self.api, self.caller = api, caller

    def does(self, act: Act) -> None:
        self.api.app.state.act = act

    async def post(self, key: str | None = None, **form: str) -> httpx.Response:
        return await self.caller.post("/v1/lab", json=form, headers={"Idempotency-Key": key} if key else {})

    async def count(self, model: Any) -> int:
        async with self.api.database.transaction() as session:
            return await session.scalar(select(func.count()).select_from(model)) or 0


@pytest.fixture(scope="module")
def app() -> FastAPI:
    made = create_app(Settings())
    made.include_router(router)
    return made


@asynccontextmanager
async def a_lab(server: Server, app: FastAPI, **pool: Any) -> AsyncIterator[Lab]:
    async with committed(server, app, **pool) as api:
        yield Lab(api, await api.as_role("service_client"))


@pytest.fixture
async def lab(server: Server, app: FastAPI) -> AsyncIterator[Lab]:
    async with a_lab(server, app) as lab:
        yield lab


async def traced(session: AsyncSession, by: Actor) -> None:
    audit.record(session, by=by, action="lab.done", subject=("lab", UUID(int=1)))


async def nothing(session: AsyncSession, by: Actor) -> None:
    """Do nothing."""


def failing(sqlstate: str, times: int) -> tuple[Act, list[int]]:
    """What PostgreSQL answers this many times before it lets the change through; and how often it was tried."""
    tried: list[int] = []

    async def act(session: AsyncSession, by: Actor) -> None:
        await traced(session, by)
        tried.append(len(tried))
        if len(tried) <= times:
            await session.execute(text(f"DO $$ BEGIN RAISE EXCEPTION USING ERRCODE = '{sqlstate}'; END $$"))

    return act, tried


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
    assert (answer.status_code, problem["code"], problem["instance"]) == (500, "internal", f"urn:uuid:{asked}")
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
        await session.execute(select(Organisation.id).where(Organisation.id == first).with_for_update(key_share=True))
        if len(tries) <= 2:
            await both.wait()
        await session.execute(select(Organisation.id).where(Organisation.id == second).with_for_update(key_share=True))
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


# --- a POST sent again


async def test_five_sends_of_one_key_have_one_effect_and_one_answer(lab: Lab) -> None:
    lab.does(traced)
    before = await lab.count(AuditEvent)
    answers = await asyncio.gather(*(lab.post("same-key") for _ in range(5)))
    assert {answer.status_code for answer in answers} == {201}
    assert len({(answer.content, answer.headers["ETag"], answer.headers["Location"]) for answer in answers}) == 1
    assert sorted(answer.headers.get("Idempotent-Replayed", "-") for answer in answers) == ["-", *["true"] * 4]
    assert await lab.count(AuditEvent) == before + 1


async def test_without_a_key_each_send_has_its_effect(lab: Lab) -> None:
    lab.does(traced)
    before = await lab.count(AuditEvent)
    await asyncio.gather(*(lab.post() for _ in range(3)))
    assert await lab.count(AuditEvent) == before + 3


async def test_a_key_sent_with_another_body_is_refused(lab: Lab) -> None:
    lab.does(traced)
    await lab.post("same-key", name="A")
    answer = await lab.post("same-key", name="B")
    assert (answer.status_code, answer.json()["code"]) == (422, "idempotency_key_reused")


async def test_a_key_is_the_callers_own(lab: Lab) -> None:
    lab.does(traced)
    before = await lab.count(AuditEvent)
    await lab.post("same-key")
    other = Lab(lab.api, await lab.api.as_role("service_client"))
    answer = await other.post("same-key")
    assert "Idempotent-Replayed" not in answer.headers
    assert await lab.count(AuditEvent) == before + 3  # two acts, and the other's key


async def test_a_key_is_for_one_route(lab: Lab) -> None:
    lab.does(traced)
    await lab.post("same-key")
    answer = await lab.caller.post(
        "/v1/organisations", json={"name": "A", "type": "network"}, headers={"Idempotency-Key": "same-key"}
    )
    assert (answer.status_code, answer.json()["name"]) == (201, "A")


async def test_nothing_is_replayed_to_a_key_that_was_revoked(lab: Lab) -> None:
    lab.does(traced)
    await lab.post("same-key")
    async with lab.api.database.transaction() as session:
        await session.execute(update(Client).values(revoked_at=NOW))
    assert (await lab.post("same-key")).status_code == 401


async def test_nothing_is_replayed_to_a_key_that_lost_the_permission(lab: Lab) -> None:
    lab.does(traced)
    await lab.post("same-key")
    async with lab.api.database.transaction() as session:
        await session.execute(update(Client).values(permissions=["members:read"]))
    assert (await lab.post("same-key")).status_code == 403


async def test_a_refused_request_is_judged_again_when_sent_again(lab: Lab) -> None:
    act, tried = failing("23514", times=1)
    lab.does(act)
    assert (await lab.post("same-key")).status_code == 500
    answer = await lab.post("same-key")
    assert (answer.status_code, len(tried)) == (201, 2)
    assert "Idempotent-Replayed" not in answer.headers


async def test_a_twin_waits_and_takes_over_when_the_first_is_refused(lab: Lab) -> None:
    first_is_in, tried = asyncio.Event(), []

    async def act(session: AsyncSession, by: Actor) -> None:
        tried.append(1)
        if len(tried) == 1:
            first_is_in.set()
            await asyncio.sleep(0.1)
            await session.execute(text("DO $$ BEGIN RAISE EXCEPTION USING ERRCODE = '23514'; END $$"))

    lab.does(act)
    first = asyncio.create_task(lab.post("same-key"))
    await first_is_in.wait()
    second = await lab.post("same-key")
    assert ((await first).status_code, second.status_code, len(tried)) == (500, 201, 2)


async def test_an_answer_is_kept_for_a_day(lab: Lab, clock: Clock) -> None:
    lab.does(traced)
    await lab.post("same-key")
    clock.set(NOW + timedelta(hours=23, minutes=59))
    assert (await lab.post("same-key")).headers["Idempotent-Replayed"] == "true"
    clock.set(NOW + timedelta(hours=24, minutes=1))
    again = await lab.post("same-key", name="B")
    assert again.status_code == 201
    assert "Idempotent-Replayed" not in again.headers
    assert await lab.count(IdempotencyKey) == 1


async def test_an_answer_with_a_secret_is_not_shown_again(lab: Lab) -> None:
    lab.does(traced)
    await lab.post("same-key")
    async with lab.api.database.transaction() as session:
        await session.execute(update(IdempotencyKey).values(status=None, headers=None, body=None))
    answer = await lab.post("same-key")
    assert (answer.status_code, answer.json()["code"]) == (409, "already_created")


@pytest.mark.parametrize("key", ["", " ", "x" * 201, "a\x00b", "naïve-\u00e9"], ids=repr)
async def test_a_malformed_key_is_refused(api: Api, build: Build, key: str) -> None:
    secretariat = await api.as_role("service_client")
    answer = await secretariat.post(
        "/v1/organisations", json={"name": "A", "type": "network"}, headers=[(b"Idempotency-Key", key.encode())]
    )
    assert answer.status_code == 422
    assert [wrong["pointer"] for wrong in answer.json()["errors"]] == ["@Idempotency-Key"]


async def test_a_get_takes_no_key(lab: Lab) -> None:
    lab.does(nothing)
    await lab.caller.get("/v1/lab", headers={"Idempotency-Key": "same-key"})
    assert await lab.count(IdempotencyKey) == 0


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
