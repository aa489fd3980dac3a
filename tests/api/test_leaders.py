"""Who leads a space, over HTTP: named, refused, acting for a time."""

from collections.abc import Awaitable, Callable
from contextlib import AbstractContextManager
from datetime import timedelta
from typing import Any

import pytest
from httpx import AsyncClient
from sqlalchemy.ext.asyncio import AsyncSession

from api.models import Leader
from tests.answers import disband, good, malformed, problem, refused
from tests.cast import employed, sits
from tests.conftest import Clock
from tests.days import TODAY, TOMORROW
from tests.factories import Build
from tests.leading import lead, leading, seated, step_down, where
from tests.operations import UNKNOWN
from tests.steps import counted, told

Client = Callable[..., Awaitable[AsyncClient]]
Queries = Callable[[], AbstractContextManager[list[str]]]
NEXT_MONTH = TODAY + timedelta(days=31)


class TestNaming:
    @pytest.mark.rule("S5", "R25")
    async def test_the_secretariat_names_who_leads_by_the_seat_they_fill(
        self, secretariat: AsyncClient, build: Build, session: AsyncSession
    ) -> None:
        group = await build.space()
        body = await build.organisation("Ours")
        person = await build.member("Amina Yusuf")
        seat = await sits(build, person, group, body)
        answer = await lead(secretariat, group, person)
        made = good(answer, 201)
        assert made == {
            "id": made["id"],
            "space_id": str(group.id),
            "membership_id": str(seat.id),
            "member_id": str(person.id),
            "name": "Amina Yusuf",
            "organisation_id": str(body.id),
            "organisation_name": "Ours",
            "role": "chair",
            "acting": False,
            "starts_on": str(TODAY),
            "due_on": None,
            "ends_on": None,
            "overridden": [],
            "override_reason": None,
        }
        assert good(await secretariat.get(answer.headers["Location"])) == made
        assert await told(session, made["id"]) == ["leader.named"]
        (told_by_space,) = good(await secretariat.get(f"/v1/spaces/{group.id}"))["leaders"]
        assert told_by_space == {key: made[key] for key in told_by_space}

    async def test_several_lead_at_once(self, secretariat: AsyncClient, build: Build) -> None:
        group = await build.space()
        people = [await seated(build, group) for _ in range(2)]
        for person in people:
            good(await lead(secretariat, group, person), 201)
        assert await leading(secretariat, group) == [str(person.id) for person in people]

    @pytest.mark.rule("S11", "S12")
    async def test_staff_lead_without_a_seat(self, secretariat: AsyncClient, build: Build) -> None:
        group, person = await build.space(), await build.member()
        await employed(build, person)
        made = good(await lead(secretariat, group, person), 201)
        assert (made["membership_id"], made["overridden"]) == (None, [])
        assert await leading(secretariat, group) == [str(person.id)]

    @pytest.mark.rule("R31")
    async def test_a_role_named_ahead_begins_on_its_day(
        self, secretariat: AsyncClient, build: Build, clock: Clock
    ) -> None:
        group = await build.space()
        person = await seated(build, group)
        good(await lead(secretariat, group, person, starts_on=str(TOMORROW)), 201)
        assert await leading(secretariat, group) == []
        assert await leading(secretariat, group, as_of=str(TOMORROW)) == [str(person.id)]
        clock.set(TOMORROW)
        assert await leading(secretariat, group) == [str(person.id)]
        assert await leading(secretariat, group, as_of=str(TODAY)) == []

    async def test_a_role_lasts_no_longer_than_the_seat_that_is_to_end(
        self, secretariat: AsyncClient, build: Build
    ) -> None:
        team, person = await build.space("task_team"), await build.member()
        await build.seat(team, person, ends_on=TOMORROW)
        good(await lead(secretariat, team, person, "convener"), 201)
        assert await leading(secretariat, team, as_of=str(TOMORROW)) == []


