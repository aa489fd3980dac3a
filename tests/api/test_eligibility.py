"""What-if questions over HTTP: may this holder, through this door; and everything one holder may take part in."""

from collections.abc import Awaitable, Callable
from contextlib import AbstractContextManager
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from httpx import AsyncClient
from sqlalchemy.ext.asyncio import AsyncSession

from api.models import Application, AuditEvent, Membership, Space
from tests.answers import good, malformed, problem
from tests.days import TODAY, TOMORROW
from tests.factories import Build, Holder
from tests.steps import as_unknown, counted

Client = Callable[..., Awaitable[AsyncClient]]
Queries = Callable[[], AbstractContextManager[list[str]]]
PATH = "/v1/eligibility"


def question(space: Space, holder: Any, **more: Any) -> dict[str, Any]:
    field = "member_id" if hasattr(holder, "full_name") else "organisation_id"
    return {"space_id": str(space.id), field: str(holder.id), **more}


async def ask(client: AsyncClient, space: Space, holder: Holder, **more: Any) -> tuple[str, list[str]]:
    """The door that was judged, and the codes."""
    body = good(await client.post(PATH, json=question(space, holder, **more)))
    assert body["eligible"] is not any(one["outcome"] == "fail" for one in body["findings"])
    return body["door"], [one["code"] for one in body["findings"]]


async def ways(client: AsyncClient, path: str) -> dict[str, tuple[str, str, list[str]]]:
    """Each open space by name: the way in, the door that was judged, the codes."""
    body = good(await client.get(path))
    assert body["next_cursor"] is None
    return {
        one["space_name"]: (one["way"], one["door"], [found["code"] for found in one["findings"]])
        for one in body["items"]
    }


