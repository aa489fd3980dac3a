"""Members over HTTP: who sees whom and how much of them, as lists and one by one."""

from collections.abc import Awaitable, Callable
from contextlib import AbstractContextManager
from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest
from httpx import AsyncClient

from api.models import Consent
from api.rules.field_classes import AFFILIATION, MEMBER
from api.schemas.members import AffiliationRead, MemberRead
from tests.answers import good, malformed, problem
from tests.days import LONG_AGO, NOW, TODAY, TOMORROW
from tests.factories import Build
from tests.steps import as_unknown, every_page

Queries = Callable[[], AbstractContextManager[list[str]]]
Client = Callable[..., Awaitable[AsyncClient]]
NEW = {"full_name": "Amina Yusuf"}


async def names(client: AsyncClient, **asked: Any) -> list[str]:
    return [one["full_name"] for one in good(await client.get("/v1/members", params=asked))["items"]]


class TestWhoSeesWhom:
    async def test_nothing_about_a_person_is_public(self, public: AsyncClient, build: Build) -> None:
        person = await build.member()
        for path in ("/v1/members", f"/v1/members/{person.id}"):
            assert problem(await public.get(path)) == (401, "unauthenticated")

    async def test_a_key_without_the_permission_reads_nobody(self, as_role: Client, build: Build) -> None:
        person, narrow = await build.member(), await as_role("service_client", None, "organisations:read")
        for path in ("/v1/members", f"/v1/members/{person.id}"):
            assert problem(await narrow.get(path)) == (403, "forbidden")

    async def test_the_secretariat_sees_all_but_the_erased(
        self, secretariat: AsyncClient, build: Build
    ) -> None:
        for status in ("active", "erased", "external", "left", "suspended", "unconfirmed"):
            await build.member(status, status=status)
        assert await names(secretariat) == ["active", "external", "left", "suspended", "unconfirmed"]
        assert await names(secretariat, status="erased") == []

    async def test_an_organisation_sees_who_confirmed_that_they_work_there_today(
        self, organisation_client: Client, build: Build
    ) -> None:
        own, other = await build.organisation(), await build.organisation()
        await build.member("confirmed", organisation=own)
        await build.member("elsewhere", organisation=other)
        await build.member("nowhere")
        posts: dict[str, dict[str, Any]] = {
            "unconfirmed": {"confirmed": False},
            "former": {"ends_on": TODAY},
            "to come": {"starts_on": TOMORROW},
            "until tomorrow": {"ends_on": TOMORROW},
        }
        for name, dates in posts.items():
            await build.affiliation(await build.member(name), own, **dates)
        assert await names(await organisation_client(own)) == ["confirmed", "until tomorrow"]

    async def test_somebody_elses_person_is_as_absent_as_an_unknown_id(
        self, organisation_client: Client, secretariat: AsyncClient, build: Build
    ) -> None:
        own, other = await build.organisation(), await build.organisation()
        theirs, gone = (
            await build.member(organisation=other),
            await build.member(status="erased", organisation=own),
        )
        unconfirmed = await build.member()
        await build.affiliation(unconfirmed, own, confirmed=False)
        client = await organisation_client(own)
        unknown = await client.get(f"/v1/members/{uuid4()}")
        for person in (theirs, gone, unconfirmed):
            assert as_unknown(await client.get(f"/v1/members/{person.id}"), unknown)
        assert as_unknown(await secretariat.get(f"/v1/members/{gone.id}"), unknown)

    async def test_an_id_that_is_none_is_malformed(self, secretariat: AsyncClient) -> None:
        assert malformed(await secretariat.get("/v1/members/not-an-id")) == {"path:member": "not_a_uuid"}

    async def test_only_the_secretariat_writes_members(
        self, public: AsyncClient, organisation_client: Client, as_role: Client, build: Build
    ) -> None:
        own = await build.organisation()
        person = await build.member(organisation=own)
        path, tag = f"/v1/members/{person.id}", {"If-Match": "*"}
        for client, answer in (
            (public, (401, "unauthenticated")),
            (await organisation_client(own), (403, "forbidden")),
            (await as_role("service_client", None, "members:read"), (403, "forbidden")),
        ):
            assert problem(await client.post("/v1/members", json=NEW)) == answer
            assert problem(await client.patch(path, json=NEW, headers=tag)) == answer
            assert problem(await client.delete(path, headers=tag)) == answer


