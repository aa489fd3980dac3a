"""Mandates of a working group: the next one, none, and what ends with the one before (R11, R20, R21, R22)."""

from collections.abc import Awaitable, Callable
from datetime import date
from typing import Any
from uuid import uuid4

import pytest
from httpx import AsyncClient, Response
from sqlalchemy import select

from api.models import Decision, Mandate, Membership, Organisation, Space
from tests.answers import good, malformed, problem, refused, seat
from tests.conftest import Clock
from tests.days import LONG_AGO, LONG_DUE, TODAY, TOMORROW, YESTERDAY
from tests.factories import Build
from tests.steps import applied, counted, decide, told

Client = Callable[..., Awaitable[AsyncClient]]
AHEAD = date(2026, 7, 1)


@pytest.fixture
async def group(build: Build) -> Space:
    return await build.space("working_group")


@pytest.fixture
async def decision(build: Build, group: Space) -> Decision:
    return await build.decision(group, about="mandate")


async def mandates_of(client: AsyncClient, space: Space, **asked: Any) -> list[Any]:
    found: list[Any] = good(await client.get(f"/v1/spaces/{space.id}/mandates", params=asked))["items"]
    return found


async def preview(client: AsyncClient, space: Space, on: date = TODAY) -> Any:
    """What the end of the last mandate would end."""
    last = (await mandates_of(client, space))[-1]
    path = f"/v1/spaces/{space.id}/mandates/{last['id']}/consequences"
    return good(await client.get(path, params={"ends_on": str(on)}))


async def reopen(
    client: AsyncClient, space: Space, decision: Decision, on: date = TODAY, **form: Any
) -> Response:
    """As the dashboard does: look at what the former mandate takes along, and begin the next."""
    if await mandates_of(client, space):
        form = {"consequences": (await preview(client, space, on))["hash"], **form}
    body = {"starts_on": str(on), "decision_id": str(decision.id), **form}
    return await client.post(f"/v1/spaces/{space.id}/mandates", json=body)


async def close(
    client: AsyncClient, space: Space, decision: Decision, on: date = TODAY, **form: Any
) -> Response:
    last = (await mandates_of(client, space))[-1]
    body = {
        "ends_on": str(on),
        "decision_id": str(decision.id),
        "consequences": (await preview(client, space, on))["hash"],
        **form,
    }
    return await client.post(f"/v1/spaces/{space.id}/mandates/{last['id']}/end", json=body)


async def seated(build: Build, *spaces: Space) -> tuple[Organisation, list[Membership]]:
    body = await build.organisation()
    person = await build.member(organisation=body)
    first, *rest = [await build.seat(space, body) for space in spaces]
    await build.representative(first, person)
    return body, [first, *rest]


async def ends(client: AsyncClient, *seats: Membership) -> list[tuple[str | None, str | None]]:
    found = [await seat(client, one) for one in seats]
    return [(one["ends_on"], one["end_reason"]) for one in found]


