"""Where people work: dated, several at once, and seen by the organisation only once the person has confirmed."""

from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import Select, func, or_, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from api import clock
from api.models import Affiliation, Organisation
from api.rules.permissions import Actor
from api.schemas.members import AffiliationForm
from api.services import lookup


def confirmed_at(organisation_id: UUID | None, on: date) -> Select[Any]:
    """The ids of people who confirmed that they work there on the day."""
    return select(Affiliation.member_id).where(
        Affiliation.organisation_id == organisation_id,
        Affiliation.confirmed_on.is_not(None),
        Affiliation.during.contains(on),
    )


def working_at(organisation_id: UUID, on: date, by: Actor) -> Select[Any]:
    """The ids of people who work there, as far as the caller may know: of another body an organisation knows nobody."""
    if not by.is_secretariat:
        return confirmed_at(organisation_id if organisation_id == by.organisation_id else None, on)
    return select(Affiliation.member_id).where(
        Affiliation.organisation_id == organisation_id, Affiliation.during.contains(on)
    )


async def of_members(session: AsyncSession, ids: Sequence[UUID], *, by: Actor) -> dict[UUID, list[Affiliation]]:
    """Each person's affiliations, oldest first; an organisation is shown the confirmed one to itself."""
    wanted = select(Affiliation).where(Affiliation.member_id.in_(ids), Affiliation.during.is_not(None))
    if not by.is_secretariat:
        wanted = wanted.where(
            Affiliation.organisation_id == by.organisation_id, Affiliation.confirmed_on.is_not(None)
        )
    found: dict[UUID, list[Affiliation]] = {id_: [] for id_ in ids}
    for one in await session.scalars(wanted.order_by(Affiliation.starts_on, Affiliation.id)):
        found[one.member_id].append(one)
    return found


async def set_for(session: AsyncSession, member_id: UUID, forms: Sequence[AffiliationForm], *, by: Actor) -> None:
    """These hold from now on: one that is not among them ends today, one that is goes on, a new one begins."""
    today = clock.today()
    held = await session.scalars(
        select(Affiliation).where(
            Affiliation.member_id == member_id, or_(Affiliation.ends_on.is_(None), Affiliation.ends_on > today)
        )
    )
    present = {one.organisation_id: one for one in held}
    for organisation_id in present.keys() - {form.organisation_id for form in forms}:
        present[organisation_id].ends_on = max(present[organisation_id].starts_on, today)
    for place, form in enumerate(forms):
        pointer = f"/affiliations/{place}"
        await lookup.known(session, select(Organisation), Organisation, form.organisation_id, f"{pointer}/organisation_id")
        current = present.get(form.organisation_id)
        starts_on = form.starts_on or (current.starts_on if current else today)
        lookup.in_order(starts_on, form.ends_on, f"{pointer}/ends_on")
        lookup.not_ahead(form.confirmed_on, f"{pointer}/confirmed_on")
        if current is None:
            current = Affiliation(member_id=member_id, organisation_id=form.organisation_id)
            session.add(current)
        current.job_title, current.starts_on, current.ends_on = form.job_title, starts_on, form.ends_on
        current.confirmed_on = form.confirmed_on or current.confirmed_on
    await session.flush()


async def end_all(session: AsyncSession, member_id: UUID, on: date) -> None:
    await session.execute(
        update(Affiliation)
        .where(Affiliation.member_id == member_id, or_(Affiliation.ends_on.is_(None), Affiliation.ends_on > on))
        .values(ends_on=func.greatest(Affiliation.starts_on, on))
        .execution_options(synchronize_session=False)
    )
