"""Lists of members as files, and what their imports answer."""

import csv
import io
from collections.abc import Sequence
from typing import Any

from httpx import AsyncClient, Response

from tests.answers import good

RESULTS = ("created", "updated", "unchanged", "duplicate_in_file", "conflict", "suppressed", "error")
CONSENTED = {"consent_date": "2026-01-15", "consent_source": "web form"}
AMINA = {"external_ref": "A-1", "email": "amina@example.org", "full_name": "Amina Yusuf"}
BOM = "\ufeff"


def table(*people: dict[str, str], columns: Sequence[str] = ()) -> bytes:
    """A file of these people, with the columns that any of them fills."""
    names = list(columns) or list(dict.fromkeys(name for person in people for name in person))
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, names, restval="")
    writer.writeheader()
    writer.writerows(people)
    return out.getvalue().encode()


async def send(client: AsyncClient, content: bytes, **headers: str) -> Response:
    return await client.post(
        "/v1/imports?kind=members", content=content, headers={"Content-Type": "text/csv", **headers}
    )


async def preview(client: AsyncClient, *people: dict[str, str], content: bytes | None = None) -> Any:
    return good(await send(client, table(*people) if content is None else content), 202)


async def commit(client: AsyncClient, *people: dict[str, str]) -> Any:
    seen = await preview(client, *people)
    return good(await client.post(f"/v1/imports/{seen['id']}/commit"), 202)


async def verdicts(
    client: AsyncClient, *people: dict[str, str], content: bytes | None = None
) -> list[dict[str, Any]]:
    """What the preview says of each row."""
    seen = await preview(client, *people, content=content)
    found: list[dict[str, Any]] = good(await client.get(f"/v1/imports/{seen['id']}/rows"))["items"]
    assert sum(seen["counts"].values()) == seen["rows_read"] == len(found)
    return found


async def verdict(client: AsyncClient, person: dict[str, str]) -> tuple[str, str | None, str | None]:
    """Result, field and code of a file of one row."""
    (row,) = await verdicts(client, person)
    return row["result"], row["field"], row["code"]


def filled(counts: dict[str, int]) -> dict[str, int]:
    assert set(counts) == set(RESULTS)
    return {result: number for result, number in counts.items() if number}
