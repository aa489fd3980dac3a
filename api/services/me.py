"""The caller, to themselves."""

from uuid import UUID

from sqlalchemy import or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from api import clock
from api.models import Affiliation, Organisation
from api.rules.permissions import HELD_OF, Actor, Held, Of, permissions_of
from api.schemas.sessions import HeldRole, MeRead, OwnOrganisation
from api.services import lookup, members, sessions


async def get(session: AsyncSession, *, by: Actor) -> MeRead:
    member = await members.get(session, by.member_id, by=by) if by.member_id else None
    return MeRead(
        kind=by.kind,
        id=by.id,
        roles=[_role(held) for held in by.roles],
        permissions=list(permissions_of(by)),
        member=member,
        organisations=await _organisations(session, by),
        session=await sessions.get(session, by.session_id, by=by) if by.session_id else None,
    )


def _role(held: Held) -> HeldRole:
    scope: dict[str, UUID | None] = {}
    if HELD_OF[held.role] in {Of.space, Of.organisation}:
        scope[f"{HELD_OF[held.role]}_id"] = held.of
    return HeldRole(role=held.role, **scope)


async def _organisations(session: AsyncSession, by: Actor) -> list[OwnOrganisation]:
    works = select(Affiliation.organisation_id).where(
        Affiliation.member_id == lookup.own(by), Affiliation.during.contains(clock.today())
    )
    rows = await session.scalars(
        select(Organisation)
        .where(or_(Organisation.id.in_(by.organisation_ids), Organisation.id.in_(works)))
        .order_by(Organisation.name_key)
    )
    return [OwnOrganisation.model_validate(row) for row in rows]
