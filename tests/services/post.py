"""What tests of letters share: a mail server, a postman who brings there what a database holds, and what is left."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import select, text

from api.db import Database
from api.models import Letter, OutboxMessage
from api.services import letters
from api.settings import Settings
from api.worker import Postman, outlet_of
from bench.mailbox import Mailbox

SENDER = "INEE Network Spaces <spaces@inee.test>"


def settings_for(box: Mailbox, **given: Any) -> Settings:
    return Settings(**{"smtp_url": box.url, "mail_from": SENDER, "mail_timeout": 5, **given})


def postman(database: Database, box: Mailbox, **given: Any) -> Postman:
    settings = settings_for(box, **given)
    return Postman(database, outlet_of(settings, print), settings)


async def write(
    database: Database, *emails: str | None, template: str = "email_changed", **given: Any
) -> None:
    """Letters of one template, each in a transaction of its own; those with a code have one."""
    for email in emails:
        challenge = uuid4() if template.endswith("_code") else None
        async with database.transaction() as session:
            await letters.write(
                session, template, **{"email": email, "challenge_id": challenge, "language": "en", **given}
            )


async def told(database: Database) -> Mapping[UUID, OutboxMessage]:
    """The outbox rows of letters, oldest first."""
    async with database.transaction() as session:
        rows = await session.scalars(
            select(OutboxMessage).where(OutboxMessage.event == "letter.written").order_by(OutboxMessage.id)
        )
        return {row.id: row for row in rows}


async def kept(database: Database) -> list[str]:
    """The templates of the letters still held."""
    async with database.transaction() as session:
        return list(await session.scalars(select(Letter.template).order_by(Letter.id)))


async def jobs(database: Database) -> int:
    async with database.transaction() as session:
        return await session.scalar(text("SELECT count(*) FROM queue.pgqueuer")) or 0
