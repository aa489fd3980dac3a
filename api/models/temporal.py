"""Keys that hold over time: `UNIQUE (…, during WITHOUT OVERLAPS)` and `FOREIGN KEY (…, PERIOD during)`.

SQLAlchemy and Alembic know neither, so each is the ordinary constraint whose last column is rewritten when it is
compiled. A test compares `pg_constraint.conperiod` with this metadata, because Alembic sees no drift here.
"""

import re
from typing import Any

from sqlalchemy import ForeignKeyConstraint, UniqueConstraint
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import DDLCompiler


class TemporalUnique(UniqueConstraint):
    """No two rows agree on the columns at the same time; the last column is `during`."""


class TemporalForeignKey(ForeignKeyConstraint):
    """At every moment of this row's `during` the referenced key exists; the last column is `during`."""


def unique_over_time(*columns: str, name: str) -> TemporalUnique:
    return TemporalUnique(*columns, "during", name=name)


def exists_over_time(columns: list[str], references: list[str], *, name: str) -> TemporalForeignKey:
    """Judged at COMMIT, so that one act may move both ends."""
    table = references[0].split(".")[0]
    return TemporalForeignKey(
        [*columns, "during"],
        [*references, f"{table}.during"],
        name=name,
        deferrable=True,
        initially="DEFERRED",
    )


@compiles(TemporalUnique, "postgresql")
def _unique(element: TemporalUnique, compiler: DDLCompiler, **kw: Any) -> str:
    return compiler.visit_unique_constraint(element, **kw).replace("during)", "during WITHOUT OVERLAPS)")


@compiles(TemporalForeignKey, "postgresql")
def _foreign_key(element: TemporalForeignKey, compiler: DDLCompiler, **kw: Any) -> str:
    return re.sub(r"\bduring\)", "PERIOD during)", compiler.visit_foreign_key_constraint(element, **kw))
