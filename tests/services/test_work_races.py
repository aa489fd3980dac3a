"""Two at once, with real commits: one plan a mandate, one adoption a plan, no open task in a space that has ended."""

import asyncio
from collections.abc import Awaitable, Callable, Coroutine
from typing import Any
from uuid import UUID

import pytest
from httpx import AsyncClient, Response

from api.models import Linkage, Plan, Task
from tests.answers import disband, good, problem, step
from tests.factories import Build
from tests.harness import Api
from tests.services.test_races import rows, slow_commits, together

Send = Callable[[], Coroutine[Any, Any, Response]]
WORK = {"kind": "work_plan", "title": "Work plan", "priorities": ["Teachers"]}


@pytest.fixture
async def secretariat_(committed_db: Api) -> AsyncClient:
    return await committed_db.as_role("service_client")


async def made(api: Api, make: Callable[[Build], Awaitable[Any]]) -> Any:
    async with api.building() as build:
        return await make(build)


def outcomes(answers: list[Response]) -> list[tuple[int, str | None]]:
    return sorted((one.status_code, None if one.is_success else problem(one)[1]) for one in answers)


@pytest.mark.rule("S18")
async def test_two_work_plans_of_one_mandate_at_once_are_one(
    committed_db: Api, secretariat_: AsyncClient
) -> None:
    group = await made(committed_db, lambda build: build.space())
    answers = await together(
        committed_db, *[lambda: secretariat_.post(f"/v1/spaces/{group.id}/plans", json=WORK)] * 3
    )
    assert outcomes(answers) == [(201, None), (409, "plan_exists"), (409, "plan_exists")]
    assert await rows(committed_db, Plan) == 1


@pytest.mark.rule("S18")
async def test_a_plan_adopted_twice_at_once_is_adopted_once(
    committed_db: Api, secretariat_: AsyncClient
) -> None:
    group = await made(committed_db, lambda build: build.space())
    plan = good(await secretariat_.post(f"/v1/spaces/{group.id}/plans", json=WORK), 201)
    at = f"/v1/spaces/{group.id}/plans/{plan['id']}/adoption"
    forms = [{"adopted_on": "2026-05-01", "minutes_reference": f"Item {n}"} for n in range(2)]
    answers = await together(
        committed_db, *[lambda form=form: secretariat_.post(at, json=form) for form in forms]
    )
    assert outcomes(answers) == [(200, None), (409, "conflict")]


@pytest.mark.rule("S40")
async def test_an_activity_told_from_both_sides_at_once_is_one(
    committed_db: Api, secretariat_: AsyncClient
) -> None:
    ends = [await made(committed_db, lambda build: build.space("task_team")) for _ in range(2)]

    def link(one: UUID, other: UUID) -> Send:
        form = {"from_id": str(one), "to_id": str(other), "kind": "shared_activity", "purpose": "Webinars"}
        return lambda: secretariat_.post("/v1/linkages", json=form)

    first, second = (space.id for space in ends)
    answers = await together(committed_db, link(first, second), link(second, first))
    assert outcomes(answers) == [(201, None), (409, "periods_overlap")]
    assert await rows(committed_db, Linkage) == 1


