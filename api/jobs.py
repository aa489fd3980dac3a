"""Wake the worker, in the change's own transaction: pgqueuer's queue, in its own schema.

A job carries nothing. What is to be done stands in our own tables, so a job that is lost, doubled or late costs a
moment and no letter.
"""

from typing import Any

from pgqueuer import AsyncpgDriver, Queries
from pgqueuer.adapters.persistence import qb
from pgqueuer.domain.settings import DBSettings
from pydantic_settings import BaseSettings, PydanticBaseSettingsSource
from sqlalchemy.ext.asyncio import AsyncSession


class Names(DBSettings):
    """pgqueuer's tables are in the schema `queue`, whatever variables such as CHANNEL or TRIGGER are about."""

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        *_others: PydanticBaseSettingsSource,
        **_named: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        return (init_settings,)


NAMES = Names(db_schema="queue")
LETTERS = "letters"


class _SessionDriver(AsyncpgDriver):
    """pgqueuer's statements as the session's own.

    Through the raw connection they would commit by themselves wherever the session had not begun, and survive its
    rollback; and their errors would not be those that the operation retries.
    """

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def fetch(self, query: str, *args: Any) -> list[dict[str, object]]:
        connection = await self._session.connection()
        return [dict(row) for row in (await connection.exec_driver_sql(query, args)).mappings()]


def queries(driver: AsyncpgDriver) -> Queries:
    return Queries(
        driver,
        qbe=qb.QueryBuilderEnvironment(NAMES),
        qbq=qb.QueryQueueBuilder(NAMES),
        qbs=qb.QuerySchedulerBuilder(NAMES),
    )


async def enqueue(session: AsyncSession, entrypoint: str) -> None:
    """Wake the worker for this once the session's transaction is committed, and not at all if it is not.

    No dedupe key: with one, two transactions that write letters would wait for each other.
    """
    await queries(_SessionDriver(session)).enqueue(entrypoint, None)
