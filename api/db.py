"""Engine, sessions and transactions: the only file in which anything is committed."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import asyncpg
from sqlalchemy.ext.asyncio import (
    AsyncConnection,
    AsyncEngine,
    AsyncSession,
    async_sessionmaker,
    create_async_engine,
)

# The shortest wait is the innermost: a lock, then a statement, then a transaction somebody forgot.
LIMITS = {
    "application_name": "inee-api",
    "timezone": "UTC",
    "jit": "off",
    "lock_timeout": "5s",
    "statement_timeout": "30s",
    "idle_in_transaction_session_timeout": "60s",
}


class Database:
    """A pool of connections as the application's role, and the transactions made on them."""

    def __init__(self, url: str, *, size: int = 10, wait: float = 5.0) -> None:
        self.engine: AsyncEngine = create_async_engine(
            url,
            pool_size=size,
            max_overflow=0,
            pool_timeout=wait,
            pool_pre_ping=False,
            pool_recycle=1800,
            hide_parameters=True,  # what people typed stays out of logs and tracebacks
            connect_args={"server_settings": LIMITS},
        )
        self._sessions = async_sessionmaker(self.engine, expire_on_commit=False)

    @asynccontextmanager
    async def transaction(self, *, keep: bool = True) -> AsyncIterator[AsyncSession]:
        """One session, one transaction: committed when the block ends well, rolled back when it raises.

        Without `keep` it is rolled back either way: a rehearsal.
        """
        async with self._sessions() as session, session.begin() as transaction:
            yield session
            if not keep:
                await transaction.rollback()

    @asynccontextmanager
    async def listening(self) -> AsyncIterator[asyncpg.Connection]:
        """The driver's own connection, for LISTEN and its like; closed afterwards, never used again."""
        async with self.engine.connect() as connection:
            try:
                raw = (await connection.get_raw_connection()).driver_connection
                assert isinstance(raw, asyncpg.Connection)  # noqa: S101  (what the engine was made with)
                yield raw
            finally:
                await connection.invalidate()

    async def close(self) -> None:
        await self.engine.dispose()


class BoundDatabase(Database):
    """The same over one connection whose outer transaction is never committed: what most tests run on."""

    def __init__(self, connection: AsyncConnection, **options: Any) -> None:
        self.engine = connection.engine
        self._sessions = async_sessionmaker(
            connection, expire_on_commit=False, join_transaction_mode="create_savepoint", **options
        )

    async def close(self) -> None:
        """The connection is its owner's to close."""
