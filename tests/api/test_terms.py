"""Terms of the Steering Group: three years, six in a row for the organisation, and the seats that have none (R28)."""

from collections.abc import Awaitable, Callable
from datetime import UTC, date, datetime
from typing import Any

import pytest
from httpx import AsyncClient, Response

from api.models import Membership, Organisation, Space
from api.rules.permissions import Role
from tests.answers import good, malformed, problem, refused, seat
from tests.cast import cast
from tests.conftest import Clock
from tests.days import LONG_AGO, LONG_DUE, TODAY
from tests.factories import Build
from tests.harness import Api
from tests.steps import application_form, decide, on_top, told

Client = Callable[..., Awaitable[AsyncClient]]


@pytest.fixture
async def council(build: Build) -> Space:
    return await build.space("steering_group", starts_on=date(2020, 1, 1))


@pytest.fixture
async def held(build: Build, council: Space) -> Membership:
    body = await build.organisation()
    return await build.seat(council, body, primary=await build.member(organisation=body))


async def exempt(
    client: AsyncClient, held: Membership, reason: str | None = "Hosts the network."
) -> Response:
    path = f"/v1/memberships/{held.id}/term-exemption"
    return await client.post(path, json={} if reason is None else {"reason": reason})


async def elected(api: Api, build: Build, council: Space, body: Organisation, day: date) -> Response:
    """An open call on that day, the organisation's application, the Steering Group's decision, and the acceptance."""
    secretariat = await api.as_role("service_client")
    await build.call(council, opens_at=datetime(day.year, day.month, day.day, tzinfo=UTC))
    sent = await secretariat.post("/v1/applications", json=await application_form(build, council, body))
    if sent.status_code != 201:
        return sent
    application = sent.json()["id"]
    minutes = {
        "body_id": str(council.id),
        "subject_type": "application",
        "subject_id": application,
        "outcome": "approved",
        "decided_on": str(day),
        "minutes_reference": f"Call of {day.year}",
    }
    decision = good(await secretariat.post("/v1/decisions", json=minutes), 201)["id"]
    return await decide(secretariat, application, decision_id=decision)  # type: ignore[no-any-return]


class TestALife:
    @pytest.mark.rule("R28", "R31")
    async def test_two_terms_and_no_third_whoever_sits_for_the_organisation(
        self, api: Api, build: Build, council: Space, clock: Clock
    ) -> None:
        body = await build.organisation()
        first = good(await elected(api, build, council, body, TODAY))
        assert (first["starts_on"], first["due_on"]) == (str(TODAY), "2029-05-04")
        clock.set(date(2028, 1, 10))
        secretariat = await api.as_role("service_client")
        successor = await build.member(organisation=body)
        path = f"/v1/memberships/{first['id']}"
        put = f"{path}/representatives/primary"
        good(await on_top(secretariat, "PUT", put, path, member_id=str(successor.id)))
        clock.set(date(2029, 5, 4))
        roster = await (await api.as_role("public")).get(f"/v1/spaces/{council.id}/roster")
        assert good(roster)["items"] == []  # over from its day, and no run has come
        second = good(await elected(api, build, council, body, date(2029, 5, 4)))
        assert second["id"] != first["id"] and second["due_on"] == "2032-05-04"
        secretariat = await api.as_role("service_client")
        former = good(await secretariat.get(path))
        assert (former["ends_on"], former["end_reason"]) == ("2029-05-04", "term_ended")
        clock.set(date(2032, 5, 4))
        assert refused(await elected(api, build, council, body, date(2032, 5, 4))) == ["term_limit_reached"]
        clock.set(date(2032, 5, 5))  # a pause, whose length the rulebook leaves open
        good(await elected(api, build, council, body, date(2032, 5, 5)))

    @pytest.mark.rule("R28")
    async def test_an_exempt_seat_is_held_without_a_term(
        self, api: Api, build: Build, council: Space, held: Membership, clock: Clock
    ) -> None:
        good(await exempt(await api.as_role("service_client"), held))
        clock.set(date(2033, 1, 1))
        roster = good(await (await api.as_role("public")).get(f"/v1/spaces/{council.id}/roster"))
        assert [one["membership_id"] for one in roster["items"]] == [str(held.id)]


