"""Organisations: their names, the relation with the network, members' proposals, and who may see and edit them."""

import secrets
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import Select, delete, exists, func, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from api import audit, clock, pagination
from api.errors import Forbidden, Invalid, NameTaken, StillProposed, TooManyProposals
from api.models import Member, Organisation, OrganisationAlias, OrganisationSlug, Partnership
from api.rules.permissions import Actor, Permission, Thing, may
from api.schemas.base import Page
from api.schemas.organisations import (
    Alias,
    OrganisationCreate,
    OrganisationFilter,
    OrganisationRead,
    OrganisationUpdate,
    PartnerPeriod,
    ProposalConfirm,
)
from api.services import lookup, slugs

SORTS = {
    "name": Organisation.name_key,
    "created_at": Organisation.created_at,
    "updated_at": Organisation.updated_at,
}
PROPOSALS = 3  # of one person, waiting at once
# What an organisation's own key may not change about itself: its relation to the network, and its address in it.
SECRETARIAT_ONLY = {"partner", "slug", "parent_id", "type", "name", "short_name", "aliases"}


def visible(actor: Actor) -> Select[Any]:
    """Organisations are public in the network (C0): every known caller sees them all, but for what others propose."""
    every = select(Organisation)
    if actor.is_secretariat:
        return every
    return every.where(or_(Organisation.proposed_by.is_(None), Organisation.proposed_by == lookup.own(actor)))


async def settled(session: AsyncSession, id_: UUID | None, pointer: str, *, by: Actor) -> None:
    """Refuse a reference to what the caller may not see (422), and to a proposal (409): it acts for nobody yet."""
    await lookup.known(session, visible(by), Organisation, id_, pointer)
    if id_ is not None and await is_proposed(session, id_):
        raise StillProposed


async def is_proposed(session: AsyncSession, id_: UUID) -> bool:
    return await session.scalar(select(Organisation.proposed_by).where(Organisation.id == id_)) is not None


def is_partner(on: date) -> Any:
    return exists().where(Partnership.organisation_id == Organisation.id, Partnership.during.contains(on))


def matching(name: str) -> Any:
    """Part of the name, the short name or an alias, accents and case folded."""
    like = lookup.containing(name)
    alias = exists().where(
        OrganisationAlias.organisation_id == Organisation.id, OrganisationAlias.name_key.like(like)
    )
    return or_(Organisation.name_key.like(like), func.fold(Organisation.short_name).like(like), alias)


async def list_(session: AsyncSession, query: OrganisationFilter, *, by: Actor) -> Page[OrganisationRead]:
    listing = pagination.resume("organisations", query)
    asked = listing.query
    statement = visible(by)
    if asked.q is not None:
        statement = statement.where(matching(asked.q))
    if asked.type is not None:
        statement = statement.where(Organisation.type == asked.type)
    if asked.country is not None:
        statement = statement.where(Organisation.country == asked.country)
    if asked.partner is not None:
        statement = statement.where(is_partner(clock.today()) == asked.partner)
    if asked.parent_id is not None:
        statement = statement.where(Organisation.parent_id == asked.parent_id)
    if asked.proposed is not None:
        statement = statement.where(Organisation.proposed_by.is_not(None) == asked.proposed)
    if asked.updated_since is not None:
        statement = statement.where(Organisation.updated_at >= asked.updated_since)
    found = await pagination.fetch(session, listing, statement, sorts=SORTS, key=Organisation.id)
    items = await _read(session, [row[0] for row in found.rows])
    return Page(items=items, next_cursor=found.next_cursor, total=found.total)


async def get(session: AsyncSession, wanted: str, *, by: Actor) -> OrganisationRead:
    id_ = await lookup.by_id_or_slug(session, Organisation, visible(by), wanted)
    return await read(session, id_)


async def read(session: AsyncSession, id_: UUID) -> OrganisationRead:
    return (await _read(session, [await session.get_one(Organisation, id_)]))[0]