class TestRefusals:
    @pytest.mark.rule("S5", "R29")
    async def test_all_that_speaks_against_it_is_said_at_once(
        self, secretariat: AsyncClient, build: Build, session: AsyncSession
    ) -> None:
        space = await build.space("task_team", status="approved")
        answer = await lead(secretariat, space, await build.member(), "chair", override_reason="Agreed.")
        assert refused(answer) == ["space_not_open", "leader_role_not_allowed"]
        assert [one["outcome"] for one in answer.json()["findings"]] == ["fail", "fail", "overridden"]
        assert await counted(session, Leader) == 0

    @pytest.mark.rule("S5")
    @pytest.mark.parametrize(
        ("type_", "allowed"),
        [
            ("working_group", "chair"),
            ("workstream", "lead"),
            ("collaborative", "convener"),
            ("reference_group", "chair"),
            ("task_team", "convener"),
            ("language_community", "facilitator"),
            ("steering_group", "chair"),
            ("secretariat", None),
        ],
    )
    async def test_each_type_of_space_has_its_own_role(
        self, secretariat: AsyncClient, build: Build, type_: str, allowed: str | None
    ) -> None:
        space, person = await build.space(type_), await build.member()
        await employed(build, person)
        for role in ("chair", "convener", "facilitator", "lead", "coordinator"):
            answer = await lead(secretariat, space, person, role)
            if role == allowed:
                good(answer, 201)
            else:
                assert refused(answer) == ["leader_role_not_allowed"]

    @pytest.mark.rule("R25", "R32", "R3")
    async def test_whoever_leads_has_agreed_to_fill_a_seat_there_unless_the_secretariat_says_why(
        self, secretariat: AsyncClient, build: Build, session: AsyncSession
    ) -> None:
        group, body = await build.space(), await build.organisation()
        silent = await build.member(organisation=body)
        seat = await build.seat(group, body)
        await build.representative(seat, silent, agreed=False)
        for person in (silent, await build.member()):
            assert refused(await lead(secretariat, group, person)) == ["leader_seat_required"]
        made = good(await lead(secretariat, group, silent, override_reason="An independent co-chair."), 201)
        assert made["overridden"] == ["leader_seat_required"]
        assert (made["membership_id"], made["override_reason"]) == (None, "An independent co-chair.")
        assert await leading(secretariat, group) == [str(silent.id)]

    @pytest.mark.rule("R31")
    async def test_nobody_has_the_same_role_twice_at_once(
        self, secretariat: AsyncClient, build: Build, session: AsyncSession
    ) -> None:
        group = await build.space()
        person = await seated(build, group)
        good(await lead(secretariat, group, person), 201)
        assert problem(await lead(secretariat, group, person)) == (409, "periods_overlap")
        assert await counted(session, Leader) == 1

    @pytest.mark.parametrize(
        ("form", "expected"),
        [
            ({"due_on": str(NEXT_MONTH)}, {"/due_on": "only_while_acting"}),
            ({"acting": True, "due_on": str(TODAY)}, {"/due_on": "period_inverted"}),
            ({"role": "boss"}, {"/role": "not_in_list"}),
            ({"succeeds": str(UNKNOWN)}, {"/succeeds": "unknown_reference"}),
            ({"member_id": str(UNKNOWN)}, {"/member_id": "unknown_reference"}),
            ({"ends_on": str(TOMORROW)}, {"/ends_on": "unknown_field"}),
        ],
    )
    async def test_what_is_malformed_is_said_where(
        self,
        secretariat: AsyncClient,
        build: Build,
        session: AsyncSession,
        form: dict[str, Any],
        expected: dict[str, str],
    ) -> None:
        group = await build.space()
        person = await seated(build, group)
        answer = await secretariat.post(
            where(group), json={"member_id": str(person.id), "role": "chair"} | form
        )
        assert malformed(answer) == expected
        assert await counted(session, Leader) == 0

    @pytest.mark.rule("R33")
    @pytest.mark.parametrize("status", ["suspended", "left"])
    async def test_nobody_who_is_gone_is_named(
        self, secretariat: AsyncClient, build: Build, status: str
    ) -> None:
        group, person = await build.space(), await build.member(status=status)
        assert malformed(await lead(secretariat, group, person)) == {"/member_id": "unknown_reference"}


