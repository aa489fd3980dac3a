"""Erasure: what is held about a person goes, a tombstone stays, so that history and statistics remain valid."""

from typing import Any
from uuid import UUID

from sqlalchemy import case, delete, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from api import audit, clock
from api.models import (
    Affiliation,
    Application,
    Consent,
    IdempotencyKey,
    ImportRow,
    Letter,
    MemberReference,
)
from api.rules.enums import ApplicationStatus, EndReason, MemberStatus
from api.rules.permissions import Actor, Permission
from api.services import members

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
    member = await members.hold(session, id_, versions, Permission.members_erase, by=by)
    today = clock.today()
    await members.end_everything(session, member, today, EndReason.member_erased, by=by)
    await members.enter_state(session, member, MemberStatus.erased, today)
    for field, value in GONE.items():
        setattr(member, field, value)
    await session.flush()
    await _forget_elsewhere(session, id_)
    audit.record(session, by=by, action="member.erased", subject=("member", id_))
    await session.flush()


async def _forget_elsewhere(session: AsyncSession, id_: UUID) -> None:
    """What other tables hold of what the person said. Reasons the network gave stay: they are its own record."""
    await session.execute(delete(MemberReference).where(MemberReference.member_id == id_))
    await session.execute(update(Affiliation).where(Affiliation.member_id == id_).values(job_title=None))
    await session.execute(delete(Consent).where(Consent.member_id == id_))
    await session.execute(delete(Letter).where(Letter.member_id == id_))
    texts: dict[str, Any] = {"statement": None, "answers": {}, "received_by": None, "consent_source": None}
    texts |= {"received_on": None, "consent_given_on": None}
    own_words = Application.status == ApplicationStatus.withdrawn
    texts |= {"decision_reason": case((own_words, None), else_=Application.decision_reason)}
    await session.execute(update(Application).where(Application.member_id == id_).values(texts))
    await session.execute(update(ImportRow).where(ImportRow.member_id == id_).values(cells={}, params={}))
    await _forget_answers(session, id_)


async def _forget_answers(session: AsyncSession, id_: UUID) -> None:
    """Answers kept for a retry tell of the person too. Their keys stay: the request, sent again, makes nobody anew."""
    applications = await session.scalars(select(Application.id).where(Application.member_id == id_))
    told = [f"/v1/members/{id_}", *(f"/v1/applications/{one}" for one in applications)]
    kept = update(IdempotencyKey).where(IdempotencyKey.headers["location"].astext.in_(told))
    await session.execute(kept.values(body=None).execution_options(synchronize_session=False))
