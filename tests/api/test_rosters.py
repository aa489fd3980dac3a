"""Who sits in a space, as each caller may see it: organisations and their roles are public, people are not."""

from collections.abc import Awaitable, Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any
from uuid import uuid4

import pytest
from httpx import AsyncClient

from api.models import Member, Organisation, Space
from tests.answers import good, malformed, problem
from tests.days import LONG_AGO, TODAY, TOMORROW, YESTERDAY
from tests.factories import Build

Queries = Callable[[], AbstractContextManager[list[str]]]
Client = Callable[..., Awaitable[AsyncClient]]


async def roster(client: AsyncClient, space: Space, **asked: Any) -> list[dict[str, Any]]:
    items: list[dict[str, Any]] = good(await client.get(f"/v1/spaces/{space.id}/roster", params=asked))[
        "items"
    ]
    return items


@dataclass
class Group:
    """A reference group in which two organisations and a member sit."""

    space: Space
    ours: Organisation
    theirs: Organisation
    our_person: Member
    their_person: Member
    alone: Member

    @property
    def people(self) -> list[Member]:
        return [self.our_person, self.their_person, self.alone]


@pytest.fixture
async def group(build: Build) -> Group:
    space = await build.space("reference_group")
    ours, theirs = await build.organisation("Ours"), await build.organisation("Theirs")
    our_person = await build.member("Amina Planted", organisation=ours, email="amina@example.org")
    their_person = await build.member("Bo Planted", organisation=theirs, email="bo@example.org")
    alone = await build.member("Chi Planted", email="chi@example.org")
    await build.seat(space, ours, primary=our_person)
    await build.seat(space, theirs, primary=their_person)
    await build.seat(space, alone)
    return Group(space, ours, theirs, our_person, their_person, alone)


def told_of(text: str, people: list[Member]) -> list[str]:
    """Which of these people an answer gives away, by id, name or address."""
    return [
        p.full_name
        for p in people
        if str(p.id) in text or p.full_name.split()[0] in text or str(p.email) in text
    ]


class TestWhoSeesWhom:
    async def test_the_public_sees_organisations_and_kinds_of_seats_and_no_person(
        self, public: AsyncClient, group: Group
    ) -> None:
        answer = await public.get(f"/v1/spaces/{group.space.id}/roster")
        seats = good(answer)["items"]
        assert [(seat["kind"], seat["organisation_name"]) for seat in seats] == [
            ("institutional", "Ours"),
            ("institutional", "Theirs"),
            ("individual", None),
        ]
        assert [seat["organisation_id"] for seat in seats] == [str(group.ours.id), str(group.theirs.id), None]
        assert all(seat["representatives"] == [] and seat["member_id"] is None for seat in seats)
        assert told_of(answer.text, group.people) == []

    async def test_an_organisations_key_sees_its_own_representatives_only(
        self, organisation_client: Client, group: Group
    ) -> None:
        client = await organisation_client(group.ours)
        answer = await client.get(f"/v1/spaces/{group.space.id}/roster")
        ours, theirs, alone = good(answer)["items"]
        assert [(one["role"], one["member_id"]) for one in ours["representatives"]] == [
            ("primary", str(group.our_person.id))
        ]
        assert (theirs["representatives"], alone["member_id"], alone["member_name"]) == ([], None, None)
        assert told_of(answer.text, [group.their_person, group.alone]) == []

    async def test_an_organisations_key_does_not_see_its_staffs_individual_seats(
        self, organisation_client: Client, build: Build, group: Group
    ) -> None:
        team = await build.space("task_team")
        await build.seat(team, group.our_person)
        client = await organisation_client(group.ours)
        answer = await client.get(f"/v1/spaces/{team.id}/roster")
        assert len(good(answer)["items"]) == 1
        assert told_of(answer.text, group.people) == []

    async def test_the_secretariat_sees_everybody(self, secretariat: AsyncClient, group: Group) -> None:
        ours, theirs, alone = await roster(secretariat, group.space)
        assert ours["representatives"][0]["member_id"] == str(group.our_person.id)
        assert theirs["representatives"][0]["member_id"] == str(group.their_person.id)
        assert (alone["member_id"], alone["member_name"]) == (str(group.alone.id), "Chi Planted")

    @pytest.mark.parametrize("permission", ["spaces:read", "spaces:write", "applications:read"])
    async def test_a_key_that_may_not_read_seats_sees_no_more_than_the_public(
        self, as_role: Client, public: AsyncClient, group: Group, permission: str
    ) -> None:
        seen = await roster(public, group.space)
        assert await roster(await as_role("service_client", None, permission), group.space) == seen
        if permission != "spaces:write":  # which is not an organisation's at all
            assert (
                await roster(await as_role("organisation_client", group.ours, permission), group.space)
                == seen
            )

    async def test_nobody_sees_that_of_a_proposal_but_the_secretariat(
        self, public: AsyncClient, organisation_client: Client, secretariat: AsyncClient, build: Build
    ) -> None:
        proposal = await build.space("task_team", status="proposed")
        own = await organisation_client(await build.organisation())
        for client in (public, own):
            hidden = await client.get(f"/v1/spaces/{proposal.id}/roster")
            unknown = await client.get(f"/v1/spaces/{uuid4()}/roster")
            assert problem(hidden) == problem(unknown) == (404, "not_found")
        assert await roster(secretariat, proposal) == []