class TestTheNext:
    @pytest.mark.rule("R20", "R21", "S16")
    async def test_lasts_three_years_and_carries_no_seat_over(
        self, secretariat: AsyncClient, build: Build, group: Space, decision: Decision
    ) -> None:
        body, (held,) = await seated(build, group)
        answer = await reopen(secretariat, group, decision)
        made = good(answer, 201)
        assert good(await secretariat.get(answer.headers["Location"])) == made
        assert (made["starts_on"], made["due_on"], made["first_due_on"]) == (
            str(TODAY),
            "2029-05-04",
            "2029-05-04",
        )
        assert (made["opened_by"], made["ends_on"]) == (str(decision.id), None)
        former, _ = await mandates_of(secretariat, group)
        assert (former["ends_on"], former["closed_by"]) == (str(TODAY), str(decision.id))
        assert former["due_on"] == str(LONG_DUE)
        assert await ends(secretariat, held) == [(str(TODAY), "mandate_ended")]
        assert (await seat(secretariat, held))["representatives"] == []
        roster = good(await secretariat.get(f"/v1/spaces/{group.id}/roster"))["items"]
        assert roster == []
        before = await secretariat.get(f"/v1/spaces/{group.id}/roster", params={"as_of": "2026-05-03"})
        assert [one["organisation_id"] for one in good(before)["items"]] == [str(body.id)]
        assert await told(build.session, made["id"]) == ["mandate.opened"]
        assert (await told(build.session, held.id)) == ["membership.ended"]

    @pytest.mark.rule("R22")
    async def test_ends_workstream_seats_and_flags_collaborative_ones(
        self, secretariat: AsyncClient, build: Build, group: Space, decision: Decision
    ) -> None:
        other = await build.space()
        stream = await build.space("workstream", parent=group)
        crossing = await build.space("collaborative", working_groups=[group, other])
        _, (held, below, alone) = await seated(build, group, stream, crossing)
        _, (_, _, kept) = await seated(build, group, other, crossing)
        seen = await preview(secretariat, group)
        assert [one["id"] for one in seen["seats_flagged"]] == [str(alone.id)]
        assert str(below.id) in [one["id"] for one in seen["seats_ended"]]
        assert [one["id"] for one in seen["collaboratives_flagged"]] == [str(crossing.id)]
        good(await reopen(secretariat, group, decision), 201)
        assert await ends(secretariat, held, below, alone, kept) == [
            (str(TODAY), "mandate_ended"),
            (str(TODAY), "parent_seat_ended"),
            (None, None),
            (None, None),
        ]
        assert (await seat(secretariat, alone))["eligibility_lapsed_on"] == str(TODAY)
        assert (await seat(secretariat, kept))["eligibility_lapsed_on"] is None
        for space in (group, stream, crossing):
            found = good(await secretariat.get(f"/v1/spaces/{space.id}"))
            assert found["status"] == "active"

    @pytest.mark.rule("R21", "R22")
    async def test_its_preview_names_the_leading_roles_that_end_with_the_seats(
        self, secretariat: AsyncClient, build: Build, group: Space, decision: Decision
    ) -> None:
        stream = await build.space("workstream", parent=group)
        body = await build.organisation()
        person, other = [await build.member(organisation=body) for _ in range(2)]
        roles = []
        for space, who, role in ((group, person, "chair"), (stream, other, "lead")):
            held = await build.seat(space, body, primary=who)
            made = await secretariat.post(
                f"/v1/spaces/{space.id}/leaders", json={"member_id": str(who.id), "role": role}
            )
            assert good(made, 201)["membership_id"] == str(held.id)
            roles.append(made.json()["id"])
        assert sorted((await preview(secretariat, group))["leaders_ended"]) == sorted(roles)
        good(await reopen(secretariat, group, decision), 201)
        for space in (group, stream):
            assert good(await secretariat.get(f"/v1/spaces/{space.id}"))["leaders"] == []

    @pytest.mark.rule("R21")
    async def test_may_begin_on_a_day_to_come_and_until_then_the_former_goes_on(
        self, secretariat: AsyncClient, build: Build, group: Space, decision: Decision, clock: Clock
    ) -> None:
        stream = await build.space("workstream", parent=group)
        body, (held, below) = await seated(build, group, stream)
        good(await reopen(secretariat, group, decision, AHEAD), 201)
        assert await ends(secretariat, held, below) == [
            (str(AHEAD), "mandate_ended"),
            (str(AHEAD), "parent_seat_ended"),
        ]
        space = good(await secretariat.get(f"/v1/spaces/{group.id}"))
        assert (space["seats_taken"], space["due_on"]) == (1, str(LONG_DUE))
        application = await applied(build, group, body)  # one may apply while seated
        again = good(await decide(secretariat, application))
        assert (again["starts_on"], again["due_on"], again["ends_on"]) == (str(AHEAD), "2029-07-01", None)
        clock.set(AHEAD)
        space = good(await secretariat.get(f"/v1/spaces/{group.id}"))
        assert (space["seats_taken"], space["due_on"]) == (1, "2029-07-01")
        (now,) = await mandates_of(secretariat, group, as_of=str(AHEAD))
        assert now["opened_by"] == str(decision.id)

    @pytest.mark.rule("R21", "R22")
    async def test_a_seat_taken_meanwhile_ends_with_the_former_mandate(
        self, secretariat: AsyncClient, build: Build, group: Space, decision: Decision
    ) -> None:
        other = await build.space()
        stream = await build.space("workstream", parent=group)
        crossing = await build.space("collaborative", working_groups=[group, other])
        body, _ = await seated(build, group)
        good(await reopen(secretariat, group, decision, AHEAD), 201)
        late = good(await decide(secretariat, await applied(build, group)))
        assert (late["ends_on"], late["end_reason"]) == (str(AHEAD), "mandate_ended")
        below = good(await decide(secretariat, await applied(build, stream, body)))
        assert (below["ends_on"], below["end_reason"]) == (str(AHEAD), "parent_seat_ended")
        across = good(await decide(secretariat, await applied(build, crossing, body)))
        assert (across["ends_on"], across["eligibility_lapsed_on"]) == (None, str(AHEAD))

    @pytest.mark.rule("R20")
    async def test_follows_a_gap_as_well(self, secretariat: AsyncClient, build: Build) -> None:
        group = await build.space("working_group", mandate=False)
        await build.mandate(group, LONG_AGO, LONG_DUE, date(2026, 1, 1))
        decision = await build.decision(group, about="mandate")
        form = {"starts_on": str(TODAY), "decision_id": str(decision.id)}
        made = good(await secretariat.post(f"/v1/spaces/{group.id}/mandates", json=form), 201)
        assert made["due_on"] == "2029-05-04"
        good(await decide(secretariat, await applied(build, group)))

    @pytest.mark.rule("R21", "R31")
    async def test_never_begins_within_one_that_has_ended_and_moves_no_end_on_record(
        self, secretariat: AsyncClient, build: Build, group: Space, decision: Decision, clock: Clock
    ) -> None:
        _, (held,) = await seated(build, group)
        good(await close(secretariat, group, decision))
        clock.set(AHEAD)
        form = {
            "starts_on": str(YESTERDAY),
            "decision_id": str((await build.decision(group, about="mandate")).id),
        }
        answer = await secretariat.post(f"/v1/spaces/{group.id}/mandates", json=form)
        assert problem(answer) == (409, "periods_overlap")
        (former,) = await mandates_of(secretariat, group)
        assert (former["ends_on"], former["closed_by"]) == (str(TODAY), str(decision.id))
        assert await ends(secretariat, held) == [(str(TODAY), "mandate_ended")]

    @pytest.mark.rule("R20")
    async def test_a_leap_day_is_followed_by_three_years_to_the_28th(
        self, secretariat: AsyncClient, group: Space, decision: Decision
    ) -> None:
        made = good(await reopen(secretariat, group, decision, date(2028, 2, 29)), 201)
        assert made["due_on"] == "2031-02-28"

    @pytest.mark.rule("R17")
    @pytest.mark.parametrize(
        "how",
        [
            {"about": "space"},
            {"about": "extension"},
            {"about": "mandate", "outcome": "rejected"},
            {"about": "mandate", "decided_on": date(2025, 2, 28)},
        ],
    )
    async def test_needs_the_steering_groups_decision_on_it(
        self, secretariat: AsyncClient, build: Build, group: Space, how: dict[str, Any]
    ) -> None:
        decision = await build.decision(group, **how)
        assert refused(await reopen(secretariat, group, decision)) == ["steering_group_approval_missing"]
        assert await counted(build.session, Mandate) == 1

    async def test_a_decision_opens_one(
        self, secretariat: AsyncClient, build: Build, group: Space, decision: Decision
    ) -> None:
        good(await reopen(secretariat, group, decision), 201)
        again = await reopen(secretariat, group, decision, TOMORROW)
        assert problem(again) == (409, "decision_used")

    async def test_two_at_once_there_are_not(
        self, secretariat: AsyncClient, build: Build, group: Space, decision: Decision
    ) -> None:
        good(await reopen(secretariat, group, decision, AHEAD), 201)
        other = await build.decision(group, about="mandate")
        form = {"starts_on": str(TOMORROW), "decision_id": str(other.id)}
        answer = await secretariat.post(f"/v1/spaces/{group.id}/mandates", json=form)
        assert problem(answer) == (409, "periods_overlap")

    @pytest.mark.rule("R29")
    async def test_is_for_working_groups_that_are_active(
        self, secretariat: AsyncClient, build: Build
    ) -> None:
        gone = await build.space("working_group", status="disbanded")
        for space in (await build.space("task_team"), gone):
            decision = await build.decision(space, about="extension")
            codes = refused(await reopen(secretariat, space, decision))
            assert codes == ["space_not_open", "steering_group_approval_missing"]

    @pytest.mark.rule("R22")
    async def test_nobody_confirms_what_they_did_not_see(
        self, secretariat: AsyncClient, build: Build, group: Space, decision: Decision
    ) -> None:
        """The contract's form has no hash; the end of a mandate alone does not go without."""
        mandate = await build.session.scalar(select(Mandate).where(Mandate.space_id == group.id))
        assert mandate is not None
        path = f"/v1/spaces/{group.id}/mandates/{mandate.id}/end"
        unseen = await secretariat.post(path, json={"decision_id": str(decision.id)})
        assert malformed(unseen) == {"/consequences": "required"}
        seen = (await preview(secretariat, group))["hash"]
        _, (held,) = await seated(build, group)
        stale = await reopen(secretariat, group, decision, consequences=seen)
        assert problem(stale) == (409, "stale")
        assert await ends(secretariat, held) == [(None, None)]
        assert await counted(build.session, Mandate) == 1

    async def test_what_is_malformed_is_named(
        self, secretariat: AsyncClient, group: Space, decision: Decision
    ) -> None:
        path = f"/v1/spaces/{group.id}/mandates"
        needed = {"/starts_on": "required", "/decision_id": "required"}
        assert malformed(await secretariat.post(path, json={})) == needed
        early = {"starts_on": "2025-02-28", "decision_id": str(decision.id)}
        assert malformed(await secretariat.post(path, json=early)) == {"/starts_on": "period_inverted"}
        unknown = {"starts_on": str(TODAY), "decision_id": str(uuid4())}
        answer = await secretariat.post(path, json=unknown)
        assert malformed(answer) == {"/decision_id": "unknown_reference"}


