from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query

from api.operation import By, Operation, Session, needs
from api.rules.permissions import Permission
from api.schemas.base import Page
from api.schemas.leaders import LeaderCreate, LeaderEnd, LeaderFilter, LeaderRead
from api.services import leaders

router = APIRouter(prefix="/spaces/{space}/leaders", tags=["leaders"], route_class=Operation)


@router.get("")
@needs(Permission.spaces_read)
async def list_leaders(
    space: str, query: Annotated[LeaderFilter, Query()], session: Session, by: By
) -> Page[LeaderRead]:
    """Who leads the space, today or as of a day: roles and organisations; names as the caller may know them."""
    return await leaders.list_(session, space, query, by=by)


@router.post("", status_code=201)
@needs(Permission.leaders_write)
async def create_leader(space: str, form: LeaderCreate, session: Session, by: By) -> LeaderRead:
    """Name who leads: the secretariat anywhere, leaders of a working group in its workstreams.

    With `succeeds` it is a hand-over: whoever leads hands their own role to somebody who is seated there.
    """
    return await leaders.name(session, space, form, by=by)


@router.get("/{leader}")
@needs(Permission.spaces_read)
async def get_leader(space: str, leader: UUID, session: Session, by: By) -> LeaderRead:
    """One leading role, present, past or to come."""
    return await leaders.get(session, space, leader, by=by)


@router.post("/{leader}/end")
@needs(Permission.leaders_write)
async def end_leader(space: str, leader: UUID, form: LeaderEnd, session: Session, by: By) -> LeaderRead:
    """Step down; or end a role, with a reason, as the secretariat or a leader of the working group above."""
    return await leaders.end(session, space, leader, form, by=by)
