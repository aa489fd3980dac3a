"""Asking about spaces and seats, and what an answer says, in one word of a test."""

from typing import Any

from httpx import AsyncClient, Response

# What each type of space is built on; nothing else may be given.
FIELD = {
    "workstream": "parent_id",
    "collaborative": "working_group_ids",
    "reference_group": "supports_ids",
    "language_community": "language",
}


def good(answer: Response, status: int = 200) -> Any:
    """The body of what was done."""
    assert answer.status_code == status, answer.text
    return answer.json()


def problem(answer: Response) -> tuple[int, str]:
    """Status and code of a refusal."""
    assert answer.headers["content-type"] == "application/problem+json", answer.text
    return answer.status_code, answer.json()["code"]


def refused(answer: Response) -> list[str]:
    """The codes with which the network's rules say no (409)."""
    assert problem(answer) == (409, "not_eligible"), answer.text
    return [finding["code"] for finding in answer.json()["findings"] if finding["outcome"] == "fail"]


def malformed(answer: Response) -> dict[str, str]:
    """Where a request hurts, and how (422)."""
    assert answer.status_code == 422, answer.text
    return {error["pointer"]: error["code"] for error in answer.json()["errors"]}


async def step(client: AsyncClient, space: Any, to: str, **body: Any) -> Response:
    """Take a space (a row, or its id) to another status."""
    return await client.post(f"/v1/spaces/{getattr(space, 'id', space)}/transitions", json={"to": to, **body})


async def disband(client: AsyncClient, space: Any, **body: Any) -> Response:
    """As the dashboard does: look at the consequences, and bring their hash back."""
    preview = await client.get(f"/v1/spaces/{getattr(space, 'id', space)}/transitions/disbanded/consequences")
    return await step(client, space, "disbanded", consequences=good(preview)["hash"], **body)


async def edit(client: AsyncClient, space: Any, **fields: Any) -> Response:
    """PATCH on top of what was just read."""
    path = f"/v1/spaces/{getattr(space, 'id', space)}"
    return await client.patch(
        path, json=fields, headers={"If-Match": (await client.get(path)).headers["ETag"]}
    )


async def propose(client: AsyncClient, type_: str, **fields: Any) -> Response:
    return await client.post("/v1/spaces", json={"type": type_, "name": f"A {type_}", **fields})


async def seat(client: AsyncClient, membership: Any) -> Any:
    return good(await client.get(f"/v1/memberships/{membership.id}"))
