"""How large the network is, on any day, from dated rows: exactly for the secretariat, coarsely for everybody else."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Date, cast, func, literal, select, true, union_all
from sqlalchemy.ext.asyncio import AsyncSession

from api import clock
from api.models import Member, Membership, MemberState, Organisation, Partnership, SpaceState
from api.rules.enums import MemberStatus, OrganisationType, SpaceStatus, SpaceType
from api.rules.lifecycle import add_months
from api.rules.permissions import Actor, Permission, may
from api.schemas.statistics import (
    CountryFigure,
    Figure,
    LanguageFigure,
    MonthFigures,
    OrganisationTypeFigure,
    SpaceTypeFigures,
    StatisticsQuery,
    StatisticsRead,
)
from api.services import disclosure, facts

Counts = Mapping[Any, int]


@dataclass(frozen=True, slots=True)
class _Teller:
    """What a figure becomes for the caller: itself for the secretariat, and for others what may be told."""

    exact: bool

    def total(self, count: int, step: int = 1) -> Figure:
        return count if self.exact else disclosure.total(count, step)

    def part(self, count: int, *name: str) -> Figure:
        return count if self.exact else disclosure.part(count, *name)

    def rows(self, counts: Counts, name: str) -> Iterator[tuple[str | None, Figure]]:
        """Largest first. Few of a kind are not even named, for that alone would tell of them: they are in the last row,
        with those of none, and that is hidden."""
        told = [(key, self.part(number, name, key)) for key, number in counts.items() if key is not None]
        yield from sorted(
            ((key, one) for key, one in told if one is not None),
            key=lambda row: (-row[1], row[0]),
        )
        yield None, self.total(counts.get(None, 0)) if self.exact else None


async def read(session: AsyncSession, query: StatisticsQuery, *, by: Actor) -> StatisticsRead:
    """Six queries, whatever the size of the network."""
    on, tell = query.as_of or clock.today(), _Teller(by.is_secretariat and may(by, Permission.members_read))
    countries = await _by_country(session, on)
    languages = await _by_language(session, on)
    bodies, partners = await _organisations(session, on)
    members = sum(countries.values())
    return StatisticsRead(
        as_of=on,
        exact=tell.exact,
        members=tell.total(members, disclosure.MEMBERS_STEP),
        partners=tell.total(sum(partners.values())),
        countries=tell.total(sum(country is not None for country in countries), disclosure.COUNTRIES_STEP),
        organisations=tell.total(sum(bodies.values())),
        members_by_country=[
            CountryFigure(country=key, count=one) for key, one in tell.rows(countries, "country")
        ],
        members_by_language=[
            LanguageFigure(language=key, count=one) for key, one in tell.rows(languages, "language")
        ],
        organisations_by_type=list(_by_type(tell, bodies, "organisations")),
        partners_by_type=list(_by_type(tell, partners, "partners")),
        spaces_by_type=await _spaces(session, on, tell),
        months=await _months(session, on, query.months, members, tell),
    )


def _by_type(tell: _Teller, counts: Counts, name: str) -> Iterator[OrganisationTypeFigure]:
    for type_ in OrganisationType:
        yield OrganisationTypeFigure(type=type_, count=tell.part(counts.get(type_, 0), name, type_))


def _active(on: date) -> Any:
    return (MemberState.status == MemberStatus.active) & MemberState.during.contains(on)


async def _counts(session: AsyncSession, statement: Any) -> dict[Any, int]:
    return {row[0]: row[1] for row in await session.execute(statement)}


async def _by_country(session: AsyncSession, on: date) -> Counts:
    """Where the members of that day are; moving is not dated, erasing keeps the country."""
    counted = select(Member.country, func.count()).join(MemberState, MemberState.member_id == Member.id)
    return await _counts(session, counted.where(_active(on)).group_by(Member.country))


async def _by_language(session: AsyncSession, on: date) -> Counts:
    spoken = func.unnest(Member.languages).table_valued("tag", joins_implicitly=True).render_derived()
    counted = (
        select(spoken.c.tag, func.count())
        .select_from(MemberState)
        .join(Member, MemberState.member_id == Member.id)
        .outerjoin(spoken, true())
    )
    return await _counts(session, counted.where(_active(on)).group_by(spoken.c.tag))


async def _organisations(session: AsyncSession, on: date) -> tuple[Counts, Counts]:
    """By type: those on record by that day, and the partners of that day. A proposal is no organisation yet (R24)."""
    recorded = cast(func.timezone("UTC", Organisation.created_at), Date) <= on
    partner = Partnership.id.is_not(None)
    rows = await session.execute(
        select(
            Organisation.type,
            func.count().filter(recorded | partner),
            func.count().filter(partner),
        )
        .outerjoin(
            Partnership,
            (Partnership.organisation_id == Organisation.id) & Partnership.during.contains(on),
        )
        .where(Organisation.proposed_by.is_(None))
        .group_by(Organisation.type)
    )
    found = rows.all()
    return {type_: known for type_, known, _ in found}, {type_: now for type_, _, now in found}


async def _spaces(session: AsyncSession, on: date, tell: _Teller) -> list[SpaceTypeFigures]:
    """By the type a space had that day (R27). Anybody can count them in the public list, so they are exact from five."""
    at_work = (SpaceState.status == SpaceStatus.active) & SpaceState.during.contains(on)
    spaces = await _counts(
        session, select(SpaceState.type, func.count()).where(at_work).group_by(SpaceState.type)
    )
    seats = await _counts(
        session,
        select(SpaceState.type, func.count())
        .join(Membership, Membership.space_id == SpaceState.space_id)
        .where(at_work, facts.live_on(on))
        .group_by(SpaceState.type),
    )
    return [
        SpaceTypeFigures(
            type=type_, spaces=tell.total(spaces.get(type_, 0)), seats=tell.total(seats.get(type_, 0))
        )
        for type_ in SpaceType
    ]


async def _months(
    session: AsyncSession, on: date, number: int, members: int, tell: _Teller
) -> list[MonthFigures]:
    """Backwards from the members of the day: before a month there were those who did not join in it, and who left."""
    first = add_months(on.replace(day=1), 1 - number)
    moves = {month: (joined, left) for month, joined, left in await session.execute(_moves(first, on))}
    found: list[MonthFigures] = []
    for back in range(number):
        month = f"{add_months(on.replace(day=1), -back):%Y-%m}"
        joined, left = moves.get(month, (0, 0))
        found.append(
            MonthFigures(
                month=month,
                joined=tell.part(joined, "joined", month),
                left=tell.part(left, "left", month),
                total=tell.total(members, disclosure.MEMBERS_STEP),
            )
        )
        members += left - joined
    return found[::-1]


def _moves(first: date, on: date) -> Any:
    """Who became an active member, and who ceased to be one, month by month; a state of no day never counted."""
    state = (MemberState.status == MemberStatus.active, MemberState.during.is_not(None))
    days = union_all(
        *(
            select(column.label("day"), literal(joins).label("joins")).where(
                *state, column.between(first, on)
            )
            for column, joins in ((MemberState.starts_on, True), (MemberState.ends_on, False))
        )
    ).subquery()
    month = func.to_char(days.c.day, "YYYY-MM")
    came, went = func.count().filter(days.c.joins), func.count().filter(~days.c.joins)
    return select(month, came, went).group_by(month)
