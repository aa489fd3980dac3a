"""What a person does for others here: leading a space, speaking for an organisation, looking after the system."""

from datetime import date
from uuid import UUID

from sqlalchemy import func, or_, update
from sqlalchemy.ext.asyncio import AsyncSession

from api import audit
from api.models import Administrator, FocalPoint, Leader, Task
from api.rules.enums import TaskStatus
from api.rules.permissions import Actor

OFFICES: dict[str, type[Leader | FocalPoint | Administrator]] = {
    "leader": Leader,
    "focal_point": FocalPoint,
    "administrator": Administrator,
}


async def end_all(session: AsyncSession, member_id: UUID, on: date, *, by: Actor) -> None:
    """End them on a day; one that had not begun becomes a day that never was (R33). Their open tasks are nobody's."""
    for kind, office in OFFICES.items():
        ended = await session.scalars(
            update(office)
            .where(office.member_id == member_id, or_(office.ends_on.is_(None), office.ends_on > on))
            .values(ends_on=func.greatest(office.starts_on, on))
            .returning(office.id)
            .execution_options(synchronize_session=False)
        )
        await audit.record_many(session, by=by, action=f"{kind}.ended", kind=kind, ids=ended.all())
    left = await session.scalars(
        update(Task)
        .where(Task.owner_id == member_id, Task.status == TaskStatus.open)
        .values(owner_id=None)
        .returning(Task.id)
        .execution_options(synchronize_session=False)
    )
    await audit.record_many(session, by=by, action="task.left", kind="task", ids=left.all())
