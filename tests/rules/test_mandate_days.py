"""Every day from 2024 to 2034 × what the network adds to a day, against a second way of saying it (R5, R20, R28, R31)."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta

import pytest

from api.rules.codes import Code
from api.rules.enums import SpaceStatus, SpaceType
from api.rules.facts import MandateFacts, SeatFacts
from api.rules.lifecycle import add_years, workstream_due_on
from api.rules.mandates import Lasting, judge_extension, judge_mandate_end, judge_next_mandate

from .network import RULES, an_id

FIRST, LAST = date(2024, 1, 1), date(2034, 12, 31)
DAYS = [FIRST + timedelta(number) for number in range((LAST - FIRST).days + 1)]
DAY = timedelta(1)
GROUP, STREAM = RULES.types[SpaceType.working_group], RULES.types[SpaceType.workstream]
ACTIVE = SpaceStatus.active


def same_day_later(day: date, years: int) -> date:
    """Said by the calendar's months: the same day of the same month, or the month's last where there is none."""
    year = day.year + years
    return date(year, day.month, min(day.day, monthrange(year, day.month)[1]))


def test_there_is_no_day_left_out() -> None:
    assert (len(DAYS), DAYS[0], DAYS[-1]) == (4018, FIRST, LAST)
    assert sum(day.month == 2 and day.day == 29 for day in DAYS) == 3


@pytest.mark.rule("R20", "R28", "S16")
def test_three_years_and_six_are_calendar_years_on_every_day() -> None:
    wrong = [
        day for day in DAYS for years in range(1, 7) if add_years(day, years) != same_day_later(day, years)
    ]
    assert wrong == []  # 4,018 days × 6 lengths = 24,108


@pytest.mark.rule("R20")
def test_a_mandate_covers_three_years_to_the_day_and_the_next_follows_without_a_gap() -> None:
    for day in DAYS:
        due_on = add_years(day, 3)
        mandate = MandateFacts(day, None, due_on)
        assert [mandate.open_on(one) for one in (day - DAY, day, due_on - DAY, due_on)] == [
            False,
            True,
            True,
            False,
        ], day
        follows = MandateFacts(due_on, None, add_years(due_on, 3))
        assert all(mandate.open_on(one) != follows.open_on(one) for one in (due_on - DAY, due_on)), day
        assert (due_on - day).days in (1095, 1096)


@pytest.mark.rule("R5")
def test_a_workstream_is_due_with_whichever_comes_first_on_every_day() -> None:
    for day in DAYS:
        own = same_day_later(day, 3)
        for parent in (day + DAY, own - DAY, own, own + DAY, None):
            expected = own if parent is None or parent > own else parent
            assert workstream_due_on(day, parent) == expected, (day, parent)  # 20,090 cases


@pytest.mark.rule("R31")
def test_a_term_is_over_on_its_due_day_and_not_before_on_every_day() -> None:
    council = an_id(1)
    for day in DAYS:
        due_on = add_years(day, 3)
        planned = SeatFacts(council, SpaceType.steering_group, day, None, due_on)
        written = SeatFacts(council, SpaceType.steering_group, day, due_on, due_on)
        for one in (day - DAY, day, due_on - DAY, due_on, due_on + DAY):
            assert planned.live_on(one) == written.live_on(one) == (day <= one < due_on), (day, one)


@pytest.mark.rule("R20", "R5")
def test_an_extension_moves_every_due_day_to_any_later_one_and_to_no_other() -> None:
    for due_on in DAYS:
        group = Lasting("Advocacy", ACTIVE, due_on, due_on, decided=True)
        stream = Lasting("MEL", ACTIVE, due_on, due_on, latest_on=due_on + 7 * DAY, decided=True)
        for rule, lasting, latest in ((GROUP, group, None), (STREAM, stream, due_on + 7 * DAY)):
            for new in (due_on - DAY, due_on, due_on + DAY, due_on + 7 * DAY, due_on + 8 * DAY):
                found = [one.code for one in judge_extension(rule, lasting, new)]
                fits = new > due_on and (latest is None or new <= latest)
                assert found == ([] if fits else [Code.due_day_not_later]), (due_on, new)  # 40,180 cases


@pytest.mark.rule("R29")
def test_an_extension_is_told_every_reason_at_once() -> None:
    gone = Lasting("Advocacy", SpaceStatus.disbanded, FIRST, FIRST)
    assert [one.code for one in judge_extension(GROUP, gone, FIRST)] == [
        Code.space_not_open,
        Code.steering_group_approval_missing,
        Code.due_day_not_later,
    ]


@pytest.mark.rule("R10")
@pytest.mark.parametrize("space_type", SpaceType)
def test_only_working_groups_and_workstreams_have_a_time_to_extend(space_type: SpaceType) -> None:
    lasting = Lasting("A space", ACTIVE, FIRST, FIRST, decided=True)
    found = [one.code for one in judge_extension(RULES.types[space_type], lasting, LAST)]
    lasts = space_type in {SpaceType.working_group, SpaceType.workstream}
    assert found == ([] if lasts else [Code.space_not_open])


@pytest.mark.rule("R17", "R20", "R21")
def test_a_mandate_begins_and_ends_by_a_decision_and_ends_once() -> None:
    undecided = Lasting("Advocacy", ACTIVE, FIRST, FIRST)
    decided = Lasting("Advocacy", ACTIVE, FIRST, FIRST, decided=True)
    over = Lasting("Advocacy", ACTIVE, FIRST, decided=True)
    missing = [Code.steering_group_approval_missing]
    assert [one.code for one in judge_next_mandate(GROUP, undecided)] == missing
    assert [one.code for one in judge_mandate_end(GROUP, undecided)] == missing
    assert judge_next_mandate(GROUP, decided) == judge_mandate_end(GROUP, decided) == ()
    assert [one.code for one in judge_mandate_end(GROUP, over)] == [Code.transition_not_allowed]
    assert [one.code for one in judge_next_mandate(STREAM, decided)] == [Code.space_not_open]
