"""Goals and work plans over HTTP: who drafts them, who adopts them and how, and who sees them (S8, S18)."""

from collections.abc import Awaitable, Callable
from contextlib import AbstractContextManager
from datetime import date
from typing import Any
from uuid import uuid4

import pytest
from httpx import AsyncClient
from sqlalchemy import select

from api.models import Mandate, Plan, Space
from api.rules.enums import SpaceType
from api.rules.permissions import Role
from tests.answers import good, malformed, problem, refused
from tests.cast import cast, sits
from tests.conftest import Clock
from tests.days import LONG_AGO, TODAY, TOMORROW, YESTERDAY
from tests.factories import Build
from tests.steps import counted, every_page, on_top, told

Client = Callable[..., Awaitable[AsyncClient]]
Queries = Callable[[], AbstractContextManager[list[str]]]
WORK = {"kind": "work_plan", "title": "Work plan 2025-2028", "priorities": ["Refugee teachers", "Girls"]}
GOALS = {"kind": "goals", "title": "Strategic goals 2026-2030", "content": "Four goals."}
MEETING = {"adopted_on": str(YESTERDAY), "minutes_reference": "Minutes of the spring meeting, item 2"}


@pytest.fixture
async def group(build: Build) -> Space:
    return await build.space()


@pytest.fixture
async def council(build: Build) -> Space:
    return await build.space("steering_group")


def path(space: Space, plan: Any = None) -> str:
    return f"/v1/spaces/{space.id}/plans" + (f"/{plan['id']}" if plan else "")


async def draft(client: AsyncClient, space: Space, form: dict[str, Any] = WORK, **fields: Any) -> Any:
    return good(await client.post(path(space), json={**form, **fields}), 201)


async def adopt(client: AsyncClient, space: Space, plan: Any, **fields: Any) -> Any:
    return await client.post(f"{path(space, plan)}/adoption", json=fields)


