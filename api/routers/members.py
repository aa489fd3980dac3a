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
@needs(Permission.members_create)
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
    """Edit a person, or oneself. Who leaves ends all that day; a suspension keeps the seats (R33)."""
    return await members.update(session, member, form, if_match, by=by)


@router.post("/{member}/confirmation-requests", status_code=202)
@needs(Permission.members_create)
async def request_confirmation(member: UUID, session: Session, by: By) -> MemberRead:
    """Ask an unconfirmed person by mail whether they agree to be known here."""
    return await members.ask_to_confirm(session, member, by=by)


@router.post("/{member}/affiliations/{affiliation}/confirmation")
@needs(Permission.members_write)
async def confirm_affiliation(member: UUID, affiliation: UUID, session: Session, by: By) -> MemberRead:
    """Say that one works there, as somebody else wrote; only then does the organisation see one."""
    return await members.answer_affiliation(session, member, affiliation, confirmed=True, by=by)


@router.post("/{member}/affiliations/{affiliation}/refusal")
@needs(Permission.members_write)
async def refuse_affiliation(member: UUID, affiliation: UUID, session: Session, by: By) -> MemberRead:
    """Say that one does not work there: it ends today."""
    return await members.answer_affiliation(session, member, affiliation, confirmed=False, by=by)


@router.delete("/{member}", status_code=204)
@needs(Permission.members_erase)
async def erase_member(member: UUID, if_match: IfMatch, session: Session, by: By) -> None:
    """Erase a person: what is held about them goes, history and statistics stay."""
    await erasing.erase(session, member, if_match, by=by)
