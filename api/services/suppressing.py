"""What is remembered of the erased: keyed digests, by which a list does not bring them back."""

from collections.abc import Collection
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from api import clock, keyed
from api.models import Suppression


def of_email(email_key: str) -> bytes:
    return keyed.digest("suppressed:email", email_key.encode())


def of_reference(organisation_id: UUID | None, external_ref: str) -> bytes:
    whose = organisation_id.bytes if organisation_id else b""
    return keyed.digest("suppressed:reference", whose, external_ref.encode())


async def remember(session: AsyncSession, digests: Collection[bytes]) -> None:
    today = clock.today()
    for digest in digests:
        row = insert(Suppression).values(digest=digest, since_on=today)
        await session.execute(row.on_conflict_do_nothing())


async def among(session: AsyncSession, digests: Collection[bytes]) -> frozenset[bytes]:
    """Those of these digests that are suppressed."""
    found = select(Suppression.digest).where(Suppression.digest.in_(digests))
    return frozenset(await session.scalars(found))
