"""Leading roles handed over and ended: by whom, of what, and with which rights, over HTTP."""

from collections.abc import Awaitable, Callable
from contextlib import AbstractContextManager
from datetime import date, timedelta
from typing import Any

import pytest
from httpx import AsyncClient
from sqlalchemy.ext.asyncio import AsyncSession

from api.models import Leader
from tests.answers import good, malformed, problem
from tests.cast import leads, sits
from tests.days import LONG_AGO, TODAY, TOMORROW, YESTERDAY
from tests.factories import Build
from tests.leading import lead, leading, seated, step_down, where
from tests.operations import UNKNOWN
from tests.steps import as_unknown, counted, told

Client = Callable[..., Awaitable[AsyncClient]]
Queries = Callable[[], AbstractContextManager[list[str]]]
NEXT_MONTH = TODAY + timedelta(days=31)


class TestHandOver:
    async def test_a_leader_hands_their_role_to_somebody_seated_there_in_one_act(
        self, as_person: Client, secretariat: AsyncClient, build: Build, session: AsyncSession
    ) -> None:
        group, person = await build.space(), await build.member("Amina")
        mine = await leads(build, person, group)
        successor = await seated(build, group)
        made = good(await lead(await as_person(person), group, successor, succeeds=str(mine.id)), 201)
        assert await leading(secretariat, group) == [str(successor.id)]
        assert await leading(secretariat, group, as_of=str(YESTERDAY)) == [str(person.id)]
        assert await told(session, mine.id) == ["leader.ended"]
        assert await told(session, made["id"]) == ["leader.named"]

    async def test_what_was_handed_over_gives_no_rights_at_once(
        self, as_person: Client, build: Build
    ) -> None:
        team, person, successor = await build.space("task_team"), await build.member(), await build.member()
        mine = await leads(build, person, team)
        await build.seat(team, successor)
        application = await build.application(team, await build.member())
        before, after = await as_person(person), await as_person(successor)
        path = f"/v1/applications/{application.id}"
        assert problem(await after.get(path)) == (404, "not_found")
        good(await lead(before, team, successor, "convener", succeeds=str(mine.id)), 201)
        good(await after.get(path))
        assert problem(await before.get(path)) == (404, "not_found")
        assert problem(await lead(before, team, person, "convener", succeeds=str(mine.id))) == (
            403,
            "forbidden",
        )

    async def test_a_hand_over_ahead_leaves_the_role_until_then(
        self, as_person: Client, secretariat: AsyncClient, build: Build
    ) -> None:
        group, person = await build.space(), await build.member()
        mine = await leads(build, person, group)
        successor = await seated(build, group)
        form = {"succeeds": str(mine.id), "starts_on": str(TOMORROW)}
        good(await lead(await as_person(person), group, successor, **form), 201)
        assert await leading(secretariat, group) == [str(person.id)]
        assert await leading(secretariat, group, as_of=str(TOMORROW)) == [str(successor.id)]

    async def test_who_acts_hands_on_no_more_than_they_have(
        self, as_person: Client, build: Build, session: AsyncSession
    ) -> None:
        group, person = await build.space(), await build.member()
        mine = await leads(build, person, group)
        mine.acting, mine.due_on = True, NEXT_MONTH
        await session.flush()
        client, successor = await as_person(person), await seated(build, group)
        longer = str(NEXT_MONTH + timedelta(days=1))
        for form in ({}, {"acting": True}, {"acting": True, "due_on": longer}):
            answer = await lead(client, group, successor, succeeds=str(mine.id), **form)
            assert problem(answer) == (403, "forbidden")
        assert problem(await lead(client, group, person, succeeds=str(mine.id))) == (403, "forbidden")
        as_much: dict[str, Any] = {"acting": True, "due_on": str(NEXT_MONTH), "succeeds": str(mine.id)}
        good(await lead(client, group, successor, **as_much), 201)

    async def test_the_secretariat_makes_an_acting_chair_the_chair(
        self, secretariat: AsyncClient, build: Build
    ) -> None:
        group = await build.space()
        person = await seated(build, group)
        acting = good(await lead(secretariat, group, person, acting=True), 201)
        made = good(await lead(secretariat, group, person, succeeds=acting["id"]), 201)
        assert made["acting"] is False
        assert await leading(secretariat, group) == [str(person.id)]

    async def test_only_what_lasts_is_handed_over_and_as_what_it_is(
        self, secretariat: AsyncClient, build: Build, session: AsyncSession
    ) -> None:
        group, other = await build.space(), await build.space()
        former, successor = await seated(build, group), await seated(build, group)
        over = good(await lead(secretariat, group, former), 201)
        elsewhere = await leads(build, await build.member(), other)
        wrong = await lead(secretariat, group, successor, "lead", succeeds=over["id"])
        assert malformed(wrong) == {"/role": "not_the_same_role"}
        wrong = await lead(secretariat, group, successor, succeeds=str(elsewhere.id))
        assert malformed(wrong) == {"/succeeds": "unknown_reference"}
        early = {"succeeds": over["id"], "starts_on": str(YESTERDAY)}
        assert malformed(await lead(secretariat, group, successor, **early)) == {
            "/starts_on": "period_inverted"
        }
        good(await step_down(secretariat, over, reason="They moved."))
        late = await lead(secretariat, group, successor, succeeds=over["id"])
        assert malformed(late) == {"/succeeds": "role_ended"}
        assert await counted(session, Leader) == 2