class TestDrafting:
    @pytest.mark.rule("S18")
    async def test_a_chair_drafts_the_work_plan_of_the_mandate_with_its_priorities(
        self, as_person: Client, build: Build, group: Space
    ) -> None:
        chair = await as_person(await cast(build, Role.leader, group))
        answer = await chair.post(path(group), json=WORK | {"link": "https://example.org/plan"})
        made = good(answer, 201)
        mandate = (await build.session.scalars(select(Mandate))).one()
        assert made.items() >= {**WORK, "mandate_id": str(mandate.id), "starts_on": str(LONG_AGO)}.items()
        assert made["adopted_on"] is None and made["link"] == "https://example.org/plan"
        assert answer.headers["Location"] == path(group, made)
        assert good(await chair.get(path(group, made))) == made
        assert await told(build.session, made["id"]) == ["plan.created"]

    @pytest.mark.rule("S18")
    async def test_a_mandate_has_one_work_plan(
        self, secretariat: AsyncClient, build: Build, group: Space
    ) -> None:
        await draft(secretariat, group)
        assert problem(await secretariat.post(path(group), json=WORK)) == (409, "plan_exists")
        assert await counted(build.session, Plan) == 1

    @pytest.mark.rule("S18", "R21")
    async def test_the_next_mandate_has_its_own_and_may_be_planned_before_it_begins(
        self, secretariat: AsyncClient, build: Build
    ) -> None:
        group = await build.space(mandate=(date(2023, 6, 1), date(2026, 6, 1)))
        present = (await build.session.scalars(select(Mandate))).one()
        present.ends_on = date(2026, 6, 1)
        await build.rows()
        coming = await build.mandate(group, date(2026, 6, 1), date(2029, 6, 1))
        await draft(secretariat, group)
        made = await draft(secretariat, group, mandate_id=str(coming.id))
        assert (made["mandate_id"], made["starts_on"]) == (str(coming.id), "2026-06-01")

    async def test_a_working_group_between_mandates_plans_nothing(
        self, secretariat: AsyncClient, build: Build
    ) -> None:
        group = await build.space(mandate=False)
        assert refused(await secretariat.post(path(group), json=WORK)) == ["space_not_open"]

    async def test_a_plan_is_of_a_mandate_of_its_own_group(
        self, secretariat: AsyncClient, build: Build, group: Space
    ) -> None:
        other = await build.space()
        theirs = await build.session.scalar(select(Mandate.id).where(Mandate.space_id == other.id))
        for id_ in (theirs, uuid4()):
            answer = await secretariat.post(path(group), json=WORK | {"mandate_id": str(id_)})
            assert malformed(answer) == {"/mandate_id": "unknown_reference"}

    @pytest.mark.rule("S8")
    async def test_the_steering_group_sets_goals_and_plans_without_a_mandate(
        self, secretariat: AsyncClient, council: Space
    ) -> None:
        for form in (GOALS, {"kind": "work_plan", "title": "Plan for 2026"}, GOALS):
            made = await draft(secretariat, council, form)
            assert (made["mandate_id"], made["starts_on"]) == (None, str(TODAY))
        answer = await secretariat.post(path(council), json=GOALS | {"mandate_id": str(uuid4())})
        assert malformed(answer) == {"/mandate_id": "not_for_this_type"}

    @pytest.mark.rule("S8", "S18")
    @pytest.mark.parametrize("type_", [type_ for type_ in SpaceType if type_ != "steering_group"])
    async def test_goals_are_the_steering_groups_and_work_plans_the_working_groups(
        self, secretariat: AsyncClient, build: Build, type_: SpaceType
    ) -> None:
        space = await build.space(type_)
        answer = await secretariat.post(path(space), json=GOALS)
        assert malformed(answer) == {"/kind": "not_for_this_type"}
        answer = await secretariat.post(path(space), json=WORK)
        if type_ is SpaceType.working_group:
            good(answer, 201)
        else:
            assert malformed(answer) == {"/kind": "not_for_this_type"}

    async def test_a_group_that_has_ended_plans_no_more(self, secretariat: AsyncClient, build: Build) -> None:
        council = await build.space("steering_group", status="rejected")
        assert refused(await secretariat.post(path(council), json=GOALS)) == ["space_not_open"]

    @pytest.mark.parametrize(
        ("fields", "expected"),
        [
            ({"priorities": []}, {"/priorities": "too_few"}),
            ({"priorities": ["One"] * 51}, {"/priorities": "too_many"}),
            ({"title": ""}, {"/title": "too_short"}),
            ({"kind": "vision"}, {"/kind": "not_in_list"}),
            ({"link": "a page"}, {"/link": "not_a_url"}),
            ({"ends_on": "2025-02-28"}, {"/ends_on": "period_inverted"}),
            ({"adopted_on": str(TODAY)}, {"/adopted_on": "unknown_field"}),
        ],
    )
    async def test_is_refused_where_it_is_malformed(
        self,
        secretariat: AsyncClient,
        build: Build,
        group: Space,
        fields: dict[str, Any],
        expected: dict[str, str],
    ) -> None:
        assert malformed(await secretariat.post(path(group), json=WORK | fields)) == expected
        assert await counted(build.session, Plan) == 0

    async def test_a_draft_is_edited_on_top_of_what_was_read(
        self, secretariat: AsyncClient, build: Build, group: Space
    ) -> None:
        made = await draft(secretariat, group)
        edited = good(
            await on_top(
                secretariat, "PATCH", path(group, made), priorities=["Teachers"], ends_on="2028-03-01"
            )
        )
        assert (edited["priorities"], edited["ends_on"]) == (["Teachers"], "2028-03-01")
        for fields, expected in (
            ({"priorities": []}, {"/priorities": "too_few"}),
            ({"starts_on": "2028-03-02"}, {"/ends_on": "period_inverted"}),
            ({"title": None}, {"/title": "wrong_type"}),
            ({"kind": "goals"}, {"/kind": "unknown_field"}),
        ):
            assert malformed(await on_top(secretariat, "PATCH", path(group, made), **fields)) == expected
        stale = await secretariat.patch(path(group, made), json={}, headers={"If-Match": '"1-x"'})
        assert problem(stale) == (412, "precondition_failed")
        assert await told(build.session, made["id"]) == ["plan.created", "plan.updated"]


