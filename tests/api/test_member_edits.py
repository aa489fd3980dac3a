"""Editing a member over HTTP: fields, where they work, and what they are to the network from one day to another."""

from datetime import date
from typing import Any
from uuid import uuid4

import pytest
from httpx import AsyncClient, Response
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from api.models import Affiliation, Application, Member, Membership, MemberState, Representative
from api.rules.enums import MemberStatus
from tests.answers import good, malformed, problem, refused
from tests.conftest import Clock
from tests.days import LONG_AGO, TODAY, TOMORROW, YESTERDAY
from tests.factories import Build
from tests.steps import as_unknown, on_top, told

CONSENT = {"given_on": str(TODAY), "source": "letter"}


async def edit(client: AsyncClient, person: Member | str, **fields: Any) -> Response:
    path = f"/v1/members/{person.id if isinstance(person, Member) else person}"
    return await on_top(client, "PATCH", path, **fields)


async def states(session: AsyncSession, person: Member) -> list[tuple[str, date, date | None]]:
    rows = select(MemberState.status, MemberState.starts_on, MemberState.ends_on).where(
        MemberState.member_id == person.id
    )
    return [(row[0].value, row[1], row[2]) for row in await session.execute(rows.order_by(MemberState.id))]


class TestFields:
    async def test_only_what_is_sent_is_changed(
        self, secretariat: AsyncClient, session: AsyncSession, build: Build
    ) -> None:
        person = await build.member("Amina", given_name="Amina", topics=["gender"], external_ref="A-1")
        before = good(await secretariat.get(f"/v1/members/{person.id}"))
        after = good(
            await edit(secretariat, person, full_name="Amina Yusuf", given_name=None, languages=["ar", "en"])
        )
        assert after | {"updated_at": ""} == before | {
            "full_name": "Amina Yusuf",
            "given_name": None,
            "languages": ["ar", "en"],
            "updated_at": "",
        }
        assert await told(session, person.id) == ["member.updated"]

    async def test_an_edit_needs_the_version_that_was_read(
        self, secretariat: AsyncClient, build: Build
    ) -> None:
        person = await build.member()
        path = f"/v1/members/{person.id}"
        assert problem(await secretariat.patch(path, json={"country": "UG"})) == (
            428,
            "precondition_required",
        )
        tag = {"If-Match": (await secretariat.get(path)).headers["ETag"]}
        for _ in range(2):
            last = await secretariat.patch(path, json={"affiliations": []}, headers=tag)
        assert problem(last) == (412, "precondition_failed")

    async def test_an_unknown_person_is_not_found(self, secretariat: AsyncClient, build: Build) -> None:
        gone, tag = await build.member(status="erased"), {"If-Match": "*"}
        for method in ("PATCH", "DELETE"):
            unknown = await secretariat.request(method, f"/v1/members/{uuid4()}", json={}, headers=tag)
            assert as_unknown(
                await secretariat.request(method, f"/v1/members/{gone.id}", json={}, headers=tag), unknown
            )

    @pytest.mark.parametrize(
        "field", ["full_name", "languages", "topics", "status", "consent", "affiliations", "visibility"]
    )
    async def test_what_a_person_always_has_cannot_be_null(
        self, secretariat: AsyncClient, build: Build, field: str
    ) -> None:
        answer = await edit(secretariat, await build.member(), **{field: None})
        assert malformed(answer).keys() == {f"/{field}"}

    async def test_an_address_can_be_taken_away_and_is_free_again(
        self, secretariat: AsyncClient, build: Build
    ) -> None:
        one, other = await build.member(email="a@example.org"), await build.member(email=None)
        assert problem(await edit(secretariat, other, email="A@example.org")) == (409, "email_taken")
        assert malformed(await edit(secretariat, one, email=None)) == {"/reason": "required"}
        assert good(await edit(secretariat, one, email=None, reason="Mailbox lost."))["email"] is None
        assert good(await edit(secretariat, other, email="A@example.org"))["email"] == "A@example.org"

    async def test_a_reference_is_set_changed_and_taken_away(
        self, secretariat: AsyncClient, build: Build
    ) -> None:
        person, other = await build.member(), await build.member(external_ref="B-1")
        for reference in ("A-1", "A-2", "A-2", None, "A-1"):
            assert good(await edit(secretariat, person, external_ref=reference))["external_ref"] == reference
        assert problem(await edit(secretariat, person, external_ref="B-1")) == (409, "external_ref_taken")
        assert good(await edit(secretariat, other, external_ref="B-1"))["external_ref"] == "B-1"


