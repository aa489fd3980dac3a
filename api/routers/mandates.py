from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query

from api.operation import By, Operation, Session, needs
from api.rules.permissions import Permission
from api.schemas.base import Page
from api.schemas.consequences import Consequences
from api.schemas.mandates import (
    ExtensionCreate,
    ExtensionFilter,
    ExtensionRead,
    MandateCreate,
    MandateEnd,
    MandateFilter,
    MandatePreviewQuery,
    MandateRead,
)
from api.services import extensions, mandates

router = APIRouter(prefix="/spaces/{space}", tags=["mandates"], route_class=Operation)


@router.get("/extensions")
@needs(Permission.spaces_read)
async def list_extensions(
    space: str, query: Annotated[ExtensionFilter, Query()], session: Session, by: By
) -> Page[ExtensionRead]:
    """How often, and how far, the end of a space's time was put off."""
    return await extensions.list_(session, space, query, by=by)


@router.post("/extensions", status_code=201)
@needs(Permission.mandates_write)
async def extend_space(space: str, form: ExtensionCreate, session: Session, by: By) -> ExtensionRead:
    """Move the due day of a working group's mandate, or of a workstream, by a recorded decision (R20)."""
    return await extensions.extend(session, space, form, by=by)


@router.get("/extensions/{extension}")
@needs(Permission.spaces_read)
async def get_extension(space: str, extension: UUID, session: Session, by: By) -> ExtensionRead:
    """One extension."""
    return await extensions.get(session, space, extension, by=by)


@router.get("/mandates")
@needs(Permission.spaces_read)
async def list_mandates(
    space: str, query: Annotated[MandateFilter, Query()], session: Session, by: By
) -> Page[MandateRead]:
    """The mandates of a working group, with the decisions that opened, extended and closed them."""
    return await mandates.list_(session, space, query, by=by)


@router.post("/mandates", status_code=201)
@needs(Permission.mandates_write)
async def open_mandate(space: str, form: MandateCreate, session: Session, by: By) -> MandateRead:
    """Begin the next mandate of a working group. Seats of the former one end: none carries over (R21)."""
    return await mandates.open_next(session, space, form, by=by)


@router.get("/mandates/{mandate}")
@needs(Permission.spaces_read)
async def get_mandate(space: str, mandate: UUID, session: Session, by: By) -> MandateRead:
    """One mandate."""
    return await mandates.get(session, space, mandate, by=by)


@router.get("/mandates/{mandate}/consequences")
@needs(Permission.mandates_write)
async def preview_mandate_end(
    space: str, mandate: UUID, query: Annotated[MandatePreviewQuery, Query()], session: Session, by: By
) -> Consequences:
    """What the end of a mandate would end or flag, with the `hash` that ending it, or opening the next, brings back."""
    return await mandates.preview(session, space, mandate, query, by=by)


@router.post("/mandates/{mandate}/end")
@needs(Permission.mandates_write)
async def end_mandate(space: str, mandate: UUID, form: MandateEnd, session: Session, by: By) -> MandateRead:
    """Close a mandate without a next one: the group stays active and takes no seats (R20)."""
    return await mandates.end(session, space, mandate, form, by=by)