async def _read(session: AsyncSession, rows: Sequence[Organisation]) -> list[OrganisationRead]:
    """Rows as answered, with today's partnership and the aliases, in two more queries however many there are."""
    ids = [row.id for row in rows]
    partners = {
        period.organisation_id: period
        for period in await session.scalars(
            select(Partnership).where(
                Partnership.organisation_id.in_(ids), Partnership.during.contains(clock.today())
            )
        )
    }
    aliases: dict[UUID, list[OrganisationAlias]] = {id_: [] for id_ in ids}
    by_name = select(OrganisationAlias).where(OrganisationAlias.organisation_id.in_(ids))
    for alias in await session.scalars(by_name.order_by(OrganisationAlias.name_key)):
        aliases[alias.organisation_id].append(alias)
    return [
        OrganisationRead.model_validate(
            {
                **lookup.columns(row),
                "partner": partners.get(row.id),
                "aliases": aliases[row.id],
                "is_proposed": row.proposed_by is not None,
            }
        )
        for row in rows
    ]


async def create(session: AsyncSession, form: OrganisationCreate, *, by: Actor) -> OrganisationRead:
    """The secretariat adds an organisation; what a member sends is a proposal (R24)."""
    if not may(by, Permission.organisations_write):
        return await _propose(session, form, by=by)
    await settled(session, form.parent_id, "/parent_id", by=by)
    organisation = await _add(session, form, form.slug or slugs.slug_of(form.name))
    await slugs.rename(session, OrganisationSlug, organisation.id, organisation.slug, clock.today())
    if form.partner is not None:
        await _set_partner(session, organisation.id, form.partner)
    return await _told(session, organisation.id, "organisation.created", form.model_fields_set, by=by)


async def _propose(session: AsyncSession, form: OrganisationCreate, *, by: Actor) -> OrganisationRead:
    """Its slug is nobody's address yet: it is made from the name when the secretariat confirms it."""
    if not may(by, Permission.organisations_propose) or by.member_id is None:
        raise Forbidden(permission=Permission.organisations_propose)
    if form.model_fields_set & SECRETARIAT_ONLY - {"name", "type"}:
        raise Forbidden(permission=Permission.organisations_write)
    await lookup.lock(session, Member, by.member_id)  # twins are counted one after the other
    waiting = select(func.count()).select_from(Organisation).where(Organisation.proposed_by == by.member_id)
    if (await session.scalar(waiting) or 0) >= PROPOSALS:
        raise TooManyProposals(most=PROPOSALS)
    same = visible(by).where(
        Organisation.name_key == func.fold(form.name), Organisation.country.is_not_distinct_from(form.country)
    )
    if await session.scalar(same.with_only_columns(Organisation.id).limit(1)) is not None:
        raise NameTaken
    organisation = await _add(session, form, f"proposal-{secrets.token_hex(8)}", proposed_by=by.member_id)
    return await _told(session, organisation.id, "organisation.proposed", form.model_fields_set, by=by)


async def confirm(
    session: AsyncSession, wanted: str, form: ProposalConfirm, *, by: Actor
) -> OrganisationRead:
    """Take a proposal into the network; once more changes nothing. A name taken meanwhile is told here."""
    id_ = await lookup.by_id_or_slug(session, Organisation, visible(by), wanted)
    if not may(by, Permission.organisations_write):
        raise Forbidden(permission=Permission.organisations_write)
    organisation = await lookup.lock(session, Organisation, id_)
    if organisation.proposed_by is None:
        return await read(session, id_)
    organisation.proposed_by = None
    named = select(OrganisationSlug.id).where(OrganisationSlug.organisation_id == id_)
    if form.slug is not None or await session.scalar(named.limit(1)) is None:
        organisation.slug = form.slug or slugs.slug_of(organisation.name)
        await session.flush()
        await slugs.rename(session, OrganisationSlug, id_, organisation.slug, clock.today())
    return await _told(session, id_, "organisation.confirmed", ["slug"], by=by)


