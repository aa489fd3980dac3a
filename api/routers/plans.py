from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query

from api.operation import By, IfMatch, Operation, Session, needs
from api.rules.permissions import Permission
from api.schemas.base import Page
from api.schemas.plans import PlanAdoption, PlanCreate, PlanFilter, PlanRead, PlanUpdate
from api.services import plans

router = APIRouter(prefix="/spaces/{space}/plans", tags=["plans"], route_class=Operation)


@router.get("")
@needs(Permission.plans_read)
async def list_plans(
    space: str, query: Annotated[PlanFilter, Query()], session: Session, by: By
) -> Page[PlanRead]:
    """What a space has planned, to whoever takes part; what the Steering Group has adopted, to every active member."""
    return await plans.list_(session, space, query, by=by)


@router.post("", status_code=201)
@needs(Permission.plans_write)
async def create_plan(space: str, form: PlanCreate, session: Session, by: By) -> PlanRead:
    """Draft goals (S8) or a work plan (S18), as a leader of the space or the secretariat."""
    return await plans.create(session, space, form, by=by)


@router.get("/{plan}")
@needs(Permission.plans_read)
async def get_plan(space: str, plan: UUID, session: Session, by: By) -> PlanRead:
    """One plan."""
    return await plans.get(session, space, plan, by=by)


@router.patch("/{plan}")
@needs(Permission.plans_write)
async def update_plan(
    space: str, plan: UUID, form: PlanUpdate, if_match: IfMatch, session: Session, by: By
) -> PlanRead:
    """Edit a draft."""
    return await plans.edit(session, space, plan, form, if_match, by=by)


@router.post("/{plan}/adoption")
@needs(Permission.plans_write)
async def adopt_plan(space: str, plan: UUID, form: PlanAdoption, session: Session, by: By) -> PlanRead:
    """Record that it is adopted: by a decision of the Steering Group, or in a meeting of the working group."""
    return await plans.adopt(session, space, plan, form, by=by)
