"""How spaces and applications end, and the arithmetic of years."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from itertools import product
from typing import Any

import pytest

from api.rules.codes import Code
from api.rules.enums import ApplicationStatus, EndReason, SpaceStatus, SpaceType
from api.rules.lifecycle import (
    APPLICATION_TRANSITIONS,
    OPEN_APPLICATION,
    add_years,
    judge_application_step,
    judge_transition,
    workstream_due_on,
)

from .network import RULES, assert_complete, case, steps

PROPOSED, APPROVED, ACTIVE = SpaceStatus.proposed, SpaceStatus.approved, SpaceStatus.active
DISBANDED, REJECTED = SpaceStatus.disbanded, SpaceStatus.rejected


class TestEnding:
    @pytest.mark.rule("R12")
    @pytest.mark.parametrize("begins", [PROPOSED, APPROVED])
    @pytest.mark.parametrize("reason", [None, "", "  "])
    def test_nothing_is_rejected_without_a_reason(self, begins: SpaceStatus, reason: str | None) -> None:
        assert steps(case(SpaceType.workstream, begins), REJECTED, reason=reason) == ["reason_required"]
        assert steps(case(SpaceType.workstream, begins), REJECTED, reason="no room this year") == []

    @pytest.mark.rule("R10")
    def test_each_type_ends_for_its_own_reasons(self) -> None:
        ends = {
            kind: [
                reason for reason in EndReason if not steps(case(kind, ACTIVE), DISBANDED, end_reason=reason)
            ]
            for kind in SpaceType
        }
        assert ends == {
            "steering_group": [],
            "secretariat": [],
            "working_group": ["mandate_closed"],
            "workstream": ["period_completed", "parent_ended", "closed_by_decision"],
            "collaborative": ["tasks_completed"],
            "reference_group": ["tasks_completed"],
            "task_team": ["tasks_completed", "interest_lapsed"],
            "language_community": ["closed_by_decision"],
        }

    def test_a_reason_of_another_type_is_refused_and_the_own_ones_named(self) -> None:
        found = judge_transition(
            RULES, case(SpaceType.task_team, ACTIVE), DISBANDED, end_reason=EndReason.mandate_closed
        )
        assert [one.code for one in found] == [Code.end_reason_not_allowed]
        assert found[0].params["allowed"] == "tasks_completed · interest_lapsed"

    @pytest.mark.rule("R11")
    @pytest.mark.parametrize(
        ("space_type", "why", "expected"),
        [
            (SpaceType.task_team, {}, ["reason_required"]),
            (SpaceType.task_team, {"reason": "all done"}, ["reason_required"]),  # done, or lapsed?
            (SpaceType.collaborative, {}, ["reason_required"]),
            (SpaceType.collaborative, {"reason": " "}, ["reason_required"]),
            (SpaceType.collaborative, {"reason": "all done"}, []),  # it ends in one way only
            (SpaceType.collaborative, {"end_reason": EndReason.tasks_completed}, []),
        ],
    )
    def test_disbanding_says_why(
        self, space_type: SpaceType, why: dict[str, Any], expected: list[str]
    ) -> None:
        assert steps(case(space_type, ACTIVE), DISBANDED, **why) == expected

    @pytest.mark.rule("R11")
    def test_open_tasks_keep_a_space_from_ending_as_completed_but_not_from_lapsing(self) -> None:
        team = case(SpaceType.task_team, ACTIVE, open_tasks=2)
        assert steps(team, DISBANDED, end_reason=EndReason.tasks_completed) == ["open_tasks_remain"]
        assert steps(team, DISBANDED, end_reason=EndReason.interest_lapsed) == []

    @pytest.mark.rule("R20")
    def test_a_working_group_closes_only_by_a_recorded_decision(self) -> None:
        group = case(SpaceType.working_group, ACTIVE)
        undecided = replace(group, closing_recorded=False)
        assert steps(group, DISBANDED, end_reason=EndReason.mandate_closed) == []
        assert steps(undecided, DISBANDED, end_reason=EndReason.mandate_closed) == [
            "steering_group_approval_missing"
        ]

    @pytest.mark.parametrize("space_type", [SpaceType.steering_group, SpaceType.secretariat])
    def test_governance_is_permanent(self, space_type: SpaceType) -> None:
        found = steps(case(space_type, ACTIVE), DISBANDED, end_reason=EndReason.closed_by_decision)
        assert found == ["transition_not_allowed"]


class TestApplications:
    @pytest.mark.rule("R26")
    def test_an_application_is_reviewed_perhaps_and_decided_once(self) -> None:
        ends = {"accepted", "declined", "withdrawn", "lapsed"}
        onward = {"submitted": ends | {"under_review"}, "under_review": ends}
        for begins, to in product(ApplicationStatus, ApplicationStatus):
            found = judge_application_step(begins, to, reason="criteria")
            assert_complete(found)
            assert (not found) is (to in onward.get(begins, ())), (begins, to)
        assert onward.keys() == OPEN_APPLICATION
        assert APPLICATION_TRANSITIONS.keys() == set(ApplicationStatus)

    @pytest.mark.rule("R12")
    def test_declining_needs_a_reason_and_accepting_none(self) -> None:
        begins = ApplicationStatus.submitted
        declined = judge_application_step(begins, ApplicationStatus.declined, reason=" ")
        assert [one.code for one in declined] == [Code.reason_required]
        assert judge_application_step(begins, ApplicationStatus.accepted) == ()


class TestYears:
    @pytest.mark.rule("R20")
    @pytest.mark.parametrize(
        ("begins", "years", "ends"),
        [
            ("2026-05-04", 3, "2029-05-04"),
            ("2024-02-29", 3, "2027-02-28"),
            ("2024-02-29", 4, "2028-02-29"),
            ("2023-02-28", 1, "2024-02-28"),
            ("2026-12-31", 3, "2029-12-31"),
        ],
    )
    def test_years_are_calendar_years(self, begins: str, years: int, ends: str) -> None:
        assert add_years(date.fromisoformat(begins), years) == date.fromisoformat(ends)

    @pytest.mark.rule("R5")
    @pytest.mark.parametrize(
        ("parent_due", "due"),
        [(None, "2029-05-04"), ("2028-03-01", "2028-03-01"), ("2031-01-01", "2029-05-04")],
    )
    def test_a_workstream_is_due_with_its_parent_or_after_three_years(
        self, parent_due: str | None, due: str
    ) -> None:
        parent = date.fromisoformat(parent_due) if parent_due else None
        assert workstream_due_on(date(2026, 5, 4), parent) == date.fromisoformat(due)
