"""Which spaces set themselves plans, and who adopts these (S8, S18), as tables."""

from collections.abc import Mapping

from api.rules.enums import PlanKind, SpaceType

# S8: the Steering Group "sets goals and plans"; S18: working groups "agree priorities and implement work plans".
KINDS: Mapping[SpaceType, frozenset[PlanKind]] = {
    SpaceType.steering_group: frozenset(PlanKind),
    SpaceType.working_group: frozenset({PlanKind.work_plan}),
}

# S8, R17: the Steering Group adopts by a recorded decision; a working group in the meeting whose minutes are named.
BY_DECISION = frozenset({SpaceType.steering_group})
# S18: a work plan is of a mandate, says its priorities, and is one; the Steering Group has no mandates.
OF_A_MANDATE = frozenset({SpaceType.working_group})


def may_have(type_: SpaceType, kind: PlanKind) -> bool:
    return kind in KINDS.get(type_, frozenset())
