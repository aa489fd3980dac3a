"""A space ends, or becomes another, while somebody applies or is named there: what comes late ends with the rest, or is
not taken (R11, R26)."""

import asyncio
from typing import Any

import pytest
from httpx import AsyncClient, Response

from api.models import Application, Representative
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
        form = {"to": "disbanded", "reason": "It is done."}
        if space.type == "task_team":
            form["end_reason"] = "interest_lapsed"
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


@pytest.mark.rule("R2", "R11")
@pytest.mark.parametrize("first", ["act", "naming"])
async def test_whoever_is_named_while_a_space_ends_does_not_outlast_it(committed_db: Api, first: str) -> None:
    client = await committed_db.as_role("service_client")
    async with committed_db.building() as build:
        space, organisation = await build.space("reference_group"), await build.organisation()
        seat = await build.seat(space, organisation)
        person = await build.member(organisation=organisation)
    path = f"/v1/memberships/{seat.id}/representatives/primary"
    form = {"member_id": str(person.id)}
    end = await confirmed(client, space, "disbanding")
    ended, _ = await together(
        committed_db,
        lambda: after(first == "naming", end),
        lambda: after(first == "act", lambda: client.put(path, json=form, headers={"If-Match": "*"})),
    )
    assert ended.status_code == 200, ended.text
    assert await rows(committed_db, Representative, Representative.ends_on.is_(None)) == 0


@pytest.mark.rule("R16", "R17")
async def test_who_proposed_a_space_takes_it_back_no_more_once_it_is_approved(committed_db: Api) -> None:
    async with committed_db.building() as build:
        team = await build.space("task_team", status="proposed")
        person = await build.member()
        team.proposed_by = person.id
        await build.decision(team)
    secretariat = await committed_db.as_role("service_client")
    proposer = await committed_db.as_person(person)
    approved, taken_back = await together(
        committed_db,
        lambda: step(secretariat, team, "approved"),
        lambda: after(True, lambda: step(proposer, team, "rejected", reason="We thought again.")),
    )
    assert good(approved)["status"] == "approved"
    assert problem(taken_back) == (403, "forbidden")
