from typing import Annotated

from fastapi import APIRouter, Query

from api.operation import By, Operation, Session, needs
from api.rules.permissions import Permission
from api.schemas.audit import AuditEventRead, AuditFilter
from api.schemas.base import Page
from api.services import trace

router = APIRouter(prefix="/audit-events", tags=["audit"], route_class=Operation)


@router.get("")
@needs(Permission.audit_read)
async def list_audit_events(
    query: Annotated[AuditFilter, Query()], session: Session, by: By
) -> Page[AuditEventRead]:
    """What was done, the newest first: all of it for staff, one's own for a person, a space's for who leads it."""
    return await trace.list_(session, query, by=by)
