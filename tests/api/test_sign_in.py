"""Signing in: by a code from the mailbox, by password and second factor; what lasts, what ends, and what nobody learns."""

from collections.abc import Awaitable, Callable
from contextlib import AbstractContextManager
from datetime import timedelta
from typing import Any

import pyotp
import pytest
from httpx import AsyncClient, Response
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from api import clock
from api.errors import COOKIE
from api.models import Challenge, Member
from api.rules.enums import MemberStatus
from api.services import codes
from tests.answers import good, malformed, problem
from tests.conftest import Clock
from tests.days import NOW
from tests.factories import Build
from tests.harness import FROM_THE_DASHBOARD
from tests.signing import PASSWORD, ask, enrolled, sign_in, signed_in, with_code, wrong

Queries = Callable[[], AbstractContextManager[list[str]]]
AsPerson = Callable[..., Awaitable[AsyncClient]]


class TestByCode:
    async def test_whoever_reads_the_mailbox_signs_in(self, public: AsyncClient, build: Build) -> None:
        member = await build.member(email="amina@example.org")
        challenge = await ask(public, "Amina@Example.org")
        answer = await with_code(public, challenge)
        session = good(answer, 201)
        assert (session["method"], session["is_current"]) == ("email_code", True)
        me = good(await signed_in(public, answer).get("/v1/me"))
        assert (me["kind"], me["id"], me["member"]["email"]) == (
            "person",
            str(member.id),
            "amina@example.org",
        )
        assert [role["role"] for role in me["roles"]] == ["person", "member"]

    async def test_the_cookie_is_for_this_host_out_of_reach_of_scripts_and_foreign_pages(
        self, public: AsyncClient, build: Build
    ) -> None:
        await build.member(email="amina@example.org")
        answer = await with_code(public, await ask(public, "amina@example.org"))
        name, *attributes = answer.headers["Set-Cookie"].split("; ")
        assert name.startswith("__Host-inee=")
        assert {"Path=/", "Secure", "HttpOnly", "SameSite=Strict"} <= set(attributes)
        assert name.removeprefix("__Host-inee=") not in answer.text

    @pytest.mark.parametrize("typed", ["{} {}", "{}-{}", " {}{} ", "{}\u00a0{}"])
    async def test_a_code_is_read_as_people_copy_it(
        self, public: AsyncClient, build: Build, typed: str
    ) -> None:
        await build.member(email="amina@example.org")
        challenge = await ask(public, "amina@example.org")
        code = codes.code(challenge)
        body = {"challenge_id": str(challenge), "code": typed.format(code[:4], code[4:])}
        assert good(await sign_in(public, **body), 201)

    async def test_a_code_counts_once(self, public: AsyncClient, build: Build) -> None:
        await build.member(email="amina@example.org")
        challenge = await ask(public, "amina@example.org")
        good(await with_code(public, challenge), 201)
        assert problem(await with_code(public, challenge)) == (401, "sign_in_failed")

    async def test_a_code_lasts_ten_minutes(self, public: AsyncClient, build: Build, clock: Clock) -> None:
        await build.member(email="amina@example.org")
        challenge = await ask(public, "amina@example.org")
        clock.set(NOW + timedelta(minutes=10, seconds=1))
        assert problem(await with_code(public, challenge)) == (401, "sign_in_failed")

    async def test_after_five_tries_the_right_code_is_wrong_too(
        self, public: AsyncClient, build: Build
    ) -> None:
        await build.member(email="amina@example.org")
        challenge = await ask(public, "amina@example.org")
        for _ in range(5):
            assert problem(await wrong(public, challenge)) == (401, "sign_in_failed")
        assert problem(await with_code(public, challenge)) == (401, "sign_in_failed")

    async def test_the_fifth_try_still_counts(self, public: AsyncClient, build: Build) -> None:
        await build.member(email="amina@example.org")
        challenge = await ask(public, "amina@example.org")
        for _ in range(4):
            await wrong(public, challenge)
        assert good(await with_code(public, challenge), 201)

    async def test_a_mailbox_is_asked_six_times_an_hour_known_or_not(
        self, public: AsyncClient, build: Build, clock: Clock
    ) -> None:
        await build.member(email="amina@example.org")
        for address in ("amina@example.org", "nobody@example.org"):
            for _ in range(6):
                await ask(public, address)
            answer = await public.post("/v1/sign-in-codes", json={"email": address})
            assert problem(answer) == (429, "too_many_attempts")
            assert 0 < int(answer.headers["Retry-After"]) <= 3601
        clock.set(NOW + timedelta(hours=1, minutes=1))
        assert await ask(public, "amina@example.org")

    @pytest.mark.parametrize("status", ["erased", "nobody"])
    async def test_an_address_of_nobody_here_opens_nothing(
        self, public: AsyncClient, build: Build, status: str
    ) -> None:
        if status == "erased":
            await build.member(email="amina@example.org", status="erased")
        challenge = await ask(public, "amina@example.org")
        assert problem(await with_code(public, challenge)) == (401, "sign_in_failed")

    async def test_a_challenge_of_another_kind_opens_nothing(self, public: AsyncClient, build: Build) -> None:
        member = await build.member()
        row = Challenge(
            purpose="email_change", member_id=member.id, expires_at=clock.now() + timedelta(hours=1)
        )
        await build.rows(row)
        assert problem(await with_code(public, row.id)) == (401, "sign_in_failed")

    async def test_only_the_secretariats_second_factor_gives_its_roles(
        self, as_role: AsPerson, as_person: AsPerson, build: Build
    ) -> None:
        staff = await as_role("staff")
        me = good(await staff.get("/v1/me"))
        assert "staff" in [role["role"] for role in me["roles"]]
        member = await build.session.get_one(Member, me["id"])
        by_code = good(await (await as_person(member)).get("/v1/me"))
        assert [role["role"] for role in by_code["roles"]] == ["person", "member"]


