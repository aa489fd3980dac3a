"""What the Steering Group decided, as it is put on record: once, and never edited (R17)."""

from collections.abc import Awaitable, Callable
from contextlib import AbstractContextManager
from datetime import UTC, date, datetime
from typing import Any
from uuid import uuid4

import pytest
from httpx import AsyncClient
from sqlalchemy import insert, select, text
from sqlalchemy.exc import IntegrityError, ProgrammingError

from api.models import AuditEvent, Decision, OutboxMessage, Plan, Space
from api.rules.enums import PlanKind
from api.services import lookup
from tests.answers import good, malformed, problem
from tests.conftest import Clock
from tests.days import TODAY, TOMORROW, YESTERDAY
from tests.factories import Build

Queries = Callable[[], AbstractContextManager[list[str]]]
Client = Callable[..., Awaitable[AsyncClient]]


@pytest.fixture
async def council(build: Build) -> Space:
    return await build.space("steering_group")


@pytest.fixture
async def form(build: Build, council: Space) -> dict[str, Any]:
    """A decision on a proposed task team."""
    team = await build.space("task_team", status="proposed")
    return {
        "body_id": str(council.id),
        "subject_type": "space",
        "subject_id": str(team.id),
        "outcome": "approved",
        "decided_on": str(YESTERDAY),
        "minutes_reference": "SG 2026/2, item 4",
    }


