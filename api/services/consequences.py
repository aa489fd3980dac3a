"""What an act ends or flags: found once, for the preview that people confirm and for the act itself."""

import json
from collections.abc import Collection, Sequence
from dataclasses import dataclass, fields, replace
from datetime import date
from hashlib import sha256
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, func, or_, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from api import audit
from api.models import Application, Leader, Linkage, Membership, Organisation, Space, Task
from api.rules import lifecycle
from api.rules.enums import EndReason, SpaceStatus, TaskStatus
from api.rules.findings import Finding
from api.rules.permissions import Actor
from api.schemas.consequences import Consequences, EndingSeat, EndingSpace
from api.schemas.findings import read_all
from api.services import lapses, lapsing, memberships, offices


@dataclass(frozen=True, slots=True)
class Ending:
    """Of which act on what, and ids, each list in order. `following` are workstream seats that end because the seats they
    rest on do (R22)."""

    act: str = ""
    spaces: Sequence[UUID] = ()
    seats: Sequence[UUID] = ()
    following: Sequence[UUID] = ()
    applications: Sequence[UUID] = ()
    leaders: Sequence[UUID] = ()
    tasks: Sequence[UUID] = ()
    linkages: Sequence[UUID] = ()
    flagged: Sequence[UUID] = ()
    lapsed: Sequence[UUID] = ()

    @property
    def hash(self) -> str:
        """Stands for exactly these and this act: whoever confirms has seen them."""
        told = [[field.name, *map(str, getattr(self, field.name))] for field in fields(self)]
        return sha256(json.dumps(told).encode()).hexdigest()[:32]


async def _ids(session: AsyncSession, column: Any, *where: ColumnElement[bool]) -> list[UUID]:
    return list(await session.scalars(select(column).where(*where).order_by(column)))


def not_over(table: type[Leader | Linkage], on: date) -> ColumnElement[bool]:
    return or_(table.ends_on.is_(None), table.ends_on > on)


async def workstreams(session: AsyncSession, space: Space, *, hold: bool) -> list[UUID]:
    """Those that end with their working group; held in one order."""
    found = (
        select(Space.id)
        .where(Space.parent_id == space.id, Space.status.not_in(lifecycle.OVER))
        .order_by(Space.id)
    )
    return list(await session.scalars(found.with_for_update() if hold else found))


async def of_end(session: AsyncSession, space: Space, on: date, *, hold: bool = False) -> Ending:
    """A space ends, and its workstreams with it; collaboratives that lose a working group are flagged, with the seats
    that rested on it alone."""
    ending = [space.id, *await workstreams(session, space, hold=hold)]
    return replace(await within(session, ending, on), **await flags(session, space.id, on, hold=hold))


async def within(session: AsyncSession, spaces: Sequence[UUID], on: date) -> Ending:
    """These spaces, with all that ends with them."""
    return Ending(
        spaces=spaces,
        seats=await _ids(session, Membership.id, Membership.space_id.in_(spaces), memberships.not_over(on)),
        applications=await _waiting(session, spaces),
        leaders=await _ids(session, Leader.id, Leader.space_id.in_(spaces), not_over(Leader, on)),
        tasks=await _ids(session, Task.id, Task.space_id.in_(spaces), Task.status == TaskStatus.open),
        linkages=await _ids(
            session,
            Linkage.id,
            or_(Linkage.from_id.in_(spaces), Linkage.to_id.in_(spaces)),
            not_over(Linkage, on),
        ),
    )


async def of_mandate_end(session: AsyncSession, space: Space, on: date, *, hold: bool = False) -> Ending:
    """A mandate ends: the working group stays, its seats end, and the workstream seats that rest on them (R21, R22);
    and so do the leading roles that hang on either."""
    still = memberships.not_over(on)
    seats = await _ids(session, Membership.id, Membership.space_id == space.id, still)
    following = await _ids(session, Membership.id, Membership.within_space_id == space.id, still)
    hanging = Leader.membership_id.in_([*seats, *following])
    return Ending(
        seats=seats,
        following=following,
        leaders=await _ids(session, Leader.id, hanging, not_over(Leader, on)),
        **await flags(session, space.id, on, hold=hold),
    )


async def open_tasks(session: AsyncSession, space_id: UUID) -> int:
    found = select(func.count()).where(Task.space_id == space_id, Task.status == TaskStatus.open)
    return await session.scalar(found) or 0


