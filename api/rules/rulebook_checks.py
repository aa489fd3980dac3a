"""Whether a rulebook agrees with itself: each published tick with the enforced rule beside it, and rule with rule."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from api.rules.enums import Door, Kind, SpaceClass, SpaceType

Contradiction = tuple[str, str]


def contradictions(space_type: SpaceType, content: Mapping[str, Any]) -> Iterator[Contradiction]:
    """(key, reason) of each place where the type's lines cannot all be true."""
    rules: Mapping[str, Any] = content["enforced"]
    if content["class"] == SpaceClass.governance:
        if "published" in content:
            yield "published", "a governance type has no column in the cheat sheet"
    elif "published" not in content:
        yield "published", "missing: the cheat sheet has a column for this type"
    else:
        yield from _ticks(space_type, content["published"], rules)
        yield from _figures(content["published"], rules)
    yield from _lines(rules)


def _ticks(
    space_type: SpaceType, ticks: Mapping[str, Any], rules: Mapping[str, Any]
) -> Iterator[Contradiction]:
    # R1: on the working group itself the tick says that taking part is for its members; it is enforced nowhere.
    reserved = "seat_required" in rules or space_type is SpaceType.working_group
    enforced = {
        "institutional_membership": Kind.institutional in rules["kinds"]["allowed"],
        "individual_membership": Kind.individual in rules["kinds"]["allowed"],
        "open_to_wg_members_only": reserved,
        "open_to_all_members": not reserved,
        "application_needed": Door.application in rules["doors"]["open"],
    }
    for tick, rule in enforced.items():
        if ticks[tick]["value"] is not rule:
            yield f"published.{tick}.value", "the enforced rules below say the opposite"


def _figures(lines: Mapping[str, Any], rules: Mapping[str, Any]) -> Iterator[Contradiction]:
    band = lines["average_members"].keys() - {"source"}
    if band not in ({"min", "max"}, {"unlimited"}):
        yield "published.average_members", "say min and max, or unlimited = true"
    elif "min" in band and lines["average_members"]["min"] > lines["average_members"]["max"]:
        yield "published.average_members", "min is above max"
    years = next((rules[name]["years"] for name in ("mandate", "period") if name in rules), None)
    if years is not None and lines["duration"]["value"] != f"{years} years":
        yield "published.duration.value", f"the enforced rules below say {years} years"


def _lines(rules: Mapping[str, Any]) -> Iterator[Contradiction]:
    needs = {
        "members": Kind.individual in rules["kinds"]["allowed"],
        "invitation": Door.invitation in rules["doors"]["open"],
    }
    for name, needed in needs.items():
        if needed and name not in rules:
            yield f"enforced.{name}", "missing: the kinds and doors above need it"
        elif name in rules and not needed:
            yield f"enforced.{name}", "says something about a kind or a door that is not above"
    for name in ("kinds.allowed", "doors.open"):
        section, key = name.split(".")
        if not rules[section][key]:
            yield f"enforced.{name}", "empty: nobody could ever hold a seat"
    seat = rules.get("seat_required", {}).get("in")
    if (seat == "parent" and "parent" not in rules) or (seat == "linked" and "working_groups" not in rules):
        yield "enforced.seat_required.in", "the type has no such space to hold a seat in"
    if "mandate" in rules and "period" in rules:
        yield "enforced.period", "a type has mandates or a period of its own, not both"
    if "term" in rules and rules["term"]["max_consecutive_years"] < rules["term"]["years"]:
        yield "enforced.term.max_consecutive_years", "shorter than one term"
