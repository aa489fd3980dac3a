"""Rows of a list over HTTP: cells, who is meant, status and consent, organisations and seats."""

import pytest
from httpx import AsyncClient
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from api.models import (
    Affiliation,
    Application,
    Consent,
    MemberReference,
    Membership,
    MemberState,
)
from tests.answers import good
from tests.days import LONG_AGO, TODAY, TOMORROW, YESTERDAY
from tests.factories import Build
from tests.lists import AMINA, CONSENTED, commit, filled, verdict, verdicts
from tests.steps import counted, told


class TestCells:
    @pytest.mark.parametrize(
        ("cells", "field", "code"),
        [
            ({"full_name": ""}, "full_name", "required"),
            ({"email": "", "external_ref": ""}, "email", "no_identity"),
            ({"email": "amina"}, "email", "not_an_email"),
            ({"email": "a@example.org b@example.org"}, "email", "not_an_email"),
            ({"email": "amina@example.invalid"}, "email", "not_an_email"),
            ({"country": "Kenya"}, "country", "not_a_country"),
            ({"country": "N/A"}, "country", "not_a_country"),
            ({"languages": "fr;klingonish"}, "languages", "not_a_language"),
            ({"status": "member"}, "status", "not_in_list"),
            ({"consent_date": "2026-01-02"}, "consent_source", "required"),
            ({"consent_source": "form"}, "consent_date", "required"),
            ({**CONSENTED, "consent_date": "02/01/2026"}, "consent_date", "not_a_date"),
            ({**CONSENTED, "consent_date": "2026-02-30"}, "consent_date", "not_a_date"),
            ({**CONSENTED, "consent_date": str(TOMORROW)}, "consent_date", "in_the_future"),
            ({"full_name": "A\u202eB"}, "full_name", "forbidden_character"),
            ({"full_name": "x" * 201}, "full_name", "too_long"),
            ({"topics": ";".join(map(str, range(51)))}, "topics", "too_many"),
            ({"space": "x", "space_role": "chair"}, "space_role", "not_in_list"),
            ({"space": "x", "ends_on": "2026-01-01"}, "starts_on", "required"),
            (
                {"space": "x", "starts_on": "2026-01-02", "ends_on": "2026-01-01"},
                "ends_on",
                "period_inverted",
            ),
        ],
    )
    async def test_that_are_wrong_are_named(
        self, secretariat: AsyncClient, cells: dict[str, str], field: str, code: str
    ) -> None:
        assert await verdict(secretariat, {**AMINA, **cells}) == ("error", field, code)

    async def test_of_namibia_and_norway_are_countries(self, secretariat: AsyncClient) -> None:
        await commit(
            secretariat,
            {"email": "n@example.org", "full_name": "N", "country": "NA"},
            {"email": "o@example.org", "full_name": "O", "country": "NO"},
        )
        assert {one["country"] for one in good(await secretariat.get("/v1/members"))["items"]} == {"NA", "NO"}

    async def test_hold_names_in_any_script(self, secretariat: AsyncClient) -> None:
        names = ("أمينة يوسف", "Amina", "အောင်ဆန်း", "Nguyễn Thị Minh", "李")
        people = [{"email": f"p{number}@example.org", "full_name": name} for number, name in enumerate(names)]
        await commit(secretariat, *people)
        assert {one["full_name"] for one in good(await secretariat.get("/v1/members"))["items"]} == set(names)


class TestWhoIsMeant:
    async def test_reference_and_address_of_two_people_conflict(
        self, secretariat: AsyncClient, build: Build
    ) -> None:
        await build.member(external_ref="A-1")
        await build.member(email="amina@example.org")
        assert await verdict(secretariat, AMINA) == ("conflict", "email", "two_people")

    async def test_an_address_known_under_another_reference_conflicts(
        self, secretariat: AsyncClient, build: Build
    ) -> None:
        await build.member(external_ref="B-9", email="amina@example.org")
        assert await verdict(secretariat, AMINA) == ("conflict", "external_ref", "other_reference")

    async def test_an_organisations_own_references_are_not_the_secretariats(
        self, secretariat: AsyncClient, build: Build
    ) -> None:
        person, body = await build.member(), await build.organisation()
        await build.rows(MemberReference(member_id=person.id, organisation_id=body.id, external_ref="A-1"))
        assert (await verdict(secretariat, AMINA))[0] == "created"

    async def test_a_refused_row_is_no_twin_of_the_one_that_mends_it(
        self, secretariat: AsyncClient, session: AsyncSession
    ) -> None:
        rows = await verdicts(
            secretariat, {**AMINA, "organisation": "Nowhere"}, {**AMINA, "organisation": ""}
        )
        assert [row["result"] for row in rows] == ["error", "created"]

    async def test_one_address_under_two_references_is_two_people(self, secretariat: AsyncClient) -> None:
        rows = await verdicts(secretariat, AMINA, {**AMINA, "external_ref": "A-2", "full_name": "Another"})
        assert [(row["result"], row["code"]) for row in rows] == [
            ("created", None),
            ("conflict", "other_reference"),
        ]

    async def test_look_alikes_stay_two_people(self, secretariat: AsyncClient) -> None:
        addresses = ("amina@example.org", "a.mina@example.org", "amina+x@example.org", "аmina@example.org")
        people = [{"email": address, "full_name": "Amina"} for address in addresses]
        assert [row["result"] for row in await verdicts(secretariat, *people)] == ["created"] * 4


