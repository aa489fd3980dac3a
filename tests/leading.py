"""Naming who leads a space over HTTP, ending it, and who leads as the space tells."""

from typing import Any

from httpx import AsyncClient

from api.models import Member, Space
from tests.answers import good
from tests.cast import sits
from tests.factories import Build


def where(space: Space | str) -> str:
    return f"/v1/spaces/{getattr(space, 'id', space)}/leaders"


async def lead(client: AsyncClient, space: Space, member: Member, role: str = "chair", **form: Any) -> Any:
    return await client.post(where(space), json={"member_id": str(member.id), "role": role, **form})


async def step_down(client: AsyncClient, leader: Any, **form: Any) -> Any:
    """`leader`: a row, or an answer."""
    id_, space = (
        (leader["id"], leader["space_id"]) if isinstance(leader, dict) else (leader.id, leader.space_id)
    )
    return await client.post(f"{where(str(space))}/{id_}/end", json=form)


async def leading(client: AsyncClient, space: Space, **asked: Any) -> list[str]:
    """The ids of who leads it, as the space tells."""
    found = good(await client.get(f"/v1/spaces/{space.id}", params=asked))["leaders"]
    return [one["member_id"] for one in found]


async def seated(build: Build, space: Space, name: str | None = None) -> Member:
    person = await build.member(name)
    await sits(build, person, space)
    return person
