"""Who leads a space, over HTTP: named, acting for a time, handed over, stepped down."""

from collections.abc import Awaitable, Callable
from contextlib import AbstractContextManager
from datetime import date, timedelta
from typing import Any

import pytest
from httpx import AsyncClient
from sqlalchemy.ext.asyncio import AsyncSession

from api.models import Leader, Member, Membership, Space
from api.rules.permissions import Role
from tests.answers import good, malformed, problem, refused
from tests.cast import employed, leads, sits
from tests.conftest import Clock
from tests.days import LONG_AGO, TODAY, TOMORROW, YESTERDAY
from tests.factories import Build
from tests.operations import UNKNOWN
from tests.steps import as_unknown, counted, every_page, told

Client = Callable[..., Awaitable[AsyncClient]]
Queries = Callable[[], AbstractContextManager[list[str]]]
NEXT_MONTH = TODAY + timedelta(days=31)


def where(space: Space | str) -> str:
    return f"/v1/spaces/{getattr(space, 'id', space)}/leaders"


async def lead(client: AsyncClient, space: Space, member: Member, role: str = "chair", **form: Any) -> Any:
    return await client.post(where(space), json={"member_id": str(member.id), "role": role, **form})


async def step_down(client: AsyncClient, leader: Any, **form: Any) -> Any:
    """`leader`: a row, or an answer."""
    id_, space = (
        (leader["id"], leader["space_id"]) if isinstance(leader, dict) else (leader.id, leader.space_id)
    )
    return await client.post(f"{where(str(space))}/{id_}/end", json=form)


async def leading(client: AsyncClient, space: Space, **asked: Any) -> list[str]:
    """The ids of who leads it, as the space tells."""
    found = good(await client.get(f"/v1/spaces/{space.id}", params=asked))["leaders"]
    return [one["member_id"] for one in found]


async def seated(build: Build, space: Space, name: str | None = None) -> Member:
    person = await build.member(name)
    await sits(build, person, space)
    return person


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
        short: tuple[dict[str, Any], ...] = ({}, {"acting": True}, {"acting": True, "due_on": longer})
        for form in short:
            answer = await lead(client, group, successor, succeeds=str(mine.id), **form)
            assert problem(answer) == (403, "forbidden")
        assert problem(await lead(client, group, person, succeeds=str(mine.id))) == (403, "forbidden")
        fits = {"acting": True, "due_on": str(NEXT_MONTH), "succeeds": str(mine.id)}
        good(await lead(client, group, successor, **fits), 201)

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


class TestLists:
    async def test_those_of_the_day_of_a_role_and_those_who_were(
        self, secretariat: AsyncClient, build: Build, session: AsyncSession
    ) -> None:
        group = await build.space()
        made = [await leads(build, await build.member(), group) for _ in range(3)]
        made[0].ends_on = YESTERDAY
        await session.flush()
        path, first = where(group), {str(made[0].id)}
        rest = {str(one.id) for one in made[1:]}
        assert set(await every_page(secretariat, path, limit=1)) == rest
        assert set(await every_page(secretariat, path, limit=1, sort="-starts_on")) == rest
        assert set(await every_page(secretariat, path, include_ended=True, limit=2)) == first | rest
        assert set(await every_page(secretariat, path, as_of=str(LONG_AGO))) == first | rest
        assert await every_page(secretariat, path, role="lead") == []
        page = good(await secretariat.get(path, params={"total": True, "role": "chair"}))
        assert page["total"] == 2
        assert malformed(await secretariat.get(path, params={"cursor": "e30"})) == {
            "?cursor": "invalid_cursor"
        }

    async def test_the_number_of_queries_does_not_grow(
        self, as_person: Client, public: AsyncClient, build: Build, queries: Queries
    ) -> None:
        group = await build.space()
        client = await as_person(await build.member())
        counts = []
        for _ in range(2):
            await leads(build, await build.member(visibility={"leading": "public"}), group)
            await leads(build, await build.member(), await build.space())
            for caller in (client, public):
                for path in (where(group), "/v1/spaces"):
                    with queries() as seen:
                        good(await caller.get(path))
                    counts.append(len(seen))
        assert counts[:4] == counts[4:]


