"""Consents over HTTP: given, on evidence or by oneself, taken back, dated and never lost."""

from typing import Any

import pytest
from httpx import AsyncClient
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from api.models import AuditDetail, Membership
from tests.answers import good, malformed, problem
from tests.days import LONG_AGO, TODAY
from tests.factories import Build
from tests.harness import Api
from tests.steps import told


async def given(client: AsyncClient, person: Any) -> list[tuple[str, str, str | None]]:
    items = good(await client.get(f"/v1/members/{person.id}/consents"))["items"]
    return [(one["given_on"], one["source"], one["withdrawn_on"]) for one in items]


class TestGiving:
    @pytest.mark.rule("R8")
    @pytest.mark.parametrize("status", ["unconfirmed", "external", "left"])
    async def test_makes_a_member_of_who_was_only_known(self, api: Api, build: Build, status: str) -> None:
        person = await build.member(status=status, consent=False)
        own = await api.as_person(person)
        made = good(await own.post(f"/v1/members/{person.id}/consents", json={}), 201)
        assert made["status"] == "active"
        assert await given(own, person) == [(str(TODAY), "dashboard", None)]

    async def test_twice_is_one_consent(self, api: Api, build: Build) -> None:
        person = await build.member(status="unconfirmed")
        own = await api.as_person(person)
        for _ in range(2):
            good(await own.post(f"/v1/members/{person.id}/consents", json={}), 201)
        assert len(await given(own, person)) == 1

    async def test_says_itself_when_and_where_it_was(self, api: Api, build: Build) -> None:
        person = await build.member(status="unconfirmed")
        own = await api.as_person(person)
        for said in ({"given_on": str(LONG_AGO)}, {"source": "a form"}):
            answer = await own.post(f"/v1/members/{person.id}/consents", json=said)
            assert problem(answer) == (403, "forbidden")

    async def test_is_recorded_by_the_secretariat_on_evidence(
        self, secretariat: AsyncClient, build: Build
    ) -> None:
        person = await build.member(status="unconfirmed")
        path = f"/v1/members/{person.id}/consents"
        assert malformed(await secretariat.post(path, json={"source": "a form"})) == {"/given_on": "required"}
        assert malformed(await secretariat.post(path, json={"given_on": str(TODAY)})) == {
            "/source": "required"
        }
        ahead = {"given_on": "2030-01-01", "source": "a form"}
        assert malformed(await secretariat.post(path, json=ahead)) == {"/given_on": "in_the_future"}
        evidence = {"given_on": str(LONG_AGO), "source": "a form"}
        assert good(await secretariat.post(path, json=evidence), 201)["status"] == "active"
        assert await given(secretariat, person) == [(str(LONG_AGO), "a form", None)]


class TestWithdrawing:
    @pytest.mark.rule("R33")
    async def test_ends_all_that_day_and_keeps_the_record(
        self, api: Api, build: Build, session: AsyncSession
    ) -> None:
        person = await build.member()
        seat = await build.seat(await build.space("task_team"), person)
        own = await api.as_person(person)
        answer = await own.post(f"/v1/members/{person.id}/consents/withdrawal", json={"reason": "Enough"})
        assert good(answer)["status"] == "left"
        assert await given(own, person) == [(str(LONG_AGO), "membership form", str(TODAY))]
        ended = select(Membership.ends_on, Membership.end_reason).where(Membership.id == seat.id)
        assert (await session.execute(ended)).one() == (TODAY, "member_left")
        assert "consent.withdrawn" in await told(session, person.id)
        assert (await session.scalars(select(AuditDetail.reason))).all() == ["Enough"]

    async def test_can_be_thought_better_of_the_same_day(self, api: Api, build: Build) -> None:
        person = await build.member(status="unconfirmed")
        own = await api.as_person(person)
        path = f"/v1/members/{person.id}/consents"
        good(await own.post(path, json={}), 201)
        good(await own.post(f"{path}/withdrawal", json={}))
        assert good(await own.post(path, json={}), 201)["status"] == "active"
        assert await given(own, person) == [(str(TODAY), "dashboard", None)]


@pytest.mark.parametrize("role", ["person", "member", "leader", "focal_point", "organisation_client"])
async def test_the_consents_of_others_are_nobodys_business(api: Api, build: Build, role: str) -> None:
    person = await build.member(organisation=(employer := await build.organisation()))
    of = employer if role in {"focal_point", "organisation_client"} else None
    caller = await api.as_role(role, of)
    path = f"/v1/members/{person.id}/consents"
    for answer in (
        await caller.get(path),
        await caller.post(path, json={}),
        await caller.post(f"{path}/withdrawal", json={}),
    ):
        assert answer.status_code in {403, 404}
