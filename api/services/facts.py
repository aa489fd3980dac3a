"""What the rules are asked about, gathered set-based: a batch of one, of one holder and every space, or of a whole list.

Forms, decisions, imports and the list of everything one may join have no other source, so explanation and enforcement
cannot drift apart.
"""

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import Select, and_, case, exists, false, func, or_, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import aliased

from api import clock
from api.models import (
    Application,
    Call,
    Consent,
    Mandate,
    Member,
    Membership,
    Partnership,
    Representative,
    Space,
    SpaceState,
    StructuralLink,
)
from api.rules.enums import Kind, MemberStatus, SpaceStatus, SpaceType, StructuralLinkKind
from api.rules.facts import HolderFacts, MandateFacts, RoleFacts, SeatFacts, SpaceFacts, WorkingGroupFacts
from api.rules.lifecycle import OPEN_APPLICATION


@dataclass(frozen=True, slots=True)
class Facts:
    """What was asked for, by id. What is not there does not exist."""

    holders: Mapping[UUID, HolderFacts]
    spaces: Mapping[UUID, SpaceFacts]


async def gather(
    session: AsyncSession,
    *,
    on: date,
    members: Collection[UUID] = (),
    organisations: Collection[UUID] = (),
    spaces: Collection[UUID] | None = None,
) -> Facts:
    """The holders and spaces as they stand on a day; `spaces` None means every active one. Eleven queries at most."""
    return Facts(
        holders=await _holders(session, members, organisations, on),
        spaces=await _spaces(session, spaces, on),
    )


def live_on(day: date) -> Any:
    """A seat that counts on a day: a term that was due is over, whether or not anybody wrote it (R31)."""
    return Membership.during.contains(day) & or_(Membership.due_on.is_(None), Membership.due_on > day)


async def _holders(
    session: AsyncSession, members: Collection[UUID], organisations: Collection[UUID], on: date
) -> dict[UUID, HolderFacts]:
    if not members and not organisations:
        return {}
    seats = await _seats(session, members, organisations, on)
    pending = await _pending(session, members, organisations)
    found: dict[UUID, HolderFacts] = {}
    if members:
        roles = await _roles(session, members, on)
        consented = exists().where(Consent.member_id == Member.id, Consent.withdrawn_on.is_(None))
        for id_, status, consent in await session.execute(
            select(Member.id, Member.status, consented).where(Member.id.in_(members))
        ):
            is_staff = any(
                seat.space_type == SpaceType.secretariat and seat.live_on(on) for seat in seats[id_]
            )
            found[id_] = HolderFacts(
                kind=Kind.individual,
                id=id_,
                status=status,
                has_consent=consent and status != MemberStatus.erased,
                is_staff=is_staff,
                seats=tuple(seats[id_]),
                represents=tuple(roles[id_]),
                pending=frozenset(pending[id_]),
            )
    if organisations:
        partner = select(Partnership.organisation_id).where(
            Partnership.organisation_id.in_(organisations), Partnership.during.contains(on)
        )
        partners = set(await session.scalars(partner))
        for id_ in organisations:
            found[id_] = HolderFacts(
                kind=Kind.institutional,
                id=id_,
                is_partner=id_ in partners,
                seats=tuple(seats[id_]),
                pending=frozenset(pending[id_]),
            )
    return found


async def _seats(
    session: AsyncSession, members: Collection[UUID], organisations: Collection[UUID], on: date
) -> defaultdict[UUID, list[SeatFacts]]:
    """Seats live on the day or later, and every steering-group term, for years in a row count there (R28)."""
    holder = func.coalesce(Membership.organisation_id, Membership.member_id).label("holder")
    rows = await session.execute(
        select(
            holder,
            Membership.space_id,
            Membership.space_type,
            Membership.starts_on,
            Membership.ends_on,
            Membership.due_on,
            Membership.term_exempt,
        ).where(
            or_(Membership.organisation_id.in_(organisations), Membership.member_id.in_(members)),
            or_(
                Membership.ends_on.is_(None),
                Membership.ends_on > on,
                Membership.space_type == SpaceType.steering_group,
            ),
        )
    )
    seats: defaultdict[UUID, list[SeatFacts]] = defaultdict(list)
    for row in rows:
        seats[row.holder].append(
            SeatFacts(row.space_id, row.space_type, row.starts_on, row.ends_on, row.due_on, row.term_exempt)
        )
    return seats


