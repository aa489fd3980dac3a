"""Which door is open to whom, and when: what the table of `who_may_join.md` does not show."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import product

import pytest

from api.rules.codes import Code
from api.rules.eligibility import eligible, first_door, judge
from api.rules.enums import Admission, Door, MemberStatus, SpaceStatus, SpaceType
from api.rules.facts import MandateFacts

from .network import (
    LONG_AGO,
    MANDATE,
    RULES,
    STANDARDS,
    TODAY,
    an_id,
    codes,
    member,
    organisation,
    space,
)

EVERY_DOOR_BUT_APPOINTMENT = (Door.application, Door.join, Door.invitation)


@pytest.mark.rule("S22")
def test_a_refusal_quotes_the_sentence_of_its_own_type() -> None:
    found = judge(RULES, space(SpaceType.collaborative), member(), Door.application, TODAY)
    assert [(one.code, one.source) for one in found] == [(Code.individual_not_permitted, "S22")]
    assert found[0].quote.startswith("Made up of Working Group members")


@pytest.mark.parametrize("status", [MemberStatus.left, MemberStatus.erased, MemberStatus.suspended])
@pytest.mark.parametrize("door", EVERY_DOOR_BUT_APPOINTMENT)
@pytest.mark.rule("R8")
def test_who_left_is_suspended_or_erased_gets_no_seat_even_by_invitation(
    status: MemberStatus, door: Door
) -> None:
    found = codes(space(SpaceType.reference_group), member(status), door)
    assert "not_an_active_member" in found
    assert ("consent_missing" in found) is (status is MemberStatus.erased)


@pytest.mark.rule("R3")
@pytest.mark.parametrize("status", [MemberStatus.unconfirmed, MemberStatus.erased])
def test_nobody_is_seated_without_consent_through_any_door(status: MemberStatus) -> None:
    for space_type, door in product(SpaceType, Door):
        assert "consent_missing" in codes(space(space_type), member(status), door), (space_type, door)


@pytest.mark.rule("R13")
def test_consent_that_came_with_the_form_counts_but_does_not_make_an_active_member() -> None:
    agreed = member(MemberStatus.unconfirmed, has_consent=True)
    assert codes(space(SpaceType.reference_group), agreed, Door.invitation) == []
    assert codes(space(SpaceType.task_team), agreed, Door.application) == ["not_an_active_member"]


class TestDoors:
    @pytest.mark.rule("R15")
    def test_an_organisation_may_answer_an_open_steering_group_call(self) -> None:
        call = an_id(77)
        asked = space(SpaceType.steering_group, open_calls=frozenset({call}))
        assert codes(asked, organisation(), Door.application) == []
        assert codes(asked, organisation(), Door.application, call_id=call) == []
        assert codes(asked, organisation(), Door.application, call_id=an_id(78)) == ["call_not_open"]
        assert codes(asked, member(), Door.application) == ["individual_not_permitted", "not_self_service"]
        assert codes(asked, organisation(), Door.invitation) == ["not_self_service"]

    @pytest.mark.rule("S11")
    def test_staff_are_appointed_to_the_secretariat_and_nowhere_else(self) -> None:
        answers = {kind: codes(space(kind), organisation(), Door.appointment)[-1:] for kind in SpaceType}
        assert answers[SpaceType.steering_group] == ["not_self_service"]
        assert answers[SpaceType.secretariat] == ["institution_not_permitted"]
        assert answers[SpaceType.working_group] == ["application_required"]
        assert answers[SpaceType.language_community] == ["no_application_needed"]
        assert codes(space(SpaceType.secretariat), member(is_staff=True), Door.appointment) == []
        assert codes(space(SpaceType.task_team), member(), Door.appointment) == ["application_required"]

    def test_a_question_without_a_door_is_about_the_types_first(self) -> None:
        first = {kind: first_door(RULES.types[kind]) for kind in SpaceType}
        assert first.pop(SpaceType.language_community) is Door.join
        assert set(first.values()) == {Door.application}

    @pytest.mark.rule("R15")
    def test_asking_about_the_secretariat_without_a_door_is_no_way_in(self) -> None:
        rule = RULES.types[SpaceType.secretariat]
        assert codes(space(SpaceType.secretariat), member(), first_door(rule)) == ["not_self_service"]

    @pytest.mark.rule("R18")
    @pytest.mark.parametrize(
        ("admission", "calls", "asked_for", "expected"),
        [
            (Admission.standing, [], None, []),
            (Admission.standing, [1], None, []),
            (Admission.standing, [1], 1, []),
            (Admission.standing, [1], 2, ["call_not_open"]),
            (Admission.by_call, [], None, ["call_not_open"]),
            (Admission.by_call, [], 1, ["call_not_open"]),
            (Admission.by_call, [1], None, []),
            (Admission.by_call, [1], 1, []),
            (Admission.by_call, [1], 2, ["call_not_open"]),
        ],
    )
    def test_a_call_is_asked_for_only_where_admission_is_by_call(
        self, admission: Admission, calls: list[int], asked_for: int | None, expected: list[str]
    ) -> None:
        asked = space(SpaceType.working_group, admission=admission, open_calls=frozenset(map(an_id, calls)))
        call_id = None if asked_for is None else an_id(asked_for)
        assert codes(asked, organisation(), Door.application, call_id=call_id) == expected

    def test_invitations_need_no_call(self) -> None:
        asked = space(SpaceType.reference_group, admission=Admission.by_call)
        assert codes(asked, member(), Door.invitation) == []


class TestOpenSpaces:
    @pytest.mark.rule("R11")
    @pytest.mark.parametrize("status", SpaceStatus)
    def test_only_an_active_space_takes_seats(self, status: SpaceStatus) -> None:
        for space_type, door in product(SpaceType, Door):
            closed = "space_not_open" in codes(space(space_type, status=status), member(), door)
            assert closed is (status is not SpaceStatus.active), (space_type, door)

    @pytest.mark.rule("R20")
    @pytest.mark.parametrize(
        ("mandate", "expected"),
        [
            (MANDATE, []),
            (None, ["space_not_open"]),  # between mandates (R11, R21)
            (MandateFacts(TODAY, None, date(2029, 5, 4)), []),
            (MandateFacts(TODAY + timedelta(1), None, date(2029, 5, 5)), ["space_not_open"]),
            (MandateFacts(LONG_AGO, None, TODAY), ["space_not_open"]),  # due today, nothing decided
            (MandateFacts(LONG_AGO, None, TODAY + timedelta(1)), []),
            (MandateFacts(LONG_AGO, TODAY, date(2028, 3, 1)), ["space_not_open"]),
        ],
    )
    def test_a_working_group_takes_seats_only_within_a_running_mandate(
        self, mandate: MandateFacts | None, expected: list[str]
    ) -> None:
        asked = space(SpaceType.working_group, mandate=mandate)
        found = judge(RULES, asked, organisation(), Door.application, TODAY)
        assert [one.code for one in found] == expected
        assert eligible(found) is (not expected)

    @pytest.mark.rule("R5")
    def test_a_workstream_takes_no_seats_from_its_due_day_on(self) -> None:
        holder = organisation(STANDARDS)
        for days, expected in ((0, ["space_not_open"]), (1, [])):
            asked = space(SpaceType.workstream, due_on=TODAY + timedelta(days))
            assert codes(asked, holder, Door.application) == expected

    @pytest.mark.rule("R10")
    def test_a_planned_end_closes_no_task_team(self) -> None:
        assert codes(space(SpaceType.task_team, due_on=LONG_AGO), member(), Door.application) == []
