"""What a cookie allows, and from where: writes come from a page of ours, sessions end, and a machine is no person."""

from collections.abc import Awaitable, Callable
from datetime import timedelta

import pytest
from httpx import AsyncClient

from api.errors import COOKIE
from tests.answers import good, problem
from tests.conftest import Clock
from tests.days import NOW
from tests.factories import Build
from tests.harness import FROM_THE_DASHBOARD, Api
from tests.operations import ALL, Allowed, Described, each, send

AsPerson = Callable[..., Awaitable[AsyncClient]]
WRITES = [one for one in ALL if one.method != "get"]
FORM = {"Content-Type": "application/x-www-form-urlencoded"}
FOREIGN: dict[str, dict[str, str | None]] = {
    "without an Origin": {"Origin": None},
    "from a foreign page": {"Origin": "https://inee.example.net"},
    "from a page that begins like ours": {"Origin": "http://127.0.0.1:5173.example.net"},
    "from a file": {"Origin": "null"},
    "without the header": {"X-INEE-CSRF": None},
    "with another value": {"X-INEE-CSRF": "0"},
    "as a form": {"X-INEE-CSRF": None, "Origin": "https://inee.example.net", **FORM},
}


@each(WRITES)
@pytest.mark.parametrize("how", FOREIGN)
async def test_a_write_by_cookie_from_elsewhere_is_refused(
    as_role: AsPerson, operation: Described, how: str
) -> None:
    person = await as_role("admin")
    for name, value in FOREIGN[how].items():
        person.headers.pop(name, None)
        if value is not None:
            person.headers[name] = value
    content = b"name=A" if how == "as a form" else None
    assert problem(await send(person, operation, content=content)) == (403, "foreign_origin")


@each(ALL)
async def test_a_key_and_a_cookie_at_once_are_nobody(as_role: AsPerson, operation: Described) -> None:
    person, key = await as_role("admin"), await as_role("service_client")
    person.headers["Authorization"] = key.headers["Authorization"]
    assert problem(await send(person, operation)) == (401, "two_credentials")


@each([one for one in ALL if one.permission != "sessions:start"])
async def test_a_cookie_that_is_none_is_never_the_public(api: Api, operation: Described) -> None:
    stranger = await api.caller()
    stranger.headers.update(FROM_THE_DASHBOARD | {"Cookie": f"{COOKIE}=nothing"})
    answer = await send(stranger, operation)
    assert problem(answer) == (401, "session_over")
    assert answer.headers["Set-Cookie"].startswith(f"{COOKIE}=; Max-Age=0")


@pytest.mark.parametrize("path", ["/v1/sign-in-codes", "/v1/sessions", "/v1/registrations"])
async def test_the_cookie_of_a_session_that_is_over_keeps_nobody_from_signing_in(api: Api, path: str) -> None:
    stranger = await api.caller()
    stranger.headers.update(FROM_THE_DASHBOARD | {"Cookie": f"{COOKIE}=nothing"})
    assert problem(await stranger.post(path, json={}))[0] == 422


async def test_signing_in_from_a_foreign_page_is_refused(public: AsyncClient) -> None:
    """Nobody is signed in to another's account unseen."""
    assert problem(await public.post("/v1/sessions", json={})) == (403, "foreign_origin")


async def test_a_page_of_the_dashboard_may_read_and_write_across_origins(public: AsyncClient) -> None:
    asked = {
        "Origin": "http://127.0.0.1:5173",
        "Access-Control-Request-Method": "PATCH",
        "Access-Control-Request-Headers": "x-inee-csrf, if-match, content-type, idempotency-key",
    }
    answer = await public.options("/v1/members/1", headers=asked)
    assert answer.status_code == 200
    assert answer.headers["Access-Control-Allow-Origin"] == "http://127.0.0.1:5173"
    assert answer.headers["Access-Control-Allow-Credentials"] == "true"
    read = await public.get("/v1/me", headers={"Origin": "http://127.0.0.1:5173"})
    assert {"ETag", "Location", "Retry-After"} <= set(
        read.headers["Access-Control-Expose-Headers"].split(", ")
    )


@pytest.mark.parametrize("origin", ["https://inee.example.net", "http://127.0.0.1:5174", "null"])
async def test_a_foreign_page_reads_nothing(public: AsyncClient, origin: str) -> None:
    answer = await public.get("/v1/me", headers={"Origin": origin})
    assert "Access-Control-Allow-Origin" not in answer.headers
    asked = {"Origin": origin, "Access-Control-Request-Method": "POST"}
    assert (await public.options("/v1/sessions", headers=asked)).status_code == 400


# --- one's own sessions


async def test_a_person_lists_and_ends_their_own_sessions(as_person: AsPerson, build: Build) -> None:
    member = await build.member()
    phone, desk, other = [await as_person(member) for _ in range(3)]
    listed = good(await desk.get("/v1/sessions"))["items"]
    assert [one["is_current"] for one in listed] == [False, True, False]
    good(await desk.post(f"/v1/sessions/{listed[2]['id']}/end"))
    assert problem(await phone.get("/v1/me")) == (401, "session_over")
    ended = good(await desk.post("/v1/sessions/others/end"))["items"]
    assert [one["id"] for one in ended] == [listed[0]["id"]]
    assert problem(await other.get("/v1/me")) == (401, "session_over")
    gone = await desk.post("/v1/sessions/current/end")
    assert gone.headers["Set-Cookie"].startswith(f"{COOKIE}=; Max-Age=0")
    assert problem(await desk.get("/v1/me")) == (401, "session_over")


async def test_nobody_ends_anothers_session(as_person: AsPerson, build: Build) -> None:
    mine, theirs = await as_person(await build.member()), await as_person(await build.member())
    (session,) = good(await theirs.get("/v1/sessions"))["items"]
    assert problem(await mine.post(f"/v1/sessions/{session['id']}/end")) == (404, "not_found")
    assert good(await theirs.get("/v1/me"))


@pytest.mark.parametrize(
    ("two_factors", "idle", "most"),
    [(False, timedelta(days=7), timedelta(days=30)), (True, timedelta(hours=2), timedelta(hours=12))],
    ids=["by code", "with two factors"],
)
async def test_a_session_ends_by_rest_and_by_age(
    as_person: AsPerson, build: Build, clock: Clock, two_factors: bool, idle: timedelta, most: timedelta
) -> None:
    member, second = await build.member(), timedelta(seconds=1)
    resting, busy = [await as_person(member, two_factors=two_factors) for _ in range(2)]
    clock.set(NOW + idle - second)
    good(await busy.get("/v1/me"))
    clock.set(NOW + idle + second)
    assert problem(await resting.get("/v1/me")) == (401, "session_over")
    at = NOW + idle - second
    while at + idle < NOW + most:
        at += idle - second
        clock.set(at)
        good(await busy.get("/v1/me"))
    clock.set(NOW + most + second)
    assert problem(await busy.get("/v1/me")) == (401, "session_over")


# --- proving again who one is


@each([one for one in ALL if one.asks_again])
async def test_what_weighs_most_asks_again_after_ten_minutes(
    allowed: Allowed, as_role: AsPerson, clock: Clock, operation: Described
) -> None:
    person = await as_role("admin")
    clock.set(NOW + timedelta(minutes=9, seconds=59))
    early = await send(person, operation)
    assert early.status_code != 401 and "confirmation_required" not in early.text
    clock.set(NOW + timedelta(minutes=10, seconds=1))
    assert problem(await send(person, operation)) == (403, "confirmation_required")
