"""What somebody tried who meant harm, each as it was done; none of it works."""

from collections.abc import Awaitable, Callable
from datetime import timedelta
from typing import Any

import pytest
from httpx import AsyncClient
from sqlalchemy import select

from api.models import IdempotencyKey, Membership
from api.rules.enums import MemberStatus
from api.rules.permissions import Role
from api.services import codes
from tests.answers import good, malformed, problem, refused
from tests.api.test_deciders import WITH_REASON
from tests.cast import cast, speaks_for
from tests.conftest import Clock
from tests.days import NOW, TODAY, YESTERDAY
from tests.factories import Build
from tests.lists import commit, preview, verdict
from tests.signing import PASSWORD, ask, enrolled, sign_in, signed_in, with_code
from tests.steps import applied, decide, on_top

Caller = Callable[..., Awaitable[AsyncClient]]


@pytest.mark.parametrize("name", ["email", "full_name", "id", "csv", "example.org"])
async def test_who_calls_themselves_after_a_column_spoils_no_list_by_leaving(
    secretariat: AsyncClient, as_person: Caller, build: Build, name: str
) -> None:
    seen = await preview(secretariat, {"email": "amina@example.org", "full_name": "Amina Yusuf"})
    member = await build.member(name)
    erased = await on_top(await as_person(member), "DELETE", f"/v1/members/{member.id}")
    assert erased.status_code == 204
    done = good(await secretariat.post(f"/v1/imports/{seen['id']}/commit"), 202)
    assert done["counts"]["created"] == 1


async def test_who_calls_themselves_id_takes_no_answer_from_others(
    secretariat: AsyncClient, as_person: Caller, build: Build
) -> None:
    form, key = {"full_name": "Amina"}, {"Idempotency-Key": "one"}
    first = good(await secretariat.post("/v1/members", json=form, headers=key), 201)
    member = await build.member("id")
    await on_top(await as_person(member), "DELETE", f"/v1/members/{member.id}")
    assert good(await secretariat.post("/v1/members", json=form, headers=key), 201) == first


@pytest.mark.parametrize("totp", ["é", "12345é", "１２３４５x", "\u202e123456"])
async def test_a_strange_code_tells_nothing_of_the_password(
    public: AsyncClient, build: Build, totp: str
) -> None:
    person = await enrolled(build)
    answers = [
        await sign_in(public, email=person.email, password=password, totp=totp)
        for password in (PASSWORD, "another one entirely")
    ]
    assert [malformed(answer) for answer in answers] == [{"/totp": "invalid_value"}] * 2


async def test_a_mailbox_makes_no_way_around_the_authenticator(
    public: AsyncClient, build: Build, api: Any
) -> None:
    person = await enrolled(build)
    by_code = signed_in(await api.caller(), await with_code(public, await ask(public, person.email)))
    for form in ({}, {"totp": "000000"}):
        assert (await by_code.post("/v1/me/recovery-codes", json=form)).status_code in {403, 422}
    kept = {"email": person.email, "password": PASSWORD, "recovery_code": person.recovery_codes[0]}
    assert good(await sign_in(public, **kept), 201)


async def test_nobody_ends_their_own_suspension_by_leaving_and_coming_back(
    as_person: Caller, build: Build, public: AsyncClient, api: Any
) -> None:
    member = await build.member(email="nour@example.org", status=MemberStatus.suspended)
    person = await as_person(member)
    where = f"/v1/members/{member.id}/consents"
    assert good(await person.post(f"{where}/withdrawal", json={}))["status"] == "left"
    assert problem(await person.post(where, json={})) == (403, "forbidden")
    form = {"email": "nour@example.org", "full_name": "Nour", "consent": True}
    challenge = good(await public.post("/v1/registrations", json=form), 202)["id"]
    again = signed_in(await api.caller(), await with_code(public, challenge))
    assert [role["role"] for role in good(await again.get("/v1/me"))["roles"]] == ["person"]


async def test_a_list_gives_nobody_who_confirmed_theirs_another_address(
    secretariat: AsyncClient, build: Build
) -> None:
    await build.member(email="amina@example.org", external_ref="A-1")
    row = {"external_ref": "A-1", "email": "thief@example.org", "full_name": "Amina"}
    assert await verdict(secretariat, row) == ("conflict", "email", "other_address")


async def test_an_office_that_a_list_ended_does_not_come_back(
    secretariat: AsyncClient, as_person: Caller, build: Build
) -> None:
    member = await build.member(external_ref="A-1")
    await speaks_for(build, member)
    await commit(secretariat, {"external_ref": "A-1", "full_name": member.full_name, "status": "left"})
    person = await as_person(member)
    good(await person.post(f"/v1/members/{member.id}/consents", json={}), 201)
    assert [role["role"] for role in good(await person.get("/v1/me"))["roles"]] == ["person", "member"]


