"""Password and second factor of staff and admins: taken up, changed, asked for.

The password is hashed by argon2id, at most two at once; the TOTP secret is derived, so that the database alone signs
nobody in; a code and a recovery code count once.
"""

import asyncio
import hmac
import secrets
from base64 import b32encode
from dataclasses import dataclass
from datetime import timedelta
from hashlib import sha256
from uuid import UUID

import pyotp
from pwdlib import PasswordHash
from pwdlib.hashers.argon2 import Argon2Hasher
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession
from zxcvbn import zxcvbn

from api import audit, clock, keyed
from api.errors import CodeWrong, Invalid
from api.models import Credential, Member
from api.rules.permissions import Actor
from api.schemas.sessions import (
    CredentialsConfirm,
    CredentialsCreate,
    CredentialsRead,
    EnrolmentRead,
    PasswordChange,
    RecoveryCodes,
)
from api.services import limits, lookup, members, sessions

LONGEST_WAIT = timedelta(days=2)
SHORTEST = 15
EASIEST = 3  # zxcvbn's guess, 0-4: below it stands in lists of passwords that people try
RECOVERY_CODES = 10
HASHER = PasswordHash((Argon2Hasher(time_cost=2, memory_cost=19 * 1024, parallelism=1),))
NOBODYS = HASHER.hash("whoever is not here takes as long as whoever is")
_two_at_once = asyncio.Semaphore(2)


@dataclass(frozen=True, slots=True)
class Proof:
    """What somebody brings besides the password: a code of the authenticator, or one written down for its loss."""

    totp: str | None = None
    recovery_code: str | None = None


async def enrol(session: AsyncSession, id_: UUID, *, by: Actor) -> EnrolmentRead:
    """A code with which the person takes up (anew) password and second factor; what they had opens nothing more."""
    member = await members.find(session, id_, by=by)
    row = await _hold(session, member.id) or Credential(member_id=member.id, recovery_hashes=[], totp_step=0)
    code = secrets.token_urlsafe(24)
    row.enrolment_hash = sha256(code.encode()).digest()
    row.enrolment_expires_at = clock.now() + LONGEST_WAIT
    row.password_hash, row.totp_salt, row.confirmed_at, row.recovery_hashes = None, None, None, []
    session.add(row)
    await sessions.end_all(session, member.id, by=by)
    audit.record(session, by=by, action="credentials.enrolment_opened", subject=("member", member.id))
    await session.flush()
    return EnrolmentRead(enrolment_code=code, expires_at=row.enrolment_expires_at)


async def take_up(session: AsyncSession, form: CredentialsCreate, *, by: Actor) -> CredentialsRead:
    """Set a password, and be shown the second factor's secret. It counts once a code of it was sent back."""
    own = lookup.own(by)
    member = await session.get_one(Member, own)
    check_strength(form.password, member)
    await limits.take(session, limits.CONFIRMATIONS, str(own))
    row = await _hold(session, own)
    given = sha256(form.enrolment_code.encode()).digest()
    until = row.enrolment_expires_at if row is not None else None
    if row is None or until is None or until <= clock.now():
        raise CodeWrong
    if not hmac.compare_digest(row.enrolment_hash or b"", given):
        raise CodeWrong
    made = await set_up(session, row, form.password, member)
    audit.record(session, by=by, action="credentials.taken_up", subject=("member", member.id))
    await session.flush()
    return made


async def set_up(session: AsyncSession, row: Credential, password: str, member: Member) -> CredentialsRead:
    """Write password and second factor; not confirmed yet."""
    row.password_hash = await _hashed(password)
    row.totp_salt, row.totp_step, row.confirmed_at = secrets.token_bytes(16), 0, None
    codes = _renew_recovery_codes(row)
    await session.flush()
    secret = totp_secret(row)
    uri = pyotp.TOTP(secret).provisioning_uri(name=member.email or member.full_name, issuer_name="INEE")
    return CredentialsRead(totp_secret=secret, otpauth_uri=uri, recovery_codes=codes)


async def confirm(session: AsyncSession, form: CredentialsConfirm, *, by: Actor) -> None:
    """The authenticator works: from here on password and code sign in."""
    own = lookup.own(by)
    await limits.take(session, limits.CONFIRMATIONS, str(own))
    row = await _hold(session, own)
    if row is None or row.password_hash is None or not _uses(row, Proof(totp=form.totp)):
        raise CodeWrong
    row.confirmed_at, row.enrolment_hash, row.enrolment_expires_at = clock.now(), None, None
    audit.record(session, by=by, action="credentials.confirmed", subject=("member", own))
    await session.flush()


