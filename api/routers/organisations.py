from typing import Annotated

from fastapi import APIRouter, Query

from api.operation import By, IfMatch, Operation, Session, needs
from api.rules.permissions import Permission
from api.schemas.base import Page
from api.schemas.organisations import (
    OrganisationCreate,
    OrganisationFilter,
    OrganisationRead,
    OrganisationUpdate,
    ProposalConfirm,
)
from api.services import organisations

router = APIRouter(prefix="/organisations", tags=["organisations"], route_class=Operation)


@router.get("")
@needs(Permission.organisations_read)
async def list_organisations(
    query: Annotated[OrganisationFilter, Query()], session: Session, by: By
) -> Page[OrganisationRead]:
    """Organisations, partners or not."""
    return await organisations.list_(session, query, by=by)


@router.post("", status_code=201)
@needs(Permission.organisations_propose)
async def create_organisation(form: OrganisationCreate, session: Session, by: By) -> OrganisationRead:
    """Add an organisation; what a member sends is a proposal until the secretariat confirms it. Partner status is
    granted explicitly, never guessed (R24)."""
    return await organisations.create(session, form, by=by)


@router.get("/{organisation}")
@needs(Permission.organisations_read)
async def get_organisation(organisation: str, session: Session, by: By) -> OrganisationRead:
    """One organisation, by id or slug; a former slug answers 308."""
    return await organisations.get(session, organisation, by=by)


@router.post("/{organisation}/confirmation")
@needs(Permission.organisations_write)
async def confirm_organisation(
    organisation: str, form: ProposalConfirm, session: Session, by: By
) -> OrganisationRead:
    """Take a member's proposal into the network (R24). Secretariat only."""
    return await organisations.confirm(session, organisation, form, by=by)


@router.patch("/{organisation}")
@needs(Permission.organisations_write)
async def update_organisation(
    organisation: str, form: OrganisationUpdate, if_match: IfMatch, session: Session, by: By
) -> OrganisationRead:
    """Edit an organisation. Its own key may edit what is its own to say; the secretariat the rest."""
    return await organisations.update(session, organisation, form, if_match, by=by)
