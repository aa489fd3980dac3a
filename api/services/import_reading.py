"""A file as rows under their own line numbers. What is no table is refused whole, what is no row by itself. No database."""

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Any

from api import texts
from api.errors import FieldError, UnreadableFile
from api.rules.import_facts import Trouble

COLUMNS = (
    "external_ref",
    "email",
    "full_name",
    "given_name",
    "family_name",
    "country",
    "languages",
    "organisation",
    "job_title",
    "topics",
    "status",
    "consent_date",
    "consent_source",
    "space",
    "space_role",
    "starts_on",
    "ends_on",
)
CELL = 5_000  # characters
ROWS = 100_000
WIDTH = 200  # columns
OTHER_KINDS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"%PDF", b"\x1f\x8b", b"\xff\xfe", b"\xfe\xff")
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
AFTER_THE_END = "\x1e"

csv.field_size_limit(20_000_000)  # above any upload: a long cell is an error of its row, not of the file


@dataclass(frozen=True, slots=True)
class FileRow:
    """A row under its own line number; `cells` by column, or the trouble that keeps it from being read."""

    row: int
    cells: Mapping[str, str]
    trouble: Trouble | None = None


@dataclass(frozen=True, slots=True)
class Sheet:
    """`columns` in the file's order, known or not."""

    columns: list[str]
    lines: list[FileRow]

    @property
    def unknown(self) -> list[str]:
        return [name for name in self.columns if name not in COLUMNS]


def refused(code: str, **params: Any) -> UnreadableFile:
    """The whole file is refused, with a sentence and a code that says why."""
    error = UnreadableFile(reason=texts.field(code, params))
    error.errors = [FieldError("/file", code, params)]
    return error


def read(content: bytes) -> Sheet:
    """UTF-8 comma CSV with a header line. Raises UnreadableFile for what is no such table."""
    reader = _Records(_decoded(content))
    header = _header(next((cells for _, cells in reader if any(map(str.strip, cells))), []))
    lines = list(_lines(reader, header))
    return Sheet([name for name in header if name], lines)


def _decoded(content: bytes) -> str:
    if not content.removeprefix(b"\xef\xbb\xbf").strip():
        raise refused("file_empty")
    if content.startswith(OTHER_KINDS) or b"\0" in content:
        raise refused("file_not_text")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise refused("file_not_utf8", row=content[: error.start].count(b"\n") + 1) from error


class _Records:
    """The records of a CSV with the line on which each begins.

    A line is put after the end: a quote that was never closed swallows it. Any other stray quote is only a character.
    """

    def __init__(self, text: str) -> None:
        last = "" if text.endswith(("\n", "\r")) else "\n"
        self._reader = csv.reader(chain(io.StringIO(text, newline=""), [last, AFTER_THE_END]))

    def __iter__(self) -> Iterator[tuple[int, list[str]]]:
        begins = self._reader.line_num + 1
        try:
            for cells in self._reader:
                if cells == [AFTER_THE_END]:
                    return
                yield begins, cells
                begins = self._reader.line_num + 1
        except csv.Error as error:
            raise refused("file_not_text") from error
        raise refused("file_quote_open", row=begins)


def _header(cells: Sequence[str]) -> list[str]:
    """Names as they are compared: trimmed, lower case. A column without one is not read."""
    header = [cell.strip().casefold()[:CELL] for cell in cells]
    named = [name for name in header if name]
    if len(header) > WIDTH:
        raise refused("file_too_wide", maximum=WIDTH)
    if not set(named) & set(COLUMNS):
        raise refused("file_no_known_column")
    if twice := next((name for name in named if named.count(name) > 1), None):
        raise refused("file_column_twice", column=twice[:40])
    return header


def _lines(reader: _Records, header: Sequence[str]) -> Iterator[FileRow]:
    """Blank lines are passed over."""
    found = 0
    for row, cells in reader:
        if not any(map(str.strip, cells)):
            continue
        found += 1
        if found > ROWS:
            raise refused("file_too_long", maximum=ROWS)
        yield _line(row, cells, header)


def _line(row: int, cells: Sequence[str], header: Sequence[str]) -> FileRow:
    held = {name: active(cell.strip()) for name, cell in zip(header, cells, strict=False) if name}
    trouble = None
    if len(cells) != len(header):
        trouble = Trouble(None, "ragged_row", {"found": len(cells), "expected": len(header)})
    elif long := next((name for name, cell in held.items() if len(cell) > CELL), None):
        trouble = Trouble(long, "too_long", {"maximum": CELL})
    return FileRow(row, {name: cell[:CELL] for name, cell in held.items() if cell}, trouble)


def inert(cell: str) -> str:
    """A cell that no spreadsheet runs as a formula."""
    return f"'{cell}" if cell.startswith(FORMULA) else cell


def active(cell: str) -> str:
    """What the cell was before `inert`, so that a report can be mended and sent back."""
    return cell[1:] if cell.startswith("'") and cell[1:].startswith(FORMULA) else cell
