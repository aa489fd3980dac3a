"""How a space comes to be, over HTTP: approved, active, or rejected. Proposals and ends have files of their own."""

from collections.abc import Awaitable, Callable
from datetime import date, timedelta
from typing import Any
from uuid import uuid4

import pytest
from httpx import AsyncClient
from sqlalchemy import select

from api.models import AuditEvent, Mandate, OutboxMessage, Space
from api.rules.enums import SpaceType
from tests.answers import disband, good, malformed, problem, propose, refused, step
from tests.conftest import Clock
from tests.days import TODAY, YESTERDAY
from tests.factories import Build

Client = Callable[..., Awaitable[AsyncClient]]
Ground = Callable[[str], dict[str, Any]]
TYPES = [str(kind) for kind in SpaceType]
APPROVED_BY_THE_STEERING_GROUP = {"working_group", "task_team"}


class TestApproving:
    @pytest.mark.rule("S9", "R16", "R17")
    @pytest.mark.parametrize("type_", TYPES)
    async def test_the_steering_group_approves_working_groups_and_task_teams_and_no_others(
        self, secretariat: AsyncClient, ground: Ground, type_: str
    ) -> None:
        id_ = good(await propose(secretariat, type_, **ground(type_)), 201)["id"]
        answer = await step(secretariat, id_, "approved")
        if type_ not in APPROVED_BY_THE_STEERING_GROUP:
            assert good(answer)["status"] == "approved"
            return
        assert refused(answer) == ["steering_group_approval_missing"]
        assert answer.json()["findings"][0]["source"] == "S9"
        over = await step(secretariat, id_, "approved", override_reason="We could not wait")
        assert refused(over) == ["steering_group_approval_missing"]

    @pytest.mark.rule("R17")
    async def test_a_decision_counts_that_is_on_record_for_this_very_space(
        self, secretariat: AsyncClient, build: Build
    ) -> None:
        team, other = [await build.space("task_team", status="proposed") for _ in range(2)]
        await build.decision(team, outcome="rejected")
        await build.decision(other)
        await build.decision(team, about="plan")
        assert refused(await step(secretariat, team, "approved")) == ["steering_group_approval_missing"]
        decision = await build.decision(team)
        assert (
            good(await step(secretariat, team, "approved", decision_id=str(decision.id)))["status"]
            == "approved"
        )

    @pytest.mark.rule("R17")
    async def test_the_last_decision_counts(self, secretariat: AsyncClient, build: Build) -> None:
        team = await build.space("task_team", status="proposed")
        for outcome in ("approved", "rejected", "approved"):
            await build.decision(team, outcome=outcome)
            preview = good(await secretariat.get(f"/v1/spaces/{team.id}/transitions/approved/consequences"))
            assert (preview["findings"] == []) is (outcome == "approved")
        await build.decision(team, outcome="rejected", decided_on=YESTERDAY)  # recorded late
        good(await step(secretariat, team, "approved"))

    async def test_a_step_that_is_none_is_told_by_the_values_there_are(
        self, secretariat: AsyncClient, build: Build
    ) -> None:
        answer = await step(secretariat, await build.space(status="proposed"), "proposed")
        assert malformed(answer) == {"/to": "not_in_list"}
        assert "approved · active · disbanded · rejected" in answer.json()["errors"][0]["detail"]

    async def test_a_named_decision_is_one_about_this_space(
        self, secretariat: AsyncClient, build: Build
    ) -> None:
        team, other = [await build.space("task_team", status="proposed") for _ in range(2)]
        elsewhere = await build.decision(other)
        for wrong in (elsewhere.id, uuid4()):
            answer = await step(secretariat, team, "approved", decision_id=str(wrong))
            assert malformed(answer) == {"/decision_id": "unknown_reference"}