class TestRecording:
    @pytest.mark.rule("R17")
    async def test_keeps_who_decided_what_when_and_where_the_minutes_are(
        self, secretariat: AsyncClient, form: dict[str, Any]
    ) -> None:
        answer = await secretariat.post("/v1/decisions", json=form)
        made = good(answer, 201)
        assert answer.headers["Location"] == f"/v1/decisions/{made['id']}"
        assert {key: made[key] for key in form} == form
        assert made["recorded_by"] and made["created_at"].startswith("2026-05-04T10:00:0")
        assert good(await secretariat.get(answer.headers["Location"])) == made

    async def test_is_audited_and_told_without_its_content(
        self, secretariat: AsyncClient, build: Build, form: dict[str, Any]
    ) -> None:
        id_ = good(await secretariat.post("/v1/decisions", json=form), 201)["id"]
        (event,) = (await build.session.scalars(select(AuditEvent).where(AuditEvent.subject_id == id_))).all()
        assert (event.action, event.subject_type, event.reason) == ("decision.recorded", "decision", None)
        told = await build.session.scalars(select(OutboxMessage.event).where(OutboxMessage.subject_id == id_))
        assert told.all() == ["decision.recorded"]

    @pytest.mark.parametrize("outcome", ["approved", "rejected"])
    async def test_may_be_of_an_application_too(
        self, secretariat: AsyncClient, build: Build, council: Space, form: dict[str, Any], outcome: str
    ) -> None:
        application = await build.application(council, await build.organisation())
        asked = form | {"subject_type": "application", "subject_id": str(application.id), "outcome": outcome}
        assert good(await secretariat.post("/v1/decisions", json=asked), 201)["outcome"] == outcome

    @pytest.mark.rule("R17", "R20")
    @pytest.mark.parametrize("about", ["extension", "mandate"])
    async def test_of_an_extension_or_a_mandate_names_the_space(
        self, secretariat: AsyncClient, build: Build, form: dict[str, Any], about: str
    ) -> None:
        group = await build.space("working_group")
        asked = form | {"subject_type": about, "subject_id": str(group.id)}
        made = good(await secretariat.post("/v1/decisions", json=asked), 201)
        assert (made["subject_type"], made["subject_id"]) == (about, str(group.id))

    @pytest.mark.rule("R17", "S8")
    async def test_may_be_of_a_plan(
        self, secretariat: AsyncClient, build: Build, council: Space, form: dict[str, Any]
    ) -> None:
        plan = Plan(space_id=council.id, kind=PlanKind.goals, title="Goals", starts_on=TODAY)
        await build.rows(plan)
        asked = form | {"subject_type": "plan", "subject_id": str(plan.id)}
        assert good(await secretariat.post("/v1/decisions", json=asked), 201)["subject_id"] == str(plan.id)

    @pytest.mark.rule("R17")
    async def test_by_nobody_there_is_not(self, build: Build, council: Space) -> None:
        decision = await build.decision(await build.space("task_team"))
        values = {**lookup.columns(decision), "recorded_by": None}
        values.pop("id")
        with pytest.raises(IntegrityError, match="recorded_by"):
            async with build.session.begin_nested():
                await build.session.execute(insert(Decision).values(values))

    async def test_sent_twice_under_one_key_is_recorded_once(
        self, secretariat: AsyncClient, build: Build, form: dict[str, Any]
    ) -> None:
        key = {"Idempotency-Key": "minutes-4"}
        first, again = [await secretariat.post("/v1/decisions", json=form, headers=key) for _ in range(2)]
        assert good(first, 201) == good(again, 201)
        other = await secretariat.post("/v1/decisions", json=form | {"outcome": "rejected"}, headers=key)
        assert problem(other) == (422, "idempotency_key_reused")
        assert len((await build.session.scalars(select(Decision))).all()) == 1

    @pytest.mark.parametrize(
        ("fields", "expected"),
        [
            ({"decided_on": str(TOMORROW)}, {"/decided_on": "in_the_future"}),
            ({"decided_on": "4 May 2026"}, {"/decided_on": "not_a_date"}),
            ({"outcome": "postponed"}, {"/outcome": "not_in_list"}),
            ({"minutes_reference": ""}, {"/minutes_reference": "too_short"}),
            ({"minutes_reference": None}, {"/minutes_reference": "wrong_type"}),
            ({"subject_type": "plan"}, {"/subject_id": "unknown_reference"}),
            ({"subject_type": "member"}, {"/subject_type": "not_in_list"}),
            ({"subject_id": str(uuid4())}, {"/subject_id": "unknown_reference"}),
            ({"subject_type": "application"}, {"/subject_id": "unknown_reference"}),
            ({"body_id": str(uuid4())}, {"/body_id": "unknown_reference"}),
            ({"recorded_by": str(uuid4())}, {"/recorded_by": "unknown_field"}),
        ],
    )
    async def test_is_refused_where_it_is_malformed(
        self,
        secretariat: AsyncClient,
        build: Build,
        form: dict[str, Any],
        fields: dict[str, Any],
        expected: dict[str, str],
    ) -> None:
        assert malformed(await secretariat.post("/v1/decisions", json=form | fields)) == expected
        assert (await build.session.scalars(select(Decision))).all() == []

    async def test_needs_every_part(self, secretariat: AsyncClient, form: dict[str, Any]) -> None:
        answer = await secretariat.post("/v1/decisions", json={})
        assert malformed(answer) == {f"/{field}": "required" for field in form}

    async def test_is_of_today_at_the_latest(self, secretariat: AsyncClient, form: dict[str, Any]) -> None:
        good(await secretariat.post("/v1/decisions", json=form | {"decided_on": str(TODAY)}), 201)

    @pytest.mark.rule("R17", "S9")
    async def test_is_of_the_steering_group_and_of_no_other_body(
        self, secretariat: AsyncClient, build: Build, form: dict[str, Any]
    ) -> None:
        for type_ in ("working_group", "secretariat", "task_team"):
            body = await build.space(type_)
            answer = await secretariat.post("/v1/decisions", json=form | {"body_id": str(body.id)})
            assert malformed(answer) == {"/body_id": "unknown_reference"}, type_

    @pytest.mark.rule("R17")
    @pytest.mark.parametrize("status", ["proposed", "approved", "rejected"])
    async def test_is_of_a_steering_group_at_work(
        self, secretariat: AsyncClient, build: Build, status: str
    ) -> None:
        body, team = (
            await build.space("steering_group", status=status),
            await build.space("task_team", status="proposed"),
        )
        form = {
            "body_id": str(body.id),
            "subject_type": "space",
            "subject_id": str(team.id),
            "outcome": "approved",
        }
        rest = {"decided_on": str(TODAY), "minutes_reference": "None"}
        answer = await secretariat.post("/v1/decisions", json=form | rest)
        assert malformed(answer) == {"/body_id": "unknown_reference"}


