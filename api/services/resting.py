"""What a new seat rests on may have an end that is known or planned: its mandate, or another seat. Then so has the seat."""

from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import Select, select
from sqlalchemy.ext.asyncio import AsyncSession

from api.models import Mandate, Membership, Space, StructuralLink
from api.rules.enums import EndReason, StructuralLinkKind

Columns = dict[str, Any]
"""Columns of the seat to be; none while no end is known."""


async def in_mandate(session: AsyncSession, mandate_id: UUID | None) -> Columns:
    """A mandate that a next one follows, or none: its end is on record, and no seat outlasts it (R21)."""
    day = await session.scalar(select(Mandate.ends_on).where(Mandate.id == mandate_id))
    return {"ends_on": day, "end_reason": EndReason.mandate_ended} if day is not None else {}


async def on_parent(session: AsyncSession, space: Space, organisation_id: UUID, on: date) -> Columns:
    """A workstream's seat ends, or is due, with the seat in the parent working group (R22, R31)."""
    held = _held([space.parent_id], organisation_id, on)
    for ends_on, _, due_on in await session.execute(held):
        ending = {"ends_on": ends_on, "end_reason": EndReason.parent_seat_ended} if ends_on else {}
        return {**ending, "due_on": due_on}
    return {}


async def on_linked(session: AsyncSession, space: Space, organisation_id: UUID, on: date) -> Columns:
    """A collaborative's seat ends with the last of the linked seats; it stays, flagged, where a mandate ends that (R22)."""
    groups = select(StructuralLink.target_id).where(
        StructuralLink.space_id == space.id,
        StructuralLink.kind == StructuralLinkKind.sponsor,
        StructuralLink.during.contains(on),
    )
    held = (await session.execute(_held(groups, organisation_id, on))).all()
    if not held or any(seat.ends_on is None for seat in held):
        return {}
    last = max(seat.ends_on for seat in held)
    if any(seat.ends_on == last and seat.end_reason is EndReason.mandate_ended for seat in held):
        return {"eligibility_lapsed_on": last}
    return {"ends_on": last, "end_reason": EndReason.linked_seat_ended}


def _held(spaces: Any, organisation_id: UUID, on: date) -> Select[*tuple[Any, ...]]:
    return select(Membership.ends_on, Membership.end_reason, Membership.due_on).where(
        Membership.space_id.in_(spaces),
        Membership.organisation_id == organisation_id,
        Membership.during.contains(on),
    )