class TestStatusAndConsent:
    async def test_without_consent_a_person_is_unconfirmed(self, secretariat: AsyncClient) -> None:
        await commit(secretariat, AMINA)
        assert [one["status"] for one in good(await secretariat.get("/v1/members"))["items"]] == [
            "unconfirmed"
        ]

    async def test_active_without_consent_is_refused(self, secretariat: AsyncClient) -> None:
        (row,) = await verdicts(secretariat, {**AMINA, "status": "active"})
        assert (row["result"], row["code"]) == ("error", "consent_missing")
        assert "consent" in row["detail"]

    async def test_an_active_member_stays_active_in_a_list_without_consent(
        self, secretariat: AsyncClient, build: Build
    ) -> None:
        await build.member("Amina Yusuf", email="amina@example.org")
        for status in ("", "active", "unconfirmed"):
            row = {"email": "amina@example.org", "full_name": "Amina Yusuf", "status": status}
            assert await verdict(secretariat, row) == ("unchanged", None, None)

    async def test_new_consent_makes_an_unconfirmed_person_active(
        self, secretariat: AsyncClient, build: Build
    ) -> None:
        person = await build.member(email="amina@example.org", status="unconfirmed")
        await commit(secretariat, {"email": "amina@example.org", **CONSENTED})
        assert good(await secretariat.get(f"/v1/members/{person.id}"))["status"] == "active"

    @pytest.mark.rule("R33")
    async def test_who_leaves_by_a_list_leaves_everything(
        self, secretariat: AsyncClient, build: Build, session: AsyncSession
    ) -> None:
        body, team = await build.organisation(), await build.space("task_team")
        person = await build.member(email="amina@example.org", organisation=body)
        seat = await build.seat(team, person)
        filled_seat = await build.seat(await build.space(), body, primary=person)
        application = await build.application(await build.space("task_team"), person)
        done = await commit(
            secretariat, {"email": "amina@example.org", "status": "left", "organisation": body.slug}
        )
        assert filled(done["counts"]) == {"updated": 1}
        member = good(await secretariat.get(f"/v1/members/{person.id}"))
        assert (member["status"], [one["ends_on"] for one in member["affiliations"]]) == (
            "left",
            [str(TODAY)],
        )
        ended = good(await secretariat.get(f"/v1/memberships/{seat.id}"))
        assert (ended["ends_on"], ended["end_reason"]) == (str(TODAY), "member_left")
        assert good(await secretariat.get(f"/v1/memberships/{filled_seat.id}"))["representatives"] == []
        assert good(await secretariat.get(f"/v1/applications/{application.id}"))["status"] == "withdrawn"
        again = {"email": "amina@example.org", "status": "left", "organisation": body.slug}
        assert await verdict(secretariat, again) == ("unchanged", None, None)
        states = await session.scalars(select(MemberState.status).where(MemberState.ends_on.is_(None)))
        assert list(states) == ["left"]

    @pytest.mark.rule("R33")
    async def test_who_leaves_by_a_list_leaves_tasks_they_kept_after_their_seat(
        self, secretariat: AsyncClient, build: Build
    ) -> None:
        person = await build.member(email="amina@example.org")
        task = await build.task(await build.space("task_team"), owner_id=person.id)
        await commit(secretariat, {"email": "amina@example.org", "status": "left"})
        await build.session.refresh(task)
        assert task.owner_id is None

    async def test_an_unconfirmed_person_may_leave_without_ever_consenting(
        self, secretariat: AsyncClient, build: Build
    ) -> None:
        await build.member(email="amina@example.org", status="unconfirmed")
        assert (await verdict(secretariat, {"email": "amina@example.org", "status": "left"}))[0] == "updated"

    @pytest.mark.rule("R8")
    async def test_a_step_that_no_form_allows_is_refused_in_a_list_too(
        self, secretariat: AsyncClient, build: Build
    ) -> None:
        await build.member(email="amina@example.org")
        row = {"email": "amina@example.org", "status": "external"}
        assert await verdict(secretariat, row) == ("error", "status", "transition_not_allowed")

    async def test_nobody_is_erased_by_a_list_or_brought_back(
        self, secretariat: AsyncClient, build: Build
    ) -> None:
        assert await verdict(secretariat, {**AMINA, "status": "erased"}) == ("error", "status", "not_in_list")

    async def test_consent_that_was_withdrawn_is_no_evidence(
        self, secretariat: AsyncClient, build: Build, session: AsyncSession
    ) -> None:
        person = await build.member(email="amina@example.org", status="unconfirmed")
        await build.rows(
            Consent(member_id=person.id, given_on=LONG_AGO, source="web form", withdrawn_on=YESTERDAY)
        )
        row = {"email": "amina@example.org", "consent_date": str(LONG_AGO), "consent_source": "web form"}
        assert await verdict(secretariat, row) == ("unchanged", None, None)
        row["status"] = "active"
        assert await verdict(secretariat, row) == ("error", "status", "consent_missing")