class TestByPassword:
    async def test_password_and_second_factor_sign_in(self, public: AsyncClient, build: Build) -> None:
        person = await enrolled(build)
        answer = await sign_in(public, email=person.email, password=PASSWORD, totp=person.totp())
        assert good(answer, 201)["method"] == "password_totp"

    @pytest.mark.parametrize(
        "brought",
        [
            {"password": "something else entirely"},
            {"totp": "00000000"},
            {"email": "nobody@example.org"},
            {"totp": None, "recovery_code": "ffffffff-ffffffff"},
        ],
        ids=["another password", "another code", "an unknown address", "a recovery code of nobody"],
    )
    async def test_whatever_is_wrong_is_answered_alike(
        self, public: AsyncClient, build: Build, brought: dict[str, Any]
    ) -> None:
        person = await enrolled(build)
        right = {"email": person.email, "password": PASSWORD, "totp": person.totp()}
        body = {key: value for key, value in (right | brought).items() if value is not None}
        answer = await sign_in(public, **body)
        assert problem(answer) == (401, "sign_in_failed")
        assert "Set-Cookie" not in answer.headers

    async def test_a_code_of_the_authenticator_counts_once(self, public: AsyncClient, build: Build) -> None:
        person = await enrolled(build)
        right = {"email": person.email, "password": PASSWORD, "totp": person.totp()}
        good(await sign_in(public, **right), 201)
        assert problem(await sign_in(public, **right)) == (401, "sign_in_failed")

    async def test_a_recovery_code_counts_once(self, public: AsyncClient, build: Build) -> None:
        person = await enrolled(build)
        right = {"email": person.email, "password": PASSWORD, "recovery_code": person.recovery_codes[3]}
        good(await sign_in(public, **right), 201)
        assert problem(await sign_in(public, **right)) == (401, "sign_in_failed")

    async def test_a_guesser_is_slowed_and_the_owner_let_in_later(
        self, public: AsyncClient, build: Build, clock: Clock
    ) -> None:
        person = await enrolled(build)
        for address in (person.email, "nobody@example.org"):
            for _ in range(10):
                answer = await sign_in(public, email=address, password="a wrong guess", totp="123456")
                assert problem(answer) == (401, "sign_in_failed")
            answer = await sign_in(public, email=address, password="a wrong guess", totp="123456")
            assert problem(answer) == (429, "too_many_attempts")
        clock.set(NOW + timedelta(minutes=16))
        right = {"email": person.email, "password": PASSWORD, "totp": person.totp()}
        assert good(await sign_in(public, **right), 201)

    async def test_who_has_not_confirmed_the_second_factor_does_not_sign_in(
        self, public: AsyncClient, build: Build
    ) -> None:
        person = await enrolled(build, confirmed=False)
        right = {"email": person.email, "password": PASSWORD, "totp": person.totp()}
        assert problem(await sign_in(public, **right)) == (401, "sign_in_failed")

    @pytest.mark.parametrize("body", [{}, {"code": "1"}, {"email": "a@example.org", "password": "x" * 20}])
    async def test_half_a_proof_is_malformed(self, public: AsyncClient, body: dict[str, str]) -> None:
        assert malformed(await sign_in(public, **body)) == {"": "one_needed"}