class TestWhereTheyWork:
    async def work(self, answer: Response) -> list[tuple[str, str, str | None]]:
        return [(one["job_title"], one["starts_on"], one["ends_on"]) for one in good(answer)["affiliations"]]

    async def test_what_was_read_can_be_sent_back(self, secretariat: AsyncClient, build: Build) -> None:
        here, there = await build.organisation(), await build.organisation()
        person = await build.member(organisation=here)
        await build.affiliation(person, here, starts_on=date(2020, 1, 1), ends_on=date(2021, 1, 1))
        await build.affiliation(person, there, starts_on=date(2020, 1, 1), ends_on=date(2021, 1, 1))
        await build.affiliation(person, there, starts_on=TOMORROW, confirmed=False)
        read = good(await secretariat.get(f"/v1/members/{person.id}"))["affiliations"]
        for order in (read, read[::-1]):
            assert good(await edit(secretariat, person, affiliations=order))["affiliations"] == read

    async def test_what_is_left_out_ends_today_and_its_history_stays(
        self, secretariat: AsyncClient, build: Build
    ) -> None:
        here, there = await build.organisation(), await build.organisation()
        person = await build.member(organisation=here)
        await build.affiliation(
            person, here, starts_on=date(2020, 1, 1), ends_on=date(2021, 1, 1), job_title="Trainee"
        )
        answer = await edit(
            secretariat, person, affiliations=[{"organisation_id": str(there.id), "job_title": "Head"}]
        )
        assert await self.work(answer) == [
            ("Trainee", "2020-01-01", "2021-01-01"),
            ("Education Officer", str(LONG_AGO), str(TODAY)),
            ("Head", str(TODAY), None),
        ]

    async def test_a_new_post_in_the_same_place_follows_the_old_one(
        self, secretariat: AsyncClient, build: Build
    ) -> None:
        here = await build.organisation()
        person = await build.member(organisation=here)
        old = {
            "organisation_id": str(here.id),
            "starts_on": str(LONG_AGO),
            "ends_on": str(TODAY),
            "job_title": "Old",
        }
        new = {"organisation_id": str(here.id), "starts_on": str(TODAY), "job_title": "New"}
        expected = [("Old", str(LONG_AGO), str(TODAY)), ("New", str(TODAY), None)]
        for posts in ([old, new], [new, old]):
            assert await self.work(await edit(secretariat, person, affiliations=posts)) == expected

    async def test_the_new_post_alone_says_the_same(self, secretariat: AsyncClient, build: Build) -> None:
        here = await build.organisation()
        person = await build.member(organisation=here)
        new = {"organisation_id": str(here.id), "starts_on": str(TODAY), "job_title": "New"}
        assert await self.work(await edit(secretariat, person, affiliations=[new])) == [
            ("Education Officer", str(LONG_AGO), str(TODAY)),
            ("New", str(TODAY), None),
        ]

    @pytest.mark.parametrize(
        ("sent", "starts_on"), [({}, LONG_AGO), ({"starts_on": "2024-01-01"}, date(2024, 1, 1))]
    )
    async def test_the_present_post_is_corrected_and_stays_confirmed(
        self, secretariat: AsyncClient, build: Build, sent: dict[str, str], starts_on: date
    ) -> None:
        here = await build.organisation()
        person = await build.member(organisation=here)
        post = {"organisation_id": str(here.id), "job_title": "Head", **sent}
        (work,) = good(await edit(secretariat, person, affiliations=[post]))["affiliations"]
        assert (work["job_title"], work["starts_on"], work["ends_on"]) == ("Head", str(starts_on), None)
        assert work["confirmed_on"] == str(LONG_AGO)

    async def test_a_former_post_can_be_recorded_without_touching_the_present(
        self, secretariat: AsyncClient, build: Build
    ) -> None:
        here = await build.organisation()
        person = await build.member(organisation=here)
        former = {
            "organisation_id": str(here.id),
            "starts_on": "2019-01-01",
            "ends_on": "2020-01-01",
            "job_title": "A",
        }
        present = {"organisation_id": str(here.id), "job_title": "B"}
        expected = [("A", "2019-01-01", "2020-01-01"), ("B", str(LONG_AGO), None)]
        for posts in ([present, former], [former, present]):
            assert await self.work(await edit(secretariat, person, affiliations=posts)) == expected

    async def test_a_former_post_alone_is_not_taken_for_the_present(
        self, secretariat: AsyncClient, build: Build
    ) -> None:
        here = await build.organisation()
        person = await build.member(organisation=here)
        former = {"organisation_id": str(here.id), "starts_on": "2019-01-01", "ends_on": "2020-01-01"}
        assert await self.work(await edit(secretariat, person, affiliations=[former])) == [
            (None, "2019-01-01", "2020-01-01"),
            ("Education Officer", str(LONG_AGO), str(TODAY)),
        ]

    async def test_two_at_once_in_one_place_are_refused(
        self, secretariat: AsyncClient, session: AsyncSession, build: Build
    ) -> None:
        here = await build.organisation()
        person = await build.member(organisation=here)
        posts = [{"organisation_id": str(here.id), "starts_on": day} for day in ("2024-01-01", "2024-06-01")]
        assert problem(await edit(secretariat, person, affiliations=posts)) == (409, "periods_overlap")
        assert (await session.scalars(select(Affiliation.starts_on))).all() == [LONG_AGO]

    async def test_every_unknown_place_is_told(self, secretariat: AsyncClient, build: Build) -> None:
        posts = [{"organisation_id": str(one)} for one in (uuid4(), (await build.organisation()).id, uuid4())]
        answer = await edit(secretariat, await build.member(), affiliations=posts)
        wrong = {"/affiliations/0/organisation_id", "/affiliations/2/organisation_id"}
        assert malformed(answer) == dict.fromkeys(wrong, "unknown_reference")

    async def test_the_organisation_sees_them_from_the_day_they_confirmed(
        self, secretariat: AsyncClient, organisation_client: Any, build: Build
    ) -> None:
        here, person = await build.organisation(), await build.member()
        client = await organisation_client(here)
        for confirmed, seen in ((None, []), (str(TODAY), [str(person.id)])):
            post = {"organisation_id": str(here.id), "confirmed_on": confirmed}
            good(await edit(secretariat, person, affiliations=[post]))
            assert [one["id"] for one in good(await client.get("/v1/members"))["items"]] == seen


