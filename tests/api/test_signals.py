"""What a space tells about itself as it stands: warnings, with their sentence and the way forward, never an obstacle."""

from datetime import date, timedelta
from typing import Any

import pytest
from httpx import AsyncClient

from api.models import Space
from tests.answers import good
from tests.days import TODAY
from tests.factories import Build


async def signals(client: AsyncClient, space: Space, day: date | None = None) -> dict[str, dict[str, Any]]:
    body = good(await client.get(f"/v1/spaces/{space.id}", params={"as_of": str(day)} if day else {}))
    assert all(finding["outcome"] == "warn" and finding["quote"] for finding in body["signals"])
    return {finding["code"]: finding for finding in body["signals"]}


async def seats(build: Build, space: Space, number: int) -> None:
    for _ in range(number):
        individual = space.type in ("task_team", "language_community")
        await build.seat(space, await build.member() if individual else await build.organisation())


@pytest.mark.rule("S16", "R20")
@pytest.mark.parametrize(
    ("due_in", "expected"),
    [
        (-400, "mandate_expired"),
        (-1, "mandate_expired"),
        (0, "mandate_expired"),
        (1, "mandate_ending"),
        (90, "mandate_ending"),
        (91, None),
        (1000, None),
    ],
)
async def test_a_mandate_tells_that_it_ends_and_that_it_has_expired(
    public: AsyncClient, build: Build, due_in: int, expected: str | None
) -> None:
    due = TODAY + timedelta(days=due_in)
    group = await build.space(mandate=(date(2025, 3, 1), due), name="Advocacy")
    found = await signals(public, group)
    assert set(found) & {"mandate_expired", "mandate_ending"} == ({expected} if expected else set())
    if expected:
        assert found[expected]["params"] == {"space": "Advocacy", "due_on": str(due)}
        assert str(due) in found[expected]["detail"] and "Advocacy" in found[expected]["detail"]


@pytest.mark.rule("R5")
async def test_a_workstream_tells_the_same_of_its_own_period(public: AsyncClient, build: Build) -> None:
    stream = await build.space("workstream", due_on=TODAY)
    assert "mandate_expired" in await signals(public, stream)
    assert "mandate_ending" in await signals(public, stream, TODAY - timedelta(days=90))
    assert "mandate_ending" not in await signals(public, stream, TODAY - timedelta(days=91))


@pytest.mark.rule("R11")
async def test_between_mandates_there_is_nothing_to_tell_about_one(public: AsyncClient, build: Build) -> None:
    group = await build.space(mandate=False)
    assert set(await signals(public, group)) == {"size_outside_band"}
    assert good(await public.get(f"/v1/spaces/{group.id}"))["due_on"] is None


@pytest.mark.rule("R18")
async def test_a_size_outside_the_usual_is_told_at_either_end(public: AsyncClient, build: Build) -> None:
    stream = await build.space("workstream")
    usual = {0: False, 4: False, 5: True, 10: True, 11: False}
    for number, before in zip(usual, (0, *usual), strict=False):
        await seats(build, stream, number - before)
        found = await signals(public, stream)
        assert ("size_outside_band" not in found) is usual[number], number
        if not usual[number]:
            params = {"space": stream.name, "seats": number, "min": 5, "max": 10}
            assert found["size_outside_band"]["params"] == params


@pytest.mark.rule("R18", "S39")
async def test_a_language_community_has_no_usual_size(public: AsyncClient, build: Build) -> None:
    community = await build.space("language_community")
    assert await signals(public, community) == {}
    assert good(await public.get(f"/v1/spaces/{community.id}"))["usual_size"] is None


@pytest.mark.rule("R6")
async def test_a_collaborative_of_one_working_group_only_is_told(public: AsyncClient, build: Build) -> None:
    one, two = await build.space(), await build.space()
    both = await build.space("collaborative", working_groups=[one, two])
    organisations = [await build.organisation() for _ in range(3)]
    for number, organisation in enumerate(organisations):
        await build.seat(both, organisation)
        await build.seat(one, organisation)
        told = number > 0  # of a single member nothing else could be true
        assert ("single_wg_only" in await signals(public, both)) is told
    await build.seat(two, organisations[0], starts_on=TODAY)
    assert "single_wg_only" not in await signals(public, both)
    assert "single_wg_only" in await signals(public, both, TODAY - timedelta(days=1))


@pytest.mark.rule("R22")
async def test_a_collaborative_that_lost_a_working_group_is_told(public: AsyncClient, build: Build) -> None:
    gone = await build.space(status="disbanded", ends_on=date(2026, 4, 1))
    space = await build.space("collaborative", working_groups=[await build.space(), gone])
    assert "eligibility_lapsed" in await signals(public, space)
    assert "eligibility_lapsed" in await signals(public, space, date(2026, 4, 1))
    assert "eligibility_lapsed" not in await signals(public, space, date(2026, 3, 31))


@pytest.mark.parametrize("status", ["proposed", "approved", "disbanded", "rejected"])
async def test_only_a_space_at_work_has_any(secretariat: AsyncClient, build: Build, status: str) -> None:
    assert await signals(secretariat, await build.space(status=status)) == {}


async def test_are_told_in_the_language_of_whoever_asks(public: AsyncClient, build: Build) -> None:
    group = await build.space()
    told = set()
    for language in ("en", "fr", "es", "pt", "ar"):
        answer = await public.get(f"/v1/spaces/{group.id}", headers={"Accept-Language": language})
        (found,) = good(answer)["signals"]
        assert found["quote"] == "Average # of members"
        told.add(found["detail"])
    assert len(told) == 5
