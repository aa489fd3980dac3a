"""Slugs: made from a name, kept for good. A former slug answers 308, so nobody else may take it."""

import re
import unicodedata
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import select, update
from sqlalchemy.ext.asyncio import AsyncSession

from api.errors import Invalid
from api.models import OrganisationSlug, Space, SpaceSlug
from api.schemas.base import as_id

PROPOSED = "proposal-"
"""How the slug of a member's proposal begins."""


def slug_of(name: str, pointer: str = "/slug") -> str:
    """Latin letters, digits and hyphens of a name; one that leaves nothing over needs a slug of its own (422)."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    slug = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:80].strip("-")
    if not slug or as_id(slug):
        raise Invalid.at(pointer, "required")
    return slug


async def rename(
    session: AsyncSession, table: type[SpaceSlug] | type[OrganisationSlug], id_: UUID, slug: str, on: date
) -> None:
    """End the present slug's row and begin the next; also the first, where there is none."""
    holder = _holder(table)
    await session.execute(update(table).where(holder == id_, table.ends_on.is_(None)).values(ends_on=on))
    session.add(table(**{holder.key: id_, "slug": slug, "starts_on": on}))
    await session.flush()


async def settle(session: AsyncSession, space: Space, on: date) -> None:
    """A proposal that is approved gets the address its name makes, where that is free and makes one."""
    if space.proposed_by is None or not space.slug.startswith(PROPOSED):
        return
    try:
        slug = slug_of(space.name)
    except Invalid:
        return
    if await session.scalar(select(SpaceSlug.id).where(SpaceSlug.slug == slug).limit(1)) is None:
        space.slug = slug
        await rename(session, SpaceSlug, space.id, slug, on)


def _holder(table: Any) -> Any:
    return table.space_id if table is SpaceSlug else table.organisation_id
