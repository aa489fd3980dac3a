"""A later due day by a recorded decision: of a working group's mandate, or of a workstream (R5, R20, R31)."""

from collections.abc import Awaitable, Callable
from contextlib import AbstractContextManager
from datetime import date
from typing import Any
from uuid import uuid4

import pytest
from httpx import AsyncClient, Response
from sqlalchemy import select

from api.models import Decision, Extension, Mandate, Space
from api.rules.enums import DecisionOutcome
from tests.answers import good, malformed, problem, refused
from tests.conftest import Clock
from tests.days import LONG_AGO, LONG_DUE, TODAY, YESTERDAY
from tests.factories import Build
from tests.steps import counted, every_page, told

Queries = Callable[[], AbstractContextManager[list[str]]]
Client = Callable[..., Awaitable[AsyncClient]]
LATER = date(2029, 3, 1)


@pytest.fixture
async def group(build: Build) -> Space:
    return await build.space("working_group")


@pytest.fixture
async def decision(build: Build, group: Space) -> Decision:
    return await build.decision(group, about="extension")


async def extend(
    client: AsyncClient, space: Space, decision: Decision | Any, due_on: date = LATER
) -> Response:
    form = {"due_on": str(due_on), "decision_id": str(getattr(decision, "id", decision))}
    return await client.post(f"/v1/spaces/{space.id}/extensions", json=form)


async def the_space(client: AsyncClient, space: Space) -> Any:
    return good(await client.get(f"/v1/spaces/{space.id}"))