class TestExemption:
    @pytest.mark.rule("R28")
    async def test_frees_a_seat_of_its_term_with_a_reason(
        self, secretariat: AsyncClient, build: Build, held: Membership
    ) -> None:
        made = good(await exempt(secretariat, held))
        assert (made["term_exempt"], made["term_exempt_reason"], made["due_on"]) == (
            True,
            "Hosts the network.",
            None,
        )
        assert await seat(secretariat, held) == made
        assert await told(build.session, held.id) == ["membership.term_exempted"]
        again = good(await exempt(secretariat, held, "Founded it."))
        assert again["term_exempt_reason"] == "Founded it."

    @pytest.mark.rule("R28")
    async def test_may_be_withdrawn_and_then_the_term_counts_from_its_first_day(
        self, secretariat: AsyncClient, build: Build, held: Membership
    ) -> None:
        good(await exempt(secretariat, held))
        path = f"/v1/memberships/{held.id}"
        made = good(await on_top(secretariat, "DELETE", f"{path}/term-exemption", path))
        assert (made["term_exempt"], made["term_exempt_reason"]) == (False, None)
        assert made["due_on"] == str(LONG_DUE)
        again = await on_top(secretariat, "DELETE", f"{path}/term-exemption", path)
        assert problem(again) == (409, "conflict")
        actions = await told(build.session, held.id)
        assert actions == ["membership.term_exempted", "membership.term_exemption_withdrawn"]

    @pytest.mark.rule("R28", "R31")
    async def test_withdrawn_after_the_term_ends_the_seat_today_and_not_in_the_past(
        self, api: Api, build: Build, held: Membership, clock: Clock
    ) -> None:
        good(await exempt(await api.as_role("service_client"), held))
        clock.set(date(2030, 1, 1))
        secretariat, path = await api.as_role("service_client"), f"/v1/memberships/{held.id}"
        made = good(await on_top(secretariat, "DELETE", f"{path}/term-exemption", path))
        assert made["due_on"] == "2030-01-01"
        roster = f"/v1/spaces/{held.space_id}/roster"
        assert good(await secretariat.get(roster))["items"] == []
        assert len(good(await secretariat.get(roster, params={"as_of": "2029-12-31"}))["items"]) == 1

    @pytest.mark.rule("R28")
    async def test_is_for_seats_that_have_a_term(self, secretariat: AsyncClient, build: Build) -> None:
        other = await build.seat(await build.space(), await build.organisation())
        assert malformed(await exempt(secretariat, other)) == {"path:membership": "not_for_this_type"}

    @pytest.mark.rule("R31")
    async def test_comes_too_late_for_a_term_that_is_over(
        self, api: Api, held: Membership, clock: Clock
    ) -> None:
        clock.set(LONG_DUE)
        assert refused(await exempt(await api.as_role("service_client"), held)) == ["transition_not_allowed"]

    async def test_says_why(self, secretariat: AsyncClient, held: Membership) -> None:
        assert malformed(await exempt(secretariat, held, None)) == {"/reason": "required"}
        assert malformed(await exempt(secretariat, held, " ")) == {"/reason": "too_short"}

    async def test_is_the_secretariats(
        self,
        public: AsyncClient,
        as_person: Client,
        organisation_client: Client,
        build: Build,
        held: Membership,
    ) -> None:
        body = await build.session.get_one(Organisation, held.organisation_id)
        own, other = await organisation_client(body), await organisation_client(await build.organisation())
        focal = await as_person(await cast(build, Role.focal_point, body))
        expected: list[tuple[AsyncClient, Any]] = [
            (public, (401, "unauthenticated")),
            (own, (403, "forbidden")),
            (focal, (403, "forbidden")),
            (other, (404, "not_found")),
        ]
        for client, answer in expected:
            assert problem(await exempt(client, held)) == answer
            path = f"/v1/memberships/{held.id}/term-exemption"
            assert problem(await client.delete(path, headers={"If-Match": "*"})) == answer
        assert not held.term_exempt and held.starts_on == LONG_AGO