class TestTheDay:
    @pytest.mark.rule("R31")
    async def test_seats_are_those_of_the_day(self, public: AsyncClient, build: Build) -> None:
        team = await build.space("task_team")
        past = await build.seat(team, await build.member(), ends_on=date(2026, 1, 1))
        present = await build.seat(team, await build.member(), starts_on=date(2025, 12, 1))
        to_come = await build.seat(team, await build.member(), starts_on=TOMORROW)
        never = await build.seat(team, await build.member(), starts_on=TODAY, ends_on=TODAY)

        async def on(day: date | None) -> set[str]:
            return {
                seat["membership_id"]
                for seat in await roster(public, team, **({"as_of": day} if day else {}))
            }

        assert await on(None) == await on(TODAY) == {str(present.id)}
        assert await on(TOMORROW) == {str(present.id), str(to_come.id)}
        assert await on(date(2025, 12, 31)) == {str(past.id), str(present.id)}
        assert await on(date(2025, 11, 30)) == {str(past.id)}
        assert await on(date(2025, 2, 28)) == set()
        assert str(never.id) not in await on(TODAY)

    @pytest.mark.rule("R31")
    async def test_a_term_that_was_due_is_over(self, public: AsyncClient, build: Build) -> None:
        council, organisation = await build.space("steering_group"), await build.organisation()
        await build.seat(council, organisation, due_on=TODAY)
        assert await roster(public, council) == []
        assert len(await roster(public, council, as_of=LONG_AGO)) == 1

    @pytest.mark.rule("R2")
    async def test_a_successor_fills_the_same_seat(self, secretariat: AsyncClient, build: Build) -> None:
        group, organisation = await build.space(), await build.organisation()
        before, after = [await build.member(organisation=organisation) for _ in range(2)]
        seat = await build.seat(group, organisation)
        await build.representative(seat, before, ends_on=date(2026, 1, 1))
        await build.representative(seat, after, starts_on=date(2026, 1, 1))

        async def filled(day: date) -> list[tuple[str, str]]:
            (found,) = await roster(secretariat, group, as_of=day)
            return [(found["membership_id"], one["member_id"]) for one in found["representatives"]]

        assert await filled(date(2025, 12, 31)) == [(str(seat.id), str(before.id))]
        assert await filled(TODAY) == [(str(seat.id), str(after.id))]