class TestOfAWorkingGroup:
    @pytest.mark.rule("R20", "R31")
    async def test_moves_the_due_day_and_keeps_the_first(
        self, secretariat: AsyncClient, build: Build, group: Space, decision: Decision
    ) -> None:
        answer = await extend(secretariat, group, decision)
        made = good(answer, 201)
        assert (made["former_due_on"], made["due_on"]) == (str(LONG_DUE), str(LATER))
        assert good(await secretariat.get(answer.headers["Location"])) == made
        (mandate,) = good(await secretariat.get(f"/v1/spaces/{group.slug}/mandates"))["items"]
        assert (mandate["first_due_on"], mandate["due_on"]) == (str(LONG_DUE), str(LATER))
        assert mandate["ends_on"] is None and made["mandate_id"] == mandate["id"]
        assert [one["decision_id"] for one in mandate["extensions"]] == [str(decision.id)]
        assert (await the_space(secretariat, group))["due_on"] == str(LATER)
        assert await told(build.session, group.id) == ["space.extended"]

    @pytest.mark.rule("R20")
    async def test_is_not_there_yet_as_of_an_earlier_day(
        self, secretariat: AsyncClient, group: Space, decision: Decision
    ) -> None:
        good(await extend(secretariat, group, decision), 201)
        for day, due_on, moved in ((YESTERDAY, LONG_DUE, 0), (TODAY, LATER, 1)):
            asked = {"as_of": str(day)}
            (mandate,) = good(await secretariat.get(f"/v1/spaces/{group.id}/mandates", params=asked))["items"]
            assert (mandate["due_on"], len(mandate["extensions"])) == (str(due_on), moved)

    @pytest.mark.rule("R20")
    async def test_comes_late_too_and_then_the_group_takes_seats_again(
        self, secretariat: AsyncClient, build: Build, clock: Clock
    ) -> None:
        group = await build.space("working_group", mandate=(LONG_AGO, YESTERDAY))
        body = await build.organisation()
        asked = {"space_id": str(group.id), "organisation_id": str(body.id), "door": "application"}

        async def codes() -> list[str]:
            found = good(await secretariat.post("/v1/eligibility", json=asked))["findings"]
            return [one["code"] for one in found if one["outcome"] == "fail"]

        assert await codes() == ["space_not_open"]
        signals = [one["code"] for one in (await the_space(secretariat, group))["signals"]]
        assert "mandate_expired" in signals
        good(await extend(secretariat, group, await build.decision(group, about="extension")), 201)
        assert await codes() == []
        signals = [one["code"] for one in (await the_space(secretariat, group))["signals"]]
        assert "mandate_expired" not in signals

    @pytest.mark.rule("R20")
    async def test_is_possible_again_by_another_decision(
        self, secretariat: AsyncClient, build: Build, group: Space, decision: Decision
    ) -> None:
        good(await extend(secretariat, group, decision), 201)
        other = await build.decision(group, about="extension")
        assert refused(await extend(secretariat, group, other)) == ["due_day_not_later"]
        good(await extend(secretariat, group, other, date(2029, 6, 1)), 201)
        found = good(await secretariat.get(f"/v1/spaces/{group.id}/extensions"))["items"]
        assert [one["due_on"] for one in found] == [str(LATER), "2029-06-01"]
        (mandate,) = good(await secretariat.get(f"/v1/spaces/{group.id}/mandates"))["items"]
        assert mandate["first_due_on"] == str(LONG_DUE)

    @pytest.mark.rule("R17", "R20")
    async def test_needs_a_decision_of_its_own(
        self, secretariat: AsyncClient, build: Build, group: Space, decision: Decision
    ) -> None:
        good(await extend(secretariat, group, decision), 201)
        again = await extend(secretariat, group, decision, date(2030, 1, 1))
        assert problem(again) == (409, "decision_used")
        assert await counted(build.session, Extension) == 1

    @pytest.mark.rule("R17")
    @pytest.mark.parametrize(
        "how",
        [
            {"about": "space"},
            {"about": "mandate"},
            {"about": "extension", "outcome": "rejected"},
            {"about": "extension", "decided_on": date(2025, 2, 28)},  # before the mandate
        ],
    )
    async def test_needs_a_decision_that_extends_this_mandate(
        self, secretariat: AsyncClient, build: Build, group: Space, how: dict[str, Any]
    ) -> None:
        decision = await build.decision(group, **how)
        assert refused(await extend(secretariat, group, decision)) == ["steering_group_approval_missing"]
        assert await counted(build.session, Extension) == 0

    @pytest.mark.rule("R17")
    async def test_a_decision_on_another_group_does_not_extend_this_one(
        self, secretariat: AsyncClient, build: Build, group: Space
    ) -> None:
        other = await build.decision(await build.space(), about="extension")
        assert refused(await extend(secretariat, group, other)) == ["steering_group_approval_missing"]

    @pytest.mark.rule("R17")
    async def test_a_later_no_takes_a_yes_back(
        self, secretariat: AsyncClient, build: Build, group: Space, decision: Decision
    ) -> None:
        await build.decision(group, about="extension", outcome=DecisionOutcome.rejected)
        assert refused(await extend(secretariat, group, decision)) == ["steering_group_approval_missing"]

    @pytest.mark.rule("R29")
    async def test_is_refused_for_every_reason_at_once_and_writes_nothing(
        self, secretariat: AsyncClient, build: Build
    ) -> None:
        group = await build.space("working_group", status="disbanded")
        await build.mandate(group, LONG_AGO, LONG_DUE)
        no = await build.decision(group, about="extension", outcome="rejected")
        found = refused(await extend(secretariat, group, no, LONG_DUE))
        assert found == ["space_not_open", "steering_group_approval_missing", "due_day_not_later"]
        assert await counted(build.session, Extension) == 0
        assert await build.session.scalar(select(Mandate.due_on)) == LONG_DUE
        assert await told(build.session, group.id) == []

    @pytest.mark.rule("R20")
    async def test_between_mandates_there_is_nothing_to_extend(
        self, secretariat: AsyncClient, build: Build
    ) -> None:
        group = await build.space("working_group", mandate=False)
        decision = await build.decision(group, about="extension")
        found = refused(await extend(secretariat, group, decision))
        assert found == ["space_not_open", "steering_group_approval_missing"]

    @pytest.mark.rule("R10")
    @pytest.mark.parametrize("type_", ["task_team", "collaborative", "language_community", "steering_group"])
    async def test_a_space_without_a_due_day_has_none_to_move(
        self, secretariat: AsyncClient, build: Build, type_: str
    ) -> None:
        space = await build.space(type_)
        decision = await build.decision(space, about="extension")
        assert "space_not_open" in refused(await extend(secretariat, space, decision))


class TestOfAWorkstream:
    @pytest.mark.rule("R5")
    async def test_moves_its_own_due_day_within_that_of_its_working_group(
        self, secretariat: AsyncClient, build: Build
    ) -> None:
        group = await build.space("working_group", mandate=(LONG_AGO, LATER))
        stream = await build.space("workstream", parent=group)
        decision = await build.decision(stream, about="extension")
        beyond = await extend(secretariat, stream, decision, date(2029, 3, 2))
        assert refused(beyond) == ["due_day_not_later"]
        assert beyond.json()["findings"][0]["source"] == "R5"
        made = good(await extend(secretariat, stream, decision, LATER), 201)
        assert (made["mandate_id"], made["former_due_on"]) == (None, str(LONG_DUE))
        assert (await the_space(secretariat, stream))["due_on"] == str(LATER)

    @pytest.mark.rule("R5")
    async def test_extending_the_working_group_does_not_extend_it(
        self, secretariat: AsyncClient, build: Build, group: Space, decision: Decision
    ) -> None:
        stream = await build.space("workstream", parent=group)
        good(await extend(secretariat, group, decision), 201)
        assert (await the_space(secretariat, stream))["due_on"] == str(LONG_DUE)

    @pytest.mark.rule("R5", "R17")
    async def test_is_not_by_a_decision_on_its_working_group(
        self, secretariat: AsyncClient, build: Build, decision: Decision
    ) -> None:
        group = await build.session.get_one(Space, decision.subject_id)
        stream = await build.space("workstream", parent=group, due_on=TODAY)
        found = refused(await extend(secretariat, stream, decision, LONG_DUE))
        assert found == ["steering_group_approval_missing"]

    @pytest.mark.rule("R5")
    async def test_is_not_possible_while_its_working_group_has_no_mandate(
        self, secretariat: AsyncClient, build: Build
    ) -> None:
        group = await build.space("working_group", mandate=False)
        stream = await build.space("workstream", parent=group)
        decision = await build.decision(stream, about="extension")
        assert "space_not_open" in refused(await extend(secretariat, stream, decision))