STEPS = {
    "unconfirmed": {"active", "external", "left"},
    "active": {"suspended", "left"},
    "external": {"active", "suspended", "left"},
    "suspended": {"active", "external", "left"},
    "left": {"active", "external"},
}


class TestWhatTheyAre:
    @pytest.mark.parametrize("current", STEPS)
    async def test_a_status_changes_only_as_the_table_says(
        self, secretariat: AsyncClient, build: Build, current: str
    ) -> None:
        for to in STEPS:
            person = await build.member(status=current, consent=True)
            answer = await edit(secretariat, person, status=to)
            if to in STEPS[current] | {current}:
                assert good(answer)["status"] == to
            else:
                assert refused(answer) == ["transition_not_allowed"], (current, to)

    async def test_nobody_is_erased_by_an_edit(self, secretariat: AsyncClient, build: Build) -> None:
        assert malformed(await edit(secretariat, await build.member(), status="erased")) == {
            "/status": "not_in_list"
        }

    @pytest.mark.rule("R3", "R8")
    @pytest.mark.parametrize(
        ("current", "to"), [("unconfirmed", "active"), ("unconfirmed", "external"), ("left", "active")]
    )
    async def test_nobody_is_made_active_without_their_consent(
        self, secretariat: AsyncClient, session: AsyncSession, build: Build, current: str, to: str
    ) -> None:
        person = await build.member(status=current, consent=False)
        assert refused(await edit(secretariat, person, status=to)) == ["consent_missing"]
        assert await states(session, person) == [(current, LONG_AGO, None)]
        changed = good(await edit(secretariat, person, status=to, consent=CONSENT))
        assert (changed["status"], changed["consents"][0]["source"]) == (to, "letter")
        assert await states(session, person) == [(current, LONG_AGO, TODAY), (to, TODAY, None)]

    async def test_consent_may_come_first(self, secretariat: AsyncClient, build: Build) -> None:
        person = await build.member(status="unconfirmed")
        assert good(await edit(secretariat, person, consent=CONSENT))["status"] == "unconfirmed"
        assert good(await edit(secretariat, person, status="active"))["status"] == "active"

    async def test_consent_is_not_given_ahead(self, secretariat: AsyncClient, build: Build) -> None:
        consent = {"given_on": str(TOMORROW), "source": "letter"}
        answer = await edit(secretariat, await build.member(), consent=consent)
        assert malformed(answer) == {"/consent/given_on": "in_the_future"}

    async def test_several_changes_in_a_day_are_history_and_the_last_one_counts(
        self, secretariat: AsyncClient, session: AsyncSession, build: Build, clock: Clock
    ) -> None:
        person = await build.member()
        for status in ("suspended", "active", "suspended"):
            good(await edit(secretariat, person, status=status))
        clock.set(TOMORROW)
        good(await edit(secretariat, person, status="active"))
        assert await states(session, person) == [
            ("active", LONG_AGO, TODAY),
            ("suspended", TODAY, TODAY),
            ("active", TODAY, TODAY),
            ("suspended", TODAY, TOMORROW),
            ("active", TOMORROW, None),
        ]

    async def test_the_same_status_again_is_no_change(
        self, secretariat: AsyncClient, session: AsyncSession, build: Build
    ) -> None:
        person = await build.member(status="left", consent=False)
        good(await edit(secretariat, person, status="left"))
        assert await states(session, person) == [("left", LONG_AGO, None)]


