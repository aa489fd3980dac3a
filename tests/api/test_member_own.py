"""People and their own record: what they write of themselves, where they say they work, and their address."""

from collections.abc import Awaitable, Callable
from typing import Any

import pytest
from httpx import AsyncClient, Response
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from api.models import AuditDetail, Letter, Member, Membership
from api.rules.permissions import Role
from tests import signing
from tests.answers import good, malformed, problem
from tests.cast import cast
from tests.conftest import Clock
from tests.days import LONG_AGO, TODAY, TOMORROW, YESTERDAY
from tests.factories import Build
from tests.operations import UNKNOWN
from tests.steps import as_unknown, on_top, told

Client = Callable[..., Awaitable[AsyncClient]]


async def edit(client: AsyncClient, person: Member, **fields: Any) -> Response:
    return await on_top(client, "PATCH", f"/v1/members/{person.id}", **fields)


async def mail(session: AsyncSession, person: Member) -> list[tuple[str, str | None]]:
    letters = select(Letter.template, Letter.email).where(Letter.member_id == person.id).order_by(Letter.id)
    return [(row[0], row[1]) for row in await session.execute(letters)]


OWN = {
    "full_name": "أمينة يوسف",
    "given_name": "أمينة",
    "family_name": None,
    "country": "SD",
    "languages": ["ar", "fr"],
    "topics": ["gender"],
    "visibility": {"full_name": "network", "email": "space"},
    "at_risk": True,
    "pseudonym": "Zahra",
}
NOT_OWN = {
    "email": "new@example.org",
    "consent": {"given_on": str(TODAY), "source": "me"},
    "external_ref": "A-1",
    "reason": "Because.",
}


class TestOwnFields:
    @pytest.mark.parametrize("status", ["active", "unconfirmed", "suspended", "external"])
    async def test_a_person_writes_what_is_theirs_to_say(
        self, as_person: Client, session: AsyncSession, build: Build, status: str
    ) -> None:
        person = await build.member(status=status)
        read = good(await edit(await as_person(person), person, **OWN))
        assert {field: read[field] for field in OWN} == OWN
        assert await told(session, person.id) == ["session.started", "member.updated"]

    @pytest.mark.parametrize("field", NOT_OWN)
    async def test_and_nothing_that_is_not(
        self, as_person: Client, session: AsyncSession, build: Build, field: str
    ) -> None:
        person = await build.member("Amina")
        answer = await edit(await as_person(person), person, full_name="Changed", **{field: NOT_OWN[field]})
        assert problem(answer) == (403, "forbidden")
        await session.refresh(person)
        assert (person.full_name, person.email is None) == ("Amina", False)

    @pytest.mark.parametrize("to", ["active", "unconfirmed", "external", "suspended"])
    async def test_a_person_sets_no_status_but_that_they_have_left(
        self, as_person: Client, build: Build, to: str
    ) -> None:
        for current in ("active", "suspended", "unconfirmed", "left"):
            person = await build.member(status=current)
            answer = await edit(await as_person(person), person, status=to)
            assert problem(answer) == (403, "forbidden"), current

    @pytest.mark.rule("R33")
    async def test_a_person_leaves_by_themselves_and_all_ends_that_day(
        self, as_person: Client, session: AsyncSession, build: Build
    ) -> None:
        person = await build.member(organisation=await build.organisation())
        await build.seat(await build.space("task_team"), person)
        left = good(await edit(await as_person(person), person, status="left"))
        assert (left["status"], left["affiliations"][0]["ends_on"]) == ("left", str(TODAY))
        seats = select(Membership.ends_on).where(Membership.member_id == person.id)
        assert (await session.scalars(seats)).all() == [TODAY]

    async def test_nobody_edits_another_whom_they_may_see(self, as_person: Client, build: Build) -> None:
        other = await build.member("Open", visibility={"full_name": "network"})
        team = await build.space("task_team")
        await build.seat(team, other)
        for caller in (await build.member(), await cast(build, Role.leader, team)):
            answer = await edit(await as_person(caller), other, full_name="Changed")
            assert problem(answer) == (403, "forbidden")

    async def test_nobody_edits_another_whom_they_may_not_know_of(
        self, as_person: Client, build: Build
    ) -> None:
        client, hidden = await as_person(await build.member()), await build.member()
        tag = {"If-Match": "*"}
        unknown = await client.patch(f"/v1/members/{UNKNOWN}", json={"topics": []}, headers=tag)
        assert as_unknown(
            await client.patch(f"/v1/members/{hidden.id}", json={"topics": []}, headers=tag), unknown
        )

    async def test_a_person_reads_back_what_they_have_just_closed(
        self, as_person: Client, build: Build
    ) -> None:
        person, other = await build.member("Amina", visibility={"full_name": "network"}), await build.member()
        path, others = f"/v1/members/{person.id}", await as_person(other)
        assert good(await others.get(path))["full_name"] == "Amina"
        assert good(await edit(await as_person(person), person, visibility={}))["visibility"] == {}
        assert problem(await others.get(path)) == (404, "not_found")

    @pytest.mark.parametrize(
        "visibility",
        [{"status": "network"}, {"email": "public"}, {"given_name": "space"}, {"consents": "network"}],
    )
    async def test_only_what_may_be_opened_has_a_choice(
        self, as_person: Client, build: Build, visibility: dict[str, str]
    ) -> None:
        person = await build.member()
        answer = await edit(await as_person(person), person, visibility=visibility)
        assert answer.status_code == 422


