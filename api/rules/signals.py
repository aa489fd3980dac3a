"""What is worth telling about a space as it stands: warnings only, from the same facts as everything else."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from api.rules.codes import Code
from api.rules.eligibility import size_outside_band
from api.rules.enums import EndReason, SpaceStatus
from api.rules.facts import SpaceFacts
from api.rules.findings import Finding
from api.rules.lifecycle import add_months
from api.rules.rulebook_types import TypeRule
from api.rules.standing import StandingFacts

ENDING = timedelta(days=90)
QUIET = timedelta(days=365)  # after so long without a word, one asks whether the interest lasts (R10)

# What waits for whoever decides, and what one organisation or one task is about: not for everybody who looks.
FOR_INSIDERS = frozenset(
    {
        Code.applications_waiting,
        Code.proposal_waiting,
        Code.term_ending,
        Code.seniority_not_attested,
        Code.task_overdue,
    }
)
FOR_DECIDERS = frozenset({Code.applications_waiting, Code.proposal_waiting})

_ORDER = {code: place for place, code in enumerate(Code)}


@dataclass(frozen=True, slots=True)
class Signal:
    """A warning, and what in the space it is about. `due_on`: the day it is about; `since`: how long it has waited."""

    finding: Finding
    membership_id: UUID | None = None
    organisation_id: UUID | None = None
    task_id: UUID | None = None
    due_on: date | None = None
    since: date | None = None

    @property
    def code(self) -> Code:
        return self.finding.code

    def urgency(self, on: date) -> tuple[int, str, int]:
        """What is overdue first, then what falls due, then what waits longest, then the rest in the order of codes."""
        order = _ORDER[self.code]
        if self.due_on is not None:
            return int(self.due_on > on), self.due_on.isoformat(), order
        return (2, self.since.isoformat(), order) if self.since is not None else (3, "", order)


@dataclass(frozen=True, slots=True)
class _Case:
    """One space on one day: what the lines below look at."""

    rule: TypeRule
    space: SpaceFacts
    standing: StandingFacts
    on: date

    def warn(self, code: Code, line: str | None = None, **params: Any) -> Finding:
        source = self.rule.sources.get(line) if line else None
        return Finding.warned(code, {"space": self.space.name, **params}, source)


def of_space(rule: TypeRule, space: SpaceFacts, standing: StandingFacts, on: date) -> tuple[Signal, ...]:
    """Everything there is to tell, in the order of codes: of a proposal that it waits, of a space at work the rest."""
    case = _Case(rule, space, standing, on)
    lines: Iterable[Iterator[Signal]] = ()
    if space.status is SpaceStatus.proposed:
        lines = (_proposal(case),)
    elif space.status is SpaceStatus.active:
        lines = (
            _membership(case),
            _leading(case),
            _lasting(case),
            of_seats(space.name, standing, on),
            _tasks(case),
            _waiting(case),
        )
    return tuple(sorted((one for line in lines for one in line), key=lambda one: _ORDER[one.code]))


def of_seats(space: str, standing: StandingFacts, on: date) -> Iterator[Signal]:
    """What is to be told about single seats of the space of this name."""
    told = {
        Code.seat_without_representative: standing.unfilled,
        Code.seniority_not_attested: standing.unattested,
        Code.eligibility_lapsed: standing.lapsed,
    }
    for code, seats in told.items():
        for seat in seats:
            yield Signal(Finding.warned(code, {"space": space}), seat.id, seat.organisation_id)
    for seat in standing.terms:
        if seat.due_on is not None and on < seat.due_on <= on + ENDING:
            params = {"space": space, "due_on": seat.due_on.isoformat()}
            warning = Finding.warned(Code.term_ending, params)
            yield Signal(warning, seat.id, seat.organisation_id, due_on=seat.due_on)


def findings(signals: Iterable[Signal]) -> tuple[Finding, ...]:
    """What the space itself shows: that a seat has a gap is told once, however many have one."""
    told = {(one.code, *map(str, one.finding.params.values())): one.finding for one in signals}
    return tuple(told.values())


def _proposal(case: _Case) -> Iterator[Signal]:
    since = case.space.since
    if since is not None:
        yield Signal(case.warn(Code.proposal_waiting, since=since.isoformat()), since=since)


def _membership(case: _Case) -> Iterator[Signal]:
    """Size (R18), and what a collaborative is made of (R6, R22)."""
    band, space = case.rule.band, case.space
    if band is not None and not band.min <= space.seats_taken <= band.max:
        yield Signal(size_outside_band(band, space.name, space.seats_taken))
    if len(space.working_groups) > 1 and space.seats_taken > 1 and len(space.member_wgs) == 1:
        yield Signal(case.warn(Code.single_wg_only))
    if case.rule.structure.working_groups_min > sum(group.live for group in space.working_groups):
        yield Signal(case.warn(Code.eligibility_lapsed))


def _leading(case: _Case) -> Iterator[Signal]:
    if case.rule.leader_roles and not case.standing.leaders:
        yield Signal(case.warn(Code.no_leader, "leaders"))


def _lasting(case: _Case) -> Iterator[Signal]:
    """A mandate or period that ends (S16, R20); meetings (S18) and any sign of life."""
    mandate = case.space.mandate
    due_on = mandate.due_on if mandate else case.space.due_on
    if mandate and mandate.ends_on is not None and mandate.ends_on > case.on:
        due_on = mandate.ends_on  # decided already, sooner or later than it was due
    if due_on is not None and due_on <= case.on:
        yield Signal(case.warn(Code.mandate_expired, due_on=due_on.isoformat()), due_on=due_on)
    elif due_on is not None and due_on - case.on <= ENDING:
        yield Signal(case.warn(Code.mandate_ending, due_on=due_on.isoformat()), due_on=due_on)
    months, met_on = case.rule.meeting_months, case.standing.last_met_on
    if months is not None and met_on is not None and (due := add_months(met_on, months)) < case.on:
        yield Signal(case.warn(Code.meeting_overdue, "meetings", months=months), due_on=due)
    heard_on = case.standing.last_recorded_on
    if heard_on is not None and case.on - heard_on > QUIET:
        yield Signal(case.warn(Code.inactive), since=heard_on)


def _tasks(case: _Case) -> Iterator[Signal]:
    """Tasks whose day has passed; and when all are done, that the space may disband (R11)."""
    standing = case.standing
    by_tasks = EndReason.tasks_completed in case.rule.lasting.end_reasons
    if by_tasks and standing.done_tasks and not standing.open_tasks:
        yield Signal(case.warn(Code.ready_to_disband))
    for task in standing.overdue:
        warning = case.warn(Code.task_overdue, task=task.title, due_on=task.due_on.isoformat())
        yield Signal(warning, task_id=task.id, due_on=task.due_on)


def _waiting(case: _Case) -> Iterator[Signal]:
    standing = case.standing
    if standing.waiting and standing.waiting_since is not None:
        since = standing.waiting_since
        warning = case.warn(Code.applications_waiting, waiting=standing.waiting, since=since.isoformat())
        yield Signal(warning, since=since)
