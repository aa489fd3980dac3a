"""Who may propose a space, and who then knows of it (R16)."""

from typing import Any

import pytest
from httpx import AsyncClient
from sqlalchemy import func, select

from api.models import AuditEvent, Member, Space
from api.rules.permissions import Role
from tests.answers import good, problem, propose, refused, step
from tests.cast import cast, leads, sits
from tests.factories import Build
from tests.harness import Api


async def proposed(build: Build) -> int:
    return await build.session.scalar(select(func.count()).where(Space.status == "proposed")) or 0


class TestAMember:
    @pytest.mark.rule("R16")
    async def test_proposes_a_task_team_and_nothing_else(self, api: Api, build: Build) -> None:
        person = await api.as_person(await build.member())
        group, other = await build.space(), await build.space()
        mine = good(await propose(person, "task_team"), 201)
        assert (mine["status"], mine["name"]) == ("proposed", "A task_team")
        for type_, on in (
            ("working_group", {}),
            ("workstream", {"parent_id": str(group.id)}),
            ("collaborative", {"working_group_ids": [str(group.id), str(other.id)]}),
            ("reference_group", {"supports_ids": [str(group.id)]}),
            ("language_community", {"language": "sw"}),
        ):
            answer = await propose(person, type_, **on)
            assert refused(answer) == ["proposal_not_permitted"], type_
            assert answer.json()["findings"][0]["source"] == "R16"
        assert await proposed(build) == 1

    @pytest.mark.rule("R29", "R16")
    async def test_is_told_all_that_stands_in_the_way(self, api: Api, build: Build) -> None:
        person = await api.as_person(await build.member())
        assert refused(await propose(person, "language_community")) == [
            "proposal_not_permitted",
            "language_required",
        ]

    @pytest.mark.rule("R16")
    async def test_is_an_active_one(self, api: Api, build: Build, public: AsyncClient) -> None:
        for status in ("unconfirmed", "external", "suspended"):
            person = await api.as_person(await build.member(status=status))
            assert problem(await propose(person, "task_team")) == (403, "forbidden"), status
        assert problem(await propose(public, "task_team")) == (401, "unauthenticated")
        assert await proposed(build) == 0

    async def test_has_three_proposals_waiting_at_most(self, api: Api, build: Build) -> None:
        member = await build.member()
        person = await api.as_person(member)
        teams = [good(await propose(person, "task_team", name=f"Team {n}"), 201)["id"] for n in range(3)]
        assert problem(await propose(person, "task_team", name="A fourth")) == (409, "too_many_proposals")
        good(await step(person, teams[0], "rejected", reason="We found another way"))
        good(await propose(person, "task_team", name="A fourth"), 201)

    async def test_takes_back_their_own_with_a_reason_and_no_other(self, api: Api, build: Build) -> None:
        mine, theirs = await build.member(), await build.member()
        person, other = await api.as_person(mine), await api.as_person(theirs)
        id_ = good(await propose(person, "task_team"), 201)["id"]
        assert problem(await step(other, id_, "rejected", reason="No")) == (404, "not_found")
        assert refused(await step(person, id_, "rejected")) == ["reason_required"]
        assert problem(await step(person, id_, "approved")) == (403, "forbidden")
        assert (
            good(await step(person, id_, "rejected", reason="We found another way"))["status"] == "rejected"
        )
        who = select(AuditEvent.actor_id).where(AuditEvent.action == "space.rejected")
        assert await build.session.scalar(who) == mine.id


class TestALeader:
    @pytest.mark.rule("R16", "S19")
    async def test_of_a_working_group_proposes_its_workstreams(self, api: Api, build: Build) -> None:
        group, other = await build.space(), await build.space()
        chair = await api.as_person(await cast(build, Role.leader, group))
        good(await propose(chair, "workstream", parent_id=str(group.id)), 201)
        assert refused(await propose(chair, "workstream", parent_id=str(other.id))) == [
            "proposal_not_permitted"
        ]

    @pytest.mark.rule("R16", "S25")
    async def test_of_any_space_proposes_a_reference_group_for_it(self, api: Api, build: Build) -> None:
        community, other = await build.space("language_community"), await build.space()
        facilitator = await api.as_person(await cast(build, Role.facilitator, community))
        good(await propose(facilitator, "reference_group", supports_ids=[str(community.id)]), 201)
        assert refused(await propose(facilitator, "reference_group", supports_ids=[str(other.id)])) == [
            "proposal_not_permitted"
        ]

    async def test_who_no_longer_leads_proposes_nothing(self, api: Api, build: Build) -> None:
        group, member = await build.space(), await build.member()
        leader = await leads(build, member, group)
        chair = await api.as_person(member)
        leader.ends_on = leader.starts_on
        await build.session.flush()
        answer = await propose(chair, "workstream", parent_id=str(group.id))
        assert refused(answer) == ["proposal_not_permitted"]


class TestAProposal:
    @pytest.mark.rule("R16", "S9")
    async def test_is_seen_by_whom_it_concerns(self, api: Api, build: Build, public: AsyncClient) -> None:
        group, elsewhere = await build.space(), await build.space()
        proposer = await build.member()
        council = await build.space("steering_group")
        team = await build.space("task_team", status="proposed", proposed_by=proposer.id)
        stream = await build.space("workstream", parent=group, status="proposed")
        group_of_experts = await build.space("reference_group", supports=[group], status="proposed")
        representative = await build.member()
        await sits(build, representative, council)
        seen = {
            "proposer": (proposer, {team.id}),
            "chair": (await cast(build, Role.leader, group), {stream.id, group_of_experts.id}),
            "chair of another": (await cast(build, Role.leader, elsewhere), set()),
            "representative": (representative, {team.id, stream.id, group_of_experts.id}),
            "member": (await build.member(), set()),
        }
        for who, (member, expected) in seen.items():
            assert await _proposals(await api.as_person(member), team, stream, group_of_experts) == {
                str(id_) for id_ in expected
            }, who
        assert await _proposals(public, team, stream, group_of_experts) == set()

    async def test_names_who_made_it_in_what_they_take_along(self, api: Api, build: Build) -> None:
        member: Member = await build.member()
        person = await api.as_person(member)
        id_ = good(await propose(person, "task_team"), 201)["id"]
        whole = good(await person.get(f"/v1/members/{member.id}/export"))
        assert id_ in str(whole)


async def _proposals(client: AsyncClient, *spaces: Space) -> set[str]:
    """Those of the spaces that the caller is shown, in the list and one by one alike."""
    listed: Any = good(await client.get("/v1/spaces", params={"limit": 200}))["items"]
    one_by_one = {
        str(space.id) for space in spaces if (await client.get(f"/v1/spaces/{space.id}")).is_success
    }
    assert {one["id"] for one in listed if one["status"] == "proposed"} == one_by_one
    return one_by_one