class TestAsking:
    @pytest.mark.parametrize(
        ("type_", "door", "codes"),
        [
            ("working_group", "application", ["individual_not_permitted"]),
            ("reference_group", "application", []),
            ("task_team", "application", []),
            ("language_community", "join", []),
            ("secretariat", "application", ["not_self_service"]),
        ],
    )
    async def test_without_a_door_the_types_first_is_judged(
        self, secretariat: AsyncClient, build: Build, type_: str, door: str, codes: list[str]
    ) -> None:
        assert await ask(secretariat, await build.space(type_), await build.member()) == (door, codes)

    @pytest.mark.rule("R8", "R9", "R15", "R14")
    @pytest.mark.parametrize(
        ("type_", "door", "codes"),
        [
            ("reference_group", "invitation", []),
            ("reference_group", "join", ["application_required"]),
            ("task_team", "invitation", ["invitation_not_offered"]),
            ("task_team", "appointment", ["application_required"]),
            ("language_community", "application", ["no_application_needed"]),
            ("secretariat", "join", ["not_self_service"]),
            ("secretariat", "appointment", []),
        ],
    )
    async def test_any_door_may_be_asked_about(
        self, secretariat: AsyncClient, build: Build, type_: str, door: str, codes: list[str]
    ) -> None:
        asked = await ask(secretariat, await build.space(type_), await build.member(), door=door)
        assert asked == (door, codes)

    @pytest.mark.rule("R29")
    async def test_all_reasons_come_with_their_sentence_in_the_askers_language(
        self, secretariat: AsyncClient, build: Build
    ) -> None:
        space, organisation = await build.space("task_team", status="disbanded"), await build.organisation()
        sent = question(space, organisation)
        spoken = {
            language: good(await secretariat.post(PATH, json=sent, headers={"Accept-Language": language}))
            for language in ("en", "fr", "es", "pt", "ar")
        }
        first, second = spoken["en"]["findings"]
        assert (first["code"], first["outcome"], first["source"]) == (
            "institution_not_permitted",
            "fail",
            "S31",
        )
        assert first["quote"].startswith("INEE Task Teams are a platform for individual membership")
        assert (second["code"], second["source"]) == ("space_not_open", "R11")
        assert second["params"] == {"space": space.name, "day": str(TODAY)}
        assert len({body["findings"][0]["detail"] for body in spoken.values()}) == 5
        assert len({body["findings"][0]["quote"] for body in spoken.values()}) == 1

    @pytest.mark.rule("R6", "R18")
    async def test_warnings_are_told_and_refuse_nobody(self, secretariat: AsyncClient, build: Build) -> None:
        groups = [await build.space() for _ in range(2)]
        space = await build.space("collaborative", working_groups=groups)
        seated, asking = [await build.organisation() for _ in range(2)]
        for organisation in (seated, asking):
            await build.seat(groups[0], organisation)
        await build.seat(space, seated)
        body = good(await secretariat.post(PATH, json=question(space, asking)))
        assert body["eligible"] is True
        assert [(one["code"], one["outcome"]) for one in body["findings"]] == [("single_wg_only", "warn")]
        assert (await ways(secretariat, f"/v1/organisations/{asking.id}/eligibility"))[space.name] == (
            "apply",
            "application",
            ["single_wg_only"],
        )

    async def test_asking_writes_nothing(
        self, secretariat: AsyncClient, build: Build, session: AsyncSession
    ) -> None:
        space, person = await build.space("language_community"), await build.member()
        tables = (Application, Membership, AuditEvent)
        before = [await counted(session, table) for table in tables]
        await ask(secretariat, space, person)
        await ways(secretariat, f"/v1/members/{person.id}/eligibility")
        assert [await counted(session, table) for table in tables] == before

    @pytest.mark.rule("R18")
    async def test_a_call_may_be_named(self, secretariat: AsyncClient, build: Build) -> None:
        space, person = await build.space("task_team", admission="by_call"), await build.member()
        assert await ask(secretariat, space, person) == ("application", ["call_not_open"])
        call = await build.call(space)
        assert await ask(secretariat, space, person, call_id=str(call.id)) == ("application", [])

    async def test_what_is_named_exists_and_may_be_seen(
        self, secretariat: AsyncClient, organisation_client: Client, build: Build
    ) -> None:
        space, person, organisation = await build.space(), await build.member(), await build.organisation()
        full = question(space, organisation)
        for field in ("space_id", "organisation_id", "call_id"):
            answer = await secretariat.post(PATH, json={**full, field: str(uuid4())})
            assert malformed(answer) == {f"/{field}": "unknown_reference"}
        nobody = {"space_id": str(space.id), "member_id": str(uuid4())}
        assert malformed(await secretariat.post(PATH, json=nobody)) == {"/member_id": "unknown_reference"}
        assert malformed(await secretariat.post(PATH, json={"space_id": str(space.id)})) == {
            "/member_id": "one_needed"
        }
        both = {**full, "member_id": str(person.id)}
        assert malformed(await secretariat.post(PATH, json=both)) == {"/member_id": "not_both"}
        assert malformed(await secretariat.post(PATH, json={**full, "door": "window"})) == {
            "/door": "not_in_list"
        }
        own = await organisation_client(organisation)
        hidden = question(await build.space(status="proposed"), organisation)
        assert malformed(await own.post(PATH, json=hidden)) == {"/space_id": "unknown_reference"}

    async def test_an_organisation_asks_about_itself_alone(
        self, public: AsyncClient, organisation_client: Client, build: Build
    ) -> None:
        organisation, other = await build.organisation(), await build.organisation()
        space = await build.space()
        own = await organisation_client(organisation)
        reader = await organisation_client(organisation, "memberships:read")
        assert await ask(own, space, organisation) == ("application", [])
        assert problem(await own.post(PATH, json=question(space, other))) == (403, "forbidden")
        assert problem(await public.post(PATH, json=question(space, organisation))) == (
            401,
            "unauthenticated",
        )
        assert problem(await reader.post(PATH, json=question(space, organisation))) == (403, "forbidden")

    async def test_what_a_person_holds_of_their_own_is_not_their_organisations_to_know(
        self, organisation_client: Client, build: Build
    ) -> None:
        organisation, space = await build.organisation(), await build.space("task_team")
        person = await build.member(organisation=organisation)
        await build.seat(space, person)
        own = await organisation_client(organisation)
        assert problem(await own.post(PATH, json=question(space, person))) == (403, "forbidden")
        assert problem(await own.get(f"/v1/members/{person.id}/eligibility")) == (403, "forbidden")
        stranger = f"/v1/members/{(await build.member()).id}/eligibility"
        assert as_unknown(await own.get(stranger), await own.get(f"/v1/members/{uuid4()}/eligibility"))


