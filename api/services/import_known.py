"""What is known of the people, organisations and spaces that a list names: gathered set-based, for the pure plan."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import Row, Text, any_, cast, func, or_, select, union, union_all
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.ext.asyncio import AsyncSession

from api import clock
from api.models import (
    Affiliation,
    Consent,
    Member,
    MemberReference,
    Membership,
    Organisation,
    OrganisationAlias,
    Space,
)
from api.rules.facts import HolderFacts, SpaceFacts
from api.rules.import_facts import Candidate, Known, Period, Person
from api.services import facts, rulebooks, suppressing

FILLED = (
    Member.full_name,
    Member.given_name,
    Member.family_name,
    Member.email,
    Member.country,
    Member.languages,
    Member.topics,
)
AT_ONCE = 5_000  # ids in one question to facts.gather, which asks with a parameter for each


async def gather(session: AsyncSession, candidates: Sequence[Candidate], *, hold: bool = False) -> Known:
    """`hold`: keep the people and spaces the list names as they are until the end of the transaction."""
    today = clock.today()
    rows = await _members(session, candidates, hold=hold)
    spaces = await _names(session, Space, {one.seat.space for one in candidates if one.seat})
    wanted = {id_ for ids in spaces.values() for id_ in ids}
    if hold:  # seats are counted there; people are held already (the order of lookup.lock)
        await session.execute(_held(select(Space.id).where(Space.id == _ids(wanted)).order_by(Space.id)))
    people = await _people(session, rows, candidates, wanted)
    keys, refs = await _suppressed(session, candidates)
    return Known(
        day=today,
        by_ref={one.external_ref: one for one in people if one.external_ref},
        by_email={one.email_key: one for one in people if one.email_key},
        organisations=await _names(
            session, Organisation, {one.organisation for one in candidates if one.organisation}
        ),
        spaces=spaces,
        on=(
            await _on(session, wanted, {one.seat.starts_on or today for one in candidates if one.seat})
        ).__getitem__,
        rulebook=rulebooks.in_force,
        suppressed=keys,
        suppressed_refs=refs,
    )


async def _suppressed(
    session: AsyncSession, candidates: Sequence[Candidate]
) -> tuple[frozenset[str], frozenset[str]]:
    """The addresses and references of the list that belonged to people who were erased."""
    keys = {suppressing.of_email(one.email_key): one.email_key for one in candidates if one.email_key}
    refs = {
        suppressing.of_reference(None, one.external_ref): one.external_ref
        for one in candidates
        if one.external_ref
    }
    found = await suppressing.among(session, [*keys, *refs])
    return (
        frozenset(keys[digest] for digest in found & keys.keys()),
        frozenset(refs[digest] for digest in found & refs.keys()),
    )


async def _on(
    session: AsyncSession, spaces: set[UUID], days: set[date]
) -> dict[date, Mapping[UUID, SpaceFacts]]:
    """The spaces on every day a seat would start, and today: a seat that goes on is judged on both."""
    return {
        day: (await facts.gather(session, spaces=spaces, on=day)).spaces
        for day in sorted({*days, clock.today()} if days else ())
    }


def _listed(values: Iterable[str]) -> Any:
    return any_(cast(list(values), ARRAY(Text())))


def _ids(ids: Iterable[UUID]) -> Any:
    return any_(cast(list(ids), ARRAY(Member.id.type)))


def _held(wanted: Any) -> Any:
    return wanted.with_for_update(key_share=True)


async def _members(
    session: AsyncSession, candidates: Sequence[Candidate], *, hold: bool
) -> Sequence[Row[Any]]:
    """The members that a reference of the secretariat's own lists or an address stands for."""
    refs = {one.external_ref for one in candidates if one.external_ref}
    keys = {one.email_key for one in candidates if one.email_key}
    named = union(
        select(Member.id).where(Member.email_key == _listed(keys)),
        select(MemberReference.member_id).where(
            MemberReference.organisation_id.is_(None), MemberReference.external_ref == _listed(refs)
        ),
    )
    found = (
        select(Member.id, Member.status, Member.email_key, *FILLED)
        .where(Member.id.in_(named))
        .order_by(Member.id)
    )
    return (await session.execute(_held(found) if hold else found)).all()


