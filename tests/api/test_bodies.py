"""What is sent to any operation: JSON, strict, bounded, in clean text; and what is told of it when it is not."""

import json
from collections.abc import AsyncIterator, Awaitable, Callable

import pytest
from httpx import AsyncClient

from api.operation import BODY_LIMIT
from tests.answers import good, malformed, problem
from tests.operations import ALL, Allowed, Described, each, each_with, send

Client = Callable[..., Awaitable[AsyncClient]]
WITH_JSON = [one for one in ALL if one.takes_json]
SECRET = "Zsófia-Q7x9"  # a value that no answer may repeat


# --- bodies


@each(WITH_JSON)
async def test_an_unknown_field_is_refused(allowed: Allowed, operation: Described) -> None:
    answer = await send(await allowed(operation), operation, json={"nonsense": SECRET})
    assert malformed(answer)["/nonsense"] == "unknown_field"
    assert SECRET not in answer.text


NOT_JSON = {
    "half": b'{"name": ',
    "bytes that are no UTF-8": b'{"name": "\xff\xfe"}',
    "nothing but a brace": b"{",
    "too deep": b"[" * 100_000,
    "a number too long to be one": b'{"name": ' + b"9" * 5000 + b"}",
}


@each_with(WITH_JSON, "kind", NOT_JSON)
async def test_a_body_that_is_not_json_is_told_so(allowed: Allowed, operation: Described, kind: str) -> None:
    headers = {"Content-Type": "application/json"}
    answer = await send(await allowed(operation), operation, content=NOT_JSON[kind], headers=headers)
    assert problem(answer) == (400, "not_json")


@each_with(
    WITH_JSON,
    "type_",
    ["text/plain", "application/x-www-form-urlencoded", "text/json", "application/jsonp", None],
)
async def test_a_body_of_another_type_is_refused(
    allowed: Allowed, operation: Described, type_: str | None
) -> None:
    headers = {"Content-Type": type_} if type_ else {}
    answer = await send(await allowed(operation), operation, content=b'{"name": "A"}', headers=headers)
    assert problem(answer) == (415, "unsupported_media_type")


@each_with(WITH_JSON, "body", ["[]", '"text"', "1", "null", "true"])
async def test_a_body_is_one_object(allowed: Allowed, operation: Described, body: str) -> None:
    answer = await send(
        await allowed(operation), operation, content=body, headers={"Content-Type": "application/json"}
    )
    assert answer.status_code == 422


