"""Applications over HTTP: sent by organisations, recorded by the secretariat, refused with every reason, read, withdrawn."""

from collections.abc import Awaitable, Callable
from contextlib import AbstractContextManager
from datetime import UTC, datetime
from typing import Any
from uuid import uuid4

import pytest
from httpx import AsyncClient
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from api.models import Space
from tests.answers import good, malformed, problem, refused
from tests.conftest import Clock
from tests.days import TODAY, TOMORROW, YESTERDAY
from tests.factories import Build
from tests.steps import application_form, as_unknown, every_page, told

Client = Callable[..., Awaitable[AsyncClient]]
Queries = Callable[[], AbstractContextManager[list[str]]]

PATH = "/v1/applications"
BY_MAIL = {
    "received_on": str(YESTERDAY),
    "means": "e-mail",
    "consent": {"given_on": str(YESTERDAY), "source": "the mail"},
}


class TestApplying:
    @pytest.mark.rule("S15", "R24")
    async def test_an_organisation_applies_for_itself_partner_or_not(
        self, organisation_client: Client, build: Build, session: AsyncSession
    ) -> None:
        organisation, space = await build.organisation(), await build.space()
        own = await organisation_client(organisation)
        sent = await application_form(
            build, space, organisation, statement="We can help.", answers={"Why you?": "Experience."}
        )
        answer = await own.post(PATH, json=sent)
        body = good(answer, 201)
        assert answer.headers["Location"] == f"{PATH}/{body['id']}"
        assert good(await own.get(answer.headers["Location"])) == body
        assert {key: body[key] for key in sent} == sent
        assert (body["status"], body["kind"], body["space_type"]) == (
            "submitted",
            "institutional",
            "working_group",
        )
        assert (body["rulebook"], body["findings"], body["overridden"]) == (1, [], [])
        assert (body["decided_at"], body["recorded"]) == (None, None)
        assert await told(session, body["id"]) == ["application.submitted"]

    @pytest.mark.rule("S32", "R13")
    async def test_the_secretariat_records_what_came_by_mail_with_the_persons_consent(
        self, secretariat: AsyncClient, build: Build
    ) -> None:
        sent = await application_form(
            build, await build.space("task_team"), await build.member(), recorded=BY_MAIL
        )
        body = good(await secretariat.post(PATH, json=sent), 201)
        assert body["recorded"] == BY_MAIL
        assert good(await secretariat.get(f"{PATH}/{body['id']}"))["recorded"] == BY_MAIL

    @pytest.mark.rule("R13")
    @pytest.mark.parametrize(
        ("recorded", "expected"),
        [
            ({"received_on": str(TOMORROW)}, {"/recorded/received_on": "in_the_future"}),
            (
                {"consent": {"given_on": str(TOMORROW), "source": "the mail"}},
                {"/recorded/consent/given_on": "in_the_future"},
            ),
            ({"consent": None}, {"/recorded/consent": "wrong_type"}),
            ({"consent": {"given_on": str(TODAY)}}, {"/recorded/consent/source": "required"}),
            ({"means": ""}, {"/recorded/means": "too_short"}),
        ],
    )
    async def test_nothing_is_recorded_without_consent_or_before_it_came(
        self, secretariat: AsyncClient, build: Build, recorded: dict[str, Any], expected: dict[str, str]
    ) -> None:
        sent = await application_form(
            build, await build.space("task_team"), await build.member(), recorded={**BY_MAIL, **recorded}
        )
        assert malformed(await secretariat.post(PATH, json=sent)) == expected

    @pytest.mark.rule("R13")
    async def test_only_the_secretariat_records_or_overrides(
        self, organisation_client: Client, build: Build
    ) -> None:
        organisation, space = await build.organisation(), await build.space()
        own = await organisation_client(organisation)
        for field in ({"recorded": BY_MAIL}, {"override_reason": "We are friends."}):
            sent = await application_form(build, space, organisation, **field)
            assert problem(await own.post(PATH, json=sent)) == (403, "forbidden")

    @pytest.mark.rule("R18", "R6")
    async def test_warnings_are_told_and_kept_but_do_not_refuse(
        self, organisation_client: Client, build: Build
    ) -> None:
        space = await build.space("collaborative")
        first_group = await build.session.scalar(
            select(Space).where(Space.type == "working_group").order_by(Space.id)
        )
        assert first_group is not None
        for _ in range(2):
            organisation = await build.organisation()
            await build.seat(first_group, organisation)
        await build.seat(space, organisation)
        other = await build.organisation()
        await build.seat(first_group, other)
        own = await organisation_client(other)
        body = good(await own.post(PATH, json=await application_form(build, space, other)), 201)
        (warning,) = body["findings"]
        assert (warning["code"], warning["outcome"], warning["source"]) == ("single_wg_only", "warn", "R6")
        assert space.name in warning["detail"]
        assert good(await own.get(f"{PATH}/{body['id']}"))["findings"] == [warning]

    @pytest.mark.rule("R32")
    async def test_a_representative_is_whoever_works_there_member_or_not(
        self, organisation_client: Client, build: Build
    ) -> None:
        organisation = await build.organisation()
        own = await organisation_client(organisation)
        for status in ("unconfirmed", "external", "active"):
            person = await build.member(status=status, organisation=organisation)
            people = [{"role": "primary", "member_id": str(person.id)}]
            sent = await application_form(build, await build.space(), organisation, representatives=people)
            assert good(await own.post(PATH, json=sent), 201)["representatives"] == people

    async def test_one_key_of_a_retry_makes_one_application(
        self, organisation_client: Client, build: Build, session: AsyncSession
    ) -> None:
        organisation = await build.organisation()
        own = await organisation_client(organisation)
        sent = await application_form(build, await build.space(), organisation)
        first, again = [await own.post(PATH, json=sent, headers={"Idempotency-Key": "one"}) for _ in range(2)]
        assert first.content == again.content and again.headers["Idempotent-Replayed"] == "true"
        assert await told(session, first.json()["id"]) == ["application.submitted"]


