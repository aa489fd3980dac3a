from typing import Annotated

from fastapi import APIRouter, Query

from api.operation import By, Operation, Session, needs
from api.rules.permissions import Permission
from api.schemas.statistics import StatisticsQuery, StatisticsRead
from api.services import statistics

router = APIRouter(prefix="/statistics", tags=["statistics"], route_class=Operation)


@router.get("")
@needs(Permission.statistics_read)
async def get_statistics(
    query: Annotated[StatisticsQuery, Query()], session: Session, by: By
) -> StatisticsRead:
    """How large the network is or was on a day; small numbers are hidden from all but the secretariat."""
    return await statistics.read(session, query, by=by)