async def _waiting(session: AsyncSession, spaces: Collection[UUID]) -> list[UUID]:
    return await _ids(
        session,
        Application.id,
        Application.space_id.in_(spaces),
        Application.status.in_(lifecycle.OPEN_APPLICATION),
    )


async def flags(session: AsyncSession, group_id: UUID, on: date, *, hold: bool) -> dict[str, Any]:
    """The collaboratives built on a working group that goes, and the seats there that rested on it alone (R22)."""
    if hold:
        await lapses.hold(session, [group_id], on)
    flagged = await _ids(
        session, Space.id, lapses.linked_to([group_id], on), Space.status == SpaceStatus.active
    )
    return {"flagged": flagged, "lapsed": await lapses.would_lapse(session, [group_id], on)}


async def carry_out(
    session: AsyncSession, ending: Ending, on: date, *, seats_for: EndReason, by: Actor
) -> None:
    """End and flag all of it, but for the spaces, whose status is the act's own."""
    # before the seats that roles hang on: told once
    await offices.end_leading(session, on, Leader.id.in_(ending.leaders), by=by)
    following = EndReason.parent_seat_ended
    await memberships.close(session, ending.following, on=on, reason=following, by=by)
    await memberships.close(session, ending.seats, on=on, reason=seats_for, by=by)
    await lapsing.lapse(session, ending.applications, by=by)
    await _end_linkages(session, ending.linkages, on, by=by)
    await _drop(session, ending.tasks, on, by=by)
    await lapses.settle(session, ending.flagged, on)
    await audit.record_many(
        session, by=by, action="membership.eligibility_lapsed", kind="membership", ids=ending.lapsed
    )


async def _end_linkages(session: AsyncSession, ids: Collection[UUID], on: date, *, by: Actor) -> None:
    ended = update(Linkage).where(Linkage.id.in_(ids)).values(ends_on=func.greatest(Linkage.starts_on, on))
    await session.execute(ended, execution_options={"synchronize_session": "fetch"})
    await audit.record_many(session, by=by, action="linkage.ended", kind="linkage", ids=ids)


async def _drop(session: AsyncSession, ids: Collection[UUID], on: date, *, by: Actor) -> None:
    """But for those that somebody has finished in this very moment: done they are."""
    left = update(Task).where(Task.id.in_(ids), Task.status == TaskStatus.open).returning(Task.id)
    dropped = left.values(status=TaskStatus.dropped, closed_on=on)
    dropping = dropped.execution_options(synchronize_session="fetch")
    gone = (await session.scalars(dropping)).all()
    await audit.record_many(session, by=by, action="task.dropped", kind="task", ids=gone)


async def told(
    session: AsyncSession, to: str, ending: Ending, findings: Sequence[Finding], *, of: UUID
) -> Consequences:
    """As answered: with names, so that somebody can read what they are about to confirm."""
    named = dict(
        (
            await session.execute(
                select(Space.id, Space.name).where(Space.id.in_([*ending.spaces, *ending.flagged]))
            )
        ).all()
    )
    seats = {
        row.id: EndingSeat(
            id=row.id,
            space_id=row.space_id,
            organisation_id=row.organisation_id,
            organisation_name=row.name,
            member_id=row.member_id,
        )
        for row in await session.execute(
            select(
                Membership.id,
                Membership.space_id,
                Membership.organisation_id,
                Membership.member_id,
                Organisation.name,
            )
            .outerjoin(Organisation, Organisation.id == Membership.organisation_id)
            .where(Membership.id.in_([*ending.seats, *ending.following, *ending.lapsed]))
        )
    }
    return Consequences(
        to=to,
        hash=ending.hash,
        findings=read_all(findings),
        spaces_ended=[EndingSpace(id=id_, name=named[id_]) for id_ in ending.spaces if id_ != of],
        seats_ended=[seats[id_] for id_ in (*ending.seats, *ending.following)],
        applications_lapsed=list(ending.applications),
        leaders_ended=list(ending.leaders),
        tasks_dropped=list(ending.tasks),
        linkages_ended=list(ending.linkages),
        collaboratives_flagged=[EndingSpace(id=id_, name=named[id_]) for id_ in ending.flagged],
        seats_flagged=[seats[id_] for id_ in ending.lapsed],
    )