async def _add(
    session: AsyncSession, form: OrganisationCreate, slug: str, proposed_by: UUID | None = None
) -> Organisation:
    values = form.model_dump(exclude={"partner", "aliases"}) | {"slug": slug, "proposed_by": proposed_by}
    organisation = Organisation(**values | {"website": str(form.website) if form.website else None})
    session.add(organisation)
    await session.flush()
    await _set_aliases(session, organisation.id, form.aliases)
    return organisation


async def _told(
    session: AsyncSession, id_: UUID, action: str, fields: Iterable[str], *, by: Actor
) -> OrganisationRead:
    audit.record(session, by=by, action=action, subject=("organisation", id_), fields=sorted(fields))
    await session.flush()
    return await read(session, id_)


async def update(
    session: AsyncSession,
    wanted: str,
    form: OrganisationUpdate,
    versions: frozenset[int] | None,
    *,
    by: Actor,
) -> OrganisationRead:
    id_ = await lookup.by_id_or_slug(session, Organisation, visible(by), wanted)
    changed = form.model_fields_set
    own = may(by, Permission.organisations_write, Thing(organisation_id=id_))
    if not own or (changed & SECRETARIAT_ONLY and not may(by, Permission.organisations_write)):
        raise Forbidden(permission=Permission.organisations_write)
    organisation = await lookup.lock(session, Organisation, id_, versions)
    await settled(session, form.parent_id, "/parent_id", by=by)
    await _check_ancestors(session, id_, form.parent_id)
    today = clock.today()
    for field, value in form.model_dump(include=changed - {"partner", "aliases"}).items():
        setattr(organisation, field, str(value) if field == "website" and value else value)
    if "slug" in changed:
        await slugs.rename(session, OrganisationSlug, id_, organisation.slug, today)
    if "aliases" in changed:
        await _set_aliases(session, id_, form.aliases)
    if "partner" in changed:
        await _set_partner(session, id_, form.partner)
    organisation.updated_at = clock.now()
    return await _told(session, id_, "organisation.updated", changed, by=by)


async def _check_ancestors(session: AsyncSession, id_: UUID, parent_id: UUID | None) -> None:
    """Refuse (422) a parent that stands below. The way up is held, so that two moves do not close a circle together."""
    above, passed = parent_id, set[UUID]()
    while above is not None and above not in passed:
        if above == id_:
            raise Invalid.at("/parent_id", "own_descendant")
        passed.add(above)
        above = (await lookup.lock(session, Organisation, above)).parent_id


async def _set_aliases(session: AsyncSession, id_: UUID, aliases: Sequence[Alias]) -> None:
    await session.execute(delete(OrganisationAlias).where(OrganisationAlias.organisation_id == id_))
    for place, alias in enumerate(aliases):
        lookup.in_order(alias.starts_on, alias.ends_on, f"/aliases/{place}/ends_on")
        session.add(OrganisationAlias(organisation_id=id_, **alias.model_dump()))
    await session.flush()


async def _set_partner(session: AsyncSession, id_: UUID, period: PartnerPeriod | None) -> None:
    """Begin or correct the relation of today; None ends it today. What was before stays on record."""
    today = clock.today()
    current = await session.scalar(
        select(Partnership).where(Partnership.organisation_id == id_, Partnership.during.contains(today))
    )
    if period is None:
        if current is not None:
            current.ends_on = today
        return
    lookup.in_order(period.starts_on, period.ends_on, "/partner/ends_on")
    if current is None:
        current = Partnership(organisation_id=id_)
        session.add(current)
    current.starts_on, current.ends_on = period.starts_on, period.ends_on
    await session.flush()


async def grant_partner(session: AsyncSession, id_: UUID, on: date, *, by: Actor) -> None:
    """Partner from a day on, where it is none yet: on acceptance, explicitly (R24)."""
    already = select(Partnership.id).where(
        Partnership.organisation_id == id_, Partnership.during.contains(on)
    )
    if await session.scalar(already) is None:
        session.add(Partnership(organisation_id=id_, starts_on=on))
        subject = ("organisation", id_)
        audit.record(
            session, by=by, action="organisation.partner_granted", subject=subject, fields=["partner"]
        )
