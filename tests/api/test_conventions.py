"""The conventions of the contract, on every operation there is; and the corners of them on the organisations' own."""

from collections.abc import Awaitable, Callable
from uuid import uuid4

import pytest
from httpx import AsyncClient, Response

from api import texts
from api.rules.permissions import Role
from tests.answers import good, malformed, problem
from tests.factories import Build
from tests.harness import FROM_THE_DASHBOARD, Api
from tests.operations import ALL, LISTS, Allowed, Described, each, each_with, send

Client = Callable[..., Awaitable[AsyncClient]]
WITH_JSON = [one for one in ALL if one.takes_json]
PAST_THE_GATE = {"code_wrong", "sign_in_failed"}  # the caller may; what they brought does not fit
SECRET = "Zsófia-Q7x9"  # a value that no answer may repeat


# --- who may do what


@each([one for one in ALL if not one.is_public])
async def test_who_says_nothing_is_asked_who_they_are(public: AsyncClient, operation: Described) -> None:
    answer = await send(public, operation)
    assert problem(answer) == (401, "unauthenticated")
    assert answer.headers["WWW-Authenticate"].startswith("Bearer")


@each(ALL)
async def test_a_key_that_is_none_is_never_the_public(api: Api, operation: Described) -> None:
    stranger = await api.caller("inee_00000000_nothing_00000000")
    stranger.headers.update(FROM_THE_DASHBOARD)
    assert problem(await send(stranger, operation)) == (401, "unauthenticated")


@each(ALL)
@pytest.mark.parametrize("role", Role)
async def test_each_role_may_do_what_it_is_granted_and_nothing_else(
    build: Build, as_role: Client, operation: Described, role: Role
) -> None:
    organisation = await build.organisation() if role is Role.organisation_client else None
    caller = await as_role(role, organisation)
    caller.headers.update(FROM_THE_DASHBOARD)
    answer = await send(caller, operation)
    status = answer.status_code
    let_in = status not in {401, 403} or problem(answer)[1] in PAST_THE_GATE
    assert let_in == operation.granted_to(role), answer.text
    assert status < 500


@each([one for one in ALL if not one.is_public and one.granted_to(Role.service_client)])
async def test_a_key_may_do_no_more_than_its_scopes(as_role: Client, operation: Described) -> None:
    other = "rules:read" if operation.permission != "rules:read" else "spaces:read"
    answer = await send(await as_role(Role.service_client, None, other), operation)
    assert problem(answer) == (403, "forbidden")
    assert operation.permission in answer.json()["detail"]
    narrow = await as_role(Role.service_client, None, operation.permission)
    assert (await send(narrow, operation)).status_code not in {401, 403}


# --- parameters


@each(ALL)
async def test_an_unknown_parameter_is_refused(allowed: Allowed, operation: Described) -> None:
    answer = await send(await allowed(operation), operation, params={"nonsense": SECRET})
    assert malformed(answer) == {"?nonsense": "unknown_parameter"}
    assert SECRET not in answer.text


@each([one for one in ALL if one.query])
async def test_a_repeated_parameter_is_refused(allowed: Allowed, operation: Described) -> None:
    name = operation.query[0]
    answer = await send(await allowed(operation), operation, params=[(name, "1"), (name, "2")])
    assert malformed(answer) == {f"?{name}": "repeated_parameter"}


@each_with(LISTS, "value", ["0", "201", "-1", "x", "1e2", "", "9" * 30])
async def test_a_page_has_between_1_and_200_rows(allowed: Allowed, operation: Described, value: str) -> None:
    assert set(malformed(await send(await allowed(operation), operation, params={"limit": value}))) == {
        "?limit"
    }


@each(LISTS)
async def test_a_list_has_one_shape(allowed: Allowed, operation: Described) -> None:
    plain = good(await send(await allowed(operation), operation))
    assert set(plain) == {"items", "next_cursor"}
    counted = good(await send(await allowed(operation), operation, params={"total": "true"}))
    assert set(counted) == {"items", "next_cursor", "total"}


INSTANTS = [
    "yesterday",
    "5",
    "2026-05-04",
    "2026-05-04T10:00:00",
    "2026-05-04 10:00Z",
    "0001-01-01T00:00:00+14:00",
    "9999-12-31T23:59:59-14:00",
    "2026-02-30T00:00:00Z",
    "",
]