class TestHowMuchOfThem:
    async def test_the_secretariat_is_shown_everything_held(
        self, secretariat: AsyncClient, build: Build
    ) -> None:
        own = await build.organisation()
        person = await build.member(
            "Amina Yusuf",
            given_name="Amina",
            family_name="Yusuf",
            email="amina@example.org",
            topics=["gender"],
            external_ref="A-1",
            organisation=own,
            visibility={"email": "space"},
        )
        instant = good(await secretariat.get(f"/v1/members/{person.id}"))
        assert instant["affiliations"][0].pop("id")
        assert {key: value for key, value in instant.items() if not key.endswith("_at")} == {
            "id": str(person.id),
            "full_name": "Amina Yusuf",
            "given_name": "Amina",
            "family_name": "Yusuf",
            "email": "amina@example.org",
            "country": "KE",
            "languages": ["en"],
            "topics": ["gender"],
            "status": "active",
            "external_ref": "A-1",
            "affiliations": [
                {
                    "organisation_id": str(own.id),
                    "job_title": "Education Officer",
                    "starts_on": str(LONG_AGO),
                    "ends_on": None,
                    "confirmed_on": str(LONG_AGO),
                }
            ],
            "consents": [{"given_on": str(LONG_AGO), "source": "membership form", "withdrawn_on": None}],
            "visibility": {"email": "space"},
            "at_risk": False,
            "pseudonym": None,
        }
        assert instant["created_at"].startswith("2026-05-04T10:00:00") and instant["created_at"].endswith("Z")

    async def test_an_organisation_is_shown_name_country_languages_status_and_the_post_it_gives(
        self, organisation_client: Client, build: Build
    ) -> None:
        own = await build.organisation()
        person = await build.member("Amina Yusuf", organisation=own)
        client = await organisation_client(own)
        shown = good(await client.get(f"/v1/members/{person.id}"))
        assert shown.keys() == {
            *(
                "id",
                "full_name",
                "given_name",
                "family_name",
                "country",
                "languages",
                "status",
                "affiliations",
            ),
            *("created_at", "updated_at"),
        }
        assert shown["affiliations"] == [{"organisation_id": str(own.id), "job_title": "Education Officer"}]
        assert good(await client.get("/v1/members"))["items"] == [shown]

    async def test_nothing_above_its_class_reaches_an_organisation(
        self, organisation_client: Client, build: Build
    ) -> None:
        own, other = await build.organisation(), await build.organisation("PLANTED other employer")
        person = await build.member(
            organisation=own, email="planted@example.org", topics=["PLANTED topic"], external_ref="PLANTED-1",
            visibility={"topics": "staff"},
        )  # fmt: skip
        await build.rows(Consent(member_id=person.id, given_on=TODAY, source="PLANTED source"))
        await build.affiliation(person, other, job_title="PLANTED post elsewhere")
        far, near = TODAY + timedelta(days=4000), TODAY - timedelta(days=4000)
        await build.affiliation(
            person, own, job_title="PLANTED former post", starts_on=near, ends_on=LONG_AGO
        )
        leaving = await build.member()
        await build.affiliation(leaving, own, ends_on=far)
        client = await organisation_client(own)
        answers = [
            await client.get(path)
            for path in ("/v1/members", f"/v1/members/{person.id}", f"/v1/members/{leaving.id}")
        ]
        for answer in answers:
            assert answer.status_code == 200
            for secret in (
                "planted",
                str(other.id),
                str(far),
                str(near),
                str(LONG_AGO),
                "visibility",
                "consent",
            ):
                assert secret not in answer.text.casefold()

    @pytest.mark.parametrize("form", [MemberRead, AffiliationRead])
    def test_every_field_that_can_be_answered_has_a_class(self, form: type) -> None:
        table = MEMBER if form is MemberRead else AFFILIATION
        assert form.model_fields.keys() == table.keys()  # type: ignore[attr-defined]

    async def test_one_may_not_ask_by_filter_for_what_one_is_not_shown(
        self, organisation_client: Client, secretariat: AsyncClient, build: Build
    ) -> None:
        own, other = await build.organisation(), await build.organisation()
        person = await build.member("Amina", organisation=own, topics=["gender"])
        await build.affiliation(person, other)
        client = await organisation_client(own)
        for asked in ({"topic": "gender"}, {"topic": "other"}, {"organisation_id": str(other.id)}):
            assert await names(client, **asked) == []
        assert await names(client, organisation_id=str(own.id)) == ["Amina"]
        for known in ({"topic": "gender"}, {"organisation_id": str(other.id)}):
            assert await names(secretariat, **known) == ["Amina"]


