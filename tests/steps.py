"""What tests over HTTP do again and again: edit on top of what was read, read a list to its end, see what was told."""

from typing import Any
from uuid import UUID

from httpx import AsyncClient, Response
from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from api.models import Application, AuditEvent, Base, Member, Organisation, OutboxMessage, Space
from tests.answers import good
from tests.factories import Build


async def on_top(client: AsyncClient, method: str, path: str, resource: str = "", **body: Any) -> Response:
    """PATCH, PUT or DELETE with the ETag of what was just read at `path` (or at `resource`, whose tag it takes)."""
    tag = (await client.get(resource or path)).headers["ETag"]
    return await client.request(method, path, headers={"If-Match": tag}, json=body or None)


async def every_page(client: AsyncClient, path: str, **asked: Any) -> list[str]:
    """The ids of a whole list, read page by page."""
    page = good(await client.get(path, params=asked))
    found = [item["id"] for item in page["items"]]
    while cursor := page["next_cursor"]:
        page = good(await client.get(path, params={"cursor": cursor, "limit": asked.get("limit", 50)}))
        found += [item["id"] for item in page["items"]]
    return found


async def told(session: AsyncSession, subject_id: UUID | str) -> list[str]:
    """What was done to this, oldest first: each in the audit and once in the outbox."""
    id_ = UUID(str(subject_id))
    audit = select(AuditEvent.action).where(AuditEvent.subject_id == id_).order_by(AuditEvent.id)
    outbox = select(OutboxMessage.event).where(OutboxMessage.subject_id == id_).order_by(OutboxMessage.id)
    actions = list(await session.scalars(audit))
    assert sorted(actions) == sorted(await session.scalars(outbox))
    return actions


async def application_form(
    build: Build, space: Space, holder: Organisation | Member, **fields: Any
) -> dict[str, Any]:
    """A complete application; an organisation's names somebody who works there."""
    if isinstance(holder, Member):
        return {"space_id": str(space.id), "member_id": str(holder.id), **fields}
    people = [{"role": "primary", "member_id": str((await build.member(organisation=holder)).id)}]
    return {"space_id": str(space.id), "organisation_id": str(holder.id), "representatives": people, **fields}


async def counted(session: AsyncSession, table: type[Base]) -> int:
    return await session.scalar(select(func.count()).select_from(table)) or 0


def as_unknown(one: Response, other: Response) -> bool:
    """Answered alike, byte for byte, but for the id of the request."""
    alike = {key: one.headers[key] for key in one.headers if key != "x-request-id"}
    return (
        one.status_code == other.status_code == 404
        and alike == {key: other.headers[key] for key in other.headers if key != "x-request-id"}
        and one.text.replace(one.json()["instance"], "") == other.text.replace(other.json()["instance"], "")
    )


async def applied(
    build: Build, space: Space, organisation: Organisation | None = None, **columns: Any
) -> Application:
    """An organisation's application, with somebody to fill the seat."""
    organisation = organisation or await build.organisation()
    person = await build.member(organisation=organisation)
    return await build.application(space, organisation, primary=person, **columns)


async def decide(
    client: AsyncClient, application: Application | str, outcome: str = "accepted", **form: Any
) -> Any:
    id_ = application if isinstance(application, str) else application.id
    return await client.post(f"/v1/applications/{id_}/decision", json={"outcome": outcome, **form})
