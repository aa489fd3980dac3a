"""Another address over HTTP: the new mailbox answers, nobody learns who has it, and other sign-ins end."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from httpx import AsyncClient
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from api import clock
from api.models import AuditEvent, Member
from api.services import codes, suppressing
from tests.answers import good, problem
from tests.conftest import Clock
from tests.factories import Build
from tests.harness import Api
from tests.lists import verdict

NEW = "amina.yusuf@example.org"


async def ask(own: AsyncClient, person: Member, email: str = NEW) -> Any:
    return good(await own.post(f"/v1/members/{person.id}/email-changes", json={"email": email}), 202)


async def answer(own: AsyncClient, person: Member, asked: Any, code: str | None = None) -> Any:
    path = f"/v1/members/{person.id}/email-changes/{asked['id']}/confirmation"
    return await own.post(path, json={"code": code or codes.code(UUID(asked["id"]))})


async def test_the_mailbox_answers_and_other_sign_ins_end(
    api: Api, build: Build, session: AsyncSession
) -> None:
    person = await build.member(email="amina@example.org")
    other, own = await api.as_person(person), await api.as_person(person)
    asked = await ask(own, person)
    assert set(asked) == {"id", "expires_at"}
    changed = good(await answer(own, person, asked))
    assert changed["id"] == str(person.id)
    key = select(Member.email, Member.email_key).where(Member.id == person.id)
    assert (await session.execute(key)).one() == (NEW, NEW)
    assert problem(await other.get("/v1/sessions")) == (401, "session_over")
    good(await own.get("/v1/sessions"))
    fields = select(AuditEvent.fields).where(AuditEvent.action == "member.email_changed")
    assert (await session.scalars(fields)).all() == [["email"]]


async def test_who_else_has_the_address_is_not_told_before_it_answers(api: Api, build: Build) -> None:
    await build.member(email=NEW)
    person = await build.member()
    own = await api.as_person(person)
    asked = await ask(own, person)
    assert set(asked) == {"id", "expires_at"}
    assert problem(await answer(own, person, asked)) == (409, "email_taken")


async def test_a_code_counts_once_for_ten_minutes_and_five_tries(
    api: Api, build: Build, clock: Clock
) -> None:
    person = await build.member()
    own = await api.as_person(person)
    asked = await ask(own, person)
    assert problem(await answer(own, person, asked, "00000000")) == (403, "code_wrong")
    good(await answer(own, person, asked))
    assert problem(await answer(own, person, asked)) == (403, "code_wrong")
    tried = await ask(own, person, "another@example.org")
    for _ in range(5):
        await answer(own, person, tried, "00000000")
    assert problem(await answer(own, person, tried)) == (403, "code_wrong")


async def test_a_code_of_before_is_worth_nothing(api: Api, build: Build) -> None:
    person = await build.member()
    own = await api.as_person(person)
    asked = await ask(own, person)
    clock.set_to(clock.now() + timedelta(minutes=11))
    assert problem(await answer(own, person, asked)) == (403, "code_wrong")


async def test_nobody_changes_the_address_of_another(
    api: Api, secretariat: AsyncClient, build: Build
) -> None:
    person, other = await build.member(), await build.member()
    own, theirs = await api.as_person(person), await api.as_person(other)
    asked = await ask(own, person)
    path = f"/v1/members/{person.id}/email-changes"
    assert problem(await theirs.post(path, json={"email": NEW})) == (404, "not_found")
    assert problem(await secretariat.post(path, json={"email": NEW})) == (403, "forbidden")
    assert problem(await answer(theirs, other, asked)) == (403, "code_wrong")


async def test_it_asks_for_who_has_just_proved_who_they_are(api: Api, build: Build) -> None:
    person = await build.member()
    own = await api.as_person(person)
    clock.set_to(clock.now() + timedelta(minutes=11))
    refused = await own.post(f"/v1/members/{person.id}/email-changes", json={"email": NEW})
    assert problem(refused) == (403, "confirmation_required")


async def test_an_address_is_not_asked_more_often_than_it_should_be(api: Api, build: Build) -> None:
    person = await build.member()
    own = await api.as_person(person)
    for _ in range(6):
        await ask(own, person)
    refused = await own.post(f"/v1/members/{person.id}/email-changes", json={"email": NEW})
    assert problem(refused) == (429, "too_many_attempts")


async def test_whoever_is_erased_stays_away_under_their_former_address_too(
    api: Api, secretariat: AsyncClient, build: Build, session: AsyncSession
) -> None:
    person = await build.member(email="amina@example.org")
    own = await api.as_person(person)
    good(await answer(own, person, await ask(own, person)))
    gone = await secretariat.delete(f"/v1/members/{person.id}", headers={"If-Match": "*"})
    assert gone.status_code == 204
    for address in ("amina@example.org", NEW):
        row = {"email": address, "full_name": "Amina"}
        assert await verdict(secretariat, row) == ("suppressed", "email", "suppressed")


async def test_the_owner_of_a_suppressed_address_may_take_it_again(
    api: Api, build: Build, session: AsyncSession
) -> None:
    await suppressing.remember(session, [suppressing.of_email(NEW)])
    person = await build.member()
    own = await api.as_person(person)
    good(await answer(own, person, await ask(own, person)))
    assert await suppressing.among(session, [suppressing.of_email(NEW)]) == frozenset()
