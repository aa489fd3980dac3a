"""Tasks of a space over HTTP: who sees them, who keeps them, and what was open on a day."""

from collections.abc import Awaitable, Callable
from contextlib import AbstractContextManager
from datetime import date
from typing import Any
from uuid import uuid4

import pytest
from httpx import AsyncClient

from api.models import Space, Task
from api.rules.permissions import Role
from tests.answers import good, malformed, problem, refused
from tests.cast import cast, employed, leads, sits, speaks_for
from tests.conftest import Clock
from tests.days import TODAY, TOMORROW, YESTERDAY
from tests.factories import Build
from tests.steps import counted, every_page, on_top, told

Client = Callable[..., Awaitable[AsyncClient]]
Queries = Callable[[], AbstractContextManager[list[str]]]


@pytest.fixture
async def team(build: Build) -> Space:
    return await build.space("task_team")


def path(space: Space, task: Any = None) -> str:
    return f"/v1/spaces/{space.id}/tasks" + (f"/{task['id']}" if task else "")


async def add(client: AsyncClient, space: Space, title: str = "Translate the toolkit", **fields: Any) -> Any:
    return good(await client.post(path(space), json={"title": title, **fields}), 201)


async def mark(client: AsyncClient, space: Space, task: Any, status: str, **fields: Any) -> Any:
    return await on_top(client, "PATCH", path(space, task), status=status, **fields)


class TestKeeping:
    @pytest.mark.rule("S33", "S32")
    async def test_a_convener_adds_a_task_of_the_team(
        self, as_person: Client, build: Build, team: Space
    ) -> None:
        convener, owner = await cast(build, Role.leader, team), await build.member("Amina Yusuf")
        await build.seat(team, owner)
        client = await as_person(convener)
        form = {
            "title": "Review the draft",
            "description": "Chapters 2 and 3.",
            "owner_id": str(owner.id),
            "due_on": "2026-06-30",
        }
        answer = await client.post(path(team), json=form)
        made = good(answer, 201)
        assert made.items() >= {**form, "status": "open", "starts_on": str(TODAY), "closed_on": None}.items()
        assert made["owner_name"] == "Amina Yusuf"
        assert answer.headers["Location"] == path(team, made)
        assert good(await client.get(path(team, made))) == made
        assert await told(build.session, made["id"]) == ["task.created"]

    async def test_a_facilitator_adds_one_of_the_community(self, as_person: Client, build: Build) -> None:
        community = await build.space("language_community")
        await add(await as_person(await cast(build, Role.facilitator, community)), community)

    async def test_done_is_done_on_a_day_and_may_be_opened_again(
        self, secretariat: AsyncClient, build: Build, team: Space, clock: Clock
    ) -> None:
        task = await add(secretariat, team)
        clock.set(TOMORROW)
        done = good(await mark(secretariat, team, task, "done"))
        assert (done["status"], done["closed_on"]) == ("done", str(TOMORROW))
        again = good(await mark(secretariat, team, task, "open"))
        assert (again["status"], again["closed_on"]) == ("open", None)
        assert good(await mark(secretariat, team, task, "dropped"))["closed_on"] == str(TOMORROW)
        assert await told(build.session, task["id"]) == [
            "task.created",
            "task.done",
            "task.reopened",
            "task.dropped",
        ]

    async def test_what_was_done_before_it_was_told_keeps_its_day(
        self, secretariat: AsyncClient, team: Space, clock: Clock
    ) -> None:
        task = await add(secretariat, team)
        clock.set(date(2026, 5, 20))
        done = good(await mark(secretariat, team, task, "done", closed_on="2026-05-10"))
        assert done["closed_on"] == "2026-05-10"
        corrected = good(await on_top(secretariat, "PATCH", path(team, task), closed_on="2026-05-11"))
        assert corrected["closed_on"] == "2026-05-11"

    @pytest.mark.parametrize(
        ("fields", "expected"),
        [
            ({"status": "done", "closed_on": str(TOMORROW)}, {"/closed_on": "in_the_future"}),
            ({"status": "done", "closed_on": str(YESTERDAY)}, {"/closed_on": "period_inverted"}),
            ({"closed_on": str(TODAY)}, {"/closed_on": "not_both"}),
            ({"status": "late"}, {"/status": "not_in_list"}),
            ({"status": None}, {"/status": "not_in_list"}),
            ({"title": None}, {"/title": "wrong_type"}),
            ({"owner_id": str(uuid4())}, {"/owner_id": "unknown_reference"}),
            ({"space_id": str(uuid4())}, {"/space_id": "unknown_field"}),
        ],
    )
    async def test_is_refused_where_it_is_malformed(
        self, secretariat: AsyncClient, team: Space, fields: dict[str, Any], expected: dict[str, str]
    ) -> None:
        task = await add(secretariat, team)
        assert malformed(await on_top(secretariat, "PATCH", path(team, task), **fields)) == expected
        assert good(await secretariat.get(path(team, task))) == task

    async def test_nobody_edits_what_was_edited_meanwhile(
        self, secretariat: AsyncClient, team: Space
    ) -> None:
        task = await add(secretariat, team)
        await mark(secretariat, team, task, "done")
        stale = await secretariat.patch(
            path(team, task), json={"title": "Another"}, headers={"If-Match": '"1-x"'}
        )
        assert problem(stale) == (412, "precondition_failed")
        bare = await secretariat.patch(path(team, task), json={"title": "Another"})
        assert problem(bare) == (428, "precondition_required")

    @pytest.mark.rule("R11")
    @pytest.mark.parametrize("status", ["disbanded", "rejected"])
    async def test_a_space_that_has_ended_takes_no_new_task_and_opens_none_again(
        self, secretariat: AsyncClient, build: Build, status: str
    ) -> None:
        space = await build.space("task_team", status=status)
        assert refused(await secretariat.post(path(space), json={"title": "One more"})) == ["space_not_open"]
        assert await counted(build.session, Task) == 0
        task = Task(space_id=space.id, title="Done", status="done", starts_on=TODAY, closed_on=TODAY)
        await build.rows(task)
        answer = await mark(secretariat, space, {"id": task.id}, "open")
        assert refused(answer) == ["space_not_open"]


