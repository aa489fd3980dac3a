"""Becoming a member: by one's own form and mailbox, with consent; whoever was only known before is confirmed by it."""

from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from api import audit, clock
from api.models import Challenge, Member
from api.rules.enums import MemberStatus
from api.rules.permissions import Actor, ActorKind
from api.schemas.sessions import Registration
from api.services import emails, members, suppressing

SOURCE = "registration"


async def complete(session: AsyncSession, challenge: Challenge) -> UUID:
    """The mailbox has answered: the person whose address it is now, made or confirmed by their own form."""
    form = Registration.model_validate(challenge.form)
    challenge.form = {}
    key = emails.key(form.email)
    await suppressing.lift(session, key)
    found = (
        await session.execute(select(Member).where(Member.email_key == key).with_for_update(key_share=True))
    ).scalar_one_or_none()
    if found is None:
        return await _begin(session, form)
    if await members.activates(session, found):
        await _confirm(session, found, form)
    return found.id


async def _begin(session: AsyncSession, form: Registration) -> UUID:
    member = await members.begin(session, MemberStatus.active, **_told(form), email=form.email)
    await members.consent_given(session, member.id, clock.today(), SOURCE)
    _record(session, member.id, "member.created", form)
    await session.flush()
    return member.id


async def _confirm(session: AsyncSession, member: Member, form: Registration) -> None:
    """What the person says of themselves stands before what a list said."""
    today = clock.today()
    for field, value in _told(form).items():
        setattr(member, field, value)
    await members.consent_given(session, member.id, today, SOURCE)
    await members.enter_state(session, member, MemberStatus.active, today)
    _record(session, member.id, "member.confirmed", form)
    await session.flush()


def _told(form: Registration) -> dict[str, Any]:
    return form.model_dump(include=form.model_fields_set - {"email", "consent"})


def _record(session: AsyncSession, id_: UUID, action: str, form: Registration) -> None:
    by = Actor(ActorKind.person, id_)
    audit.record(session, by=by, action=action, subject=("member", id_), fields=sorted(form.model_fields_set))