class TestStartingWork:
    @pytest.mark.rule("S16", "R20")
    @pytest.mark.parametrize(
        ("begins", "due"),
        [("2026-05-04", "2029-05-04"), ("2028-02-29", "2031-02-28"), ("2027-03-01", "2030-03-01")],
    )
    async def test_a_working_group_starts_with_a_mandate_of_three_calendar_years(
        self, api: Any, build: Build, clock: Clock, begins: str, due: str
    ) -> None:
        clock.set(date.fromisoformat(begins))
        secretariat = await api.as_role("service_client")
        group = await build.space(status="approved")
        body = good(await step(secretariat, group, "active"))
        assert (body["status"], body["starts_on"], body["due_on"]) == ("active", begins, due)
        (mandate,) = (await build.session.scalars(select(Mandate).where(Mandate.space_id == group.id))).all()
        assert (str(mandate.starts_on), mandate.ends_on) == (begins, None)
        assert (str(mandate.due_on), str(mandate.first_due_on)) == (due, due)

    @pytest.mark.rule("R5")
    @pytest.mark.parametrize(
        ("mandate", "due"),
        [
            ((date(2025, 3, 1), date(2028, 3, 1)), "2028-03-01"),
            ((date(2026, 5, 4), date(2029, 5, 4)), "2029-05-04"),
            ((date(2025, 3, 1), date(2030, 1, 1)), "2029-05-04"),
            (False, "2029-05-04"),
        ],
    )
    async def test_a_workstream_is_due_after_three_years_or_with_its_parent(
        self, secretariat: AsyncClient, build: Build, mandate: Any, due: str
    ) -> None:
        parent = await build.space(mandate=mandate)
        stream = good(await propose(secretariat, "workstream", parent_id=str(parent.id)), 201)["id"]
        assert good(await step(secretariat, stream, "approved"))["due_on"] is None
        assert good(await step(secretariat, stream, "active"))["due_on"] == due

    @pytest.mark.rule("S19")
    async def test_a_workstream_starts_only_under_a_working_group_at_work(
        self, secretariat: AsyncClient, build: Build
    ) -> None:
        parent = await build.space(status="approved")
        stream = await build.space("workstream", status="approved", parent=parent)
        assert refused(await step(secretariat, stream, "active")) == ["parent_working_group_required"]
        good(await step(secretariat, parent, "active"))
        good(await step(secretariat, stream, "active"))

    @pytest.mark.rule("R6")
    async def test_a_collaborative_starts_with_two_live_working_groups(
        self, secretariat: AsyncClient, build: Build
    ) -> None:
        live, waiting = await build.space(), await build.space(status="approved")
        gone = await build.space(status="disbanded")
        space = await build.space("collaborative", status="approved", working_groups=[live, waiting, gone])
        answer = await step(secretariat, space, "active")
        assert refused(answer) == ["two_working_groups_required"]
        assert answer.json()["findings"][0]["params"] == {"space": space.name, "needed": 2, "linked": 1}
        good(await step(secretariat, waiting, "active"))
        good(await step(secretariat, space, "active"))

    @pytest.mark.rule("R3")
    async def test_a_policy_gives_way_to_the_secretariats_written_reason(
        self, secretariat: AsyncClient, build: Build
    ) -> None:
        space = await build.space("collaborative", status="approved", working_groups=[await build.space()])
        good(await step(secretariat, space, "active", override_reason="The second group starts in June"))
        event = await build.session.scalar(select(AuditEvent).where(AuditEvent.subject_id == space.id))
        assert event is not None
        assert (event.action, event.reason) == ("space.active", "The second group starts in June")

    @pytest.mark.rule("S25")
    async def test_a_reference_group_starts_only_for_a_space_at_work(
        self, secretariat: AsyncClient, build: Build
    ) -> None:
        supported = await build.space("task_team", status="approved")
        space = await build.space("reference_group", status="approved", supports=[supported])
        assert refused(await step(secretariat, space, "active")) == ["supported_space_required"]
        good(await step(secretariat, supported, "active"))
        assert good(await step(secretariat, space, "active"))["due_on"] is None


