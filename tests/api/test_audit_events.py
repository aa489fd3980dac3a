"""The trace over HTTP: all of it for the secretariat, one's own for a person, a space's for who leads it."""

from typing import Any
from uuid import UUID

import pytest
from httpx import AsyncClient

from api import audit
from api.rules.permissions import Actor, ActorKind
from tests.answers import good, problem
from tests.cast import leads
from tests.factories import SECRETARIAT, Build
from tests.harness import Api
from tests.steps import every_page

Event = dict[str, Any]


async def events(client: AsyncClient, **asked: Any) -> list[Event]:
    found: list[Event] = good(await client.get("/v1/audit-events", params=asked))["items"]
    return found


async def happened(
    build: Build, action: str, kind: str, id_: UUID, by: Actor = SECRETARIAT, **said: Any
) -> None:
    audit.record(build.session, by=by, action=action, subject=(kind, id_), **said)
    await build.session.flush()


async def test_the_secretariat_reads_all_of_it_the_newest_first(
    secretariat: AsyncClient, build: Build
) -> None:
    person = await build.member()
    await happened(build, "member.updated", "member", person.id, fields=["country"], reason="She moved")
    await happened(build, "member.confirmed", "member", person.id)
    newest, before = await events(secretariat, subject_id=str(person.id))
    assert (newest["action"], before["action"]) == ("member.confirmed", "member.updated")
    assert before["fields"] == ["country"]
    assert (before["reason"], before["actor_id"], before["actor_kind"]) == (
        "She moved",
        str(SECRETARIAT.id),
        "client",
    )


async def test_a_person_reads_what_is_about_them_but_not_who_did_it_or_why(api: Api, build: Build) -> None:
    person, other = await build.member(), await build.member()
    team = await build.space("task_team")
    seat, application = await build.seat(team, person), await build.application(team, other)
    by_them = Actor(ActorKind.person, person.id)
    await happened(build, "member.updated", "member", person.id, reason="Somebody's words")
    await happened(build, "membership.created", "membership", seat.id)
    await happened(build, "member.updated", "member", other.id)
    await happened(build, "application.submitted", "application", application.id)
    await happened(build, "call.opened", "call", UUID(int=7), by=by_them)
    found = await events(await api.as_person(person))
    actions = {one["action"] for one in found} - {"session.started"}
    assert actions == {"member.updated", "membership.created", "call.opened"}
    assert {one["subject_id"] for one in found} <= {str(person.id), str(seat.id), str(UUID(int=7))}
    assert {one["reason"] for one in found} == {None}
    assert {one["actor_id"] for one in found} <= {None, str(person.id)}


@pytest.mark.parametrize("role", ["leader", "facilitator"])
async def test_whoever_leads_a_space_reads_what_is_about_it(api: Api, build: Build, role: str) -> None:
    space = await build.space("language_community" if role == "facilitator" else "task_team")
    elsewhere, member = await build.space("task_team"), await build.member()
    seat = await build.seat(space, member)
    for action, kind, id_ in (
        ("space.updated", "space", space.id),
        ("membership.created", "membership", seat.id),
        ("space.updated", "space", elsewhere.id),
        ("member.updated", "member", member.id),
    ):
        await happened(build, action, kind, id_, reason="Why")
    if role == "leader":
        application = await build.application(space, await build.member())
        await happened(build, "application.submitted", "application", application.id)
    found = await events(await api.as_role(role, space))
    subjects = {one["subject_id"] for one in found}
    assert {str(space.id), str(seat.id)} <= subjects
    assert (role == "leader") == any(one["subject_type"] == "application" for one in found)
    assert not {str(elsewhere.id), str(member.id)} & subjects
    assert {one["reason"] for one in found} == {None}


async def test_who_leads_no_longer_reads_no_longer(api: Api, build: Build) -> None:
    space, person = await build.space("task_team"), await build.member()
    leader = await leads(build, person, space)
    await happened(build, "space.updated", "space", space.id)
    client = await api.as_person(person)
    assert await events(client, subject_type="space") != []
    leader.ends_on = leader.starts_on
    await build.session.flush()
    assert await events(client, subject_type="space") == []


async def test_asking_for_somebodys_acts_tells_nothing_to_others(api: Api, build: Build) -> None:
    person, other = await build.member(), await build.member()
    await happened(build, "member.updated", "member", person.id, by=Actor(ActorKind.person, other.id))
    own = await api.as_person(person)
    assert len(await events(own, subject_type="member", action="member.updated")) == 1
    assert await events(own, actor_id=str(other.id)) == []
    assert {one["actor_id"] for one in await events(own, actor_id=str(person.id))} == {str(person.id)}


async def test_filters_and_pages(secretariat: AsyncClient, build: Build) -> None:
    person = await build.member()
    for number in range(5):
        await happened(build, f"thing.{number}", "thing", person.id)
    assert len(await every_page(secretariat, "/v1/audit-events", subject_type="thing", limit=2)) == 5
    assert [one["action"] for one in await events(secretariat, action="thing.3")] == ["thing.3"]
    everything = {"subject_type": "thing"}
    assert await events(secretariat, **everything, since="2030-01-01T00:00:00Z") == []
    assert await events(secretariat, **everything, until="2020-01-01T00:00:00Z") == []
    assert len(await events(secretariat, **everything, since="2020-01-01T00:00:00Z")) == 5


@pytest.mark.parametrize("role", ["public", "organisation_client"])
async def test_it_is_not_for_everybody(api: Api, build: Build, role: str) -> None:
    of = await build.organisation() if role == "organisation_client" else None
    answer = await (await api.as_role(role, of)).get("/v1/audit-events")
    assert problem(answer)[0] in {401, 403}
