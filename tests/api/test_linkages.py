"""Linkages over HTTP: the dotted lines between spaces, public, dated, and kept by the secretariat (S40)."""

from collections.abc import Awaitable, Callable
from contextlib import AbstractContextManager
from datetime import date
from typing import Any
from uuid import uuid4

import pytest
from httpx import AsyncClient

from api.models import Linkage, Space, StructuralLink
from api.rules.permissions import Role
from tests.answers import disband, good, malformed, problem, refused
from tests.cast import cast
from tests.conftest import Clock
from tests.days import LONG_AGO, TODAY, TOMORROW, YESTERDAY
from tests.factories import Build
from tests.steps import counted, every_page, on_top, told

Client = Callable[..., Awaitable[AsyncClient]]
Queries = Callable[[], AbstractContextManager[list[str]]]
AT = "/v1/linkages"


@pytest.fixture
async def pair(build: Build) -> tuple[Space, Space]:
    return await build.space("task_team"), await build.space("language_community")


def form(pair: tuple[Space, Space], **fields: Any) -> dict[str, Any]:
    return {
        "from_id": str(pair[0].id),
        "to_id": str(pair[1].id),
        "kind": "shared_activity",
        "purpose": "Translate the gender pocket guide together.",
        **fields,
    }


async def link(client: AsyncClient, pair: tuple[Space, Space], **fields: Any) -> Any:
    return good(await client.post(AT, json=form(pair, **fields)), 201)


class TestLinking:
    @pytest.mark.rule("S40")
    @pytest.mark.parametrize("kind", ["shared_activity", "technical_guidance"])
    async def test_two_spaces_are_linked_for_a_purpose_and_everybody_sees_it(
        self,
        secretariat: AsyncClient,
        public: AsyncClient,
        build: Build,
        pair: tuple[Space, Space],
        kind: str,
    ) -> None:
        answer = await secretariat.post(AT, json=form(pair, kind=kind))
        made = good(answer, 201)
        assert (
            made.items() >= form(pair, kind=kind, starts_on=str(TODAY), ends_on=None, is_demo=False).items()
        )
        assert answer.headers["Location"] == f"{AT}/{made['id']}"
        assert good(await public.get(f"{AT}/{made['id']}")) == made
        assert good(await public.get(AT))["items"] == [made]
        assert await told(build.session, made["id"]) == ["linkage.created"]

    async def test_nothing_is_linked_to_itself(
        self, secretariat: AsyncClient, build: Build, pair: tuple[Space, Space]
    ) -> None:
        answer = await secretariat.post(AT, json=form((pair[0], pair[0])))
        assert malformed(answer) == {"/to_id": "not_itself"}
        assert await counted(build.session, Linkage) == 0

    async def test_an_activity_is_shared_once_whichever_way_it_is_told(
        self, secretariat: AsyncClient, build: Build, pair: tuple[Space, Space]
    ) -> None:
        await link(secretariat, pair)
        for ends in (pair, pair[::-1]):
            nested = await secretariat.post(AT, json=form(ends))
            assert problem(nested) == (409, "periods_overlap")
        assert await counted(build.session, Linkage) == 1

    async def test_guidance_has_a_direction_and_stands_beside_an_activity(
        self, secretariat: AsyncClient, pair: tuple[Space, Space]
    ) -> None:
        await link(secretariat, pair)
        await link(secretariat, pair, kind="technical_guidance")
        await link(secretariat, pair[::-1], kind="technical_guidance")
        again = await secretariat.post(AT, json=form(pair, kind="technical_guidance"))
        assert problem(again) == (409, "periods_overlap")

    async def test_one_follows_another_in_time(
        self, secretariat: AsyncClient, pair: tuple[Space, Space]
    ) -> None:
        await link(secretariat, pair, starts_on="2026-01-01", ends_on="2026-04-01")
        await link(secretariat, pair, starts_on="2026-04-01")

    @pytest.mark.rule("R11")
    @pytest.mark.parametrize("status", ["approved", "disbanded"])
    async def test_both_ends_are_at_work(
        self, secretariat: AsyncClient, build: Build, pair: tuple[Space, Space], status: str
    ) -> None:
        other = await build.space("task_team", status=status)
        for ends in ((pair[0], other), (other, pair[0])):
            assert refused(await secretariat.post(AT, json=form(ends))) == ["space_not_open"]
        assert await counted(build.session, Linkage) == 0

    async def test_every_end_that_is_not_at_work_is_named(
        self, secretariat: AsyncClient, build: Build
    ) -> None:
        ended = [await build.space("task_team", status="disbanded") for _ in range(2)]
        answer = await secretariat.post(AT, json=form((ended[0], ended[1])))
        assert refused(answer) == ["space_not_open", "space_not_open"]

    async def test_what_was_is_recorded_within_the_life_of_both(
        self, secretariat: AsyncClient, build: Build, pair: tuple[Space, Space]
    ) -> None:
        ended = await build.space("task_team", status="disbanded", ends_on=date(2026, 3, 1))
        ends = (pair[0], ended)
        early = {"starts_on": str(LONG_AGO.replace(year=2024)), "ends_on": "2026-01-01"}
        for days in (
            early,
            {"starts_on": "2026-01-01"},
            {"starts_on": "2026-01-01", "ends_on": "2026-03-02"},
        ):
            assert refused(await secretariat.post(AT, json=form(ends, **days)))[0] == "space_not_open"
        await link(secretariat, ends, starts_on="2026-01-01", ends_on="2026-03-01")

    @pytest.mark.parametrize(
        ("fields", "expected"),
        [
            ({"to_id": str(uuid4())}, {"/to_id": "unknown_reference"}),
            ({"from_id": str(uuid4())}, {"/from_id": "unknown_reference"}),
            ({"kind": "parent"}, {"/kind": "not_in_list"}),
            ({"kind": "sponsor"}, {"/kind": "not_in_list"}),
            ({"purpose": ""}, {"/purpose": "too_short"}),
            ({"ends_on": str(YESTERDAY)}, {"/ends_on": "period_inverted"}),
            ({"is_demo": True}, {"/is_demo": "unknown_field"}),
        ],
    )
    async def test_is_refused_where_it_is_malformed(
        self,
        secretariat: AsyncClient,
        build: Build,
        pair: tuple[Space, Space],
        fields: dict[str, Any],
        expected: dict[str, str],
    ) -> None:
        assert malformed(await secretariat.post(AT, json=form(pair, **fields))) == expected
        assert await counted(build.session, Linkage) == 0

    async def test_what_a_space_is_built_on_is_no_linkage(
        self, secretariat: AsyncClient, build: Build
    ) -> None:
        collaborative = await build.space("collaborative")
        assert await counted(build.session, StructuralLink) == 2
        assert good(await secretariat.get(AT))["items"] == []
        assert good(await secretariat.get(AT, params={"space_id": str(collaborative.id)}))["items"] == []