class TestOwners:
    async def test_is_somebody_who_takes_part_or_staff(
        self, secretariat: AsyncClient, build: Build, team: Space
    ) -> None:
        group = await build.space()
        member, staff, representative = [await build.member() for _ in range(3)]
        await build.seat(team, member)
        await employed(build, staff)
        await sits(build, representative, group)
        for space, owner, fits in (
            (team, member, True),
            (team, staff, True),
            (group, representative, True),
            (group, member, False),
            (team, representative, False),
            (team, await build.member(), False),
        ):
            form = {"title": "Write it up", "owner_id": str(owner.id)}
            answer = await secretariat.post(path(space), json=form)
            if fits:
                assert good(answer, 201)["owner_id"] == str(owner.id)
            else:
                assert malformed(answer) == {"/owner_id": "not_in_the_space"}

    async def test_marks_their_own_done_and_opens_it_again_but_does_no_more(
        self, secretariat: AsyncClient, as_person: Client, build: Build, team: Space
    ) -> None:
        owner = await build.member()
        await build.seat(team, owner)
        mine, others = await add(secretariat, team, owner_id=str(owner.id)), await add(secretariat, team)
        client = await as_person(owner)
        assert good(await mark(client, team, mine, "done"))["status"] == "done"
        assert good(await mark(client, team, mine, "open"))["status"] == "open"
        for task, fields in (
            (mine, {"status": "dropped"}),
            (mine, {"title": "Something else"}),
            (mine, {"owner_id": None}),
            (others, {"status": "done"}),
        ):
            answer = await on_top(client, "PATCH", path(team, task), **fields)
            assert problem(answer) == (403, "forbidden"), fields
        assert problem(await client.post(path(team), json={"title": "Mine"})) == (403, "forbidden")

    @pytest.mark.rule("R33")
    @pytest.mark.parametrize("way", ["left", "erased"])
    async def test_who_leaves_leaves_their_open_tasks_to_others(
        self, secretariat: AsyncClient, build: Build, team: Space, way: str
    ) -> None:
        owner = await build.member()
        await build.seat(team, owner)
        open_, done = [await add(secretariat, team, owner_id=str(owner.id)) for _ in range(2)]
        good(await mark(secretariat, team, done, "done"))
        at = f"/v1/members/{owner.id}"
        if way == "left":
            good(await on_top(secretariat, "PATCH", at, status="left"))
        else:
            assert (await on_top(secretariat, "DELETE", at)).status_code < 300
        await build.session.commit()
        assert good(await secretariat.get(path(team, open_)))["owner_id"] is None
        assert await told(build.session, open_["id"]) == ["task.created", "task.left"]
        assert await told(build.session, done["id"]) == ["task.created", "task.done"]


