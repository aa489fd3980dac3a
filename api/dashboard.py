"""The dashboard's files as a small server of its own: never cached where they change, for ever where they cannot.

The page knows the API by `/config.json` alone. Deployed on its own it is `frontend/Dockerfile`, which sends the same.
"""

import re
from pathlib import Path
from urllib.parse import urlsplit

from starlette.applications import Starlette
from starlette.datastructures import MutableHeaders
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.settings import CHECKOUT, Settings

DIST = CHECKOUT / "frontend" / "dist"
FOR_EVER = "public, max-age=31536000, immutable"  # the name holds a digest of the content
ASK_FIRST = "no-cache"

HOST = re.compile(r"([a-z0-9.-]+)(?::\d+)?", re.ASCII)

HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "Cross-Origin-Opener-Policy": "same-origin",
}
POLICY = (
    "default-src 'self'; connect-src 'self' {api}; style-src 'self' 'unsafe-inline'; img-src 'self' data:; "
    "font-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'self'; object-src 'none'"
)


def is_built(dist: Path = DIST) -> bool:
    return (dist / "index.html").is_file()


def create_app(settings: Settings, api_port: int, dist: Path = DIST) -> Starlette:
    """`api_port`: where the API listens, where no setting names its address."""

    async def config(request: Request) -> Response:
        return JSONResponse({"api": api_origin(request.scope, settings, api_port)})

    return Starlette(
        routes=[Route("/config.json", config), Mount("/", _Files(directory=dist))],
        middleware=[
            Middleware(_Headers, settings=settings, api_port=api_port),
            Middleware(GZipMiddleware, minimum_size=1000),
        ],
    )


def api_origin(scope: Scope, settings: Settings, api_port: int) -> str:
    """The API as this page reaches it: under the page's own host name, so that both are one site to the cookie.

    Only names that the API takes calls from are repeated; whoever makes up a `Host` is told ours.
    """
    if settings.api_url:
        return settings.api_url
    asked = HOST.fullmatch(Request(scope).headers.get("host", ""))
    known = {urlsplit(origin).hostname for origin in settings.dashboard_origins}
    host = asked[1] if asked and asked[1] in known else settings.host
    return f"http://[{host}]:{api_port}" if ":" in host else f"http://{host}:{api_port}"


class _Files(StaticFiles):
    """The built files; an address of a page, which names no file, is answered by the one page there is."""

    async def get_response(self, path: str, scope: Scope) -> Response:
        try:
            response = await super().get_response(path, scope)
        except HTTPException as error:
            if error.status_code != 404 or "." in path.rpartition("/")[2].lstrip("."):
                raise
            response = await super().get_response("index.html", scope)
        response.headers["Cache-Control"] = FOR_EVER if path.startswith("assets/") else ASK_FIRST
        return response


class _Headers:
    """What keeps foreign scripts, frames and readers out, on every answer."""

    def __init__(self, app: ASGIApp, settings: Settings, api_port: int) -> None:
        self.app, self.settings, self.api_port = app, settings, api_port

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        async def tell(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                headers.update(HEADERS)
                headers.setdefault("Cache-Control", ASK_FIRST)
                api = api_origin(scope, self.settings, self.api_port)
                headers["Content-Security-Policy"] = POLICY.format(api=api)
            await send(message)

        await self.app(scope, receive, tell)
