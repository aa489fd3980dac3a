"""A working group closes, and any other space with consequences: previewed, confirmed by their hash, done in one act."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID, uuid4

import pytest
from httpx import AsyncClient
from sqlalchemy import func, select

from api.models import Application, AuditEvent, Mandate, Membership, OutboxMessage, Space
from tests.answers import disband, good, malformed, problem, refused, seat, step
from tests.days import TODAY, TOMORROW, YESTERDAY
from tests.factories import Build

CLOSED = {"end_reason": "mandate_closed"}


async def consequences(client: AsyncClient, space: Space, to: str = "disbanded") -> Any:
    return good(await client.get(f"/v1/spaces/{space.id}/transitions/{to}/consequences"))


async def approved_and_closed(build: Build, group: Space) -> str:
    """The Steering Group approved this working group once, and has now decided to close it."""
    await build.decision(group, decided_on=date(2025, 2, 1))
    return str((await build.decision(group)).id)


@dataclass
class Around:
    """A working group with everything that hangs on one, and another that has nothing to do with it."""

    group: Space
    streams: Sequence[Space]
    proposed: Space
    collaborative: Space
    other: Space
    seats: Sequence[Membership]
    kept: Sequence[Membership]
    applications: Sequence[Application]
    waiting: Application


@pytest.fixture
async def around(build: Build) -> Around:
    group, other = await build.space(name="Advocacy"), await build.space(name="Standards & Practice")
    one, two, newcomer = [await build.organisation(partner=True) for _ in range(3)]
    streams = [await build.space("workstream", parent=group) for _ in range(2)]
    proposed = await build.space("workstream", parent=group, status="proposed")
    sibling = await build.space("workstream", parent=other)
    collaborative = await build.space("collaborative", working_groups=[group, other], name="PSS and SEL")
    person = await build.member(organisation=one)
    seats = [
        await build.seat(group, one, primary=person),
        await build.seat(group, two),
        await build.seat(streams[0], one),
        await build.seat(streams[1], two),
    ]
    kept = [await build.seat(collaborative, one), await build.seat(sibling, two)]
    return Around(
        group=group,
        streams=streams,
        proposed=proposed,
        collaborative=collaborative,
        other=other,
        seats=seats,
        kept=kept,
        applications=[
            await build.application(group, newcomer),
            await build.application(streams[0], two, status="under_review"),
        ],
        waiting=await build.application(collaborative, two),
    )


def ids(*rows: Any) -> list[str]:
    return sorted(str(row.id) for row in rows)


class TestTheConsequences:
    @pytest.mark.rule("R22")
    async def test_are_told_before_and_nothing_is_written(
        self, secretariat: AsyncClient, build: Build, around: Around
    ) -> None:
        before = await build.session.scalar(select(func.count()).select_from(AuditEvent))
        told = await consequences(secretariat, around.group)
        assert sorted(one["id"] for one in told["spaces_ended"]) == ids(*around.streams, around.proposed)
        assert sorted(one["id"] for one in told["seats_ended"]) == ids(*around.seats)
        assert [one["id"] for one in told["seats_flagged"]] == ids(around.kept[0])
        assert sorted(told["applications_lapsed"]) == ids(*around.applications)
        flagged = [{"id": str(around.collaborative.id), "name": "PSS and SEL"}]
        assert (told["to"], told["collaboratives_flagged"]) == ("disbanded", flagged)
        assert await build.session.scalar(select(func.count()).select_from(AuditEvent)) == before
        assert (await consequences(secretariat, around.group))["hash"] == told["hash"]

    async def test_say_what_the_rules_would_say(self, secretariat: AsyncClient, build: Build) -> None:
        group, council = await build.space(), await build.space("steering_group")

        async def codes(space: Space, to: str) -> list[str]:
            return [finding["code"] for finding in (await consequences(secretariat, space, to))["findings"]]

        assert await codes(group, "disbanded") == ["steering_group_approval_missing"]
        assert await codes(council, "disbanded") == ["transition_not_allowed"]
        assert await codes(group, "approved") == ["transition_not_allowed"]
        assert await codes(await build.space("task_team", status="proposed"), "approved") == [
            "steering_group_approval_missing"
        ]
        assert await codes(await build.space("language_community", status="approved"), "active") == []

    @pytest.mark.rule("R10", "R11")
    async def test_are_judged_for_the_reason_asked_about(
        self, secretariat: AsyncClient, build: Build
    ) -> None:
        team = await build.space("task_team")
        path = f"/v1/spaces/{team.id}/transitions/disbanded/consequences"

        async def codes(**asked: str) -> list[str]:
            return [one["code"] for one in good(await secretariat.get(path, params=asked))["findings"]]

        assert await codes() == await codes(end_reason="interest_lapsed") == []
        assert await codes(end_reason="mandate_closed") == ["end_reason_not_allowed"]
        wrong = await secretariat.get(path, params={"end_reason": "boredom"})
        assert malformed(wrong) == {"?end_reason": "not_in_list"}

    async def test_of_an_unknown_step_are_malformed(self, secretariat: AsyncClient, build: Build) -> None:
        space = await build.space("task_team")
        answer = await secretariat.get(f"/v1/spaces/{space.id}/transitions/closed/consequences")
        assert malformed(answer) == {"path:to": "not_in_list"}

    async def test_must_be_brought_back(self, secretariat: AsyncClient, build: Build) -> None:
        team = await build.space("task_team")
        asked = {"end_reason": "tasks_completed"}
        assert malformed(await step(secretariat, team, "disbanded", **asked)) == {"/consequences": "required"}
        wrong = await step(secretariat, team, "disbanded", consequences="0" * 32, **asked)
        assert problem(wrong) == (409, "stale")
        assert good(await secretariat.get(f"/v1/spaces/{team.id}"))["status"] == "active"
        told = (await consequences(secretariat, team))["hash"]
        good(await step(secretariat, team, "disbanded", consequences=told, **asked))

    @pytest.mark.parametrize("what", ["seat", "seat to come", "application", "workstream", "collaborative"])
    async def test_are_stale_once_anything_more_would_end(
        self, secretariat: AsyncClient, build: Build, what: str
    ) -> None:
        group = await build.space()
        decision = await approved_and_closed(build, group)
        seen = (await consequences(secretariat, group))["hash"]
        organisation = await build.organisation()
        if what == "seat":
            await build.seat(group, organisation)
        elif what == "seat to come":
            await build.seat(group, organisation, starts_on=TOMORROW)
        elif what == "application":
            await build.application(group, organisation)
        elif what == "workstream":
            await build.space("workstream", parent=group)
        else:
            await build.space("collaborative", working_groups=[group, await build.space()])
        late = await step(secretariat, group, "disbanded", consequences=seen, decision_id=decision, **CLOSED)
        assert problem(late) == (409, "stale")
        good(await disband(secretariat, group, decision_id=decision, **CLOSED))


class TestAWorkingGroupCloses:
    @pytest.mark.rule("R22", "R26", "R11")
    async def test_and_ends_its_workstreams_its_seats_and_its_applications(
        self, secretariat: AsyncClient, build: Build, around: Around
    ) -> None:
        decision = await approved_and_closed(build, around.group)
        body = good(await disband(secretariat, around.group, decision_id=decision, **CLOSED))
        assert (body["status"], body["ends_on"], body["end_reason"]) == (
            "disbanded",
            str(TODAY),
            "mandate_closed",
        )
        assert (body["seats_taken"], body["signals"]) == (0, [])
        for stream in around.streams:
            ended = good(await secretariat.get(f"/v1/spaces/{stream.id}"))
            assert (ended["status"], ended["ends_on"], ended["end_reason"]) == (
                "disbanded",
                str(TODAY),
                "parent_ended",
            )
        assert good(await secretariat.get(f"/v1/spaces/{around.proposed.id}"))["status"] == "rejected"
        for one in around.seats:
            over = await seat(secretariat, one)
            assert (over["ends_on"], over["end_reason"]) == (str(TODAY), "space_disbanded")
            assert over["representatives"] == []
        for application in around.applications:
            assert good(await secretariat.get(f"/v1/applications/{application.id}"))["status"] == "lapsed"
        (mandate,) = (
            await build.session.scalars(select(Mandate).where(Mandate.space_id == around.group.id))
        ).all()
        await build.session.refresh(mandate)
        assert mandate.ends_on == TODAY

    @pytest.mark.rule("R22")
    async def test_and_leaves_its_collaboratives_flagged_with_their_seats(
        self, secretariat: AsyncClient, build: Build, around: Around
    ) -> None:
        path = f"/v1/spaces/{around.collaborative.id}"
        assert "eligibility_lapsed" not in [
            one["code"] for one in good(await secretariat.get(path))["signals"]
        ]
        good(
            await disband(
                secretariat,
                around.group,
                decision_id=await approved_and_closed(build, around.group),
                **CLOSED,
            )
        )
        after = good(await secretariat.get(path))
        assert (after["status"], after["seats_taken"]) == ("active", 1)
        assert "eligibility_lapsed" in [one["code"] for one in after["signals"]]
        before = good(await secretariat.get(f"{path}?as_of={YESTERDAY}"))
        assert "eligibility_lapsed" not in [one["code"] for one in before["signals"]]
        lapsed = [await seat(secretariat, one) for one in around.kept]
        assert [(one["ends_on"], one["eligibility_lapsed_on"]) for one in lapsed] == [
            (None, str(TODAY)),
            (None, None),
        ]
        assert good(await secretariat.get(f"/v1/applications/{around.waiting.id}"))["status"] == "submitted"
        seated = await build.organisation()
        await build.seat(around.other, seated)
        asked = {"space_id": str(around.collaborative.id), "organisation_id": str(seated.id)}
        verdict = good(await secretariat.post("/v1/eligibility", json=asked))
        assert [one["code"] for one in verdict["findings"] if one["outcome"] == "fail"] == [
            "two_working_groups_required"
        ]
        good(await secretariat.get(f"/v1/spaces/{around.other.id}"))

    async def test_in_one_act_of_which_every_part_is_audited_once(
        self, secretariat: AsyncClient, build: Build, around: Around
    ) -> None:
        decision = await approved_and_closed(build, around.group)
        good(await disband(secretariat, around.group, decision_id=decision, reason="The work is done"))
        expected: dict[UUID, str] = {
            around.group.id: "space.disbanded",
            **{stream.id: "space.disbanded" for stream in around.streams},
            around.proposed.id: "space.rejected",
            **{one.id: "membership.ended" for one in around.seats},
            **{one.id: "application.lapsed" for one in around.applications},
            around.kept[0].id: "membership.eligibility_lapsed",
        }

        async def told(table: Any, name: Any) -> list[tuple[UUID, str]]:
            rows = await build.session.execute(
                select(table.subject_id, name).where(table.subject_id.in_(about))
            )
            return sorted((id_, done) for id_, done in rows)

        untouched = [
            around.waiting.id,
            around.collaborative.id,
            around.other.id,
            around.kept[1].id,
        ]
        about = [*expected, *untouched]
        assert await told(AuditEvent, AuditEvent.action) == sorted(expected.items())
        assert await told(OutboxMessage, OutboxMessage.event) == sorted(expected.items())
        events = select(AuditEvent.reason).where(AuditEvent.subject_id == around.group.id)
        assert await build.session.scalar(events) == "The work is done"

    @pytest.mark.rule("R20")
    async def test_only_by_a_later_decision_than_the_one_that_approved_it(
        self, secretariat: AsyncClient, build: Build
    ) -> None:
        group = await build.space()
        approval = await build.decision(group, decided_on=date(2025, 2, 1))
        refusal = await build.decision(group, outcome="rejected")
        for asked in ({}, {"decision_id": str(approval.id)}, {"override_reason": "All agree"}):
            answer = await disband(secretariat, group, reason="Enough", **asked)
            assert refused(answer) == ["steering_group_approval_missing"], asked
        for wrong in (refusal.id, uuid4()):
            answer = await disband(secretariat, group, decision_id=str(wrong))
            assert malformed(answer) == {"/decision_id": "unknown_reference"}
        closing = await build.decision(group)
        assert refused(await disband(secretariat, group, reason="Enough")) == [
            "steering_group_approval_missing"
        ]
        good(await disband(secretariat, group, decision_id=str(closing.id), **CLOSED))

    @pytest.mark.rule("R20")
    async def test_by_one_decision_where_its_approval_is_older_than_the_records(
        self, secretariat: AsyncClient, build: Build
    ) -> None:
        group = await build.space()
        before = await build.decision(group, decided_on=date(2025, 2, 28))  # the day before it began work
        answer = await disband(secretariat, group, decision_id=str(before.id), **CLOSED)
        assert refused(answer) == ["steering_group_approval_missing"]
        unrecorded = await build.space()
        closing = await build.decision(unrecorded)
        good(await disband(secretariat, unrecorded, decision_id=str(closing.id), **CLOSED))

    @pytest.mark.rule("R17")
    async def test_not_by_a_decision_that_a_later_one_took_back(
        self, secretariat: AsyncClient, build: Build
    ) -> None:
        group = await build.space()
        closing = await build.decision(group, decided_on=date(2026, 4, 1))
        await build.decision(group, decided_on=date(2026, 5, 1), outcome="rejected")
        answer = await disband(secretariat, group, decision_id=str(closing.id), **CLOSED)
        assert refused(answer) == ["steering_group_approval_missing"]

    async def test_and_what_has_ended_before_stays_as_it_ended(
        self, secretariat: AsyncClient, build: Build
    ) -> None:
        group, organisation = await build.space(), await build.organisation()
        past = await build.seat(group, organisation, ends_on=date(2026, 1, 1))
        declined = await build.application(group, organisation, status="declined")
        stream = await build.space("workstream", parent=group, status="disbanded", ends_on=date(2026, 2, 1))
        decision = await approved_and_closed(build, group)
        told = await consequences(secretariat, group)
        assert (told["spaces_ended"], told["seats_ended"], told["applications_lapsed"]) == ([], [], [])
        good(await disband(secretariat, group, decision_id=decision, **CLOSED))
        assert (await seat(secretariat, past))["end_reason"] == "withdrawn"
        assert good(await secretariat.get(f"/v1/applications/{declined.id}"))["status"] == "declined"
        assert good(await secretariat.get(f"/v1/spaces/{stream.id}"))["ends_on"] == "2026-02-01"