class TestWhoMay:
    async def test_naming_is_for_known_callers_with_the_right(
        self, public: AsyncClient, organisation_client: Client, as_person: Client, build: Build
    ) -> None:
        group = await build.space()
        person = await seated(build, group)
        assert problem(await lead(public, group, person)) == (401, "unauthenticated")
        own = await organisation_client(await build.organisation())
        assert problem(await lead(own, group, person)) == (403, "forbidden")
        assert problem(await lead(await as_person(person), group, person)) == (403, "forbidden")

    @pytest.mark.rule("S19", "R16")
    async def test_leaders_of_a_working_group_name_and_end_the_leads_of_its_workstreams_and_no_others(
        self, as_person: Client, build: Build
    ) -> None:
        group, chair = await build.space(), await build.member()
        stream, other = await build.space("workstream", parent=group), await build.space("workstream")
        await leads(build, chair, group)
        person, stranger = await seated(build, stream), await seated(build, other)
        client = await as_person(chair)
        made = good(await lead(client, stream, person, "lead"), 201)
        assert (made["member_id"], made["name"]) == (str(person.id), person.full_name)
        assert malformed(await step_down(client, made)) == {"/reason": "required"}
        assert good(await step_down(client, made, reason="A new plan."))["ends_on"] == str(TODAY)
        assert problem(await lead(client, other, stranger, "lead")) == (403, "forbidden")
        another = await seated(build, group)
        assert problem(await lead(client, group, another)) == (403, "forbidden")
        reason = {"override_reason": "I should like it."}
        assert problem(await lead(client, stream, person, "lead", **reason)) == (403, "forbidden")

    async def test_nobody_ends_or_hands_over_anothers_role_in_their_own_space(
        self, as_person: Client, build: Build
    ) -> None:
        group, one, two = await build.space(), await build.member(), await build.member()
        await leads(build, one, group)
        theirs = await leads(build, two, group)
        client, successor = await as_person(one), await seated(build, group)
        assert problem(await step_down(client, theirs, reason="Enough.")) == (403, "forbidden")
        assert problem(await lead(client, group, successor, succeeds=str(theirs.id))) == (403, "forbidden")

    async def test_a_leader_of_something_else_is_no_leader_here(self, as_role: Client, build: Build) -> None:
        group = await build.space()
        theirs = await leads(build, await build.member(), group)
        stranger = await as_role("leader", await build.space("task_team"))
        assert problem(await step_down(stranger, theirs, reason="Enough.")) == (403, "forbidden")

    @pytest.mark.parametrize("begins", [LONG_AGO, TOMORROW])
    async def test_whoever_was_named_can_always_step_down(
        self, as_person: Client, secretariat: AsyncClient, build: Build, session: AsyncSession, begins: date
    ) -> None:
        group, person = await build.space(), await build.member()
        await sits(build, person, group)
        made = good(await lead(secretariat, group, person, starts_on=str(begins)), 201)
        ended = good(await step_down(await as_person(person), made))
        assert ended["ends_on"] == str(max(begins, TODAY))
        assert await leading(secretariat, group, as_of=str(TOMORROW)) == []
        again = await step_down(await as_person(person), made)
        assert malformed(again) == {"/ends_on": "role_ended"}
        assert await told(session, made["id"]) == ["leader.named", "leader.ended"]

    async def test_the_past_is_for_the_secretariat(
        self, as_person: Client, secretariat: AsyncClient, build: Build
    ) -> None:
        group, person = await build.space(), await build.member()
        mine = await leads(build, person, group)
        past: dict[str, Any] = {"ends_on": str(YESTERDAY)}
        assert malformed(await step_down(await as_person(person), mine, **past)) == {
            "/ends_on": "in_the_past"
        }
        ended = good(await step_down(secretariat, mine, **past, reason="They had left by then."))
        assert ended["ends_on"] == str(YESTERDAY)

    async def test_roles_of_a_hidden_space_and_of_another_are_as_unknown(
        self, public: AsyncClient, secretariat: AsyncClient, build: Build
    ) -> None:
        group, other = await build.space(), await build.space()
        theirs = await leads(build, await build.member(), other)
        hidden = await build.space("task_team", status="proposed")
        assert as_unknown(await public.get(where(hidden)), await public.get(where(str(UNKNOWN))))
        for answer in (
            await secretariat.get(f"{where(group)}/{theirs.id}"),
            await secretariat.post(f"{where(group)}/{theirs.id}/end", json={"reason": "Enough."}),
        ):
            assert problem(answer) == (404, "not_found")