class TestWhereTheyWork:
    async def test_what_a_person_adds_is_confirmed_by_that(
        self, as_person: Client, organisation_client: Client, build: Build
    ) -> None:
        person, here = await build.member(), await build.organisation()
        post = {"organisation_id": str(here.id), "starts_on": str(LONG_AGO)}
        (work,) = good(await edit(await as_person(person), person, affiliations=[post]))["affiliations"]
        assert work["confirmed_on"] == str(TODAY)
        found = good(await (await organisation_client(here)).get("/v1/members"))["items"]
        assert [one["id"] for one in found] == [str(person.id)]

    async def test_what_was_said_of_them_waits_though_it_is_sent_back_with_the_rest(
        self, as_person: Client, build: Build
    ) -> None:
        person, here, there = await build.member(), await build.organisation(), await build.organisation()
        await build.affiliation(person, here, confirmed=False)
        client = await as_person(person)
        read = good(await client.get(f"/v1/members/{person.id}"))["affiliations"]
        new = {"organisation_id": str(there.id)}
        works = good(await edit(client, person, affiliations=[*read, new]))["affiliations"]
        assert [one["confirmed_on"] for one in works] == [None, str(TODAY)]

    @pytest.mark.parametrize("day", [YESTERDAY, LONG_AGO, TODAY])
    async def test_nobody_chooses_the_day_on_which_they_confirmed(
        self, as_person: Client, build: Build, day: Any
    ) -> None:
        person, here = await build.member(), await build.organisation()
        await build.affiliation(person, here, confirmed=False)
        post = {"organisation_id": str(here.id), "confirmed_on": str(day)}
        assert problem(await edit(await as_person(person), person, affiliations=[post])) == (403, "forbidden")

    async def test_a_yes_shows_them_to_the_organisation_and_a_no_ends_it(
        self, as_person: Client, organisation_client: Client, session: AsyncSession, build: Build
    ) -> None:
        person, here = await build.member(), await build.organisation()
        post = await build.affiliation(person, here, confirmed=False)
        client, body = await as_person(person), await organisation_client(here)
        path = f"/v1/members/{person.id}/affiliations/{post.id}"
        assert good(await body.get("/v1/members"))["items"] == []
        for _ in range(2):  # saying it again changes nothing
            (work,) = good(await client.post(f"{path}/confirmation"))["affiliations"]
            assert (work["id"], work["confirmed_on"]) == (str(post.id), str(TODAY))
        assert len(good(await body.get("/v1/members"))["items"]) == 1
        (work,) = good(await client.post(f"{path}/refusal"))["affiliations"]
        assert work["ends_on"] == str(TODAY)
        assert good(await body.get("/v1/members"))["items"] == []
        assert problem(await client.post(f"{path}/confirmation")) == (409, "conflict")
        assert "affiliation.confirmed" in await told(session, person.id)

    async def test_whoever_reads_what_changed_finds_who_has_confirmed_since(
        self, as_person: Client, organisation_client: Client, build: Build, clock: Clock
    ) -> None:
        person, here = await build.member(), await build.organisation()
        post = await build.affiliation(person, here, confirmed=False)
        clock.set(TOMORROW)
        good(
            await (await as_person(person)).post(
                f"/v1/members/{person.id}/affiliations/{post.id}/confirmation"
            )
        )
        client = await organisation_client(here)
        since = {"updated_since": f"{TOMORROW}T00:00:00Z"}
        assert len(good(await client.get("/v1/members", params=since))["items"]) == 1

    async def test_nobody_says_it_for_another(
        self, as_person: Client, secretariat: AsyncClient, build: Build
    ) -> None:
        here, person, other = await build.organisation(), await build.member(), await build.member()
        post, own = (
            await build.affiliation(person, here, confirmed=False),
            await build.affiliation(other, here),
        )
        client = await as_person(other)
        for answer in ("confirmation", "refusal"):
            unknown = await client.post(f"/v1/members/{UNKNOWN}/affiliations/{UNKNOWN}/{answer}")
            for path in (
                f"/v1/members/{person.id}/affiliations/{post.id}",
                f"/v1/members/{other.id}/affiliations/{post.id}",
                f"/v1/members/{person.id}/affiliations/{own.id}",
            ):
                assert as_unknown(await client.post(f"{path}/{answer}"), unknown)
            path = f"/v1/members/{person.id}/affiliations/{post.id}/{answer}"
            assert problem(await secretariat.post(path)) == (404, "not_found")

    async def test_staff_who_hold_it_on_paper_may_write_the_day(
        self, secretariat: AsyncClient, build: Build
    ) -> None:
        person, here = await build.member(), await build.organisation()
        post = {"organisation_id": str(here.id), "confirmed_on": str(YESTERDAY)}
        (work,) = good(await edit(secretariat, person, affiliations=[post]))["affiliations"]
        assert work["confirmed_on"] == str(YESTERDAY)

    async def test_an_organisation_cannot_find_out_by_naming_somebody(
        self, organisation_client: Client, build: Build
    ) -> None:
        """Somebody whose name is open to the network, of whom a list says that they work there."""
        here, group = await build.organisation(), await build.space()
        speaker = await cast(build, Role.focal_point, here)
        person = await build.member(visibility={"full_name": "network"})
        seat = await build.seat(group, here)
        path = f"/v1/memberships/{seat.id}/representatives/primary"
        assert speaker.id != person.id
        client = await organisation_client(here)
        before = await client.put(path, json={"member_id": str(person.id)}, headers={"If-Match": "*"})
        await build.affiliation(person, here, confirmed=False)
        after = await client.put(path, json={"member_id": str(person.id)}, headers={"If-Match": "*"})
        assert malformed(before) == malformed(after)