@each_with([one for one in ALL if "updated_since" in one.query], "value", INSTANTS)
async def test_an_instant_has_its_offset(allowed: Allowed, operation: Described, value: str) -> None:
    answer = await send(await allowed(operation), operation, params={"updated_since": value})
    assert set(malformed(answer)) == {"?updated_since"}
    for instant in ("2026-05-04T10:00:00Z", "2026-05-04T10:00:00.123456+05:45"):
        assert (
            good(await send(await allowed(operation), operation, params={"updated_since": instant}))["items"]
            == []
        )


DAYS = [
    "today",
    "20260504",
    "2026-5-4",
    "2026-02-30",
    "2026-05-04T00:00:00Z",
    "0001-01-01",
    "9999-12-31",
    "1746316800",
    "",
]


@each_with([one for one in ALL if "as_of" in one.query], "value", DAYS)
async def test_a_day_is_a_day(allowed: Allowed, operation: Described, value: str) -> None:
    assert set(malformed(await send(await allowed(operation), operation, params={"as_of": value}))) == {
        "?as_of"
    }
    assert (await send(await allowed(operation), operation, params={"as_of": "2026-05-04"})).status_code in {
        200,
        404,
    }


# --- reading again, and editing what one has read


async def an_organisation(secretariat: AsyncClient) -> Response:
    answer = await secretariat.post("/v1/organisations", json={"name": "Réseau", "type": "network"})
    assert answer.status_code == 201
    return answer


async def test_what_is_made_says_where_it_is_and_what_it_is(secretariat: AsyncClient) -> None:
    made = await an_organisation(secretariat)
    read = await secretariat.get(made.headers["Location"])
    assert (read.status_code, read.json(), read.headers["ETag"]) == (200, made.json(), made.headers["ETag"])
    assert read.headers["Vary"] == "Accept-Language, Authorization, Cookie, Origin"
    assert read.headers["Cache-Control"] == "private, no-cache"
    assert read.headers["ETag"].startswith('"1-')


@pytest.mark.parametrize("tags", ["{etag}", "W/{etag}", '"other", {etag}', "*"])
async def test_what_has_not_changed_is_not_sent_again(secretariat: AsyncClient, tags: str) -> None:
    made = await an_organisation(secretariat)
    headers = {"If-None-Match": tags.format(etag=made.headers["ETag"])}
    answer = await secretariat.get(made.headers["Location"], headers=headers)
    assert (answer.status_code, answer.content, answer.headers["ETag"]) == (304, b"", made.headers["ETag"])
    assert "Vary" in answer.headers


async def test_what_has_changed_is_sent_again(secretariat: AsyncClient) -> None:
    made = await an_organisation(secretariat)
    where, tag = made.headers["Location"], made.headers["ETag"]
    await secretariat.patch(where, json={"short_name": "R"}, headers={"If-Match": tag})
    answer = await secretariat.get(where, headers={"If-None-Match": tag})
    assert (answer.status_code, answer.json()["short_name"]) == (200, "R")


async def test_a_list_that_has_not_changed_is_not_sent_again(secretariat: AsyncClient) -> None:
    first = await secretariat.get("/v1/organisations")
    again = await secretariat.get("/v1/organisations", headers={"If-None-Match": first.headers["ETag"]})
    assert again.status_code == 304


@each([one for one in ALL if one.is_conditional])
async def test_an_edit_says_what_it_has_read(allowed: Allowed, operation: Described) -> None:
    caller = await allowed(operation)
    answer = await caller.request(operation.method, operation.address)
    assert problem(answer) == (428, "precondition_required")


@pytest.mark.parametrize(
    "tag", ['"2-abc"', "nonsense", '""', 'W/"1-abc"', '"99999999999-a"', '"-1"', '"٣-a"']
)
async def test_an_edit_of_what_has_changed_is_refused(secretariat: AsyncClient, tag: str) -> None:
    made = await an_organisation(secretariat)
    where = made.headers["Location"]
    answer = await secretariat.patch(where, json={"short_name": "R"}, headers=[(b"If-Match", tag.encode())])
    assert problem(answer) == (412, "precondition_failed")
    assert (await secretariat.get(where)).json()["short_name"] is None


@pytest.mark.parametrize("tag", ['"1-of-another-view"', '"7-a", "1-b"', "*"])
async def test_an_edit_is_compared_by_its_version_alone(secretariat: AsyncClient, tag: str) -> None:
    made = await an_organisation(secretariat)
    answer = await secretariat.patch(
        made.headers["Location"], json={"short_name": "R"}, headers={"If-Match": tag}
    )
    assert answer.status_code == 200
    assert answer.headers["ETag"].startswith('"2-')


