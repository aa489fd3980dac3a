"""Between an application and its decision, over HTTP: facts age, calls close, mandates end, spaces go (R26)."""

from collections.abc import Awaitable, Callable
from datetime import date, timedelta

import pytest
from httpx import AsyncClient
from sqlalchemy import select, text
from sqlalchemy.ext.asyncio import AsyncSession

from api.models import AuditEvent, Membership
from tests.answers import good, refused
from tests.conftest import Clock
from tests.days import LONG_AGO, LONG_DUE, TODAY, TOMORROW, YESTERDAY
from tests.factories import Build
from tests.steps import applied, decide, told

Client = Callable[..., Awaitable[AsyncClient]]
PATH = "/v1/applications"


class TestJudgedAgain:
    @pytest.mark.rule("R26")
    async def test_a_call_that_closed_meanwhile_refuses_nobody(
        self, secretariat: AsyncClient, build: Build, clock: Clock
    ) -> None:
        space = await build.space("task_team", admission="by_call")
        call = await build.call(space)
        sent = {
            "space_id": str(space.id),
            "member_id": str((await build.member()).id),
            "call_id": str(call.id),
        }
        application = good(await secretariat.post(PATH, json=sent), 201)
        clock.set(call.closes_at.date() + timedelta(1))
        good(await decide(secretariat, application["id"]))

    @pytest.mark.rule("R26")
    async def test_facts_are_those_of_the_decision(
        self, secretariat: AsyncClient, build: Build, session: AsyncSession
    ) -> None:
        space = await build.space("task_team", seat_limit=1)
        person = await build.member(status="suspended")
        found = await build.application(space, person)
        await build.seat(space, await build.member())
        answer = await decide(secretariat, found)
        assert refused(answer) == ["not_an_active_member", "seats_full"]
        body = good(await decide(secretariat, found, override_reason="Asked by the Steering Group."))
        assert (body["overridden"], body["override_reason"]) == (
            ["not_an_active_member", "seats_full"],
            "Asked by the Steering Group.",
        )
        kept = good(await secretariat.get(f"{PATH}/{found.id}"))
        assert kept["overridden"] == body["overridden"]
        assert [(one["code"], one["outcome"]) for one in kept["findings"]] == [
            ("not_an_active_member", "overridden"),
            ("seats_full", "overridden"),
        ]
        reasons = select(AuditEvent.action, AuditEvent.reason).where(
            AuditEvent.subject_id.in_([found.id, body["id"]])
        )
        assert {tuple(row) for row in await session.execute(reasons)} == {
            ("application.accepted", "Asked by the Steering Group."),
            ("membership.started", "Asked by the Steering Group."),
        }

    @pytest.mark.rule("R3")
    async def test_an_override_opens_no_door_that_stays_shut(
        self, secretariat: AsyncClient, build: Build
    ) -> None:
        team = await build.space("task_team", seat_limit=1)
        found = await build.application(team, await build.member(status="unconfirmed"))
        assert refused(await decide(secretariat, found, override_reason="Please.")) == ["consent_missing"]
        between_mandates = await build.space(mandate=False)
        found = await applied(build, between_mandates)
        assert refused(await decide(secretariat, found, override_reason="Please.")) == ["space_not_open"]

    @pytest.mark.rule("R3", "R13")
    async def test_consent_that_came_with_the_form_counts(
        self, secretariat: AsyncClient, build: Build
    ) -> None:
        person, space = await build.member(status="unconfirmed"), await build.space("task_team")
        consent = {"given_on": str(YESTERDAY), "source": "the mail"}
        by_mail = {"received_on": str(YESTERDAY), "means": "e-mail", "consent": consent}
        sent = {"space_id": str(space.id), "member_id": str(person.id), "recorded": by_mail}
        assert refused(await secretariat.post(PATH, json=sent)) == ["not_an_active_member"]
        reason = {"override_reason": "Will confirm."}
        id_ = good(await secretariat.post(PATH, json={**sent, **reason}), 201)["id"]
        assert refused(await decide(secretariat, id_)) == ["not_an_active_member"]
        assert good(await decide(secretariat, id_, **reason))["overridden"] == ["not_an_active_member"]

    @pytest.mark.rule("R2", "R33")
    async def test_who_left_meanwhile_fills_no_seat(
        self, secretariat: AsyncClient, build: Build, session: AsyncSession
    ) -> None:
        space, organisation = await build.space(), await build.organisation()
        found = await applied(build, space, organisation)
        await session.execute(text("UPDATE members SET status = 'left'"))
        assert refused(await decide(secretariat, found)) == ["representative_required"]
        seat = good(await decide(secretariat, found, override_reason="They will name a successor."))
        assert (seat["representatives"], seat["overridden"]) == ([], ["representative_required"])

    @pytest.mark.rule("R21")
    async def test_one_seated_now_is_seated_again_in_the_next_mandate(
        self, secretariat: AsyncClient, build: Build, session: AsyncSession
    ) -> None:
        space, organisation = await build.space(mandate=False), await build.organisation()
        await build.mandate(space, LONG_AGO, TOMORROW, ends_on=TOMORROW)
        following = await build.mandate(space, TOMORROW, LONG_DUE.replace(year=2029))
        present = await build.seat(space, organisation, ends_on=TOMORROW, end_reason="mandate_ended")
        found = await applied(build, space, organisation)
        assert refused(await decide(secretariat, found, starts_on=str(TODAY))) == ["already_seated"]
        seat = good(await decide(secretariat, found))
        assert (seat["starts_on"], seat["due_on"]) == (str(TOMORROW), str(following.due_on))
        mandate = select(Membership.mandate_id).where(Membership.id == seat["id"])
        assert await session.scalar(mandate) == following.id != present.mandate_id

    @pytest.mark.rule("R20", "R21")
    @pytest.mark.parametrize("starts_on", [LONG_AGO - timedelta(1), LONG_DUE])
    async def test_a_seat_starts_within_a_mandate(
        self, secretariat: AsyncClient, build: Build, starts_on: date
    ) -> None:
        found = await applied(build, await build.space())
        assert refused(await decide(secretariat, found, starts_on=str(starts_on))) == ["space_not_open"]

    @pytest.mark.rule("R31", "R28")
    async def test_a_term_past_its_due_day_counts_as_ended_and_is_written_so(
        self, secretariat: AsyncClient, build: Build
    ) -> None:
        space, organisation = (
            await build.space("steering_group", starts_on=date(2020, 1, 1)),
            await build.organisation(),
        )
        former = await build.seat(space, organisation, starts_on=date(2023, 1, 1))
        assert former.due_on == date(2026, 1, 1) and former.ends_on is None
        found = await applied(build, space, organisation)
        decision = await build.decision(found)
        seat = good(await decide(secretariat, found, decision_id=str(decision.id)))
        assert (seat["starts_on"], seat["due_on"]) == (str(TODAY), str(TODAY.replace(year=2029)))
        ended = good(await secretariat.get(f"/v1/memberships/{former.id}"))
        assert (ended["ends_on"], ended["end_reason"]) == ("2026-01-01", "term_ended")