class TestNames:
    async def test_a_leaders_name_is_public_by_their_own_choice_alone(
        self, public: AsyncClient, as_person: Client, organisation_client: Client, build: Build
    ) -> None:
        group, body = await build.space(), await build.organisation("Ours")
        person = await build.member("Amina Yusuf")
        seat = await sits(build, person, group, body)
        await build.rows(_chair(seat, person))
        stranger = await organisation_client(await build.organisation())

        async def named(client: AsyncClient) -> tuple[str | None, str | None, str]:
            (one,) = good(await client.get(f"/v1/spaces/{group.id}"))["leaders"]
            (listed,) = good(await client.get(where(group)))["items"]
            assert (listed["name"], listed["member_id"]) == (one["name"], one["member_id"])
            return one["name"], one["member_id"], one["organisation_name"]

        known = ("Amina Yusuf", str(person.id), "Ours")
        assert await named(public) == await named(stranger) == (None, None, "Ours")
        assert await named(await as_person(person)) == known
        assert await named(await organisation_client(body)) == known
        path = f"/v1/members/{person.id}"
        client = await as_person(person)
        tag = {"If-Match": (await client.get(path)).headers["ETag"]}
        chosen = await client.patch(path, json={"visibility": {"leading": "public"}}, headers=tag)
        assert good(chosen)["visibility"] == {"leading": "public"}
        assert await named(public) == await named(stranger) == ("Amina Yusuf", None, "Ours")

    @pytest.mark.rule("R33")
    @pytest.mark.parametrize("columns", [{"at_risk": True, "pseudonym": "Zahra"}, {"status": "suspended"}])
    async def test_at_risk_or_resting_nobody_is_named_whatever_they_chose(
        self, public: AsyncClient, build: Build, columns: dict[str, Any]
    ) -> None:
        group = await build.space()
        await leads(build, await build.member("Amina", visibility={"leading": "public"}, **columns), group)
        answer = await public.get(f"/v1/spaces/{group.id}")
        assert good(answer)["leaders"][0]["name"] is None
        assert not {"Amina", "Zahra"} & set(answer.text.split('"'))

    async def test_who_leads_no_longer_is_named_to_nobody_by_that_choice(
        self, public: AsyncClient, build: Build, session: AsyncSession
    ) -> None:
        group = await build.space()
        row = await leads(build, await build.member("Amina", visibility={"leading": "public"}), group)
        row.ends_on = TODAY
        await session.flush()
        (one,) = good(await public.get(where(group), params={"as_of": str(YESTERDAY)}))["items"]
        assert (one["name"], one["ends_on"]) == (None, None)

    async def test_an_employer_does_not_learn_where_its_staff_lead_for_themselves(
        self, organisation_client: Client, build: Build
    ) -> None:
        team, body = await build.space("task_team"), await build.organisation()
        person = await build.member("Amina", organisation=body)
        await leads(build, person, team)
        (one,) = good(await (await organisation_client(body)).get(where(team)))["items"]
        assert (one["name"], one["member_id"]) == (None, None)

    async def test_the_choice_to_be_named_is_public_or_none(
        self, secretariat: AsyncClient, session: AsyncSession
    ) -> None:
        answer = await secretariat.post(
            "/v1/members", json={"full_name": "Amina", "visibility": {"leading": "network"}}
        )
        assert malformed(answer) == {"/visibility/leading": "not_in_list"}
        assert await counted(session, Member) == 0


def _chair(seat: Membership, person: Member) -> Leader:
    return Leader(
        space_id=seat.space_id,
        membership_id=seat.id,
        member_id=person.id,
        role="chair",
        starts_on=seat.starts_on,
    )


async def test_everything_a_leader_named_is_told_in_the_audit(
    as_role: Client, secretariat: AsyncClient, build: Build
) -> None:
    group = await build.space()
    made = good(await lead(secretariat, group, await seated(build, group)), 201)
    good(await step_down(secretariat, made, reason="They moved on."))
    staff = await as_role(Role.staff)
    asked = {"subject_type": "leader", "subject_id": made["id"]}
    events = good(await staff.get("/v1/audit-events", params=asked))["items"]
    assert sorted((one["action"], one["reason"]) for one in events) == [
        ("leader.ended", "They moved on."),
        ("leader.named", None),
    ]
