"""How Alembic connects: as the owner, one migration at a time, never waiting long for a lock under running code."""

import warnings

from alembic import context
from sqlalchemy import Connection, text

from api.models import Base

# PostgreSQL prints a generated column's expression its own way; Alembic could not change one in any case.
warnings.filterwarnings("ignore", message="Computed default on")

LOCK = 7_031_968  # any number, the same for every migrator


def run(connection: Connection) -> None:
    context.configure(
        connection=connection,
        target_metadata=Base.metadata,
        compare_type=True,
        compare_server_default=True,
        transaction_per_migration=True,
        include_name=lambda name, kind, _parents: kind != "schema" or name in (None, "public"),
    )
    with context.begin_transaction():
        context.run_migrations()


connection: Connection = context.config.attributes["connection"]
connection.execute(text("SET lock_timeout = '5s'"))
connection.execute(text("SET statement_timeout = '10min'"))
connection.execute(text("SELECT pg_advisory_lock(:lock)"), {"lock": LOCK})
connection.commit()
try:
    run(connection)
    connection.commit()
finally:
    connection.rollback()
    connection.execute(text("SELECT pg_advisory_unlock(:lock)"), {"lock": LOCK})
    connection.commit()
