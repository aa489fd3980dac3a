"""Who is calling: an `Actor`, or 401. A key comes as a bearer, a person by the cookie of their session.

Signing in through an identity provider (partner integration) ends in the same session: its place is
services/sessions.start.
"""

from fastapi import Request
from sqlalchemy.ext.asyncio import AsyncSession

from api import errors
from api.rules.permissions import PUBLIC, Actor
from api.services import clients, sessions

SAFE = {"GET", "HEAD", "OPTIONS"}


async def identify(request: Request, session: AsyncSession, *, ignore_cookie: bool = False) -> Actor:
    """The caller named by `Authorization: Bearer inee_…` or by the session's cookie; without either, the public.

    Where people sign in, a cookie of a session that is over is no obstacle: `ignore_cookie`.
    """
    header, cookie = request.headers.get("authorization"), request.cookies.get(errors.COOKIE)
    if cookie is not None and header is not None:
        raise errors.TwoCredentials
    if header is not None:
        scheme, _, key = header.partition(" ")
        actor = await clients.find(session, key.strip()) if scheme.lower() == "bearer" else None
        if actor is None:
            raise errors.Unauthenticated
        return actor
    if cookie is None or ignore_cookie:
        return PUBLIC
    person = await sessions.find(session, cookie)
    if person is None:
        raise errors.SessionOver
    return person


def check_origin(request: Request, *, always: bool = False) -> None:
    """A write by cookie comes from a page of ours: an allowed `Origin`, and a header that no form can send.

    `always`: this operation sets the cookie, so nobody is signed in to another's account by a foreign page.
    """
    if request.method in SAFE or not (always or errors.COOKIE in request.cookies):
        return
    allowed = request.app.state.settings.dashboard_origins
    if request.headers.get("origin") not in allowed or request.headers.get("x-inee-csrf") != "1":
        raise errors.ForeignOrigin
