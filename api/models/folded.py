"""Names as they are sorted and searched: lower case, accents folded, by PostgreSQL's own `fold()` (first migration)."""

from typing import Any

from sqlalchemy import Computed, Text
from sqlalchemy.orm import MappedColumn, mapped_column


def folded(column: str) -> MappedColumn[Any]:
    return mapped_column(Text(), Computed(f"fold({column})", persisted=True), nullable=False)