class TestEditingAndEnding:
    async def test_its_purpose_is_said_better_on_top_of_what_was_read(
        self, secretariat: AsyncClient, build: Build, pair: tuple[Space, Space]
    ) -> None:
        made = await link(secretariat, pair)
        at = f"{AT}/{made['id']}"
        assert good(await on_top(secretariat, "PATCH", at, purpose="Review it."))["purpose"] == "Review it."
        stale = await secretariat.patch(at, json={"purpose": "No."}, headers={"If-Match": '"1-x"'})
        assert problem(stale) == (412, "precondition_failed")
        assert malformed(await on_top(secretariat, "PATCH", at, kind="technical_guidance")) == {
            "/kind": "unknown_field"
        }
        assert await told(build.session, made["id"]) == ["linkage.created", "linkage.updated"]

    async def test_it_ends_from_today_and_once_more_changes_nothing(
        self, secretariat: AsyncClient, build: Build, pair: tuple[Space, Space], clock: Clock
    ) -> None:
        made = await link(secretariat, pair)
        clock.set(TOMORROW)
        first = good(await secretariat.post(f"{AT}/{made['id']}/end", json={}))
        assert first["ends_on"] == str(TOMORROW)
        clock.set(date(2026, 6, 1))
        assert good(await secretariat.post(f"{AT}/{made['id']}/end", json={})) == first
        assert await told(build.session, made["id"]) == ["linkage.created", "linkage.ended"]
        assert good(await secretariat.get(AT))["items"] == []
        await link(secretariat, pair)

    async def test_it_does_not_end_before_it_began(
        self, secretariat: AsyncClient, pair: tuple[Space, Space]
    ) -> None:
        made = await link(secretariat, pair)
        answer = await secretariat.post(f"{AT}/{made['id']}/end", json={"ends_on": str(YESTERDAY)})
        assert malformed(answer) == {"/ends_on": "period_inverted"}

    @pytest.mark.rule("R11")
    async def test_all_of_a_space_end_with_it(
        self, secretariat: AsyncClient, build: Build, pair: tuple[Space, Space]
    ) -> None:
        third = await build.space("task_team")
        ours = [await link(secretariat, pair), await link(secretariat, (third, pair[0]))]
        to_come = await link(secretariat, pair, kind="technical_guidance", starts_on=str(TOMORROW))
        others = await link(secretariat, (third, pair[1]))
        good(await disband(secretariat, pair[0], end_reason="interest_lapsed", reason="It faded."))
        left = good(await secretariat.get(AT))["items"]
        assert [one["id"] for one in left] == [others["id"]]
        history = good(await secretariat.get(AT, params={"include_ended": True}))["items"]
        assert {one["id"]: one["ends_on"] for one in history} == {
            ours[0]["id"]: str(TODAY),
            ours[1]["id"]: str(TODAY),
            to_come["id"]: str(TOMORROW),
            others["id"]: None,
        }
        assert await told(build.session, ours[0]["id"]) == ["linkage.created", "linkage.ended"]


