"""Whether the process lives and whether it is ready, outside `/v1`."""

from fastapi import APIRouter, Request, Response

from api import startup

router = APIRouter(tags=["health"])


@router.get("/livez")
async def livez() -> dict[str, str]:
    """The process answers."""
    return {"status": "ok"}


@router.get("/readyz", responses={503: {"description": "Not ready; the reason is in the body."}})
async def readyz(request: Request, response: Response) -> dict[str, str]:
    """Migrations are at head, the database answers, and the demo network, where asked for, is in."""
    reason = await startup.why_not_ready(request.app.state.settings, request.app.state.database)
    if reason is None:
        return {"status": "ready"}
    response.status_code = 503
    response.headers["Retry-After"] = "2"
    return {"status": "not ready", "reason": reason}