class TestWhoMay:
    async def test_nobody_applies_or_reads_without_a_key_and_its_permission(
        self, public: AsyncClient, organisation_client: Client, as_role: Client, build: Build
    ) -> None:
        organisation, space = await build.organisation(), await build.space()
        sent = await application_form(build, space, organisation)
        found = await build.application(space, organisation)
        reader = await organisation_client(organisation, "applications:read")
        other = await as_role("service_client", None, "members:read")
        for client, answer in ((public, (401, "unauthenticated")), (other, (403, "forbidden"))):
            assert problem(await client.get(PATH)) == answer
            assert problem(await client.get(f"{PATH}/{found.id}")) == answer
            assert problem(await client.post(PATH, json=sent)) == answer
            assert problem(await client.post(f"{PATH}/{found.id}/withdrawal", json={})) == answer
        good(await reader.get(f"{PATH}/{found.id}"))
        assert problem(await reader.post(PATH, json=sent)) == (403, "forbidden")
        assert problem(await reader.post(f"{PATH}/{found.id}/withdrawal", json={})) == (403, "forbidden")

    async def test_an_organisation_applies_for_no_other_and_for_no_person(
        self, organisation_client: Client, build: Build
    ) -> None:
        organisation, other = await build.organisation(), await build.organisation()
        own = await organisation_client(organisation)
        person = await build.member(organisation=organisation)
        for space, holder in ((await build.space(), other), (await build.space("task_team"), person)):
            assert problem(await own.post(PATH, json=await application_form(build, space, holder))) == (
                403,
                "forbidden",
            )

    async def test_anothers_application_is_as_unknown(
        self, organisation_client: Client, build: Build
    ) -> None:
        organisation, space = await build.organisation(), await build.space("reference_group")
        own = await organisation_client(organisation)
        staff = await build.member(organisation=organisation)
        for hidden in (
            await build.application(space, await build.organisation()),
            await build.application(space, staff),
        ):
            assert as_unknown(await own.get(f"{PATH}/{hidden.id}"), await own.get(f"{PATH}/{uuid4()}"))
            withdrawn = await own.post(f"{PATH}/{hidden.id}/withdrawal", json={})
            assert as_unknown(withdrawn, await own.post(f"{PATH}/{uuid4()}/withdrawal", json={}))


