"""Another address: its mailbox answers first, and both are told."""

from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from api import audit, clock, texts
from api.errors import CodeWrong, Forbidden
from api.rules.enums import ChallengePurpose
from api.rules.permissions import Actor, Permission
from api.schemas.members import MemberRead
from api.schemas.sessions import ChallengeRead, CodeRequest, EmailChangeConfirm
from api.services import challenges, emails, letters, limits, members, sessions, suppressing

PURPOSE = frozenset({ChallengePurpose.email_change})


async def ask(session: AsyncSession, id_: UUID, form: CodeRequest, *, by: Actor) -> ChallengeRead:
    """A code to the new address; the answer is the same whether somebody else has it."""
    await members.find(session, id_, by=by)
    _own(id_, by)
    await limits.take(session, limits.CODES, emails.key(form.email))
    await limits.take(session, limits.CODES, f"asked by {by.member_id}")
    row = await challenges.ask(session, ChallengePurpose.email_change, id_, {"email": form.email})
    said = texts.language.get()
    await letters.write(session, "email_change_code", email=form.email, challenge_id=row.id, language=said)
    return ChallengeRead.model_validate(row)


async def confirm(
    session: AsyncSession, id_: UUID, challenge_id: UUID, form: EmailChangeConfirm, *, by: Actor
) -> MemberRead:
    """The new mailbox has answered: it is the person's from here on, and every other sign-in ends."""
    await members.find(session, id_, by=by)
    _own(id_, by)
    member = await members.hold(session, id_, None, by=by)
    asked = await challenges.answer(session, challenge_id, form.code, PURPOSE)
    if asked is None or asked.member_id != id_:
        raise CodeWrong
    former, address = member.email, str(asked.form["email"])
    suppressing.keep_former(member)
    member.email, member.email_key, member.updated_at = address, emails.key(address), clock.now()
    await suppressing.lift(session, member.email_key)
    await session.flush()
    for told in filter(None, (former, address)):
        await letters.write(session, "email_changed", member_id=id_, email=told)
    await challenges.void(session, id_)
    await sessions.end_others(session, by=by)
    audit.record(session, by=by, action="member.email_changed", subject=("member", id_), fields=["email"])
    await session.flush()
    return (await members.read(session, [member], by=by))[0]


def _own(id_: UUID, by: Actor) -> None:
    """Staff change an address by editing the record, with a reason."""
    if by.member_id != id_:
        raise Forbidden(permission=Permission.members_write)
