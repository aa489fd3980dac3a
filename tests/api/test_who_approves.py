"""Whose step it is: approvals by those the rulebook names, and ends that leaders themselves confirm (R16, R11)."""

import pytest
from httpx import AsyncClient

from api.models import Space
from api.rules.permissions import Role
from tests.answers import disband, good, problem, refused, step
from tests.cast import cast, sits
from tests.factories import Build
from tests.harness import Api


@pytest.fixture
async def group(build: Build) -> Space:
    return await build.space(name="Advocacy")


class TestAWorkstream:
    @pytest.mark.rule("R16", "S19")
    async def test_is_approved_by_the_leaders_of_its_working_group(
        self, api: Api, build: Build, group: Space
    ) -> None:
        stream = await build.space("workstream", parent=group, status="proposed")
        chair = await api.as_person(await cast(build, Role.leader, group))
        good(await step(chair, stream, "approved"))
        assert good(await step(chair, stream, "active"))["status"] == "active"

    @pytest.mark.rule("R16", "R3")
    async def test_is_theirs_and_the_secretariat_does_it_only_with_a_reason(
        self, secretariat: AsyncClient, build: Build, group: Space
    ) -> None:
        stream = await build.space("workstream", parent=group, status="proposed")
        await cast(build, Role.leader, group)
        answer = await step(secretariat, stream, "approved")
        assert refused(answer) == ["approver_required"]
        assert answer.json()["findings"][0]["params"]["approvers"] == "Advocacy"
        told = good(await secretariat.get(f"/v1/spaces/{stream.id}/transitions/approved/consequences"))
        assert [one["code"] for one in told["findings"]] == ["approver_required"]
        done = good(await step(secretariat, stream, "approved", override_reason="The chairs asked us to"))
        assert (done["status"], done["overridden"]) == ("approved", ["approver_required"])

    @pytest.mark.rule("R16")
    async def test_of_a_working_group_without_leaders_is_the_secretariats(
        self, secretariat: AsyncClient, build: Build, group: Space
    ) -> None:
        stream = await build.space("workstream", parent=group, status="proposed")
        good(await step(secretariat, stream, "approved"))

    async def test_is_nobody_elses(self, api: Api, build: Build, group: Space) -> None:
        stream = await build.space("workstream", parent=group, status="proposed")
        other = await api.as_person(await cast(build, Role.leader, await build.space()))
        assert problem(await step(other, stream, "approved")) == (404, "not_found")
        council = await build.space("steering_group")
        representative = await build.member()
        await sits(build, representative, council)
        sees = await api.as_person(representative)
        assert problem(await step(sees, stream, "approved")) == (403, "forbidden")

    async def test_ends_when_its_working_group_says_so(self, api: Api, build: Build, group: Space) -> None:
        stream = await build.space("workstream", parent=group)
        lead = await api.as_person(await cast(build, Role.leader, stream))
        path = f"/v1/spaces/{stream.id}/transitions/disbanded/consequences"
        assert problem(await lead.get(path)) == (403, "forbidden")
        chair = await api.as_person(await cast(build, Role.leader, group))
        good(await disband(chair, stream, end_reason="closed_by_decision"))


class TestAReferenceGroup:
    @pytest.mark.rule("R16", "S25")
    async def test_is_approved_by_what_it_supports_or_the_secretariat(
        self, api: Api, secretariat: AsyncClient, build: Build, group: Space
    ) -> None:
        experts = await build.space("reference_group", supports=[group], status="proposed")
        others = await build.space("reference_group", supports=[group], status="proposed")
        chair = await api.as_person(await cast(build, Role.leader, group))
        good(await step(chair, experts, "approved"))
        good(await step(secretariat, others, "approved"))