class TestLists:
    async def test_show_an_organisation_its_own_and_the_secretariat_all(
        self, organisation_client: Client, secretariat: AsyncClient, build: Build
    ) -> None:
        organisation, space = await build.organisation(), await build.space("reference_group")
        mine = await build.application(space, organisation)
        theirs = [
            await build.application(space, await build.organisation()),
            await build.application(space, await build.member(organisation=organisation)),
        ]
        assert await every_page(await organisation_client(organisation), PATH) == [str(mine.id)]
        assert await every_page(secretariat, PATH) == [str(one.id) for one in (mine, *theirs)]

    async def test_are_filtered_by_each_field(self, secretariat: AsyncClient, build: Build) -> None:
        group, organisation, person = await build.space(), await build.organisation(), await build.member()
        team = await build.space("task_team")
        one = await build.application(group, organisation, updated_at=datetime(2026, 1, 1, tzinfo=UTC))
        two = await build.application(team, person, status="declined")
        for asked, found in (
            ({"space_id": group.id}, one),
            ({"organisation_id": organisation.id}, one),
            ({"member_id": person.id}, two),
            ({"kind": "individual"}, two),
            ({"status": "submitted"}, one),
            ({"status": "declined"}, two),
            ({"updated_since": "2026-05-04T00:00:00Z"}, two),
        ):
            assert await every_page(secretariat, PATH, **asked) == [str(found.id)], asked
        assert await every_page(secretariat, PATH, space_id=str(group.id), kind="individual") == []

    @pytest.mark.parametrize(
        ("asked", "expected"),
        [
            ({"status": "open"}, {"?status": "not_in_list"}),
            ({"space_id": "advocacy"}, {"?space_id": "not_a_uuid"}),
            ({"sort": "status"}, {"?sort": "not_in_list"}),
            ({"colour": "red"}, {"?colour": "unknown_parameter"}),
            ([("kind", "individual"), ("kind", "institutional")], {"?kind": "repeated_parameter"}),
            ({"cursor": "abc"}, {"?cursor": "invalid_cursor"}),
        ],
    )
    async def test_refuse_what_they_do_not_know(
        self, secretariat: AsyncClient, asked: Any, expected: dict[str, str]
    ) -> None:
        assert malformed(await secretariat.get(PATH, params=asked)) == expected

    @pytest.mark.parametrize("sort", ["created_at", "-created_at", "updated_at", "-updated_at"])
    async def test_are_read_page_by_page_in_every_order(
        self, secretariat: AsyncClient, build: Build, sort: str
    ) -> None:
        space = await build.space("task_team")
        field = sort.removeprefix("-")
        days = [datetime(2026, 1, day, tzinfo=UTC) for day in (3, 1, 2, 2, 5)]
        made = [
            await build.application(space, await build.member(), created_at=day, updated_at=day)
            for day in days
        ]
        place = {str(one.id): (getattr(one, field), str(one.id)) for one in made}
        expected = sorted(place, key=place.__getitem__, reverse=sort.startswith("-"))
        assert await every_page(secretariat, PATH, sort=sort, limit=2) == expected
        assert good(await secretariat.get(PATH, params={"total": True, "limit": 1}))["total"] == 5

    async def test_a_cursor_keeps_its_filters(self, secretariat: AsyncClient, build: Build) -> None:
        space = await build.space("task_team")
        for _ in range(2):
            await build.application(space, await build.member())
        cursor = good(await secretariat.get(PATH, params={"limit": 1, "status": "submitted"}))["next_cursor"]
        other = await secretariat.get(PATH, params={"cursor": cursor, "status": "declined"})
        assert malformed(other) == {"?status": "cursor_mismatch"}
        elsewhere = await secretariat.get("/v1/memberships", params={"cursor": cursor})
        assert malformed(elsewhere) == {"?cursor": "invalid_cursor"}

    async def test_cost_the_same_queries_however_long_they_are(
        self, secretariat: AsyncClient, build: Build, queries: Queries
    ) -> None:
        async def cost() -> int:
            with queries() as seen:
                good(await secretariat.get(PATH))
            return len(seen)

        space, costs = await build.space(), []
        for number in (1, 5):
            for _ in range(number):
                organisation = await build.organisation()
                await build.application(
                    space, organisation, primary=await build.member(organisation=organisation)
                )
            costs.append(await cost())
        assert costs[0] == costs[1] <= 4


class TestWithdrawing:
    async def test_an_organisation_takes_its_application_back_and_may_apply_again(
        self, organisation_client: Client, build: Build, session: AsyncSession, clock: Clock
    ) -> None:
        organisation, space = await build.organisation(), await build.space()
        own = await organisation_client(organisation)
        sent = await application_form(build, space, organisation)
        first = good(await own.post(PATH, json=sent), 201)
        answer = await own.post(f"{PATH}/{first['id']}/withdrawal", json={"reason": "No time this year."})
        body = good(answer)
        assert (body["status"], body["decision_reason"]) == ("withdrawn", "No time this year.")
        assert body["decided_at"] is not None and body["updated_at"] > first["updated_at"]
        assert await told(session, first["id"]) == ["application.submitted", "application.withdrawn"]
        assert good(await own.post(PATH, json=sent), 201)["id"] != first["id"]

    @pytest.mark.parametrize("status", ["accepted", "declined", "withdrawn", "lapsed"])
    async def test_what_is_closed_stays_closed(
        self, secretariat: AsyncClient, build: Build, status: str
    ) -> None:
        found = await build.application(await build.space("task_team"), await build.member(), status=status)
        answer = await secretariat.post(f"{PATH}/{found.id}/withdrawal", json={})
        assert refused(answer) == ["transition_not_allowed"]

    async def test_an_id_is_an_id(self, secretariat: AsyncClient) -> None:
        assert malformed(await secretariat.get(f"{PATH}/mine")) == {"path:application": "not_a_uuid"}
        assert problem(await secretariat.get(f"{PATH}/{uuid4()}")) == (404, "not_found")
        assert problem(await secretariat.post(f"{PATH}/{uuid4()}/withdrawal", json={})) == (404, "not_found")
