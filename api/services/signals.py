"""Signals: what is worth telling about spaces, on each of them and as one list of what needs the caller now."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import Select, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from api import clock, pagination, texts
from api.models import Membership, Organisation, Space, StructuralLink
from api.rules import signals
from api.rules.enums import SpaceStatus, StructuralLinkKind
from api.rules.facts import SpaceFacts
from api.rules.findings import Finding
from api.rules.permissions import Actor, Role
from api.rules.signals import Signal
from api.schemas.base import Page
from api.schemas.signals import SignalFilter, SignalRead
from api.services import facts, rulebooks, standing


@dataclass(frozen=True, slots=True)
class _Told:
    """One signal of one space, as far as it concerns the caller."""

    space: SpaceFacts
    signal: Signal

    @property
    def subject_id(self) -> UUID:
        return self.signal.membership_id or self.signal.task_id or self.space.id

    def place(self, on: date) -> tuple[str, UUID]:
        late, day, order = self.signal.urgency(on)
        return f"{late}|{day}|{order:03}|{self.space.name}", self.subject_id


async def of_spaces(
    session: AsyncSession, known: Mapping[UUID, SpaceFacts], on: date
) -> dict[UUID, tuple[Signal, ...]]:
    """Everything there is to tell about each of these spaces as they stood on a day, whoever may hear it."""
    stand, types = await standing.gather(session, known, on), rulebooks.judging(on).types
    return {id_: signals.of_space(types[space.type], space, stand[id_], on) for id_, space in known.items()}


async def of_seats(session: AsyncSession, ids: Collection[UUID], on: date) -> dict[UUID, tuple[Finding, ...]]:
    """What is to be told about single seats, for whoever may read them."""
    at_hand = await standing.of_seats(session, ids, on)
    return {
        id_: tuple(one.finding for one in signals.of_seats(space, stand, on))
        for id_, (space, stand) in at_hand.items()
    }


def shown(told: Sequence[Signal], space: SpaceFacts, by: Actor) -> tuple[Finding, ...]:
    """The warnings that the space itself shows to this caller."""
    return signals.findings(
        one for one in told if one.code not in signals.FOR_INSIDERS or _concerns(by, space, one)
    )


async def list_(session: AsyncSession, query: SignalFilter, *, by: Actor) -> Page[SignalRead]:
    """Computed whole and then cut into pages: a network has dozens of spaces, and urgency is no column."""
    listing, today = pagination.resume("signals", query), clock.today()
    asked = listing.query
    wanted = _spaces(by, today)
    if asked.space_id is not None:
        wanted = wanted.where(Space.id == asked.space_id)
    known = (await facts.gather(session, spaces=list(await session.scalars(wanted)), on=today)).spaces
    told = [
        _Told(known[id_], one)
        for id_, found in (await of_spaces(session, known, today)).items()
        for one in found
        if _concerns(by, known[id_], one) and asked.code in (None, one.code)
    ]
    page = pagination.cut(listing, told, lambda one: one.place(today))
    names = await _names(session, {one.signal.organisation_id for one in page.rows})
    items = [_read(one, names) for one in page.rows]
    return Page(items=items, next_cursor=page.next_cursor, total=page.total)


def _spaces(by: Actor, on: date) -> Select[UUID]:
    """Where something may concern the caller: all for the secretariat; what one leads, or leads what it belongs to or
    supports (R16); where one's organisation has a seat."""
    standing_ = select(Space.id).where(Space.status.in_((SpaceStatus.proposed, SpaceStatus.active)))
    if by.is_secretariat:
        return standing_
    supporting = select(StructuralLink.space_id).where(
        StructuralLink.target_id.in_(by.led_ids),
        StructuralLink.kind == StructuralLinkKind.supports,
        StructuralLink.during.contains(on),
    )
    seated = select(Membership.space_id).where(
        Membership.organisation_id.in_(by.organisation_ids), facts.live_on(on)
    )
    return standing_.where(
        or_(
            Space.id.in_(by.led_ids),
            Space.parent_id.in_(by.led_ids),
            Space.id.in_(supporting),
            Space.id.in_(seated),
        )
    )


def _concerns(by: Actor, space: SpaceFacts, signal: Signal) -> bool:
    """Whoever can do something about it: those who lead the space; those who decide on what waits there; the
    organisation whose seat it is."""
    if by.is_secretariat or space.id in by.led_ids:
        return True
    above = {space.parent_id, *space.supports} & by.of(frozenset({Role.leader}))
    if signal.code in signals.FOR_DECIDERS and above:
        return True
    return signal.organisation_id is not None and signal.organisation_id in by.organisation_ids


async def _names(session: AsyncSession, ids: Collection[UUID | None]) -> dict[UUID, str]:
    rows = await session.execute(select(Organisation.id, Organisation.name).where(Organisation.id.in_(ids)))
    return {row.id: row.name for row in rows}


def _read(one: _Told, names: Mapping[UUID, str]) -> SignalRead:
    signal, finding = one.signal, one.signal.finding
    body = signal.organisation_id
    return SignalRead(
        code=finding.code,
        detail=texts.finding(finding.code, finding.params),
        params=finding.params,
        source=finding.source,
        quote=finding.quote,
        space_id=one.space.id,
        space_name=one.space.name,
        membership_id=signal.membership_id,
        organisation_id=body,
        organisation_name=names[body] if body is not None else None,
        task_id=signal.task_id,
        due_on=signal.due_on,
        since=signal.since,
    )
