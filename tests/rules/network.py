"""A small network to ask the rules about: one space of each type, and the holders of `who_may_join.md`."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any
from uuid import UUID

from api.rules.codes import CODES
from api.rules.eligibility import judge
from api.rules.enums import Door, Kind, MemberStatus, SpaceStatus, SpaceType
from api.rules.facts import (
    HolderFacts,
    LinkedSpace,
    MandateFacts,
    SeatFacts,
    SpaceFacts,
    TransitionFacts,
    WorkingGroupFacts,
)
from api.rules.findings import Finding
from api.rules.lifecycle import judge_transition
from api.rules.rulebook import shipped

RULES = shipped()[0]
TODAY = date(2026, 5, 4)
LONG_AGO = date(2025, 3, 1)
MANDATE = MandateFacts(LONG_AGO, None, date(2028, 3, 1))


def an_id(number: int) -> UUID:
    return UUID(int=number)


ADVOCACY, EDUCATION_POLICY, STANDARDS, FOURTH = (an_id(number) for number in range(1, 5))
SOMEBODY = an_id(1000)

_LINKED = (
    WorkingGroupFacts(ADVOCACY, live=True, name="Advocacy"),
    WorkingGroupFacts(EDUCATION_POLICY, live=True, name="Education Policy"),
)
_STANDS_ON: dict[SpaceType, dict[str, Any]] = {
    SpaceType.working_group: {"mandate": MANDATE},
    SpaceType.workstream: {
        "parent_id": STANDARDS,
        "parent_name": "Standards & Practice",
        "due_on": MANDATE.due_on,
    },
    SpaceType.collaborative: {
        "working_groups": _LINKED,
        "member_wgs": frozenset({ADVOCACY, EDUCATION_POLICY}),
        "seats_taken": 2,
    },
    SpaceType.reference_group: {"supports": (STANDARDS,)},
    SpaceType.language_community: {"language": "fr"},
}


def space(space_type: SpaceType, **changes: Any) -> SpaceFacts:
    """An active space of this type with room, built on what its type asks for."""
    own_id = (
        ADVOCACY if space_type is SpaceType.working_group else an_id(100 + list(SpaceType).index(space_type))
    )
    facts = SpaceFacts(
        own_id, space_type, SpaceStatus.active, f"The {space_type}", **_STANDS_ON.get(space_type, {})
    )
    return replace(facts, **changes)


def member(status: MemberStatus = MemberStatus.active, **facts: Any) -> HolderFacts:
    known = {"has_consent": status not in (MemberStatus.unconfirmed, MemberStatus.erased)}
    return HolderFacts(Kind.individual, SOMEBODY, status, **{**known, **facts})


def organisation(*working_groups: UUID, **facts: Any) -> HolderFacts:
    """An organisation with a live seat in each of these working groups."""
    seats = tuple(seat_in(group, SpaceType.working_group) for group in working_groups)
    return HolderFacts(Kind.institutional, SOMEBODY, **{"seats": seats, **facts})


def seat_in(
    space_id: UUID,
    space_type: SpaceType,
    starts_on: date = LONG_AGO,
    ends_on: date | None = None,
    due_on: date | None = None,
    term_exempt: bool = False,
) -> SeatFacts:
    return SeatFacts(space_id, space_type, starts_on, ends_on, due_on, term_exempt)


def codes(asked: SpaceFacts, holder: HolderFacts, door: Door, on: date = TODAY, **how: Any) -> list[str]:
    return [found.code.value for found in judge(RULES, asked, holder, door, on, **how)]


def linked(
    number: int, space_type: SpaceType = SpaceType.working_group, status: SpaceStatus = SpaceStatus.active
) -> LinkedSpace:
    return LinkedSpace(an_id(number), space_type, status)


_BUILT_ON: dict[SpaceType, dict[str, Any]] = {
    SpaceType.workstream: {"parent": linked(1)},
    SpaceType.collaborative: {"working_groups": (linked(1), linked(2))},
    SpaceType.reference_group: {"supports": (linked(1),)},
    SpaceType.language_community: {"language": "fr"},
}


def case(space_type: SpaceType, status: SpaceStatus | None, **changes: Any) -> TransitionFacts:
    """A space of this type with everything its next step asks for."""
    whole = TransitionFacts(
        space_type, f"The {space_type}", status, **_BUILT_ON.get(space_type, {}), approval_recorded=True
    )
    return replace(whole, closing_recorded=True, **changes)


def steps(facts: TransitionFacts, to: SpaceStatus, **why: Any) -> list[str]:
    found = judge_transition(RULES, facts, to, **why)
    assert_complete(found)
    return [one.code.value for one in found]


def assert_complete(found: tuple[Finding, ...]) -> None:
    for one in found:
        assert set(one.params) == set(CODES[one.code].params), one
        assert one.quote
