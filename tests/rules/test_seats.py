"""The seats one must hold, the seats one already holds, and how many there are."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest

from api.rules.codes import Code
from api.rules.eligibility import eligible, judge
from api.rules.enums import Admission, Door, SpaceStatus, SpaceType
from api.rules.facts import RoleFacts

from .network import (
    ADVOCACY,
    EDUCATION_POLICY,
    FOURTH,
    LONG_AGO,
    RULES,
    STANDARDS,
    TODAY,
    an_id,
    codes,
    member,
    organisation,
    seat_in,
    space,
)


class TestRequiredSeats:
    @pytest.mark.rule("R31")
    @pytest.mark.parametrize(
        ("starts", "ends", "due", "counts"),
        [
            (LONG_AGO, None, None, True),
            (TODAY, None, None, True),
            (TODAY + timedelta(1), None, None, False),
            (LONG_AGO, TODAY, None, False),
            (LONG_AGO, TODAY + timedelta(1), None, True),
            (LONG_AGO, None, TODAY, False),  # due, though the run has not written it
            (LONG_AGO, None, TODAY + timedelta(1), True),
            (TODAY, TODAY, None, False),  # joined and left the same day
            (LONG_AGO, TODAY + timedelta(9), TODAY, False),  # whichever day comes first
            (LONG_AGO, TODAY, TODAY + timedelta(9), False),
        ],
    )
    def test_the_parent_seat_counts_while_it_is_live(
        self, starts: date, ends: date | None, due: date | None, counts: bool
    ) -> None:
        seat = seat_in(STANDARDS, SpaceType.working_group, starts, ends, due)
        found = codes(space(SpaceType.workstream), organisation(seats=(seat,)), Door.application)
        assert found == ([] if counts else ["parent_wg_seat_required"])

    def test_a_workstream_without_a_parent_takes_nobody(self) -> None:
        asked = space(SpaceType.workstream, parent_id=None)
        assert codes(asked, organisation(STANDARDS), Door.application) == ["parent_wg_seat_required"]

    @pytest.mark.rule("R22")
    def test_a_collaborative_with_one_live_working_group_takes_no_new_seats(self) -> None:
        one, other = space(SpaceType.collaborative).working_groups
        asked = space(SpaceType.collaborative, working_groups=(replace(one, live=False), other))
        found = judge(RULES, asked, organisation(EDUCATION_POLICY), Door.application, TODAY)
        assert [(each.code, each.params["linked"]) for each in found] == [
            (Code.two_working_groups_required, 1)
        ]
        assert not eligible(found)

    @pytest.mark.rule("R6")
    @pytest.mark.parametrize(
        ("members_from", "seats_of_holder", "warned"),
        [
            ([], [ADVOCACY], False),  # the first of all can only come from one
            ([ADVOCACY], [ADVOCACY], True),
            ([ADVOCACY], [EDUCATION_POLICY], False),
            ([ADVOCACY], [ADVOCACY, EDUCATION_POLICY], False),
            ([ADVOCACY, EDUCATION_POLICY], [ADVOCACY], False),
            ([ADVOCACY], [ADVOCACY, FOURTH], True),
        ],
    )
    def test_members_from_one_working_group_only_are_warned_about(
        self, members_from: list[UUID], seats_of_holder: list[UUID], warned: bool
    ) -> None:
        asked = space(SpaceType.collaborative, member_wgs=frozenset(members_from))
        found = judge(RULES, asked, organisation(*seats_of_holder), Door.application, TODAY)
        assert [one.code for one in found] == ([Code.single_wg_only] if warned else [])
        assert eligible(found)


class TestSeatsAndPeople:
    @pytest.mark.rule("R18")
    @pytest.mark.parametrize(
        ("limit", "taken", "expected"),
        [
            (12, 11, []),
            (12, 12, ["seats_full"]),
            (12, 13, ["seats_full"]),
            (None, 29, []),
            (None, 30, ["size_outside_band"]),
            (30, 30, ["seats_full", "size_outside_band"]),
        ],
    )
    def test_the_band_warns_and_only_a_limit_refuses(
        self, limit: int | None, taken: int, expected: list[str]
    ) -> None:
        asked = space(SpaceType.working_group, seat_limit=limit, seats_taken=taken)
        found = judge(RULES, asked, organisation(), Door.application, TODAY)
        assert [one.code for one in found] == expected
        assert eligible(found) is ("seats_full" not in expected)
        for one in found:
            seats = (
                {"limit": limit}
                if one.code is Code.seats_full
                else {"seats": taken + 1, "min": 10, "max": 30}
            )
            assert one.params == {"space": asked.name, **seats}

    @pytest.mark.rule("S39")
    def test_a_language_community_is_never_too_large(self) -> None:
        assert codes(space(SpaceType.language_community, seats_taken=9000), member(), Door.join) == []

    @pytest.mark.rule("R21")
    @pytest.mark.parametrize(
        ("starts", "ends", "taken"),
        [
            (LONG_AGO, None, True),
            (LONG_AGO, TODAY, False),
            (LONG_AGO, TODAY + timedelta(1), True),
            (TODAY + timedelta(30), None, True),  # a seat that is still to start would overlap
            (TODAY + timedelta(30), TODAY + timedelta(30), False),  # a day of no length is history
        ],
    )
    def test_a_holder_has_one_seat_a_space_from_the_day_the_new_one_would_start(
        self, starts: date, ends: date | None, taken: bool
    ) -> None:
        asked = space(SpaceType.task_team)
        holder = member(seats=(seat_in(asked.id, asked.type, starts, ends),))
        assert codes(asked, holder, Door.application) == (["already_seated"] if taken else [])

    @pytest.mark.rule("R30")
    @pytest.mark.parametrize(
        ("starts", "ends", "taken"),
        [
            ("2021-01-01", "2022-01-01", False),
            ("2021-01-01", "2022-01-02", True),
            ("2023-12-31", None, True),
            ("2024-01-01", None, False),
        ],
    )
    def test_a_seat_of_the_past_only_meets_seats_of_its_own_time(
        self, starts: str, ends: str | None, taken: bool
    ) -> None:
        asked = space(SpaceType.task_team)
        begins, over = date.fromisoformat(starts), date.fromisoformat(ends) if ends else None
        past: dict[str, Any] = {"on": date(2022, 1, 1), "until": date(2024, 1, 1)}
        for holder in (
            member(seats=(seat_in(asked.id, asked.type, begins, over),)),
            member(represents=(RoleFacts(asked.id, begins, over),)),
        ):
            assert codes(asked, holder, Door.application, **past) == (["already_seated"] if taken else [])

    @pytest.mark.rule("R21")
    def test_one_may_apply_while_seated_for_a_seat_that_starts_later(self) -> None:
        asked = space(SpaceType.steering_group, open_calls=frozenset({an_id(5)}))
        term = seat_in(asked.id, asked.type, date(2024, 1, 1), due_on=date(2027, 1, 1))
        holder = organisation(seats=(term,))
        assert codes(asked, holder, Door.application, on=TODAY) == ["already_seated"]
        assert codes(asked, holder, Door.application, on=date(2027, 1, 1)) == []

    @pytest.mark.rule("R25")
    @pytest.mark.parametrize(("ends", "taken"), [(None, True), (TODAY, False), (TODAY + timedelta(1), True)])
    def test_who_represents_an_organisation_takes_no_seat_of_their_own_beside_it(
        self, ends: date | None, taken: bool
    ) -> None:
        asked = space(SpaceType.reference_group)
        holder = member(represents=(RoleFacts(asked.id, LONG_AGO, ends),))
        assert codes(asked, holder, Door.application) == (["already_seated"] if taken else [])
        assert codes(space(SpaceType.task_team), holder, Door.application) == []

    @pytest.mark.rule("R26")
    def test_the_application_being_decided_does_not_stand_in_its_own_way(self) -> None:
        asked = space(SpaceType.task_team)
        holder = member(pending=frozenset({asked.id}))
        assert codes(asked, holder, Door.application) == ["application_pending"]
        assert codes(asked, holder, Door.application, ignore_application=True) == []

    @pytest.mark.rule("R26")
    def test_a_call_that_closed_since_does_not_stop_the_decision(self) -> None:
        asked = space(SpaceType.working_group, admission=Admission.by_call)
        holder = organisation(pending=frozenset({asked.id}))
        assert codes(asked, holder, Door.application, call_id=an_id(5), ignore_application=True) == []

    @pytest.mark.rule("R29")
    def test_all_findings_are_given_not_the_first(self) -> None:
        asked = space(
            SpaceType.collaborative,
            status=SpaceStatus.disbanded,
            seat_limit=18,
            seats_taken=18,
            working_groups=(),
            admission=Admission.by_call,
        )
        holder = organisation(pending=frozenset({asked.id}), seats=(seat_in(asked.id, asked.type),))
        assert codes(asked, holder, Door.application) == [
            "linked_wg_seat_required",
            "space_not_open",
            "call_not_open",
            "seats_full",
            "already_seated",
            "application_pending",
            "two_working_groups_required",
            "size_outside_band",
        ]
