"""A POST sent again under its Idempotency-Key: one effect, one answer, and only to the caller who sent it."""

import asyncio
from datetime import timedelta

import pytest
from sqlalchemy import text, update
from sqlalchemy.ext.asyncio import AsyncSession

from api.models import AuditEvent, Client, IdempotencyKey
from api.rules.permissions import Actor
from tests.conftest import Clock
from tests.days import NOW
from tests.factories import Build
from tests.harness import Api
from tests.services.lab import Lab, failing, nothing, traced


async def test_five_sends_of_one_key_have_one_effect_and_one_answer(lab: Lab) -> None:
    lab.does(traced)
    before = await lab.count(AuditEvent)
    answers = await asyncio.gather(*(lab.post("same-key") for _ in range(5)))
    assert {answer.status_code for answer in answers} == {201}
    assert (
        len({(answer.content, answer.headers["ETag"], answer.headers["Location"]) for answer in answers}) == 1
    )
    assert sorted(answer.headers.get("Idempotent-Replayed", "-") for answer in answers) == [
        "-",
        *["true"] * 4,
    ]
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
        "/v1/organisations",
        json={"name": "A", "type": "network"},
        headers=[(b"Idempotency-Key", key.encode())],
    )
    assert answer.status_code == 422
    assert [wrong["pointer"] for wrong in answer.json()["errors"]] == ["@Idempotency-Key"]


async def test_a_get_takes_no_key(lab: Lab) -> None:
    lab.does(nothing)
    await lab.caller.get("/v1/lab", headers={"Idempotency-Key": "same-key"})
    assert await lab.count(IdempotencyKey) == 0
