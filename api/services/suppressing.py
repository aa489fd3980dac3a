"""What is remembered of the erased: keyed digests, by which a list does not bring them back."""

from collections.abc import Collection
from uuid import UUID

from sqlalchemy import LargeBinary, any_, cast, delete, select
from sqlalchemy.dialects.postgresql import ARRAY, insert
from sqlalchemy.ext.asyncio import AsyncSession

from api import clock, keyed
from api.errors import Suppressed
from api.models import Member, Suppression
from api.services import emails


def of_email(email_key: str) -> bytes:
    return keyed.digest("suppressed:email", email_key.encode())


def of_reference(organisation_id: UUID | None, external_ref: str) -> bytes:
    whose = organisation_id.bytes if organisation_id else b""
    return keyed.digest("suppressed:reference", whose, external_ref.encode())


def keep_former(member: Member) -> None:
    """Before the address changes: an old list is not to bring back who was erased under the new one."""
    if member.email_key is not None:
        member.former_addresses = sorted({*member.former_addresses, of_email(member.email_key)})


async def remember(session: AsyncSession, digests: Collection[bytes]) -> None:
    today = clock.today()
    if rows := [{"digest": digest, "since_on": today} for digest in sorted(digests)]:
        await session.execute(insert(Suppression).values(rows).on_conflict_do_nothing())


async def lift(session: AsyncSession, email_key: str) -> None:
    """The owner of the address is back, of their own will."""
    await session.execute(delete(Suppression).where(Suppression.digest == of_email(email_key)))


async def check(session: AsyncSession, email: str | None) -> None:
    """Refuse an address whose owner was erased: they alone come back, by registering."""
    if email is not None and await among(session, [of_email(emails.key(email))]):
        raise Suppressed


async def among(session: AsyncSession, digests: Collection[bytes]) -> frozenset[bytes]:
    """Those of these digests that are suppressed."""
    listed = any_(cast(list(digests), ARRAY(LargeBinary())))
    found = select(Suppression.digest).where(Suppression.digest == listed)
    return frozenset(await session.scalars(found))
