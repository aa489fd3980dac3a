"""Decisions on applications over HTTP: accepted and seated in one act, declined with a reason, judged again on the day."""

from collections.abc import Awaitable, Callable
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from httpx import AsyncClient
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from api.models import Application, AuditEvent, Membership, Partnership
from tests.answers import good, malformed, problem, refused
from tests.conftest import Clock
from tests.days import LONG_DUE, TODAY, TOMORROW, YESTERDAY
from tests.factories import Build
from tests.steps import applied, as_unknown, counted, decide, every_page, told

Client = Callable[..., Awaitable[AsyncClient]]
PATH = "/v1/applications"


class TestFromApplicationToSeat:
    @pytest.mark.rule("S13", "S15", "R2", "R24", "R26")
    async def test_an_organisation_applies_is_accepted_and_seated(
        self, organisation_client: Client, secretariat: AsyncClient, build: Build, session: AsyncSession
    ) -> None:
        organisation, space = await build.organisation(), await build.space()
        own = await organisation_client(organisation)
        one, two = [await build.member(organisation=organisation) for _ in range(2)]
        people = [
            {"role": "primary", "member_id": str(one.id)},
            {"role": "alternate", "member_id": str(two.id)},
        ]
        sent = {"space_id": str(space.id), "organisation_id": str(organisation.id), "representatives": people}
        application = good(await own.post(PATH, json=sent), 201)

        seat = good(await decide(secretariat, application["id"], grant_partner=True))

        mandate = await session.scalar(select(Membership.mandate_id).where(Membership.id == seat["id"]))
        assert mandate is not None and seat["due_on"] == str(LONG_DUE)
        assert seat == good(await own.get(f"/v1/memberships/{seat['id']}"))
        assert (seat["space_id"], seat["organisation_id"], seat["member_id"]) == (
            str(space.id),
            str(organisation.id),
            None,
        )
        assert (seat["kind"], seat["application_id"], seat["rulebook"]) == (
            "institutional",
            application["id"],
            1,
        )
        assert (seat["starts_on"], seat["ends_on"], seat["historic"]) == (str(TODAY), None, False)
        filled = [
            (person["role"], person["member_id"], person["agreed_on"]) for person in seat["representatives"]
        ]
        assert filled == [("primary", str(one.id), str(TODAY)), ("alternate", str(two.id), str(TODAY))]
        decided = good(await own.get(f"{PATH}/{application['id']}"))
        assert (decided["status"], decided["decided_at"] is not None) == ("accepted", True)
        assert await told(session, application["id"]) == ["application.submitted", "application.accepted"]
        assert await told(session, seat["id"]) == ["membership.started"]
        assert (await told(session, organisation.id))[1:] == ["organisation.partner_granted"]
        partner = good(await own.get(f"/v1/organisations/{organisation.id}"))["partner"]
        assert (partner["starts_on"], partner["ends_on"]) == (str(TODAY), None)
        assert good(await secretariat.get(f"/v1/spaces/{space.id}"))["seats_taken"] == 1

    @pytest.mark.rule("R24")
    async def test_partner_status_is_never_a_side_effect(
        self, secretariat: AsyncClient, build: Build, session: AsyncSession
    ) -> None:
        organisation = await build.organisation()
        good(await decide(secretariat, await applied(build, await build.space(), organisation)))
        assert await counted(session, Partnership) == 0

    @pytest.mark.rule("R24")
    async def test_a_partner_is_granted_nothing_twice(
        self, secretariat: AsyncClient, build: Build, session: AsyncSession
    ) -> None:
        organisation = await build.organisation(partner=True)
        found = await applied(build, await build.space(), organisation)
        good(await decide(secretariat, found, grant_partner=True))
        assert await counted(session, Partnership) == 1
        assert "organisation.partner_granted" not in await told(session, organisation.id)

    @pytest.mark.rule("S31", "S32")
    async def test_a_member_is_seated_in_a_task_team(
        self, secretariat: AsyncClient, build: Build, session: AsyncSession
    ) -> None:
        person = await build.member()
        found = await build.application(await build.space("task_team"), person)
        seat = good(await decide(secretariat, found))
        assert (seat["kind"], seat["member_id"], seat["due_on"]) == ("individual", str(person.id), None)
        assert await told(session, found.id) == ["application.accepted"]

    @pytest.mark.rule("R4", "S22")
    @pytest.mark.parametrize("type_", ["workstream", "collaborative"])
    async def test_a_seat_that_follows_another_is_taken_beside_it(
        self, secretariat: AsyncClient, build: Build, session: AsyncSession, type_: str
    ) -> None:
        group, organisation = await build.space(), await build.organisation()
        await build.seat(group, organisation)
        links = (
            {"parent": group} if type_ == "workstream" else {"working_groups": [group, await build.space()]}
        )
        space = await build.space(type_, **links)
        seat = good(await decide(secretariat, await applied(build, space, organisation)))
        within = await session.scalar(select(Membership.within_space_id).where(Membership.id == seat["id"]))
        assert within == (group.id if type_ == "workstream" else None)

    @pytest.mark.rule("R28", "R31")
    async def test_a_steering_group_seat_has_a_term_of_three_years(
        self, secretariat: AsyncClient, build: Build
    ) -> None:
        found = await applied(build, await build.space("steering_group"))
        decision = await build.decision(found)
        seat = good(await decide(secretariat, found, decision_id=str(decision.id)))
        assert (seat["starts_on"], seat["due_on"], seat["ends_on"]) == (
            str(TODAY),
            str(TODAY.replace(year=2029)),
            None,
        )

    async def test_a_seat_may_start_on_a_day_to_come(self, secretariat: AsyncClient, build: Build) -> None:
        found = await applied(build, await build.space())
        seat = good(await decide(secretariat, found, starts_on=str(TOMORROW)))
        assert seat["starts_on"] == str(TOMORROW)
        assert [person["starts_on"] for person in seat["representatives"]] == [str(TOMORROW)]


