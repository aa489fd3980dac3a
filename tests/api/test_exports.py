"""Taking along what is held about oneself: all of it, with its sources, and nothing of anybody else."""

import json
from datetime import timedelta
from typing import Any

import pytest
from httpx import AsyncClient
from sqlalchemy.ext.asyncio import AsyncSession

from api import clock
from tests.answers import good, problem
from tests.factories import Build
from tests.harness import Api
from tests.lists import commit
from tests.services.lives import Life, Stage, live
from tests.steps import told


async def taken(client: AsyncClient, person: Any) -> dict[str, list[dict[str, Any]]]:
    export = good(await client.get(f"/v1/members/{person.id}/export"))
    assert all(part["source"] for part in export["parts"])
    return {part["name"]: part["rows"] for part in export["parts"]}


@pytest.fixture
async def on(build: Build) -> Stage:
    team, other = await build.space("task_team"), await build.space("task_team")
    return Stage(team, other, await build.organisation())


async def test_everything_held_about_a_person_is_in_it_with_its_source(
    api: Api, build: Build, on: Stage
) -> None:
    life = Life(1)
    person = await live(build, life, on)
    held = await taken(await api.as_person(person), person)
    assert set(held) >= {
        *("members", "member_states", "member_references", "consents", "affiliations", "memberships"),
        *("leaders", "focal_points", "applications", "import_rows", "sessions", "credentials", "challenges"),
        *("clients", "organisations", "audit_events", "audit_details"),
    }
    said = json.dumps(held, ensure_ascii=False)
    for what in (
        *("given", "family", "topic", "seen", "pseudonym", "consent", "ref", "theirs", "post", "override"),
        *("statement", "question", "answer", "letter", "form", "unusual", "declined", "device", "next"),
        *("script", "proposal", "whymember", "whymembership", "whyapplication"),
    ):
        assert life.word(what) in said, what
    whose = {one["external_ref"]: one["organisation_id"] for one in held["member_references"]}
    assert whose == {life.word("ref"): None, life.word("theirs"): str(on.organisation.id)}


async def test_no_secret_and_nothing_of_others_is_in_it(
    api: Api, secretariat: AsyncClient, build: Build, on: Stage
) -> None:
    life, decider = Life(1), await build.member("Somebody Else")
    person = await live(build, life, on)
    namesake = {"email": "namesake@example.org", "full_name": life.name, "topics": "a namesakes"}
    await commit(secretariat, namesake)
    said = (await (await api.as_person(person)).get(f"/v1/members/{person.id}/export")).text
    for secret in ("password", "token", "param", "stranger", "shifted"):
        assert life.word(secret) not in said
    for others in ("namesake", str(decider.id), "actor_id", "request_id", "decided_by", "override_by"):
        assert others not in said


async def test_it_is_a_file_and_leaves_a_trace(api: Api, build: Build, session: AsyncSession) -> None:
    person = await build.member()
    answer = await (await api.as_person(person)).get(f"/v1/members/{person.id}/export")
    assert answer.headers["content-type"] == "application/json"
    assert answer.headers["content-disposition"] == f'attachment; filename="{person.id}.json"'
    assert "member.exported" in await told(session, person.id)


async def test_it_asks_who_you_are_once_more(api: Api, build: Build) -> None:
    person = await build.member()
    own = await api.as_person(person)
    clock.set_to(clock.now() + timedelta(minutes=11))
    assert problem(await own.get(f"/v1/members/{person.id}/export")) == (403, "confirmation_required")


async def test_staff_may_hand_it_over(api: Api, secretariat: AsyncClient, build: Build) -> None:
    person = await build.member("Amina")
    for caller in (secretariat, await api.as_role("staff")):
        assert (await taken(caller, person))["members"][0]["full_name"] == "Amina"


@pytest.mark.parametrize("role", ["person", "member", "leader", "focal_point", "organisation_client"])
async def test_nobody_takes_along_what_is_anothers(api: Api, build: Build, role: str) -> None:
    person = await build.member(organisation=(employer := await build.organisation()))
    caller = await api.as_role(role, employer if role in {"focal_point", "organisation_client"} else None)
    assert (await caller.get(f"/v1/members/{person.id}/export")).status_code in {403, 404}


async def test_a_person_erases_themselves(api: Api, build: Build) -> None:
    person, other = await build.member(), await build.member()
    own = await api.as_person(person)
    there = await own.delete(f"/v1/members/{other.id}", headers={"If-Match": "*"})
    assert problem(there) == (404, "not_found")
    gone = await own.delete(f"/v1/members/{person.id}", headers={"If-Match": "*"})
    assert gone.status_code == 204
    assert problem(await own.get("/v1/sessions")) == (401, "session_over")
