"""Lists of spaces: filtered, sorted, page by page, at a constant cost."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import UTC, datetime
from typing import Any

import pytest
from httpx import AsyncClient

from api.rules.enums import Scope
from tests.answers import edit, good, malformed
from tests.conftest import Clock
from tests.factories import Build

Queries = Callable[[], AbstractContextManager[list[str]]]


async def names(client: AsyncClient, **params: Any) -> list[str]:
    return [space["name"] for space in good(await client.get("/v1/spaces", params=params))["items"]]


class TestLists:
    async def test_are_filtered_by_each_field(self, public: AsyncClient, build: Build) -> None:
        group = await build.space("working_group", name="Élan", scope="local")
        await build.space("workstream", name="Learning 100%", parent=group)
        await build.space("language_community", name="Francophones", language="fr")
        await build.space("task_team", name="Gender_old", status="disbanded")
        for asked, found in (
            ({"type": "workstream"}, ["Learning 100%"]),
            ({"status": "disbanded"}, ["Gender_old"]),
            ({"scope": "local"}, ["Élan"]),
            ({"parent_id": group.id}, ["Learning 100%"]),
            ({"language": "fr"}, ["Francophones"]),
            ({"q": "elan"}, ["Élan"]),
            ({"q": "%"}, ["Learning 100%"]),
            ({"q": "_"}, ["Gender_old"]),
            ({"type": "workstream", "status": "disbanded"}, []),
        ):
            assert await names(public, **asked) == found, asked

    @pytest.mark.rule("S2")
    @pytest.mark.parametrize("type_", ["task_team", "working_group", "language_community"])
    async def test_tell_at_which_level_they_work_which_decides_nothing(
        self, secretariat: AsyncClient, build: Build, type_: str
    ) -> None:
        member, judged = await build.member(), []
        for scope in Scope:
            space = await build.space(type_, name="The same", scope=scope)
            assert await names(secretariat, scope=scope.value, type=type_) == ["The same"]
            asked = {"space_id": str(space.id), "member_id": str(member.id)}
            judged.append(good(await secretariat.post("/v1/eligibility", json=asked)))
        assert judged[0] == judged[1] == judged[2]

    @pytest.mark.parametrize(
        ("asked", "expected"),
        [
            ({"type": "club"}, {"?type": "not_in_list"}),
            ({"sort": "slug"}, {"?sort": "not_in_list"}),
            ({"parent_id": "advocacy"}, {"?parent_id": "not_a_uuid"}),
            ({"language": "English"}, {"?language": "not_a_language"}),
            ({"as_of": "yesterday"}, {"?as_of": "not_a_date"}),
            ({"updated_since": "yesterday"}, {"?updated_since": "not_an_instant"}),
            ({"limit": 0}, {"?limit": "too_small"}),
            ({"limit": 201}, {"?limit": "too_large"}),
            ({"cursor": "abc"}, {"?cursor": "invalid_cursor"}),
            ({"colour": "red"}, {"?colour": "unknown_parameter"}),
        ],
    )
    async def test_refuse_what_they_do_not_know(
        self, public: AsyncClient, asked: dict[str, Any], expected: dict[str, str]
    ) -> None:
        assert malformed(await public.get("/v1/spaces", params=asked)) == expected

    @pytest.mark.parametrize(
        "sort", ["name", "-name", "created_at", "-created_at", "updated_at", "-updated_at"]
    )
    async def test_are_read_page_by_page_in_every_order(
        self, public: AsyncClient, build: Build, sort: str
    ) -> None:
        field = sort.removeprefix("-")
        days = [datetime(2026, 1, day, tzinfo=UTC) for day in (3, 1, 2, 2, 5)]
        made = [
            await build.space("task_team", name=name, created_at=day, updated_at=day)
            for name, day in zip(("b", "a", "c", "c", "d"), days, strict=True)
        ]
        place = {str(space.id): (getattr(space, field), str(space.id)) for space in made}
        expected = sorted(place, key=place.__getitem__, reverse=sort.startswith("-"))
        found, cursor = [], None
        while True:
            asked: dict[str, Any] = {"sort": sort, "total": True} if cursor is None else {"cursor": cursor}
            page = good(await public.get("/v1/spaces", params=asked | {"limit": 2}))
            found += [space["id"] for space in page["items"]]
            assert page.get("total") == (5 if cursor is None else None)
            cursor = page["next_cursor"]
            if cursor is None:
                break
        assert found == expected

    async def test_a_cursor_keeps_to_its_list_and_filters(
        self, public: AsyncClient, secretariat: AsyncClient, build: Build
    ) -> None:
        for name in ("a", "b"):
            await build.space("task_team", name=name)
            await build.organisation(name)
        mine = good(await public.get("/v1/spaces?limit=1&type=task_team"))["next_cursor"]
        assert await names(public, cursor=mine, type="task_team") == ["b"]
        other = await public.get("/v1/spaces", params={"cursor": mine, "type": "workstream"})
        assert malformed(other) == {"?type": "cursor_mismatch"}
        theirs = good(await secretariat.get("/v1/organisations?limit=1"))["next_cursor"]
        assert malformed(await public.get("/v1/spaces", params={"cursor": theirs})) == {
            "?cursor": "invalid_cursor"
        }

    async def test_tell_what_has_changed_since(
        self, secretariat: AsyncClient, build: Build, clock: Clock
    ) -> None:
        first, second = [await build.space("task_team", name=name) for name in ("first", "second")]
        clock.set(datetime(2026, 5, 4, 12, tzinfo=UTC))
        good(await edit(secretariat, second, purpose="More"))
        assert await names(secretariat, updated_since="2026-05-04T11:00:00Z") == ["second"]
        assert await names(secretariat, updated_since="2026-05-04T09:00:00Z") == [first.name, "second"]

    async def test_cost_the_same_queries_however_long_they_are(
        self, public: AsyncClient, build: Build, queries: Queries
    ) -> None:
        async def cost(path: str) -> int:
            with queries() as seen:
                good(await public.get(path))
            return len(seen)

        await build.space("collaborative")
        few = [await cost(path) for path in ("/v1/spaces", "/v1/spaces?as_of=2026-01-01")]
        for type_ in ("collaborative", "collaborative", "workstream", "reference_group"):
            space = await build.space(type_)
            await build.seat(space, await build.organisation())
        assert [await cost(path) for path in ("/v1/spaces", "/v1/spaces?as_of=2026-01-01")] == few
        assert few[0] <= 15