class TestWhoSees:
    async def test_whoever_takes_part_and_nobody_else(
        self,
        public: AsyncClient,
        secretariat: AsyncClient,
        as_person: Client,
        organisation_client: Client,
        build: Build,
    ) -> None:
        group, body = await build.space(), await build.organisation()
        task = await add(secretariat, group)
        representative, focal_point, stranger = [await build.member() for _ in range(3)]
        await sits(build, representative, group, body)
        await speaks_for(build, focal_point, body)
        chair = await cast(build, Role.leader, group)
        inside = [await as_person(one) for one in (representative, focal_point, chair)]
        for client in (*inside, await organisation_client(body), secretariat):
            assert [one["id"] for one in good(await client.get(path(group)))["items"]] == [task["id"]]
            assert good(await client.get(path(group, task)))["title"] == task["title"]
        leads_elsewhere = await cast(build, Role.leader, await build.space())
        outside = [await as_person(one) for one in (stranger, leads_elsewhere)]
        for client in (*outside, await organisation_client(await build.organisation())):
            assert problem(await client.get(path(group))) == (404, "not_found")
            assert problem(await client.get(path(group, task))) == (404, "not_found")
        assert problem(await public.get(path(group))) == (401, "unauthenticated")

    async def test_whoever_led_and_no_longer_does_keeps_nothing(
        self, as_person: Client, build: Build, team: Space
    ) -> None:
        leader = await leads(build, await build.member(), team)
        leader.ends_on = TODAY
        await build.rows()
        client = await as_person(await build.session.get_one(type(await build.member()), leader.member_id))
        assert good(await client.get(path(team)))["items"] == []
        assert problem(await client.post(path(team), json={"title": "More"})) == (403, "forbidden")

    @pytest.mark.rule("R33")
    async def test_whoever_is_suspended_takes_no_part(
        self, secretariat: AsyncClient, as_person: Client, build: Build, team: Space
    ) -> None:
        member = await build.member(status="suspended")
        await build.seat(team, member)
        assert problem(await (await as_person(member)).get(path(team))) == (404, "not_found")

    async def test_an_organisation_learns_of_its_representatives_tasks_and_not_where_else_its_staff_sit(
        self, secretariat: AsyncClient, organisation_client: Client, build: Build
    ) -> None:
        group = await build.space("reference_group")
        body = await build.organisation()
        representative, own_account = [await build.member() for _ in range(2)]
        await sits(build, representative, group, body)
        await build.affiliation(own_account, body)
        await build.seat(group, own_account)
        for owner in (representative, own_account):
            await add(secretariat, group, owner_id=str(owner.id))
        client = await organisation_client(body)
        found = good(await client.get(path(group), params={"sort": "created_at"}))["items"]
        assert [one["owner_id"] for one in found] == [str(representative.id), None]
        assert found[0]["owner_name"] and found[1]["owner_name"] is None
        for owner, count in ((representative, 1), (own_account, 0)):
            asked = {"owner_id": str(owner.id)}
            assert len(good(await client.get(path(group), params=asked))["items"]) == count

    async def test_a_task_is_found_in_its_own_space_only(
        self, secretariat: AsyncClient, build: Build, team: Space
    ) -> None:
        task = await add(secretariat, team)
        assert problem(await secretariat.get(path(await build.space(), task))) == (404, "not_found")


