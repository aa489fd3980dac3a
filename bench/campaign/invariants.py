"""What must hold, as questions to the database whose answer is no row; invariants.sql has them."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

SHOWN = 5


@dataclass(frozen=True, slots=True)
class Violation:
    """An invariant that does not hold, how often, and the first rows that show it."""

    name: str
    count: int
    rows: tuple[dict[str, Any], ...]

    def __str__(self) -> str:
        return "\n".join([f"{self.name}: {self.count}", *(f"    {row}" for row in self.rows)])


def _read() -> dict[str, str]:
    """Name -> question: a line that begins with dashes, and what follows it up to a blank line."""
    found = {}
    paragraphs = Path(__file__).with_suffix(".sql").read_text(encoding="utf-8").split("\n\n")
    for paragraph in paragraphs[1:]:
        name, _, question = paragraph.partition("\n")
        found[name.removeprefix("-- ")] = question.strip()
    return found


INVARIANTS = _read()


async def violations(session: AsyncSession) -> list[Violation]:
    """Every invariant asked, in one transaction."""
    found = []
    for name, question in INVARIANTS.items():
        rows = [
            {column: str(value) for column, value in row.items()}
            for row in (await session.execute(text(question.replace(":", r"\:")))).mappings()
        ]
        if rows:
            found.append(Violation(name, len(rows), tuple(rows[:SHOWN])))
    return found
