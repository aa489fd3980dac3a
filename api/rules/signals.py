"""What is worth telling about a space as it stands: warnings only, from the same facts as everything else."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from api.rules.codes import Code
from api.rules.eligibility import size_outside_band
from api.rules.enums import SpaceStatus
from api.rules.facts import SpaceFacts
from api.rules.findings import Finding
from api.rules.rulebook_types import TypeRule

ENDING = timedelta(days=90)


def of_space(rule: TypeRule, space: SpaceFacts, on: date) -> tuple[Finding, ...]:
    """The warnings of an active space; one that is not active has none."""
    return tuple(_of_active(rule, space, on)) if space.status is SpaceStatus.active else ()


def _of_active(rule: TypeRule, space: SpaceFacts, on: date) -> Iterator[Finding]:
    band = rule.band
    if band is not None and not band.min <= space.seats_taken <= band.max:
        yield size_outside_band(band, space.name, space.seats_taken)
    if len(space.working_groups) > 1 and space.seats_taken > 1 and len(space.member_wgs) == 1:
        yield Finding.warned(Code.single_wg_only, {"space": space.name})
    if rule.structure.working_groups_min > sum(group.live for group in space.working_groups):
        yield Finding.warned(Code.eligibility_lapsed, {"space": space.name})
    due_on = space.mandate.due_on if space.mandate else space.due_on
    if due_on is not None and due_on <= on:
        yield Finding.warned(Code.mandate_expired, {"space": space.name, "due_on": due_on.isoformat()})
    elif due_on is not None and due_on - on <= ENDING:
        yield Finding.warned(Code.mandate_ending, {"space": space.name, "due_on": due_on.isoformat()})
