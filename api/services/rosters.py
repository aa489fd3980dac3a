"""Rosters: who sits in a space. Organisations and roles are public (C0); who a person is, is not."""

from collections.abc import Mapping, Sequence
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from api import clock, pagination
from api.models import Leader, Membership, Organisation
from api.rules.permissions import Actor, Permission, Thing, may
from api.rules.signals import FOR_INSIDERS
from api.schemas.base import Page
from api.schemas.memberships import MembershipRead, RosterQuery, RosterRepresentative, RosterRole, RosterSeat
from api.services import facts, leading, members, memberships, spaces
from api.services.members import Known


async def of_space(session: AsyncSession, wanted: str, query: RosterQuery, *, by: Actor) -> Page[RosterSeat]:
    id_ = await spaces.find(session, wanted, by=by)
    listing = pagination.resume(f"roster:{id_}", query)
    on = listing.query.as_of or clock.today()
    statement = (
        select(Membership, Organisation.name)
        .outerjoin(Organisation, Organisation.id == Membership.organisation_id)
        .where(Membership.space_id == id_, facts.live_on(on))
    )
    sorts = {"created_at": Membership.created_at}
    found = await pagination.fetch(session, listing, statement, sorts=sorts, key=Membership.id)
    seats = await memberships.read(session, [row[0] for row in found.rows], listing.query.as_of)
    people = {seat.member_id for seat in seats if seat.member_id is not None}
    people |= {one.member_id for seat in seats for one in seat.representatives}
    known = await members.known_names(session, people, by=by) if _may_know_people(by) else {}
    bodies = [tuple(row)[1] for row in found.rows]
    roles = await leading.by_seat(session, [seat.id for seat in seats], on)
    items = [
        _seat(by, seat, body, known, roles.get(seat.id, ())) for seat, body in zip(seats, bodies, strict=True)
    ]
    return Page(items=items, next_cursor=found.next_cursor, total=found.total)


def _may_know_people(by: Actor) -> bool:
    return may(by, Permission.members_read, anywhere=True)


def _seat(
    by: Actor,
    seat: MembershipRead,
    organisation: str | None,
    known: Mapping[UUID, Known],
    roles: Sequence[Leader],
) -> RosterSeat:
    """Who the people are is for whoever may read the seat itself, and for those who may know the person."""
    place = Thing(seat.member_id, seat.organisation_id, frozenset({seat.space_id}))
    whole = may(by, Permission.memberships_read, place)
    names = {id_: one.name for id_, one in known.items() if whole or not one.as_employer}
    filled = [one for one in seat.representatives if whole or (one.agreed_on and one.member_id in names)]
    return RosterSeat(
        membership_id=seat.id,
        kind=seat.kind,
        organisation_id=seat.organisation_id,
        organisation_name=organisation,
        member_id=seat.member_id if whole or seat.member_id in names else None,
        member_name=names.get(seat.member_id) if seat.member_id else None,
        roles=[RosterRole.model_validate(one) for one in roles],
        representatives=[
            RosterRepresentative(**one.model_dump(), member_name=names.get(one.member_id)) for one in filled
        ],
        starts_on=seat.starts_on,
        ends_on=seat.ends_on,
        signals=[one for one in seat.signals if whole or one.code not in FOR_INSIDERS],
    )
