from fastapi import APIRouter, Request

from api.operation import By, Operation, Session, needs
from api.rules.permissions import Permission
from api.schemas.sessions import (
    ChallengeRead,
    CodeRequest,
    Confirmation,
    Registration,
    SessionEnded,
    SessionList,
    SessionRead,
    SessionStarted,
    SignIn,
)
from api.services import challenges, sessions, signing_in

router = APIRouter(tags=["sign-in"], route_class=Operation)


@router.post("/sign-in-codes", status_code=202)
@needs(Permission.sessions_start)
async def request_sign_in_code(form: CodeRequest, session: Session) -> ChallengeRead:
    """A code to this address, for ten minutes and five tries. The answer does not tell whether the address is known."""
    return await challenges.ask_to_sign_in(session, form)


@router.post("/registrations", status_code=202)
@needs(Permission.sessions_start)
async def register(form: Registration, session: Session) -> ChallengeRead:
    """Become a member: the code sent to the address completes it, by signing in with it."""
    return await challenges.ask_to_register(session, form)


@router.post("/sessions", status_code=201)
@needs(Permission.sessions_start, sets_cookie=True, shows_secret=True)
async def sign_in(form: SignIn, request: Request, session: Session) -> SessionStarted:
    """Sign in, with a code from the mailbox or with password and second factor. The answer sets the cookie."""
    return await signing_in.sign_in(session, form, request.headers.get("user-agent"))


@router.get("/sessions")
@needs(Permission.sessions_manage)
async def list_sessions(session: Session, by: By) -> SessionList:
    """Where one is signed in, the newest first."""
    return await sessions.list_(session, by=by)


@router.post("/sessions/current/confirmation")
@needs(Permission.sessions_manage, shows_secret=True)
async def confirm_session(form: Confirmation, session: Session, by: By) -> SessionRead:
    """Prove once more who you are; keys, exports and overrides ask for it after ten minutes."""
    return await signing_in.confirm(session, form, by=by)


@router.post("/sessions/current/confirmation-codes", status_code=202)
@needs(Permission.sessions_manage)
async def request_confirmation_code(session: Session, by: By) -> ChallengeRead:
    """A code to one's own address, for who signed in by one."""
    return await challenges.ask_to_confirm(session, by=by)


@router.post("/sessions/others/end")
@needs(Permission.sessions_manage)
async def end_other_sessions(session: Session, by: By) -> SessionList:
    """Sign out everywhere but here; answers what was ended."""
    return await sessions.end_others(session, by=by)


@router.post("/sessions/{session_id}/end")
@needs(Permission.sessions_manage)
async def end_session(session_id: str, session: Session, by: By) -> SessionEnded:
    """Sign out, here (`current`) or in another browser."""
    return await sessions.end(session, session_id, by=by)