class TestTicks:
    @pytest.mark.rule("R7")
    async def test_a_ticked_collaborative_is_applied_to_on_acceptance(
        self, secretariat: AsyncClient, build: Build, session: AsyncSession
    ) -> None:
        group, organisation = await build.space(), await build.organisation()
        linked = await build.space("collaborative", working_groups=[group, await build.space()])
        other = await build.space("collaborative")
        found = await applied(
            build, group, organisation, also_apply_to=[linked.id, other.id], statement="We can help."
        )
        good(await decide(secretariat, found))

        (made,) = good(await secretariat.get(PATH, params={"space_id": str(linked.id)}))["items"]
        assert (made["status"], made["statement"]) == ("submitted", "We can help.")
        first = good(await secretariat.get(f"{PATH}/{found.id}"))
        assert made["representatives"] == first["representatives"]
        assert await every_page(secretariat, PATH, space_id=str(other.id)) == []
        assert await told(session, found.id) == ["application.accepted", "application.tick_refused"]
        refusal = select(AuditEvent.reason).where(AuditEvent.action == "application.tick_refused")
        assert await session.scalar(refusal) == "linked_wg_seat_required"
        good(await decide(secretariat, made["id"]))

    @pytest.mark.rule("R7")
    async def test_a_tick_is_worth_nothing_when_the_working_group_declines(
        self, secretariat: AsyncClient, build: Build, session: AsyncSession
    ) -> None:
        group = await build.space()
        linked = await build.space("collaborative", working_groups=[group, await build.space()])
        found = await applied(build, group, also_apply_to=[linked.id])
        good(await decide(secretariat, found, "declined", reason="No room."))
        assert await counted(session, Application) == 1


class TestDeclining:
    @pytest.mark.rule("R12")
    async def test_needs_a_reason_that_the_applicant_reads(
        self, secretariat: AsyncClient, organisation_client: Client, build: Build, session: AsyncSession
    ) -> None:
        organisation = await build.organisation()
        found = await applied(build, await build.space(), organisation)
        assert refused(await decide(secretariat, found, "declined")) == ["reason_required"]
        assert refused(await decide(secretariat, found, "declined", override_reason="I may.")) == [
            "reason_required"
        ]
        answer = good(await decide(secretariat, found, "declined", reason="No room this year."))
        assert (answer["status"], answer["decision_reason"]) == ("declined", "No room this year.")
        own = await organisation_client(organisation)
        assert good(await own.get(f"{PATH}/{found.id}")) == answer
        assert await told(session, found.id) == ["application.declined"]
        assert await counted(session, Membership) == 0

    @pytest.mark.rule("R12")
    async def test_a_reason_of_blanks_is_none(self, secretariat: AsyncClient, build: Build) -> None:
        found = await applied(build, await build.space())
        assert malformed(await decide(secretariat, found, "declined", reason=" \n ")) == {
            "/reason": "too_short"
        }

    async def test_is_judged_by_nobodys_eligibility(self, secretariat: AsyncClient, build: Build) -> None:
        found = await build.application(
            await build.space("task_team"), await build.member(status="suspended")
        )
        good(await decide(secretariat, found, "declined", reason="Suspended."))


class TestOnce:
    @pytest.mark.parametrize("status", ["accepted", "declined", "withdrawn", "lapsed"])
    @pytest.mark.parametrize("outcome", ["accepted", "declined"])
    async def test_what_is_closed_is_not_decided_again(
        self, secretariat: AsyncClient, build: Build, status: str, outcome: str
    ) -> None:
        found = await applied(build, await build.space(), status=status)
        assert refused(await decide(secretariat, found, outcome, reason="Again.")) == [
            "transition_not_allowed"
        ]

    async def test_a_second_decision_finds_the_seat_taken(
        self, secretariat: AsyncClient, build: Build, session: AsyncSession
    ) -> None:
        found = await applied(build, await build.space())
        good(await decide(secretariat, found))
        for again in ({}, {"override_reason": "Please."}):
            answer = await decide(secretariat, found, **again)
            # the organisation is seated, and so is whoever represents it
            assert refused(answer) == ["transition_not_allowed", "already_seated", "already_seated"]
        assert await counted(session, Membership) == 1
        assert await told(session, found.id) == ["application.accepted"]


