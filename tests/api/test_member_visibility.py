"""Who finds whom, and what of them: leaders, fellows, the network, employers."""

from collections.abc import Awaitable, Callable

import pytest
from httpx import AsyncClient

from api.rules.enums import SpaceType
from api.rules.field_classes import Viewer, shown
from api.rules.permissions import Role
from tests.answers import good, problem
from tests.cast import cast, leads, sits, speaks_for
from tests.days import TODAY, TOMORROW
from tests.factories import Build
from tests.operations import UNKNOWN
from tests.steps import as_unknown
from tests.viewers import CHOOSABLE, KINDS, Stage, names, person

Client = Callable[..., Awaitable[AsyncClient]]


@pytest.mark.parametrize("viewer", KINDS)
@pytest.mark.parametrize("at_risk", [False, True])
@pytest.mark.parametrize("choice", [None, "staff", "space", "network"])
async def test_each_is_shown_the_fields_of_the_table_and_no_other(
    as_person: Client, build: Build, viewer: Viewer, choice: str | None, at_risk: bool
) -> None:
    stage = Stage(build)
    caller = await stage.made(viewer)
    choices = dict.fromkeys(CHOOSABLE, choice) if choice else {}
    someone = await person(build, visibility=choices, at_risk=at_risk, pseudonym="Zahra")
    await stage.near(viewer, someone)
    client = await as_person(caller, two_factors=viewer is Viewer.staff)
    answer = await client.get(f"/v1/members/{someone.id}")
    # a focal point and a leader are active members too: what is opened to those is opened to them
    kinds = {viewer}
    if viewer is not Viewer.staff:
        kinds.add(Viewer.network)
    if viewer is Viewer.leader:
        kinds.add(Viewer.fellow)
    expected = shown(kinds, choices, at_risk=at_risk) - {"version"}
    if "full_name" not in expected:
        assert as_unknown(answer, await client.get(f"/v1/members/{UNKNOWN}"))
        return
    read = good(answer)
    assert read.keys() == expected
    assert read["full_name"] == ("Zahra" if at_risk and viewer is not Viewer.staff else "Amina Yusuf")
    listed = good(await client.get("/v1/members", params={"q": read["full_name"]}))["items"]
    assert read in listed


class TestRelations:
    async def test_a_leader_knows_who_sits_or_fills_a_seat_there_today(
        self, as_person: Client, build: Build
    ) -> None:
        group, body = await build.space(), await build.organisation()
        leader = await build.member("Leader")
        await leads(build, leader, group)
        people = {
            name: await build.member(name, organisation=body) for name in ("Now", "Former", "Later", "Silent")
        }
        seat = await build.seat(group, body)
        await build.representative(seat, people["Former"], ends_on=TODAY)
        await build.representative(seat, people["Now"], starts_on=TODAY, ends_on=TOMORROW)
        await build.representative(seat, people["Later"], starts_on=TOMORROW)
        await build.representative(seat, people["Silent"], role="alternate", agreed=False)
        found = await names(await as_person(leader))
        assert {"Leader", "Now"} <= found
        assert not found & {"Former", "Later", "Silent"}

    async def test_a_leader_knows_who_applies_there_until_it_is_decided(
        self, as_person: Client, build: Build
    ) -> None:
        team, other = await build.space(SpaceType.task_team), await build.space(SpaceType.task_team)
        leader = await cast(build, Role.leader, team)
        for name, status in (("Open", "submitted"), ("Reviewed", "under_review"), ("Declined", "declined")):
            await build.application(team, await build.member(name), status=status)
        await build.application(other, await build.member("Elsewhere"))
        found = await names(await as_person(leader))
        assert {"Open", "Reviewed"} <= found
        assert not found & {"Declined", "Elsewhere"}

    async def test_a_facilitator_decides_on_no_application_and_knows_no_applicant(
        self, as_person: Client, build: Build
    ) -> None:
        community = await build.space(SpaceType.language_community)
        facilitator = await cast(build, Role.facilitator, community)
        await build.seat(community, await build.member("Speaker"))
        await build.application(community, await build.member("Applicant"))
        found = await names(await as_person(facilitator))
        assert "Speaker" in found
        assert "Applicant" not in found

    @pytest.mark.rule("R31")
    async def test_a_term_that_was_due_makes_no_fellows(self, as_person: Client, build: Build) -> None:
        council, body = await build.space(SpaceType.steering_group), await build.organisation()
        fellow = await build.member("Fellow")
        await sits(build, fellow, council)
        late = await build.member("Late", organisation=body, visibility={"full_name": "space"})
        seat = await build.seat(council, body, due_on=TODAY)
        await build.representative(seat, late)
        assert "Late" not in await names(await as_person(fellow))

    @pytest.mark.rule("R33")
    @pytest.mark.parametrize("status", ["suspended", "unconfirmed", "external"])
    async def test_only_an_active_member_is_anybodys_fellow(
        self, as_person: Client, build: Build, status: str
    ) -> None:
        team = await build.space(SpaceType.task_team)
        caller = await build.member("Caller", status=status)
        await build.seat(team, caller)
        await build.seat(team, await build.member("Open", visibility={"full_name": "network"}))
        assert await names(await as_person(caller)) == {"Caller"}

    async def test_a_seat_that_ended_today_ends_what_it_showed(self, as_person: Client, build: Build) -> None:
        team = await build.space(SpaceType.task_team)
        fellow = await build.member("Fellow")
        await build.seat(team, fellow)
        await build.seat(team, await build.member("Gone", visibility={"full_name": "space"}), ends_on=TODAY)
        stays = await build.member("Stays", visibility={"full_name": "space"})
        await build.seat(team, stays, ends_on=TOMORROW)
        assert await names(await as_person(fellow)) == {"Fellow", "Stays"}

    async def test_nobody_erased_is_anybodys(self, as_person: Client, build: Build) -> None:
        gone = await build.member("Gone", status="erased", visibility={"full_name": "network"})
        client = await as_person(await build.member("Caller"))
        assert await names(client) == {"Caller"}
        assert problem(await client.get(f"/v1/members/{gone.id}")) == (404, "not_found")

    async def test_one_who_leads_and_employs_is_shown_both_ways(
        self, as_person: Client, build: Build
    ) -> None:
        team, own, other = (
            await build.space(SpaceType.task_team),
            await build.organisation(),
            await build.organisation(),
        )
        leader = await cast(build, Role.leader, team)
        await speaks_for(build, leader, own)
        someone = await build.member("Amina", organisation=own)
        await build.affiliation(someone, other, job_title="Elsewhere")
        client = await as_person(leader)
        path = f"/v1/members/{someone.id}"
        assert [one["organisation_id"] for one in good(await client.get(path))["affiliations"]] == [
            str(own.id)
        ]
        await build.seat(team, someone)
        assert len(good(await client.get(path))["affiliations"]) == 2
