"""How spaces and applications move from one status to the next, as tables, and when what they last is due."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from api.rules.codes import Code
from api.rules.enums import ApplicationStatus, Approver, EndReason, SpaceStatus, SpaceType
from api.rules.facts import LinkedSpace, TransitionFacts
from api.rules.findings import Finding
from api.rules.rulebook import Rulebook
from api.rules.rulebook_types import TypeRule

OVER = frozenset({SpaceStatus.disbanded, SpaceStatus.rejected})


def add_years(day: date, years: int) -> date:
    """Calendar years; 29 February becomes 28 February where there is none (R20)."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return day.replace(year=day.year + years, day=28)


def add_months(day: date, months: int) -> date:
    """Calendar months; the last day of a month where that has no such day."""
    whole = day.month - 1 + months
    year, month = day.year + whole // 12, whole % 12 + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))


def workstream_due_on(starts_on: date, parent_due_on: date | None, years: int = 3) -> date:
    """Its own years or its parent's due day, whichever is first (R5)."""
    own = add_years(starts_on, years)
    return own if parent_due_on is None else min(own, parent_due_on)


@dataclass(frozen=True, slots=True)
class _Case:
    """One transition being judged: what the guards look at."""

    rule: TypeRule
    facts: TransitionFacts
    to: SpaceStatus
    reason: str | None = None
    end_reason: EndReason | None = None

    def refuse(self, code: Code, line: str | None = None, **params: Any) -> Finding:
        source = self.rule.sources.get(line) if line else None
        return Finding.refused(code, {"space": self.facts.name, **params}, source)


Guard = Callable[[_Case], Iterator[Finding]]


def _fits_type(case: _Case) -> Iterator[Finding]:
    """Nothing that spaces of this type are not built on."""
    structure, facts = case.rule.structure, case.facts
    given = {
        "parent_id": (facts.parent is not None, structure.parent_type is not None),
        "working_group_ids": (bool(facts.working_groups), structure.working_groups_min > 0),
        "supports_ids": (bool(facts.supports), structure.supports_min > 0),
        "language": (facts.language is not None, structure.needs_language),
    }
    for field, (present, allowed) in given.items():
        if present and not allowed:
            yield case.refuse(Code.structure_not_allowed, field=field)
    if structure.working_groups_min and any(
        group.type != SpaceType.working_group for group in facts.working_groups
    ):
        yield case.refuse(Code.structure_not_allowed, "working_groups", field="working_group_ids")


def _only_one(case: _Case) -> Iterator[Finding]:
    if case.rule.structure.only_one and case.facts.others_of_type:
        yield case.refuse(Code.only_one_allowed, "single", type=case.facts.type)


def _has_parent(case: _Case) -> Iterator[Finding]:
    """Exactly one working group, and a live one once the space starts work (S19)."""
    parent_type, parent = case.rule.structure.parent_type, case.facts.parent
    if parent_type is not None and (
        parent is None or parent.type != parent_type or not _stands(parent, case.to)
    ):
        yield case.refuse(Code.parent_working_group_required, "parent")


def _stands(space: LinkedSpace, to: SpaceStatus) -> bool:
    """A space that is to be active needs active ground; until then, ground that may still become so."""
    return space.status == SpaceStatus.active if to == SpaceStatus.active else space.status not in OVER


def _has_two_groups(case: _Case) -> Iterator[Finding]:
    needed = case.rule.structure.working_groups_min
    groups = (group for group in case.facts.working_groups if group.type == SpaceType.working_group)
    linked = len({group.id for group in groups if group.status == SpaceStatus.active})
    if linked < needed:
        yield case.refuse(Code.two_working_groups_required, "working_groups", needed=needed, linked=linked)


def _supports_another(case: _Case) -> Iterator[Finding]:
    live = {space.id for space in case.facts.supports if _stands(space, case.to)}
    if len(live) < case.rule.structure.supports_min:
        yield case.refuse(Code.supported_space_required, "supports")


def _has_language(case: _Case) -> Iterator[Finding]:
    if not case.rule.structure.needs_language:
        return
    if not case.facts.language:
        yield case.refuse(Code.language_required, "language")
    elif case.facts.language_taken:
        yield case.refuse(Code.language_taken, "language", language=case.facts.language)


def _is_approved(case: _Case) -> Iterator[Finding]:
    """A collective decision on record, where the Steering Group approves (S9, R17)."""
    if case.rule.approver is Approver.steering_group and not case.facts.approval_recorded:
        yield case.refuse(Code.steering_group_approval_missing, "approval")


def _stays_approved(case: _Case) -> Iterator[Finding]:
    """The Steering Group's last word on the space is not no (R17)."""
    if case.rule.approver is Approver.steering_group and case.facts.approval_withdrawn:
        yield case.refuse(Code.steering_group_approval_missing, "approval")


def _has_reason(case: _Case) -> Iterator[Finding]:
    if not (case.reason and case.reason.strip()):
        yield Finding.refused(Code.reason_required)


