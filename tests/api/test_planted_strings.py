"""Nobody reads anywhere what is above their class: every string of a person's is planted, and every answer searched."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from httpx import AsyncClient
from sqlalchemy import true

from api.rules import field_classes
from api.rules.field_classes import MEMBER, WHOLE, Viewer, When, shown
from api.rules.permissions import Role
from api.services import viewing
from tests import planted
from tests.cast import TWO_FACTORS, cast, leads, sits, speaks_for
from tests.factories import Build
from tests.harness import Api
from tests.planted import FIELDS, PLANTS, Garden, Plant, Seen

Case = tuple[str, frozenset[Viewer]]

# Each caller, and what they are to the person. Leaders decide, so they read what was written to them.
CASES: list[Case] = [
    ("public", frozenset()),
    ("a person", frozenset()),
    ("a member", frozenset({Viewer.network})),
    ("a steering representative", frozenset({Viewer.network})),
    ("a fellow", frozenset({Viewer.network, Viewer.fellow})),
    ("their facilitator", frozenset({Viewer.network, Viewer.fellow, Viewer.leader})),
    ("their leader", frozenset({Viewer.network, Viewer.fellow, Viewer.leader})),
    ("the leader they applied to", frozenset({Viewer.network, Viewer.leader})),
    ("the focal point where they work", frozenset({Viewer.network, Viewer.organisation})),
    ("the focal point for whom they sit", frozenset({Viewer.network})),
    ("the key where they work", frozenset({Viewer.organisation})),
    ("the key for which one sits", frozenset()),
    ("staff", frozenset({Viewer.staff})),
    ("an admin", frozenset({Viewer.staff})),
    ("a service client", frozenset({Viewer.staff})),
]
ROLES = {
    "a person": Role.person,
    "a member": Role.member,
    "a steering representative": Role.steering_representative,
    "staff": Role.staff,
    "an admin": Role.admin,
}


async def caller(api: Api, build: Build, who: str, garden: Garden) -> AsyncClient:
    if who in ROLES:
        role = ROLES[who]
        return await api.as_person(await cast(build, role), two_factors=role in TWO_FACTORS)
    keys = {
        "public": (Role.public, None),
        "a service client": (Role.service_client, None),
        "the key where they work": (Role.organisation_client, garden.body),
        "the key for which one sits": (Role.organisation_client, garden.filled[0]),
    }
    if who in keys:
        return await api.as_role(*keys[who])
    somebody = await build.member()
    match who:
        case "a fellow":
            await sits(build, somebody, garden.group)
        case "their facilitator":
            await leads(build, somebody, garden.community, Role.facilitator)
        case "their leader":
            await leads(build, somebody, garden.group)
        case "the leader they applied to":
            await leads(build, somebody, garden.applied_to)
        case "the focal point where they work":
            await speaks_for(build, somebody, garden.body)
        case "the focal point for whom they sit":
            for organisation in garden.filled:
                await speaks_for(build, somebody, organisation)
    return await api.as_person(somebody)


def allowed(kinds: frozenset[Viewer], plant: Plant, *, decides: bool = False) -> tuple[set[str], set[str]]:
    """The strings of a person's record that a caller reads who is all this to them, and those beside it."""
    fields = shown(kinds, dict.fromkeys(MEMBER, plant.opened), at_risk=plant.at_risk)
    close, known = bool(kinds & WHOLE), "full_name" in fields
    record = {field.replace("_", "") for field in FIELDS if field in fields} if known else set()
    if plant.at_risk and known and not close:
        record = record - {"fullname"} | {"pseudonym"}
    if known and "affiliations" in fields:
        record.add(planted.OF_WORK)
    if close:
        record |= {planted.OF_WORK_ELSEWHERE, planted.OF_CONSENT}
    beside: set[str] = set()
    if close or decides:
        beside |= planted.OF_APPLICATION
    if close:
        beside |= planted.OF_THEMSELVES
    return record, beside


def compared(seen: Seen, plant: Plant, record: set[str], beside: set[str]) -> list[str]:
    """What was read above the caller's class, and what of the record was not found though it may be read."""
    found = seen[plant.letter]
    above = [f"{plant}: {name} in {found[name]}" for name in found if name not in record | beside]
    return above + [f"{plant}: no {name}" for name in record if name not in found]


@pytest.mark.parametrize(("who", "kinds"), CASES, ids=[who for who, _ in CASES])
async def test_each_reads_what_is_theirs_to_read_and_no_other_string_anywhere(
    api: Api, build: Build, who: str, kinds: frozenset[Viewer]
) -> None:
    garden = await planted.planted(build)
    seen = await planted.found_by(await caller(api, build, who, garden), garden)
    for plant in PLANTS:
        record, beside = allowed(kinds, plant, decides=who == "the leader they applied to")
        assert compared(seen, plant, record, beside) == []
        assert beside <= seen[plant.letter].keys(), "searching finds what is there"


@pytest.mark.parametrize("place", range(len(PLANTS)))
async def test_each_of_them_reads_all_that_is_theirs(api: Api, build: Build, place: int) -> None:
    garden, own = await planted.planted(build), PLANTS[place]
    seen = await planted.found_by(await api.as_person(garden.people[place]), garden)
    for plant in PLANTS:
        kinds = frozenset({Viewer.self} if plant is own else {Viewer.network, Viewer.fellow})
        record, beside = allowed(kinds, plant)
        assert compared(seen, plant, record, beside) == []


def leak(patch: pytest.MonkeyPatch, field: str, **cells: Any) -> None:
    patch.setitem(MEMBER, field, replace(MEMBER[field], **cells))


FAULTS: dict[str, Callable[[pytest.MonkeyPatch], None]] = {
    "an address is shown to the network": lambda patch: leak(patch, "email", network=When.always),
    "a pseudonym is no secret": lambda patch: leak(patch, "pseudonym", network=When.always, at_risk=True),
    "a choice opens more than it says": lambda patch: leak(patch, "topics", network=When.if_space),
    "people at risk are called by their name": lambda patch: patch.setattr(
        field_classes, "name", lambda _viewers, full_name, *_, **__: full_name
    ),
    "whoever may see somebody may see anybody": lambda patch: patch.setattr(
        viewing, "holds", lambda _by: {Viewer.leader: true()}
    ),
}


@pytest.mark.parametrize("fault", FAULTS)
async def test_a_planted_fault_is_found(
    api: Api, build: Build, monkeypatch: pytest.MonkeyPatch, fault: str
) -> None:
    who, kinds = "the focal point where they work", frozenset({Viewer.network, Viewer.organisation})
    expected = {plant: allowed(kinds, plant) for plant in PLANTS}
    garden = await planted.planted(build)
    client = await caller(api, build, who, garden)
    FAULTS[fault](monkeypatch)
    seen = await planted.found_by(client, garden, under="/v1/members")
    assert any(compared(seen, plant, *expected[plant]) for plant in PLANTS)
