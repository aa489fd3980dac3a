"""Commits over HTTP: a preview is done as it was shown or not at all, and the same file again changes nothing."""

from collections.abc import Callable
from contextlib import AbstractContextManager

from httpx import AsyncClient
from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from api.models import (
    Affiliation,
    AuditEvent,
    Consent,
    Member,
    Membership,
    MemberState,
)
from tests.answers import good, problem
from tests.days import TODAY
from tests.factories import Build
from tests.lists import AMINA, CONSENTED, commit, filled, preview, verdicts
from tests.steps import counted, on_top, told

Queries = Callable[[], AbstractContextManager[list[str]]]


class TestACommit:
    async def test_brings_a_person_in_whole(
        self, secretariat: AsyncClient, build: Build, session: AsyncSession
    ) -> None:
        body = await build.organisation("Secours Éducation", aliases=["Relief School"])
        row = {
            **AMINA,
            **CONSENTED,
            "given_name": "Amina",
            "family_name": "Yusuf",
            "country": "NO",
            "languages": "fr; ar;fr",
            "organisation": "secours education",
            "job_title": "Officer",
            "topics": "gender; early childhood",
        }
        done = await commit(secretariat, row)
        assert (done["status"], filled(done["counts"])) == ("committed", {"created": 1})
        assert done["progress"] == {"done": 1, "total": 1}
        assert done["committed_at"] is not None
        (listed,) = good(await secretariat.get("/v1/members"))["items"]
        (verdict_,) = good(await secretariat.get(f"/v1/imports/{done['id']}/rows"))["items"]
        assert verdict_["member_id"] == listed["id"]
        member = good(await secretariat.get(f"/v1/members/{listed['id']}"))
        assert {
            name: member[name] for name in ("full_name", "given_name", "family_name", "email", "country")
        } == {name: row[name] for name in ("full_name", "given_name", "family_name", "email", "country")}
        assert (member["languages"], member["topics"]) == (["fr", "ar"], ["gender", "early childhood"])
        assert (member["status"], member["external_ref"]) == ("active", "A-1")
        assert [(one["given_on"], one["source"]) for one in member["consents"]] == [
            ("2026-01-15", "web form")
        ]
        (works,) = member["affiliations"]
        assert (works["organisation_id"], works["job_title"]) == (str(body.id), "Officer")
        assert (works["starts_on"], works["ends_on"], works["confirmed_on"]) == (str(TODAY), None, None)
        state = (await session.scalars(select(MemberState))).one()
        assert (state.status, state.starts_on, state.ends_on) == ("active", TODAY, None)
        assert await told(session, member["id"]) == ["member.created"]
        assert await told(session, done["id"]) == ["import.previewed", "import.committed"]

    async def test_of_the_same_file_again_changes_nothing(
        self, secretariat: AsyncClient, build: Build, session: AsyncSession
    ) -> None:
        body, community = await build.organisation(), await build.space("language_community")
        people = [
            {
                **AMINA,
                **CONSENTED,
                "organisation": body.slug,
                "job_title": "Officer",
                "space": community.slug,
            },
            {
                "email": "b@example.org",
                "full_name": "B",
                "languages": "fr;ar",
                "topics": "x;y",
                "country": "NA",
            },
            {"external_ref": "C", "full_name": "C", "status": "unconfirmed"},
        ]
        await commit(secretariat, *people)
        before = [
            await counted(session, one)
            for one in (Member, Consent, Affiliation, Membership, MemberState, AuditEvent)
        ]
        done = await commit(secretariat, *people)
        assert filled(done["counts"]) == {"unchanged": 3}
        before[-1] += 2  # that it was previewed and committed
        after = [
            await counted(session, one)
            for one in (Member, Consent, Affiliation, Membership, MemberState, AuditEvent)
        ]
        assert after == before

    async def test_answers_the_same_a_second_time(
        self, secretariat: AsyncClient, session: AsyncSession
    ) -> None:
        done = await commit(secretariat, AMINA)
        assert good(await secretariat.post(f"/v1/imports/{done['id']}/commit"), 202) == done
        assert await counted(session, Member) == 1

    async def test_takes_good_rows_and_leaves_bad_ones_out(
        self, secretariat: AsyncClient, session: AsyncSession
    ) -> None:
        done = await commit(
            secretariat, AMINA, {"email": "b@example.org", "full_name": "B", "country": "Kenya"}
        )
        assert filled(done["counts"]) == {"created": 1, "error": 1}
        assert [one.email for one in await session.scalars(select(Member))] == ["amina@example.org"]

    async def test_updates_what_the_row_fills_and_never_erases(
        self, secretariat: AsyncClient, build: Build
    ) -> None:
        person = await build.member("Old Name", email="amina@example.org", country="KE", topics=["gender"])
        row = {
            "email": "AMINA@Example.ORG",
            "full_name": "New Name",
            "country": "",
            "topics": "",
            "languages": "fr",
        }
        (seen,) = await verdicts(secretariat, row)
        assert (seen["result"], seen["changed"], seen["member_id"]) == (
            "updated",
            ["full_name", "languages"],
            str(person.id),
        )
        await commit(secretariat, row)
        member = good(await secretariat.get(f"/v1/members/{person.id}"))
        assert (member["full_name"], member["country"], member["topics"]) == ("New Name", "KE", ["gender"])
        assert (member["email"], member["languages"]) == ("amina@example.org", ["fr"])

    async def test_makes_what_people_hold_of_a_member_out_of_date(
        self, secretariat: AsyncClient, build: Build
    ) -> None:
        person = await build.member(email="amina@example.org", organisation=await build.organisation("Here"))
        tag = (await secretariat.get(f"/v1/members/{person.id}")).headers["ETag"]
        await commit(
            secretariat, {"email": "amina@example.org", "organisation": "Here", "job_title": "Director"}
        )
        held = {"If-Match": tag}
        answer = await secretariat.patch(f"/v1/members/{person.id}", json={"country": "NO"}, headers=held)
        assert problem(answer) == (412, "precondition_failed")

    async def test_finds_a_person_by_reference_and_corrects_the_address(
        self, secretariat: AsyncClient, build: Build
    ) -> None:
        person = await build.member(external_ref="A-1", email="old@example.org", status="unconfirmed")
        await commit(secretariat, AMINA)
        assert good(await secretariat.get(f"/v1/members/{person.id}"))["email"] == "amina@example.org"

    async def test_of_many_rows_takes_no_more_statements_than_of_few(
        self, secretariat: AsyncClient, build: Build, queries: Queries
    ) -> None:
        here, there = await build.organisation("Here"), await build.organisation("There")
        counts = []
        for size in (2, 40):
            people = []
            for number in range(size):
                old = await build.member(email=f"{size}-{number}@example.org", organisation=here)
                people.append(
                    {"email": str(old.email), "external_ref": f"{size}-{number}", "full_name": "Other"}
                )
                people[-1] |= (
                    {"organisation": here.slug, "job_title": "Chief"} if number % 2 else {"country": "NO"}
                )
                people.append({"email": f"new{size}-{number}@example.org", "full_name": "New", **CONSENTED})
                people[-1] |= {"organisation": there.slug, "external_ref": f"new{size}-{number}"}
            seen = await preview(secretariat, *people)
            with queries() as sent:
                good(await secretariat.post(f"/v1/imports/{seen['id']}/commit"), 202)
            counts.append(len(sent))
        assert counts[1] == counts[0]

    async def test_of_two_thousand_rows_accounts_for_every_one(
        self, secretariat: AsyncClient, session: AsyncSession
    ) -> None:
        broken = {
            "email": ("not-an-address", "not_an_email"),
            "country": ("ZZ", "not_a_country"),
            "consent_date": ("03/04/2019", "not_a_date"),
            "organisation": ("No Such Body", "unknown_organisation"),
        }
        people, expected = [], {}
        for number in range(2_000):
            row = {
                "external_ref": f"B-{number}",
                "email": f"big{number}@example.org",
                "full_name": f"Пер Сон {number}",
            }
            row |= {**CONSENTED, "country": "NO", "languages": "fr;ar", "organisation": ""}
            if number % 50 == 7:
                field = list(broken)[number // 50 % 4]
                row[field], expected[number + 2] = broken[field][0], (field, broken[field][1])
            people.append(row)
        seen = await preview(secretariat, *people)
        assert filled(seen["counts"]) == {"created": 1_960, "error": 40}
        path, found = f"/v1/imports/{seen['id']}/rows?result=error&limit=200", {}
        for row in good(await secretariat.get(path))["items"]:
            found[row["row"]] = (row["field"], row["code"])
        assert found == expected
        good(await secretariat.post(f"/v1/imports/{seen['id']}/commit"), 202)
        assert await counted(session, Member) == 1_960
        assert (
            await session.scalar(select(func.count()).where(AuditEvent.action == "member.created")) == 1_960
        )
        assert filled((await preview(secretariat, *people))["counts"]) == {"unchanged": 1_960, "error": 40}


class TestAStalePreview:
    async def stale(self, secretariat: AsyncClient, import_id: str) -> None:
        assert problem(await secretariat.post(f"/v1/imports/{import_id}/commit")) == (409, "import_is_stale")
        assert good(await secretariat.get(f"/v1/imports/{import_id}"))["status"] == "previewed"

    async def test_is_refused_once_somebody_else_brought_the_person_in(
        self, secretariat: AsyncClient, session: AsyncSession
    ) -> None:
        seen = await preview(secretariat, AMINA)
        await commit(secretariat, AMINA)
        await self.stale(secretariat, seen["id"])
        assert await counted(session, Member) == 1

    async def test_is_refused_when_what_it_would_overwrite_has_changed(
        self, secretariat: AsyncClient, build: Build
    ) -> None:
        person = await build.member("Old", email="amina@example.org")
        seen = await preview(secretariat, {"email": "amina@example.org", "full_name": "New"})
        good(await on_top(secretariat, "PATCH", f"/v1/members/{person.id}", full_name="Edited meanwhile"))
        await self.stale(secretariat, seen["id"])
        assert good(await secretariat.get(f"/v1/members/{person.id}"))["full_name"] == "Edited meanwhile"

    async def test_stands_when_something_else_about_the_person_has_changed(
        self, secretariat: AsyncClient, build: Build
    ) -> None:
        person = await build.member("Old", email="amina@example.org")
        seen = await preview(secretariat, {"email": "amina@example.org", "full_name": "New"})
        good(await on_top(secretariat, "PATCH", f"/v1/members/{person.id}", country="NO"))
        good(await secretariat.post(f"/v1/imports/{seen['id']}/commit"), 202)
        member = good(await secretariat.get(f"/v1/members/{person.id}"))
        assert (member["full_name"], member["country"]) == ("New", "NO")

    async def test_is_refused_when_the_organisation_named_is_now_another(
        self, secretariat: AsyncClient, build: Build
    ) -> None:
        former = await build.organisation("Relief Society")
        seen = await preview(secretariat, {**AMINA, "organisation": "Relief Society"})
        good(
            await on_top(secretariat, "PATCH", f"/v1/organisations/{former.id}", name="Relief Society Kenya")
        )
        await build.organisation("Relief Society", slug="another-relief-society")
        await self.stale(secretariat, seen["id"])

    async def test_is_refused_after_a_row_of_it_was_erased(
        self, secretariat: AsyncClient, build: Build
    ) -> None:
        person = await build.member("Old", email="amina@example.org")
        seen = await preview(secretariat, {"email": "amina@example.org", "full_name": "New"})
        answer = await on_top(secretariat, "DELETE", f"/v1/members/{person.id}")
        assert answer.status_code == 204
        await self.stale(secretariat, seen["id"])
