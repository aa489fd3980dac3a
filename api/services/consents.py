"""Consent: dated, of the person's own saying or on evidence, and taken back as easily as given."""

from datetime import date
from uuid import UUID

from sqlalchemy import select, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from api import audit, clock
from api.errors import Forbidden
from api.models import Consent, Member
from api.rules.enums import EndReason, MemberStatus
from api.rules.permissions import Actor, Permission, Thing, may
from api.schemas.consents import ConsentForm, ConsentList, ConsentWithdrawal
from api.schemas.members import ConsentRecord, MemberRead
from api.services import lookup, members

OWN = "dashboard"
"""Where a consent comes from that somebody gives themselves."""


async def list_(session: AsyncSession, id_: UUID, *, by: Actor) -> ConsentList:
    """What the person agreed to, the first one first; for themselves and the secretariat."""
    await members.find(session, id_, by=by)
    if not may(by, Permission.members_export, Thing(member_id=id_)):
        raise Forbidden(permission=Permission.members_export)
    given = select(Consent).where(Consent.member_id == id_).order_by(Consent.given_on, Consent.id)
    return ConsentList(items=[ConsentRecord.model_validate(row) for row in await session.scalars(given)])


async def give(session: AsyncSession, id_: UUID, form: ConsentForm, *, by: Actor) -> MemberRead:
    """The person says yes today, or the secretariat records how they said so. Who was only known becomes a member."""
    member = await members.hold(session, id_, None, by=by)
    own = by.member_id == id_
    if own and (form.given_on is not None or form.source is not None):
        raise Forbidden(permission=Permission.members_create)
    if not own and (form.given_on is None or form.source is None):
        raise lookup.required("/given_on" if form.given_on is None else "/source")
    lookup.not_ahead(form.given_on, "/given_on")
    today = clock.today()
    if not (own and await _stands(session, id_)):
        await _keep(session, id_, form.given_on or today, form.source or OWN)
    back = await members.activates(session, member)
    if own and member.status is MemberStatus.left and not back:
        raise Forbidden(permission=Permission.members_create)
    if member.status is MemberStatus.unconfirmed or (own and back):
        await members.enter_state(session, member, MemberStatus.active, today)
    return await _told(session, member, "consent.given", None, by=by)


async def withdraw(session: AsyncSession, id_: UUID, form: ConsentWithdrawal, *, by: Actor) -> MemberRead:
    """Nothing is processed without consent: who takes it back has left, and all ends that day (R33)."""
    member = await members.hold(session, id_, None, by=by)
    today = clock.today()
    await session.execute(
        update(Consent)
        .where(Consent.member_id == id_, Consent.withdrawn_on.is_(None))
        .values(withdrawn_on=today)
        .execution_options(synchronize_session=False)
    )
    if member.status is not MemberStatus.left:
        await members.enter_state(session, member, MemberStatus.left, today)
        await members.end_everything(session, member, today, EndReason.member_left, by=by)
    return await _told(session, member, "consent.withdrawn", form.reason, by=by)


async def _keep(session: AsyncSession, id_: UUID, on: date, source: str) -> None:
    """One record a day and source: who takes back what they took back today holds the same one again."""
    again = insert(Consent).values(member_id=id_, given_on=on, source=source)
    kept = {"withdrawn_on": None}
    await session.execute(again.on_conflict_do_update(constraint="consents_once", set_=kept))


async def _stands(session: AsyncSession, id_: UUID) -> bool:
    standing = select(Consent.id).where(Consent.member_id == id_, Consent.withdrawn_on.is_(None))
    return await session.scalar(standing.limit(1)) is not None


async def _told(
    session: AsyncSession, member: Member, action: str, reason: str | None, *, by: Actor
) -> MemberRead:
    member.updated_at = clock.now()
    audit.record(
        session, by=by, action=action, subject=("member", member.id), fields=["consents"], reason=reason
    )
    await session.flush()
    return (await members.read(session, [member], by=by))[0]