class TestOrganisations:
    async def test_are_found_by_name_alias_and_slug_and_never_created(
        self, secretariat: AsyncClient, build: Build
    ) -> None:
        body = await build.organisation("Secours Éducation", aliases=["Relief School"])
        for name in ("SECOURS EDUCATION", "relief school", body.slug):
            assert (await verdict(secretariat, {**AMINA, "organisation": name}))[0] == "created"
        unknown = {**AMINA, "organisation": "Secours"}
        assert await verdict(secretariat, unknown) == ("error", "organisation", "unknown_organisation")

    async def test_of_one_name_in_two_countries_are_not_guessed(
        self, secretariat: AsyncClient, build: Build
    ) -> None:
        for country in ("KE", "NO"):
            await build.organisation(
                "Ministry of Education", country=country, slug=f"ministry-{country.lower()}"
            )
        row = {**AMINA, "organisation": "Ministry of Education"}
        assert await verdict(secretariat, row) == ("error", "organisation", "ambiguous_organisation")

    async def test_where_somebody_is_about_to_start_are_no_second_affiliation(
        self, secretariat: AsyncClient, build: Build, session: AsyncSession
    ) -> None:
        body, person = await build.organisation(), await build.member(email="amina@example.org")
        await build.rows(Affiliation(member_id=person.id, organisation_id=body.id, starts_on=TOMORROW))
        row = {"email": "amina@example.org", "organisation": body.slug, "full_name": "Renamed"}
        assert filled((await commit(secretariat, row))["counts"]) == {"updated": 1}
        assert await counted(session, Affiliation) == 1

    async def test_that_somebody_left_are_joined_anew(
        self, secretariat: AsyncClient, build: Build, session: AsyncSession
    ) -> None:
        body, person = await build.organisation(), await build.member(email="amina@example.org")
        await build.rows(
            Affiliation(member_id=person.id, organisation_id=body.id, starts_on=LONG_AGO, ends_on=TODAY)
        )
        await commit(secretariat, {"email": "amina@example.org", "organisation": body.slug})
        assert await counted(session, Affiliation) == 2