class TestTheSteps:
    @pytest.mark.parametrize("type_", TYPES)
    async def test_each_day_keeps_what_the_space_was_on_it(
        self,
        secretariat: AsyncClient,
        public: AsyncClient,
        build: Build,
        ground: Ground,
        clock: Clock,
        type_: str,
    ) -> None:
        days = [TODAY + timedelta(days=offset) for offset in (0, 1, 3)]
        id_ = good(await propose(secretariat, type_, **ground(type_)), 201)["id"]
        if type_ in APPROVED_BY_THE_STEERING_GROUP:
            await build.decision(await build.session.get_one(Space, id_))
        for day, to in zip(days[1:], ("approved", "active"), strict=True):
            clock.set(day)
            assert good(await step(secretariat, id_, to))["status"] == to
        kept = {}
        for offset in range(-1, 5):
            answer = await secretariat.get(f"/v1/spaces/{id_}?as_of={TODAY + timedelta(days=offset)}")
            body = answer.json()
            kept[offset] = (
                (body["status"], body["starts_on"], bool(body["due_on"])) if answer.is_success else None
            )
        lasts, begun = type_ in ("working_group", "workstream"), str(days[2])
        assert kept == {
            -1: None,
            0: ("proposed", None, False),
            1: ("approved", None, False),
            2: ("approved", None, False),
            3: ("active", begun, lasts),
            4: ("active", begun, lasts),
        }
        assert problem(await public.get(f"/v1/spaces/{id_}?as_of={TODAY}")) == (404, "not_found")

    async def test_a_space_may_come_and_go_in_a_day(self, secretariat: AsyncClient, build: Build) -> None:
        id_ = good(await propose(secretariat, "task_team"), 201)["id"]
        await build.decision(await build.session.get_one(Space, id_))
        for to in ("approved", "active"):
            good(await step(secretariat, id_, to))
        body = good(await disband(secretariat, id_, end_reason="interest_lapsed"))
        assert (body["status"], body["starts_on"], body["ends_on"]) == ("disbanded", str(TODAY), str(TODAY))
        assert good(await secretariat.get(f"/v1/spaces/{id_}?as_of={TODAY}"))["status"] == "disbanded"
        assert problem(await secretariat.get(f"/v1/spaces/{id_}?as_of={YESTERDAY}")) == (404, "not_found")

    @pytest.mark.rule("R11")
    @pytest.mark.parametrize("status", ["proposed", "approved", "active", "disbanded", "rejected"])
    async def test_go_forward_and_never_back(
        self, secretariat: AsyncClient, build: Build, status: str
    ) -> None:
        space = await build.space("language_community", status=status)
        onward = {
            "proposed": {"approved", "rejected"},
            "approved": {"active", "rejected"},
            "active": {"disbanded"},
        }
        for to in {"approved", "active", "disbanded", "rejected"} - onward.get(status, set()):
            asked = {
                "reason": "Agreed",
                "end_reason": "closed_by_decision",
                "consequences": "any",
                "override_reason": "Must be",
            }
            answer = await step(secretariat, space, to, **asked)
            assert refused(answer) == ["transition_not_allowed"], (status, to)
            assert answer.json()["findings"][0]["params"] == {"from": status, "to": to}

    @pytest.mark.parametrize("status", ["proposed", "approved"])
    async def test_a_rejection_gives_its_reason_and_hides_the_proposal(
        self, secretariat: AsyncClient, public: AsyncClient, build: Build, status: str
    ) -> None:
        space = await build.space("task_team", status=status)
        for reason in ({}, {"override_reason": "No"}):
            assert refused(await step(secretariat, space, "rejected", **reason)) == ["reason_required"]
        body = good(await step(secretariat, space, "rejected", reason="Gender has a team already"))
        assert (body["status"], body["ends_on"], body["end_reason"]) == ("rejected", None, None)
        assert problem(await public.get(f"/v1/spaces/{space.id}")) == (404, "not_found")
        event = await build.session.scalar(select(AuditEvent).where(AuditEvent.subject_id == space.id))
        assert event is not None and event.reason == "Gender has a team already"

    async def test_leave_one_line_in_the_audit_and_tell_the_world_once(
        self, secretariat: AsyncClient, build: Build
    ) -> None:
        id_ = good(await propose(secretariat, "language_community", language="fr"), 201)["id"]
        for to in ("approved", "active"):
            good(await step(secretariat, id_, to, reason="Agreed"))
        expected = ["space.proposed", "space.approved", "space.active"]
        for table, column in ((AuditEvent, AuditEvent.action), (OutboxMessage, OutboxMessage.event)):
            found = await build.session.scalars(
                select(column).where(table.subject_id == id_).order_by(table.id)
            )
            assert found.all() == expected

    @pytest.mark.parametrize(
        ("form", "expected"),
        [
            ({}, {"/to": "required"}),
            ({"to": "proposed"}, {"/to": "not_in_list"}),
            ({"to": "closed"}, {"/to": "not_in_list"}),
            ({"to": "rejected", "reason": " "}, {"/reason": "too_short"}),
            ({"to": "disbanded", "end_reason": "boredom"}, {"/end_reason": "not_in_list"}),
            ({"to": "approved", "decision_id": "7"}, {"/decision_id": "not_a_uuid"}),
            ({"to": "approved", "on": "2026-01-01"}, {"/on": "unknown_field"}),
            ({"to": "disbanded", "end_reason": "tasks_completed"}, {"/consequences": "required"}),
        ],
    )
    async def test_a_malformed_step_is_told_before_the_space_is_looked_for(
        self, secretariat: AsyncClient, build: Build, form: dict[str, Any], expected: dict[str, str]
    ) -> None:
        space = await build.space("task_team")
        for id_ in (space.id, uuid4()):
            assert malformed(await secretariat.post(f"/v1/spaces/{id_}/transitions", json=form)) == expected

    async def test_are_the_secretariats(
        self, public: AsyncClient, organisation_client: Client, as_role: Client, build: Build
    ) -> None:
        space = await build.space("language_community", status="approved")
        own = await organisation_client(await build.organisation())
        editor = await as_role("service_client", None, "spaces:write")
        for client, answer in (
            (public, (401, "unauthenticated")),
            (own, (403, "forbidden")),
            (editor, (403, "forbidden")),
        ):
            assert problem(await step(client, space, "active")) == answer
            preview = await client.get(f"/v1/spaces/{space.id}/transitions/disbanded/consequences")
            assert problem(preview) == answer

    async def test_of_an_unknown_space_lead_nowhere(self, secretariat: AsyncClient) -> None:
        for name in (uuid4(), "no-such-space"):
            assert problem(await step(secretariat, name, "active")) == (404, "not_found")
            path = f"/v1/spaces/{name}/transitions/disbanded/consequences"
            assert problem(await secretariat.get(path)) == (404, "not_found")