class TestWhoMay:
    async def test_everybody_reads_and_the_secretariat_alone_writes(
        self,
        public: AsyncClient,
        secretariat: AsyncClient,
        as_person: Client,
        organisation_client: Client,
        build: Build,
        pair: tuple[Space, Space],
    ) -> None:
        made = await link(secretariat, pair)
        leader = await as_person(await cast(build, Role.leader, pair[0]))
        for client, expected in (
            (public, (401, "unauthenticated")),
            (leader, (403, "forbidden")),
            (await organisation_client(await build.organisation()), (403, "forbidden")),
        ):
            assert good(await client.get(AT))["items"] == [made]
            assert problem(await client.post(AT, json=form(pair))) == expected
            edited = await client.patch(f"{AT}/{made['id']}", json={}, headers={"If-Match": "*"})
            assert problem(edited) == expected
            assert problem(await client.post(f"{AT}/{made['id']}/end", json={})) == expected

    async def test_one_to_a_space_that_is_no_longer_shown_is_not_shown(
        self, public: AsyncClient, secretariat: AsyncClient, build: Build, pair: tuple[Space, Space]
    ) -> None:
        made = await link(secretariat, pair)
        hidden = await build.space("task_team", status="proposed")
        row = Linkage(
            from_id=pair[0].id, to_id=hidden.id, kind="shared_activity", purpose="?", starts_on=TODAY
        )
        await build.rows(row)
        assert [one["id"] for one in good(await public.get(AT))["items"]] == [made["id"]]
        assert problem(await public.get(f"{AT}/{row.id}")) == (404, "not_found")
        assert problem(await public.get(f"{AT}/{uuid4()}")) == (404, "not_found")
        assert good(await secretariat.get(f"{AT}/{row.id}"))["purpose"] == "?"


class TestTheList:
    async def test_is_filtered_by_either_end_and_kind_and_paged(
        self, secretariat: AsyncClient, public: AsyncClient, build: Build, pair: tuple[Space, Space]
    ) -> None:
        third = await build.space("task_team")
        made = [
            await link(secretariat, pair),
            await link(secretariat, (pair[1], third), kind="technical_guidance"),
            await link(secretariat, (third, pair[0])),
        ]
        ids = [one["id"] for one in made]
        assert await every_page(public, AT, limit=1) == ids
        assert await every_page(public, AT, limit=2, sort="-created_at") == ids[::-1]
        assert await every_page(public, AT, space_id=str(pair[1].id)) == ids[:2]
        assert await every_page(public, AT, kind="technical_guidance") == ids[1:2]
        assert good(await public.get(AT, params={"total": True, "limit": 1}))["total"] == 3
        assert malformed(await public.get(AT, params={"purpose": "x"})) == {"?purpose": "unknown_parameter"}

    async def test_tells_what_was_on_a_day(
        self, secretariat: AsyncClient, public: AsyncClient, pair: tuple[Space, Space], clock: Clock
    ) -> None:
        first = await link(secretariat, pair, starts_on="2026-01-10")
        clock.set(date(2026, 6, 1))
        good(await secretariat.post(f"{AT}/{first['id']}/end", json={}))
        clock.set(date(2026, 7, 1))
        second = await link(secretariat, pair)
        clock.set(date(2026, 8, 1))
        names = {first["id"]: "first", second["id"]: "second"}
        found = {}
        for day in ("2026-01-09", "2026-01-10", "2026-05-31", "2026-06-01", "2026-06-30", "2026-07-01"):
            items = good(await public.get(AT, params={"as_of": day}))["items"]
            assert all(one["ends_on"] is None for one in items)
            found[day] = [names[one["id"]] for one in items]
        assert list(found.values()) == [[], ["first"], ["first"], [], [], ["second"]]

    async def test_costs_the_same_queries_however_long_it_is(
        self, secretariat: AsyncClient, public: AsyncClient, build: Build, queries: Queries
    ) -> None:
        async def cost() -> int:
            with queries() as seen:
                good(await public.get(AT))
            return len(seen)

        spaces = [await build.space("task_team") for _ in range(4)]
        await link(secretariat, (spaces[0], spaces[1]))
        few = await cost()
        for one, other in ((0, 2), (0, 3), (1, 2), (2, 3)):
            await link(secretariat, (spaces[one], spaces[other]))
        assert await cost() == few <= 2