class TestAdopting:
    @pytest.mark.rule("S18")
    async def test_a_working_group_adopts_in_a_meeting_of_its_own(
        self, as_person: Client, build: Build, group: Space
    ) -> None:
        chair = await as_person(await cast(build, Role.leader, group))
        made = await draft(chair, group)
        adopted = good(await adopt(chair, group, made, **MEETING))
        assert adopted.items() >= {**MEETING, "decision_id": None}.items()
        assert await told(build.session, made["id"]) == ["plan.created", "plan.adopted"]

    @pytest.mark.parametrize(
        ("fields", "expected"),
        [
            ({}, {"/adopted_on": "required", "/minutes_reference": "required"}),
            ({**MEETING, "adopted_on": str(TOMORROW)}, {"/adopted_on": "in_the_future"}),
            ({**MEETING, "decision_id": str(uuid4())}, {"/decision_id": "not_for_this_type"}),
        ],
    )
    async def test_which_names_its_day_and_its_minutes_and_no_decision_of_others(
        self, secretariat: AsyncClient, group: Space, fields: dict[str, Any], expected: dict[str, str]
    ) -> None:
        made = await draft(secretariat, group)
        assert malformed(await adopt(secretariat, group, made, **fields)) == expected
        assert good(await secretariat.get(path(group, made))) == made

    @pytest.mark.rule("S8", "R17")
    @pytest.mark.parametrize("named", [True, False])
    async def test_the_steering_groups_is_adopted_by_its_decision_on_record(
        self, secretariat: AsyncClient, build: Build, council: Space, named: bool
    ) -> None:
        made = await draft(secretariat, council, GOALS)
        plan = await build.session.get_one(Plan, made["id"])
        decision = await build.decision(plan, decided_on=YESTERDAY)
        adopted = good(
            await adopt(secretariat, council, made, **({"decision_id": str(decision.id)} if named else {}))
        )
        assert adopted["decision_id"] == str(decision.id)
        assert (adopted["adopted_on"], adopted["minutes_reference"]) == (str(YESTERDAY), None)

    @pytest.mark.rule("S8", "R17")
    async def test_its_decision_on_the_plan_is_recorded_as_any_other(
        self, secretariat: AsyncClient, council: Space
    ) -> None:
        made = await draft(secretariat, council, GOALS)
        record = {
            "body_id": str(council.id),
            "subject_type": "plan",
            "subject_id": made["id"],
            "outcome": "approved",
            "decided_on": str(YESTERDAY),
            "minutes_reference": "SG 2026/2, item 3",
        }
        decision = good(await secretariat.post("/v1/decisions", json=record), 201)
        adopted = good(await adopt(secretariat, council, made))
        assert (adopted["decision_id"], adopted["adopted_on"]) == (decision["id"], str(YESTERDAY))

    @pytest.mark.rule("S8", "R17")
    async def test_and_by_nothing_else(
        self, secretariat: AsyncClient, as_person: Client, build: Build, council: Space
    ) -> None:
        made, other = [await draft(secretariat, council, GOALS) for _ in range(2)]
        plans = [await build.session.get_one(Plan, one["id"]) for one in (made, other)]
        elsewhere = await build.decision(plans[1])
        about_a_space = await build.decision(council)
        rejected = await build.decision(plans[0], outcome="rejected")
        of_others = await build.decision(plans[0], body=await build.space())
        chair = await as_person(await cast(build, Role.leader, council))
        for client in (secretariat, chair):
            for decision in (None, elsewhere, about_a_space, rejected, of_others):
                fields = {"decision_id": str(decision.id)} if decision else {}
                answer = await adopt(client, council, made, **fields)
                assert refused(answer) == ["steering_group_approval_missing"]
        answer = await adopt(secretariat, council, made, decision_id=str(uuid4()))
        assert malformed(answer) == {"/decision_id": "unknown_reference"}
        answer = await adopt(secretariat, council, made, **MEETING)
        expected = {"/adopted_on": "not_for_this_type", "/minutes_reference": "not_for_this_type"}
        assert malformed(answer) == expected
        assert good(await secretariat.get(path(council, made))) == made

    @pytest.mark.rule("R17")
    async def test_what_the_steering_group_took_back_adopts_nothing(
        self, secretariat: AsyncClient, build: Build, council: Space
    ) -> None:
        made = await draft(secretariat, council, GOALS)
        plan = await build.session.get_one(Plan, made["id"])
        early = await build.decision(plan, decided_on=date(2026, 4, 1))
        await build.decision(plan, outcome="rejected", decided_on=date(2026, 4, 20))
        answer = await adopt(secretariat, council, made, decision_id=str(early.id))
        assert refused(answer) == ["steering_group_approval_missing"]

    async def test_what_is_adopted_stays_as_it_was_adopted(
        self, secretariat: AsyncClient, group: Space
    ) -> None:
        made = await draft(secretariat, group)
        adopted = good(await adopt(secretariat, group, made, **MEETING))
        edited = await on_top(secretariat, "PATCH", path(group, made), title="Something else")
        assert problem(edited) == (409, "conflict")
        assert problem(await adopt(secretariat, group, made, **MEETING)) == (409, "conflict")
        assert good(await secretariat.get(path(group, made))) == adopted


