"""Erasure: what is held about a person goes, a tombstone stays, so that history and statistics remain valid."""

from typing import Any
from uuid import UUID

from sqlalchemy import delete, update
from sqlalchemy.ext.asyncio import AsyncSession

from api import audit, clock
from api.errors import Forbidden
from api.models import Affiliation, Application, Consent, ImportRow, Member, MemberReference
from api.rules.enums import EndReason, MemberStatus
from api.rules.permissions import Actor, Permission, may
from api.services import lookup, members

TOMBSTONE = "—"
GONE: dict[str, Any] = {
    "full_name": TOMBSTONE,
    "given_name": None,
    "family_name": None,
    "email": None,
    "email_key": None,
    "languages": [],
    "topics": [],
    "visibility": {},
}


async def erase(session: AsyncSession, id_: UUID, versions: frozenset[int] | None, *, by: Actor) -> None:
    """End all that the person has, then forget who they were; country and days stay for the statistics (R33)."""
    await members.find(session, id_, by=by)
    if not may(by, Permission.members_write):
        raise Forbidden(permission=Permission.members_write)
    member = await lookup.lock(session, Member, id_, versions)
    today = clock.today()
    await members.end_everything(session, id_, today, EndReason.member_erased, by=by)
    await session.refresh(member)
    await members.enter_state(session, member, MemberStatus.erased, today)
    for field, value in GONE.items():
        setattr(member, field, value)
    await session.execute(delete(MemberReference).where(MemberReference.member_id == id_))
    await session.execute(update(Affiliation).where(Affiliation.member_id == id_).values(job_title=None))
    await session.execute(delete(Consent).where(Consent.member_id == id_))
    texts: dict[str, Any] = {"statement": None, "answers": {}, "received_by": None, "consent_source": None}
    texts |= {"received_on": None, "consent_given_on": None}
    await session.execute(update(Application).where(Application.member_id == id_).values(texts))
    await session.execute(update(ImportRow).where(ImportRow.member_id == id_).values(cells={}, params={}))
    audit.record(session, by=by, action="member.erased", subject=("member", id_))
    await session.flush()
