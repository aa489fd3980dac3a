"""What a person does for others here: leading a space, speaking for an organisation, looking after the system."""

from datetime import date
from uuid import UUID

from sqlalchemy import func, or_, update
from sqlalchemy.ext.asyncio import AsyncSession

from api.models import Administrator, FocalPoint, Leader

OFFICES = (Leader, FocalPoint, Administrator)


async def end_all(session: AsyncSession, member_id: UUID, on: date) -> None:
    """End them on a day; one that had not begun becomes a day that never was."""
    for office in OFFICES:
        await session.execute(
            update(office)
            .where(office.member_id == member_id, or_(office.ends_on.is_(None), office.ends_on > on))
            .values(ends_on=func.greatest(office.starts_on, on))
            .execution_options(synchronize_session=False)
        )
