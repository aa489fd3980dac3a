"""A space ends, or becomes another, while somebody sends an application: it lapses with the rest, or is not taken (R26)."""

import asyncio
from typing import Any

import pytest
from httpx import AsyncClient, Response

from api.models import Application
from tests.answers import good, problem, refused, step
from tests.harness import Api
from tests.services.test_races import Send, rows, together

OPEN = Application.status == "submitted"


async def after(wait: bool, send: Send) -> Response:
    await asyncio.sleep(0.02 if wait else 0)
    return await send()


async def confirmed(client: AsyncClient, space: Any, act: str) -> Send:
    """The act with the consequences that somebody has just seen."""
    path = f"/v1/spaces/{space.id}"
    if act == "disbanding":
        seen = good(await client.get(f"{path}/transitions/disbanded/consequences"))["hash"]
        form = {"to": "disbanded", "end_reason": "interest_lapsed", "reason": "Few came."}
        return lambda: client.post(f"{path}/transitions", json={**form, "consequences": seen})
    form = {"type": "language_community", "language": "so", "reason": "They speak it anyway."}
    seen = good(await client.post(f"{path}/type-changes/consequences", json=form))["hash"]
    return lambda: client.post(f"{path}/type-changes", json={**form, "consequences": seen})


@pytest.mark.rule("R26")
@pytest.mark.parametrize("act", ["disbanding", "change of type"])
@pytest.mark.parametrize("first", ["act", "application"])
async def test_no_application_is_left_waiting_for_a_space_that_goes_meanwhile(
    committed_db: Api, act: str, first: str
) -> None:
    client = await committed_db.as_role("service_client")
    async with committed_db.building() as build:
        space, person = await build.space("task_team"), await build.member()
    end = await confirmed(client, space, act)
    form = {"space_id": str(space.id), "member_id": str(person.id)}
    ended, sent = await together(
        committed_db,
        lambda: after(first == "application", end),
        lambda: after(first == "act", lambda: client.post("/v1/applications", json=form)),
    )
    if ended.status_code == 200:
        assert "space_not_open" in refused(sent) or "no_application_needed" in refused(sent)
        assert await rows(committed_db, Application, OPEN) == 0
    else:
        assert problem(ended) == (409, "stale")  # one more application would lapse than was shown
        assert sent.status_code == 201


@pytest.mark.rule("R16")
async def test_who_proposed_takes_nothing_back_that_is_approved_meanwhile(committed_db: Api) -> None:
    client = await committed_db.as_role("service_client")
    async with committed_db.building() as build:
        proposer = await build.member()
        team = await build.space("task_team", status="proposed", proposed_by=proposer.id)
        await build.decision(team)
    person = await committed_db.as_person(proposer)
    taken_back, approved = await together(
        committed_db,
        lambda: after(True, lambda: step(person, team, "rejected", reason="We found another way")),
        lambda: step(client, team, "approved"),
    )
    assert (good(approved)["status"], problem(taken_back)) == ("approved", (403, "forbidden"))
