"""Who is calling: an `Actor`, or 401. Signing in as a person joins here with its own issue."""

from fastapi import Request
from sqlalchemy.ext.asyncio import AsyncSession

from api.errors import Unauthenticated
from api.rules.permissions import PUBLIC, Actor
from api.services import clients


async def identify(request: Request, session: AsyncSession) -> Actor:
    """The caller named by `Authorization: Bearer inee_…`; without the header, the public."""
    header = request.headers.get("authorization")
    if header is None:
        return PUBLIC
    scheme, _, key = header.partition(" ")
    actor = await clients.find(session, key.strip()) if scheme.lower() == "bearer" else None
    if actor is None:
        raise Unauthenticated
    return actor
