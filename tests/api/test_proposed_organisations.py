"""Organisations that a member proposes: hidden until the secretariat takes them in (R24)."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any
from uuid import UUID, uuid4

import pytest
from httpx import AsyncClient
from sqlalchemy import select

from api.models import Organisation
from tests.answers import good, malformed, problem
from tests.factories import Build
from tests.harness import Api
from tests.lists import AMINA, verdict
from tests.steps import application_form, as_unknown, every_page, on_top, told

Caller = Callable[..., Awaitable[AsyncClient]]
WHERE = "/v1/organisations"
NEW = {"name": "Écoles sans murs", "type": "national_ngo", "country": "TD"}


async def proposed(caller: AsyncClient, **form: Any) -> Any:
    return good(await caller.post(WHERE, json=NEW | form), 201)


class TestProposing:
    @pytest.mark.rule("R24")
    async def test_a_member_proposes_and_only_they_and_the_secretariat_see_it(
        self, as_role: Caller, secretariat: AsyncClient, build: Build
    ) -> None:
        one, other = await as_role("member"), await as_role("member")
        key = await as_role("organisation_client", await build.organisation())
        made = await proposed(one)
        assert made["is_proposed"]
        assert made["slug"].startswith("proposal-")  # nobody's address yet
        for caller in (one, secretariat):
            assert made["id"] in await every_page(caller, WHERE)
            assert good(await caller.get(f"{WHERE}/{made['id']}")) == made
        assert await every_page(secretariat, WHERE, proposed=True) == [made["id"]]
        for caller in (other, key):
            assert made["id"] not in await every_page(caller, WHERE)
            assert await every_page(caller, WHERE, q="coles") == []
            assert as_unknown(
                await caller.get(f"{WHERE}/{made['id']}"), await caller.get(f"{WHERE}/{uuid4()}")
            )
            assert (await caller.get(f"{WHERE}/{made['slug']}")).status_code == 404
        assert await told(build.session, made["id"]) == ["organisation.proposed"]

    @pytest.mark.rule("R24")
    async def test_once_confirmed_everybody_sees_it_under_a_slug_of_its_name(
        self, as_role: Caller, secretariat: AsyncClient, build: Build
    ) -> None:
        made = await proposed(await as_role("member"))
        first, again = [
            good(await secretariat.post(f"{WHERE}/{made['id']}/confirmation", json={})) for _ in range(2)
        ]
        assert first == again
        assert (first["is_proposed"], first["slug"]) == (False, "ecoles-sans-murs")
        assert good(await (await as_role("member")).get(f"{WHERE}/ecoles-sans-murs")) == first
        assert await told(build.session, made["id"]) == ["organisation.proposed", "organisation.confirmed"]

    async def test_a_name_in_any_script_is_proposed_and_the_secretariat_gives_it_a_slug(
        self, as_role: Caller, secretariat: AsyncClient
    ) -> None:
        made = await proposed(await as_role("member"), name="مدارس بلا جدران")
        path = f"{WHERE}/{made['id']}/confirmation"
        assert malformed(await secretariat.post(path, json={})) == {"/slug": "required"}
        assert good(await secretariat.post(path, json={"slug": "schools"}))["slug"] == "schools"

    async def test_the_secretariat_corrects_it_before_taking_it_in(
        self, as_role: Caller, secretariat: AsyncClient
    ) -> None:
        made = await proposed(await as_role("member"))
        path = f"{WHERE}/{made['id']}"
        good(await on_top(secretariat, "PATCH", path, name="Schools without Walls", slug="sww"))
        confirmed = good(await secretariat.post(f"{path}/confirmation", json={}))
        assert (confirmed["name"], confirmed["slug"]) == ("Schools without Walls", "sww")

    @pytest.mark.parametrize(
        "said",
        [{"partner": {"starts_on": "2026-01-01"}}, {"partner": None}, {"slug": "mine"}, {"parent_id": None}],
        ids="+".join,
    )
    async def test_the_rest_is_the_secretariats_to_say(self, as_role: Caller, said: dict[str, Any]) -> None:
        answer = await (await as_role("member")).post(WHERE, json=NEW | said)
        assert problem(answer) == (403, "forbidden")

    @pytest.mark.parametrize("role", ["public", "person", "organisation_client"])
    async def test_only_active_members_propose(self, as_role: Caller, build: Build, role: str) -> None:
        caller = await as_role(role, await build.organisation())
        expected = (401, "unauthenticated") if role == "public" else (403, "forbidden")
        assert problem(await caller.post(WHERE, json=NEW)) == expected

    async def test_only_the_secretariat_confirms(self, as_role: Caller) -> None:
        one, other = await as_role("member"), await as_role("focal_point")
        path = f"{WHERE}/{(await proposed(one))['id']}/confirmation"
        assert problem(await one.post(path, json={})) == (403, "forbidden")
        assert problem(await other.post(path, json={})) == (404, "not_found")

    async def test_three_wait_at_most(self, as_role: Caller, secretariat: AsyncClient) -> None:
        caller = await as_role("member")
        made = [await proposed(caller, name=f"Organisation {name}") for name in "ABC"]
        more = NEW | {"name": "Organisation D"}
        assert problem(await caller.post(WHERE, json=more)) == (409, "too_many_proposals")
        good(await secretariat.post(f"{WHERE}/{made[0]['id']}/confirmation", json={}))
        good(await caller.post(WHERE, json=more), 201)

    async def test_of_many_sent_at_once_three_wait(self, committed_db: Api) -> None:
        caller = await committed_db.as_role("member")
        forms = [NEW | {"name": f"Organisation {name}"} for name in "ABCDEF"]
        answers = await asyncio.gather(*(caller.post(WHERE, json=form) for form in forms))
        assert sorted(answer.status_code for answer in answers) == [201] * 3 + [409] * 3


class TestNames:
    async def test_a_name_that_everybody_sees_is_taken(self, as_role: Caller, build: Build) -> None:
        await build.organisation(NEW["name"], country="TD")
        caller = await as_role("member")
        for name in (NEW["name"], NEW["name"].upper()):
            assert problem(await caller.post(WHERE, json=NEW | {"name": name})) == (409, "name_taken")
        await proposed(caller, country="CM")
        answer = await caller.post(WHERE, json=NEW | {"country": "CM"})
        assert problem(answer) == (409, "name_taken")  # their own

    async def test_a_hidden_name_is_not_told_by_being_taken(
        self, as_role: Caller, secretariat: AsyncClient
    ) -> None:
        """Two may propose one body; the secretariat takes in one of them."""
        one = await proposed(await as_role("member"))
        two = await proposed(await as_role("member"))
        good(await secretariat.post(f"{WHERE}/{two['id']}/confirmation", json={}))
        answer = await secretariat.post(f"{WHERE}/{one['id']}/confirmation", json={"slug": "another"})
        assert problem(answer) == (409, "name_taken")

    async def test_nor_does_it_stand_in_the_way_of_the_secretariat(
        self, as_role: Caller, secretariat: AsyncClient
    ) -> None:
        await proposed(await as_role("member"))
        good(await secretariat.post(WHERE, json=NEW), 201)


class TestActsForNobody:
    @pytest.mark.rule("R24")
    async def test_nothing_is_done_in_its_name_before_it_is_confirmed(
        self, as_role: Caller, as_person: Caller, build: Build
    ) -> None:
        person = await build.member()
        caller, admin = await as_person(person), await as_role("admin")
        id_ = UUID((await proposed(caller))["id"])
        row = await build.session.get_one(Organisation, id_)
        asked = good(
            await caller.post(f"{WHERE}/{id_}/focal-points", json={"member_id": str(person.id)}), 201
        )
        form = await application_form(build, await build.space(), row)
        refusals = [
            await admin.post(f"{WHERE}/{id_}/focal-points", json={"member_id": str(person.id)}),
            await admin.post(f"{WHERE}/{id_}/focal-points/{asked['id']}/confirmation"),
            await admin.post(
                "/v1/clients", json={"name": "A", "scopes": ["all"], "organisation_id": str(id_)}
            ),
            await admin.post("/v1/applications", json=form),
            await admin.post("/v1/memberships", json=form),
            await admin.post(WHERE, json=NEW | {"country": "KE", "parent_id": str(id_)}),
        ]
        assert [problem(answer) for answer in refusals] == [(409, "still_proposed")] * len(refusals)
        good(await admin.post(f"{WHERE}/{id_}/confirmation", json={}))
        good(await admin.post(f"{WHERE}/{id_}/focal-points/{asked['id']}/confirmation"))
        good(await caller.get("/v1/clients"))

    async def test_others_meet_it_as_unknown_wherever_they_name_it(
        self, as_role: Caller, build: Build
    ) -> None:
        hidden = (await proposed(await as_role("member")))["id"]
        stranger = await as_role("member")
        own = await as_role("focal_point", await build.organisation())
        space = str((await build.space()).id)
        question = {"space_id": space, "organisation_id": hidden}
        unknown = question | {"organisation_id": str(uuid4())}
        for caller in (stranger, own):
            for path in ("/v1/eligibility", "/v1/applications", "/v1/memberships"):
                theirs, nobodys = [await caller.post(path, json=form) for form in (question, unknown)]
                assert theirs.status_code == nobodys.status_code >= 400
                assert theirs.json()["code"] == nobodys.json()["code"]
            for path in ("focal-points", "eligibility"):
                assert as_unknown(
                    await caller.get(f"{WHERE}/{hidden}/{path}"),
                    await caller.get(f"{WHERE}/{uuid4()}/{path}"),
                )

    async def test_a_list_of_members_knows_no_proposal(
        self, as_role: Caller, secretariat: AsyncClient
    ) -> None:
        made = await proposed(await as_role("member"))
        for name in (NEW["name"], made["slug"]):
            seen = await verdict(secretariat, AMINA | {"organisation": name})
            assert seen[2] == "unknown_organisation"


class TestParents:
    async def test_nothing_stands_above_what_stands_above_it(
        self, secretariat: AsyncClient, build: Build
    ) -> None:
        top = await build.organisation()
        middle = await build.organisation(parent=top)
        below = await build.organisation(parent=middle)
        for one in (top, middle, below):
            answer = await on_top(secretariat, "PATCH", f"{WHERE}/{top.id}", parent_id=str(one.id))
            assert malformed(answer) == {"/parent_id": "own_descendant"}
        good(await on_top(secretariat, "PATCH", f"{WHERE}/{below.id}", parent_id=str(top.id)))

    async def test_two_moves_at_once_close_no_circle(self, committed_db: Api) -> None:
        async with committed_db.building() as build:
            one, two = await build.organisation(), await build.organisation()
        caller = await committed_db.as_role("service_client")
        answers = await asyncio.gather(
            *(
                caller.patch(
                    f"{WHERE}/{child.id}", json={"parent_id": str(parent.id)}, headers={"If-Match": "*"}
                )
                for child, parent in ((one, two), (two, one))
            )
        )
        assert sorted(answer.status_code for answer in answers) == [200, 422]
        async with committed_db.building() as build:
            parents = (await build.session.scalars(select(Organisation.parent_id))).all()
        assert parents.count(None) == 1