async def _roles(
    session: AsyncSession, members: Collection[UUID], on: date
) -> defaultdict[UUID, list[RoleFacts]]:
    """Seats these people fill for an organisation; one who has not agreed yet fills none (R32), and nobody fills a seat
    that was due (R31)."""
    roles: defaultdict[UUID, list[RoleFacts]] = defaultdict(list)
    for id_, space_id, starts_on, ends_on in await session.execute(
        select(
            Representative.member_id,
            Representative.space_id,
            Representative.starts_on,
            func.least(Representative.ends_on, Membership.due_on),
        )
        .join(Membership, Membership.id == Representative.membership_id)
        .where(
            Representative.member_id.in_(members),
            Representative.agreed_on.is_not(None),
            or_(Representative.ends_on.is_(None), Representative.ends_on > on),
            or_(Membership.due_on.is_(None), Membership.due_on > on),
        )
    ):
        roles[id_].append(RoleFacts(space_id, starts_on, ends_on))
    return roles


async def _pending(
    session: AsyncSession, members: Collection[UUID], organisations: Collection[UUID]
) -> defaultdict[UUID, set[UUID]]:
    pending: defaultdict[UUID, set[UUID]] = defaultdict(set)
    for id_, space_id in await session.execute(
        select(func.coalesce(Application.organisation_id, Application.member_id), Application.space_id).where(
            or_(Application.organisation_id.in_(organisations), Application.member_id.in_(members)),
            Application.status.in_(OPEN_APPLICATION),
        )
    ):
        pending[id_].add(space_id)
    return pending


async def _spaces(session: AsyncSession, ids: Collection[UUID] | None, on: date) -> dict[UUID, SpaceFacts]:
    """Status, type and parent are those of the day; before its first day a space is no more than proposed."""
    if ids is not None and not ids:
        return {}
    wanted = select(Space.id).where(Space.status == SpaceStatus.active if ids is None else Space.id.in_(ids))
    linked = await _working_groups(session, wanted, on)
    seated_in = await _member_groups(session, wanted, on) if linked else {}
    supports = await _supports(session, wanted, on)
    seats = {id_: (live, coming) for id_, live, coming in await session.execute(_seats_counted(wanted, on))}
    calls = await _open_calls(session, wanted)
    parent = aliased(Space)
    rows = await session.execute(
        select(Space, SpaceState, parent.name, Mandate.starts_on, Mandate.ends_on, Mandate.due_on)
        .outerjoin(SpaceState, (SpaceState.space_id == Space.id) & SpaceState.during.contains(on))
        .outerjoin(
            parent, parent.id == case((SpaceState.id.is_(None), Space.parent_id), else_=SpaceState.parent_id)
        )
        .outerjoin(Mandate, (Mandate.space_id == Space.id) & Mandate.during.contains(on))
        .where(Space.id.in_(wanted))
        .order_by(Space.name_key, Space.id)
    )
    return {
        space.id: SpaceFacts(
            id=space.id,
            type=state.type if state else space.type,
            status=state.status if state else SpaceStatus.proposed,
            name=space.name,
            parent_id=state.parent_id if state else space.parent_id,
            parent_name=parent_name or "",
            language=space.language,
            working_groups=tuple(linked.get(space.id, ())),
            supports=tuple(supports.get(space.id, ())),
            seat_limit=space.seat_limit,
            seats_taken=seats.get(space.id, (0, 0))[0],
            seats_to_come=seats.get(space.id, (0, 0))[1],
            member_wgs=frozenset(seated_in.get(space.id, ())),
            admission=space.admission,
            open_calls=frozenset(calls.get(space.id, ())),
            mandate=MandateFacts(starts_on, ends_on, due_on) if starts_on else None,
            due_on=space.due_on,
            since=state.starts_on if state else None,
            rulebook=space.rulebook,
        )
        for space, state, parent_name, starts_on, ends_on, due_on in rows
    }