@pytest.mark.rule("R11")
@pytest.mark.parametrize("first", ["task", "end", "reopened", "linked"])
async def test_nothing_is_left_open_in_a_space_that_ends_meanwhile(
    committed_db: Api, secretariat_: AsyncClient, first: str
) -> None:
    """Whoever is first, no open task and no live linkage stays behind."""
    team = await made(committed_db, lambda build: build.space("task_team"))
    other = await made(committed_db, lambda build: build.space("task_team"))
    at = f"/v1/spaces/{team.id}/tasks"
    done = good(await secretariat_.post(at, json={"title": "Done"}), 201)
    finished = await secretariat_.patch(
        f"{at}/{done['id']}", json={"status": "done"}, headers={"If-Match": "*"}
    )
    good(finished)
    preview = await secretariat_.get(f"/v1/spaces/{team.id}/transitions/disbanded/consequences")
    seen = good(preview)["hash"]
    form = {"from_id": str(team.id), "to_id": str(other.id), "kind": "shared_activity", "purpose": "Webinars"}
    sends: dict[str, Send] = {
        "task": lambda: secretariat_.post(at, json={"title": "One more"}),
        "reopened": lambda: secretariat_.patch(
            f"{at}/{done['id']}", json={"status": "open"}, headers={"If-Match": "*"}
        ),
        "linked": lambda: secretariat_.post("/v1/linkages", json=form),
        "end": lambda: step(
            secretariat_,
            team,
            "disbanded",
            consequences=seen,
            end_reason="interest_lapsed",
            reason="It faded.",
        ),
    }
    rest = [name for name in sends if name != first]
    async with slow_commits(committed_db):
        begun = asyncio.create_task(sends[first]())
        await asyncio.sleep(0.02)
        answers = await asyncio.gather(*(sends[name]() for name in rest))
        await begun
    assert all(one.status_code < 500 for one in answers)
    if first != "end":  # what was not seen in the preview is seen in the next
        ended = await disband(secretariat_, team, end_reason="interest_lapsed", reason="It faded.")
        assert ended.status_code in {200, 409}
    assert good(await secretariat_.get(f"/v1/spaces/{team.id}"))["status"] == "disbanded"
    assert await rows(committed_db, Task, Task.status == "open") == 0
    assert await rows(committed_db, Linkage, Linkage.ends_on.is_(None)) == 0


@pytest.mark.rule("R11", "R10")
async def test_what_is_done_while_the_space_lapses_stays_done(
    committed_db: Api, secretariat_: AsyncClient
) -> None:
    team = await made(committed_db, lambda build: build.space("task_team"))
    task = await made(committed_db, lambda build: build.task(team))
    path = f"/v1/spaces/{team.id}/tasks/{task.id}"
    preview = f"/v1/spaces/{team.id}/transitions/disbanded/consequences"
    lapse = {"end_reason": "interest_lapsed", "reason": "It faded."}
    seen = good(await secretariat_.get(preview))["hash"]
    async with slow_commits(committed_db, pause=0.5):
        done = secretariat_.patch(path, json={"status": "done"}, headers={"If-Match": "*"})
        begun = asyncio.create_task(done)
        await asyncio.sleep(0.02)
        late = await step(secretariat_, team, "disbanded", consequences=seen, **lapse)
        good(await begun)
    assert problem(late) == (409, "stale")  # it would have been told as dropped
    seen = good(await secretariat_.get(preview))["hash"]
    good(await step(secretariat_, team, "disbanded", consequences=seen, **lapse))
    assert await rows(committed_db, Task, Task.status == "done") == 1


@pytest.mark.rule("R33")
@pytest.mark.parametrize("first", ["given", "leaves"])
async def test_nobody_is_given_a_task_while_they_leave(
    committed_db: Api, secretariat_: AsyncClient, first: str
) -> None:
    async with committed_db.building() as build:
        team, owner = await build.space("task_team"), await build.member()
        await build.seat(team, owner)
    form = {"title": "Translate", "owner_id": str(owner.id)}
    sends: list[Send] = [
        lambda: secretariat_.post(f"/v1/spaces/{team.id}/tasks", json=form),
        lambda: secretariat_.patch(
            f"/v1/members/{owner.id}", json={"status": "left"}, headers={"If-Match": "*"}
        ),
    ]
    ordered = sends if first == "given" else sends[::-1]
    async with slow_commits(committed_db):
        begun = asyncio.create_task(ordered[0]())
        await asyncio.sleep(0.02)
        second = await ordered[1]()
        good(await begun, 201 if first == "given" else 200)
    assert second.status_code == (200 if first == "given" else 422), second.text
    assert await rows(committed_db, Task, Task.owner_id == owner.id) == 0
