"""R, the yardstick: the smallest honest peer. Starlette + asyncpg + orjson, one prepared select, nobody asked who calls."""

import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import asyncpg
import orjson
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

ONE = """SELECT id::text, full_name, given_name, family_name, email, country, languages, topics, status, created_at,
updated_at FROM members WHERE id = $1"""


@asynccontextmanager
async def lifespan(app: Starlette) -> AsyncIterator[None]:
    dsn = os.environ["BENCH_DSN"].replace("+asyncpg", "")
    async with asyncpg.create_pool(dsn, min_size=10, max_size=10) as pool:
        app.state.pool = pool
        yield


async def member(request: Request) -> Response:
    row = await request.app.state.pool.fetchrow(ONE, request.path_params["id"])
    return Response(orjson.dumps(dict(row)), media_type="application/json")


app = Starlette(routes=[Route("/members/{id}", member)], lifespan=lifespan)