class TestWaysIn:
    @pytest.mark.rule("R29", "R8", "S37")
    async def test_a_member_sees_every_open_space_and_why_not(
        self, secretariat: AsyncClient, build: Build
    ) -> None:
        group = await build.space("working_group", name="Advocacy")
        await build.space("workstream", name="Learning", parent=group)
        await build.space(
            "collaborative", name="PSS", working_groups=[group, await build.space(name="Policy")]
        )
        await build.space("reference_group", name="Guidance", supports=[group])
        await build.space("task_team", name="Gender")
        await build.space("task_team", name="Technology", admission="by_call")
        await build.space("language_community", name="Français")
        await build.space("secretariat", name="Secretariat")
        await build.space("steering_group", name="Steering Group")
        await build.space("task_team", name="Gone", status="disbanded")
        await build.space("task_team", name="To come", status="approved")
        person = await build.member()
        seen = await ways(secretariat, f"/v1/members/{person.id}/eligibility")
        assert list(seen) == sorted(seen, key=lambda name: name.replace("ç", "c").casefold())
        no_individuals = ("no", "application", ["individual_not_permitted"])
        assert seen == {
            "Advocacy": no_individuals,
            "Français": ("join", "join", []),
            "Gender": ("apply", "application", []),
            "Guidance": ("apply", "application", []),
            "Learning": no_individuals,
            "Policy": no_individuals,
            "PSS": no_individuals,
            "Secretariat": ("no", "application", ["not_self_service"]),
            "Steering Group": ("no", "application", ["individual_not_permitted", "not_self_service"]),
            "Technology": ("no", "application", ["call_not_open"]),
        }

    @pytest.mark.rule("R8")
    async def test_an_outside_expert_comes_in_by_invitation(
        self, secretariat: AsyncClient, build: Build
    ) -> None:
        await build.space("reference_group", name="Guidance", supports=[await build.space(name="Advocacy")])
        expert = await build.member(status="external")
        seen = await ways(secretariat, f"/v1/members/{expert.id}/eligibility")
        assert seen["Guidance"] == ("by_invitation", "invitation", [])

    @pytest.mark.rule("R4", "S22")
    async def test_an_organisation_sees_what_its_seats_open_to_it(
        self, organisation_client: Client, build: Build
    ) -> None:
        groups = [await build.space(name=name) for name in ("Advocacy", "Policy")]
        for group, stream in zip(groups, ("Learning", "Finance"), strict=True):
            await build.space("workstream", name=stream, parent=group)
        await build.space("collaborative", name="PSS", working_groups=groups)
        organisation = await build.organisation(slug="one")
        await build.seat(groups[0], organisation)
        await build.application(groups[1], organisation)
        own = await organisation_client(organisation)
        seen = await ways(own, "/v1/organisations/one/eligibility")
        assert seen == await ways(own, f"/v1/organisations/{organisation.id}/eligibility")
        assert seen == {
            "Advocacy": ("no", "application", ["already_seated"]),
            "Finance": ("no", "application", ["parent_wg_seat_required"]),
            "Learning": ("apply", "application", []),
            "Policy": ("no", "application", ["application_pending"]),
            "PSS": ("apply", "application", []),
        }

    @pytest.mark.rule("R21")
    async def test_who_is_seated_until_a_known_day_may_apply_for_the_time_after(
        self, secretariat: AsyncClient, build: Build
    ) -> None:
        person = await build.member()
        for name, ends_on in (("Gender", TOMORROW), ("Youth", TOMORROW + timedelta(30)), ("Inclusion", None)):
            await build.seat(await build.space("task_team", name=name), person, ends_on=ends_on)
        community = await build.space("language_community", name="Français")
        await build.seat(community, person, ends_on=TOMORROW)
        assert await ways(secretariat, f"/v1/members/{person.id}/eligibility") == {
            "Français": ("no", "join", ["already_seated"]),
            "Gender": ("apply", "application", []),
            "Inclusion": ("no", "application", ["already_seated"]),
            "Youth": ("apply", "application", []),
        }

    async def test_the_list_and_the_question_say_the_same(
        self, secretariat: AsyncClient, build: Build
    ) -> None:
        organisation, group = await build.organisation(), await build.space()
        await build.seat(group, organisation, ends_on=TOMORROW)
        spaces = [group, await build.space("workstream", parent=group), await build.space("collaborative")]
        items = good(await secretariat.get(f"/v1/organisations/{organisation.id}/eligibility"))["items"]
        listed = {one["space_id"]: (one["eligible"], one["door"], one["findings"]) for one in items}
        for space in spaces:
            body = good(await secretariat.post(PATH, json=question(space, organisation)))
            assert listed[str(space.id)] == (body["eligible"], body["door"], body["findings"])

    async def test_are_for_whoever_may_know(
        self, public: AsyncClient, organisation_client: Client, secretariat: AsyncClient, build: Build
    ) -> None:
        organisation, other = await build.organisation(), await build.organisation()
        person = await build.member(organisation=organisation)
        own = await organisation_client(organisation)
        for path in (
            f"/v1/organisations/{organisation.id}/eligibility",
            f"/v1/members/{person.id}/eligibility",
        ):
            assert problem(await public.get(path)) == (401, "unauthenticated")
        assert problem(await own.get(f"/v1/organisations/{other.id}/eligibility")) == (403, "forbidden")
        narrow = await organisation_client(organisation, "memberships:read")
        assert problem(await narrow.get(f"/v1/organisations/{organisation.id}/eligibility")) == (
            403,
            "forbidden",
        )
        for unknown in (f"/v1/organisations/{uuid4()}/eligibility", f"/v1/members/{uuid4()}/eligibility"):
            assert problem(await secretariat.get(unknown)) == (404, "not_found")
        erased = await build.member(status="erased")
        gone = await secretariat.get(f"/v1/members/{erased.id}/eligibility")
        assert as_unknown(gone, await secretariat.get(f"/v1/members/{uuid4()}/eligibility"))

    async def test_cost_the_same_queries_however_many_spaces_there_are(
        self, secretariat: AsyncClient, build: Build, queries: Queries
    ) -> None:
        person, organisation = await build.member(), await build.organisation()

        async def costs() -> list[int]:
            found = []
            for path in (
                f"/v1/members/{person.id}/eligibility",
                f"/v1/organisations/{organisation.id}/eligibility",
            ):
                with queries() as seen:
                    good(await secretariat.get(path))
                found.append(len(seen))
            return found

        await build.space("collaborative")
        few = await costs()
        for type_ in ("collaborative", "workstream", "reference_group", "task_team", "language_community"):
            await build.space(type_)
        assert await costs() == few
        assert max(few) <= 13
