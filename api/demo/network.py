"""The spaces of the demo network, read from network.toml and dated back from `today`."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from api.demo.content import Call, Decision, Mandate, Space
from api.demo.days import months_before
from api.demo.files import read
from api.rules.enums import Admission, DecisionSubject, EndReason, SpaceStatus, SpaceType
from api.rules.lifecycle import add_years, workstream_due_on

MANDATE_YEARS = 3  # S16
STEERING_GROUP = "steering-group"
APPROVED_BY_STEERING_GROUP = (SpaceType.working_group, SpaceType.task_team)  # S9, R16
APPROVED_BEFORE = timedelta(days=30)
PROPOSED_BEFORE = timedelta(days=75)


@dataclass(frozen=True, slots=True)
class Network:
    """`spaces` are in an order in which each follows those that it is built on."""

    spaces: tuple[Space, ...]
    calls: tuple[Call, ...]

    def __getitem__(self, slug: str) -> Space:
        return next(space for space in self.spaces if space.slug == slug)


def network(today: date) -> Network:
    spaces: dict[str, Space] = {}
    for entry in read("network.toml")["space"]:
        spaces[entry["slug"]] = _space(entry, today, spaces)
    return Network(tuple(spaces.values()), _calls(today))


def _space(entry: dict[str, Any], today: date, known: dict[str, Space]) -> Space:
    starts_on = months_before(today, entry["started"])
    type_ = SpaceType(entry["type"])
    return Space(
        slug=entry["slug"],
        name=entry["name"],
        type=type_,
        purpose=entry["purpose"],
        sources=tuple(entry["sources"]),
        status=SpaceStatus.disbanded if "ended" in entry else SpaceStatus.active,
        proposed_on=starts_on - PROPOSED_BEFORE,
        approved_on=starts_on - APPROVED_BEFORE,
        starts_on=starts_on,
        ends_on=months_before(today, entry["ended"]) if "ended" in entry else None,
        due_on=_due_on(entry, starts_on, known),
        end_reason=EndReason(entry["end_reason"]) if "end_reason" in entry else None,
        parent=entry.get("parent"),
        language=entry.get("language"),
        working_groups=tuple(entry.get("working_groups", ())),
        supports=tuple(entry.get("supports", ())),
        links_are_demo=entry.get("links_are_demo", False),
        admission=Admission(entry.get("admission", Admission.standing)),
        seat_limit=entry.get("seat_limit"),
        mandates=_mandates(entry, today),
        approval=_approval(entry["slug"], type_, starts_on),
        demo=entry.get("demo", False),
    )


def _due_on(entry: dict[str, Any], starts_on: date, known: dict[str, Space]) -> date | None:
    """A workstream's own three years or the parent's end, whichever is first (R5)."""
    if "parent" not in entry:
        return None
    mandate = known[entry["parent"]].mandate
    return workstream_due_on(starts_on, mandate.due_on if mandate else None)


def _approval(slug: str, type_: SpaceType, starts_on: date) -> Decision | None:
    if type_ not in APPROVED_BY_STEERING_GROUP:
        return None
    return _decision(DecisionSubject.space, slug, starts_on - APPROVED_BEFORE)


def _mandates(entry: dict[str, Any], today: date) -> tuple[Mandate, ...]:
    """Each is closed the day the next begins; the last is the one in force."""
    starts = [months_before(today, months) for months in entry.get("mandates", ())]
    ends: list[date | None] = [*starts[1:], None]
    return tuple(
        Mandate(
            starts_on=starts_on,
            due_on=add_years(starts_on, MANDATE_YEARS),
            ends_on=ends_on,
            decision=_decision(DecisionSubject.mandate, entry["slug"], starts_on - APPROVED_BEFORE),
        )
        for starts_on, ends_on in zip(starts, ends, strict=False)
    )


def _decision(subject: DecisionSubject, slug: str, decided_on: date) -> Decision:
    return Decision(subject, slug, decided_on, f"Demo minutes {decided_on:%Y-%m}, {subject} {slug}")


def _calls(today: date) -> tuple[Call, ...]:
    """Each stays open until the terms it is for have begun, so that the seats are judged within it."""
    entry = read("network.toml")["calls"]
    calls = []
    for months in entry["terms"]:
        begins_on = months_before(today, months)
        title = f"Demo call: Steering Group terms from {begins_on:%Y-%m}"
        calls.append(
            Call(entry["space"], title, begins_on - timedelta(days=90), begins_on + timedelta(days=1))
        )
    return tuple(calls)