class TestTheList:
    async def test_is_filtered_sorted_and_paged(
        self, secretariat: AsyncClient, build: Build, team: Space
    ) -> None:
        owner = await build.member()
        await build.seat(team, owner)
        days = ("2026-07-01", None, "2026-06-01", None, "2026-06-01")
        made = [await add(secretariat, team, f"Task {n}", due_on=day) for n, day in enumerate(days)]
        good(await on_top(secretariat, "PATCH", path(team, made[1]), owner_id=str(owner.id)))
        good(await mark(secretariat, team, made[2], "done"))
        ids = [one["id"] for one in made]

        async def found(**asked: Any) -> list[int]:
            return [ids.index(id_) for id_ in await every_page(secretariat, path(team), **asked)]

        assert await found(limit=2) == [2, 4, 0, 1, 3]
        assert await found(limit=2, sort="-due_on") == [3, 1, 0, 4, 2]
        assert await found(limit=2, sort="created_at") == [0, 1, 2, 3, 4]
        assert await found(status="done") == [2]
        assert await found(owner_id=str(owner.id)) == [1]
        assert await found(due_before="2026-07-01") == [2, 4]
        total = good(await secretariat.get(path(team), params={"total": True, "status": "open"}))["total"]
        assert total == 4
        wrong = await secretariat.get(path(team), params={"state": "open", "sort": "title"})
        assert malformed(wrong) == {"?state": "unknown_parameter"}

    async def test_a_cursor_of_another_space_leads_nowhere(
        self, secretariat: AsyncClient, build: Build, team: Space
    ) -> None:
        for _ in range(2):
            await add(secretariat, team)
        cursor = good(await secretariat.get(path(team), params={"limit": 1}))["next_cursor"]
        other = await build.space("task_team")
        answer = await secretariat.get(path(other), params={"cursor": cursor})
        assert malformed(answer) == {"?cursor": "invalid_cursor"}

    async def test_tells_what_was_open_on_a_day(
        self, secretariat: AsyncClient, team: Space, clock: Clock
    ) -> None:
        days = [date(2026, 5, day) for day in (4, 8, 12, 16, 20, 24)]
        one = await add(secretariat, team, "One")
        clock.set(days[1])
        two = await add(secretariat, team, "Two")
        clock.set(days[2])
        good(await mark(secretariat, team, one, "done"))
        clock.set(days[3])
        await add(secretariat, team, "Three")
        clock.set(days[4])
        good(await mark(secretariat, team, two, "dropped"))
        clock.set(days[5])

        async def on(day: date, **asked: Any) -> list[tuple[str, str]]:
            asked |= {"as_of": str(day), "sort": "created_at"}
            found = good(await secretariat.get(path(team), params=asked))["items"]
            return [(task["title"], task["status"]) for task in found]

        assert [await on(day) for day in (YESTERDAY, *days)] == [
            [],
            [("One", "open")],
            [("One", "open"), ("Two", "open")],
            [("Two", "open")],
            [("Two", "open"), ("Three", "open")],
            [("Three", "open")],
            [("Three", "open")],
        ]
        assert await on(days[3], status="done") == [("One", "done")]
        assert await on(days[5], status="dropped") == [("Two", "dropped")]

    async def test_costs_the_same_queries_however_long_it_is(
        self, as_person: Client, secretariat: AsyncClient, build: Build, team: Space, queries: Queries
    ) -> None:
        async def cost() -> int:
            with queries() as seen:
                good(await client.get(path(team)))
            return len(seen)

        convener = await cast(build, Role.leader, team)
        client = await as_person(convener)
        await add(secretariat, team, owner_id=str(convener.id))
        await cost()
        few = await cost()
        for _ in range(5):
            await add(secretariat, team, owner_id=str(convener.id))
        assert await cost() == few <= 9
