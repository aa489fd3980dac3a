"""What a space tells about itself, by the rules alone: what no table holds yet, and what is urgent."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from api.rules.codes import Code
from api.rules.enums import SpaceStatus, SpaceType
from api.rules.facts import MandateFacts
from api.rules.findings import Finding
from api.rules.lifecycle import add_months
from api.rules.signals import Signal, findings, of_space
from api.rules.standing import SeatAtHand, StandingFacts, TaskAtHand
from tests.rules.network import LONG_AGO, RULES, TODAY, an_id, assert_complete, space

LED = StandingFacts(leaders=1)


def told(type_: SpaceType, standing: StandingFacts = LED, on: date = TODAY, **changes: object) -> set[str]:
    found = of_space(RULES.types[type_], space(type_, seats_taken=12, **changes), standing, on)
    assert_complete(findings(found))
    return {one.code.value for one in found}


@pytest.mark.rule("S18")
def test_a_working_group_that_has_not_met_for_six_months_is_told() -> None:
    for met_on, late in (
        (None, False),
        (date(2025, 11, 4), False),
        (date(2025, 11, 3), True),
        (LONG_AGO, True),
    ):
        found = told(SpaceType.working_group, replace(LED, last_met_on=met_on))
        assert ("meeting_overdue" in found) is late, met_on


@pytest.mark.rule("S18")
def test_only_a_type_that_meets_by_rule_can_be_late_to_meet() -> None:
    for type_ in SpaceType:
        found = told(type_, replace(LED, last_met_on=date(2020, 1, 1)))
        assert ("meeting_overdue" in found) is (RULES.types[type_].meeting_months is not None)


@pytest.mark.rule("R10")
def test_a_space_of_which_nothing_was_heard_for_a_year_is_told_and_not_ended() -> None:
    for days, quiet in ((365, False), (366, True)):
        heard_on = TODAY - timedelta(days=days)
        assert ("inactive" in told(SpaceType.task_team, replace(LED, last_recorded_on=heard_on))) is quiet
    assert "inactive" not in told(SpaceType.task_team)


@pytest.mark.rule("S38", "S11")
def test_whoever_is_to_be_led_and_is_not_says_so() -> None:
    for type_ in SpaceType:
        found = told(type_, StandingFacts())
        assert ("no_leader" in found) is (type_ is not SpaceType.secretariat)
        assert "no_leader" not in told(type_)


@pytest.mark.rule("R11")
@pytest.mark.parametrize(
    ("open_tasks", "done", "ready"), [(0, 0, False), (1, 3, False), (0, 1, True), (1, 0, False)]
)
def test_ready_to_disband_is_who_has_done_something_and_has_nothing_left(
    open_tasks: int, done: int, ready: bool
) -> None:
    by_tasks = {SpaceType.collaborative, SpaceType.reference_group, SpaceType.task_team}
    for type_ in SpaceType:
        found = told(type_, replace(LED, open_tasks=open_tasks, done_tasks=done))
        assert ("ready_to_disband" in found) is (ready and type_ in by_tasks)


@pytest.mark.rule("R32")
def test_many_gaps_are_many_things_to_do_and_one_thing_that_the_space_says() -> None:
    gaps = replace(LED, unfilled=(SeatAtHand(an_id(1)), SeatAtHand(an_id(2))))
    rule = RULES.types[SpaceType.working_group]
    found = of_space(rule, space(SpaceType.working_group, seats_taken=12), gaps, TODAY)
    assert [one.membership_id for one in found] == [an_id(1), an_id(2)]
    assert [one.code for one in findings(found)] == [Code.seat_without_representative]


@pytest.mark.parametrize("status", [status for status in SpaceStatus if status is not SpaceStatus.active])
def test_whatever_the_facts_only_a_space_at_work_has_work_to_be_told(status: SpaceStatus) -> None:
    busy = StandingFacts(overdue=(TaskAtHand(an_id(1), "Write", LONG_AGO),), waiting=1, waiting_since=TODAY)
    expected = {"proposal_waiting"} if status is SpaceStatus.proposed else set()
    assert told(SpaceType.working_group, busy, status=status, since=TODAY) == expected


def test_what_is_overdue_comes_first_then_what_falls_due_then_what_waits_longest() -> None:
    warning = Finding.warned(Code.no_leader, {"space": "A"})
    at = [TODAY - timedelta(days=9), TODAY, TODAY + timedelta(days=1), TODAY + timedelta(days=80)]
    due = [Signal(warning, due_on=day) for day in at]
    waits = [Signal(warning, since=day) for day in (LONG_AGO, TODAY)]
    wanted = [*due, *waits, Signal(warning)]
    mixed = [*wanted[3:], *wanted[:3]]
    assert sorted(mixed, key=lambda one: one.urgency(TODAY)) == wanted


@pytest.mark.rule("R20")
def test_between_mandates_nothing_is_due() -> None:
    assert told(SpaceType.working_group, mandate=None) == set()
    over = MandateFacts(LONG_AGO, None, TODAY)
    assert told(SpaceType.working_group, mandate=over) == {"mandate_expired"}


def test_a_month_later_is_the_same_day_or_the_last_one() -> None:
    assert [add_months(date(2024, 1, 31), months) for months in (0, 1, 13, 11, -1)] == [
        date(2024, 1, 31),
        date(2024, 2, 29),
        date(2025, 2, 28),
        date(2024, 12, 31),
        date(2023, 12, 31),
    ]
