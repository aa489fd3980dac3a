"""Seats ended over HTTP: left, ended with a reason, and what rests on them that day (R22)."""

from collections.abc import Awaitable, Callable
from contextlib import AbstractContextManager
from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest
from httpx import AsyncClient
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from api.models import AuditEvent, Membership, Space
from api.rules.enums import SpaceType
from tests.answers import disband, good, malformed, seat
from tests.conftest import Clock
from tests.days import LONG_DUE, TODAY, TOMORROW, YESTERDAY
from tests.factories import Build
from tests.steps import every_page, told

Client = Callable[..., Awaitable[AsyncClient]]
Queries = Callable[[], AbstractContextManager[list[str]]]

PATH = "/v1/memberships"
IN_A_MONTH = TODAY + timedelta(days=30)


async def end(client: AsyncClient, seat: Any, **form: Any) -> Any:
    id_ = seat["id"] if isinstance(seat, dict) else seat.id
    return await client.post(f"{PATH}/{id_}/end", json={"reason": "As agreed.", **form})


async def dates(session: AsyncSession, *seats: Membership) -> list[tuple[date | None, str | None]]:
    """When and why these seats ended, as stored."""
    rows = await session.execute(
        select(Membership.id, Membership.ends_on, Membership.end_reason).where(
            Membership.id.in_([seat.id for seat in seats])
        )
    )
    found = {id_: (day, reason) for id_, day, reason in rows}
    return [found[seat.id] for seat in seats]


class TestEnding:
    @pytest.mark.rule("R2")
    async def test_an_organisation_leaves_and_nobody_fills_its_seat_any_longer(
        self, organisation_client: Client, build: Build, session: AsyncSession
    ) -> None:
        organisation = await build.organisation()
        own = await organisation_client(organisation)
        one, two = [await build.member(organisation=organisation) for _ in range(2)]
        seat = await build.seat(await build.space(), organisation, primary=one, alternate=two)
        left = good(await own.post(f"{PATH}/{seat.id}/end", json={}))
        assert (left["ends_on"], left["end_reason"], left["representatives"]) == (str(TODAY), "withdrawn", [])
        assert good(await own.get(f"{PATH}/{seat.id}")) == left
        assert await told(session, seat.id) == ["membership.ended"]
        before = good(await own.get(f"{PATH}/{seat.id}", params={"as_of": str(YESTERDAY)}))
        assert [person["ends_on"] for person in before["representatives"]] == [None] * 2  # not known then

    async def test_whoever_is_ended_is_told_why(
        self, secretariat: AsyncClient, build: Build, session: AsyncSession
    ) -> None:
        seat = await build.seat(await build.space("task_team"), await build.member())
        answer = await secretariat.post(f"{PATH}/{seat.id}/end", json={})
        assert malformed(answer) == {"/reason": "required"}
        assert good(await end(secretariat, seat, reason="Moved on."))["end_reason"] == "removed"
        reason = select(AuditEvent.reason).where(AuditEvent.subject_id == seat.id)
        assert await session.scalar(reason) == "Moved on."

    async def test_a_seat_ends_on_a_day_behind_or_ahead_but_not_before_it_began(
        self, secretariat: AsyncClient, build: Build
    ) -> None:
        space = await build.space("task_team")
        for day, live in ((YESTERDAY, False), (TOMORROW, True)):
            seat = await build.seat(space, await build.member())
            assert good(await end(secretariat, seat, ends_on=str(day)))["ends_on"] == str(day)
            assert (str(seat.id) in await every_page(secretariat, PATH)) is live
        early = await end(secretariat, seat, ends_on="2025-02-28")
        assert malformed(early) == {"/ends_on": "period_inverted"}

    async def test_a_seat_ends_once(
        self, secretariat: AsyncClient, build: Build, session: AsyncSession
    ) -> None:
        seat = await build.seat(await build.space("task_team"), await build.member())
        good(await end(secretariat, seat))
        answer = await end(secretariat, seat)
        assert malformed(answer) == {"/ends_on": "already_ended"}
        assert answer.json()["errors"][0]["detail"] != "already_ended"
        assert await told(session, seat.id) == ["membership.ended"]

    async def test_a_seat_that_had_not_begun_is_a_day_that_never_was(
        self, secretariat: AsyncClient, build: Build
    ) -> None:
        space, person = await build.space("task_team"), await build.member()
        seat = await build.seat(space, person, starts_on=TOMORROW)
        assert malformed(await end(secretariat, seat)) == {"/ends_on": "period_inverted"}
        left = good(await end(secretariat, seat, ends_on=str(TOMORROW)))
        assert (left["starts_on"], left["ends_on"]) == (str(TOMORROW), str(TOMORROW))

    @pytest.mark.rule("R22")
    async def test_who_loses_the_working_group_seat_loses_its_workstream_seats_that_day(
        self, organisation_client: Client, build: Build, session: AsyncSession
    ) -> None:
        group, organisation = await build.space(), await build.organisation()
        seat = await build.seat(group, organisation)
        person = await build.member(organisation=organisation)
        streams = [await build.space("workstream", parent=group) for _ in range(2)]
        theirs = [await build.seat(stream, organisation, primary=person) for stream in streams]
        other = await build.seat(streams[0], await build.organisation())
        elsewhere = await build.seat(await build.space("workstream"), organisation)
        own = await organisation_client(organisation)
        good(await own.post(f"{PATH}/{seat.id}/end", json={"ends_on": str(TOMORROW)}))
        assert await dates(session, seat, *theirs, other, elsewhere) == [
            (TOMORROW, "withdrawn"),
            *[(TOMORROW, "parent_seat_ended")] * 2,
            (None, None),
            (None, None),
        ]
        for one in (seat, *theirs):
            assert await told(session, one.id) == ["membership.ended"]

    @pytest.mark.rule("R22", "R6")
    async def test_a_collaborative_seat_lasts_as_long_as_one_linked_seat_remains(
        self, secretariat: AsyncClient, build: Build, session: AsyncSession
    ) -> None:
        groups, organisation = [await build.space() for _ in range(3)], await build.organisation()
        space = await build.space("collaborative", working_groups=groups[:2])
        linked = [await build.seat(group, organisation) for group in groups]
        seat = await build.seat(space, organisation)
        good(await end(secretariat, linked[0]))
        assert await dates(session, seat) == [(None, None)]
        good(await end(secretariat, linked[1], ends_on=str(TOMORROW)))
        assert await dates(session, seat, linked[2]) == [(TOMORROW, "linked_seat_ended"), (None, None)]
        assert await told(session, seat.id) == ["membership.ended"]

    @pytest.mark.rule("R22")
    @pytest.mark.parametrize("type_", [SpaceType.workstream, SpaceType.collaborative])
    async def test_leaving_what_rests_on_a_seat_leaves_the_seat(
        self, secretariat: AsyncClient, build: Build, session: AsyncSession, type_: SpaceType
    ) -> None:
        group, organisation = await build.space(), await build.organisation()
        seat = await build.seat(group, organisation)
        links: dict[str, Any] = (
            {"parent": group} if type_ == "workstream" else {"working_groups": [group, await build.space()]}
        )
        good(await end(secretariat, await build.seat(await build.space(type_, **links), organisation)))
        assert await dates(session, seat) == [(None, None)]

    @pytest.mark.rule("R21", "R30")
    async def test_who_has_left_may_come_back(
        self, secretariat: AsyncClient, build: Build, clock: Clock
    ) -> None:
        space, organisation = await build.space(), await build.organisation()
        person = await build.member(organisation=organisation)
        seat = await build.seat(space, organisation, primary=person)
        good(await end(secretariat, seat))
        clock.set(TOMORROW)
        found = await build.application(space, organisation, primary=person)
        again = good(
            await secretariat.post(f"/v1/applications/{found.id}/decision", json={"outcome": "accepted"})
        )
        assert (again["starts_on"], again["due_on"]) == (str(TOMORROW), str(LONG_DUE))
        assert await dates(build.session, seat) == [(TODAY, "removed")]


