"""The diagram of the network over HTTP: its spaces and the lines between them, as of any day."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import date
from typing import Any

import pytest
from httpx import AsyncClient
from sqlalchemy import select

from api.models import Linkage, Space, StructuralLink
from tests.answers import disband, good, malformed
from tests.conftest import Clock
from tests.days import LONG_AGO, TODAY
from tests.factories import Build

Queries = Callable[[], AbstractContextManager[list[str]]]


async def ask(client: AsyncClient, as_of: date | None = None) -> Any:
    return good(await client.get("/v1/network", params={"as_of": str(as_of)} if as_of else {}))


def named(network: Any) -> set[str]:
    return {node["name"] for node in network["nodes"]}


def drawn(network: Any) -> set[tuple[str, str, str]]:
    """Each line as (from, kind, to), by the names of its ends."""
    names = {node["id"]: node["name"] for node in network["nodes"]}
    return {(names[edge["from_id"]], edge["kind"], names[edge["to_id"]]) for edge in network["edges"]}


def linkage(one: Space, other: Space, kind: str = "shared_activity", **columns: Any) -> Linkage:
    return Linkage(
        **{
            "from_id": one.id,
            "to_id": other.id,
            "kind": kind,
            "purpose": "Webinars",
            "starts_on": TODAY,
            **columns,
        }
    )


@pytest.mark.rule("S19", "S21", "S25", "S40")
async def test_spaces_are_nodes_and_what_they_are_built_on_and_share_are_lines(
    public: AsyncClient, build: Build
) -> None:
    practice, advocacy = await build.space(name="Practice"), await build.space(name="Advocacy")
    stream = await build.space("workstream", name="Stream", parent=practice)
    theme = await build.space("collaborative", name="Theme", working_groups=[practice, advocacy])
    await build.space("reference_group", name="Experts", supports=[theme])
    arabic = await build.space("language_community", name="Arabic", language="ar")
    line, guided = linkage(stream, arabic), linkage(theme, arabic, "technical_guidance")
    await build.rows(line, guided)
    await build.seat(practice, await build.organisation())
    found = await ask(public)
    assert found["as_of"] == str(TODAY)
    assert [node["name"] for node in found["nodes"]] == [
        "Advocacy",
        "Arabic",
        "Experts",
        "Practice",
        "Stream",
        "Theme",
    ]
    assert drawn(found) == {
        ("Stream", "parent", "Practice"),
        ("Theme", "sponsor", "Practice"),
        ("Theme", "sponsor", "Advocacy"),
        ("Experts", "supports", "Theme"),
        ("Stream", "shared_activity", "Arabic"),
        ("Theme", "technical_guidance", "Arabic"),
    }
    told = {edge["id"]: edge["purpose"] for edge in found["edges"] if edge["id"]}
    assert told == {str(line.id): "Webinars", str(guided.id): "Webinars"}
    nodes = {node["name"]: node for node in found["nodes"]}
    assert nodes["Arabic"]["language"] == "ar"
    assert {name: node["seats_taken"] for name, node in nodes.items() if node["seats_taken"]} == {
        "Practice": 1
    }
    assert nodes["Theme"].items() >= {"slug": theme.slug, "type": "collaborative", "scope": "global"}.items()


async def test_only_active_spaces_are_shown_and_no_line_leads_elsewhere(
    public: AsyncClient, secretariat: AsyncClient, build: Build
) -> None:
    group = await build.space(name="Group")
    for status in ("proposed", "approved", "disbanded", "rejected"):
        await build.space("reference_group", status=status, supports=[group])
        other = await build.space("task_team", status=status)
        await build.rows(linkage(group, other))
    for client in (public, secretariat):
        found = await ask(client)
        assert (named(found), found["edges"]) == ({"Group"}, [])


@pytest.mark.rule("S1", "S40")
async def test_answers_what_it_was_on_earlier_days(
    secretariat: AsyncClient, public: AsyncClient, build: Build, clock: Clock
) -> None:
    """A team begins, is linked, takes a seat, loses the link, and disbands."""
    days = [date(2026, 5, day) for day in (5, 7, 9, 11, 13, 15, 17)]
    community = await build.space("language_community", name="French", language="fr")
    team = await build.space("task_team", name="Team", starts_on=days[0])
    clock.set(days[1])
    form = {
        "from_id": str(team.id),
        "to_id": str(community.id),
        "kind": "shared_activity",
        "purpose": "Translate.",
    }
    made = good(await secretariat.post("/v1/linkages", json=form), 201)
    await build.seat(team, await build.member(), starts_on=days[2])
    clock.set(days[3])
    good(await secretariat.post(f"/v1/linkages/{made['id']}/end", json={}))
    clock.set(days[4])
    good(await secretariat.post("/v1/linkages", json=form | {"kind": "technical_guidance"}), 201)
    clock.set(days[5])
    good(await disband(secretariat, team, end_reason="interest_lapsed", reason="It faded."))
    clock.set(days[6])
    found = [await ask(public, day) for day in (LONG_AGO, *days)]
    assert [len(named(one)) for one in found] == [1, 2, 2, 2, 2, 2, 1, 1]
    assert [[edge["kind"] for edge in one["edges"]] for one in found] == [
        [],
        [],
        ["shared_activity"],
        ["shared_activity"],
        [],
        ["technical_guidance"],
        [],
        [],
    ]
    seats = [sum(node["seats_taken"] for node in one["nodes"]) for one in found]
    assert seats == [0, 0, 0, 1, 1, 1, 0, 0]
    assert await ask(public) == found[-1]


@pytest.mark.rule("S21")
async def test_a_group_that_no_longer_sponsors_is_a_line_of_its_own_time(
    public: AsyncClient, build: Build, clock: Clock
) -> None:
    theme = await build.space("collaborative", name="Theme")
    link = (await build.session.scalars(select(StructuralLink).order_by(StructuralLink.id))).first()
    assert link is not None
    link.ends_on = date(2026, 5, 1)
    await build.rows()
    assert len((await ask(public, date(2026, 4, 30)))["edges"]) == 2
    assert len((await ask(public))["edges"]) == 1
    assert {edge["from_id"] for edge in (await ask(public))["edges"]} == {str(theme.id)}


async def test_what_is_made_up_says_so(public: AsyncClient, build: Build) -> None:
    group, other = await build.space(name="Group", is_demo=True), await build.space(name="Other")
    await build.space("collaborative", working_groups=[group, other])
    for link in await build.session.scalars(select(StructuralLink)):
        link.is_demo = link.target_id == group.id
    await build.rows(linkage(group, other, is_demo=True))
    found = await ask(public)
    assert {node["name"] for node in found["nodes"] if node["is_demo"]} == {"Group"}
    made_up = {(edge["kind"], edge["to_id"]) for edge in found["edges"] if edge["is_demo"]}
    assert made_up == {("sponsor", str(group.id)), ("shared_activity", str(other.id))}


async def test_is_sent_again_only_when_it_changed(public: AsyncClient, build: Build) -> None:
    one, other = await build.space(), await build.space()
    tag = (await public.get("/v1/network")).headers["ETag"]
    assert (await public.get("/v1/network", headers={"If-None-Match": tag})).status_code == 304
    await build.rows(linkage(one, other))
    assert (await public.get("/v1/network", headers={"If-None-Match": tag})).status_code == 200


async def test_is_asked_for_a_day_and_nothing_else(public: AsyncClient) -> None:
    assert malformed(await public.get("/v1/network?as_of=soon")) == {"?as_of": "not_a_date"}
    assert malformed(await public.get("/v1/network?type=workstream")) == {"?type": "unknown_parameter"}


async def test_costs_the_same_queries_however_large_it_is(
    public: AsyncClient, build: Build, queries: Queries
) -> None:
    async def cost() -> int:
        with queries() as seen:
            await ask(public)
        return len(seen)

    await build.space("collaborative")
    few = await cost()
    for _ in range(3):
        theme = await build.space("collaborative")
        await build.rows(linkage(theme, await build.space("workstream")))
        await build.seat(await build.space("task_team"), await build.member())
    assert await cost() == few <= 5