async def _people(
    session: AsyncSession, rows: Sequence[Row[Any]], candidates: Sequence[Candidate], spaces: Collection[UUID]
) -> list[Person]:
    """The same with all that the plan compares."""
    ids = [row.id for row in rows]
    own = select(MemberReference.member_id, MemberReference.external_ref).where(
        MemberReference.member_id == _ids(ids), MemberReference.organisation_id.is_(None)
    )
    references = dict((await session.execute(own)).all())
    given, withdrawn = await _consents(session, ids)
    works, seats = await _works(session, ids), await _seats(session, ids, spaces)
    seated = [one.seat for one in candidates if one.seat]
    first = min((one.starts_on for one in seated if one.starts_on), default=clock.today())
    holders = await _holders(session, ids if seated else [], min(first, clock.today()))
    return [
        Person(
            id=row.id,
            values={column.key: getattr(row, column.key) for column in FILLED},
            status=row.status,
            external_ref=references.get(row.id),
            has_consent=bool(given.get(row.id)),
            email_key=row.email_key,
            consents=frozenset(given.get(row.id, ())),
            withdrawn=frozenset(withdrawn.get(row.id, ())),
            works_at=works.get(row.id, {}),
            holder=holders.get(row.id),
            seats={space: frozenset(periods) for space, periods in seats.get(row.id, {}).items()},
        )
        for row in rows
    ]


async def _holders(session: AsyncSession, ids: Sequence[UUID], on: date) -> dict[UUID, HolderFacts]:
    found: dict[UUID, HolderFacts] = {}
    for start in range(0, len(ids), AT_ONCE):
        found |= (await facts.gather(session, members=ids[start : start + AT_ONCE], spaces=[], on=on)).holders
    return found


Consents = dict[UUID, list[tuple[date, str]]]


async def _consents(session: AsyncSession, ids: Sequence[UUID]) -> tuple[Consents, Consents]:
    """Those that hold, and those that were taken back."""
    given: Consents = defaultdict(list)
    withdrawn: Consents = defaultdict(list)
    every = select(Consent.member_id, Consent.given_on, Consent.source, Consent.withdrawn_on)
    for id_, given_on, source, withdrawn_on in await session.execute(
        every.where(Consent.member_id == _ids(ids))
    ):
        (given if withdrawn_on is None else withdrawn)[id_].append((given_on, source))
    return given, withdrawn


async def _works(session: AsyncSession, ids: Sequence[UUID]) -> dict[UUID, dict[UUID, str | None]]:
    """Where each works or is about to; an affiliation that is still to begin is one already."""
    found: dict[UUID, dict[UUID, str | None]] = defaultdict(dict)
    lasting = (
        select(Affiliation.member_id, Affiliation.organisation_id, Affiliation.job_title)
        .where(Affiliation.member_id == _ids(ids), Affiliation.during.is_not(None))
        .where(or_(Affiliation.ends_on.is_(None), Affiliation.ends_on > clock.today()))
        .order_by(Affiliation.starts_on.desc())
    )
    for id_, organisation_id, job_title in await session.execute(lasting):
        found[id_][organisation_id] = job_title
    return found


async def _seats(
    session: AsyncSession, ids: Sequence[UUID], spaces: Collection[UUID]
) -> dict[UUID, dict[UUID, list[Period]]]:
    found: dict[UUID, dict[UUID, list[Period]]] = defaultdict(lambda: defaultdict(list))
    every = select(Membership.member_id, Membership.space_id, Membership.starts_on, Membership.ends_on).where(
        Membership.member_id == _ids(ids), Membership.space_id == _ids(spaces)
    )
    for id_, space_id, starts_on, ends_on in await session.execute(every) if spaces else ():
        if id_ is not None:  # as an individual seat always has one
            found[id_][space_id].append((starts_on, ends_on))
    return found


async def _names(session: AsyncSession, model: Any, names: Collection[str]) -> dict[str, frozenset[UUID]]:
    """What each name stands for: a slug, a name, or (organisations) a short name or an alias, folded; never a guess."""
    if not names:
        return {}
    given = select(func.unnest(cast(list(names), ARRAY(Text()))).label("given")).subquery()
    folded = func.fold(given.c.given)
    ways = [
        select(given.c.given, model.id).where(model.name_key == folded),
        select(given.c.given, model.id).where(model.slug == func.lower(given.c.given)),
    ]
    if model is Organisation:
        alias = OrganisationAlias
        ways.append(select(given.c.given, model.id).where(func.fold(model.short_name) == folded))
        ways.append(select(given.c.given, alias.organisation_id).where(alias.name_key == folded))
    found: dict[str, set[UUID]] = defaultdict(set)
    for name, id_ in await session.execute(union_all(*ways)):
        found[name].add(id_)
    return {name: frozenset(ids) for name, ids in found.items()}