class TestGroundWithAPlannedEnd:
    """What a collaborative's seat rests on may end one after the other, in any order of telling (R22)."""

    @pytest.mark.rule("R22")
    async def test_who_leaves_the_one_group_lapses_with_the_other_whose_end_is_planned(
        self, secretariat: AsyncClient, build: Build
    ) -> None:
        seats, both = await self._seated(build)
        await self._mandate_ends(secretariat, build, seats[1].space_id, IN_A_MONTH)
        assert (await seat(secretariat, both))["eligibility_lapsed_on"] is None
        good(await end(secretariat, seats[0], reason="They left.", ends_on=str(TOMORROW)))
        after = await seat(secretariat, both)
        assert (after["ends_on"], after["eligibility_lapsed_on"]) == (None, str(IN_A_MONTH))

    @pytest.mark.rule("R22")
    async def test_a_lapse_that_was_planned_comes_earlier_where_the_ground_does(
        self, secretariat: AsyncClient, build: Build
    ) -> None:
        seats, both = await self._seated(build)
        for one in seats:
            await self._mandate_ends(secretariat, build, one.space_id, IN_A_MONTH)
        assert (await seat(secretariat, both))["eligibility_lapsed_on"] == str(IN_A_MONTH)
        group = await build.session.get_one(Space, seats[0].space_id)
        other = await build.session.get_one(Space, seats[1].space_id)
        for space in (group, other):
            decision = await build.decision(space)
            form = {"reason": "Enough", "decision_id": str(decision.id)}
            good(await disband(secretariat, space, **form))
        assert (await seat(secretariat, both))["eligibility_lapsed_on"] == str(TODAY)

    async def _seated(self, build: Build) -> tuple[list[Membership], Membership]:
        groups, organisation = [await build.space() for _ in range(2)], await build.organisation()
        space = await build.space("collaborative", working_groups=groups)
        seats = [await build.seat(group, organisation) for group in groups]
        return seats, await build.seat(space, organisation)

    async def _mandate_ends(self, client: AsyncClient, build: Build, space_id: UUID, on: date) -> None:
        space = await build.session.get_one(Space, space_id)
        decision = await build.decision(space, about="mandate")
        path = f"/v1/spaces/{space_id}/mandates"
        mandate = good(await client.get(path))["items"][0]["id"]
        told = good(await client.get(f"{path}/{mandate}/consequences", params={"ends_on": str(on)}))
        form = {"ends_on": str(on), "decision_id": str(decision.id), "consequences": told["hash"]}
        good(await client.post(f"{path}/{mandate}/end", json=form))