async def _in_pieces(size: int) -> AsyncIterator[bytes]:
    for _ in range(size // 1000 + 1):
        yield b" " * 1000


@each([one for one in WITH_JSON if one.method == "post"])
async def test_a_body_of_a_megabyte_is_too_large_declared_or_not(
    allowed: Allowed, operation: Described
) -> None:
    declared = await send(await allowed(operation), operation, content=b" " * (BODY_LIMIT + 1))
    in_pieces = await send(await allowed(operation), operation, content=_in_pieces(BODY_LIMIT))
    assert [problem(answer) for answer in (declared, in_pieces)] == [(413, "too_large")] * 2
    assert f"{BODY_LIMIT}" in declared.json()["detail"]


async def test_a_body_of_just_the_limit_is_read(secretariat: AsyncClient) -> None:
    body = json.dumps({"name": "A", "type": "network"}).encode()
    padded = body + b" " * (BODY_LIMIT - len(body))
    answer = await secretariat.post(
        "/v1/organisations", content=padded, headers={"Content-Type": "application/json; charset=utf-8"}
    )
    assert answer.status_code == 201


async def test_a_length_that_is_no_number_is_not_believed(secretariat: AsyncClient) -> None:
    headers = {"Content-Type": "application/json", "Content-Length": "many"}
    answer = await secretariat.post("/v1/organisations", content=_in_pieces(BODY_LIMIT), headers=headers)
    assert problem(answer) == (413, "too_large")


FORBIDDEN = {
    "NUL": "\x00",
    "bell": "\x07",
    "escape": "\x1b",
    "C1 control": "\x85",
    "delete": "\x7f",
    "override": "\u202e",
    "embedding": "\u202a",
    "isolate": "\u2067",
    "pop": "\u2069",
}


@pytest.mark.parametrize("sign", FORBIDDEN.values(), ids=FORBIDDEN)
async def test_signs_that_deceive_are_refused_in_every_text(secretariat: AsyncClient, sign: str) -> None:
    body = {"name": f"A{sign}B", "type": "network", "aliases": [{"name": f"A{sign}B"}]}
    answer = await secretariat.post("/v1/organisations", json=body)
    assert malformed(answer) == {"/name": "forbidden_character", "/aliases/0/name": "forbidden_character"}
    asked = await secretariat.get("/v1/organisations", params={"q": f"A{sign}B"})
    assert malformed(asked) == {"?q": "forbidden_character"}


@pytest.mark.parametrize(
    "name",
    [
        "شبكة التعليم في حالات الطوارئ",
        "Réseau Inter-Agences – l’éducation d’urgence",
        "ကလေးများ ပညာရေး",
        "می‌خواهم",  # a joiner that the script needs
        "อินี",
        "教育",
        "Ünïcödé 🏫",
        "O'Neill & Sons <b>",
    ],
)
async def test_names_of_every_script_are_kept(secretariat: AsyncClient, name: str) -> None:
    made = good(
        await secretariat.post("/v1/organisations", json={"name": name, "slug": "a", "type": "network"}), 201
    )
    assert made["name"] == name


async def test_text_is_kept_composed_and_without_blanks_around_it(secretariat: AsyncClient) -> None:
    body = {"name": "  Re\u0301seau \u00a0", "type": "network"}
    assert good(await secretariat.post("/v1/organisations", json=body), 201)["name"] == "Réseau"


@pytest.mark.parametrize("number", ["NaN", "Infinity", "-Infinity", "1e999", "1"])
async def test_a_number_is_no_name(secretariat: AsyncClient, number: str) -> None:
    body = f'{{"name": {number}, "type": "network"}}'
    answer = await secretariat.post(
        "/v1/organisations", content=body, headers={"Content-Type": "application/json"}
    )
    assert malformed(answer) == {"/name": "wrong_type"}


async def test_half_a_sign_is_no_text(secretariat: AsyncClient) -> None:
    body = '{"name": "\\ud800", "type": "network"}'
    answer = await secretariat.post(
        "/v1/organisations", content=body, headers={"Content-Type": "application/json"}
    )
    assert set(malformed(answer)) == {"/name"}


@pytest.mark.parametrize(
    ("field", "value", "code"),
    [
        ("name", SECRET * 40, "too_long"),
        ("name", "", "too_short"),
        ("name", "   ", "too_short"),
        ("name", [SECRET], "wrong_type"),
        ("slug", SECRET, "not_a_slug"),
        ("type", SECRET, "not_in_list"),
        ("country", SECRET, "too_long"),
        ("country", "ZZ", "not_a_country"),
        ("country", "ke", "not_a_country"),
        ("website", f"javascript:{SECRET}", "not_a_url"),
        ("website", SECRET, "not_a_url"),
        ("parent_id", SECRET, "not_a_uuid"),
        ("parent_id", 7, "not_a_uuid"),
        ("partner", {"starts_on": SECRET}, "not_a_date"),
        ("partner", {"starts_on": "2026-02-30"}, "not_a_date"),
        ("partner", {"starts_on": "2026-05-04T00:00:00Z"}, "not_a_date"),
        ("partner", {"starts_on": 0}, "not_a_date"),
        ("partner", {}, "required"),
        ("aliases", [{"name": "A", "language": SECRET}], "not_a_language"),
        ("aliases", [{"name": "A", SECRET: 1}], "unknown_field"),
        ("aliases", [{"name": "A"}] * 51, "too_many"),
        ("aliases", SECRET, "wrong_type"),
    ],
)
async def test_what_is_malformed_is_told_by_place_and_never_repeated(
    secretariat: AsyncClient, field: str, value: object, code: str
) -> None:
    answer = await secretariat.post("/v1/organisations", json={"name": "A", "type": "network", field: value})
    found = malformed(answer)
    assert set(found.values()) == {code}
    assert all(pointer.startswith(f"/{field}") for pointer in found)
    if code != "unknown_field":  # there the name of the field is the place
        assert SECRET not in answer.text
    assert all(error["detail"] for error in answer.json()["errors"])


async def test_a_place_is_a_json_pointer(secretariat: AsyncClient) -> None:
    body = {"name": "A", "type": "network", "a/b~c": 1}
    assert malformed(await secretariat.post("/v1/organisations", json=body)) == {"/a~1b~0c": "unknown_field"}