class TestSeats:
    @pytest.mark.rule("S37", "R29")
    async def test_in_a_language_community_are_joined(
        self, secretariat: AsyncClient, build: Build, session: AsyncSession
    ) -> None:
        community = await build.space("language_community", name="Communauté francophone")
        await commit(secretariat, {**AMINA, **CONSENTED, "space": "communaute francophone"})
        seat = (await session.scalars(select(Membership))).one()
        assert (seat.space_id, seat.kind, seat.starts_on, seat.ends_on) == (
            community.id,
            "individual",
            TODAY,
            None,
        )
        assert await counted(session, Application) == 0

    @pytest.mark.rule("S32", "R29")
    async def test_in_a_task_team_are_applied_for_and_accepted(
        self, secretariat: AsyncClient, build: Build, session: AsyncSession
    ) -> None:
        team = await build.space("task_team")
        person = await build.member(email="amina@example.org")
        await commit(
            secretariat, {"email": "amina@example.org", "space": team.slug, "starts_on": "2026-04-01"}
        )
        seat = (await session.scalars(select(Membership))).one()
        application = (await session.scalars(select(Application))).one()
        assert (seat.member_id, str(seat.starts_on), seat.application_id) == (
            person.id,
            "2026-04-01",
            application.id,
        )
        assert (application.status, application.member_id) == ("accepted", person.id)
        assert await told(session, seat.id) == ["membership.started"]

    @pytest.mark.parametrize(
        ("space_type", "code"),
        [
            ("working_group", "individual_not_permitted"),
            ("workstream", "individual_not_permitted"),
            ("collaborative", "individual_not_permitted"),
            ("steering_group", "individual_not_permitted"),
            ("secretariat", "not_self_service"),
        ],
    )
    @pytest.mark.rule("S13", "R15")
    async def test_that_no_application_would_get_make_the_row_an_error(
        self, secretariat: AsyncClient, build: Build, space_type: str, code: str
    ) -> None:
        space = await build.space(space_type)
        assert await verdict(secretariat, {**AMINA, **CONSENTED, "space": space.slug}) == (
            "error",
            "space",
            code,
        )

    async def test_need_consent_of_a_new_person(self, secretariat: AsyncClient, build: Build) -> None:
        community = await build.space("language_community")
        result, field, code = await verdict(secretariat, {**AMINA, "space": community.slug})
        assert (result, field, code) == ("error", "space", "not_an_active_member")

    async def test_in_an_unknown_or_doubly_named_space_are_refused(
        self, secretariat: AsyncClient, build: Build
    ) -> None:
        for _ in range(2):
            await build.space("task_team", name="Gender")
        for name, code in (("Nowhere", "unknown_space"), ("gender", "ambiguous_space")):
            assert await verdict(secretariat, {**AMINA, **CONSENTED, "space": name}) == (
                "error",
                "space",
                code,
            )

    async def test_beyond_the_limit_are_refused_within_one_file(
        self, secretariat: AsyncClient, build: Build, session: AsyncSession
    ) -> None:
        team = await build.space("task_team", seat_limit=2)
        people = [
            {"email": f"p{number}@example.org", "full_name": "P", **CONSENTED, "space": team.slug}
            for number in range(3)
        ]
        assert [row["code"] for row in await verdicts(secretariat, *people)] == [None, None, "seats_full"]
        await commit(secretariat, *people)
        assert await counted(session, Membership) == 2

    @pytest.mark.rule("R30")
    async def test_of_the_past_are_history_and_known_again(
        self, secretariat: AsyncClient, build: Build, session: AsyncSession
    ) -> None:
        team = await build.space("task_team", status="disbanded", ends_on=YESTERDAY)
        row = {**AMINA, **CONSENTED, "space": team.slug, "starts_on": "2025-04-01", "ends_on": "2025-09-01"}
        await commit(secretariat, row)
        seat = (await session.scalars(select(Membership))).one()
        assert (seat.historic, str(seat.starts_on), str(seat.ends_on)) == (True, "2025-04-01", "2025-09-01")
        assert await verdict(secretariat, row) == ("unchanged", None, None)

    @pytest.mark.rule("R30")
    async def test_of_one_day_are_known_again(
        self, secretariat: AsyncClient, build: Build, session: AsyncSession
    ) -> None:
        community = await build.space("language_community")
        row = {
            **AMINA,
            **CONSENTED,
            "space": community.slug,
            "starts_on": "2025-04-01",
            "ends_on": "2025-04-01",
        }
        await commit(secretariat, row)
        assert await verdict(secretariat, row) == ("unchanged", None, None)

    @pytest.mark.rule("R30")
    async def test_begun_in_the_past_and_still_open_obey_the_rules_of_today(
        self, secretariat: AsyncClient, build: Build
    ) -> None:
        team = await build.space("task_team", status="disbanded", ends_on=YESTERDAY)
        row = {**AMINA, **CONSENTED, "space": team.slug, "starts_on": "2025-04-01"}
        assert await verdict(secretariat, row) == ("error", "space", "space_not_open")

    async def test_from_before_any_rulebook_are_refused(self, secretariat: AsyncClient, build: Build) -> None:
        team = await build.space("task_team")
        row = {**AMINA, **CONSENTED, "space": team.slug, "starts_on": "1999-04-01"}
        result, field, code = await verdict(secretariat, row)
        assert (result, field, code) == ("error", "starts_on", "before_the_rules")