class TestActing:
    @pytest.mark.rule("R31")
    async def test_an_acting_role_is_over_on_its_day_though_nobody_wrote_it(
        self, secretariat: AsyncClient, as_person: Client, build: Build, session: AsyncSession, clock: Clock
    ) -> None:
        team = await build.space("task_team")
        person, other = await build.member(), await build.member()
        for one in (person, other):
            await build.seat(team, one)
        application = await build.application(team, await build.member())
        made = good(await lead(secretariat, team, person, "convener", acting=True, due_on=str(TOMORROW)), 201)
        client = await as_person(person)
        good(await client.get(f"/v1/applications/{application.id}"))
        clock.set(TOMORROW)
        assert await leading(secretariat, team) == []
        assert await leading(secretariat, team, as_of=str(TODAY)) == [str(person.id)]
        row = await session.get_one(Leader, made["id"])
        assert row.ends_on is None
        assert problem(await client.get(f"/v1/applications/{application.id}")) == (404, "not_found")
        assert problem(await lead(client, team, other, "convener", succeeds=made["id"])) == (403, "forbidden")
        late = await step_down(secretariat, made, reason="Long over.")
        assert malformed(late) == {"/ends_on": "role_ended"}

    @pytest.mark.rule("R31")
    async def test_who_acted_is_named_for_good_when_that_is_over(
        self, secretariat: AsyncClient, build: Build, session: AsyncSession, clock: Clock
    ) -> None:
        group = await build.space()
        person = await seated(build, group)
        acted = good(await lead(secretariat, group, person, acting=True, due_on=str(TOMORROW)), 201)
        clock.set(NEXT_MONTH)
        good(await lead(secretariat, group, person), 201)
        former = good(await secretariat.get(f"{where(group)}/{acted['id']}"))
        assert former["ends_on"] == str(TOMORROW)
        assert await told(session, acted["id"]) == ["leader.named", "leader.ended"]

    @pytest.mark.rule("R31", "R33")
    async def test_who_acted_was_over_on_their_day_whatever_ends_later(
        self, secretariat: AsyncClient, build: Build, clock: Clock
    ) -> None:
        group, team = await build.space(), await build.space("task_team")
        person, other = await seated(build, group), await build.member()
        await build.seat(team, other)
        until: dict[str, Any] = {"acting": True, "due_on": str(TOMORROW)}
        chair = good(await lead(secretariat, group, person, **until), 201)
        convener = good(await lead(secretariat, team, other, "convener", **until), 201)
        clock.set(NEXT_MONTH)
        left = {"status": "left"}
        good(await secretariat.patch(f"/v1/members/{person.id}", json=left, headers={"If-Match": "*"}))
        good(await disband(secretariat, team, end_reason="interest_lapsed", reason="It faded."))
        for space, role in ((group, chair), (team, convener)):
            row = good(await secretariat.get(f"{where(space)}/{role['id']}"))
            assert row["ends_on"] == str(TOMORROW)


@pytest.mark.rule("R11", "R30")
async def test_nobody_is_named_for_the_past_of_a_space_that_has_ended_to_lead_it_for_ever(
    secretariat: AsyncClient, build: Build
) -> None:
    team = await build.space("task_team", status="disbanded", ends_on=TODAY)
    form = {"starts_on": str(TODAY - timedelta(days=9)), "override_reason": "An independent one"}
    answer = await lead(secretariat, team, await build.member(), "convener", **form)
    assert "space_not_open" in refused(answer)
    person = await build.member()
    await build.seat(team, person, ends_on=TODAY)
    made = good(await lead(secretariat, team, person, "convener", starts_on=form["starts_on"]), 201)
    assert made["ends_on"] == str(TODAY)
