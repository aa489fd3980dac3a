"""Cursors: opaque, of one list, with its sort and filters, and whatever somebody makes up."""

import base64
import json
from collections.abc import Awaitable, Callable
from typing import Any
from uuid import uuid4

import pytest
from httpx import AsyncClient

from tests.answers import good, malformed
from tests.factories import Build
from tests.operations import ALL, LISTS, send

Client = Callable[..., Awaitable[AsyncClient]]
WITH_JSON = [one for one in ALL if one.takes_json]
SECRET = "Zsófia-Q7x9"  # a value that no answer may repeat


# --- cursors


async def test_a_cursor_of_another_list_is_refused(build: Build, secretariat: AsyncClient) -> None:
    for _ in range(2):
        await build.organisation()
    cursor = good(await secretariat.get("/v1/organisations?limit=1"))["next_cursor"]
    for one in LISTS:
        if one.path != "/v1/organisations":
            assert malformed(await send(secretariat, one, params={"cursor": cursor})) == {
                "?cursor": "invalid_cursor"
            }


def forged(**changes: Any) -> str:
    held = {"l": "organisations", "q": {}, "k": "a", "i": str(uuid4()), **changes}
    return base64.urlsafe_b64encode(json.dumps(held).encode()).decode().rstrip("=")


FORGED = {
    "nothing": "",
    "no base64": "é!",
    "no JSON": base64.urlsafe_b64encode(b"cursor").decode(),
    "a list": base64.urlsafe_b64encode(b"[]").decode(),
    "null": base64.urlsafe_b64encode(b"null").decode(),
    "too deep": base64.urlsafe_b64encode(b"[" * 1400).decode(),
    "an id that is a number": forged(i=5),
    "an id of nothing": forged(i="x"),
    "a key that is a list": forged(k=[]),
    "a key with NUL": forged(k="a\x00"),
    "a key with half a sign": forged(k="\ud800"),
    "an instant that is none": forged(q={"sort": "created_at"}, k="yesterday"),
    "an instant of nowhere": forged(q={"sort": "created_at"}, k="2026-05-04T00:00:00"),
    "filters that are a list": forged(q=[]),
    "a sort of nothing": forged(q={"sort": "email"}),
    "a filter with NUL": forged(q={"q": "\x00"}),
    "another list": forged(l="spaces"),
    "too long": "A" * 2001,
}


@pytest.mark.parametrize("cursor", FORGED.values(), ids=FORGED)
async def test_a_cursor_that_somebody_made_up_is_refused(secretariat: AsyncClient, cursor: str) -> None:
    answer = await secretariat.get("/v1/organisations", params={"cursor": cursor})
    assert set(malformed(answer)) == {"?cursor"}


async def test_a_cursor_keeps_the_sort_and_filters_it_began_with(
    build: Build, secretariat: AsyncClient
) -> None:
    for country in ("KE", "KE", "KE", "UG"):
        await build.organisation(country=country)
    where = "/v1/organisations"
    first = good(await secretariat.get(where, params={"limit": 1, "country": "KE", "sort": "-name"}))
    cursor = first["next_cursor"]
    second = good(await secretariat.get(where, params={"limit": 2, "cursor": cursor}))
    names = [row["name"] for row in first["items"] + second["items"]]
    assert (len(names), second["next_cursor"]) == (3, None)
    assert names == sorted(names, reverse=True)
    same = await secretariat.get(
        where, params={"limit": 2, "cursor": cursor, "country": "KE", "sort": "-name"}
    )
    assert good(same)["items"] == second["items"]
    other = await secretariat.get(where, params={"cursor": cursor, "country": "UG", "sort": "name"})
    assert malformed(other) == {"?country": "cursor_mismatch", "?sort": "cursor_mismatch"}
