"""Who may lead, what may be handed on, and how those who fill a seat follow one another: pure."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from api.rules import rulebook
from api.rules.enums import LeaderRole, SpaceType
from api.rules.filling import Period, gaps, place_for
from api.rules.leading import Leading, Tenure, judge_leader, may_hand_on

TODAY = date(2026, 5, 4)
(BOOK, *_) = rulebook.shipped()


def day(number: int) -> date:
    """Days from today on, or back."""
    return TODAY + timedelta(days=number)


def period(starts: int, ends: int | None = None) -> Period:
    return Period(day(starts), None if ends is None else day(ends))


@pytest.mark.rule("S5", "S38")
@pytest.mark.parametrize("type_", SpaceType)
@pytest.mark.parametrize("role", LeaderRole)
def test_each_type_of_space_knows_its_own_roles(type_: SpaceType, role: LeaderRole) -> None:
    rule = BOOK.types[type_]
    about = Leading("Gender", role, TODAY, is_active=True, seated=True)
    codes = [found.code for found in judge_leader(rule, about)]
    assert codes == ([] if role in rule.leader_roles else ["leader_role_not_allowed"])


@pytest.mark.rule("R29")
def test_space_role_and_person_are_all_judged_at_once() -> None:
    about = Leading("Gender", LeaderRole.chair, TODAY, is_active=False, seated=False)
    found = judge_leader(BOOK.types[SpaceType.task_team], about)
    assert [(one.code, one.source) for one in found] == [
        ("space_not_open", "R11"),
        ("leader_role_not_allowed", "S32"),
        ("leader_seat_required", "R25"),
    ]
    assert found[1].params == {"space": "Gender", "role": "chair", "allowed": "convener"}


@pytest.mark.rule("R31")
@pytest.mark.parametrize(
    ("tenure", "over"),
    [
        (Tenure(), None),
        (Tenure(acting=True), None),
        (Tenure(acting=True, due_on=day(5)), day(5)),
        (Tenure(acting=True, due_on=day(5), ends_on=day(2)), day(2)),
        (Tenure(acting=True, due_on=day(5), ends_on=day(9)), day(5)),
        (Tenure(ends_on=day(9)), day(9)),
    ],
)
def test_a_role_is_over_on_its_due_day_or_when_it_ended(tenure: Tenure, over: date | None) -> None:
    assert tenure.over_on == over
    assert [tenure.is_over(day(n)) for n in range(12)] == [
        over is not None and day(n) >= over for n in range(12)
    ]


@pytest.mark.parametrize(
    ("mine", "acting", "due", "allowed"),
    [
        (Tenure(), False, None, True),
        (Tenure(), True, day(9), True),
        (Tenure(acting=True), False, None, False),
        (Tenure(acting=True), True, None, True),
        (Tenure(acting=True, due_on=day(5)), True, None, False),
        (Tenure(acting=True, due_on=day(5)), True, day(6), False),
        (Tenure(acting=True, due_on=day(5)), True, day(5), True),
    ],
)
def test_nobody_hands_on_more_than_they_have(
    mine: Tenure, acting: bool, due: date | None, allowed: bool
) -> None:
    assert may_hand_on(mine, acting, due) == allowed


@pytest.mark.rule("R2")
@pytest.mark.parametrize(
    ("held", "on", "expected"),
    [
        ([], 0, ((), None)),
        ([period(-90)], 0, ((0,), None)),
        ([period(-90)], -30, ((0,), None)),
        ([period(-90, 20)], 0, ((0,), None)),
        ([period(0)], 0, ((0,), None)),
        ([period(9)], 9, ((0,), None)),
        ([period(9)], 0, ((), day(9))),
        ([period(-90, 9), period(9)], 0, ((0,), day(9))),
        ([period(-90, -30), period(-20)], -25, ((), day(-20))),
        ([period(-90, -30)], -40, None),
        ([period(-90)], -90, None),
    ],
)
def test_a_successor_takes_the_days_nobody_really_filled_and_rewrites_none(
    held: list[Period], on: int, expected: tuple[tuple[int, ...], date | None] | None
) -> None:
    place = place_for(held, day(on), TODAY)
    assert (place and (place.ending, place.until)) == expected


@pytest.mark.rule("R2", "R32")
@pytest.mark.parametrize(
    ("seat", "filled", "expected"),
    [
        (period(-90), [], [period(-90)]),
        (period(-90), [period(-90)], []),
        (period(-90), [period(-80)], [period(-90, -80)]),
        (period(-90), [period(-90, -30)], [period(-30)]),
        (period(-90), [period(-90, -30), period(-20)], [period(-30, -20)]),
        (period(-90), [period(-90, -30), period(5)], [period(-30)]),
        (period(-90, -10), [period(-90, -30)], [period(-30, -10)]),
        (period(-90, 30), [period(-90, 0)], [period(0)]),
        (period(-90, 1), [period(-90, 0)], [period(0, 1)]),
        (period(3), [], []),
        (period(0), [], [period(0)]),
    ],
)
def test_gaps_are_the_days_of_the_seat_up_to_today_that_nobody_filled(
    seat: Period, filled: list[Period], expected: list[Period]
) -> None:
    assert list(gaps(seat, filled, TODAY)) == expected


DAYS = st.integers(-60, 30)
PERIODS = st.tuples(DAYS, st.none() | st.integers(1, 40)).map(
    lambda one: period(one[0], None if one[1] is None else one[0] + one[1])
)


@pytest.mark.rule("R2")
@given(seat=PERIODS, filled=st.lists(PERIODS, max_size=5))
def test_each_day_of_a_seat_until_today_is_filled_or_in_a_gap_and_never_both(
    seat: Period, filled: list[Period]
) -> None:
    missed = gaps(seat, filled, TODAY)
    for number in range(-65, 1):
        on = day(number)
        in_a_gap = [one for one in missed if one.covers(on)]
        wanted = seat.covers(on) and not any(one.covers(on) for one in filled)
        assert len(in_a_gap) == int(wanted)
