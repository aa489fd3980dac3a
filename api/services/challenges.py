"""Codes sent to a mailbox: asked for, and answered once within minutes and a few tries.

Whether an address is known shows in nothing: the same rows, the same statements, the same answer.
"""

from datetime import timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import select, update
from sqlalchemy.ext.asyncio import AsyncSession

from api import clock, texts
from api.models import Challenge, Member
from api.rules.enums import ChallengePurpose, MemberStatus
from api.rules.permissions import Actor
from api.schemas.sessions import ChallengeRead, CodeRequest, Registration
from api.services import codes, emails, letters, limits, lookup

LASTS = timedelta(minutes=codes.MINUTES)
TRIES = 5
SIGNS_IN = frozenset({ChallengePurpose.sign_in, ChallengePurpose.registration})


async def ask_to_sign_in(session: AsyncSession, form: CodeRequest) -> ChallengeRead:
    """A code to the address, if somebody here has it."""
    key = emails.key(form.email)
    await limits.take(session, limits.CODES, key)
    member_id = await holder(session, key)
    row = await ask(session, ChallengePurpose.sign_in, member_id)
    await letters.write(session, "sign_in_code", member_id=member_id, challenge_id=row.id)
    return ChallengeRead.model_validate(row)


async def ask_to_register(session: AsyncSession, form: Registration) -> ChallengeRead:
    """A code to the address, whoever has it: a new person begins with it, one known already signs in."""
    key = emails.key(form.email)
    await limits.take(session, limits.CODES, key)
    member_id = await holder(session, key)
    row = await ask(
        session, ChallengePurpose.registration, member_id, form.model_dump(mode="json", exclude_unset=True)
    )
    said = texts.language.get()
    await letters.write(session, "registration_code", email=form.email, challenge_id=row.id, language=said)
    return ChallengeRead.model_validate(row)


async def ask_to_confirm(session: AsyncSession, *, by: Actor) -> ChallengeRead:
    """A code to the caller's own address, to prove once more who they are."""
    own = lookup.own(by)
    await limits.take(session, limits.CODES, str(own))
    row = await ask(session, ChallengePurpose.confirmation, own)
    await letters.write(session, "confirmation_code", member_id=own, challenge_id=row.id)
    return ChallengeRead.model_validate(row)


async def ask(
    session: AsyncSession,
    purpose: ChallengePurpose,
    member_id: UUID | None,
    form: dict[str, Any] | None = None,
) -> Challenge:
    row = Challenge(
        purpose=purpose, member_id=member_id, form=form or {}, expires_at=clock.now() + LASTS, tries=0
    )
    session.add(row)
    await session.flush()
    return row


async def answer(
    session: AsyncSession, id_: UUID, code: str, purposes: frozenset[ChallengePurpose]
) -> Challenge | None:
    """The challenge, held and used up, if the code answers it; None counts as a try. Nobody waits on a used one."""
    row = (
        await session.execute(select(Challenge).where(Challenge.id == id_).with_for_update(key_share=True))
    ).scalar_one_or_none()
    right = codes.matches(id_, code)
    if row is None or row.used_at is not None or row.tries >= TRIES or row.expires_at <= clock.now():
        return None
    row.tries += 1
    unowned = row.purpose is ChallengePurpose.sign_in and row.member_id is None
    if not right or row.purpose not in purposes or unowned:
        await session.flush()
        return None
    row.used_at = clock.now()
    await session.flush()
    return row


async def void(session: AsyncSession, member_id: UUID) -> None:
    """Codes that are under way to an address the person no longer has open nothing."""
    await session.execute(
        update(Challenge)
        .where(Challenge.member_id == member_id, Challenge.used_at.is_(None))
        .values(used_at=clock.now())
        .execution_options(synchronize_session=False)
    )


async def holder(session: AsyncSession, email_key: str) -> UUID | None:
    """Whose address it is."""
    return await session.scalar(
        select(Member.id).where(Member.email_key == email_key, Member.status != MemberStatus.erased)
    )
