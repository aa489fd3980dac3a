"""What is taken away, so that the campaign must find violations: a check that cannot fail proves nothing."""

from typing import Any

from sqlalchemy import event, text

from api.db import Database

LOCKS = "locks"
LOCKING = (" FOR NO KEY UPDATE", " FOR UPDATE")

FIND = """
SELECT format('ALTER TABLE %s DROP CONSTRAINT %I CASCADE', conrelid::regclass, conname)
FROM pg_constraint WHERE conname = :name AND contype <> 'n'
UNION ALL
SELECT format('DROP TRIGGER %I ON %s', tgname, tgrelid::regclass)
FROM pg_trigger WHERE tgname = :name AND NOT tgisinternal
UNION ALL
SELECT format('DROP INDEX %s', indexrelid::regclass)
FROM pg_index WHERE indexrelid::regclass::text = :name
  AND NOT EXISTS (SELECT FROM pg_constraint WHERE conname = :name)
"""


async def drop(owner: Database, name: str) -> None:
    """A constraint, trigger or index of this name, as the schema's owner."""
    async with owner.transaction() as session:
        found = (await session.scalars(text(FIND), {"name": name})).all()
        if not found:
            raise LookupError(f"nothing in the schema is called {name}")
        for statement in found:
            await session.execute(text(statement))


def without_locks(database: Database) -> None:
    """Every row lock is left out of what is sent: what only locks guard is unguarded."""

    def unlocked(_connection: Any, _cursor: Any, statement: str, parameters: Any, *_: Any) -> tuple[str, Any]:
        for words in LOCKING:
            statement = statement.replace(words, "")
        return statement, parameters

    event.listen(database.engine.sync_engine, "before_cursor_execute", unlocked, retval=True)
