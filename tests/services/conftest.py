"""What these tests share: a refusal by one very constraint, and routes of their own under the operation."""

from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager

import pytest
from fastapi import FastAPI
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncSession

from api import errors
from api.main import create_app
from api.settings import Settings
from tests.harness import Server
from tests.services.lab import Lab, a_lab, router

Refused = Callable[[str], AbstractAsyncContextManager[None]]


@pytest.fixture
def refused(session: AsyncSession) -> Refused:
    """`async with refused("memberships_one_holder"): …` as `inee_app`."""
    return lambda name: refusal(session, name)


@asynccontextmanager
async def refusal(where: AsyncSession | AsyncConnection, name: str) -> AsyncIterator[None]:
    """Pass when PostgreSQL refuses the block, or the COMMIT after it, by this constraint; and it has a meaning."""
    with pytest.raises(DBAPIError) as caught:
        async with where.begin_nested():
            yield
            await where.execute(text("SET CONSTRAINTS ALL IMMEDIATE"))
    cause = getattr(caught.value.orig, "__cause__", None)
    assert getattr(cause, "constraint_name", None) == name
    assert errors.of_database(caught.value).status < 500


@pytest.fixture(scope="module")
def app() -> FastAPI:
    made = create_app(Settings())
    made.include_router(router)
    return made


@pytest.fixture
async def lab(server: Server, app: FastAPI) -> AsyncIterator[Lab]:
    async with a_lab(server, app) as lab:
        yield lab