class TestTheRecord:
    async def test_is_never_edited_nor_taken_back(self, secretariat: AsyncClient, build: Build) -> None:
        decision = await build.decision(await build.space("task_team"))
        for method in ("PATCH", "PUT", "DELETE"):
            answer = await secretariat.request(
                method, f"/v1/decisions/{decision.id}", headers={"If-Match": "*"}
            )
            assert problem(answer) == (405, "method_not_allowed")
            assert set(answer.headers["Allow"].split(", ")) <= {"GET", "HEAD"}

    @pytest.mark.parametrize(
        "statement", ["UPDATE decisions SET outcome = 'rejected'", "DELETE FROM decisions"]
    )
    async def test_is_not_the_applications_to_change_either(self, build: Build, statement: str) -> None:
        await build.decision(await build.space("task_team"))
        with pytest.raises(ProgrammingError, match="permission denied"):
            async with build.session.begin_nested():
                await build.session.execute(text(statement))

    async def test_is_sent_again_only_when_needed(self, secretariat: AsyncClient, build: Build) -> None:
        decision = await build.decision(await build.space("task_team"))
        path = f"/v1/decisions/{decision.id}"
        tag = (await secretariat.get(path)).headers["ETag"]
        assert (await secretariat.get(path, headers={"If-None-Match": tag})).status_code == 304

    async def test_is_found_by_what_it_is_about(
        self, secretariat: AsyncClient, build: Build, council: Space
    ) -> None:
        team, other = [await build.space("task_team") for _ in range(2)]
        application = await build.application(council, await build.organisation())
        one, two, three = [await build.decision(subject) for subject in (team, other, application)]

        async def found(**asked: Any) -> list[str]:
            return [
                item["id"] for item in good(await secretariat.get("/v1/decisions", params=asked))["items"]
            ]

        assert await found() == [str(one.id), str(two.id), str(three.id)]
        assert await found(subject_id=str(other.id)) == [str(two.id)]
        assert await found(subject_type="application") == [str(three.id)]
        assert await found(subject_type="application", subject_id=str(team.id)) == []
        assert await found(subject_type="plan") == []
        elsewhere = await build.space("secretariat")
        assert await found(body_id=str(council.id)) == [str(one.id), str(two.id), str(three.id)]
        assert await found(body_id=str(elsewhere.id)) == []

    async def test_is_found_by_its_outcome_and_by_the_day_it_was_taken(
        self, secretariat: AsyncClient, build: Build
    ) -> None:
        team = await build.space("task_team")
        yes = await build.decision(team, decided_on=date(2026, 5, 1))
        no = await build.decision(team, outcome="rejected", decided_on=date(2026, 5, 3))

        async def found(**asked: Any) -> list[str]:
            answer = await secretariat.get("/v1/decisions", params=asked)
            return [item["id"] for item in good(answer)["items"]]

        assert await found(outcome="rejected") == [str(no.id)]
        assert await found(outcome="approved") == [str(yes.id)]
        assert await found(as_of="2026-04-30") == []
        assert await found(as_of="2026-05-01") == await found(as_of="2026-05-02") == [str(yes.id)]
        assert await found(as_of="2026-05-03") == [str(yes.id), str(no.id)]

    @pytest.mark.parametrize("sort", ["created_at", "-created_at"])
    async def test_is_read_page_by_page(
        self, secretariat: AsyncClient, build: Build, clock: Clock, sort: str
    ) -> None:
        team, made = await build.space("task_team"), []
        for hour in (9, 7, 8, 8, 10):
            clock.set(datetime(2026, 5, 4, hour, tzinfo=UTC))
            made.append(await build.decision(team, decided_on=date(2026, 5, 1)))
        place = {str(one.id): (one.created_at, str(one.id)) for one in made}
        expected = sorted(place, key=place.__getitem__, reverse=sort.startswith("-"))
        first = good(await secretariat.get("/v1/decisions", params={"sort": sort, "limit": 3, "total": True}))
        rest = good(
            await secretariat.get("/v1/decisions", params={"cursor": first["next_cursor"], "limit": 3})
        )
        assert [item["id"] for item in first["items"] + rest["items"]] == expected
        assert (first["total"], rest["next_cursor"]) == (5, None)

    @pytest.mark.parametrize(
        ("asked", "expected"),
        [
            ({"sort": "decided_on"}, {"?sort": "not_in_list"}),
            ({"subject_type": "member"}, {"?subject_type": "not_in_list"}),
            ({"subject_id": "7"}, {"?subject_id": "not_a_uuid"}),
            ({"outcome": "postponed"}, {"?outcome": "not_in_list"}),
            ({"body_id": "sg"}, {"?body_id": "not_a_uuid"}),
            ({"as_of": "yesterday"}, {"?as_of": "not_a_date"}),
            ({"recorded_by": str(uuid4())}, {"?recorded_by": "unknown_parameter"}),
            ({"cursor": "abc"}, {"?cursor": "invalid_cursor"}),
        ],
    )
    async def test_is_not_asked_for_what_it_does_not_know(
        self, secretariat: AsyncClient, asked: dict[str, Any], expected: dict[str, str]
    ) -> None:
        assert malformed(await secretariat.get("/v1/decisions", params=asked)) == expected

    async def test_costs_the_same_queries_however_long_it_is(
        self, secretariat: AsyncClient, build: Build, queries: Queries
    ) -> None:
        async def cost() -> int:
            with queries() as seen:
                good(await secretariat.get("/v1/decisions"))
            return len(seen)

        team = await build.space("task_team")
        await build.decision(team)
        few = await cost()
        for _ in range(5):
            await build.decision(team)
        assert await cost() == few <= 3


