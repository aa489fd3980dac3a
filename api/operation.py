"""One route class for every router: the conventions of the contract, each once and in order.

Unknown or repeated parameter → 422; body read (413); begin; caller (401); the operation's permission (403);
Idempotency-Key; handler; answer kept; COMMIT; and only then the first byte. Deadlocks are retried whole.
"""

import asyncio
import functools
import random
from collections.abc import Awaitable, Callable, Coroutine
from dataclasses import dataclass
from hashlib import sha256
from typing import Annotated, Any

from fastapi import Depends, Header, Request, Response
from fastapi.dependencies.utils import get_flat_params
from fastapi.params import Header as FromHeader
from fastapi.params import Path
from fastapi.routing import APIRoute
from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as PoolExhausted
from sqlalchemy.ext.asyncio import AsyncSession

from api import auth, errors, idempotency
from api.rules.permissions import PUBLIC, Actor, Permission, may
from api.schemas.base import Answer, Resource

ATTEMPTS = 5
BODY_LIMIT = 1_000_000
CONDITIONAL = {"PATCH", "PUT", "DELETE"}
VARY = "Accept-Language, Authorization, Cookie"

Endpoint = Callable[..., Awaitable[Any]]
Handler = Callable[[Request], Coroutine[Any, Any, Response]]


@dataclass(frozen=True, slots=True)
class Needs:
    """What an operation asks of whoever calls it."""

    permission: Permission
    body_limit: int
    confirmed: bool
    shows_secret: bool
    sets_cookie: bool


def needs(
    permission: Permission,
    *,
    body_limit: int = BODY_LIMIT,
    confirmed: bool = False,
    shows_secret: bool = False,
    sets_cookie: bool = False,
) -> Callable[[Endpoint], Endpoint]:
    """Name the one permission an operation asks for, how many bytes it reads, and what else is true of it.

    `confirmed`: a person must have proved who they are in the last minutes. `shows_secret`: its answer is not kept for
    a retry. `sets_cookie`: only a page of ours may ask for it.
    """

    def mark(endpoint: Endpoint) -> Endpoint:
        endpoint.needs = Needs(permission, body_limit, confirmed, shows_secret, sets_cookie)  # type: ignore[attr-defined]
        return endpoint

    return mark


def _session(request: Request) -> AsyncSession:
    session: AsyncSession = request.state.session
    return session


def _actor(request: Request) -> Actor:
    actor: Actor = request.state.actor
    return actor


def _if_match(
    if_match: Annotated[str, Header(description="The resource's ETag, as last read.")],
) -> "Versions":
    """The versions named by If-Match; None for `*`. Only the part before the hyphen is compared."""
    if if_match.strip() == "*":
        return None
    tags = (tag.strip().strip('"').split("-")[0] for tag in if_match.split(","))
    return frozenset(int(tag) for tag in tags if tag.isdecimal() and len(tag) < 10)


Versions = frozenset[int] | None
Session = Annotated[AsyncSession, Depends(_session)]
By = Annotated[Actor, Depends(_actor)]
IfMatch = Annotated[Versions, Depends(_if_match)]


