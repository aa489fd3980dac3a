"""The diagram of the network on any day: active spaces, what they are built on, and how they are linked.

Read from the dated rows alone. What a space is built on is kept once, with the space.
"""

from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import Select, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from api import clock
from api.models import Linkage, Membership, Space, SpaceState, StructuralLink
from api.rules.enums import SpaceStatus
from api.schemas.network import NetworkEdge, NetworkNode, NetworkQuery, NetworkRead
from api.services import facts, lookup


async def get(session: AsyncSession, query: NetworkQuery) -> NetworkRead:
    """Four queries, however large the network is."""
    on = query.as_of or clock.today()
    rows = (await session.execute(_active(on))).all()
    shown = {space.id for space, _ in rows}
    parents = [
        NetworkEdge(
            id=None, from_id=space.id, to_id=state.parent_id, kind="parent", purpose=None, is_demo=False
        )
        for space, state in rows
        if state.parent_id in shown
    ]
    lines = [*parents, *await _built_on(session, on), *await _linked(session, on)]
    edges = [line for line in lines if {line.from_id, line.to_id} <= shown]
    return NetworkRead(as_of=on, nodes=await _nodes(session, rows, on), edges=edges)


def _active(on: date) -> Select[Space, SpaceState]:
    return (
        select(Space, SpaceState)
        .join(SpaceState, SpaceState.space_id == Space.id)
        .where(SpaceState.status == SpaceStatus.active, SpaceState.during.contains(on))
        .order_by(Space.name_key, Space.id)
    )


async def _nodes(session: AsyncSession, rows: Sequence[Any], on: date) -> list[NetworkNode]:
    counted = select(Membership.space_id, func.count()).where(facts.live_on(on)).group_by(Membership.space_id)
    seats: dict[UUID, int] = dict((await session.execute(counted)).all())
    return [
        NetworkNode.model_validate(
            {**lookup.columns(space), "type": state.type, "seats_taken": seats.get(space.id, 0)}
        )
        for space, state in rows
    ]


async def _built_on(session: AsyncSession, on: date) -> list[NetworkEdge]:
    """A collaborative's working groups (S21), and what a reference group supports (S25)."""
    order = (StructuralLink.kind, StructuralLink.space_id, StructuralLink.target_id)
    found = await session.scalars(
        select(StructuralLink).where(StructuralLink.during.contains(on)).order_by(*order)
    )
    return [
        NetworkEdge(
            id=None,
            from_id=link.space_id,
            to_id=link.target_id,
            kind=link.kind.value,
            purpose=None,
            is_demo=link.is_demo,
        )
        for link in found
    ]


async def _linked(session: AsyncSession, on: date) -> list[NetworkEdge]:
    order = (Linkage.kind, Linkage.from_id, Linkage.to_id)
    found = await session.scalars(select(Linkage).where(Linkage.during.contains(on)).order_by(*order))
    return [NetworkEdge.model_validate(linkage) for linkage in found]
