from typing import Annotated

from fastapi import APIRouter, Query

from api.operation import By, IfMatch, Operation, Session, needs
from api.rules.enums import SpaceStatus
from api.rules.permissions import Permission
from api.schemas.base import Day, Page
from api.schemas.consequences import Consequences
from api.schemas.memberships import RosterQuery, RosterSeat
from api.schemas.spaces import (
    PreviewQuery,
    SpaceCreate,
    SpaceFilter,
    SpaceRead,
    SpaceUpdate,
    TransitionCreate,
    TypeChange,
    TypeChangeCreate,
)
from api.services import proposals, rosters, spaces, transitions, type_changes

router = APIRouter(prefix="/spaces", tags=["spaces"], route_class=Operation)


@router.get("")
@needs(Permission.spaces_read)
async def list_spaces(query: Annotated[SpaceFilter, Query()], session: Session, by: By) -> Page[SpaceRead]:
    """Network spaces, today or as of a day."""
    return await spaces.list_(session, query, by=by)


@router.post("", status_code=201)
@needs(Permission.spaces_propose)
async def create_space(form: SpaceCreate, session: Session, by: By) -> SpaceRead:
    """Propose a space; it takes seats once it is approved and active.

    The secretariat proposes any, the leaders of a working group its workstreams, leaders of any space a reference group
    for it, any active member a task team (R16).
    """
    return await proposals.create(session, form, by=by)


@router.get("/{space}")
@needs(Permission.spaces_read)
async def get_space(space: str, session: Session, by: By, as_of: Day | None = None) -> SpaceRead:
    """One space, by id or slug, today or as of a day."""
    return await spaces.get(session, space, as_of, by=by)


@router.patch("/{space}")
@needs(Permission.spaces_write)
async def update_space(
    space: str, form: SpaceUpdate, if_match: IfMatch, session: Session, by: By
) -> SpaceRead:
    """Edit a space; what it is built on is judged again."""
    return await spaces.update(session, space, form, if_match, by=by)


@router.post("/{space}/transitions")
@needs(Permission.spaces_transition)
async def transition_space(space: str, form: TransitionCreate, session: Session, by: By) -> SpaceRead:
    """Approve, activate, reject or disband a space. Disbanding is final and needs the previewed `consequences`."""
    return await transitions.step(session, space, form, by=by)


@router.get("/{space}/transitions/{to}/consequences")
@needs(Permission.spaces_transition)
async def preview_transition(
    space: str, to: SpaceStatus, query: Annotated[PreviewQuery, Query()], session: Session, by: By
) -> Consequences:
    """What the step would end or flag, with the `hash` that disbanding brings back."""
    return await transitions.preview(session, space, to, query, by=by)


@router.post("/{space}/type-changes/consequences")
@needs(Permission.spaces_write)
async def preview_type_change(space: str, form: TypeChange, session: Session, by: By) -> Consequences:
    """What becoming a space of another type would end or flag; changes nothing. Its `hash` comes back with the change."""
    return await type_changes.preview(session, space, form, by=by)


@router.post("/{space}/type-changes")
@needs(Permission.spaces_write)
async def change_type(space: str, form: TypeChangeCreate, session: Session, by: By) -> SpaceRead:
    """Let an active space become one of another type: one act; id, slug and seats stay (R27)."""
    return await type_changes.change(session, space, form, by=by)


@router.get("/{space}/roster")
@needs(Permission.spaces_read)
async def get_roster(
    space: str, query: Annotated[RosterQuery, Query()], session: Session, by: By
) -> Page[RosterSeat]:
    """The seats of a space, as the caller may see them, today or as of a day."""
    return await rosters.of_space(session, space, query, by=by)
