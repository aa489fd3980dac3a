"""What may be done to the time a space works under: a later due day, the next mandate, an end without one (R5, R20, R21)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from api.rules.codes import Code
from api.rules.enums import SpaceStatus
from api.rules.findings import Finding
from api.rules.rulebook_types import TypeRule


@dataclass(frozen=True, slots=True)
class Lasting:
    """A space and the time it works under, on the day somebody wants to change it.

    `due_on` is None where nothing runs that could be changed. `latest_on` is the parent's due day, for a workstream.
    `decided`: an approving decision of the Steering Group on this very act, taken since that time began (R17).
    """

    name: str
    status: SpaceStatus
    on: date
    due_on: date | None = None
    latest_on: date | None = None
    decided: bool = False


def judge_extension(rule: TypeRule, space: Lasting, due_on: date) -> tuple[Finding, ...]:
    """A later due day for a working group's mandate or a workstream; for the latter never beyond its parent's (R5)."""
    found = []
    lasts = rule.has_mandates or rule.lasting.period_years is not None
    if not lasts or space.due_on is None or space.status is not SpaceStatus.active:
        found.append(_not_open(space))
    found += _undecided(space)
    too_late = space.latest_on is not None and due_on > space.latest_on
    if space.due_on is not None and (due_on <= space.due_on or too_late):
        source = "R5" if too_late else None
        params = {"space": space.name, "due_on": space.due_on.isoformat()}
        found.append(Finding.refused(Code.due_day_not_later, params, source))
    return tuple(found)


def judge_next_mandate(rule: TypeRule, space: Lasting) -> tuple[Finding, ...]:
    """The Steering Group lets an active working group begin its next mandate (R21)."""
    gone = not rule.has_mandates or space.status is not SpaceStatus.active
    return (*([_not_open(space)] if gone else []), *_undecided(space))


def judge_mandate_end(rule: TypeRule, space: Lasting) -> tuple[Finding, ...]:
    """A mandate closes only by a recorded decision, and once (R20)."""
    over = space.due_on is None or space.status is not SpaceStatus.active
    closed = Finding.refused(Code.transition_not_allowed, {"from": "ended", "to": "ended"}, "R20")
    return (*_undecided(space), *([closed] if over else []))


def _not_open(space: Lasting) -> Finding:
    return Finding.refused(Code.space_not_open, {"space": space.name, "day": space.on.isoformat()}, "R20")


def _undecided(space: Lasting) -> list[Finding]:
    if space.decided:
        return []
    return [Finding.refused(Code.steering_group_approval_missing, {"space": space.name}, "R20")]
