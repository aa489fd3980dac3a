"""By which names a roster tells who sits in a space: to leaders, fellows, the network, and of people at risk."""

from collections.abc import Awaitable, Callable
from typing import Any

import pytest
from httpx import AsyncClient

from api.models import Space
from api.rules.permissions import Role
from tests.answers import good
from tests.cast import cast, leads, sits
from tests.days import TODAY, YESTERDAY
from tests.factories import Build

Client = Callable[..., Awaitable[AsyncClient]]
Named = list[tuple[str | None, list[str | None]]]


async def roster(client: AsyncClient, space: Space, **asked: Any) -> list[dict[str, Any]]:
    items: list[dict[str, Any]] = good(await client.get(f"/v1/spaces/{space.id}/roster", params=asked))[
        "items"
    ]
    return items


async def called(client: AsyncClient, space: Space, **asked: Any) -> set[str]:
    """Every name a caller reads in the roster, of holders and of those who fill an organisation's seat."""
    found = set()
    for seat in await roster(client, space, **asked):
        found |= {seat["member_name"], *(one["member_name"] for one in seat["representatives"])}
    return found - {None}


class TestNames:
    async def test_whoever_leads_reads_every_name_and_fellows_those_that_were_opened(
        self, as_person: Client, build: Build
    ) -> None:
        group = await build.space("reference_group")
        leader, fellow = await build.member("Leader"), await build.member("Fellow")
        await leads(build, leader, group)
        await build.seat(group, fellow)
        for name, choice in (("Closed", "staff"), ("Near", "space"), ("Far", "network")):
            await build.seat(group, await build.member(name, visibility={"full_name": choice}))
            await sits(build, await build.member(f"{name} too", visibility={"full_name": choice}), group)
        everybody = {"Leader", "Fellow", "Closed", "Closed too", "Near", "Near too", "Far", "Far too"}
        assert await called(await as_person(leader), group) == everybody
        opened = {"Near", "Near too", "Far", "Far too"}
        assert await called(await as_person(fellow), group) == {"Fellow", *opened}
        assert await called(await as_person(await build.member()), group) == {"Far", "Far too"}

    async def test_the_public_reads_none_whatever_was_opened(self, public: AsyncClient, build: Build) -> None:
        team = await build.space("task_team")
        await build.seat(team, await build.member("Far", visibility={"full_name": "network"}))
        (seat,) = await roster(public, team)
        assert (seat["member_id"], seat["member_name"]) == (None, None)

    @pytest.mark.rule("R33")
    @pytest.mark.parametrize("status", ["suspended", "unconfirmed", "external"])
    async def test_nobody_but_an_active_member_reads_names(
        self, as_person: Client, build: Build, status: str
    ) -> None:
        team = await build.space("task_team")
        caller = await build.member("Caller", status=status)
        await build.seat(team, caller)
        await build.seat(team, await build.member("Far", visibility={"full_name": "network"}))
        assert await called(await as_person(caller), team) == {"Caller"}

    async def test_who_is_named_but_has_not_agreed_is_known_to_the_holder_of_the_seat_alone(
        self, as_person: Client, organisation_client: Client, build: Build
    ) -> None:
        group, body = await build.space("reference_group"), await build.organisation()
        person = await build.member("Silent", organisation=body, visibility={"full_name": "network"})
        seat = await build.seat(group, body)
        await build.representative(seat, person, agreed=False)
        fellow = await build.member("Fellow")
        await build.seat(group, fellow)
        assert await called(await as_person(fellow), group) == {"Fellow"}
        assert await called(await organisation_client(body), group) == {"Silent"}


class TestAtRisk:
    async def test_goes_by_the_other_name_before_all_but_themselves_and_staff(
        self, as_person: Client, organisation_client: Client, secretariat: AsyncClient, build: Build
    ) -> None:
        group, body = await build.space("reference_group"), await build.organisation()
        leader, fellow = await build.member("Leader"), await build.member("Fellow")
        await leads(build, leader, group)
        await build.seat(group, fellow)
        risk: dict[str, Any] = {"at_risk": True, "visibility": {"full_name": "network"}}
        amina = await build.member("Amina", pseudonym="Zahra", **risk)
        nameless = await build.member("Nameless", **risk)
        await build.seat(group, amina)
        await sits(build, nameless, group, body)
        assert {"Amina", "Nameless"} <= await called(secretariat, group)
        assert await called(await as_person(amina), group) == {"Amina"}
        assert await called(await as_person(leader), group) == {"Leader", "Fellow", "Zahra", "…"}
        assert await called(await organisation_client(body), group) == {"…"}
        assert await called(await as_person(fellow), group) == {"Fellow"}


class TestEmployers:
    async def test_are_not_told_where_their_staff_sit_for_themselves_or_for_others(
        self, as_person: Client, build: Build
    ) -> None:
        group, own, other = (
            await build.space("reference_group"),
            await build.organisation(),
            await build.organisation(),
        )
        focal = await cast(build, Role.focal_point, own)
        for name in ("Alone", "For others"):
            person = await build.member(name, organisation=own)
            if name == "Alone":
                await build.seat(group, person)
            else:
                await sits(build, person, group, other)
        await sits(build, await build.member("Ours"), group, own)
        assert await called(await as_person(focal), group) == {"Ours"}


class TestOtherDays:
    async def test_of_the_past_tell_no_names_of_those_who_are_gone(
        self, as_person: Client, build: Build
    ) -> None:
        """A leader reads the seats of any day, and the names of those who are there today."""
        team = await build.space("task_team")
        leader = await build.member("Leader")
        await leads(build, leader, team)
        await build.seat(team, await build.member("Former"), ends_on=TODAY)
        client = await as_person(leader)
        assert await called(client, team, as_of=str(YESTERDAY)) == {"Leader"}
        assert all(seat["member_id"] for seat in await roster(client, team, as_of=str(YESTERDAY)))
