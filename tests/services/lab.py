"""Routes of the tests' own under the operation: what their handler does is set by each test."""

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from typing import Any, ClassVar
from uuid import UUID

import httpx
from fastapi import APIRouter, FastAPI, Request, Response
from sqlalchemy import func, select, text
from sqlalchemy.ext.asyncio import AsyncSession

from api import audit
from api.operation import By, IfMatch, Operation, Session, needs
from api.rules.permissions import Actor, Permission
from api.schemas.base import Body, Resource
from tests.harness import Api, Server, committed

Act = Callable[[AsyncSession, Actor], Awaitable[None]]


class Form(Body):
    name: str = "A"


class Thing(Resource):
    collection: ClassVar[str] = "lab"


router = APIRouter(prefix="/v1/lab", route_class=Operation)


async def _act(request: Request, session: AsyncSession, by: Actor) -> Thing:
    act: Act = request.app.state.act
    await act(session, by)
    return Thing(id=UUID(int=1))


@router.post("", status_code=201)
@needs(Permission.spaces_write)
async def do(form: Form, request: Request, session: Session, by: By) -> Thing:
    return await _act(request, session, by)


@router.get("")
@needs(Permission.spaces_write)
async def look(request: Request, session: Session, by: By) -> Thing:
    return await _act(request, session, by)


@router.delete("", status_code=204)
@needs(Permission.spaces_write)
async def drop(request: Request, session: Session, by: By, if_match: IfMatch) -> Response:
    await _act(request, session, by)
    return Response(status_code=204)


class Lab:
    """The API with the tests' own routes over a database of its own."""

    def __init__(self, api: Api, caller: httpx.AsyncClient) -> None:
        self.api, self.caller = api, caller

    def does(self, act: Act) -> None:
        self.api.app.state.act = act

    async def post(self, key: str | None = None, **form: str) -> httpx.Response:
        return await self.caller.post("/v1/lab", json=form, headers={"Idempotency-Key": key} if key else {})

    async def count(self, model: Any) -> int:
        async with self.api.database.transaction() as session:
            return await session.scalar(select(func.count()).select_from(model)) or 0


@asynccontextmanager
async def a_lab(server: Server, app: FastAPI, **pool: Any) -> AsyncIterator[Lab]:
    async with committed(server, app, **pool) as api:
        yield Lab(api, await api.as_role("service_client"))


async def traced(session: AsyncSession, by: Actor) -> None:
    audit.record(session, by=by, action="lab.done", subject=("lab", UUID(int=1)))


async def nothing(session: AsyncSession, by: Actor) -> None:
    """Do nothing."""


def failing(sqlstate: str, times: int) -> tuple[Act, list[int]]:
    """What PostgreSQL answers this many times before it lets the change through; and how often it was tried."""
    tried: list[int] = []

    async def act(session: AsyncSession, by: Actor) -> None:
        await traced(session, by)
        tried.append(len(tried))
        if len(tried) <= times:
            await session.execute(text(f"DO $$ BEGIN RAISE EXCEPTION USING ERRCODE = '{sqlstate}'; END $$"))

    return act, tried
