"""Many rows in one statement: they travel as one document, which PostgreSQL unpacks by the table's own types."""

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import Table, Text, bindparam, cast, column, func, insert, literal_column, select, update
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.ext.asyncio import AsyncSession

from api.models import Base

AT_ONCE = 5_000  # rows in one document
Rows = Sequence[Mapping[str, Any]]


async def put(session: AsyncSession, model: type[Base], rows: Rows) -> None:
    """Insert rows, which all fill the same columns; what none fills takes the model's default."""
    table = _table(model)
    for names, document in _documents(rows):
        given = _unpacked(table, names, document)
        chosen = select(*(given.c[name] for name in names))
        await session.execute(insert(table).from_select(names, chosen))


async def change(
    session: AsyncSession, model: type[Base], keys: Sequence[str], rows: Rows, **every: Any
) -> None:
    """Fill columns of rows known by `keys`: a null leaves what was there. `every` is set on each of them."""
    table = _table(model)
    for names, document in _documents(rows):
        given = _unpacked(table, names, document)
        filled = {name: func.coalesce(given.c[name], table.c[name]) for name in names if name not in keys}
        changes = update(table).values({**filled, **every})
        await session.execute(changes.where(*(table.c[key] == given.c[key] for key in keys)))


def _table(model: type[Base]) -> Table:
    assert isinstance(model.__table__, Table)  # noqa: S101  (every model of ours is a table)
    return model.__table__


def _documents(rows: Rows) -> Iterator[tuple[list[str], str]]:
    for start in range(0, len(rows), AT_ONCE):
        yield list(rows[0]), json.dumps(rows[start : start + AT_ONCE], default=str, ensure_ascii=False)


def _unpacked(table: Table, names: Sequence[str], document: str) -> Any:
    sent = cast(bindparam("document", document, Text()), JSONB())
    row: Any = literal_column(f"NULL::{table.name}")
    return func.jsonb_populate_recordset(row, sent).table_valued(
        *(column(name, table.c[name].type) for name in names)
    )