class Operation(APIRoute):
    """A route whose handler runs inside one transaction and answers only after its COMMIT."""

    def __init__(self, path: str, endpoint: Endpoint, **options: Any) -> None:
        if not hasattr(endpoint, "needs"):
            raise TypeError(f"{endpoint.__name__} ({path}) names no permission: decorate it with @needs(…)")
        self.needs: Needs = endpoint.needs
        described = {"x-permission": self.needs.permission}
        if self.needs.confirmed:
            described["x-confirmed"] = True
        options["openapi_extra"] = {**(options.get("openapi_extra") or {}), **described}
        super().__init__(path, _rendered(endpoint, options.get("status_code") or 200), **options)
        self.parameters = _query_parameters(self)

    def get_route_handler(self) -> Handler:
        handle = super().get_route_handler()

        async def answer(request: Request) -> Response:
            if (
                "\x00" in request.scope["path"]
            ):  # PostgreSQL keeps no such text, so there can be nothing of that name
                raise errors.NotFound
            _check_query(request, self.parameters)
            await _read_body(request, self.needs.body_limit)
            return await self._committed(request, handle)

        return answer

    async def _committed(self, request: Request, handle: Handler) -> Response:
        for attempt in range(1, ATTEMPTS + 1):
            try:
                return await self._once(request, handle)
            except DBAPIError as error:
                if errors.sqlstate(error) not in errors.RETRIED:
                    raise errors.of_database(error) from error
                await asyncio.sleep(random.uniform(0, 0.02 * attempt))  # noqa: S311  (spreads retries, keeps no secret)
            except (PoolExhausted, OSError) as error:
                raise errors.Unavailable from error
        raise errors.Unavailable

    async def _once(self, request: Request, handle: Handler) -> Response:
        auth.check_origin(request, always=self.needs.sets_cookie)
        async with request.app.state.database.transaction() as session:
            actor = await self._allowed(request, session)
            request.state.session, request.state.actor = session, actor
            claim = await idempotency.claim(session, request, actor)
            if claim and claim.kept:
                return claim.kept
            refusal = None
            try:
                response = await handle(request)
            except errors.ApiError as error:
                if not error.kept:
                    raise
                refusal = error  # what was written stays: a try that counts
            if claim and refusal:
                await claim.drop(session)
            elif claim and not self.needs.shows_secret:
                await claim.keep(session, response)
        if refusal:
            raise refusal
        if self.needs.shows_secret or self.needs.confirmed:
            response.headers["Cache-Control"] = "no-store"  # nothing of it stays on a shared machine
        return _conditional(request, response)

    async def _allowed(self, request: Request, session: AsyncSession) -> Actor:
        """The caller, who may do this to something, or the refusal."""
        permission = self.needs.permission
        signing_in = permission is Permission.sessions_start
        actor = await auth.identify(request, session, ignore_cookie=signing_in)
        if not may(actor, permission, anywhere=True):
            raise errors.Unauthenticated if actor is PUBLIC else errors.Forbidden(permission=permission)
        if self.needs.confirmed and not actor.confirmed:
            raise errors.ConfirmationRequired
        if request.method in CONDITIONAL and "if-match" not in request.headers:
            raise errors.PreconditionRequired
        return actor


def _rendered(endpoint: Endpoint, status: int) -> Endpoint:
    """Serialise once, straight to bytes, with ETag and Location; FastAPI then has nothing left to encode."""

    @functools.wraps(endpoint)
    async def call(*args: Any, **kwargs: Any) -> Response:
        result = await endpoint(*args, **kwargs)
        if result is None:
            return Response(status_code=status)
        return result if isinstance(result, Response) else _response(result, status)

    return call


def _response(result: Answer, status: int) -> Response:
    body = result.body()
    digest = sha256(body).hexdigest()[:16]
    headers = {"ETag": f'"{digest}"', "Vary": VARY, "Cache-Control": "private, no-cache", **result.headers}
    if isinstance(result, Resource):
        headers["ETag"] = f'"{result.version}-{digest}"'
        if status in (201, 202):
            headers["Location"] = result.location
    return Response(body, status, headers, "application/json")


def _conditional(request: Request, response: Response) -> Response:
    wanted = request.headers.get("if-none-match")
    if request.method != "GET" or wanted is None or response.status_code != 200:
        return response
    tags = {tag.strip().removeprefix("W/") for tag in wanted.split(",")}
    etag = response.headers.get("etag")
    if etag not in tags and "*" not in tags:
        return response
    return Response(status_code=304, headers={"ETag": str(etag), "Vary": VARY})


def _query_parameters(route: APIRoute) -> frozenset[str]:
    """What may follow the `?`: every parameter that is neither in the path nor in a header, models' fields included."""
    flat = get_flat_params(route.dependant)
    return frozenset(field.alias for field in flat if not isinstance(field.field_info, Path | FromHeader))


def _check_query(request: Request, allowed: frozenset[str]) -> None:
    found = [name for name, _ in request.query_params.multi_items()]
    wrong = [
        errors.FieldError(f"?{name}"[:100], code, {})
        for name in dict.fromkeys(found)
        if (
            code := "unknown_parameter"
            if name not in allowed
            else "repeated_parameter"
            if found.count(name) > 1
            else ""
        )
    ]
    if wrong:
        raise errors.Invalid(wrong)


async def _read_body(request: Request, limit: int) -> None:
    """Read the whole body before a connection is taken: a slow sender holds none, a retry can read it again."""
    declared = request.headers.get("content-length", "")
    if declared.isdecimal() and int(declared) > limit:
        raise errors.TooLarge(limit=limit)
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > limit:
            raise errors.TooLarge(limit=limit)
    request._body = bytes(body)