@each([one for one in ALL if one.method == "get"])
async def test_head_is_get_without_its_body(allowed: Allowed, operation: Described) -> None:
    caller = await allowed(operation)
    get, head = await send(caller, operation), await caller.head(operation.address)
    assert (head.status_code, head.content) == (get.status_code, b"")
    assert head.headers.get("ETag") == get.headers.get("ETag")
    assert head.headers["Content-Type"] == get.headers["Content-Type"]


# --- what no route is for


PATHS = sorted({one.path for one in ALL})


@pytest.mark.parametrize("path", PATHS)
async def test_a_method_that_an_address_does_not_take_is_told_those_it_does(
    public: AsyncClient, path: str
) -> None:
    here = [one for one in ALL if one.path == path]
    methods = {one.method.upper() for one in here}
    expected = methods | ({"HEAD"} if "GET" in methods else set())
    for method in {"GET", "POST", "PATCH", "PUT", "DELETE"} - methods:
        answer = await public.request(method, here[0].address)
        assert problem(answer) == (405, "method_not_allowed")
        assert set(answer.headers["Allow"].split(", ")) == expected


@pytest.mark.parametrize("path", ["/v1/nothing", "/v1", "/v1/organisations/", "/v2/organisations", "/"])
async def test_an_address_of_nothing_is_not_found(secretariat: AsyncClient, path: str) -> None:
    assert problem(await secretariat.get(path)) == (404, "not_found")


@pytest.mark.parametrize(
    "slug", ["%00", "a%00b", "%ff", "%ED%A0%80", "..%2f..", "%20", "x" * 3000, "%E2%80%AE"]
)
@pytest.mark.parametrize("noun", ["organisations", "spaces"])
async def test_a_strange_slug_is_nothings(secretariat: AsyncClient, noun: str, slug: str) -> None:
    assert problem(await secretariat.get(f"/v1/{noun}/{slug}")) == (404, "not_found")


# --- problems


async def test_a_problem_has_all_its_parts(secretariat: AsyncClient) -> None:
    asked = str(uuid4())
    answer = await secretariat.get("/v1/organisations/nothing", headers={"X-Request-Id": asked})
    told = answer.json()
    assert set(told) == {"type", "title", "status", "detail", "instance", "code"}
    assert (told["type"], told["instance"]) == ("urn:inee:problem:not_found", f"urn:uuid:{asked}")
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.headers["X-Request-Id"] == asked


@pytest.mark.parametrize("given", ["", "not-a-uuid", "x" * 5000, "01900000-0000-7000-8000-00000000000g"])
async def test_a_request_id_that_is_none_is_replaced(secretariat: AsyncClient, given: str) -> None:
    answer = await secretariat.get("/v1/organisations", headers={"X-Request-Id": given})
    assert len(answer.headers["X-Request-Id"]) == 36
    assert answer.headers["X-Request-Id"] != given


@pytest.mark.parametrize("language", texts.LANGUAGES)
async def test_a_problem_is_told_in_the_callers_language(secretariat: AsyncClient, language: str) -> None:
    answer = await secretariat.get(
        "/v1/organisations?limit=0", headers={"Accept-Language": f"{language}-XX, en;q=0.1"}
    )
    catalogue = texts.catalogue(language)
    told = answer.json()
    assert answer.headers["Content-Language"] == language
    assert "Accept-Language" in answer.headers["Vary"]
    assert (told["code"], told["title"]) == ("invalid", catalogue["problems"]["invalid"]["title"])
    assert told["errors"][0]["detail"] == catalogue["fields"]["too_small"].format(minimum=1)
    assert language == "en" or told["title"] != texts.catalogue("en")["problems"]["invalid"]["title"]


@pytest.mark.parametrize(
    ("wish", "language"),
    [
        ("ar", "ar"),
        ("PT-br", "pt"),
        ("de, fr;q=0.5, es;q=0.9", "es"),
        ("fr;q=0, es", "es"),
        ("de", "en"),
        ("", "en"),
        ("*", "en"),
        ("fr;q=high, es;q=0.2", "es"),
        ("fr;q=nan, es", "es"),
        (",;,=;q,", "en"),
        ("fr" * 3000, "en"),
    ],
)
async def test_the_best_of_the_callers_wishes_is_spoken(
    secretariat: AsyncClient, wish: str, language: str
) -> None:
    answer = await secretariat.get("/v1/organisations/nothing", headers={"Accept-Language": wish})
    assert answer.headers["Content-Language"] == language