class TestWhoReadsAndRecords:
    async def test_the_secretariat_alone(
        self,
        public: AsyncClient,
        organisation_client: Client,
        as_role: Client,
        build: Build,
        form: dict[str, Any],
    ) -> None:
        decision = await build.decision(await build.space("task_team"))
        own = await organisation_client(await build.organisation())
        other = await as_role("service_client", None, "spaces:transition")
        for client, expected in (
            (public, (401, "unauthenticated")),
            (own, (403, "forbidden")),
            (other, (403, "forbidden")),
        ):
            assert problem(await client.get("/v1/decisions")) == expected
            assert problem(await client.get(f"/v1/decisions/{decision.id}")) == expected
            assert problem(await client.get(f"/v1/decisions/{uuid4()}")) == expected
            assert problem(await client.post("/v1/decisions", json=form)) == expected

    @pytest.mark.rule("R17")
    async def test_representatives_of_the_steering_group_read_and_do_not_record(
        self, as_role: Client, build: Build, form: dict[str, Any]
    ) -> None:
        counsel = await as_role("steering_representative")
        decision = await build.decision(await build.space("task_team"))
        assert good(await counsel.get(f"/v1/decisions/{decision.id}"))["id"] == str(decision.id)
        assert problem(await counsel.post("/v1/decisions", json=form)) == (403, "forbidden")

    async def test_whoever_may_read_may_not_therefore_record(
        self, as_role: Client, form: dict[str, Any]
    ) -> None:
        reader = await as_role("service_client", None, "decisions:read")
        assert good(await reader.get("/v1/decisions"))["items"] == []
        assert problem(await reader.post("/v1/decisions", json=form)) == (403, "forbidden")

    async def test_an_unknown_one_is_not_found(self, secretariat: AsyncClient) -> None:
        assert problem(await secretariat.get(f"/v1/decisions/{uuid4()}")) == (404, "not_found")
        assert malformed(await secretariat.get("/v1/decisions/7")) == {"path:decision": "not_a_uuid"}