class TestWhatNobodyLearns:
    """The same status, body and statements, whether the address is known or not."""

    @pytest.mark.parametrize("path", ["/v1/sign-in-codes", "/v1/registrations"])
    async def test_asking_tells_nothing_of_an_address(
        self, public: AsyncClient, build: Build, queries: Queries, path: str
    ) -> None:
        await build.member(email="known@example.org")
        seen: list[tuple[Any, ...]] = []
        for address in ("known@example.org", "other@example.org"):
            form: dict[str, Any] = {"email": address}
            if path == "/v1/registrations":
                form |= {"full_name": "Amina", "consent": True}
            with queries() as statements:
                answer = await public.post(path, json=form)
            assert address not in answer.text
            seen.append((answer.status_code, set(answer.json()), set(answer.headers), tuple(statements)))
        assert seen[0] == seen[1]
        assert seen[0][:2] == (202, {"id", "expires_at"})

    async def test_a_wrong_code_tells_nothing_of_an_address(
        self, public: AsyncClient, build: Build, queries: Queries
    ) -> None:
        await build.member(email="known@example.org")
        seen: list[tuple[Any, ...]] = []
        for address in ("known@example.org", "other@example.org"):
            challenge = await ask(public, address)
            with queries() as statements:
                answer = await wrong(public, challenge)
            seen.append((answer.status_code, _without_id(answer), tuple(statements)))
        assert seen[0] == seen[1]

    async def test_a_wrong_password_tells_nothing_of_an_address(
        self, public: AsyncClient, build: Build, queries: Queries
    ) -> None:
        person = await enrolled(build)
        seen: list[tuple[Any, ...]] = []
        for address in (person.email, "other@example.org"):
            with queries() as statements:
                answer = await sign_in(public, email=address, password="a wrong guess", totp="123456")
            seen.append((answer.status_code, _without_id(answer), len(statements)))
        assert seen[0] == seen[1]


def _without_id(answer: Response) -> str:
    return answer.text.replace(answer.json()["instance"], "")


