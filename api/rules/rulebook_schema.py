"""What a rulebook file may say: its sections, their keys, the words each key takes. Read whole or not at all."""

from __future__ import annotations

import enum
from collections.abc import Callable, Mapping
from collections.abc import Set as AbstractSet
from datetime import date
from typing import Any, NamedTuple

from api.rules.enums import (
    Admission,
    Approver,
    Decider,
    Door,
    EndReason,
    Kind,
    LeaderRole,
    MemberStatus,
    Proposer,
    SpaceType,
)
from api.rules.sentences import SOURCES


class RulebookError(Exception):
    """A rulebook that cannot be used: names the file, the key in it, and the reason."""

    def __init__(self, file: str, key: str, reason: str) -> None:
        super().__init__(f"{file}: {key}: {reason}")
        self.file = file
        self.key = key
        self.reason = reason


class SeatIn(enum.StrEnum):
    """Where an organisation must already hold a seat."""

    parent = "parent"
    linked = "linked"


type_error = "expected {}, found {!r}".format
Check = Callable[[Any], str | None]


def flag(value: Any) -> str | None:
    return None if isinstance(value, bool) else type_error("true or false", value)


def always_true(value: Any) -> str | None:
    return None if value is True else type_error("true (leave the line out otherwise)", value)


def number(value: Any) -> str | None:
    whole = isinstance(value, int) and not isinstance(value, bool) and value > 0
    return None if whole else type_error("a whole number above 0", value)


def words(value: Any) -> str | None:
    return None if isinstance(value, str) and value.strip() else type_error("words", value)


def day(value: Any) -> str | None:
    return None if type(value) is date else type_error("a day such as 2010-01-01", value)


def source(value: Any) -> str | None:
    known = isinstance(value, str) and value in SOURCES
    return None if known else type_error("a sentence S1 to S40 or a ruling R1 to R33", value)


def one_of(choices: type[enum.StrEnum]) -> Check:
    def check(value: Any) -> str | None:
        known = isinstance(value, str) and value in list(choices)
        return None if known else type_error("one of " + ", ".join(choices), value)

    return check


def some_of(choices: type[enum.StrEnum]) -> Check:
    one = one_of(choices)

    def check(value: Any) -> str | None:
        if not isinstance(value, list):
            return type_error("a list", value)
        if any(value.count(word) > 1 for word in value):
            return type_error("each word once", value)
        return next((reason for word in value if (reason := one(word))), None)

    return check


class Line(NamedTuple):
    """One line of a section: its keys beside `source`."""

    keys: Mapping[str, Check]
    required: bool = False
    optional: frozenset[str] = frozenset()


_TICK = Line({"value": flag}, required=True)

PUBLISHED: Mapping[str, Line] = {
    "institutional_membership": _TICK,
    "individual_membership": _TICK,
    "open_to_wg_members_only": _TICK,
    "open_to_all_members": _TICK,
    "application_needed": _TICK,
    "average_members": Line(
        {"min": number, "max": number, "unlimited": always_true},
        required=True,
        optional=frozenset({"min", "max", "unlimited"}),
    ),
    "duration": Line({"value": words}, required=True),
}

ENFORCED: Mapping[str, Line] = {
    "kinds": Line({"allowed": some_of(Kind)}, required=True),
    "doors": Line({"open": some_of(Door)}, required=True),
    "admission": Line({"always": one_of(Admission)}),
    "members": Line({"status": some_of(MemberStatus)}),
    "invitation": Line({"status": some_of(MemberStatus)}),
    "deciders": Line({"who": some_of(Decider)}, required=True),
    "leaders": Line({"roles": some_of(LeaderRole)}, required=True),
    "approval": Line({"by": one_of(Approver)}, required=True),
    "proposal": Line({"by": some_of(Proposer)}, required=True),
    "parent": Line({"type": one_of(SpaceType)}),
    "working_groups": Line({"min": number}),
    "supports": Line({"min": number}),
    "language": Line({"one_community_each": always_true}),
    "single": Line({"only_one": always_true}),
    "hosting": Line({"by_a_partner": always_true}),
    "seat_required": Line({"in": one_of(SeatIn)}),
    "mandate": Line({"years": number}),
    "period": Line({"years": number, "ends_with_parent": flag}),
    "term": Line(
        {"years": number, "max_consecutive_years": number, "break_days": number},
        optional=frozenset({"break_days"}),
    ),
    "seats_end_with": Line({"reasons": some_of(EndReason)}),
    "ends": Line(
        {"reasons": some_of(EndReason), "by_decision": flag},
        required=True,
        optional=frozenset({"by_decision"}),
    ),
    "meetings": Line({"every_months": number}),
}


def check_keys(
    file: str, where: str, found: Any, allowed: Mapping[str, Any], required: AbstractSet[str]
) -> None:
    """A table with exactly these keys, or a RulebookError that names the odd one."""
    if not isinstance(found, dict):
        raise RulebookError(file, where, type_error("a table", found))
    prefix = f"{where}." if where else ""
    for key in found:
        if key not in allowed:
            raise RulebookError(
                file, f"{prefix}{key}", "unknown word; known are " + ", ".join(sorted(allowed))
            )
    for key in sorted(required - found.keys()):
        raise RulebookError(file, f"{prefix}{key}", "missing")


def check_value(file: str, where: str, value: Any, check: Check) -> None:
    if reason := check(value):
        raise RulebookError(file, where, reason)


def check_section(file: str, where: str, found: Any, lines: Mapping[str, Line]) -> None:
    check_keys(file, where, found, lines, frozenset(key for key, line in lines.items() if line.required))
    for name, content in found.items():
        line = lines[name]
        keys = {**line.keys, "source": source}
        check_keys(file, f"{where}.{name}", content, keys, keys.keys() - line.optional)
        for key, value in content.items():
            check_value(file, f"{where}.{name}.{key}", value, keys[key])
