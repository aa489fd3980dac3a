from uuid import UUID

from fastapi import APIRouter

from api.operation import By, Operation, Session, needs
from api.rules.permissions import Permission
from api.schemas.consents import ConsentForm, ConsentList, ConsentWithdrawal
from api.schemas.exports import Export
from api.schemas.members import MemberRead
from api.schemas.sessions import ChallengeRead, CodeRequest, EmailChangeConfirm
from api.services import consents, email_changes, exporting

router = APIRouter(prefix="/members/{member}", tags=["members"], route_class=Operation)


@router.get("/export")
@needs(Permission.members_export, confirmed=True)
async def export_member(member: UUID, session: Session, by: By) -> Export:
    """Everything held about a person, with where it comes from."""
    return await exporting.of_member(session, member, by=by)


@router.get("/consents")
@needs(Permission.members_export)
async def list_consents(member: UUID, session: Session, by: By) -> ConsentList:
    """When and how the person agreed to be known, and what they took back."""
    return await consents.list_(session, member, by=by)


@router.post("/consents", status_code=201)
@needs(Permission.members_write)
async def give_consent(member: UUID, form: ConsentForm, session: Session, by: By) -> MemberRead:
    """Agree to be known to the network, or record how somebody did. Who was only known becomes a member."""
    return await consents.give(session, member, form, by=by)


@router.post("/consents/withdrawal")
@needs(Permission.members_write)
async def withdraw_consent(member: UUID, form: ConsentWithdrawal, session: Session, by: By) -> MemberRead:
    """Take it back: all ends that day, and nothing more is processed. Erasing is an act of its own."""
    return await consents.withdraw(session, member, form, by=by)


@router.post("/email-changes", status_code=202)
@needs(Permission.members_write, confirmed=True)
async def request_email_change(member: UUID, form: CodeRequest, session: Session, by: By) -> ChallengeRead:
    """A code to one's new address; with it the address is changed, and both are told."""
    return await email_changes.ask(session, member, form, by=by)


@router.post("/email-changes/{challenge}/confirmation")
@needs(Permission.members_write)
async def confirm_email_change(
    member: UUID, challenge: UUID, form: EmailChangeConfirm, session: Session, by: By
) -> MemberRead:
    """The code from the new mailbox. Every other sign-in ends."""
    return await email_changes.confirm(session, member, challenge, form, by=by)
