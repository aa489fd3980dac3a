"""Signing in: by a code from the mailbox, or by password and second factor. One refusal for every failure."""

from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from api.errors import CodeWrong, Invalid, SignInFailed
from api.models import Member, PersonSession
from api.rules.enums import ChallengePurpose, MemberStatus, SignInMethod
from api.rules.permissions import Actor
from api.schemas.sessions import Confirmation, SessionRead, SessionStarted, SignIn
from api.services import challenges, credentials, emails, limits, lookup, registering, sessions
from api.services.credentials import Proof


async def sign_in(session: AsyncSession, form: SignIn, device: str | None) -> SessionStarted:
    """A new session for whoever answers the challenge, or brings password and second factor."""
    if form.challenge_id is not None and form.code is not None:
        return await _by_code(session, form.challenge_id, form.code, device)
    if form.email is not None and form.password is not None and (form.totp or form.recovery_code):
        proof = Proof(form.totp, form.recovery_code)
        return await _by_password(session, emails.key(form.email), form.password, proof, device)
    needed = "challenge_id, code; email, password, totp; email, password, recovery_code"
    raise Invalid.at("", "one_needed", fields=needed)


async def _by_code(session: AsyncSession, id_: UUID, code: str, device: str | None) -> SessionStarted:
    row = await challenges.answer(session, id_, code, challenges.SIGNS_IN)
    if row is None:
        raise SignInFailed
    member_id = row.member_id
    if row.purpose is ChallengePurpose.registration:
        member_id = await registering.complete(session, row)
    assert member_id is not None  # noqa: S101  (challenges.answer gives none that is nobody's)
    await _still_here(session, member_id)
    return await sessions.start(session, member_id, SignInMethod.email_code, device)


async def _by_password(
    session: AsyncSession, email_key: str, password: str, proof: Proof, device: str | None
) -> SessionStarted:
    await limits.take(session, limits.PASSWORDS, email_key)
    member_id = await challenges.holder(session, email_key)
    if not await credentials.proven(session, member_id, password, proof) or member_id is None:
        raise SignInFailed
    await _still_here(session, member_id)
    await limits.forget(session, limits.PASSWORDS, email_key)
    return await sessions.start(session, member_id, SignInMethod.password_totp, device)


async def _still_here(session: AsyncSession, member_id: UUID) -> None:
    """Held meanwhile: no session is begun behind the back of an erasure."""
    held = select(Member.status).where(Member.id == member_id).with_for_update(key_share=True)
    status = await session.scalar(held)
    if status in {None, MemberStatus.erased}:
        raise SignInFailed


async def confirm(session: AsyncSession, form: Confirmation, *, by: Actor) -> SessionRead:
    """Prove again who one is, by what one signed in with."""
    own = lookup.own(by)
    await limits.take(session, limits.CONFIRMATIONS, str(own))
    method = select(PersonSession.method).where(PersonSession.id == by.session_id)
    if await session.scalar(method) is SignInMethod.password_totp:
        if form.totp is None:
            raise Invalid.at("/totp", "required")
        if not await credentials.second_factor(session, own, Proof(totp=form.totp)):
            raise CodeWrong
        return await sessions.confirm(session, by=by)
    if form.challenge_id is None or form.code is None:
        raise Invalid.at("/code", "required")
    row = await challenges.answer(
        session, form.challenge_id, form.code, frozenset({ChallengePurpose.confirmation})
    )
    if row is None or row.member_id != own:
        raise CodeWrong
    return await sessions.confirm(session, by=by)
