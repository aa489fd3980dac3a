from uuid import UUID

from fastapi import APIRouter

from api.operation import By, Operation, Session, needs
from api.rules.permissions import Permission
from api.schemas.sessions import (
    CredentialsConfirm,
    CredentialsCreate,
    CredentialsRead,
    EnrolmentRead,
    MeRead,
    PasswordChange,
    RecoveryCodes,
)
from api.services import credentials, me

router = APIRouter(tags=["me"], route_class=Operation)


@router.get("/me")
@needs(Permission.me_read)
async def get_me(session: Session, by: By) -> MeRead:
    """Who is calling: roles with what they are held of, and what they allow."""
    return await me.get(session, by=by)


@router.post("/me/credentials", status_code=201)
@needs(Permission.credentials_write, shows_secret=True)
async def take_up_credentials(form: CredentialsCreate, session: Session, by: By) -> CredentialsRead:
    """Set a password and be shown the second factor, with the code an admin handed over."""
    return await credentials.take_up(session, form, by=by)


@router.post("/me/credentials/confirmation", status_code=204)
@needs(Permission.credentials_write)
async def confirm_credentials(form: CredentialsConfirm, session: Session, by: By) -> None:
    """Send one code of the authenticator back: from then on it signs in."""
    await credentials.confirm(session, form, by=by)


@router.post("/me/password", status_code=204)
@needs(Permission.credentials_write)
async def change_password(form: PasswordChange, session: Session, by: By) -> None:
    """Another password: fifteen characters or more, and not one that people try. Other sessions end."""
    await credentials.change_password(session, form, by=by)


@router.post("/me/recovery-codes", status_code=201)
@needs(Permission.credentials_write, confirmed=True, shows_secret=True)
async def renew_recovery_codes(form: CredentialsConfirm, session: Session, by: By) -> RecoveryCodes:
    """Ten new codes for the day the phone is lost, by a code of the authenticator; those before them no longer count."""
    return await credentials.renew_recovery_codes(session, form, by=by)


@router.post("/members/{member}/enrolment", status_code=201)
@needs(Permission.enrolments_write, confirmed=True, shows_secret=True)
async def open_enrolment(member: UUID, session: Session, by: By) -> EnrolmentRead:
    """Let a colleague take up password and second factor, or do so anew; what they had no longer signs in."""
    return await credentials.enrol(session, member, by=by)
