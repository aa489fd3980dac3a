"""Who may join what: the table of `who_may_join.md`, cell by cell. Its edges are in test_eligibility.py."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from api.rules.codes import CODES, Code
from api.rules.eligibility import judge
from api.rules.enums import Door, Kind, MemberStatus, Outcome, SpaceType
from api.rules.facts import HolderFacts, SpaceFacts

from .network import (
    EDUCATION_POLICY,
    FOURTH,
    RULES,
    STANDARDS,
    TODAY,
    codes,
    member,
    organisation,
    seat_in,
    space,
)

TABLE = Path(__file__).with_name("who_may_join.md").read_text("utf-8")
DOORS = (Door.application, Door.join, Door.invitation)
HOLDERS = {
    "active member": member(),
    "unconfirmed person": member(MemberStatus.unconfirmed),
    "outside expert": member(MemberStatus.external),
    "suspended member": member(MemberStatus.suspended),
    "partner organisation": organisation(is_partner=True),
    "organisation, no partner": organisation(),
    "organisation in Standards & Practice": organisation(STANDARDS, is_partner=True),
    "organisation in Working Group Four": organisation(FOURTH, is_partner=True),
    "organisation in Education Policy": organisation(EDUCATION_POLICY, is_partner=True),
}


def holder_called(name: str, asked: SpaceFacts) -> HolderFacts:
    if name in HOLDERS:
        return HOLDERS[name]
    seats_organisations = Kind.institutional in RULES.types[asked.type].kinds
    ready = organisation(STANDARDS, EDUCATION_POLICY) if seats_organisations else member()
    if name == "already seated":
        return replace(ready, seats=(*ready.seats, seat_in(asked.id, asked.type)))
    assert name == "application pending"
    return replace(ready, pending=frozenset({asked.id}))


def cells() -> Iterator[tuple[SpaceType, str, Door, list[str]]]:
    for section in TABLE.split("\n## ")[1:]:
        space_type = SpaceType(re.findall(r"^`(\w+)`$", section, re.MULTILINE)[0])
        for row in re.findall(r"^\| (.+) \|$", section, re.MULTILINE)[1:]:
            name, *answers = (cell.strip() for cell in row.split(" | "))
            for door, answer in zip(DOORS, answers, strict=True):
                yield space_type, name, door, re.findall(r"`(\w+)`", answer)


CELLS = list(cells())


# Individuals or institutions, by the space (S3); nobody from outside but by invitation to a reference group (S4, S28).
@pytest.mark.rule(
    "S3", "S4", "S13", "S15", "S22", "S26", "S27", "S28", "S31", "S32", "S37", "S39", "R1", "R8", "R9"
)
@pytest.mark.parametrize(
    ("space_type", "name", "door", "expected"),
    CELLS,
    ids=[f"{cell[0]}: {cell[1]}: {cell[2]}" for cell in CELLS],
)
def test_the_table_says_who_may_join(
    space_type: SpaceType, name: str, door: Door, expected: list[str]
) -> None:
    asked = space(space_type)
    assert codes(asked, holder_called(name, asked), door) == expected


def test_the_table_has_every_type_holder_and_door_once() -> None:
    asked = [cell[:3] for cell in CELLS]
    assert len(asked) == len(set(asked)) == 8 * 11 * 3
    assert {cell[0] for cell in asked} == set(SpaceType)
    empty = [row for row in TABLE.splitlines() if re.search(r"\|\s*\|", row)]
    assert not empty, "a cell says ✓ or gives codes"


def test_every_finding_of_the_table_brings_the_params_its_code_promises_in_the_order_of_the_codes() -> None:
    order = list(Code)
    for space_type, name, door, _ in CELLS:
        asked = space(space_type)
        found = judge(RULES, asked, holder_called(name, asked), door, TODAY)
        for one in found:
            assert one.outcome is Outcome.fail  # none of them is a warning
            assert set(one.params) == set(CODES[one.code].params), one
            assert one.quote
        assert [one.code for one in found] == sorted((one.code for one in found), key=order.index)
