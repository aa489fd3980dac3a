"""Around every request, as plain ASGI: a request id in and out, the caller's language, one log line without a name."""

import re
import uuid

import structlog
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api import audit, clock, texts

log = structlog.get_logger()
SHAPE = re.compile(rb"[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")


class RequestContext:
    """`X-Request-Id` is taken where it is a UUID, made where not, answered, logged, and kept with what was changed."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        headers = dict(scope["headers"])
        given = headers.get(b"x-request-id", b"")
        request_id = given.decode().lower() if SHAPE.fullmatch(given) else str(uuid.uuid4())
        audit.request_id.set(request_id)
        texts.language.set(texts.negotiate(headers.get(b"accept-language", b"").decode("latin-1")))
        structlog.contextvars.bind_contextvars(request_id=request_id)
        method, began, status = scope["method"], clock.monotonic(), 0
        if method == "HEAD":  # whatever GET answers, without its body
            scope = {**scope, "method": "GET"}

        async def tell(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                message["headers"] = [*message["headers"], (b"x-request-id", request_id.encode())]
            elif method == "HEAD":
                message = {**message, "body": b""}
            await send(message)

        try:
            await self.app(scope, receive, tell)
        finally:
            route = getattr(scope.get("route"), "path", "-")
            log.info(
                "request",
                method=method,
                route=route,
                status=status,
                ms=round((clock.monotonic() - began) * 1e3, 1),
            )
            structlog.contextvars.unbind_contextvars("request_id")