class TestWhoSeesAndWrites:
    async def test_whoever_takes_part_sees_a_groups_and_its_leaders_write(
        self,
        public: AsyncClient,
        secretariat: AsyncClient,
        as_person: Client,
        organisation_client: Client,
        build: Build,
        group: Space,
    ) -> None:
        made, body, representative = (
            await draft(secretariat, group),
            await build.organisation(),
            await build.member(),
        )
        await sits(build, representative, group, body)
        for client in (await as_person(representative), await organisation_client(body)):
            assert good(await client.get(path(group)))["items"] == [made]
            assert problem(await client.post(path(group), json=WORK)) == (403, "forbidden")
        inside = await as_person(representative)
        assert problem(await on_top(inside, "PATCH", path(group, made), title="?")) == (403, "forbidden")
        assert problem(await adopt(inside, group, made, **MEETING)) == (403, "forbidden")
        for client in (
            await as_person(await build.member()),
            await as_person(await cast(build, Role.steering_representative)),
            await organisation_client(await build.organisation()),
        ):
            assert problem(await client.get(path(group))) == (404, "not_found")
            assert problem(await client.get(path(group, made))) == (404, "not_found")
        assert problem(await public.get(path(group))) == (401, "unauthenticated")

    @pytest.mark.rule("S8")
    async def test_what_the_steering_group_adopted_is_for_every_active_member_and_its_drafts_are_not(
        self, secretariat: AsyncClient, as_person: Client, build: Build, council: Space
    ) -> None:
        made, waiting = [await draft(secretariat, council, GOALS) for _ in range(2)]
        await build.decision(await build.session.get_one(Plan, made["id"]))
        adopted = good(await adopt(secretariat, council, made))
        anybody = await as_person(await build.member())
        assert good(await anybody.get(path(council)))["items"] == [adopted]
        assert good(await anybody.get(path(council, adopted))) == adopted
        assert problem(await anybody.get(path(council, waiting))) == (404, "not_found")
        inside = await as_person(await cast(build, Role.steering_representative))
        assert {one["id"] for one in good(await inside.get(path(council)))["items"]} == {
            made["id"],
            waiting["id"],
        }
        for status in ("unconfirmed", "external", "suspended"):
            outside = await as_person(await build.member(status=status))
            assert problem(await outside.get(path(council))) == (404, "not_found")


class TestTheList:
    async def test_is_filtered_sorted_and_paged(
        self, secretariat: AsyncClient, build: Build, council: Space
    ) -> None:
        made = [
            await draft(secretariat, council, GOALS if n % 2 else {"kind": "work_plan", "title": "A year"})
            for n in range(5)
        ]
        ids = [one["id"] for one in made]
        await build.decision(await build.session.get_one(Plan, ids[3]))
        good(await adopt(secretariat, council, made[3]))
        assert await every_page(secretariat, path(council), limit=2) == ids
        assert await every_page(secretariat, path(council), limit=2, sort="-created_at") == ids[::-1]
        assert await every_page(secretariat, path(council), kind="goals") == [ids[1], ids[3]]
        assert await every_page(secretariat, path(council), adopted=True) == [ids[3]]
        assert await every_page(secretariat, path(council), adopted=False, kind="goals") == [ids[1]]
        wrong = await secretariat.get(path(council), params={"sort": "title", "of": "2026"})
        assert malformed(wrong) == {"?of": "unknown_parameter"}

    @pytest.mark.rule("S18", "S8")
    async def test_tells_what_held_on_a_day(
        self, secretariat: AsyncClient, build: Build, council: Space, clock: Clock
    ) -> None:
        periods = ((date(2026, 1, 1), date(2027, 1, 1)), (date(2027, 1, 1), None))
        made = [
            await draft(secretariat, council, GOALS, starts_on=str(first), ends_on=last and str(last))
            for first, last in periods
        ]
        for plan in made:
            row = await build.session.get_one(Plan, plan["id"])
            await build.decision(row, decided_on=date(2026, 3, 1))
            good(await adopt(secretariat, council, plan))
        clock.set(date(2026, 12, 1))

        async def on(day: str) -> list[int]:
            found = good(await secretariat.get(path(council), params={"as_of": day}))["items"]
            return [[one["id"] for one in made].index(one["id"]) for one in found]

        days = ("2026-02-28", "2026-03-01", "2026-12-31", "2027-01-01")
        assert [await on(day) for day in days] == [[], [0], [0], [1]]

    async def test_costs_the_same_queries_however_long_it_is(
        self, secretariat: AsyncClient, council: Space, queries: Queries
    ) -> None:
        async def cost() -> int:
            with queries() as seen:
                good(await secretariat.get(path(council)))
            return len(seen)

        await draft(secretariat, council, GOALS)
        few = await cost()
        for _ in range(5):
            await draft(secretariat, council, GOALS)
        assert await cost() == few <= 4


@pytest.mark.rule("S8", "R17")
async def test_what_the_steering_group_approved_is_not_rewritten_before_it_is_adopted(
    secretariat: AsyncClient, build: Build, council: Space
) -> None:
    draft = good(await secretariat.post(path(council), json=GOALS), 201)
    await build.decision(await build.session.get_one(Plan, draft["id"]))
    answer = await on_top(secretariat, "PATCH", path(council, draft), content="Other goals.")
    assert problem(answer) == (409, "conflict")
