"""Adding a member over HTTP: with consent or without, and what is refused."""

from datetime import date
from typing import Any
from uuid import UUID, uuid4

import pytest
from httpx import AsyncClient
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from api.models import AuditEvent, Member, MemberState, Organisation
from tests.answers import good, malformed, problem, refused
from tests.conftest import Clock
from tests.days import LONG_AGO, TODAY, TOMORROW, YESTERDAY
from tests.factories import Build
from tests.steps import counted, told

CONSENT = {"given_on": str(TODAY), "source": "web form"}
NEW = {"full_name": "Amina Yusuf"}


class TestBecomingKnown:
    @pytest.mark.rule("R3")
    @pytest.mark.parametrize(
        ("given", "status"),
        [
            ({}, "unconfirmed"),
            ({"status": "unconfirmed"}, "unconfirmed"),
            ({"consent": CONSENT}, "active"),
            ({"consent": CONSENT, "status": "active"}, "active"),
            ({"consent": CONSENT, "status": "external"}, "external"),
        ],
    )
    async def test_a_person_is_active_by_their_own_consent_only(
        self, secretariat: AsyncClient, session: AsyncSession, given: dict[str, Any], status: str
    ) -> None:
        made = good(await secretariat.post("/v1/members", json=NEW | given), 201)
        assert made["status"] == status
        assert [(one["given_on"], one["source"]) for one in made["consents"]] == (
            [(CONSENT["given_on"], CONSENT["source"])] if "consent" in given else []
        )
        states = select(MemberState.status, MemberState.starts_on, MemberState.ends_on).where(
            MemberState.member_id == UUID(made["id"])
        )
        assert (await session.execute(states)).all() == [(status, TODAY, None)]

    @pytest.mark.rule("R3", "R8")
    @pytest.mark.parametrize("status", ["active", "external"])
    async def test_without_consent_nobody_is_more_than_unconfirmed(
        self, secretariat: AsyncClient, session: AsyncSession, status: str
    ) -> None:
        answer = await secretariat.post("/v1/members", json=NEW | {"status": status})
        assert refused(answer) == ["consent_missing"]
        assert await counted(session, Member) == 0

    async def test_a_whole_record_is_answered_as_it_was_sent(
        self, secretariat: AsyncClient, session: AsyncSession, build: Build
    ) -> None:
        place = await build.organisation()
        post = {"organisation_id": str(place.id), "job_title": "Teacher", "starts_on": str(LONG_AGO)}
        sent = {
            "full_name": "ဒေါ်အောင်",
            "given_name": None,
            "family_name": "အောင်",
            "email": "Aung@Example.org",
            "country": "MM",
            "languages": ["my", "en"],
            "topics": ["ECD"],
            "consent": CONSENT,
            "external_ref": "M-7",
            "affiliations": [post],
            "visibility": {"country": "network", "email": "space"},
        }
        answer = await secretariat.post("/v1/members", json=sent)
        made = good(answer, 201)
        assert answer.headers["Location"] == f"/v1/members/{made['id']}"
        assert made == good(await secretariat.get(answer.headers["Location"]))
        assert made["email"] == "Aung@example.org"  # the domain's spelling is nobody's choice
        assert made["affiliations"][0].pop("id")
        assert made["affiliations"] == [post | {"ends_on": None, "confirmed_on": None}]
        same = sent.keys() - {"email", "consent", "affiliations"}
        assert {key: made[key] for key in same} == {key: sent[key] for key in same}
        assert await told(session, made["id"]) == ["member.created"]
        event = (
            await session.scalars(select(AuditEvent).where(AuditEvent.subject_id == UUID(made["id"])))
        ).one()
        assert event.fields == sorted(sent)

    @pytest.mark.parametrize("name", ["Amina", "يوسف", "Nguyễn Văn Ánh", "O’Brien-ʻOkina", "小野", "Ò́"])
    async def test_no_name_is_refused(self, secretariat: AsyncClient, name: str) -> None:
        assert good(await secretariat.post("/v1/members", json={"full_name": name}), 201)["full_name"] == name

    async def test_one_address_is_one_person(self, secretariat: AsyncClient) -> None:
        good(await secretariat.post("/v1/members", json=NEW | {"email": "a.b@example.org"}), 201)
        again = await secretariat.post("/v1/members", json=NEW | {"email": "A.B@EXAMPLE.org"})
        assert problem(again) == (409, "email_taken")
        assert "a.b@" not in again.text.casefold()
        for other in ("ab@example.org", "a.b+list@example.org", "á.b@example.org"):
            good(await secretariat.post("/v1/members", json=NEW | {"email": other}), 201)

    async def test_one_reference_is_one_person(self, secretariat: AsyncClient) -> None:
        good(await secretariat.post("/v1/members", json=NEW | {"external_ref": "A-1"}), 201)
        again = await secretariat.post("/v1/members", json=NEW | {"external_ref": "A-1"})
        assert problem(again) == (409, "external_ref_taken")

    async def test_one_may_work_in_several_places_and_come_back(
        self, secretariat: AsyncClient, build: Build
    ) -> None:
        one, other = str((await build.organisation()).id), str((await build.organisation()).id)
        posts = [
            {"organisation_id": one, "starts_on": "2020-01-01", "ends_on": "2021-01-01"},
            {"organisation_id": other, "starts_on": "2020-06-01"},
            {"organisation_id": one, "starts_on": "2021-01-01"},
        ]
        made = good(await secretariat.post("/v1/members", json=NEW | {"affiliations": posts}), 201)
        assert [(work["organisation_id"], work["starts_on"]) for work in made["affiliations"]] == [
            (post["organisation_id"], post["starts_on"]) for post in posts
        ]

    async def test_but_not_twice_in_one_place_at_once(
        self, secretariat: AsyncClient, session: AsyncSession, build: Build
    ) -> None:
        place = str((await build.organisation()).id)
        posts = [
            {"organisation_id": place, "starts_on": "2020-01-01"},
            {"organisation_id": place, "starts_on": "2021-01-01"},
        ]
        answer = await secretariat.post("/v1/members", json=NEW | {"affiliations": posts})
        assert problem(answer) == (409, "periods_overlap")
        assert await counted(session, Member) == 0

    @pytest.mark.parametrize(
        ("wrong", "where"),
        [
            ({"full_name": ""}, {"/full_name": "too_short"}),
            ({"full_name": "A" * 201}, {"/full_name": "too_long"}),
            ({"full_name": "A\u202eB"}, {"/full_name": "forbidden_character"}),
            ({"email": "not an address"}, {"/email": "not_an_email"}),
            ({"email": "Amina <a@example.org>"}, {"/email": "not_an_email"}),
            ({"email": "a@example.org,b@example.org"}, {"/email": "not_an_email"}),
            ({"country": "Kenya"}, {"/country": "too_long"}),
            ({"country": "XX"}, {"/country": "not_a_country"}),
            ({"languages": ["french"]}, {"/languages/0": "not_a_language"}),
            ({"topics": ["topic"] * 51}, {"/topics": "too_many"}),
            ({"status": "erased"}, {"/status": "not_in_list"}),
            ({"status": "left"}, {"/status": "not_in_list"}),
            (
                {"consent": {"given_on": str(TOMORROW), "source": "form"}},
                {"/consent/given_on": "in_the_future"},
            ),
            ({"consent": {"given_on": str(TODAY)}}, {"/consent/source": "required"}),
            ({"visibility": {"email": "public"}}, {"/visibility/email": "not_in_list"}),
            ({"name_key": "x"}, {"/name_key": "unknown_field"}),
        ],
    )
    async def test_what_is_malformed_is_told_where_and_nothing_is_written(
        self, secretariat: AsyncClient, session: AsyncSession, wrong: dict[str, Any], where: dict[str, str]
    ) -> None:
        assert malformed(await secretariat.post("/v1/members", json=NEW | wrong)) == where
        assert await counted(session, Member) == 0

    async def test_a_visibility_of_no_field_is_malformed(self, secretariat: AsyncClient) -> None:
        answer = await secretariat.post("/v1/members", json=NEW | {"visibility": {"passport": "staff"}})
        assert list(malformed(answer).values()) == ["unknown_field"]

    @pytest.mark.parametrize(
        ("wrong", "where"),
        [
            ({"ends_on": str(YESTERDAY)}, {"/affiliations/1/ends_on": "period_inverted"}),
            ({"confirmed_on": str(TOMORROW)}, {"/affiliations/1/confirmed_on": "in_the_future"}),
            ({"organisation_id": str(uuid4())}, {"/affiliations/1/organisation_id": "unknown_reference"}),
        ],
    )
    async def test_so_is_a_place_of_work(
        self, secretariat: AsyncClient, build: Build, wrong: dict[str, Any], where: dict[str, str]
    ) -> None:
        place: Organisation = await build.organisation()
        past = {"organisation_id": str(place.id), "starts_on": "2020-01-01", "ends_on": "2020-01-01"}
        posts = [past, {"organisation_id": str(place.id), "starts_on": str(TODAY)} | wrong]
        assert malformed(await secretariat.post("/v1/members", json=NEW | {"affiliations": posts})) == where

    async def test_who_worked_somewhere_on_no_day_at_all_is_not_shown_there(
        self, secretariat: AsyncClient, build: Build
    ) -> None:
        place = await build.organisation()
        none = {"organisation_id": str(place.id), "starts_on": str(TODAY), "ends_on": str(TODAY)}
        assert (
            good(await secretariat.post("/v1/members", json=NEW | {"affiliations": [none]}), 201)[
                "affiliations"
            ]
            == []
        )

    async def test_sent_twice_under_one_key_makes_one_person(
        self, secretariat: AsyncClient, session: AsyncSession, clock: Clock
    ) -> None:
        first, again = [
            await secretariat.post("/v1/members", json=NEW, headers={"Idempotency-Key": "a"})
            for _ in range(2)
        ]
        assert good(first, 201) == good(again, 201)
        assert again.headers["Idempotent-Replayed"] == "true"
        assert await counted(session, Member) == 1

    async def test_the_day_is_the_systems_own(self, secretariat: AsyncClient, clock: Clock) -> None:
        clock.set(date(2027, 1, 1))
        made = good(await secretariat.post("/v1/members", json=NEW), 201)
        assert made["created_at"].startswith("2027-01-01")
