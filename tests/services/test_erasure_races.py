"""Erasing somebody while they apply, sign in or stand in a list: whoever comes second finds nobody."""

import asyncio
from typing import Any
from uuid import UUID

import pytest
from httpx import AsyncClient
from sqlalchemy import func, select, text

from api.models import Application, ImportRow, Member, PersonSession
from api.services import codes
from tests.answers import good
from tests.api.test_member_erasure import until_waiting
from tests.harness import FROM_THE_DASHBOARD, Api
from tests.lists import preview

EMAIL = "amina@example.org"


async def in_order(api: Api, first: Any, *others: Any) -> list[tuple[int, str | None]]:
    """Both wait for the person, in this order; status and code of each."""
    sent = []
    async with api.database.transaction() as gate:
        await gate.execute(text("SELECT 1 FROM members FOR NO KEY UPDATE"))
        for place, request in enumerate((first, *others)):
            sent.append(asyncio.create_task(request))
            await until_waiting(gate, place + 1)
    answers = await asyncio.gather(*sent)
    return [(one.status_code, one.json().get("code") if one.content else None) for one in answers]


@pytest.fixture
async def secretariat(committed_db: Api) -> AsyncClient:
    return await committed_db.as_role("service_client")


@pytest.fixture
async def person(committed_db: Api) -> UUID:
    async with committed_db.building() as build:
        return (await build.member("Amina", email=EMAIL)).id


def erasing(client: AsyncClient, person: UUID) -> Any:
    return client.delete(f"/v1/members/{person}", headers={"If-Match": "*"})


async def test_nobody_applies_behind_the_back_of_their_erasure(
    committed_db: Api, secretariat: AsyncClient, person: UUID
) -> None:
    async with committed_db.building() as build:
        team = await build.space("task_team")
    form = {"space_id": str(team.id), "member_id": str(person), "statement": "mine"}
    recorded = {"received_on": "2026-05-01", "means": "letter"}
    form["recorded"] = recorded | {"consent": {"given_on": "2026-05-01", "source": "letter"}}  # type: ignore[assignment]
    applying = secretariat.post("/v1/applications", json=form)
    assert await in_order(committed_db, erasing(secretariat, person), applying) == [
        (204, None),
        (409, "not_eligible"),
    ]
    async with committed_db.building() as build:
        assert await build.session.scalar(select(func.count()).select_from(Application)) == 0


async def test_who_applied_a_moment_before_leaves_no_word_of_it(
    committed_db: Api, secretariat: AsyncClient, person: UUID
) -> None:
    async with committed_db.building() as build:
        team = await build.space("task_team")
    own = await committed_db.as_person(await _member(committed_db, person))
    form = {"space_id": str(team.id), "member_id": str(person), "statement": "mine"}
    applying = own.post("/v1/applications", json=form)
    assert await in_order(committed_db, applying, erasing(secretariat, person)) == [(201, None), (204, None)]
    async with committed_db.building() as build:
        found = await build.session.execute(select(Application.statement, Application.status))
        assert found.all() == [(None, "withdrawn")]


async def _member(api: Api, id_: UUID) -> Member:
    async with api.building() as build:
        return await build.session.get_one(Member, id_)


async def test_no_session_outlives_an_erasure_it_met(
    committed_db: Api, secretariat: AsyncClient, person: UUID
) -> None:
    browser = await committed_db.caller()
    browser.headers.update(FROM_THE_DASHBOARD | {"User-Agent": "my own browser"})
    asked = good(await browser.post("/v1/sign-in-codes", json={"email": EMAIL}), 202)
    answer = {"challenge_id": asked["id"], "code": codes.code(UUID(asked["id"]))}
    told = await in_order(
        committed_db, erasing(secretariat, person), browser.post("/v1/sessions", json=answer)
    )
    # the two may wait for each other; then the sign-in is let through, and what it began is erased
    assert told[0] == (204, None)
    assert told[1] in {(401, "sign_in_failed"), (201, None)}
    async with committed_db.building() as build:
        assert await build.session.scalar(select(func.count()).select_from(PersonSession)) == 0


async def test_a_list_seen_before_the_erasure_brings_nobody_back(
    committed_db: Api, secretariat: AsyncClient, person: UUID
) -> None:
    seen = await preview(secretariat, {"email": EMAIL, "full_name": "Amina the Second"})
    committing = secretariat.post(f"/v1/imports/{seen['id']}/commit")
    told = await in_order(committed_db, erasing(secretariat, person), committing)
    assert told == [(204, None), (409, "import_is_stale")]
    async with committed_db.building() as build:
        assert (await build.session.scalars(select(Member.full_name))).all() == ["—"]
        assert (await build.session.scalars(select(ImportRow.cells))).all() == [{}]


async def test_a_list_committed_a_moment_before_is_forgotten_too(
    committed_db: Api, secretariat: AsyncClient, person: UUID
) -> None:
    seen = await preview(secretariat, {"email": EMAIL, "full_name": "Amina the Second"})
    committing = secretariat.post(f"/v1/imports/{seen['id']}/commit")
    told = await in_order(committed_db, committing, erasing(secretariat, person))
    assert told == [(202, None), (204, None)]
    async with committed_db.building() as build:
        assert (await build.session.scalars(select(Member.full_name))).all() == ["—"]
        assert (await build.session.scalars(select(ImportRow.cells))).all() == [{}]
