"""Everything held about a person, with where it comes from, for them to take along."""

import json
from datetime import date, datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import inspect, select
from sqlalchemy.ext.asyncio import AsyncSession

from api import audit, clock
from api.errors import Forbidden
from api.rules.permissions import Actor, Permission, Thing, may
from api.schemas.exports import Export, ExportPart
from api.services import members, personal_traces
from api.services.personal_data import HELD, Held
from api.services.personal_traces import Traces


async def of_member(session: AsyncSession, id_: UUID, *, by: Actor) -> Export:
    """All rows of the registry about one person. What others wrote of others is not in it, and no hash is."""
    member = await members.find(session, id_, by=by)
    if not may(by, Permission.members_export, Thing(member_id=id_)):
        raise Forbidden(permission=Permission.members_export)
    of = await personal_traces.of_member(session, member)
    parts = [await _part(session, held, of) for held in HELD if held.shown]
    audit.record(session, by=by, action="member.exported", subject=("member", id_))
    await session.flush()
    return Export(member_id=id_, made_at=clock.now(), parts=[part for part in parts if part.rows])


async def _part(session: AsyncSession, held: Held, of: Traces) -> ExportPart:
    whose = held.told or held.whose
    columns = [getattr(held.table, name) for name in held.shown]
    order = inspect(held.table).primary_key
    found = await session.execute(select(*columns).where(whose(of)).order_by(*order))
    rows = [dict(zip(held.shown, map(_plain, tuple(row)), strict=True)) for row in found]
    return ExportPart(name=held.name, source=held.source, rows=rows)


def _plain(value: Any) -> Any:
    """As JSON has it."""
    if isinstance(value, datetime):
        return value.isoformat().replace("+00:00", "Z")
    if isinstance(value, date | UUID):
        return str(value)
    return value.value if isinstance(value, StrEnum) else json.loads(json.dumps(value))