class TestTheSteeringGroupsApproval:
    @pytest.mark.rule("R17", "S9")
    async def test_is_no_representatives_click(self, api: Api, build: Build) -> None:
        council = await build.space("steering_group")
        team = await build.space("task_team", status="proposed")
        person = await build.member()
        await sits(build, person, council)
        representative = await api.as_person(person)
        assert problem(await step(representative, team, "approved")) == (403, "forbidden")

    @pytest.mark.rule("R3", "R17")
    async def test_no_leader_writes_an_override(self, api: Api, build: Build, group: Space) -> None:
        stream = await build.space("workstream", parent=group, status="proposed")
        chair = await api.as_person(await cast(build, Role.leader, group))
        answer = await step(chair, stream, "approved", override_reason="Because")
        assert problem(answer) == (403, "forbidden")


class TestTheEnd:
    @pytest.mark.rule("R11", "R10")
    @pytest.mark.parametrize(
        ("type_", "reason"),
        [
            ("task_team", "tasks_completed"),
            ("task_team", "interest_lapsed"),
            ("collaborative", "tasks_completed"),
            ("reference_group", "tasks_completed"),
        ],
    )
    async def test_is_confirmed_by_a_leader(self, api: Api, build: Build, type_: str, reason: str) -> None:
        space = await build.space(type_)
        leader = await api.as_person(await cast(build, Role.leader, space))
        assert good(await disband(leader, space, end_reason=reason))["end_reason"] == reason

    @pytest.mark.rule("R20")
    async def test_of_a_working_group_or_a_community_is_not_its_leaders_to_confirm(
        self, api: Api, build: Build, group: Space
    ) -> None:
        chair = await api.as_person(await cast(build, Role.leader, group))
        path = f"/v1/spaces/{group.id}/transitions/disbanded/consequences"
        assert problem(await chair.get(path)) == (403, "forbidden")
        community = await build.space("language_community")
        facilitator = await api.as_person(await cast(build, Role.facilitator, community))
        path = f"/v1/spaces/{community.id}/transitions/disbanded/consequences"
        assert problem(await facilitator.get(path)) == (403, "forbidden")

    async def test_of_somebody_elses_space_is_not_theirs_to_preview(self, api: Api, build: Build) -> None:
        """The preview names who sits there: it is for whom the step is."""
        team, other = await build.space("task_team"), await build.space("task_team")
        leader = await api.as_person(await cast(build, Role.leader, other))
        path = f"/v1/spaces/{team.id}/transitions/disbanded/consequences"
        assert problem(await leader.get(path)) == (403, "forbidden")

    @pytest.mark.rule("R11", "S23")
    async def test_as_completed_waits_for_every_task_and_a_lapsed_team_drops_them(
        self, secretariat: AsyncClient, build: Build
    ) -> None:
        team = await build.space("task_team")
        tasks = [await build.task(team), await build.task(team, status="done")]
        answer = await disband(secretariat, team, end_reason="tasks_completed")
        assert refused(answer) == ["open_tasks_remain"]
        assert answer.json()["findings"][0]["params"]["open_tasks"] == 1
        path = f"/v1/spaces/{team.id}/transitions/disbanded/consequences"
        told = good(await secretariat.get(path, params={"end_reason": "interest_lapsed"}))
        assert told["tasks_dropped"] == [str(tasks[0].id)]
        good(await disband(secretariat, team, end_reason="interest_lapsed"))
        for task in tasks:
            await build.session.refresh(task)
        assert [task.status for task in tasks] == ["dropped", "done"]


@pytest.mark.rule("R16")
async def test_a_step_that_cannot_come_tells_nobody_who_sits_there(
    api: Api, build: Build, group: Space
) -> None:
    experts = await build.space("reference_group", supports=[group])
    await build.seat(experts, await build.member(at_risk=True))
    chair = await api.as_person(await cast(build, Role.leader, group))
    told = good(await chair.get(f"/v1/spaces/{experts.id}/transitions/rejected/consequences"))
    assert [one["code"] for one in told["findings"]] == ["transition_not_allowed"]
    assert told["seats_ended"] == []
