"""Whether the process lives and whether it is ready, outside `/v1`."""

from fastapi import APIRouter, Request, Response
from sqlalchemy.exc import SQLAlchemyError

from api import startup

router = APIRouter(tags=["health"])


@router.get("/livez")
async def livez() -> dict[str, str]:
    """The process answers."""
    return {"status": "ok"}


@router.get("/readyz", responses={503: {"description": "Not ready; the reason is in the body."}})
async def readyz(request: Request, response: Response) -> dict[str, str]:
    """Migrations are at head, the database answers, and the demo network, where asked for, is in."""
    try:
        await startup.check(request.app.state.settings, request.app.state.database)
    except (startup.NotReady, SQLAlchemyError, OSError) as error:
        response.status_code = 503
        response.headers["Retry-After"] = "2"
        return {"status": "not ready", "reason": str(error) if isinstance(error, startup.NotReady) else "database"}
    return {"status": "ready"}
