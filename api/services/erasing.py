"""Erasure: what is held about a person goes, a tombstone stays, so that history and statistics remain valid."""

from typing import Any
from uuid import UUID

from sqlalchemy import delete, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncSession

from api import audit, clock
from api.models import (
    Affiliation,
    Client,
    FocalPoint,
    Member,
    Organisation,
    OrganisationAlias,
    OrganisationSlug,
)
from api.rules.enums import EndReason, MemberStatus
from api.rules.permissions import Actor, Permission
from api.services import members, personal_traces, suppressing
from api.services.personal_data import HELD, Held
from api.services.personal_traces import Traces

QUIETLY = {"synchronize_session": False}


async def erase(session: AsyncSession, id_: UUID, versions: frozenset[int] | None, *, by: Actor) -> None:
    """End all that the person has, then forget who they were; country and days stay for the statistics (R33)."""
    member = await members.hold(session, id_, versions, Permission.members_erase, by=by)
    today = clock.today()
    await members.end_everything(session, member, today, EndReason.member_erased, by=by)
    await _revoke_keys(session, id_, by=by)
    of = await personal_traces.of_member(session, member)
    await _suppress(session, member, of)
    await members.enter_state(session, member, MemberStatus.erased, today)
    for held in HELD:
        await _forget(session, held, of)
    await _drop_proposals(session, id_, by=by)
    await session.refresh(member)
    audit.record(session, by=by, action="member.erased", subject=("member", id_))
    await session.flush()


async def _forget(session: AsyncSession, held: Held, of: Traces) -> None:
    if held.gone:
        await session.execute(delete(held.table).where(held.whose(of)), execution_options=QUIETLY)
    elif held.cleared:
        cleared: dict[str, Any] = dict(held.cleared)
        await session.execute(
            update(held.table).where(held.whose(of)).values(cleared), execution_options=QUIETLY
        )


async def _suppress(session: AsyncSession, member: Member, of: Traces) -> None:
    """Remember, in a way that finds nobody, whom no list is to bring back: under no address they ever had here."""
    digests = {suppressing.of_reference(whose, reference) for whose, reference in of.references}
    digests |= set(member.former_addresses)
    if of.email_key is not None:
        digests.add(suppressing.of_email(of.email_key))
    await suppressing.remember(session, digests)


async def _revoke_keys(session: AsyncSession, id_: UUID, *, by: Actor) -> None:
    """A key never exceeds the person who made it."""
    made = update(Client).where(Client.made_by == id_, Client.revoked_at.is_(None))
    revoked = await session.scalars(
        made.values(revoked_at=clock.now()).returning(Client.id), execution_options=QUIETLY
    )
    await audit.record_many(session, by=by, action="client.revoked", kind="client", ids=revoked.all())


async def _drop_proposals(session: AsyncSession, id_: UUID, *, by: Actor) -> None:
    """An organisation that only this person spoke of, and nobody confirmed, goes; one that others name stays."""
    proposed = select(Organisation.id).where(Organisation.proposed_by == id_)
    for organisation_id in await session.scalars(proposed):
        try:
            async with session.begin_nested():
                await _drop(session, organisation_id, id_)
        except IntegrityError:
            continue
        audit.record(session, by=by, action="organisation.dropped", subject=("organisation", organisation_id))


async def _drop(session: AsyncSession, organisation_id: UUID, member_id: UUID) -> None:
    for own in (Affiliation, FocalPoint):
        theirs = delete(own).where(own.organisation_id == organisation_id, own.member_id == member_id)
        await session.execute(theirs, execution_options=QUIETLY)
    for named in (OrganisationAlias, OrganisationSlug):
        await session.execute(delete(named).where(named.organisation_id == organisation_id))
    await session.execute(delete(Organisation).where(Organisation.id == organisation_id))