class TestRegistration:
    async def test_a_person_becomes_a_member_with_the_code_and_not_before(
        self, public: AsyncClient, session: AsyncSession
    ) -> None:
        form = {"email": "nour@example.org", "full_name": "نور الهدى", "languages": ["ar"], "consent": True}
        challenge = good(await public.post("/v1/registrations", json=form), 202)["id"]
        nobody = select(Member).where(Member.email_key == "nour@example.org")
        assert await session.scalar(nobody) is None
        me = good(await signed_in(public, await with_code(public, challenge)).get("/v1/me"))
        assert me["member"]["full_name"] == "نور الهدى"
        assert (me["member"]["status"], me["member"]["visibility"]) == ("active", {})
        assert [consent["source"] for consent in me["member"]["consents"]] == ["registration"]

    @pytest.mark.parametrize("consent", [False, None, "yes"])
    async def test_nobody_is_registered_without_their_consent(
        self, public: AsyncClient, consent: Any
    ) -> None:
        form = {"email": "nour@example.org", "full_name": "Nour", "consent": consent}
        assert "/consent" in malformed(await public.post("/v1/registrations", json=form))

    @pytest.mark.parametrize("status", ["unconfirmed", "external", "left"])
    async def test_who_was_only_known_is_confirmed_by_their_own_form(
        self, public: AsyncClient, build: Build, status: str
    ) -> None:
        member = await build.member("From a list", email="nour@example.org", status=status, country="JO")
        form = {"email": "nour@example.org", "full_name": "Nour", "consent": True}
        challenge = good(await public.post("/v1/registrations", json=form), 202)["id"]
        me = good(await signed_in(public, await with_code(public, challenge)).get("/v1/me"))["member"]
        assert (me["id"], me["full_name"], me["status"]) == (str(member.id), "Nour", "active")
        assert me["country"] == "JO"  # what the form does not say stays

    async def test_a_member_who_registers_again_is_signed_in_and_nothing_is_changed(
        self, public: AsyncClient, build: Build
    ) -> None:
        member = await build.member("Nour", email="nour@example.org")
        form = {"email": "nour@example.org", "full_name": "Somebody Else", "consent": True}
        challenge = good(await public.post("/v1/registrations", json=form), 202)["id"]
        me = good(await signed_in(public, await with_code(public, challenge)).get("/v1/me"))["member"]
        assert (me["id"], me["full_name"]) == (str(member.id), "Nour")

    async def test_a_suspended_member_is_not_freed_by_registering(
        self, public: AsyncClient, build: Build
    ) -> None:
        await build.member(email="nour@example.org", status=MemberStatus.suspended)
        form = {"email": "nour@example.org", "full_name": "Nour", "consent": True}
        challenge = good(await public.post("/v1/registrations", json=form), 202)["id"]
        me = good(await signed_in(public, await with_code(public, challenge)).get("/v1/me"))
        assert (me["member"]["status"], [one["role"] for one in me["roles"]]) == ("suspended", ["person"])


async def test_a_second_factor_is_taken_up_with_the_code_an_admin_handed_over(
    as_role: AsPerson, as_person: AsPerson, build: Build, public: AsyncClient
) -> None:
    admin, member = await as_role("admin"), await build.member(email="amina@example.org")
    opened = good(await admin.post(f"/v1/members/{member.id}/enrolment"), 201)
    person = await as_person(member)
    form = {"enrolment_code": opened["enrolment_code"], "password": PASSWORD}
    made = good(await person.post("/v1/me/credentials", json=form), 201)
    assert len(made["recovery_codes"]) == 10
    totp = pyotp.TOTP(made["totp_secret"]).generate_otp(int(clock.now().timestamp()) // 30)
    assert (await person.post("/v1/me/credentials/confirmation", json={"totp": totp})).status_code == 204
    later = pyotp.TOTP(made["totp_secret"]).generate_otp(int(clock.now().timestamp()) // 30 + 1)
    assert good(await sign_in(public, email=member.email, password=PASSWORD, totp=later), 201)


@pytest.mark.parametrize("code", ["not-the-code", ""])
async def test_without_that_code_nobody_takes_up_a_second_factor(
    as_person: AsPerson, build: Build, code: str
) -> None:
    person = await as_person(await build.member())
    form = {"enrolment_code": code or "-", "password": PASSWORD}
    assert problem(await person.post("/v1/me/credentials", json=form)) == (403, "code_wrong")


@pytest.mark.parametrize(
    ("password", "why"),
    [
        ("short but odd", "too_short"),
        ("password1234567", "password_easily_guessed"),
        ("a" * 30, "password_easily_guessed"),
    ],
)
async def test_a_password_that_people_try_is_refused(
    as_role: AsPerson, as_person: AsPerson, build: Build, password: str, why: str
) -> None:
    admin, member = await as_role("admin"), await build.member()
    opened = good(await admin.post(f"/v1/members/{member.id}/enrolment"), 201)
    form = {"enrolment_code": opened["enrolment_code"], "password": password}
    person = await as_person(member)
    assert malformed(await person.post("/v1/me/credentials", json=form)) == {"/password": why}


async def test_the_public_is_told_that_it_is_the_public(public: AsyncClient) -> None:
    me = good(await public.get("/v1/me"))
    assert (me["kind"], me["member"], me["session"]) == ("public", None, None)
    assert COOKIE not in str(FROM_THE_DASHBOARD)
