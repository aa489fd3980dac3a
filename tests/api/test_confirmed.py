"""What somebody confirms is one act on one thing, and what has really ended stays as it was."""

from datetime import date

import pytest
from httpx import AsyncClient
from sqlalchemy import select

from api.models import Mandate, Space
from api.rules.permissions import Role
from tests.answers import disband, good, malformed, problem, propose, refused, step
from tests.cast import cast
from tests.days import YESTERDAY
from tests.factories import Build
from tests.harness import Api


@pytest.mark.rule("R11", "R27")
async def test_a_hash_stands_for_its_act_on_its_space(secretariat: AsyncClient, build: Build) -> None:
    one, other = await build.space("task_team"), await build.space("task_team")
    path = f"/v1/spaces/{one.id}/transitions/disbanded/consequences"
    seen = good(await secretariat.get(path))["hash"]
    end = {"end_reason": "interest_lapsed", "consequences": seen}
    assert problem(await step(secretariat, other, "disbanded", **end)) == (409, "stale")
    form = {"type": "language_community", "language": "sw", "reason": "It grew", "consequences": seen}
    answer = await secretariat.post(f"/v1/spaces/{one.id}/type-changes", json=form)
    assert problem(answer) == (409, "stale")
    good(await step(secretariat, one, "disbanded", **end))


@pytest.mark.rule("R12", "R16")
async def test_why_a_space_was_rejected_or_ended_can_be_read(
    api: Api, secretariat: AsyncClient, public: AsyncClient, build: Build
) -> None:
    person = await api.as_person(await build.member())
    id_ = good(await propose(person, "task_team"), 201)["id"]
    good(await step(secretariat, id_, "rejected", reason="There is one already"))
    assert good(await person.get(f"/v1/spaces/{id_}"))["status_reason"] == "There is one already"
    team = await build.space("task_team")
    good(await disband(secretariat, team, end_reason="interest_lapsed", reason="It faded"))
    assert good(await public.get(f"/v1/spaces/{team.id}"))["status_reason"] == "It faded"
    before = good(await public.get(f"/v1/spaces/{team.id}?as_of={YESTERDAY}"))
    assert (before["status"], before["status_reason"]) == ("active", None)


@pytest.mark.rule("R17", "S9")
async def test_a_space_that_the_steering_group_took_back_does_not_start(
    secretariat: AsyncClient, build: Build
) -> None:
    team = await build.space("task_team", status="proposed")
    await build.decision(team, decided_on=YESTERDAY)
    good(await step(secretariat, team, "approved"))
    await build.decision(team, outcome="rejected")
    assert refused(await step(secretariat, team, "active")) == ["steering_group_approval_missing"]
    await build.decision(team)
    good(await step(secretariat, team, "active"))


@pytest.mark.rule("R31", "R21")
async def test_a_mandate_ends_on_no_day_before_its_seats_came_or_went(
    secretariat: AsyncClient, build: Build
) -> None:
    group = await build.space()
    await build.seat(group, await build.organisation(), ends_on=YESTERDAY)
    mandate = await build.session.scalar(select(Mandate).where(Mandate.space_id == group.id))
    assert mandate is not None
    decision = await build.decision(group, about="mandate", decided_on=date(2025, 12, 1))
    path = f"/v1/spaces/{group.id}/mandates/{mandate.id}"
    day = "2026-04-01"
    seen = good(await secretariat.get(f"{path}/consequences", params={"ends_on": day}))["hash"]
    form = {"ends_on": day, "decision_id": str(decision.id), "consequences": seen}
    assert malformed(await secretariat.post(f"{path}/end", json=form)) == {"/ends_on": "in_the_past"}


class TestAMembersProposal:
    async def test_takes_no_address_from_anybody_and_tells_of_none(
        self, api: Api, secretariat: AsyncClient, build: Build
    ) -> None:
        hidden = good(await propose(secretariat, "task_team", name="Climate"), 201)
        person = await api.as_person(await build.member())
        mine = good(await propose(person, "task_team", name="Climate"), 201)
        assert (hidden["slug"], mine["slug"][:9]) == ("climate", "proposal-")
        assert problem(await propose(person, "task_team", slug="climate")) == (403, "forbidden")

    @pytest.mark.rule("R16")
    async def test_gets_its_own_address_once_it_is_approved(
        self, api: Api, secretariat: AsyncClient, build: Build
    ) -> None:
        person = await api.as_person(await build.member())
        first, second = [good(await propose(person, "task_team", name="Climate"), 201) for _ in range(2)]
        for one in (first, second):
            await build.decision(await build.session.get_one(Space, one["id"]))
        assert good(await step(secretariat, first["id"], "approved"))["slug"] == "climate"
        assert good(await step(secretariat, second["id"], "approved"))["slug"] == second["slug"]
        assert (await secretariat.get(f"/v1/spaces/{first['slug']}")).status_code == 308

    @pytest.mark.rule("R16", "S25")
    async def test_commits_nobody_but_those_its_maker_leads(self, api: Api, build: Build) -> None:
        mine, theirs = await build.space("task_team"), await build.space()
        leader = await api.as_person(await cast(build, Role.leader, mine))
        asked = {"supports_ids": [str(mine.id), str(theirs.id)]}
        assert refused(await propose(leader, "reference_group", **asked)) == ["proposal_not_permitted"]
        good(await propose(leader, "reference_group", supports_ids=[str(mine.id)]), 201)


@pytest.mark.rule("S38")
async def test_a_roster_tells_which_seat_leads(
    public: AsyncClient, secretariat: AsyncClient, build: Build
) -> None:
    community, member = await build.space("language_community"), await build.member()
    await build.seat(community, await build.member())
    seat = await build.seat(community, member)
    form = {"member_id": str(member.id), "role": "facilitator"}
    good(await secretariat.post(f"/v1/spaces/{community.id}/leaders", json=form), 201)
    items = good(await public.get(f"/v1/spaces/{community.id}/roster"))["items"]
    told = {one["membership_id"]: one["roles"] for one in items}
    assert told[str(seat.id)] == [{"role": "facilitator", "acting": False}]
    assert sorted(map(len, told.values())) == [0, 1]
