from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query

from api.operation import By, IfMatch, Operation, Session, needs
from api.rules.permissions import Permission
from api.schemas.members import MemberCreate, MemberFilter, MemberPage, MemberRead, MemberUpdate
from api.services import erasing, members

router = APIRouter(prefix="/members", tags=["members"], route_class=Operation)


@router.get("")
@needs(Permission.members_read)
async def list_members(query: Annotated[MemberFilter, Query()], session: Session, by: By) -> MemberPage:
    """People: an organisation's key lists those who confirmed that they work there."""
    return await members.list_(session, query, by=by)


@router.post("", status_code=201)
@needs(Permission.members_write)
async def create_member(form: MemberCreate, session: Session, by: By) -> MemberRead:
    """Add a person: `active` with consent, otherwise `unconfirmed`."""
    return await members.create(session, form, by=by)


@router.get("/{member}")
@needs(Permission.members_read)
async def get_member(member: UUID, session: Session, by: By) -> MemberRead:
    """One person, as the caller may see them."""
    return await members.get(session, member, by=by)


@router.patch("/{member}")
@needs(Permission.members_write)
async def update_member(
    member: UUID, form: MemberUpdate, if_match: IfMatch, session: Session, by: By
) -> MemberRead:
    """Edit a person. Who leaves ends all that day; a suspension keeps the seats (R33)."""
    return await members.update(session, member, form, if_match, by=by)


@router.delete("/{member}", status_code=204)
@needs(Permission.members_erase)
async def erase_member(member: UUID, if_match: IfMatch, session: Session, by: By) -> None:
    """Erase a person: what is held about them goes, history and statistics stay."""
    await erasing.erase(session, member, if_match, by=by)
