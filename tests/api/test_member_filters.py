"""What a list of people gives away by its filters, its order, its cursor and its cost: no more than each record does."""

import base64
from collections.abc import Awaitable, Callable
from contextlib import AbstractContextManager
from typing import Any, ClassVar

import pytest
from httpx import AsyncClient
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from api.models import Member
from api.rules.enums import SpaceType
from api.rules.field_classes import MEMBER, Viewer, seen
from api.rules.permissions import Actor, ActorKind, Held, Role
from api.services import viewing
from tests.answers import good
from tests.cast import cast, speaks_for
from tests.factories import Build
from tests.viewers import CHOOSABLE, OTHERS, Stage, names, person

Queries = Callable[[], AbstractContextManager[list[str]]]
Client = Callable[..., Awaitable[AsyncClient]]


class TestFilters:
    ASKED: ClassVar[dict[str, dict[str, Any]]] = {
        "status": {"status": "active"},
        "country": {"country": "SD"},
        "languages": {"language": "ar"},
        "topics": {"topic": "gender"},
        "updated_at": {"updated_since": "2020-01-01T00:00:00Z"},
        "full_name": {"q": "amina"},
    }

    @pytest.mark.parametrize("viewer", OTHERS)
    @pytest.mark.parametrize("field", ASKED)
    async def test_find_nobody_by_what_is_not_shown_of_them(
        self, as_person: Client, build: Build, viewer: Viewer, field: str
    ) -> None:
        stage = Stage(build)
        caller = await stage.made(viewer)
        for place, choice in enumerate((None, "space", "network")):
            for at_risk in (False, True):
                opened = {"full_name": "network"} | ({field: choice} if choice and field in CHOOSABLE else {})
                someone = await person(
                    build,
                    f"Amina {place}{at_risk}",
                    email=None,
                    visibility=opened,
                    at_risk=at_risk,
                    pseudonym="Zahra",
                )
                await stage.near(viewer, someone)
        client = await as_person(caller)
        found = good(await client.get("/v1/members", params={"limit": 200, **self.ASKED[field]}))["items"]
        assert all(field in one for one in found)
        everybody = good(await client.get("/v1/members", params={"limit": 200}))["items"]
        own = str(caller.id)
        missed = [one for one in everybody if one not in found and one["id"] != own]
        assert all(field not in one or "amina" not in one["full_name"].casefold() for one in missed)

    async def test_a_place_of_work_is_asked_for_where_it_is_shown(
        self, as_person: Client, build: Build
    ) -> None:
        body, client = await build.organisation(), await as_person(await build.member("Anybody"))
        named = {"full_name": "network"}
        for name, choices in (("Shown", {**named, "affiliations": "network"}), ("Hidden", named)):
            await build.member(name, organisation=body, visibility=choices)
        waiting = await build.member("Waiting", visibility={**named, "affiliations": "network"})
        await build.affiliation(waiting, body, confirmed=False)
        assert await names(client) == {"Anybody", "Shown", "Hidden", "Waiting"}
        assert await names(client, organisation_id=str(body.id)) == {"Shown"}

    async def test_a_focal_point_asks_for_their_own_staff_and_for_what_is_opened_to_the_network(
        self, as_person: Client, build: Build
    ) -> None:
        own, other = await build.organisation(), await build.organisation()
        client = await as_person(await cast(build, Role.focal_point, own))
        opened = {"full_name": "network", "affiliations": "network"}
        await build.affiliation(await build.member("Both", organisation=own), other)
        await build.affiliation(await build.member("Open", organisation=own, visibility=opened), other)
        assert await names(client, organisation_id=str(own.id)) == {"Both", "Open"}
        assert await names(client, organisation_id=str(other.id)) == {"Open"}

    @pytest.mark.parametrize("sign", ["", "-"])
    async def test_the_order_of_names_is_that_of_the_names_shown(
        self, as_person: Client, build: Build, sign: str
    ) -> None:
        team = await build.space(SpaceType.task_team)
        leader = await cast(build, Role.leader, team)
        secret = await build.member("A secret", at_risk=True, pseudonym="Zahra")
        for someone in (await build.member("C"), secret, await build.member("B")):
            await build.seat(team, someone)
        client = await as_person(leader)
        page = good(await client.get("/v1/members", params={"sort": f"{sign}full_name"}))
        read = [one["full_name"] for one in page["items"] if one["id"] != str(leader.id)]
        assert read == ["B", "C", "Zahra"][:: -1 if sign else 1]

    async def test_a_cursor_holds_no_name_that_is_not_shown(self, as_person: Client, build: Build) -> None:
        team = await build.space(SpaceType.task_team)
        leader = await cast(build, Role.leader, team)
        for place in range(3):
            await build.seat(
                team, await build.member(f"Secret {place}", at_risk=True, pseudonym=f"Zahra {place}")
            )
        page = good(await (await as_person(leader)).get("/v1/members", params={"limit": 2}))
        held = base64.urlsafe_b64decode(page["next_cursor"] + "==").decode()
        assert "secret" not in held.casefold()


@pytest.mark.parametrize("viewer", OTHERS)
async def test_the_condition_and_the_function_say_the_same_of_every_field(
    session: AsyncSession, build: Build, viewer: Viewer
) -> None:
    stage = Stage(build)
    caller = await stage.made(viewer)
    people = []
    for choice in (None, "staff", "space", "network", "nonsense"):
        for at_risk in (False, True):
            choices = dict.fromkeys(CHOOSABLE, choice) if choice else {}
            one = await build.member(visibility=choices, at_risk=at_risk)
            await stage.near(viewer, one)
            people.append(one)
    by = _actor(viewer, caller, stage)
    kinds = await viewing.viewers(session, [one.id for one in people], by=by)
    for field in MEMBER:
        matching = select(Member.id).where(
            viewing.where_shown(field, by), Member.id.in_([p.id for p in people])
        )
        said = set(await session.scalars(matching))
        row = MEMBER[field]
        meant = {
            one.id
            for one in people
            if any(
                seen(kind, field, one.visibility.get(row.chosen_by or field), at_risk=one.at_risk)
                for kind in kinds[one.id]
            )
        }
        assert said == meant, field


def _actor(viewer: Viewer, caller: Member, stage: Stage) -> Actor:
    held = [Held(Role.person, caller.id), Held(Role.member, caller.id)]
    if viewer is Viewer.leader:
        held.append(Held(Role.leader, stage.team.id))
    if viewer is Viewer.organisation:
        held.append(Held(Role.focal_point, stage.body.id))
    return Actor(ActorKind.person, caller.id, tuple(held))


async def test_costs_the_same_queries_however_many_are_found(
    as_person: Client, build: Build, queries: Queries
) -> None:
    stage = Stage(build)
    leader = await stage.made(Viewer.leader)
    await speaks_for(build, leader, stage.body)
    client, sent = await as_person(leader), []
    for more in (1, 6):
        for place in range(more):
            someone = await person(
                build,
                f"P{place}-{more}",
                organisation=stage.body,
                visibility=dict.fromkeys(CHOOSABLE, "network"),
            )
            await build.seat(stage.team, someone)
        with queries() as statements:
            good(await client.get("/v1/members", params={"q": "p"}))
        sent.append(len(statements))
    assert sent[0] == sent[1] <= 7
