"""Rosters: who sits in a space. Organisations and roles are public (C0); who a person is, is not."""

from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import aliased

from api import clock, pagination
from api.models import Member, Membership, Organisation
from api.rules.permissions import Actor, Permission, Thing, may
from api.schemas.base import Page
from api.schemas.memberships import RosterQuery, RosterSeat
from api.services import facts, memberships, spaces


async def of_space(session: AsyncSession, wanted: str, query: RosterQuery, *, by: Actor) -> Page[RosterSeat]:
    id_ = await spaces.find(session, wanted, by=by)
    listing = pagination.resume(f"roster:{id_}", query)
    on = listing.query.as_of or clock.today()
    person = aliased(Member)
    statement = (
        select(Membership, Organisation.name, person.full_name)
        .outerjoin(Organisation, Organisation.id == Membership.organisation_id)
        .outerjoin(person, person.id == Membership.member_id)
        .where(Membership.space_id == id_, facts.live_on(on))
    )
    sorts = {"created_at": Membership.created_at}
    found = await pagination.fetch(session, listing, statement, sorts=sorts, key=Membership.id)
    seats = await memberships.read(session, [row[0] for row in found.rows], listing.query.as_of)
    names = [tuple(row)[1:3] for row in found.rows]
    items = [
        _seat(seat, organisation, person_name, shown=_may_know(by, seat.organisation_id))
        for seat, (organisation, person_name) in zip(seats, names, strict=True)
    ]
    return Page(items=items, next_cursor=found.next_cursor, total=found.total)


def _may_know(by: Actor, organisation_id: UUID | None) -> bool:
    """Who the people are: whoever may read the seat itself. That is the secretariat, and an organisation for its own."""
    return may(by, Permission.memberships_read, Thing(organisation_id=organisation_id))


def _seat(seat: Any, organisation_name: str | None, member_name: str | None, *, shown: bool) -> RosterSeat:
    return RosterSeat(
        membership_id=seat.id,
        kind=seat.kind,
        organisation_id=seat.organisation_id,
        organisation_name=organisation_name,
        member_id=seat.member_id if shown else None,
        member_name=member_name if shown else None,
        representatives=seat.representatives if shown else [],
        starts_on=seat.starts_on,
        ends_on=seat.ends_on,
    )
