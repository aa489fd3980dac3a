"""Two at once about a mandate: exactly one is done, and no seat is left outside what it rests on (R17, R20, R21, R22)."""

import asyncio
from datetime import date
from typing import Any

import pytest
from httpx import AsyncClient, Response
from sqlalchemy import select

from api.models import Extension, Mandate, Membership, Space
from api.services import due_endings
from tests.answers import good, problem
from tests.conftest import Clock
from tests.days import TODAY
from tests.factories import Build
from tests.harness import Api
from tests.services.test_races import acceptance, applied, rows, slow_commits, together


@pytest.fixture
async def client(committed_db: Api) -> AsyncClient:
    return await committed_db.as_role("service_client")


async def seen(client: AsyncClient, space: Space) -> tuple[str, str]:
    """The mandate that runs, and the hash of what its end today takes along."""
    (mandate,) = good(await client.get(f"/v1/spaces/{space.id}/mandates"))["items"]
    path = f"/v1/spaces/{space.id}/mandates/{mandate['id']}/consequences"
    return mandate["id"], good(await client.get(path))["hash"]


def statuses(answers: list[Response]) -> list[int]:
    return sorted(answer.status_code for answer in answers)


@pytest.mark.rule("R17", "R20")
async def test_one_decision_sent_twice_at_once_extends_once(committed_db: Api, client: AsyncClient) -> None:
    async with committed_db.building() as build:
        group = await build.space()
        decision = await build.decision(group, about="extension")

    async def extend(due_on: str) -> Response:
        form = {"due_on": due_on, "decision_id": str(decision.id)}
        return await client.post(f"/v1/spaces/{group.id}/extensions", json=form)

    answers = await together(committed_db, lambda: extend("2029-01-01"), lambda: extend("2030-01-01"))
    codes = [problem(answer) for answer in answers if answer.status_code != 201]
    assert len(codes) == 1 and codes[0][1] in {"decision_used", "not_eligible"}
    assert await rows(committed_db, Extension) == 1


@pytest.mark.rule("R21")
async def test_the_next_mandate_is_opened_once(committed_db: Api, client: AsyncClient) -> None:
    async with committed_db.building() as build:
        group = await build.space()
        decisions = [(await build.decision(group, about="mandate")).id for _ in range(2)]
    _, shown = await seen(client, group)

    async def reopen(decision_id: Any) -> Response:
        form = {"starts_on": str(TODAY), "decision_id": str(decision_id), "consequences": shown}
        return await client.post(f"/v1/spaces/{group.id}/mandates", json=form)

    answers = await together(committed_db, *(lambda id_=id_: reopen(id_) for id_ in decisions))
    assert statuses(answers) == [201, 409]
    assert await rows(committed_db, Mandate) == 2
    assert await rows(committed_db, Mandate, Mandate.ends_on.is_(None)) == 1


@pytest.mark.rule("R21", "R22")
@pytest.mark.parametrize("first", ["end", "acceptance"])
async def test_nobody_is_seated_in_a_mandate_that_ends_meanwhile(
    committed_db: Api, client: AsyncClient, first: str
) -> None:
    async with committed_db.building() as build:
        group = await build.space()
        decision = await build.decision(group, about="mandate")
        application = await applied(build, group, await build.organisation())
    mandate, shown = await seen(client, group)

    async def after(wait: bool, send: Any) -> Response:
        await asyncio.sleep(0.02 if wait else 0)
        answer: Response = await send()
        return answer

    async def end() -> Response:
        form = {"decision_id": str(decision.id), "consequences": shown}
        return await client.post(f"/v1/spaces/{group.id}/mandates/{mandate}/end", json=form)

    ended, seated = await together(
        committed_db,
        lambda: after(first == "acceptance", end),
        lambda: after(first == "end", lambda: acceptance(client, application)),
    )
    live = await rows(committed_db, Membership, Membership.ends_on.is_(None))
    if ended.status_code == 200:
        assert seated.status_code == 409 and live == 0
    else:
        assert ended.status_code == 409 and seated.status_code == 200 and live == 1
    assert await rows(committed_db, Mandate, Mandate.ends_on.is_(None)) == live


@pytest.mark.rule("R28", "R31")
async def test_the_run_and_the_acceptance_of_a_second_term_write_the_first_ones_end_once(
    committed_db: Api, clock: Clock
) -> None:
    day = date(2028, 3, 1)
    async with committed_db.building() as build:
        first, application = await a_second_term(build)
    clock.set(day)
    client = await committed_db.as_role("service_client")
    async with committed_db.building() as build:
        decision = await build.decision(application, decided_on=day)
    async with slow_commits(committed_db):
        accepted, _ = await asyncio.gather(
            acceptance(client, application.id, decision_id=str(decision.id)),
            due_endings.run(committed_db.database),
        )
    made = good(accepted)
    async with committed_db.database.transaction() as session:
        ends = (await session.scalars(select(Membership.ends_on).where(Membership.id == first))).all()
    assert ends == [day]
    assert (made["starts_on"], made["due_on"]) == (str(day), "2031-03-01")


async def a_second_term(build: Build) -> tuple[Any, Any]:
    council = await build.space("steering_group")
    body = await build.organisation()
    seat = await build.seat(council, body, primary=await build.member(organisation=body))
    person = await build.member(organisation=body)
    call = await build.call(council)
    return seat.id, await build.application(council, body, primary=person, call=call)