def _ends_for_a_reason(case: _Case) -> Iterator[Finding]:
    """One of the type's own end reasons, and what that reason asks (R10, R11, R20)."""
    allowed, chosen = case.rule.lasting.end_reasons, end_reason_for(case.rule, case.end_reason)
    if chosen is None or (case.end_reason is None and not (case.reason and case.reason.strip())):
        yield Finding.refused(Code.reason_required)
    elif chosen not in allowed:
        yield case.refuse(Code.end_reason_not_allowed, "ends", end_reason=chosen, allowed=" · ".join(allowed))
    if chosen is EndReason.tasks_completed and chosen in allowed and case.facts.open_tasks:
        yield case.refuse(Code.open_tasks_remain, open_tasks=case.facts.open_tasks)
    if case.rule.lasting.ends_by_decision and not case.facts.closing_recorded:
        yield case.refuse(Code.steering_group_approval_missing, "ends")


def end_reason_for(rule: TypeRule, asked: EndReason | None) -> EndReason | None:
    """What was asked for; where nothing was and a type knows one way to end, that one."""
    reasons = rule.lasting.end_reasons
    return asked if asked is not None or len(reasons) != 1 else reasons[0]


_STRUCTURE: tuple[Guard, ...] = (_fits_type, _only_one, _has_parent, _supports_another, _has_language)

# From which status to which, and what must hold. What is not here cannot happen; `None` is before the space exists.
TRANSITIONS: Mapping[tuple[SpaceStatus | None, SpaceStatus], tuple[Guard, ...]] = {
    (None, SpaceStatus.proposed): _STRUCTURE,
    (SpaceStatus.proposed, SpaceStatus.approved): (*_STRUCTURE, _is_approved),
    (SpaceStatus.proposed, SpaceStatus.rejected): (_has_reason,),
    (SpaceStatus.approved, SpaceStatus.active): (*_STRUCTURE, _has_two_groups, _stays_approved),
    (SpaceStatus.approved, SpaceStatus.rejected): (_has_reason,),
    (SpaceStatus.active, SpaceStatus.disbanded): (_ends_for_a_reason,),
}

_ORDER = {code: place for place, code in enumerate(Code)}


def judge_transition(
    rulebook: Rulebook,
    facts: TransitionFacts,
    to: SpaceStatus,
    *,
    reason: str | None = None,
    end_reason: EndReason | None = None,
) -> tuple[Finding, ...]:
    """All findings about a space's step to `to`; creating it is the step to `proposed`."""
    rule = rulebook.types[facts.type]
    guards = TRANSITIONS.get((facts.status, to))
    permanent = to == SpaceStatus.disbanded and not rule.lasting.end_reasons
    if guards is None or permanent:
        source = rule.sources["ends"] if permanent else None
        return (Finding.refused(Code.transition_not_allowed, {"from": facts.status, "to": to}, source),)
    case = _Case(rule, facts, to, reason, end_reason)
    return _ask(guards, case)


def judge_structure(rulebook: Rulebook, facts: TransitionFacts) -> tuple[Finding, ...]:
    """For a space as it would stand after an edit of what it is built on; ask for no other edit.

    What has lost its ground since, as a collaborative whose working group closed (R22), may still be edited.
    """
    rule, to = rulebook.types[facts.type], facts.status or SpaceStatus.proposed
    guards = (*_STRUCTURE, _has_two_groups) if to == SpaceStatus.active else _STRUCTURE
    return _ask(guards, _Case(rule, facts, to))


def judge_new_type(rulebook: Rulebook, facts: TransitionFacts) -> tuple[Finding, ...]:
    """For an active space as it would stand as one of `facts.type`: all that its type asks of a space at work, and the
    Steering Group's approval where it approves such spaces (S9)."""
    guards = (*_STRUCTURE, _has_two_groups, _is_approved)
    return _ask(guards, _Case(rulebook.types[facts.type], facts, SpaceStatus.active))


def _ask(guards: Iterable[Guard], case: _Case) -> tuple[Finding, ...]:
    found = [found for guard in guards for found in guard(case)]
    return tuple(sorted(found, key=lambda one: _ORDER[one.code]))


_OPEN_TO = frozenset(
    {
        ApplicationStatus.accepted,
        ApplicationStatus.declined,
        ApplicationStatus.withdrawn,
        ApplicationStatus.lapsed,
    }
)

APPLICATION_TRANSITIONS: Mapping[ApplicationStatus, frozenset[ApplicationStatus]] = {
    ApplicationStatus.submitted: _OPEN_TO | {ApplicationStatus.under_review},
    ApplicationStatus.under_review: _OPEN_TO,
    ApplicationStatus.accepted: frozenset(),
    ApplicationStatus.declined: frozenset(),
    ApplicationStatus.withdrawn: frozenset(),
    ApplicationStatus.lapsed: frozenset(),
}

OPEN_APPLICATION = frozenset(status for status, onward in APPLICATION_TRANSITIONS.items() if onward)


def judge_application_step(
    current: ApplicationStatus, to: ApplicationStatus, *, reason: str | None = None
) -> tuple[Finding, ...]:
    """An application is declined only with a reason (R12), and decided once."""
    if to not in APPLICATION_TRANSITIONS[current]:
        return (Finding.refused(Code.transition_not_allowed, {"from": current, "to": to}, "R26"),)
    if to == ApplicationStatus.declined and not (reason and reason.strip()):
        return (Finding.refused(Code.reason_required),)
    return ()