class TestLeaving:
    @pytest.mark.rule("R33")
    async def test_who_leaves_ends_all_that_day(
        self, secretariat: AsyncClient, session: AsyncSession, build: Build
    ) -> None:
        organisation = await build.organisation()
        person = await build.member("Amina", organisation=organisation)
        own = await build.seat(await build.space("task_team"), person)
        seat = await build.seat(await build.space(), organisation, primary=person)
        application = await build.application(await build.space("task_team"), person)
        left = good(await edit(secretariat, person, status="left", full_name="Amina Yusuf", topics=["x"]))
        assert (left["status"], left["full_name"], left["topics"]) == ("left", "Amina Yusuf", ["x"])
        assert [one["ends_on"] for one in left["affiliations"]] == [str(TODAY)]
        assert left == good(await secretariat.get(f"/v1/members/{person.id}"))
        seats = select(Membership.ends_on, Membership.end_reason).where(Membership.member_id == person.id)
        assert (await session.execute(seats)).all() == [(TODAY, "member_left")]
        people = select(Representative.membership_id, Representative.ends_on)
        assert (await session.execute(people)).all() == [(seat.id, TODAY)]
        assert await session.scalar(select(Membership.ends_on).where(Membership.id == seat.id)) is None  # R2
        assert await session.scalar(select(Application.status)) == "withdrawn"
        assert await told(session, person.id) == ["member.updated"]
        assert await told(session, own.id) == ["membership.ended"]
        assert await told(session, seat.id) == ["membership.representative_ended"]
        assert await told(session, application.id) == ["application.withdrawn"]

    @pytest.mark.rule("R33")
    async def test_a_suspension_keeps_seats_representations_work_and_applications(
        self, secretariat: AsyncClient, session: AsyncSession, build: Build
    ) -> None:
        organisation = await build.organisation()
        person = await build.member(organisation=organisation)
        await build.seat(await build.space("task_team"), person)
        await build.seat(await build.space(), organisation, primary=person)
        await build.application(await build.space("task_team"), person)
        good(await edit(secretariat, person, status="suspended"))
        for table in (Membership, Representative, Affiliation):
            assert set((await session.scalars(select(table.ends_on))).all()) == {None}
        assert await session.scalar(select(Application.status)) == "submitted"

    async def test_what_was_to_begin_later_never_does(
        self, secretariat: AsyncClient, session: AsyncSession, build: Build
    ) -> None:
        person = await build.member()
        await build.affiliation(person, await build.organisation(), starts_on=TOMORROW)
        await build.affiliation(person, await build.organisation(), ends_on=YESTERDAY)
        good(await edit(secretariat, person, status="left"))
        works = select(Affiliation.starts_on, Affiliation.ends_on).order_by(Affiliation.starts_on)
        assert (await session.execute(works)).all() == [(LONG_AGO, YESTERDAY), (TOMORROW, TOMORROW)]

    async def test_places_of_work_named_while_leaving_or_after_end_that_day_too(
        self, secretariat: AsyncClient, build: Build
    ) -> None:
        person, place = await build.member(), await build.organisation()
        post = {"organisation_id": str(place.id), "starts_on": str(LONG_AGO)}
        for fields in ({"status": "left"}, {}):
            (work,) = good(await edit(secretariat, person, affiliations=[post], **fields))["affiliations"]
            assert work["ends_on"] == str(TODAY)

    async def test_who_comes_back_has_their_history_and_none_of_their_seats(
        self, secretariat: AsyncClient, session: AsyncSession, build: Build, clock: Clock
    ) -> None:
        person = await build.member()
        await build.seat(await build.space("task_team"), person)
        good(await edit(secretariat, person, status="left"))
        clock.set(TOMORROW)
        good(await edit(secretariat, person, status="active"))
        assert await states(session, person) == [
            ("active", LONG_AGO, TODAY),
            ("left", TODAY, TOMORROW),
            ("active", TOMORROW, None),
        ]
        assert (await session.scalars(select(Membership.ends_on))).all() == [TODAY]

    async def test_the_states_of_a_person_are_those_of_the_rules(self) -> None:
        assert STEPS.keys() | {"erased"} == set(MemberStatus)
