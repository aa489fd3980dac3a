"""Erasure: what is held about a person goes, a tombstone stays, so that history and statistics remain valid."""

from typing import Any
from uuid import UUID

from sqlalchemy import delete, update
from sqlalchemy.ext.asyncio import AsyncSession

from api import audit, clock
from api.rules.enums import EndReason, MemberStatus
from api.rules.permissions import Actor, Permission
from api.services import exporting, members, suppressing
from api.services.personal_data import HELD, Held, Traces


async def erase(session: AsyncSession, id_: UUID, versions: frozenset[int] | None, *, by: Actor) -> None:
    """End all that the person has, then forget who they were; country and days stay for the statistics (R33)."""
    member = await members.hold(session, id_, versions, Permission.members_erase, by=by)
    today = clock.today()
    await members.end_everything(session, member, today, EndReason.member_erased, by=by)
    of = await exporting.traces(session, member)
    await _suppress(session, of)
    await members.enter_state(session, member, MemberStatus.erased, today)
    for held in HELD:
        await _forget(session, held, of)
    await session.refresh(member)
    audit.record(session, by=by, action="member.erased", subject=("member", id_))
    await session.flush()


async def _forget(session: AsyncSession, held: Held, of: Traces) -> None:
    quietly = {"synchronize_session": False}
    if held.gone:
        await session.execute(delete(held.table).where(held.whose(of)), execution_options=quietly)
    elif held.cleared:
        cleared: dict[str, Any] = dict(held.cleared)
        await session.execute(
            update(held.table).where(held.whose(of)).values(cleared), execution_options=quietly
        )


async def _suppress(session: AsyncSession, of: Traces) -> None:
    """Remember, in a way that finds nobody, whom no list is to bring back."""
    digests = [suppressing.of_reference(None, reference) for reference in of.references]
    if of.email_key is not None:
        digests.append(suppressing.of_email(of.email_key))
    await suppressing.remember(session, digests)
