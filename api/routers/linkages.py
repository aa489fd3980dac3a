from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query

from api.operation import By, IfMatch, Operation, Session, needs
from api.rules.permissions import Permission
from api.schemas.base import Page
from api.schemas.linkages import LinkageCreate, LinkageEnd, LinkageFilter, LinkageRead, LinkageUpdate
from api.services import linkages

router = APIRouter(prefix="/linkages", tags=["network"], route_class=Operation)


@router.get("")
@needs(Permission.spaces_read)
async def list_linkages(
    query: Annotated[LinkageFilter, Query()], session: Session, by: By
) -> Page[LinkageRead]:
    """How spaces are linked by shared activities and technical guidance, today or as of a day (S40)."""
    return await linkages.list_(session, query, by=by)


@router.post("", status_code=201)
@needs(Permission.linkages_write)
async def create_linkage(form: LinkageCreate, session: Session, by: By) -> LinkageRead:
    """Link two spaces at work; what a space is built on stands with the space."""
    return await linkages.create(session, form, by=by)


@router.get("/{linkage}")
@needs(Permission.spaces_read)
async def get_linkage(linkage: UUID, session: Session, by: By) -> LinkageRead:
    """One linkage, whenever it was."""
    return await linkages.get(session, linkage, by=by)


@router.patch("/{linkage}")
@needs(Permission.linkages_write)
async def update_linkage(
    linkage: UUID, form: LinkageUpdate, if_match: IfMatch, session: Session, by: By
) -> LinkageRead:
    """Say better what it is for."""
    return await linkages.edit(session, linkage, form, if_match, by=by)


@router.post("/{linkage}/end")
@needs(Permission.linkages_write)
async def end_linkage(linkage: UUID, form: LinkageEnd, session: Session, by: By) -> LinkageRead:
    """End it, from today or another day; ended by then, it stays as it is."""
    return await linkages.end(session, linkage, form, by=by)
