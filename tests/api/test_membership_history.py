"""Seats of the past over HTTP: recorded by the secretariat, with findings turned to warnings (R30)."""

from collections.abc import Awaitable, Callable
from contextlib import AbstractContextManager
from datetime import date

import pytest
from httpx import AsyncClient
from sqlalchemy import update
from sqlalchemy.ext.asyncio import AsyncSession

from api.models import (
    SpaceState,
)
from tests.answers import good, malformed, problem, refused
from tests.days import TOMORROW, YESTERDAY
from tests.factories import Build
from tests.steps import every_page, told

Client = Callable[..., Awaitable[AsyncClient]]
Queries = Callable[[], AbstractContextManager[list[str]]]

PATH = "/v1/memberships"
PAST = {"starts_on": "2025-06-01", "ends_on": "2025-12-01"}


class TestHistory:
    @pytest.mark.rule("R30")
    async def test_policy_only_warns_about_the_past(
        self, secretariat: AsyncClient, build: Build, session: AsyncSession
    ) -> None:
        space, organisation = await build.space("task_team", seat_limit=1), await build.organisation()
        await build.seat(space, await build.member())
        form = {"space_id": str(space.id), "organisation_id": str(organisation.id), **PAST}
        seat = good(await secretariat.post(PATH, json=form), 201)
        assert (seat["historic"], seat["starts_on"], seat["ends_on"]) == (
            True,
            PAST["starts_on"],
            PAST["ends_on"],
        )
        assert (seat["end_reason"], seat["overridden"]) == ("withdrawn", [])
        assert await told(session, seat["id"]) == ["membership.recorded"]
        assert await every_page(secretariat, PATH, organisation_id=str(organisation.id)) == []
        assert await every_page(
            secretariat, PATH, organisation_id=str(organisation.id), as_of="2025-06-01"
        ) == [seat["id"]]

    @pytest.mark.rule("R30")
    async def test_what_still_lasts_is_judged_as_today(self, secretariat: AsyncClient, build: Build) -> None:
        form = {
            "space_id": str((await build.space("task_team")).id),
            "member_id": str((await build.member()).id),
        }
        for period in (
            {"starts_on": PAST["starts_on"]},
            {"starts_on": PAST["starts_on"], "ends_on": str(TOMORROW)},
        ):
            assert refused(await secretariat.post(PATH, json={**form, **period})) == ["application_required"]

    @pytest.mark.rule("R30", "R3")
    async def test_what_is_never_overridden_stays_a_refusal(
        self, secretariat: AsyncClient, build: Build
    ) -> None:
        person, space = await build.member(status="unconfirmed"), await build.space("task_team")
        form = {"space_id": str(space.id), "member_id": str(person.id), **PAST}
        assert refused(await secretariat.post(PATH, json=form)) == ["consent_missing"]
        before = {**form, "starts_on": "2024-01-01", "member_id": str((await build.member()).id)}
        assert refused(await secretariat.post(PATH, json=before)) == ["space_not_open"]

    @pytest.mark.rule("R30", "R25")
    async def test_a_seat_before_the_present_one_is_recorded_and_one_beside_it_is_not(
        self, secretariat: AsyncClient, build: Build
    ) -> None:
        space, person = await build.space("task_team"), await build.member()
        await build.seat(space, person, starts_on=date(2025, 12, 1))
        form = {"space_id": str(space.id), "member_id": str(person.id), **PAST}
        beside = {**form, "ends_on": "2025-12-02"}
        assert refused(await secretariat.post(PATH, json=beside)) == ["already_seated"]
        good(await secretariat.post(PATH, json=form), 201)
        assert refused(await secretariat.post(PATH, json=form)) == ["already_seated"]

    @pytest.mark.rule("R30", "R11")
    async def test_seats_of_a_space_that_has_gone_are_recorded_for_its_lifetime(
        self, secretariat: AsyncClient, build: Build
    ) -> None:
        space, person = (
            await build.space("task_team", status="disbanded", ends_on=date(2026, 1, 1)),
            await build.member(),
        )
        form = {"space_id": str(space.id), "member_id": str(person.id), **PAST}
        good(await secretariat.post(PATH, json=form), 201)
        late = {**form, "starts_on": "2026-02-01", "ends_on": "2026-03-01"}
        assert refused(await secretariat.post(PATH, json=late)) == ["space_not_open"]

    @pytest.mark.rule("R30")
    async def test_a_workstream_seat_of_the_past_asks_for_no_parent_seat(
        self, secretariat: AsyncClient, build: Build
    ) -> None:
        organisation = await build.organisation()
        form = {
            "space_id": str((await build.space("workstream")).id),
            "organisation_id": str(organisation.id),
            **PAST,
        }
        assert good(await secretariat.post(PATH, json=form), 201)["historic"] is True

    @pytest.mark.rule("R30")
    async def test_who_represented_an_organisation_then_is_recorded_with_its_seat(
        self, secretariat: AsyncClient, build: Build
    ) -> None:
        organisation = await build.organisation()
        person = await build.member(organisation=organisation)
        people = [{"role": "primary", "member_id": str(person.id)}]
        form = {"space_id": str((await build.space()).id), "organisation_id": str(organisation.id), **PAST}
        seat = good(await secretariat.post(PATH, json={**form, "representatives": people}), 201)
        then = good(await secretariat.get(f"{PATH}/{seat['id']}", params={"as_of": PAST["starts_on"]}))
        (one,) = then["representatives"]
        assert (one["member_id"], one["starts_on"]) == (str(person.id), PAST["starts_on"])
        assert (one["ends_on"], then["ends_on"]) == (None, None)  # that day knew of no end

    @pytest.mark.rule("R27")
    async def test_what_lies_before_all_rulebooks_is_judged_by_the_first(
        self, secretariat: AsyncClient, build: Build
    ) -> None:
        old, young = [await build.space("task_team", starts_on=date(2012, 1, 1)) for _ in range(2)]
        older = update(SpaceState).where(SpaceState.space_id == old.id).values(starts_on=date(2008, 1, 1))
        await build.session.execute(older)
        for space, answer in ((old, 201), (young, 409)):
            form = {"space_id": str(space.id), "member_id": str((await build.member()).id)}
            form |= {"starts_on": "2009-12-31", "ends_on": "2010-06-01"}
            assert (await secretariat.post(PATH, json=form)).status_code == answer

    async def test_a_period_is_in_order(self, secretariat: AsyncClient, build: Build) -> None:
        form = {
            "space_id": str((await build.space("task_team")).id),
            "member_id": str((await build.member()).id),
        }
        inverted = {"starts_on": PAST["ends_on"], "ends_on": PAST["starts_on"]}
        assert malformed(await secretariat.post(PATH, json={**form, **inverted})) == {
            "/ends_on": "period_inverted"
        }

    @pytest.mark.rule("R30")
    async def test_only_the_secretariat_writes_history(
        self, organisation_client: Client, build: Build
    ) -> None:
        organisation = await build.organisation()
        own = await organisation_client(organisation)
        form = {"space_id": str((await build.space()).id), "organisation_id": str(organisation.id)}
        for more in (PAST, {"starts_on": str(YESTERDAY)}, {"override_reason": "Please."}):
            assert problem(await own.post(PATH, json={**form, **more})) == (403, "forbidden")
