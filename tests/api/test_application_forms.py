"""Applications that are no applications: malformed, or about what does not exist or may not be seen (422)."""

from collections.abc import Awaitable, Callable
from contextlib import AbstractContextManager
from uuid import uuid4

import pytest
from httpx import AsyncClient

from tests.answers import malformed
from tests.factories import Build
from tests.steps import application_form

Client = Callable[..., Awaitable[AsyncClient]]
Queries = Callable[[], AbstractContextManager[list[str]]]

PATH = "/v1/applications"


class TestMalformed:
    async def test_one_holder_is_named(self, secretariat: AsyncClient, build: Build) -> None:
        space = str((await build.space()).id)
        assert malformed(await secretariat.post(PATH, json={"space_id": space})) == {
            "/member_id": "one_needed"
        }
        both = {"space_id": space, "member_id": str(uuid4()), "organisation_id": str(uuid4())}
        assert malformed(await secretariat.post(PATH, json=both)) == {"/member_id": "not_both"}

    @pytest.mark.parametrize(
        "field", ["space_id", "organisation_id", "call_id", "representatives/0/member_id", "also_apply_to/0"]
    )
    async def test_what_is_named_exists(self, secretariat: AsyncClient, build: Build, field: str) -> None:
        sent = await application_form(build, await build.space(), await build.organisation())
        nobody = str(uuid4())
        if field.startswith("representatives"):
            sent["representatives"][0]["member_id"] = nobody
        else:
            sent[field.removesuffix("/0")] = [nobody] if field.endswith("/0") else nobody
        assert malformed(await secretariat.post(PATH, json=sent)) == {f"/{field}": "unknown_reference"}

    async def test_a_space_or_person_one_may_not_see_is_as_unknown(
        self, organisation_client: Client, secretariat: AsyncClient, build: Build
    ) -> None:
        organisation = await build.organisation()
        own = await organisation_client(organisation)
        hidden = await application_form(build, await build.space(status="proposed"), organisation)
        assert malformed(await own.post(PATH, json=hidden)) == {"/space_id": "unknown_reference"}
        stranger = str((await build.member()).id)
        people = [{"role": "primary", "member_id": stranger}]
        sent = await application_form(build, await build.space(), organisation, representatives=people)
        assert malformed(await own.post(PATH, json=sent)) == {
            "/representatives/0/member_id": "unknown_reference"
        }
        assert malformed(await secretariat.post(PATH, json=sent)) == {
            "/representatives/0/member_id": "not_affiliated"
        }

    @pytest.mark.rule("R33")
    @pytest.mark.parametrize("status", ["suspended", "left", "erased"])
    async def test_whoever_is_gone_represents_nobody(
        self, secretariat: AsyncClient, build: Build, status: str
    ) -> None:
        organisation = await build.organisation()
        gone = await build.member(status=status, organisation=organisation)
        people = [{"role": "primary", "member_id": str(gone.id)}]
        sent = await application_form(build, await build.space(), organisation, representatives=people)
        expected = {"/representatives/0/member_id": "unknown_reference"}
        assert malformed(await secretariat.post(PATH, json=sent)) == expected

    async def test_each_representative_and_each_role_is_named_once(
        self, secretariat: AsyncClient, build: Build
    ) -> None:
        space, organisation = await build.space(), await build.organisation()
        one, other = [str((await build.member(organisation=organisation)).id) for _ in range(2)]
        for second, place in (("primary", "role"), ("alternate", "member_id")):
            person = other if place == "role" else one
            people = [{"role": "primary", "member_id": one}, {"role": second, "member_id": person}]
            sent = await application_form(build, space, organisation, representatives=people)
            answer = await secretariat.post(PATH, json=sent)
            assert malformed(answer) == {f"/representatives/1/{place}": "named_twice"}

    async def test_a_person_applies_without_representatives(
        self, secretariat: AsyncClient, build: Build
    ) -> None:
        person = await build.member()
        people = [{"role": "primary", "member_id": str(person.id)}]
        sent = await application_form(build, await build.space("task_team"), person, representatives=people)
        assert malformed(await secretariat.post(PATH, json=sent)) == {"/representatives": "unknown_field"}

    async def test_a_call_belongs_to_the_space(self, secretariat: AsyncClient, build: Build) -> None:
        elsewhere = await build.call(await build.space("task_team"))
        sent = await application_form(
            build, await build.space("task_team"), await build.member(), call_id=str(elsewhere.id)
        )
        assert malformed(await secretariat.post(PATH, json=sent)) == {"/call_id": "unknown_reference"}

    @pytest.mark.rule("R7")
    async def test_only_a_working_group_application_ticks_collaboratives(
        self, secretariat: AsyncClient, build: Build
    ) -> None:
        collaborative, organisation = await build.space("collaborative"), await build.organisation()
        ticked = [str(collaborative.id)]
        stream = await application_form(
            build, await build.space("reference_group"), organisation, also_apply_to=ticked
        )
        assert malformed(await secretariat.post(PATH, json=stream)) == {"/also_apply_to": "not_for_this_type"}
        other = str((await build.space()).id)
        group = await application_form(
            build, await build.space(), organisation, also_apply_to=[*ticked, other]
        )
        assert malformed(await secretariat.post(PATH, json=group)) == {
            "/also_apply_to/1": "unknown_reference"
        }

    async def test_unknown_fields_and_values_are_refused(
        self, secretariat: AsyncClient, build: Build
    ) -> None:
        sent = await application_form(build, await build.space("task_team"), await build.member())
        for field, value, code in (
            ("status", "accepted", "unknown_field"),
            ("statement", "x" * 5001, "too_long"),
            ("statement", "a\u0000b", "forbidden_character"),
            ("call_id", "next", "not_a_uuid"),
        ):
            assert malformed(await secretariat.post(PATH, json={**sent, field: value})) == {f"/{field}": code}