async def change_password(session: AsyncSession, form: PasswordChange, *, by: Actor) -> None:
    """Another password; every other session ends."""
    own = lookup.own(by)
    await limits.take(session, limits.CONFIRMATIONS, str(own))
    member = await session.get_one(Member, own)
    check_strength(form.password, member)  # first: a code is not used up for a password that will not do
    if not await proven(session, own, form.current_password, Proof(totp=form.totp)):
        raise CodeWrong
    row = await _hold(session, own)
    assert row is not None  # noqa: S101  (it has just been proven)
    row.password_hash = await _hashed(form.password)
    await sessions.end_others(session, by=by)
    audit.record(session, by=by, action="credentials.password_changed", subject=("member", own))
    await session.flush()


async def renew_recovery_codes(
    session: AsyncSession, form: CredentialsConfirm, *, by: Actor
) -> RecoveryCodes:
    """By the authenticator itself: who only reads the mailbox makes no way around it."""
    own = lookup.own(by)
    await limits.take(session, limits.CONFIRMATIONS, str(own))
    row = await _hold(session, own)
    if row is None or row.confirmed_at is None or not _uses(row, Proof(totp=form.totp)):
        raise CodeWrong
    codes = _renew_recovery_codes(row)
    subject = ("member", own)
    audit.record(session, by=by, action="credentials.recovery_codes_renewed", subject=subject)
    await session.flush()
    return RecoveryCodes(recovery_codes=codes)


async def proven(session: AsyncSession, member_id: UUID | None, password: str, proof: Proof) -> bool:
    """Password and second factor are this person's. As long for nobody as for somebody; a code is used up."""
    row = await _hold(session, member_id)
    kept = row.password_hash if row is not None and row.confirmed_at is not None else None
    right = await _verified(password, kept or NOBODYS)
    if row is None or kept is None or not right:
        return False
    return await _use(session, row, proof)


async def second_factor(session: AsyncSession, member_id: UUID, proof: Proof) -> bool:
    row = await _hold(session, member_id)
    return row is not None and row.confirmed_at is not None and await _use(session, row, proof)


def check_strength(password: str, member: Member) -> None:
    """Long, and not one that people try: no rule of composition. 422 names what is missing."""
    if len(password) < SHORTEST:
        raise Invalid.at("/password", "too_short", minimum=SHORTEST)
    own = ["inee", "network", "spaces", *member.full_name.split(), *(member.email or "").split("@")]
    if zxcvbn(password[:72], user_inputs=[word for word in own if word])["score"] < EASIEST:
        raise Invalid.at("/password", "password_easily_guessed")


async def _use(session: AsyncSession, row: Credential, proof: Proof) -> bool:
    used = _uses(row, proof)
    await session.flush()
    return used


def _uses(row: Credential, proof: Proof) -> bool:
    """A code of this half minute or its neighbours, later than the last one used; or a recovery code, which goes."""
    if proof.recovery_code is not None:
        given = _recovery_hash(proof.recovery_code)
        left = [one for one in row.recovery_hashes if not hmac.compare_digest(one, given)]
        used = len(left) < len(row.recovery_hashes)
        row.recovery_hashes = left
        return used
    if proof.totp is None or row.totp_salt is None:
        return False
    totp, now = pyotp.TOTP(totp_secret(row)), int(clock.now().timestamp()) // 30
    for step in (now - 1, now, now + 1):
        if step > row.totp_step and hmac.compare_digest(
            totp.generate_otp(step).encode(), proof.totp.encode()
        ):
            row.totp_step = step
            return True
    return False


def totp_secret(row: Credential) -> str:
    """In base 32, as authenticators take it."""
    salt = row.totp_salt or b""
    return b32encode(keyed.digest("totp", row.member_id.bytes, salt)[:20]).decode()


def _renew_recovery_codes(row: Credential) -> list[str]:
    codes = [f"{secrets.token_hex(4)}-{secrets.token_hex(4)}" for _ in range(RECOVERY_CODES)]
    row.recovery_hashes = [_recovery_hash(code) for code in codes]
    return codes


def _recovery_hash(code: str) -> bytes:
    return sha256(code.strip().lower().encode()).digest()


async def _hold(session: AsyncSession, member_id: UUID | None) -> Credential | None:
    found = select(Credential).where(Credential.member_id == (member_id or lookup.NOBODY))
    return (await session.execute(found.with_for_update(key_share=True))).scalar_one_or_none()


async def _hashed(password: str) -> str:
    async with _two_at_once:
        return await asyncio.to_thread(HASHER.hash, password)


async def _verified(password: str, kept: str) -> bool:
    async with _two_at_once:
        return await asyncio.to_thread(HASHER.verify, password, kept)