@pytest.mark.rule("R23")
async def test_nobody_edits_a_conflict_of_interest_away(as_person: Caller, build: Build) -> None:
    workstream, applicant = await build.space("workstream"), await build.organisation()
    group = await build.session.get_one(type(workstream), workstream.parent_id)
    chair = await cast(build, Role.leader, group)
    await build.seat(group, applicant)
    post = await build.affiliation(chair, applicant)
    application, person = await applied(build, workstream, applicant), await as_person(chair)
    path = f"/v1/members/{chair.id}"
    told = {"id": str(post.id), "organisation_id": str(applicant.id)}
    for days, why in (
        ({"ends_on": str(YESTERDAY)}, "in_the_past"),
        ({"starts_on": str(TODAY + timedelta(days=9))}, "periods_stay"),
    ):
        rest = [
            {"id": one["id"], "organisation_id": one["organisation_id"]}
            for one in good(await person.get(path))["affiliations"]
            if one["id"] != str(post.id)
        ]
        edited = await on_top(person, "PATCH", path, affiliations=[told | days, *rest])
        assert why in malformed(edited).values()
    good(await on_top(person, "PATCH", path, affiliations=[]))  # leaving today, the day it was sent
    assert refused(await decide(person, application, "declined", **WITH_REASON)) == ["own_application"]


async def test_an_answer_is_not_given_again_to_who_may_no_longer_see_it(
    as_person: Caller, as_role: Caller, build: Build
) -> None:
    staff = await cast(build, Role.staff)
    member = await build.member(status="unconfirmed")
    form, key = {"given_on": "2026-05-01", "source": "a letter"}, {"Idempotency-Key": "one"}
    where = f"/v1/members/{member.id}/consents"
    good(await (await as_person(staff, two_factors=True)).post(where, json=form, headers=key), 201)
    by_code = await as_person(staff)
    assert problem(await by_code.post(where, json=form, headers=key)) == (404, "not_found")


async def test_strangers_share_no_key(public: AsyncClient, build: Build) -> None:
    key = {"Idempotency-Key": "one"}
    for address in ("a@example.org", "b@example.org"):
        answer = await public.post("/v1/sign-in-codes", json={"email": address}, headers=key)
        assert good(answer, 202)
    assert (await build.session.scalars(select(IdempotencyKey))).all() == []


async def test_staff_prove_who_they_are_before_they_change_anothers_address(
    as_role: Caller, build: Build, clock: Clock
) -> None:
    staff, member = await as_role("staff"), await build.member()
    clock.set(NOW + timedelta(minutes=11))
    path = f"/v1/members/{member.id}"
    edited = await on_top(staff, "PATCH", path, email="thief@example.org", reason="Mailbox lost.")
    assert problem(edited) == (403, "confirmation_required")


async def test_a_key_that_decides_grants_no_partnership(as_role: Caller, build: Build) -> None:
    narrow = await as_role("service_client", None, "applications:decide")
    application = await applied(build, await build.space("working_group"))
    assert problem(await decide(narrow, application, grant_partner=True)) == (403, "forbidden")


async def test_a_code_to_the_former_mailbox_opens_nothing(
    as_person: Caller, public: AsyncClient, build: Build
) -> None:
    member = await build.member(email="former@example.org")
    early = await ask(public, "former@example.org")
    person, where = await as_person(member), f"/v1/members/{member.id}/email-changes"
    asked = good(await person.post(where, json={"email": "new@example.org"}), 202)["id"]
    code = {"code": codes.code(type(early)(asked))}
    good(await person.post(f"{where}/{asked}/confirmation", json=code))
    assert problem(await with_code(public, early)) == (401, "sign_in_failed")


@pytest.mark.parametrize("field", [{"aliases": [{"name": "UNESCO"}]}, {"short_name": "UNESCO"}])
async def test_an_organisations_key_takes_no_name_by_which_lists_find_others(
    organisation_client: Caller, build: Build, field: dict[str, Any]
) -> None:
    own = await build.organisation()
    edited = await on_top(await organisation_client(own), "PATCH", f"/v1/organisations/{own.id}", **field)
    assert problem(edited) == (403, "forbidden")


async def test_nobody_says_themselves_why_a_seat_will_end(as_person: Caller, build: Build) -> None:
    member = await build.member()
    community = await build.space("language_community")
    form = {"space_id": str(community.id), "member_id": str(member.id), "end_reason": "member_erased"}
    assert problem(await (await as_person(member)).post("/v1/memberships", json=form)) == (403, "forbidden")
    assert (await build.session.scalars(select(Membership))).all() == []


async def test_a_question_is_clean_text(as_person: Caller, build: Build) -> None:
    member, team = await build.member(), await build.space("task_team")
    form = {"space_id": str(team.id), "member_id": str(member.id), "answers": {"a\x00b": "Yes"}}
    answer = await (await as_person(member)).post("/v1/applications", json=form)
    assert "forbidden_character" in malformed(answer).values()


async def test_leaders_read_what_somebody_wrote_until_it_is_decided(as_person: Caller, build: Build) -> None:
    team = await build.space("task_team")
    leader = await as_person(await cast(build, Role.leader, team))
    pending = await build.application(team, await build.member(), statement="Mine")
    closed = await build.application(team, await build.member(), statement="Mine", status="declined")
    told = [good(await leader.get(f"/v1/applications/{one.id}"))["statement"] for one in (pending, closed)]
    assert told == ["Mine", None]