def _seats_counted(wanted: Select[Any], on: date) -> Select[UUID, int, int]:
    """For each space the seats live on the day, and those that begin later."""
    live = func.count().filter(live_on(on))
    to_come = func.count().filter(Membership.starts_on > on, Membership.during.is_not(None))
    counted = select(Membership.space_id, live, to_come).where(Membership.space_id.in_(wanted))
    return counted.group_by(Membership.space_id)


async def _working_groups(
    session: AsyncSession, wanted: Select[Any], on: date
) -> dict[UUID, list[WorkingGroupFacts]]:
    """The working groups that collaboratives are linked to; live are those that were both that day (R22, R27)."""
    group = aliased(Space)
    linked: dict[UUID, list[WorkingGroupFacts]] = {}
    at_work = and_(SpaceState.status == SpaceStatus.active, SpaceState.type == SpaceType.working_group)
    for space_id, id_, name, live in await session.execute(
        select(StructuralLink.space_id, group.id, group.name, func.coalesce(at_work, false()))
        .join(group, group.id == StructuralLink.target_id)
        .outerjoin(SpaceState, (SpaceState.space_id == group.id) & SpaceState.during.contains(on))
        .where(
            StructuralLink.space_id.in_(wanted),
            StructuralLink.kind == StructuralLinkKind.sponsor,
            StructuralLink.during.contains(on),
        )
        .order_by(group.name_key)
    ):
        linked.setdefault(space_id, []).append(WorkingGroupFacts(id_, live, name))
    return linked


async def _member_groups(session: AsyncSession, wanted: Select[Any], on: date) -> dict[UUID, set[UUID]]:
    """For each collaborative, the linked working groups its present members hold seats in (R6)."""
    seat = aliased(Membership)
    found: dict[UUID, set[UUID]] = {}
    for space_id, group_id in await session.execute(
        select(Membership.space_id, seat.space_id)
        .distinct()
        .join(seat, (seat.organisation_id == Membership.organisation_id) & seat.during.contains(on))
        .join(
            StructuralLink,
            (StructuralLink.space_id == Membership.space_id)
            & (StructuralLink.target_id == seat.space_id)
            & (StructuralLink.kind == StructuralLinkKind.sponsor)
            & StructuralLink.during.contains(on),
        )
        .where(Membership.space_id.in_(wanted), live_on(on))
    ):
        found.setdefault(space_id, set()).add(group_id)
    return found


async def _supports(session: AsyncSession, wanted: Select[Any], on: date) -> dict[UUID, list[UUID]]:
    found: dict[UUID, list[UUID]] = {}
    for space_id, target_id in await session.execute(
        select(StructuralLink.space_id, StructuralLink.target_id).where(
            StructuralLink.space_id.in_(wanted),
            StructuralLink.kind == StructuralLinkKind.supports,
            StructuralLink.during.contains(on),
        )
    ):
        found.setdefault(space_id, []).append(target_id)
    return found


async def _open_calls(session: AsyncSession, wanted: Select[Any]) -> dict[UUID, list[UUID]]:
    """Calls are open by the clock, not by the day: they close at an instant."""
    now = clock.now()
    found: dict[UUID, list[UUID]] = {}
    for space_id, id_ in await session.execute(
        select(Call.space_id, Call.id).where(
            Call.space_id.in_(wanted), Call.opens_at <= now, Call.closes_at > now
        )
    ):
        found.setdefault(space_id, []).append(id_)
    return found
