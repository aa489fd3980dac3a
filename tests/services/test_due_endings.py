"""What was due is over from its day, whether or not the run has come; and the run, however late, writes that day (R31)."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import pytest
from httpx import AsyncClient
from sqlalchemy import func, select, text
from sqlalchemy.ext.asyncio import AsyncSession

from api import clock as api_clock
from api.models import AuditEvent, Leader, Mandate, Member, Membership, Organisation, OutboxMessage, Space
from api.rules.enums import LeaderRole
from api.services import due_endings
from api.services.retention import HOUSEKEEPER
from tests.answers import good, problem
from tests.conftest import Clock
from tests.days import LONG_AGO, TODAY
from tests.factories import Build
from tests.harness import Api

Client = Callable[..., Awaitable[AsyncClient]]
DAY = timedelta(1)
DUE, ACTING_DUE = TODAY + 3 * DAY, TODAY + DAY
LASTING = ("memberships", "representatives", "leaders", "role_holdings", "mandates", "spaces", "space_states")
OF_THE_RUN = {"version", "updated_at", "created_at"}


@dataclass(frozen=True, slots=True)
class Council:
    """A Steering Group with a term that is due, one that is not and one that is exempt; a team led for a time; a group
    and a workstream whose time runs out."""

    space: Space
    body: Organisation
    person: Member
    deputy: Member
    due: Membership
    team: Space
    group: Space
    stream: Space


async def a_council(build: Build) -> Council:
    space = await build.space("steering_group", starts_on=date(2023, 1, 1))
    body, other, third = [await build.organisation() for _ in range(3)]
    person, deputy = [await build.member(organisation=body) for _ in range(2)]
    due = await build.seat(space, body, primary=person, alternate=deputy, starts_on=LONG_AGO, due_on=DUE)
    await build.seat(space, other, primary=await build.member(organisation=other))
    exempt: dict[str, Any] = {"term_exempt": True, "term_exempt_reason": "Hosts the network.", "due_on": None}
    await build.seat(space, third, **exempt)
    team = await build.space("task_team")
    seat = await build.seat(team, person)
    await build.rows(
        Leader(
            space_id=space.id,
            membership_id=due.id,
            member_id=person.id,
            role=LeaderRole.chair,
            starts_on=LONG_AGO,
        ),
        Leader(
            space_id=team.id,
            membership_id=seat.id,
            member_id=person.id,
            role=LeaderRole.convener,
            acting=True,
            starts_on=LONG_AGO,
            due_on=ACTING_DUE,
        ),
    )
    group = await build.space("working_group", mandate=(LONG_AGO, TODAY))
    await build.seat(group, await build.organisation())
    stream = await build.space("workstream", parent=group, due_on=TODAY)
    return Council(space, body, person, deputy, due, team, group, stream)


async def dumped(session: AsyncSession) -> dict[str, list[Any]]:
    """Every row that lasts, without what tells only when it was written."""
    found = {}
    for table in LASTING:
        rows = await session.execute(text(f"SELECT * FROM {table}"))
        found[table] = sorted(
            str({key: value for key, value in row.items() if key not in OF_THE_RUN})
            for row in rows.mappings()
        )
    return found


async def ran(api: Api, clock: Clock, *days: date) -> list[dict[str, int]]:
    counts = []
    for day in days:
        clock.set(day)
        counts.append(dict(await due_endings.run(api.database)))
    return counts


class TestTheRun:
    @pytest.mark.rule("R31", "R28")
    async def test_ends_terms_and_acting_roles_by_the_day_they_were_due(
        self, api: Api, build: Build, session: AsyncSession, clock: Clock
    ) -> None:
        council = await a_council(build)
        (counts,) = await ran(api, clock, DUE + 30 * DAY)
        assert counts == {"acting roles": 1, "seats": 1}
        await session.refresh(council.due)
        assert (council.due.ends_on, council.due.end_reason) == (DUE, "term_ended")
        people = await session.execute(
            text("SELECT ends_on FROM representatives WHERE membership_id = :id"), {"id": council.due.id}
        )
        assert list(people.scalars()) == [DUE, DUE]
        ended = await session.execute(select(Leader.role, Leader.ends_on).order_by(Leader.role))
        assert [tuple(row) for row in ended] == [("chair", DUE), ("convener", ACTING_DUE)]
        live = select(func.count()).where(
            Membership.space_id == council.space.id, Membership.ends_on.is_(None)
        )
        assert await session.scalar(live) == 2

    @pytest.mark.rule("R20", "R31")
    async def test_ends_no_mandate_and_no_space(
        self, api: Api, build: Build, session: AsyncSession, clock: Clock
    ) -> None:
        council = await a_council(build)
        await ran(api, clock, TODAY + 400 * DAY)
        assert (
            await session.scalar(select(Mandate.ends_on).where(Mandate.space_id == council.group.id)) is None
        )
        for space in (council.group, council.stream):
            await session.refresh(space)
            assert (space.status, space.ends_on) == ("active", None)

    @pytest.mark.rule("R31")
    @pytest.mark.parametrize(
        "days",
        [
            (DUE, DUE),  # twice on the day
            (DUE + 3 * DAY,),  # not for three days
            (
                ACTING_DUE - DAY,
                ACTING_DUE,
                DUE - DAY,
                DUE,
                DUE + DAY,
                DUE + 2 * DAY,
                DUE + 3 * DAY,
            ),  # each day
            (DUE - DAY, DUE + 3 * DAY, DUE + 3 * DAY),
        ],
    )
    async def test_leaves_the_same_however_often_or_late_it_comes(
        self, api: Api, build: Build, session: AsyncSession, clock: Clock, days: tuple[date, ...]
    ) -> None:
        council = await a_council(build)
        before = await dumped(session)
        counts = await ran(api, clock, *days)
        assert sum(one["seats"] for one in counts) == sum(one["acting roles"] for one in counts) == 1
        after = await dumped(session)
        assert after != before
        nested = await session.begin_nested()
        again = await ran(api, clock, days[-1])
        assert again == [{"acting roles": 0, "seats": 0}] and await dumped(session) == after
        await nested.rollback()
        ends = select(Membership.ends_on).where(Membership.ends_on.is_not(None))
        roles = select(Leader.ends_on).order_by(Leader.ends_on)
        assert (await session.scalars(ends)).all() == [DUE]
        assert (await session.scalars(roles)).all() == [ACTING_DUE, DUE]
        untouched = ("mandates", "spaces", "space_states")
        assert {name: after[name] for name in untouched} == {name: before[name] for name in untouched}
        assert council.due.id

    @pytest.mark.rule("R31")
    async def test_comes_on_the_boundary_and_not_a_day_before(
        self, api: Api, build: Build, clock: Clock
    ) -> None:
        await a_council(build)
        counts = await ran(api, clock, ACTING_DUE - DAY, ACTING_DUE, DUE - DAY, DUE)
        assert [tuple(one.values()) for one in counts] == [(0, 0), (1, 0), (0, 0), (0, 1)]

    @pytest.mark.rule("R31")
    async def test_is_told_and_done_by_time_itself(
        self, api: Api, build: Build, session: AsyncSession, clock: Clock
    ) -> None:
        await a_council(build)
        await ran(api, clock, DUE)
        trace = select(AuditEvent.action).where(AuditEvent.actor_id == HOUSEKEEPER.id).order_by(AuditEvent.id)
        done = ["leader.ended", "leader.ended", "membership.ended"]  # the chair goes with the seat
        assert (await session.scalars(trace)).all() == done
        told = select(OutboxMessage.event).where(OutboxMessage.event.in_(done))
        assert sorted(await session.scalars(told)) == done

    @pytest.mark.rule("R22", "R31")
    async def test_a_seat_that_was_due_takes_along_what_follows_it(
        self, api: Api, build: Build, session: AsyncSession, clock: Clock
    ) -> None:
        group, other = await build.space(), await build.space()
        stream = await build.space("workstream", parent=group)
        crossing = await build.space("collaborative", working_groups=[group, other])
        body = await build.organisation()
        held = await build.seat(group, body, due_on=DUE)
        below, across = await build.seat(stream, body), await build.seat(crossing, body)
        await ran(api, clock, DUE + 3 * DAY)
        for seat, reason in ((held, None), (below, "parent_seat_ended"), (across, "linked_seat_ended")):
            await session.refresh(seat)
            assert seat.ends_on == DUE
            assert reason is None or seat.end_reason == reason

    @pytest.mark.rule("R31")
    async def test_goes_on_chunk_by_chunk(
        self, api: Api, build: Build, clock: Clock, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        council = await build.space("steering_group")
        for _ in range(5):
            await build.seat(council, await build.organisation(), due_on=DUE)
        monkeypatch.setattr(due_endings, "CHUNK", 2)
        assert await ran(api, clock, DUE) == [{"acting roles": 0, "seats": 5}]


class TestTheRules:
    """Before the run and after it, every question has one answer."""

    @pytest.mark.rule("R31")
    async def test_answer_alike_before_and_after_it_as_of_every_day(
        self, api: Api, build: Build, clock: Clock
    ) -> None:
        council = await a_council(build)
        clock.set(DUE + 3 * DAY)
        before = await answers(api, council)
        assert await dict_of(due_endings.run(api.database)) == {"acting roles": 1, "seats": 1}
        after = await answers(api, council)
        assert before == after
        assert [len(after[f"roster {DUE + number * DAY}"]) for number in (-1, 0, 1)] == [3, 2, 2]

    @pytest.mark.rule("R31")
    async def test_whose_term_is_over_has_no_rights_from_that_day(
        self, api: Api, build: Build, clock: Clock
    ) -> None:
        council = await a_council(build)
        clock.set(DUE - DAY)
        person = await api.as_person(council.person)
        assert (await person.get("/v1/decisions")).status_code == 200
        clock.set(DUE)
        person = await api.as_person(council.person)
        assert problem(await person.get("/v1/decisions")) == (403, "forbidden")
        roles = good(await person.get("/v1/me"))["roles"]
        assert {one["role"] for one in roles} == {"person", "member"}

    @pytest.mark.rule("R25", "R31")
    async def test_who_sat_until_then_may_sit_for_another_before_the_run_has_come(
        self, api: Api, build: Build, session: AsyncSession, clock: Clock
    ) -> None:
        council = await a_council(build)
        another = await build.organisation()
        await build.affiliation(council.person, another)
        fresh = await build.seat(council.space, another, starts_on=TODAY)
        clock.set(DUE)
        secretariat = await api.as_role("service_client")
        path = f"/v1/memberships/{fresh.id}"
        tag = (await secretariat.get(path)).headers["ETag"]
        named = await secretariat.put(
            f"{path}/representatives/primary",
            json={"member_id": str(council.person.id)},
            headers={"If-Match": tag},
        )
        assert [one["member_id"] for one in good(named)["representatives"]] == [str(council.person.id)]
        await session.refresh(council.due)
        assert (council.due.ends_on, council.due.end_reason) == (DUE, "term_ended")

    @pytest.mark.rule("R31")
    async def test_a_term_that_is_over_is_not_ended_once_more(
        self, api: Api, build: Build, clock: Clock
    ) -> None:
        council = await a_council(build)
        clock.set(DUE + DAY)
        secretariat = await api.as_role("service_client")
        answer = await secretariat.post(
            f"/v1/memberships/{council.due.id}/end", json={"reason": "They left."}
        )
        assert answer.status_code == 422 and answer.json()["errors"][0]["code"] == "already_ended"


async def dict_of(counts: Any) -> dict[str, int]:
    return dict(await counts)


async def answers(api: Api, council: Council) -> dict[str, Any]:
    """What is told of rosters, counts, seats and eligibility as of a week of days, and who has which roles."""
    client = await api.as_role("service_client")
    found: dict[str, Any] = {}
    for number in range(-3, 5):
        on = str(DUE + number * DAY)
        for name, place in (("roster", "/roster"), ("space", "")):
            spaces = (council.space,) if name == "roster" else (council.space, council.team)
            for space in spaces:
                answer = good(await client.get(f"/v1/spaces/{space.id}{place}", params={"as_of": on}))
                kept = answer["items"] if name == "roster" else {**answer, "updated_at": None}
                found[f"{name} {on}" if name == "roster" else f"{name} {space.slug} {on}"] = kept
        seats = await client.get("/v1/memberships", params={"as_of": on, "space_id": str(council.space.id)})
        found[f"seats {on}"] = [one["id"] for one in good(seats)["items"]]
    for member in (council.person, council.deputy):
        person = await api.as_person(member)
        found[f"roles {member.id}"] = good(await person.get("/v1/me"))["roles"]
    asked = {"space_id": str(council.space.id), "organisation_id": str(council.body.id)}
    found["eligible"] = good(await client.post("/v1/eligibility", json=asked))
    return found


@pytest.mark.rule("R31")
async def test_two_runs_at_once_end_everything_once(committed_db: Api, clock: Clock) -> None:
    async with committed_db.building() as build:
        council = await a_council(build)
    clock.set(DUE + 3 * DAY)
    counts = await asyncio.gather(*(due_endings.run(committed_db.database) for _ in range(3)))
    assert sum(one["seats"] for one in counts) == sum(one["acting roles"] for one in counts) == 1
    async with committed_db.database.transaction() as session:
        told = select(func.count()).where(AuditEvent.subject_id == council.due.id)
        assert await session.scalar(told) == 1
        assert await session.scalar(select(Membership.ends_on).where(Membership.id == council.due.id)) == DUE
    assert api_clock.today() == DUE + 3 * DAY