class TestTheEnd:
    @pytest.mark.rule("R11", "R20")
    async def test_without_a_next_leaves_the_group_active_and_closed_to_seats(
        self, secretariat: AsyncClient, build: Build, group: Space, decision: Decision
    ) -> None:
        _, (held,) = await seated(build, group)
        made = good(await close(secretariat, group, decision))
        assert (made["ends_on"], made["closed_by"]) == (str(TODAY), str(decision.id))
        assert await ends(secretariat, held) == [(str(TODAY), "mandate_ended")]
        assert good(await secretariat.get(f"/v1/spaces/{group.id}"))["status"] == "active"
        body = await build.organisation()
        asked = {"space_id": str(group.id), "organisation_id": str(body.id), "door": "application"}
        found = good(await secretariat.post("/v1/eligibility", json=asked))["findings"]
        assert [one["code"] for one in found] == ["space_not_open"]
        assert await told(build.session, made["id"]) == ["mandate.ended"]

    @pytest.mark.rule("R20")
    async def test_comes_by_a_decision_of_its_own_and_once(
        self, secretariat: AsyncClient, build: Build, group: Space, decision: Decision
    ) -> None:
        other = await build.decision(group, about="space")
        assert refused(await close(secretariat, group, other)) == ["steering_group_approval_missing"]
        good(await close(secretariat, group, decision))
        again = await close(secretariat, group, await build.decision(group, about="mandate"))
        assert refused(again) == ["transition_not_allowed"]

    @pytest.mark.rule("R20")
    async def test_is_not_by_the_decision_that_opened_it(
        self, secretariat: AsyncClient, group: Space, decision: Decision
    ) -> None:
        good(await reopen(secretariat, group, decision), 201)
        again = await close(secretariat, group, decision, TOMORROW)
        assert problem(again) == (409, "decision_used")

    @pytest.mark.rule("R20", "R17")
    async def test_is_no_leave_to_begin_the_next(
        self, secretariat: AsyncClient, build: Build, group: Space, decision: Decision
    ) -> None:
        good(await close(secretariat, group, decision))
        form = {"starts_on": str(TOMORROW), "decision_id": str(decision.id)}
        path = f"/v1/spaces/{group.id}/mandates"
        assert problem(await secretariat.post(path, json=form)) == (409, "decision_used")
        form["decision_id"] = str((await build.decision(group, about="mandate")).id)
        good(await secretariat.post(path, json=form), 201)

    @pytest.mark.rule("R22")
    async def test_is_confirmed_as_it_was_seen(
        self, secretariat: AsyncClient, build: Build, group: Space, decision: Decision
    ) -> None:
        stale = await close(secretariat, group, decision, consequences="0" * 32)
        assert problem(stale) == (409, "stale")
        (mandate,) = await mandates_of(secretariat, group)
        assert mandate["ends_on"] is None

    async def test_lies_within_it(self, secretariat: AsyncClient, group: Space, decision: Decision) -> None:
        (mandate,) = await mandates_of(secretariat, group)
        form = {"ends_on": "2025-02-28", "decision_id": str(decision.id), "consequences": ""}
        answer = await secretariat.post(f"/v1/spaces/{group.id}/mandates/{mandate['id']}/end", json=form)
        assert malformed(answer) == {"/ends_on": "period_inverted"}

    @pytest.mark.rule("R11")
    async def test_a_group_that_closes_before_its_next_mandate_begins_never_had_that(
        self, secretariat: AsyncClient, build: Build, group: Space, decision: Decision
    ) -> None:
        good(await reopen(secretariat, group, decision, AHEAD), 201)
        closing = await build.decision(group)
        path = f"/v1/spaces/{group.id}/transitions"
        seen = good(await secretariat.get(f"{path}/disbanded/consequences"))["hash"]
        form = {"to": "disbanded", "end_reason": "mandate_closed", "reason": "Merged."}
        body = form | {"decision_id": str(closing.id), "consequences": seen}
        good(await secretariat.post(path, json=body))
        first, second = await mandates_of(secretariat, group)
        assert (first["ends_on"], second["starts_on"], second["ends_on"]) == (
            str(TODAY),
            str(AHEAD),
            str(AHEAD),
        )


class TestTheRecord:
    async def test_the_secretariat_alone_writes_it(
        self,
        public: AsyncClient,
        as_role: Client,
        organisation_client: Client,
        build: Build,
        group: Space,
        decision: Decision,
    ) -> None:
        (mandate,) = await mandates_of(public, group)
        path = f"/v1/spaces/{group.id}/mandates"
        form = {"decision_id": str(decision.id), "consequences": ""}
        own = await organisation_client(await build.organisation())
        chair, counsel = await as_role("leader", group), await as_role("steering_representative")
        refusals = [(public, (401, "unauthenticated"))]
        refusals += [(client, (403, "forbidden")) for client in (own, chair, counsel)]
        for client, expected in refusals:
            opening = await client.post(path, json=form | {"starts_on": str(TODAY)})
            ending = await client.post(f"{path}/{mandate['id']}/end", json=form)
            looking = await client.get(f"{path}/{mandate['id']}/consequences")
            assert [problem(one) for one in (opening, ending, looking)] == [expected] * 3
        assert await counted(build.session, Mandate) == 1
