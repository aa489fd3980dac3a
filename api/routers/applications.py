from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query

from api.operation import By, Operation, Session, needs
from api.rules.permissions import Permission
from api.schemas.applications import (
    ApplicationCreate,
    ApplicationFilter,
    ApplicationRead,
    DecisionOnApplication,
    Withdrawal,
)
from api.schemas.base import Page
from api.schemas.memberships import MembershipRead
from api.services import applications, deciding

router = APIRouter(prefix="/applications", tags=["applications"], route_class=Operation)


@router.get("")
@needs(Permission.applications_read)
async def list_applications(
    query: Annotated[ApplicationFilter, Query()], session: Session, by: By
) -> Page[ApplicationRead]:
    """Applications: an organisation's key lists its own."""
    return await applications.list_(session, query, by=by)


@router.post("", status_code=201)
@needs(Permission.applications_write)
async def submit_application(form: ApplicationCreate, session: Session, by: By) -> ApplicationRead:
    """Apply for a seat, or record an application received by other means."""
    return await applications.submit(session, form, by=by)


@router.get("/{application}")
@needs(Permission.applications_read)
async def get_application(application: UUID, session: Session, by: By) -> ApplicationRead:
    """One application, with what the rules say of it."""
    return await applications.get(session, application, by=by)


@router.post("/{application}/decision")
@needs(Permission.applications_decide)
async def decide_application(
    application: UUID, form: DecisionOnApplication, session: Session, by: By
) -> MembershipRead | ApplicationRead:
    """Accept or decline. The rules judge again; accepting answers the seat that was created."""
    return await deciding.decide(session, application, form, by=by)


@router.post("/{application}/withdrawal")
@needs(Permission.applications_write)
async def withdraw_application(
    application: UUID, form: Withdrawal, session: Session, by: By
) -> ApplicationRead:
    """Take an open application back."""
    return await applications.withdraw(session, application, form, by=by)