class TestLapsing:
    @pytest.mark.rule("R26", "R11")
    async def test_a_space_that_closes_lets_its_applications_lapse(
        self, secretariat: AsyncClient, build: Build, session: AsyncSession
    ) -> None:
        space = await build.space("task_team")
        waiting = [
            await build.application(space, await build.member(), status=s)
            for s in ("submitted", "under_review")
        ]
        closed = await build.application(space, await build.member(), status="withdrawn")
        path = f"/v1/spaces/{space.id}/transitions"
        seen = good(await secretariat.get(f"{path}/disbanded/consequences"))["hash"]
        form = {
            "to": "disbanded",
            "end_reason": "interest_lapsed",
            "reason": "Few came.",
            "consequences": seen,
        }
        good(await secretariat.post(path, json=form))
        for one in waiting:
            body = good(await secretariat.get(f"{PATH}/{one.id}"))
            assert (body["status"], body["decided_at"] is not None) == ("lapsed", True)
            assert await told(session, one.id) == ["application.lapsed"]
            assert refused(await decide(secretariat, one)) == ["transition_not_allowed", "space_not_open"]
        assert good(await secretariat.get(f"{PATH}/{closed.id}"))["status"] == "withdrawn"


@pytest.mark.rule("R18")
async def test_a_seat_promised_for_tomorrow_takes_the_last_place_today(
    secretariat: AsyncClient, build: Build
) -> None:
    space = await build.space("task_team", seat_limit=1)
    first = await build.application(space, await build.member())
    second = await build.application(space, await build.member())
    good(await decide(secretariat, first, starts_on=str(TOMORROW)))
    assert refused(await decide(secretariat, second)) == ["seats_full"]
