"""What the demo spaces work on, read from work.toml: linkages, tasks and plans, all of them made up."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from api.demo.content import Decision, Linkage, Seat, SpacePlan, Task
from api.demo.days import months_before
from api.demo.files import read
from api.demo.network import Network
from api.rules.enums import DecisionSubject, LinkageKind, PlanKind, RepresentativeRole, TaskStatus

AGREED_AFTER = timedelta(days=60)  # a working group's first meeting of the mandate


@dataclass(frozen=True, slots=True)
class Work:
    linkages: tuple[Linkage, ...]
    tasks: tuple[Task, ...]
    plans: tuple[SpacePlan, ...]


def work(today: date, network: Network, seats: Sequence[Seat]) -> Work:
    told = read("work.toml")
    return Work(
        linkages=tuple(_linkage(entry, today) for entry in told["linkage"]),
        tasks=tuple(_task(entry, today, seats) for entry in told["task"]),
        plans=tuple(_plan(entry, today, network) for entry in told["plan"]),
    )


def _day(entry: dict[str, Any], name: str, today: date) -> date | None:
    return months_before(today, entry[name]) if name in entry else None


def _linkage(entry: dict[str, Any], today: date) -> Linkage:
    return Linkage(
        from_space=entry["from"],
        to_space=entry["to"],
        kind=LinkageKind(entry["kind"]),
        purpose=entry["purpose"],
        starts_on=months_before(today, entry["started"]),
        ends_on=_day(entry, "ended", today),
    )


def _task(entry: dict[str, Any], today: date, seats: Sequence[Seat]) -> Task:
    status = next((one for one in (TaskStatus.done, TaskStatus.dropped) if one in entry), TaskStatus.open)
    return Task(
        space=entry["space"],
        title=entry["title"],
        starts_on=months_before(today, entry["begun"]),
        due_on=_day(entry, "due", today),
        status=status,
        closed_on=_day(entry, status, today),
        owner=_sitting(entry["space"], today, seats)[entry["owner"]] if "owner" in entry else None,
    )


def _sitting(space: str, today: date, seats: Sequence[Seat]) -> list[str]:
    """Whoever sits in the space today or fills a seat there, those who took it first before the others."""
    there = [seat for seat in seats if seat.space == space and seat.live_on(today)]
    people = []
    for seat in sorted(there, key=lambda seat: (seat.starts_on, seat.holder)):
        filled = [
            one.member
            for one in seat.representatives
            if one.role is RepresentativeRole.primary and one.agreed_on is not None and one.ends_on is None
        ]
        people += filled if seat.representatives else [seat.holder]
    return people


def _plan(entry: dict[str, Any], today: date, network: Network) -> SpacePlan:
    """The Steering Group's is adopted by its decision, a working group's in its own meeting."""
    mandate = network[entry["space"]].mandate
    decided_on = _day(entry, "decided", today)
    starts_on = mandate.starts_on if mandate else months_before(today, entry["drafted"])
    adopted_on = mandate.starts_on + AGREED_AFTER if mandate else decided_on
    return SpacePlan(
        space=entry["space"],
        kind=PlanKind(entry["kind"]),
        title=entry["title"],
        priorities=tuple(entry["priorities"]),
        starts_on=starts_on,
        mandate=mandate,
        adopted_on=adopted_on,
        decision=_decision(entry, decided_on) if decided_on else None,
        minutes_reference=f"Demo minutes {adopted_on:%Y-%m}, work plan" if mandate else None,
    )


def _decision(entry: dict[str, Any], decided_on: date) -> Decision:
    subject = DecisionSubject.plan
    return Decision(subject, entry["space"], decided_on, f"Demo minutes {decided_on:%Y-%m}, {subject}")
