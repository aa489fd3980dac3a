"""What needs me now: one list, most urgent first, of what the caller can do something about."""

from collections.abc import Awaitable, Callable
from contextlib import AbstractContextManager
from datetime import timedelta
from typing import Any, get_args

import pytest
from httpx import AsyncClient

from api.models import Leader, Membership, Organisation, Space, Task
from api.rules.codes import CODES
from api.rules.enums import Severity, SpaceType
from api.rules.permissions import Role
from api.schemas.signals import SignalCode
from tests.answers import good, malformed, problem
from tests.cast import cast, leads, sits, speaks_for, the
from tests.days import LONG_AGO, TODAY, TOMORROW, YESTERDAY
from tests.factories import Build

AsPerson = Callable[..., Awaitable[AsyncClient]]
Client = Callable[..., Awaitable[AsyncClient]]
Queries = Callable[[], AbstractContextManager[list[str]]]


async def listed(client: AsyncClient, **query: Any) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = good(await client.get("/v1/signals", params=query))["items"]
    return found


async def codes(client: AsyncClient, **query: Any) -> list[tuple[str, str]]:
    """What is told, of which space; size says nothing in a network of two or three."""
    found = await listed(client, **query)
    return [
        (one["space_name"], one["code"])
        for one in found
        if one["code"] not in ("size_outside_band", "no_leader")
    ]


async def late(build: Build, space: Space, due_on: Any = YESTERDAY) -> Task:
    row = Task(space_id=space.id, title="Write", starts_on=LONG_AGO, due_on=due_on)
    await build.rows(row)
    return row


async def gap(build: Build, space: Space, organisation: Organisation) -> Membership:
    return await build.seat(space, organisation)


def test_every_warning_can_be_asked_for_and_nothing_else() -> None:
    asked = get_args(SignalCode)
    assert set(asked) == {code for code, rule in CODES.items() if rule.severity is Severity.warning}


@pytest.mark.rule("R20", "R31")
async def test_the_secretariat_is_told_everything_the_overdue_first_and_then_by_day(
    secretariat: AsyncClient, build: Build
) -> None:
    ending = await build.space(name="Ending", mandate=(LONG_AGO, TODAY + timedelta(days=80)))
    expired = await build.space(name="Expired", mandate=(LONG_AGO, TODAY - timedelta(days=9)))
    team = await build.space("task_team", name="Team")
    task = await late(build, team)
    await build.application(team, await build.member())
    await build.space("task_team", name="Proposal", status="proposed")
    seat = await gap(build, ending, await build.organisation("Save the Children"))
    assert await codes(secretariat) == [
        ("Expired", "mandate_expired"),
        ("Team", "task_overdue"),
        ("Ending", "mandate_ending"),
        ("Proposal", "proposal_waiting"),
        ("Team", "applications_waiting"),
        ("Ending", "seat_without_representative"),
    ]
    by_code = {one["code"]: one for one in await listed(secretariat)}
    assert by_code["mandate_expired"]["space_id"] == str(expired.id)
    assert by_code["task_overdue"]["task_id"] == str(task.id)
    assert by_code["task_overdue"]["due_on"] == str(YESTERDAY)
    assert by_code["applications_waiting"]["since"] == str(TODAY)
    about = by_code["seat_without_representative"]
    assert (about["membership_id"], about["organisation_name"]) == (str(seat.id), "Save the Children")
    assert (about["source"], bool(about["quote"])) == ("R32", True)
    assert "Ending" in about["detail"] and "name one" in about["detail"]


async def test_the_same_list_speaks_the_language_of_whoever_asks(
    secretariat: AsyncClient, build: Build
) -> None:
    await build.space("language_community")
    told = set()
    for language in ("en", "fr", "es", "pt", "ar"):
        answer = await secretariat.get("/v1/signals", headers={"Accept-Language": language})
        told |= {one["detail"] for one in good(answer)["items"] if one["code"] == "no_leader"}
    assert len(told) == 5


async def test_is_filtered_and_paged_without_a_gap(secretariat: AsyncClient, build: Build) -> None:
    group = await build.space()
    for _ in range(5):
        await gap(build, group, await build.organisation())
    other = await build.space("task_team")
    whole = await listed(secretariat)
    assert {one["space_id"] for one in whole} == {str(group.id), str(other.id)}
    wanted = {"code": "seat_without_representative", "space_id": str(group.id)}
    assert await listed(secretariat, **wanted) == [one for one in whole if one["code"] == wanted["code"]]
    assert await listed(secretariat, code="meeting_overdue") == []
    first = good(await secretariat.get("/v1/signals", params={"limit": 3, "total": True}))
    found, page = list(first["items"]), first
    while page["next_cursor"]:
        page = good(await secretariat.get("/v1/signals", params={"limit": 3, "cursor": page["next_cursor"]}))
        found += page["items"]
    assert (found, first["total"]) == (whole, len(whole))


@pytest.mark.parametrize(
    ("query", "error"),
    [
        ({"code": "seats_full"}, "?code"),
        ({"code": "nothing"}, "?code"),
        ({"space_id": "nothing"}, "?space_id"),
        ({"sort": "name"}, "?sort"),
        ({"as_of": str(TODAY)}, "?as_of"),
    ],
)
async def test_refuses_what_it_does_not_know(
    secretariat: AsyncClient, query: dict[str, str], error: str
) -> None:
    assert set(malformed(await secretariat.get("/v1/signals", params=query))) == {error}


