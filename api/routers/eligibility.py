from uuid import UUID

from fastapi import APIRouter

from api.operation import By, Operation, Session, needs
from api.rules.permissions import Permission
from api.schemas.eligibility import EligibilityQuestion, EligibilityRead, WaysIn
from api.services import eligibility

router = APIRouter(tags=["eligibility"], route_class=Operation)


@router.post("/eligibility")
@needs(Permission.applications_read)
async def ask_eligibility(form: EligibilityQuestion, session: Session, by: By) -> EligibilityRead:
    """May this holder take a seat there? All reasons, by the very engine that judges applications; writes nothing."""
    return await eligibility.ask(session, form, by=by)


@router.get("/members/{member}/eligibility")
@needs(Permission.members_read)
async def list_ways_in_for_member(member: UUID, session: Session, by: By) -> WaysIn:
    """What one person may join: now, by application, by invitation, or not, with all the reasons."""
    return await eligibility.of_member(session, member, by=by)


@router.get("/organisations/{organisation}/eligibility")
@needs(Permission.applications_read)
async def list_ways_in_for_organisation(organisation: str, session: Session, by: By) -> WaysIn:
    """What one organisation may take part in, and why not in the rest."""
    return await eligibility.of_organisation(session, organisation, by=by)