class TestTheAddress:
    async def test_staff_change_one_in_use_with_a_reason_and_both_are_told(
        self, secretariat: AsyncClient, session: AsyncSession, build: Build
    ) -> None:
        person = await build.member(email="old@example.org")
        assert malformed(await edit(secretariat, person, email="new@example.org")) == {"/reason": "required"}
        good(await edit(secretariat, person, email="new@example.org", reason="Mailbox lost."))
        expected = [("email_changed", "old@example.org"), ("email_changed", "new@example.org")]
        assert await mail(session, person) == expected
        assert (await session.scalars(select(AuditDetail.reason))).all() == ["Mailbox lost."]

    async def test_a_first_address_needs_no_reason(
        self, secretariat: AsyncClient, session: AsyncSession, build: Build
    ) -> None:
        person = await build.member(email=None)
        good(await edit(secretariat, person, email="new@example.org"))
        assert await mail(session, person) == []

    async def test_the_old_mailbox_opens_nothing_any_more(
        self, as_person: Client, secretariat: AsyncClient, public: AsyncClient, build: Build
    ) -> None:
        person = await build.member(email="old@example.org")
        signed_in, challenge = await as_person(person), await signing.ask(public, "old@example.org")
        good(await edit(secretariat, person, email="new@example.org", reason="Mailbox taken over."))
        assert problem(await signed_in.get("/v1/me")) == (401, "session_over")
        assert problem(await signing.with_code(public, challenge)) == (401, "sign_in_failed")


class TestBeingAsked:
    async def test_somebody_known_but_unconfirmed_is_asked_by_mail(
        self, secretariat: AsyncClient, session: AsyncSession, build: Build
    ) -> None:
        person = await build.member(status="unconfirmed")
        path = f"/v1/members/{person.id}/confirmation-requests"
        assert good(await secretariat.post(path), 202)["status"] == "unconfirmed"
        assert [template for template, _ in await mail(session, person)] == ["confirmation_request"]
        assert await told(session, person.id) == ["member.confirmation_requested"]

    async def test_not_too_often(self, secretariat: AsyncClient, build: Build) -> None:
        path = f"/v1/members/{(await build.member(status='unconfirmed')).id}/confirmation-requests"
        for _ in range(5):
            good(await secretariat.post(path), 202)
        answer = await secretariat.post(path)
        assert problem(answer) == (429, "too_many_attempts")
        assert int(answer.headers["Retry-After"]) > 0

    @pytest.mark.parametrize("status", ["active", "external", "suspended", "left"])
    async def test_nobody_who_has_answered_is_asked_again(
        self, secretariat: AsyncClient, session: AsyncSession, build: Build, status: str
    ) -> None:
        person = await build.member(status=status)
        answer = await secretariat.post(f"/v1/members/{person.id}/confirmation-requests")
        assert problem(answer) == (409, "conflict")
        assert await mail(session, person) == []

    async def test_nobody_without_an_address(self, secretariat: AsyncClient, build: Build) -> None:
        person = await build.member(status="unconfirmed", email=None)
        answer = await secretariat.post(f"/v1/members/{person.id}/confirmation-requests")
        assert problem(answer) == (409, "conflict")

    async def test_only_the_secretariat_asks(
        self, as_person: Client, organisation_client: Client, build: Build
    ) -> None:
        here = await build.organisation()
        person = await build.member(status="unconfirmed")
        for client in (await organisation_client(here), await as_person(person)):
            answer = await client.post(f"/v1/members/{person.id}/confirmation-requests")
            assert problem(answer) == (403, "forbidden")
