"""What was previewed is what happens (R11, R22, R27), over random networks and every step the table knows.

Examples: 20 for each of the seven ways to step, 140 in all; a campaign of 3,500 is
`EXAMPLES=500 pytest -o faulthandler_timeout=0 tests/services/test_consequences.py`. Each builds a network of its own,
asks what a step would do, takes it, and compares every row there is with what it was before.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from httpx import AsyncClient
from hypothesis import event, given
from hypothesis import strategies as st
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from api.models import Application, Leader, Linkage, Membership, Space, StructuralLink, Task
from api.rules.enums import LeaderRole, LinkageKind, SpaceStatus, SpaceType
from tests.answers import good, refused
from tests.days import LONG_AGO, TODAY
from tests.examples import tried
from tests.factories import Build

STEPS = ["approved", "active", "rejected", "disbanded", "disbanded as lapsed", "type", "type with approval"]
NEW_TYPES = [kind for kind in SpaceType if kind not in (SpaceType.steering_group, SpaceType.secretariat)]


@dataclass(frozen=True)
class Case:
    """One random network: which organisations sit where, how far each space has come, and what is done to which."""

    streams: tuple[str, str, str]
    teams: tuple[str, str]
    group_seats: frozenset[tuple[int, int]]
    follows: frozenset[tuple[int, int]]
    collaborates: frozenset[tuple[int, int]]
    people: int
    applications: frozenset[int]
    tasks: frozenset[tuple[int, str]]
    linkages: frozenset[tuple[int, int]]
    leaders: frozenset[int]
    ahead: bool
    decided: bool
    which: int
    new_type: SpaceType


STATUS = st.sampled_from(["active", "active", "active", "proposed", "approved"])


def places(first: int, second: int, most: int) -> st.SearchStrategy[frozenset[tuple[int, int]]]:
    return st.frozensets(st.tuples(st.integers(0, first - 1), st.integers(0, second - 1)), max_size=most)


CASES = st.builds(
    Case,
    streams=st.tuples(STATUS, STATUS, STATUS),
    teams=st.tuples(STATUS, STATUS),
    group_seats=places(3, 4, 8),
    follows=places(3, 4, 6),
    collaborates=places(2, 4, 6),
    people=st.integers(0, 3),
    applications=st.frozensets(st.integers(0, 9), max_size=4),
    tasks=st.frozensets(st.tuples(st.integers(0, 9), st.sampled_from(["open", "done"])), max_size=4),
    linkages=places(10, 10, 4),
    leaders=st.frozensets(st.integers(0, 9), max_size=4),
    ahead=st.booleans(),
    decided=st.booleans(),
    which=st.integers(0, 9),
    new_type=st.sampled_from(NEW_TYPES),
)


class Network:
    """Three working groups with workstreams, two collaboratives over them, a reference group, and teams."""

    def __init__(self, build: Build, case: Case) -> None:
        self.build, self.case = build, case
        self.spaces: list[Space] = []

    async def make(self, step: str) -> Space:
        build, case = self.build, self.case
        groups = [await build.space() for _ in range(3)]
        streams = [
            await build.space("workstream", parent=groups[place % 2], status=status)
            for place, status in enumerate(case.streams)
        ]
        both = [
            await build.space("collaborative", working_groups=groups[:2]),
            await build.space("collaborative", working_groups=groups),
        ]
        experts = await build.space("reference_group", supports=[groups[0]], status=case.teams[0])
        team = await build.space("task_team", status=case.teams[1])
        self.spaces = [*groups, *streams, *both, experts, team]
        await self._seats(groups, streams, both, team)
        await self._rest()
        return (
            team if "lapsed" in step else self.spaces[case.which]
        )  # what else lapses is refused, and tested so

    async def _seats(
        self, groups: Sequence[Space], streams: Sequence[Space], both: Sequence[Space], team: Space
    ) -> None:
        organisations = [await self.build.organisation() for _ in range(4)]
        ends = TODAY + timedelta(days=30) if self.case.ahead else None
        seated = set()
        for place, who in sorted(self.case.group_seats):
            await self.build.seat(groups[place], organisations[who], ends_on=ends if who == 3 else None)
            seated.add((groups[place].id, who))
        for place, who in sorted(self.case.follows):
            stream = streams[place]
            if stream.status is SpaceStatus.active and (stream.parent_id, who) in seated and who != 3:
                await self.build.seat(stream, organisations[who])
        for place, who in sorted(self.case.collaborates):
            linked = groups[:2] if place == 0 else groups
            if any((group.id, who) in seated for group in linked):
                await self.build.seat(both[place], organisations[who])
        for _ in range(self.case.people if team.status is SpaceStatus.active else 0):
            await self.build.seat(team, await self.build.member())

    async def _rest(self) -> None:
        build, case = self.build, self.case
        for place in sorted(case.applications):
            space = self.spaces[place]
            if space.status is not SpaceStatus.active:
                continue  # it takes none
            individual = space.type is SpaceType.task_team
            holder = await (build.member() if individual else build.organisation())
            await build.application(space, holder)
        for place, status in sorted(case.tasks):
            await build.task(self.spaces[place], status=status)
        for one, other in sorted(case.linkages):
            if one != other and (other, one) not in case.linkages:
                await build.rows(
                    Linkage(
                        from_id=self.spaces[one].id,
                        to_id=self.spaces[other].id,
                        kind=LinkageKind.technical_guidance,
                        purpose="Advice",
                        starts_on=LONG_AGO,
                    )
                )
        for place in sorted(case.leaders):
            await self._leader(self.spaces[place])

    async def _leader(self, space: Space) -> None:
        """Of staff: such a role hangs on no seat, and ends with the space alone."""
        roles = {
            "workstream": LeaderRole.lead,
            "collaborative": LeaderRole.convener,
            "task_team": LeaderRole.convener,
        }
        member = await self.build.member()
        await self.build.rows(
            Leader(
                space_id=space.id,
                member_id=member.id,
                role=roles.get(space.type, LeaderRole.chair),
                starts_on=LONG_AGO,
            )
        )


async def snapshot(session: AsyncSession) -> dict[str, dict[UUID, Any]]:
    """All that an act can end or flag, as it stands."""
    columns: dict[str, tuple[Any, ...]] = {
        "spaces": (Space.id, Space.status, Space.type),
        "seats": (Membership.id, Membership.ends_on, Membership.end_reason),
        "flagged": (Membership.id, Membership.eligibility_lapsed_on),
        "applications": (Application.id, Application.status),
        "leaders": (Leader.id, Leader.ends_on),
        "tasks": (Task.id, Task.status),
        "linkages": (Linkage.id, Linkage.ends_on),
        "links": (StructuralLink.id, StructuralLink.ends_on),
    }
    found = {}
    for name, wanted in columns.items():
        rows = await session.execute(select(*wanted))
        found[name] = {row[0]: tuple(row[1:]) for row in rows}
    return found


def changed(before: dict[UUID, Any], after: dict[UUID, Any]) -> set[str]:
    """Ids of what was there and is otherwise now."""
    return {str(id_) for id_, values in before.items() if after[id_] != values}


async def _form(network: Network, build: Build, space: Space, step: str, case: Case) -> dict[str, Any]:
    decision = (
        await build.decision(space) if case.decided and space.type is not SpaceType.steering_group else None
    )
    named = {"decision_id": str(decision.id)} if decision else {}
    if not step.startswith("type"):
        return named
    groups = [group for group in network.spaces[:3] if group is not space]
    built: dict[SpaceType, dict[str, Any]] = {
        SpaceType.workstream: {"parent_id": str(groups[0].id)},
        SpaceType.collaborative: {"working_group_ids": [str(groups[0].id), str(groups[1].id)]},
        SpaceType.reference_group: {"supports_ids": [str(groups[1].id)]},
        SpaceType.language_community: {"language": "sw"},
    }
    about = {"type": case.new_type, "reason": "Reorganised", **built.get(case.new_type, {})}
    return about | (named if step == "type with approval" else {})


@pytest.mark.rule("R11", "R22", "R26", "R27")
@pytest.mark.parametrize("step", STEPS)
@tried(20)
@given(case=CASES)
async def test_what_was_previewed_is_what_happens(
    build: Build, session: AsyncSession, secretariat: AsyncClient, step: str, case: Case
) -> None:
    example = await session.begin_nested()
    try:
        await _preview_and_step(build, session, secretariat, step, case)
    finally:
        await example.rollback()


async def _preview_and_step(
    build: Build, session: AsyncSession, secretariat: AsyncClient, step: str, case: Case
) -> None:
    network = Network(build, case)
    space = await network.make(step)
    form = await _form(network, build, space, step, case)
    path = f"/v1/spaces/{space.id}/{'type-changes' if step.startswith('type') else 'transitions'}"
    if step.startswith("type"):
        told = good(await secretariat.post(f"{path}/consequences", json=form))
    else:
        to, _, as_lapsed = step.partition(" ")
        ending = {"end_reason": "interest_lapsed"} if as_lapsed else {}
        told = good(await secretariat.get(f"{path}/{to}/consequences", params=form | ending))
        form |= {"to": to, "reason": "It is time", **ending}
        if to == "disbanded" and not ending:
            form["end_reason"] = _first_reason(space.type)
    before = await snapshot(session)
    answer = await secretariat.post(path, json=form | {"consequences": told["hash"]})
    after = await snapshot(session)
    codes = [one["code"] for one in told["findings"] if one["outcome"] == "fail"]
    event(f"{step} of a {space.status} {space.type}: {' '.join(codes) or 'done'}")
    if codes:
        assert refused(answer) == codes
        assert after == before
        return
    body = good(answer)
    assert str(space.id) == body["id"]
    _compare(told, before, after, space)


def _first_reason(type_: SpaceType) -> str:
    return {"working_group": "mandate_closed", "workstream": "period_completed"}.get(type_, "tasks_completed")


def _compare(told: Any, before: dict[str, Any], after: dict[str, Any], space: Space) -> None:
    def what(name: str) -> set[str]:
        return changed(before[name], after[name])

    def ids(field: str) -> set[str]:
        return {one["id"] if isinstance(one, dict) else one for one in told[field]}

    assert what("spaces") == ids("spaces_ended") | {str(space.id)}
    assert what("seats") == ids("seats_ended")
    assert what("flagged") == ids("seats_flagged")
    assert what("applications") == ids("applications_lapsed")
    assert what("leaders") == ids("leaders_ended")
    assert what("tasks") == ids("tasks_dropped")
    assert what("linkages") == ids("linkages_ended")
    assert not told["collaboratives_flagged"] or space.type is SpaceType.working_group


async def test_a_seat_that_came_meanwhile_makes_the_preview_stale(
    build: Build, secretariat: AsyncClient
) -> None:
    """The comparison can fail: what a hash stands for is exactly what was seen."""
    team = await build.space("task_team")
    path = f"/v1/spaces/{team.id}/transitions"
    told = good(await secretariat.get(f"{path}/disbanded/consequences"))
    await build.seat(team, await build.member())
    again = good(await secretariat.get(f"{path}/disbanded/consequences"))
    assert told["hash"] != again["hash"]
    form = {"to": "disbanded", "end_reason": "interest_lapsed", "consequences": told["hash"]}
    answer = await secretariat.post(path, json=form)
    assert (answer.status_code, answer.json()["code"]) == (409, "stale")
