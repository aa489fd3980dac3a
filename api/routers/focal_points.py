from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query

from api.operation import By, Operation, Session, needs
from api.rules.permissions import Permission
from api.schemas.base import Page
from api.schemas.focal_points import FocalPointCreate, FocalPointEnd, FocalPointFilter, FocalPointRead
from api.services import focal_points

router = APIRouter(
    prefix="/organisations/{organisation}/focal-points", tags=["focal points"], route_class=Operation
)


@router.get("")
@needs(Permission.focal_points_read)
async def list_focal_points(
    organisation: str, query: Annotated[FocalPointFilter, Query()], session: Session, by: By
) -> Page[FocalPointRead]:
    """Who speaks for the organisation, asks to, or did: all to itself and the secretariat, to others their own."""
    return await focal_points.list_(session, organisation, query, by=by)


@router.post("", status_code=201)
@needs(Permission.focal_points_request)
async def create_focal_point(
    organisation: str, form: FocalPointCreate, session: Session, by: By
) -> FocalPointRead:
    """Ask to speak for the organisation; or name somebody, as another focal point or the secretariat (R24)."""
    return await focal_points.name(session, organisation, form, by=by)


@router.get("/{focal_point}")
@needs(Permission.focal_points_read)
async def get_focal_point(organisation: str, focal_point: UUID, session: Session, by: By) -> FocalPointRead:
    """One of them."""
    return await focal_points.get(session, organisation, focal_point, by=by)


@router.post("/{focal_point}/confirmation")
@needs(Permission.focal_points_name)
async def confirm_focal_point(
    organisation: str, focal_point: UUID, session: Session, by: By
) -> FocalPointRead:
    """Say yes to who asks, as another focal point or the secretariat."""
    return await focal_points.confirm(session, organisation, focal_point, by=by)


@router.post("/{focal_point}/end")
@needs(Permission.focal_points_request)
async def end_focal_point(
    organisation: str, focal_point: UUID, form: FocalPointEnd, session: Session, by: By
) -> FocalPointRead:
    """Speak no more for the organisation, from today; keys that the person made are dead with it."""
    return await focal_points.end(session, organisation, focal_point, form, by=by)
