"""Organisations as a list: sorted, filtered, paged, counted, at a constant cost."""

from collections.abc import Awaitable, Callable
from contextlib import AbstractContextManager
from datetime import datetime, timedelta
from typing import Any

import pytest
from httpx import AsyncClient

from tests.answers import good, problem
from tests.conftest import Clock
from tests.days import NOW, TOMORROW
from tests.factories import Build
from tests.steps import every_page, on_top

Client = Callable[..., Awaitable[AsyncClient]]
Queries = Callable[[], AbstractContextManager[list[str]]]
WHERE = "/v1/organisations"


async def names(client: AsyncClient, **params: Any) -> list[str]:
    return [one["name"] for one in good(await client.get(WHERE, params=params))["items"]]


COUNTRIES = ["KE", "UG", "TZ", "RW", "BI", "SS", "SD", "ET", "SO", "DJ"]


class TestListing:
    @pytest.mark.parametrize(
        ("asked", "found"),
        [
            ({}, ["Ärzte", "Save the Children", "UNHCR", "Zebra", "منظمة"]),
            ({"sort": "-name"}, ["منظمة", "Zebra", "UNHCR", "Save the Children", "Ärzte"]),
            ({"q": "arzte"}, ["Ärzte"]),
            ({"q": "CHILD"}, ["Save the Children"]),
            ({"q": "acnur"}, ["UNHCR"]),
            ({"q": "stc"}, ["Save the Children"]),
            ({"q": "منظ"}, ["منظمة"]),
            ({"q": "%"}, []),
            ({"q": "_"}, []),
            ({"q": "\\"}, []),
            ({"country": "KE"}, ["UNHCR", "Zebra"]),
            ({"country": "KE", "type": "un_agency"}, ["UNHCR"]),
            ({"type": "foundation"}, []),
            ({"partner": "true"}, ["Save the Children"]),
            ({"partner": "false", "country": "KE"}, ["UNHCR", "Zebra"]),
            ({"sort": "created_at", "limit": "2"}, ["Zebra", "Ärzte"]),
            ({"sort": "-updated_at", "limit": "1"}, ["منظمة"]),
        ],
        ids=str,
    )
    async def test_it_is_sorted_and_filtered(
        self, secretariat: AsyncClient, build: Build, clock: Clock, asked: dict[str, str], found: list[str]
    ) -> None:
        await build.organisation("Zebra", country="KE")
        clock.set(NOW + timedelta(seconds=1))
        await build.organisation("Ärzte", partner=TOMORROW)
        await build.organisation("UNHCR", type="un_agency", country="KE", aliases=["ACNUR", "HCR"])
        await build.organisation("Save the Children", partner=True, short_name="StC")
        clock.set(NOW + timedelta(seconds=2))
        await build.organisation("منظمة", slug="munazama")
        assert await names(secretariat, **asked) == found

    async def test_it_lists_the_affiliates_of_one(self, secretariat: AsyncClient, build: Build) -> None:
        parent = await build.organisation()
        await build.organisation("Affiliate", parent=parent)
        assert await names(secretariat, parent_id=str(parent.id)) == ["Affiliate"]

    async def test_it_tells_what_has_changed_since(
        self, secretariat: AsyncClient, build: Build, clock: Clock
    ) -> None:
        held = await build.organisation("Held")
        await build.organisation()
        clock.set(NOW + timedelta(hours=1))
        changed = good(await on_top(secretariat, "PATCH", f"{WHERE}/{held.id}", short_name="A"))["updated_at"]
        assert await names(secretariat, updated_since=changed) == ["Held"]
        elsewhere = datetime.fromisoformat(changed) + timedelta(microseconds=1)
        assert await names(secretariat, updated_since=elsewhere.isoformat()) == []

    @pytest.mark.parametrize(
        "sort", ["name", "-name", "created_at", "-created_at", "updated_at", "-updated_at"]
    )
    async def test_each_is_there_once_however_it_is_paged(
        self, secretariat: AsyncClient, build: Build, sort: str
    ) -> None:
        made = {
            str((await build.organisation("Same name", country=country, slug=country.lower())).id)
            for country in COUNTRIES
        }
        paged = await every_page(secretariat, WHERE, limit=3, sort=sort)
        assert (len(paged), set(paged)) == (len(COUNTRIES), made)
        assert paged == await every_page(secretariat, WHERE, limit=200, sort=sort)

    async def test_what_others_do_meanwhile_skips_and_repeats_nothing(
        self, secretariat: AsyncClient, build: Build
    ) -> None:
        for name in "BDFH":
            await build.organisation(name)
        first = good(await secretariat.get(WHERE, params={"limit": 2}))
        for name in "ACEG":
            await build.organisation(name)
        second = good(await secretariat.get(WHERE, params={"cursor": first["next_cursor"]}))
        assert [one["name"] for one in second["items"]] == ["E", "F", "G", "H"]

    async def test_all_are_counted_when_asked(self, secretariat: AsyncClient, build: Build) -> None:
        for _ in range(3):
            await build.organisation(country="KE")
        await build.organisation()
        page = good(await secretariat.get(WHERE, params={"country": "KE", "limit": 1, "total": "true"}))
        assert (page["total"], len(page["items"])) == (3, 1)

    async def test_a_page_costs_the_same_whatever_it_holds(
        self, secretariat: AsyncClient, build: Build, queries: Queries
    ) -> None:
        costs = []
        for _ in range(2):
            with queries() as seen:
                good(await secretariat.get(WHERE))
            costs.append(len(seen))
            for number in range(10):
                await build.organisation(partner=True, aliases=[f"Alias {number}"])
        assert costs[0] <= costs[1] <= 4  # the key, the page, partners, aliases
        with queries() as seen:
            good(await secretariat.get(WHERE))
        assert len(seen) == costs[1]

    async def test_only_who_is_known_lists(
        self, public: AsyncClient, organisation_client: Client, build: Build
    ) -> None:
        held = await build.organisation("Held")
        assert problem(await public.get(WHERE)) == (401, "unauthenticated")
        assert await names(await organisation_client(held)) == ["Held"]
