from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query

from api.operation import By, Operation, Session, needs
from api.rules.permissions import Permission
from api.schemas.base import Page
from api.schemas.decisions import DecisionCreate, DecisionFilter, DecisionRead
from api.services import decisions

router = APIRouter(prefix="/decisions", tags=["decisions"], route_class=Operation)


@router.get("")
@needs(Permission.decisions_read)
async def list_decisions(
    query: Annotated[DecisionFilter, Query()], session: Session, by: By
) -> Page[DecisionRead]:
    """Collective decisions on record."""
    return await decisions.list_(session, query, by=by)


@router.post("", status_code=201)
@needs(Permission.decisions_write)
async def record_decision(form: DecisionCreate, session: Session, by: By) -> DecisionRead:
    """Record what the Steering Group decided (R17)."""
    return await decisions.record(session, form, by=by)


@router.get("/{decision}")
@needs(Permission.decisions_read)
async def get_decision(decision: UUID, session: Session, by: By) -> DecisionRead:
    """One recorded decision."""
    return await decisions.get(session, decision, by=by)
