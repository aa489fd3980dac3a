"""What a person does for others here: leading a space, speaking for an organisation, looking after the system."""

from datetime import date
from uuid import UUID

from sqlalchemy import ColumnElement, func, or_, update
from sqlalchemy.ext.asyncio import AsyncSession

from api import audit
from api.models import Administrator, FocalPoint, Leader, Task
from api.rules.enums import TaskStatus
from api.rules.permissions import Actor

Office = type[Leader | FocalPoint | Administrator]
OFFICES: dict[str, Office] = {
    "leader": Leader,
    "focal_point": FocalPoint,
    "administrator": Administrator,
}


async def end_all(session: AsyncSession, member_id: UUID, on: date, *, by: Actor) -> None:
    """End them on a day; one that had not begun becomes a day that never was (R33). Their open tasks are nobody's."""
    for kind, office in OFFICES.items():
        await _end(session, kind, office, on, office.member_id == member_id, by=by)
    left = await session.scalars(
        update(Task)
        .where(Task.owner_id == member_id, Task.status == TaskStatus.open)
        .values(owner_id=None)
        .returning(Task.id)
        .execution_options(synchronize_session=False)
    )
    await audit.record_many(session, by=by, action="task.left", kind="task", ids=left.all())


async def end_leading(session: AsyncSession, on: date, *which: ColumnElement[bool], by: Actor) -> None:
    """End leading roles with what they hang on, from the same day."""
    await _end(session, "leader", Leader, on, *which, by=by)


async def _end(
    session: AsyncSession, kind: str, office: Office, on: date, *which: ColumnElement[bool], by: Actor
) -> None:
    """Who acted was over on their due day, written or not (R31)."""
    day = func.least(Leader.due_on, on) if office is Leader else on
    ended = (
        update(office)
        .where(*which, office.during.is_not(None), or_(office.ends_on.is_(None), office.ends_on > on))
        .values(ends_on=func.greatest(office.starts_on, day))
        .returning(office.id)
        .execution_options(synchronize_session="fetch")
    )
    ids = (await session.scalars(ended)).all()
    await audit.record_many(session, by=by, action=f"{kind}.ended", kind=kind, ids=ids)
