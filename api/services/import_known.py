"""What is known of the people, organisations and spaces that a list names: gathered set-based, for the pure plan."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import Text, any_, cast, func, or_, select, union_all
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.ext.asyncio import AsyncSession

from api import clock
from api.models import (
    Affiliation,
    Consent,
    Member,
    MemberReference,
    Organisation,
    OrganisationAlias,
    Space,
)
from api.rules.enums import Kind
from api.rules.facts import HolderFacts, SpaceFacts
from api.rules.import_plan import Candidate, Known, Person
from api.services import facts, rulebooks

FILLED = ("full_name", "given_name", "family_name", "email", "country", "languages", "topics")


async def gather(session: AsyncSession, candidates: Sequence[Candidate], *, hold: bool = False) -> Known:
    """`hold`: lock the people the list names, in the order of their ids, until the end of the transaction."""
    today = clock.today()
    refs = {one.external_ref for one in candidates if one.external_ref}
    keys = {one.email_key for one in candidates if one.email_key}
    people = await _people(session, refs, keys, candidates, hold=hold)
    spaces = await _names(session, Space, {one.seat.space for one in candidates if one.seat})
    wanted = {id_ for ids in spaces.values() for id_ in ids}
    days = {one.seat.starts_on or today for one in candidates if one.seat}
    on: dict[date, Mapping[UUID, SpaceFacts]] = {
        day: (await facts.gather(session, spaces=wanted, on=day)).spaces for day in sorted(days)
    }
    return Known(
        day=today,
        by_ref={person.external_ref: person for person in people.values() if person.external_ref},
        by_email={key: people[id_] for id_, key in await _keys(session, people)},
        organisations=await _names(
            session, Organisation, {one.organisation for one in candidates if one.organisation}
        ),
        spaces=spaces,
        on=on.__getitem__,
        rulebook=rulebooks.in_force,
    )


def _listed(values: Iterable[str]) -> Any:
    return any_(cast(list(values), ARRAY(Text())))


async def _people(
    session: AsyncSession,
    refs: Collection[str],
    keys: Collection[str],
    candidates: Sequence[Candidate],
    *,
    hold: bool,
) -> dict[UUID, Person]:
    """The members a reference or an address stands for, with all that the plan compares."""
    named = select(MemberReference.member_id).where(
        MemberReference.organisation_id.is_(None), MemberReference.external_ref == _listed(refs)
    )
    found = (
        select(Member).where(or_(Member.email_key == _listed(keys), Member.id.in_(named))).order_by(Member.id)
    )
    if hold:
        found = found.with_for_update(key_share=True).execution_options(populate_existing=True)
    rows = (await session.scalars(found)).all()
    ids = [row.id for row in rows]
    consents, works = await _consents(session, ids), await _works(session, ids)
    own = select(MemberReference.member_id, MemberReference.external_ref).where(
        MemberReference.member_id == any_(cast(ids, ARRAY(Member.id.type))),
        MemberReference.organisation_id.is_(None),
    )
    references = dict((await session.execute(own)).all())
    first = min(
        (one.seat.starts_on for one in candidates if one.seat and one.seat.starts_on), default=clock.today()
    )
    seated = ids if any(one.seat for one in candidates) else []
    holders = (await facts.gather(session, members=seated, spaces=[], on=min(first, clock.today()))).holders
    return {
        row.id: Person(
            id=row.id,
            values={name: getattr(row, name) for name in FILLED},
            status=row.status,
            external_ref=references.get(row.id),
            has_consent=bool(consents[row.id]),
            consents=frozenset(consents[row.id]),
            works_at=works[row.id],
            holder=holders.get(row.id) or HolderFacts(Kind.individual, row.id, row.status),
        )
        for row in rows
    }


async def _keys(session: AsyncSession, people: Mapping[UUID, Person]) -> list[tuple[UUID, str]]:
    keys = select(Member.id, Member.email_key).where(
        Member.id == any_(cast(list(people), ARRAY(Member.id.type))), Member.email_key.is_not(None)
    )
    return [(id_, str(key)) for id_, key in await session.execute(keys)]


async def _consents(session: AsyncSession, ids: Sequence[UUID]) -> dict[UUID, set[tuple[date, str]]]:
    found: dict[UUID, set[tuple[date, str]]] = defaultdict(set)
    given = select(Consent.member_id, Consent.given_on, Consent.source).where(
        Consent.member_id == any_(cast(ids, ARRAY(Member.id.type))), Consent.withdrawn_on.is_(None)
    )
    for id_, given_on, source in await session.execute(given):
        found[id_].add((given_on, source))
    return found


async def _works(session: AsyncSession, ids: Sequence[UUID]) -> dict[UUID, dict[UUID, str | None]]:
    found: dict[UUID, dict[UUID, str | None]] = defaultdict(dict)
    held = select(Affiliation.member_id, Affiliation.organisation_id, Affiliation.job_title).where(
        Affiliation.member_id == any_(cast(ids, ARRAY(Member.id.type))),
        Affiliation.during.contains(clock.today()),
    )
    for id_, organisation_id, job_title in await session.execute(held):
        found[id_][organisation_id] = job_title
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