class TestOfThoseWhoLead:
    @pytest.mark.rule("S32")
    async def test_leaders_are_told_of_their_own_space_and_of_no_other(
        self, build: Build, as_person: AsPerson
    ) -> None:
        team, other = [await build.space("task_team", name=name) for name in ("Ours", "Theirs")]
        member = await cast(build, Role.leader, team)
        for space in (team, other):
            await late(build, space)
            await build.application(space, await build.member())
        convener = await as_person(member)
        assert await codes(convener) == [("Ours", "task_overdue"), ("Ours", "applications_waiting")]
        assert await listed(convener, space_id=str(other.id)) == []
        shown = good(await convener.get(f"/v1/spaces/{team.id}"))["signals"]
        assert "task_overdue" in [one["code"] for one in shown]
        shown = good(await convener.get(f"/v1/spaces/{other.id}"))["signals"]
        assert "task_overdue" not in [one["code"] for one in shown]

    @pytest.mark.rule("S19", "R16")
    async def test_the_chairs_are_told_of_what_waits_for_them_in_their_workstreams(
        self, build: Build, as_person: AsPerson
    ) -> None:
        group = await build.space(name="Parent")
        stream = await build.space("workstream", parent=group, name="Stream")
        await build.space("workstream", parent=group, name="Planned", status="proposed")
        await build.space("reference_group", supports=[group], name="Advice", status="proposed")
        await build.space("workstream", name="Elsewhere", status="proposed")
        await late(build, stream)
        await build.application(stream, await build.organisation())
        chair = await as_person(await cast(build, Role.leader, group))
        assert await codes(chair) == [
            ("Advice", "proposal_waiting"),
            ("Planned", "proposal_waiting"),
            ("Stream", "applications_waiting"),
        ]

    @pytest.mark.rule("S38")
    async def test_a_facilitator_is_told_until_the_day_the_role_ends(
        self, build: Build, as_person: AsPerson
    ) -> None:
        community, member = await build.space("language_community", name="French"), await build.member()
        role = await leads(build, member, community, Role.facilitator)
        await late(build, community)
        facilitator = await as_person(member)
        assert await codes(facilitator) == [("French", "task_overdue")]
        row = await build.session.get_one(Leader, role.id)
        row.ends_on = TODAY
        await build.session.flush()
        assert problem(await facilitator.get("/v1/signals")) == (403, "forbidden")


class TestOfOrganisations:
    @pytest.mark.rule("R2", "R28", "S7")
    async def test_are_told_of_their_own_seats_and_of_nothing_else(
        self, build: Build, as_person: AsPerson, organisation_client: Client
    ) -> None:
        ours, theirs = await build.organisation("Ours"), await build.organisation("Theirs")
        group = await build.space(mandate=(LONG_AGO, TODAY), name="Group")
        steering = await the(build, SpaceType.steering_group)
        await late(build, group)
        await build.application(group, await build.organisation())
        for body in (ours, theirs):
            await build.seat(group, body, ends_on=TOMORROW)
            seat = await build.seat(steering, body, due_on=TODAY + timedelta(days=30))
            await build.representative(seat, await build.member(organisation=body))
        focal = await build.member()
        await speaks_for(build, focal, ours)
        for client in (await as_person(focal), await organisation_client(ours)):
            found = await listed(client)
            assert {one["organisation_name"] for one in found} == {"Ours"}
            assert [one["code"] for one in found] == [
                "term_ending",
                "seat_without_representative",
                "seniority_not_attested",
            ]

    async def test_a_key_without_the_scope_is_told_nothing(
        self, build: Build, organisation_client: Client
    ) -> None:
        client = await organisation_client(await build.organisation(), "memberships:read")
        assert problem(await client.get("/v1/signals")) == (403, "forbidden")


async def test_nobody_else_is_told(public: AsyncClient, build: Build, as_person: AsPerson) -> None:
    assert problem(await public.get("/v1/signals")) == (401, "unauthenticated")
    for role in (Role.person, Role.member, Role.steering_representative):
        client = await as_person(await cast(build, role))
        assert problem(await client.get("/v1/signals")) == (403, "forbidden")


async def test_who_only_represents_is_not_told(build: Build, as_person: AsPerson) -> None:
    member = await build.member()
    await sits(build, member, await build.space())
    assert problem(await (await as_person(member)).get("/v1/signals")) == (403, "forbidden")


async def test_costs_the_same_queries_however_much_there_is(
    secretariat: AsyncClient, build: Build, queries: Queries
) -> None:
    async def cost() -> int:
        with queries() as seen:
            await listed(secretariat)
        return len(seen)

    await gap(build, await build.space("collaborative"), await build.organisation())
    few = await cost()
    for type_ in ("collaborative", "workstream", "reference_group", "task_team"):
        space = await build.space(type_)
        await late(build, space)
        if type_ != "task_team":
            await gap(build, space, await build.organisation())
    assert await cost() == few
    assert few <= 18
