"""Steering Group terms: three years, at most six in a row, counted for the organisation (R28)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from api.rules.codes import Code
from api.rules.eligibility import exceeds_term_limit, judge
from api.rules.enums import Door, Outcome, SpaceType
from api.rules.facts import SeatFacts
from api.rules.rulebook_types import Term

from .network import RULES, an_id, organisation, seat_in, space

TERM = RULES.types[SpaceType.steering_group].lasting.term
CALL = an_id(5)
STEERING_GROUP = space(SpaceType.steering_group, open_calls=frozenset({CALL}))


def day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def seat(begins: str, ends: str | None = None, due: str | None = None) -> SeatFacts:
    return seat_in(STEERING_GROUP.id, STEERING_GROUP.type, date.fromisoformat(begins), day(ends), day(due))


FIRST = seat("2020-05-04", ends="2023-05-04")
SECOND = seat("2023-05-04", ends="2026-05-04")

EXEMPT = replace(SECOND, term_exempt=True)

CASES = [
    ("a first term", [], "2026-05-04", False),
    ("a second term right after the first", [FIRST], "2023-05-04", False),
    ("a third term right after the second", [FIRST, SECOND], "2026-05-04", True),
    ("in whatever order they are known", [SECOND, FIRST], "2026-05-04", True),
    ("a third term after a day's pause", [FIRST, SECOND], "2026-05-05", False),
    ("a day's pause between the first two", [seat("2020-05-03", "2023-05-03"), SECOND], "2026-05-04", False),
    (
        "an end that was due but not written",
        [FIRST, seat("2023-05-04", due="2026-05-04")],
        "2026-05-04",
        True,
    ),
    ("after one year served", [seat("2025-05-04", "2026-05-04")], "2026-05-04", False),
    ("after one year and a full term", [seat("2022-05-04", "2023-05-04"), SECOND], "2026-05-04", True),
    ("after a term that ended early", [seat("2023-05-04", "2024-01-01", "2026-05-04")], "2024-01-01", False),
    ("an exempt term is not counted", [FIRST, EXEMPT], "2026-05-04", False),
    ("but keeps the row together", [seat("2017-05-04", "2020-05-04"), FIRST, EXEMPT], "2026-05-04", True),
    ("a leap day", [seat("2020-02-29", "2023-02-28")], "2023-02-28", False),
    (
        "two terms from a leap day",
        [seat("2020-02-29", "2023-02-28"), seat("2023-02-28", "2026-02-28")],
        "2026-02-28",
        True,
    ),
    ("a day of no length joins nothing", [SECOND, seat("2026-05-04", "2026-05-04")], "2027-05-04", False),
    ("a later seat hides no earlier years", [FIRST, SECOND, seat("2027-01-01")], "2026-05-04", True),
    ("a term that is still to start", [seat("2027-01-01")], "2026-05-04", False),
]


@pytest.mark.rule("R28")
@pytest.mark.parametrize(
    ("seats", "on", "refused"), [case[1:] for case in CASES], ids=[case[0] for case in CASES]
)
def test_an_organisation_serves_at_most_six_years_in_a_row(
    seats: list[SeatFacts], on: str, refused: bool
) -> None:
    holder = organisation(seats=tuple(seats))
    found = judge(RULES, STEERING_GROUP, holder, Door.application, date.fromisoformat(on))
    limits = [(one.outcome, one.params["years"]) for one in found if one.code is Code.term_limit_reached]
    assert limits == ([(Outcome.fail, 6)] if refused else [])


@pytest.mark.rule("R28")
@pytest.mark.parametrize(
    ("break_days", "pause_ends", "refused"),
    [
        (None, "2026-05-05", False),
        (365, "2026-05-05", True),
        (365, "2027-05-03", True),
        (365, "2027-05-04", False),
    ],
)
def test_a_rulebook_may_say_how_long_a_break_must_be(
    break_days: int | None, pause_ends: str, refused: bool
) -> None:
    term = Term(3, 6, break_days)
    assert exceeds_term_limit(term, [FIRST, SECOND], date.fromisoformat(pause_ends)) is refused


@pytest.mark.rule("R28")
def test_a_pause_too_short_to_count_as_a_break_is_no_time_served() -> None:
    term = Term(3, 6, 365)
    assert not exceeds_term_limit(term, [FIRST], date(2023, 12, 1))


def test_the_length_of_the_break_is_unset_by_default() -> None:
    assert Term(years=3, max_consecutive_years=6, break_days=None) == TERM


@pytest.mark.rule("R28")
def test_terms_bind_the_steering_group_only() -> None:
    assert [kind for kind in SpaceType if RULES.types[kind].lasting.term] == [SpaceType.steering_group]
