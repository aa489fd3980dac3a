"""How a space comes to be: from which status to which, and what it must be built on."""

from __future__ import annotations

from dataclasses import replace
from itertools import product

import pytest

from api.rules.codes import Code
from api.rules.enums import EndReason, SpaceStatus, SpaceType
from api.rules.facts import LinkedSpace
from api.rules.lifecycle import (
    TRANSITIONS,
    judge_structure,
    judge_transition,
)

from .network import RULES, case, linked, steps

PROPOSED, APPROVED, ACTIVE = SpaceStatus.proposed, SpaceStatus.approved, SpaceStatus.active
DISBANDED, REJECTED = SpaceStatus.disbanded, SpaceStatus.rejected


class TestTheTable:
    @pytest.mark.rule("R11")
    def test_what_is_not_in_the_table_cannot_happen(self) -> None:
        allowed = {
            (None, PROPOSED),
            (PROPOSED, APPROVED),
            (PROPOSED, REJECTED),
            (APPROVED, ACTIVE),
            (APPROVED, REJECTED),
            (ACTIVE, DISBANDED),
        }
        assert set(TRANSITIONS) == allowed
        for begins, to in product([None, *SpaceStatus], SpaceStatus):
            facts = case(SpaceType.task_team, begins)
            found = steps(facts, to, reason="agreed", end_reason=EndReason.tasks_completed)
            assert found == ([] if (begins, to) in allowed else ["transition_not_allowed"]), (begins, to)

    @pytest.mark.parametrize("space_type", SpaceType)
    def test_a_space_with_all_it_needs_comes_to_life(self, space_type: SpaceType) -> None:
        for begins, to in ((None, PROPOSED), (PROPOSED, APPROVED), (APPROVED, ACTIVE)):
            assert steps(case(space_type, begins), to) == []


class TestBuilding:
    @pytest.mark.rule("S9")
    def test_the_steering_group_approves_working_groups_and_task_teams_only(self) -> None:
        asked = {
            kind
            for kind in SpaceType
            if steps(case(kind, PROPOSED, approval_recorded=False), APPROVED)
            == ["steering_group_approval_missing"]
        }
        assert asked == {"working_group", "task_team"}

    @pytest.mark.rule("R6")
    @pytest.mark.parametrize(
        ("groups", "expected"),
        [
            ((), ["two_working_groups_required"]),
            ((linked(1),), ["two_working_groups_required"]),
            ((linked(1), linked(1)), ["two_working_groups_required"]),
            ((linked(1), linked(2, status=DISBANDED)), ["two_working_groups_required"]),
            ((linked(1), linked(2)), []),
            ((linked(1), linked(2), linked(3, SpaceType.task_team)), ["structure_not_allowed"]),
        ],
    )
    def test_a_collaborative_starts_work_with_two_live_working_groups(
        self, groups: tuple[LinkedSpace, ...], expected: list[str]
    ) -> None:
        assert steps(case(SpaceType.collaborative, APPROVED, working_groups=groups), ACTIVE) == expected

    def test_a_collaborative_may_be_proposed_before_its_groups_are_known(self) -> None:
        assert steps(case(SpaceType.collaborative, None, working_groups=()), PROPOSED) == []

    @pytest.mark.rule("S19")
    @pytest.mark.parametrize(
        ("parent", "at_proposal", "at_start"),
        [
            (None, False, False),
            (linked(1), True, True),
            (linked(1, status=APPROVED), True, False),
            (linked(1, status=DISBANDED), False, False),
            (linked(1, SpaceType.collaborative), False, False),
        ],
    )
    def test_a_workstream_belongs_to_one_live_working_group(
        self, parent: LinkedSpace | None, at_proposal: bool, at_start: bool
    ) -> None:
        refused = ["parent_working_group_required"]
        assert steps(case(SpaceType.workstream, None, parent=parent), PROPOSED) == (
            [] if at_proposal else refused
        )
        assert steps(case(SpaceType.workstream, APPROVED, parent=parent), ACTIVE) == (
            [] if at_start else refused
        )

    @pytest.mark.rule("S25")
    @pytest.mark.parametrize(
        ("supports", "expected"),
        [
            ((), ["supported_space_required"]),
            ((linked(1, status=DISBANDED),), ["supported_space_required"]),
            ((linked(1, SpaceType.task_team),), []),
        ],
    )
    def test_a_reference_group_supports_another_space(
        self, supports: tuple[LinkedSpace, ...], expected: list[str]
    ) -> None:
        for begins, to in ((None, PROPOSED), (APPROVED, ACTIVE)):
            assert steps(case(SpaceType.reference_group, begins, supports=supports), to) == expected

    @pytest.mark.rule("S35")
    def test_a_language_community_has_one_language_that_no_other_has(self) -> None:
        for begins, to in ((None, PROPOSED), (PROPOSED, APPROVED), (APPROVED, ACTIVE)):
            community = case(SpaceType.language_community, begins)
            assert steps(replace(community, language=None), to) == ["language_required"]
            assert steps(replace(community, language_taken=True), to) == ["language_taken"]

    @pytest.mark.rule("S6")
    def test_there_is_one_steering_group_and_one_secretariat(self) -> None:
        refused = {kind for kind in SpaceType if steps(case(kind, None, others_of_type=1), PROPOSED)}
        assert refused == {"steering_group", "secretariat"}

    def test_a_space_is_built_on_nothing_foreign_to_its_type(self) -> None:
        everything = {"parent": linked(1), "working_groups": (linked(1), linked(2)), "supports": (linked(1),)}
        own = {
            SpaceType.workstream: "parent_id",
            SpaceType.collaborative: "working_group_ids",
            SpaceType.reference_group: "supports_ids",
            SpaceType.language_community: "language",
        }
        for kind in SpaceType:
            found = judge_transition(RULES, case(kind, None, language="fr", **everything), PROPOSED)
            foreign = ["parent_id", "working_group_ids", "supports_ids", "language"]
            assert {one.code for one in found} == {Code.structure_not_allowed}
            assert [one.params["field"] for one in found] == [
                field for field in foreign if field != own.get(kind)
            ]

    @pytest.mark.rule("R22")
    def test_a_live_collaborative_keeps_two_groups_when_its_links_are_edited(self) -> None:
        found = judge_structure(RULES, case(SpaceType.collaborative, ACTIVE, working_groups=(linked(1),)))
        assert [one.code for one in found] == [Code.two_working_groups_required]
        assert judge_structure(RULES, case(SpaceType.collaborative, PROPOSED, working_groups=())) == ()