class TestTheList:
    @pytest.mark.parametrize(
        ("asked", "found"),
        [
            ({"q": "alvarez"}, ["José Álvarez"]),
            ({"q": "ÁLVAREZ"}, ["José Álvarez"]),
            ({"q": "يوسف"}, ["أمينة يوسف"]),
            ({"q": "%"}, []),
            ({"status": "suspended"}, ["Marie Curie"]),
            ({"country": "FR"}, ["Marie Curie"]),
            ({"language": "ar"}, ["أمينة يوسف"]),
            ({"topic": "gender"}, ["José Álvarez"]),
            ({"country": "KE", "language": "en", "q": "jos"}, ["José Álvarez"]),
            ({"country": "KE", "language": "fr"}, []),
        ],
    )
    async def test_is_filtered(
        self, secretariat: AsyncClient, build: Build, asked: dict[str, str], found: list[str]
    ) -> None:
        await build.member("José Álvarez", topics=["gender", "data"])
        await build.member("Marie Curie", status="suspended", country="FR", languages=["fr"])
        await build.member("أمينة يوسف", languages=["ar", "fr"], country="SD")
        assert await names(secretariat, **asked) == found

    async def test_is_filtered_by_where_people_work_today(
        self, secretariat: AsyncClient, build: Build
    ) -> None:
        place = await build.organisation()
        await build.member("there", organisation=place)
        await build.affiliation(await build.member("unconfirmed"), place, confirmed=False)
        await build.affiliation(await build.member("former"), place, ends_on=TODAY)
        await build.member("elsewhere", organisation=await build.organisation())
        assert await names(secretariat, organisation_id=str(place.id)) == ["there", "unconfirmed"]

    async def test_tells_what_changed_since(self, secretariat: AsyncClient, build: Build) -> None:
        for name, hour in (("early", 8), ("late", 9)):
            await build.member(name, updated_at=NOW.replace(hour=hour))
        assert await names(secretariat, updated_since="2026-05-04T09:00:00Z") == ["late"]

    @pytest.mark.parametrize("sort", ["full_name", "created_at", "updated_at"])
    @pytest.mark.parametrize("sign", ["", "-"])
    async def test_is_read_to_its_end_in_every_order(
        self, secretariat: AsyncClient, build: Build, sort: str, sign: str
    ) -> None:
        at: list[datetime] = [
            NOW + timedelta(minutes=place // 2) for place in range(7)
        ]  # pairs: the id breaks ties
        people = [await build.member(f"Person {one:%H%M}", created_at=one, updated_at=one) for one in at]
        order = [str(id_) for id_ in sorted(person.id for person in people)]
        assert (
            await every_page(secretariat, "/v1/members", sort=sign + sort, limit=2)
            == order[:: -1 if sign else 1]
        )

    async def test_keeps_its_filters_from_page_to_page(self, secretariat: AsyncClient, build: Build) -> None:
        wanted = [str((await build.member(f"{place}", country="UG")).id) for place in range(3)]
        await build.member("1")
        first = good(
            await secretariat.get("/v1/members", params={"country": "UG", "limit": 1, "total": True})
        )
        assert (first["total"], len(first["items"])) == (3, 1)
        assert await every_page(secretariat, "/v1/members", country="UG", limit=1) == wanted
        cursor = first["next_cursor"]
        other = await secretariat.get("/v1/members", params={"cursor": cursor, "country": "KE"})
        assert malformed(other) == {"?country": "cursor_mismatch"}
        strange = await secretariat.get("/v1/organisations", params={"cursor": cursor})
        assert malformed(strange) == {"?cursor": "invalid_cursor"}

    @pytest.mark.parametrize(
        ("asked", "code"),
        [
            ({"status": "alive"}, "not_in_list"),
            ({"country": "XX"}, "not_a_country"),
            ({"language": "klingon!"}, "not_a_language"),
            ({"organisation_id": "a-slug"}, "not_a_uuid"),
            ({"updated_since": "yesterday"}, "not_an_instant"),
            ({"sort": "email"}, "not_in_list"),
            ({"email": "a@example.org"}, "unknown_parameter"),
        ],
    )
    async def test_takes_no_other_questions(
        self, secretariat: AsyncClient, asked: dict[str, str], code: str
    ) -> None:
        assert malformed(await secretariat.get("/v1/members", params=asked)) == {
            f"?{next(iter(asked))}": code
        }

    async def test_asks_the_database_the_same_however_long_it_is(
        self, secretariat: AsyncClient, organisation_client: Client, build: Build, queries: Queries
    ) -> None:
        own = await build.organisation()
        client = await organisation_client(own)
        sent = []
        for more in (1, 6):
            for _ in range(more):
                person = await build.member(organisation=own, external_ref=str(uuid4()))
                await build.affiliation(person, await build.organisation())
            for caller in (secretariat, client):
                with queries() as seen:
                    good(await caller.get("/v1/members"))
                sent.append(len(seen))
        assert sent[:2] == sent[2:]
        assert max(sent) <= 6
