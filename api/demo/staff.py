"""The demo network's own way in: one of its staff with a password and a second factor, the same at every start."""

from dataclasses import dataclass

import pyotp
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from api import clock, keyed
from api.models import Administrator, Credential, Member, MemberReference, Membership
from api.rules.enums import MemberStatus, SpaceType
from api.services import credentials, facts


@dataclass(frozen=True, slots=True)
class SignIn:
    """`totp_secret` goes into an authenticator; `code` is what it would show now."""

    email: str
    password: str
    totp_secret: str
    code: str


async def sign_in(session: AsyncSession) -> SignIn | None:
    """How the first of the staff signs in, set up where nobody has been; None in a network that is no demo."""
    member = await _first(session)
    if member is None or member.email is None:
        return None
    password = _password(member)
    row = await session.get(Credential, member.id)
    if row is None:
        row = Credential(member_id=member.id, recovery_hashes=[], totp_step=0)
        session.add(row)
        await credentials.set_up(session, row, password, member)
        row.confirmed_at = clock.now()
        session.add(Administrator(member_id=member.id, starts_on=clock.today()))
        await session.flush()
    secret = credentials.totp_secret(row)
    return SignIn(member.email, password, secret, pyotp.TOTP(secret).at(clock.now()))


async def _first(session: AsyncSession) -> Member | None:
    of_the_demo = select(MemberReference.member_id).where(MemberReference.external_ref.startswith("DEMO-"))
    found: Member | None = await session.scalar(
        select(Member)
        .join(Membership, Membership.member_id == Member.id)
        .where(
            Membership.space_type == SpaceType.secretariat,
            facts.live_on(clock.today()),
            Member.status == MemberStatus.active,
            Member.id.in_(of_the_demo),
        )
        .order_by(Member.id)
        .limit(1)
    )
    return found


def _password(member: Member) -> str:
    """Of this installation alone, for it comes from its secret; nobody chose it, so nobody remembers another."""
    return f"demo-{keyed.digest('demo', member.id.bytes).hex()[:20]}"