class TestTheRecord:
    async def test_what_is_malformed_is_named(
        self, secretariat: AsyncClient, build: Build, group: Space, decision: Decision
    ) -> None:
        path = f"/v1/spaces/{group.id}/extensions"
        assert malformed(await secretariat.post(path, json={})) == {
            "/due_on": "required",
            "/decision_id": "required",
        }
        assert malformed(await extend(secretariat, group, uuid4())) == {"/decision_id": "unknown_reference"}
        assert await counted(build.session, Extension) == 0

    async def test_the_secretariat_alone_extends(
        self,
        public: AsyncClient,
        as_role: Client,
        organisation_client: Client,
        build: Build,
        group: Space,
        decision: Decision,
    ) -> None:
        own = await organisation_client(await build.organisation())
        leader, member = await as_role("leader", group), await as_role("steering_representative")
        assert problem(await extend(public, group, decision)) == (401, "unauthenticated")
        for client in (own, leader, member):
            assert problem(await extend(client, group, decision)) == (403, "forbidden")
        assert await counted(build.session, Extension) == 0

    async def test_everybody_who_sees_the_space_reads_it(
        self, public: AsyncClient, secretariat: AsyncClient, build: Build, group: Space, decision: Decision
    ) -> None:
        made = good(await extend(secretariat, group, decision), 201)
        path = f"/v1/spaces/{group.id}/extensions"
        assert good(await public.get(path))["items"] == [made]
        assert problem(await public.get(f"{path}/{uuid4()}")) == (404, "not_found")
        other = await build.space("working_group")
        elsewhere = await public.get(f"/v1/spaces/{other.id}/extensions/{made['id']}")
        assert problem(elsewhere) == (404, "not_found")
        hidden = await build.space("task_team", status="proposed")
        assert problem(await public.get(f"/v1/spaces/{hidden.id}/extensions")) == (404, "not_found")

    async def test_is_read_page_by_page_at_a_constant_cost(
        self, secretariat: AsyncClient, build: Build, group: Space, queries: Queries
    ) -> None:
        path = f"/v1/spaces/{group.id}/extensions"

        async def cost() -> int:
            with queries() as seen:
                good(await secretariat.get(path))
            return len(seen)

        async def another(month: int) -> Any:
            decision = await build.decision(group, about="extension")
            return good(await extend(secretariat, group, decision, date(2029, month, 1)), 201)

        made = [await another(1)]
        few = await cost()
        made += [await another(month) for month in range(2, 6)]
        assert await every_page(secretariat, path, limit=2) == [one["id"] for one in made]
        assert await cost() == few


@pytest.mark.rule("R20", "R31")
async def test_as_of_a_day_a_mandate_is_told_as_it_was_known_then(
    secretariat: AsyncClient, build: Build, group: Space, decision: Decision
) -> None:
    good(await extend(secretariat, group, decision), 201)
    path = f"/v1/spaces/{group.id}/mandates"
    (now,) = good(await secretariat.get(path))["items"]
    closing = await build.decision(group, about="mandate")
    seen = good(await secretariat.get(f"{path}/{now['id']}/consequences"))["hash"]
    form = {"decision_id": str(closing.id), "consequences": seen}
    ended = good(await secretariat.post(f"{path}/{now['id']}/end", json=form))
    assert (ended["due_on"], ended["ends_on"], len(ended["extensions"])) == (str(LATER), str(TODAY), 1)
    (then,) = good(await secretariat.get(path, params={"as_of": str(YESTERDAY)}))["items"]
    assert (then["due_on"], then["extensions"]) == (str(LONG_DUE), [])
    assert (then["ends_on"], then["closed_by"]) == (None, None)