class TestTheList:
    @pytest.mark.parametrize("sort", ["created_at", "-created_at"])
    async def test_is_read_page_by_page(self, public: AsyncClient, build: Build, sort: str) -> None:
        team = await build.space("task_team")
        days = [datetime(2026, 1, day, tzinfo=UTC) for day in (3, 1, 2, 2, 5)]
        made = [await build.seat(team, await build.member(), created_at=day) for day in days]
        place = {str(seat.id): (seat.created_at, str(seat.id)) for seat in made}
        expected = sorted(place, key=place.__getitem__, reverse=sort.startswith("-"))
        path = f"/v1/spaces/{team.id}/roster"
        first = good(await public.get(path, params={"sort": sort, "limit": 3, "total": True}))
        rest = good(await public.get(path, params={"cursor": first["next_cursor"], "limit": 3}))
        assert [seat["membership_id"] for seat in first["items"] + rest["items"]] == expected
        assert (first["total"], rest["next_cursor"]) == (5, None)

    async def test_a_cursor_keeps_to_its_space_and_day(self, public: AsyncClient, build: Build) -> None:
        one, two = [await build.space("task_team") for _ in range(2)]
        for _ in range(2):
            await build.seat(one, await build.member())
        asked: dict[str, Any] = {"limit": 1, "as_of": str(LONG_AGO)}
        cursor = good(await public.get(f"/v1/spaces/{one.id}/roster", params=asked))["next_cursor"]
        assert len(await roster(public, one, cursor=cursor)) == 1
        other = await public.get(f"/v1/spaces/{two.id}/roster", params={"cursor": cursor})
        assert malformed(other) == {"?cursor": "invalid_cursor"}
        later = await public.get(
            f"/v1/spaces/{one.id}/roster", params={"cursor": cursor, "as_of": str(TODAY)}
        )
        assert malformed(later) == {"?as_of": "cursor_mismatch"}

    @pytest.mark.parametrize(
        ("asked", "expected"),
        [
            ({"as_of": "now"}, {"?as_of": "not_a_date"}),
            ({"sort": "name"}, {"?sort": "not_in_list"}),
            ({"limit": "many"}, {"?limit": "wrong_type"}),
            ({"kind": "individual"}, {"?kind": "unknown_parameter"}),
        ],
    )
    async def test_refuses_what_it_does_not_know(
        self, public: AsyncClient, build: Build, asked: dict[str, Any], expected: dict[str, str]
    ) -> None:
        space = await build.space("task_team")
        assert malformed(await public.get(f"/v1/spaces/{space.id}/roster", params=asked)) == expected

    async def test_costs_the_same_queries_however_long_it_is(
        self, secretariat: AsyncClient, build: Build, queries: Queries
    ) -> None:
        space = await build.space()

        async def cost() -> int:
            with queries() as seen:
                good(await secretariat.get(f"/v1/spaces/{space.id}/roster"))
            return len(seen)

        async def another() -> None:
            organisation = await build.organisation()
            await build.seat(space, organisation, primary=await build.member(organisation=organisation))

        await another()
        few = await cost()
        for _ in range(4):
            await another()
        assert await cost() == few <= 8

    async def test_of_an_unknown_space_is_not_there(self, public: AsyncClient) -> None:
        assert problem(await public.get("/v1/spaces/no-such-space/roster")) == (404, "not_found")

    async def test_answers_to_the_slug_of_its_space(self, public: AsyncClient, build: Build) -> None:
        team = await build.space("task_team", slug="gender")
        await build.seat(team, await build.member())
        assert len(good(await public.get("/v1/spaces/gender/roster"))["items"]) == 1
        assert team.slug == "gender"


@pytest.mark.rule("R32", "R31")
async def test_before_they_agreed_nobody_filled_the_seat_as_of_that_day_either(
    secretariat: AsyncClient, build: Build
) -> None:
    group = await build.space()
    seat = await build.seat(group, await build.organisation())
    person = await build.representative(seat, await build.member(), agreed=False)
    person.agreed_on = TODAY
    await build.session.flush()

    async def signals(on: date) -> list[str]:
        roster = good(await secretariat.get(f"/v1/spaces/{group.id}/roster", params={"as_of": str(on)}))
        return [one["code"] for one in roster["items"][0]["signals"]]

    assert await signals(YESTERDAY) == ["seat_without_representative"]
    assert await signals(TODAY) == []
