"""The end of a space: for a reason of its type, final, and with nobody left in it."""

from datetime import date
from typing import Any

import pytest
from httpx import AsyncClient
from sqlalchemy import select

from api.models import Membership, Organisation, StructuralLink
from tests.answers import disband, good, refused, seat
from tests.cast import leads
from tests.days import TODAY, TOMORROW, YESTERDAY
from tests.factories import Build


class TestTheOthersEnd:
    @pytest.mark.rule("R10", "S29", "S33", "S23")
    @pytest.mark.parametrize(
        ("type_", "asked", "expected"),
        [
            ("task_team", {"end_reason": "tasks_completed"}, "tasks_completed"),
            ("task_team", {"end_reason": "interest_lapsed"}, "interest_lapsed"),
            ("task_team", {"reason": "Enough"}, ["reason_required"]),
            ("task_team", {"end_reason": "mandate_closed"}, ["end_reason_not_allowed"]),
            ("reference_group", {"reason": "The note is out"}, "tasks_completed"),
            ("reference_group", {}, ["reason_required"]),
            ("reference_group", {"end_reason": "interest_lapsed"}, ["end_reason_not_allowed"]),
            ("collaborative", {"end_reason": "tasks_completed"}, "tasks_completed"),
            ("collaborative", {"end_reason": "parent_ended"}, ["end_reason_not_allowed"]),
            ("workstream", {"end_reason": "period_completed"}, "period_completed"),
            ("workstream", {"end_reason": "closed_by_decision"}, "closed_by_decision"),
            ("workstream", {"reason": "Enough"}, ["reason_required"]),
            ("language_community", {"reason": "Merged with another"}, "closed_by_decision"),
            ("language_community", {"end_reason": "tasks_completed"}, ["end_reason_not_allowed"]),
            ("steering_group", {"end_reason": "closed_by_decision"}, ["transition_not_allowed"]),
            ("secretariat", {"reason": "Enough"}, ["transition_not_allowed"]),
        ],
    )
    async def test_for_the_reasons_of_their_type(
        self, secretariat: AsyncClient, build: Build, type_: str, asked: dict[str, str], expected: Any
    ) -> None:
        space = await build.space(type_)
        answer = await disband(secretariat, space, **asked)
        if isinstance(expected, list):
            assert refused(answer) == expected
            assert refused(await disband(secretariat, space, **asked, override_reason="Must be")) == expected
        else:
            body = good(answer)
            assert (body["status"], body["ends_on"], body["end_reason"]) == (
                "disbanded",
                str(TODAY),
                expected,
            )

    async def test_a_collaborative_lets_go_of_its_working_groups(
        self, secretariat: AsyncClient, build: Build
    ) -> None:
        space = await build.space("collaborative")
        good(await disband(secretariat, space, end_reason="tasks_completed"))
        links = await build.session.scalars(
            select(StructuralLink.ends_on).where(StructuralLink.space_id == space.id)
        )
        assert links.all() == [TODAY, TODAY]
        assert good(await secretariat.get(f"/v1/spaces/{space.id}"))["working_group_ids"] == []
        yesterday = good(await secretariat.get(f"/v1/spaces/{space.id}?as_of={YESTERDAY}"))
        assert len(yesterday["working_group_ids"]) == 2

    @pytest.mark.rule("R11")
    async def test_and_nobody_sits_there_after(self, secretariat: AsyncClient, build: Build) -> None:
        team, member, late = await build.space("task_team"), await build.member(), await build.member()
        sits, to_come = await build.seat(team, member), await build.seat(team, late, starts_on=TOMORROW)
        body = good(await disband(secretariat, team, end_reason="interest_lapsed"))
        assert body["seats_taken"] == 0
        assert (await seat(secretariat, sits))["ends_on"] == str(TODAY)
        never = await build.session.get_one(Membership, to_come.id, populate_existing=True)
        assert (never.starts_on, never.ends_on, never.during) == (TOMORROW, TOMORROW, None)

        async def sitting(day: date) -> int:
            roster = good(await secretariat.get(f"/v1/spaces/{team.id}/roster?as_of={day}"))
            return len(roster["items"])

        assert [await sitting(day) for day in (YESTERDAY, TODAY, TOMORROW)] == [1, 0, 0]

    @pytest.mark.rule("R11")
    async def test_and_take_no_new_seats(self, secretariat: AsyncClient, build: Build) -> None:
        team, member = await build.space("task_team"), await build.member()
        asked = {"space_id": str(team.id), "member_id": str(member.id)}
        assert good(await secretariat.post("/v1/eligibility", json=asked))["eligible"]
        good(await disband(secretariat, team, end_reason="tasks_completed"))
        verdict = good(await secretariat.post("/v1/eligibility", json=asked))
        assert not verdict["eligible"]
        assert "space_not_open" in [finding["code"] for finding in verdict["findings"]]
        consent = {"given_on": str(YESTERDAY), "source": "e-mail"}
        recorded = {"received_on": str(YESTERDAY), "means": "e-mail", "consent": consent}
        answer = await secretariat.post("/v1/applications", json={**asked, "recorded": recorded})
        assert "space_not_open" in refused(answer)

    async def test_twice_is_once_too_often(self, secretariat: AsyncClient, build: Build) -> None:
        team = await build.space("task_team")
        good(await disband(secretariat, team, end_reason="tasks_completed"))
        assert refused(await disband(secretariat, team, end_reason="tasks_completed")) == [
            "transition_not_allowed"
        ]

    async def test_and_an_organisation_keeps_what_it_has_elsewhere(
        self, secretariat: AsyncClient, build: Build
    ) -> None:
        organisation: Organisation = await build.organisation()
        stream = await build.space("workstream")
        sits = await build.seat(stream, organisation)
        good(await disband(secretariat, stream, end_reason="period_completed"))
        assert (await seat(secretariat, sits))["end_reason"] == "space_disbanded"
        parent = good(await secretariat.get(f"/v1/spaces/{stream.parent_id}/roster"))
        assert [one["organisation_id"] for one in parent["items"]] == [str(organisation.id)]


@pytest.mark.rule("R31")
async def test_who_acted_was_over_on_their_due_day_however_late_the_space_ends(
    secretariat: AsyncClient, build: Build
) -> None:
    team = await build.space("task_team")
    row = await leads(build, await build.member(), team)
    row.acting, row.due_on = True, YESTERDAY
    await build.session.flush()
    good(await disband(secretariat, team, end_reason="tasks_completed"))
    await build.session.refresh(row)
    assert row.ends_on == YESTERDAY