class TestTheSteeringGroupDecides:
    @pytest.mark.rule("R17")
    @pytest.mark.parametrize("outcome", ["accepted", "declined"])
    async def test_nobodys_click_is_a_collective_decision(
        self, secretariat: AsyncClient, build: Build, outcome: str
    ) -> None:
        space = await build.space("steering_group")
        found = await applied(build, space)
        alone = await decide(secretariat, found, outcome, reason="As agreed.", override_reason="As agreed.")
        assert refused(alone) == ["steering_group_approval_missing"]
        opposite = await build.decision(found, outcome="rejected" if outcome == "accepted" else "approved")
        elsewhere = await build.decision(await applied(build, space))
        for wrong in (opposite, elsewhere, await build.decision(space)):
            answer = await decide(secretariat, found, outcome, reason="As agreed.", decision_id=str(wrong.id))
            assert malformed(answer) == {"/decision_id": "unknown_reference"}
        right = await build.decision(found, outcome="approved" if outcome == "accepted" else "rejected")
        good(await decide(secretariat, found, outcome, reason="As agreed.", decision_id=str(right.id)))

    @pytest.mark.rule("R15")
    async def test_an_application_to_an_open_call_is_decided_when_the_call_is_over(
        self, organisation_client: Client, secretariat: AsyncClient, build: Build, clock: Clock
    ) -> None:
        space, organisation = await build.space("steering_group"), await build.organisation(partner=True)
        call = await build.call(space)
        person = await build.member(organisation=organisation)
        sent = {
            "space_id": str(space.id),
            "organisation_id": str(organisation.id),
            "representatives": [{"role": "primary", "member_id": str(person.id)}],
        }
        own = await organisation_client(organisation)
        id_ = good(await own.post(PATH, json=sent), 201)["id"]
        clock.set(call.closes_at.date() + timedelta(1))
        minutes = {
            "body_id": str(space.id),
            "subject_type": "application",
            "subject_id": id_,
            "outcome": "approved",
        }
        record = {**minutes, "decided_on": str(TODAY), "minutes_reference": "SG 12"}
        decision = good(await secretariat.post("/v1/decisions", json=record), 201)
        seat = good(await decide(secretariat, id_, decision_id=decision["id"]))
        assert seat["starts_on"] == str(call.closes_at.date() + timedelta(1))


class TestWhoDecides:
    async def test_only_who_holds_the_permission(
        self, public: AsyncClient, organisation_client: Client, as_role: Client, build: Build
    ) -> None:
        organisation = await build.organisation()
        found = await applied(build, await build.space(), organisation)
        own = await organisation_client(organisation)
        writer = await as_role("service_client", None, "applications:write", "applications:read")
        assert problem(await decide(public, found)) == (401, "unauthenticated")
        for client in (own, writer):
            assert problem(await decide(client, found)) == (403, "forbidden")

    async def test_what_is_not_there_is_not_decided(self, secretariat: AsyncClient, build: Build) -> None:
        assert problem(await decide(secretariat, str(uuid4()))) == (404, "not_found")
        assert as_unknown(await decide(secretariat, str(uuid4())), await decide(secretariat, str(uuid4())))

    @pytest.mark.parametrize(
        ("form", "expected"),
        [
            ({"outcome": "lapsed"}, {"/outcome": "not_in_list"}),
            ({"outcome": "under_review"}, {"/outcome": "not_in_list"}),
            ({"outcome": "accepted", "starts_on": "soon"}, {"/starts_on": "not_a_date"}),
            ({"outcome": "accepted", "decision_id": str(uuid4())}, {"/decision_id": "unknown_reference"}),
            ({"outcome": "accepted", "status": "accepted"}, {"/status": "unknown_field"}),
            ({}, {"/outcome": "required"}),
        ],
    )
    async def test_what_is_malformed_is_said_where(
        self, secretariat: AsyncClient, build: Build, form: dict[str, Any], expected: dict[str, str]
    ) -> None:
        found = await applied(build, await build.space())
        assert malformed(await secretariat.post(f"{PATH}/{found.id}/decision", json=form)) == expected

    @pytest.mark.rule("R17")
    async def test_a_days_old_decision_may_be_dated_back(
        self, secretariat: AsyncClient, build: Build
    ) -> None:
        found = await applied(build, await build.space())
        assert good(await decide(secretariat, found, starts_on=str(YESTERDAY)))["starts_on"] == str(YESTERDAY)
