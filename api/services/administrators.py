"""Who looks after the system itself: named and ended from the shell, by whoever holds the server."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from api import audit, clock
from api.models import Administrator, Credential, Member
from api.rules.enums import MemberStatus
from api.rules.permissions import Actor
from api.schemas.sessions import CredentialsRead
from api.services import credentials, emails, members, sessions

SOURCE = "named as administrator"


@dataclass(frozen=True, slots=True)
class Named:
    id: UUID
    full_name: str
    email: str | None
    starts_on: date


async def name(
    session: AsyncSession, email: str, full_name: str, password: str, *, by: Actor
) -> CredentialsRead:
    """An administrator from today, with password and second factor; what they had before signs in no more."""
    member = await _person(session, email, full_name, by=by)
    credentials.check_strength(password, member)
    serving = select(Administrator.id).where(
        Administrator.member_id == member.id, Administrator.during.contains(clock.today())
    )
    if await session.scalar(serving) is None:
        session.add(Administrator(member_id=member.id, starts_on=clock.today()))
        audit.record(session, by=by, action="administrator.named", subject=("member", member.id))
    row = await session.get(Credential, member.id)
    if row is None:
        row = Credential(member_id=member.id, recovery_hashes=[], totp_step=0)
        session.add(row)
    made = await credentials.set_up(session, row, password, member)
    row.confirmed_at = clock.now()
    await sessions.end_all(session, member.id, by=by)
    await session.flush()
    return made


async def end(session: AsyncSession, email: str, *, by: Actor) -> bool:
    """False where nobody of that address is one today."""
    row = await session.scalar(
        select(Administrator)
        .join(Member, Member.id == Administrator.member_id)
        .where(Member.email_key == emails.key(email), Administrator.during.contains(clock.today()))
    )
    if row is None:
        return False
    row.ends_on = clock.today()
    audit.record(session, by=by, action="administrator.ended", subject=("member", row.member_id))
    await session.flush()
    return True


async def list_(session: AsyncSession) -> list[Named]:
    rows = await session.execute(
        select(Member.id, Member.full_name, Member.email, Administrator.starts_on)
        .join(Administrator, Administrator.member_id == Member.id)
        .where(Administrator.during.contains(clock.today()))
        .order_by(Administrator.starts_on, Administrator.id)
    )
    return [Named(*row) for row in rows]


async def _person(session: AsyncSession, email: str, full_name: str, *, by: Actor) -> Member:
    """The active member of this address; made where nobody has it."""
    found = await session.scalar(select(Member).where(Member.email_key == emails.key(email)))
    if found is not None:
        return found
    member = await members.begin(session, MemberStatus.active, full_name=full_name, email=email)
    await members.consent_given(session, member.id, clock.today(), SOURCE)
    audit.record(session, by=by, action="member.created", subject=("member", member.id), fields=["email"])
    await session.flush()
    return member
