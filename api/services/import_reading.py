"""A file as rows, and a row as a candidate: what stands in the cells, understood or told why not. No database."""

import csv
import io
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from pydantic import TypeAdapter, ValidationError

from api import clock
from api.errors import UnreadableFile
from api.rules.enums import MemberStatus
from api.rules.import_plan import Candidate, SeatWish, Trouble
from api.schemas.base import Country, Language, Line
from api.schemas.members import Email
from api.services import emails

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
TEXTS = ("full_name", "given_name", "family_name")
CELL = 5_000
ROWS = 200_000
DAY = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
STATUSES = [status for status in MemberStatus if status is not MemberStatus.erased]


@dataclass(frozen=True, slots=True)
class FileRow:
    """A row of the file under its own line number; `cells` by column, or the trouble that keeps it from being read."""

    row: int
    cells: Mapping[str, str]
    trouble: Trouble | None = None


@dataclass(frozen=True, slots=True)
class Sheet:
    columns: list[str]
    unknown: list[str]
    lines: list[FileRow]


def read(content: bytes) -> Sheet:
    """UTF-8 comma CSV with a header line. Raises UnreadableFile for what is no such table."""
    text = _decoded(content)
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    try:
        header = [name.strip().casefold() for name in next(reader, [])]
        columns = _columns(header)
        lines = list(_lines(reader, header))
    except csv.Error as error:
        raise UnreadableFile(reason=f"line {reader.line_num}: quotes that do not close") from error
    return Sheet(
        [name for name in columns if name in COLUMNS],
        [name for name in columns if name not in COLUMNS],
        lines,
    )


def _decoded(content: bytes) -> str:
    if not content.strip():
        raise UnreadableFile(reason="it is empty")
    if b"\0" in content:
        raise UnreadableFile(reason="it holds binary data, not text")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        raise UnreadableFile(reason=f"line {line} is not UTF-8") from error


def _columns(header: Sequence[str]) -> list[str]:
    named = [name for name in header if name]
    twice = sorted({name[:40] for name in named if named.count(name) > 1})
    if twice:
        raise UnreadableFile(reason=f"the header names a column twice: {', '.join(twice)}")
    if not set(named) & set(COLUMNS):
        raise UnreadableFile(reason="its first line names none of the columns known here")
    return named


def _lines(reader: Any, header: Sequence[str]) -> Iterator[FileRow]:
    """Blank lines are passed over; the number is that of the line on which the row begins."""
    begins = reader.line_num + 1
    for found, cells in enumerate(reader):
        row, begins = begins, reader.line_num + 1
        if not any(cell.strip() for cell in cells):
            continue
        if found > ROWS:
            raise UnreadableFile(reason=f"more than {ROWS} rows; send it in parts")
        if len(cells) != len(header):
            trouble = Trouble(None, "ragged_row", {"found": len(cells), "expected": len(header)})
            yield FileRow(row, dict(zip(header, (cell[:CELL] for cell in cells), strict=False)), trouble)
            continue
        held = {name: cell.strip() for name, cell in zip(header, cells, strict=True) if name}
        long = next((name for name, cell in held.items() if len(cell) > CELL), None)
        told = Trouble(long, "too_long", {"maximum": CELL}) if long else None
        yield FileRow(row, {name: cell[:CELL] for name, cell in held.items()}, told)


class _Bad(Exception):
    def __init__(self, field: str, code: str, **params: Any) -> None:
        super().__init__(code)
        self.trouble = Trouble(field, code, params)


_LINE, _COUNTRY = TypeAdapter[str](Line), TypeAdapter[str](Country)
_LANGUAGE, _EMAIL = TypeAdapter[str](Language), TypeAdapter[str](Email)


def understand(line: FileRow) -> Candidate:
    """The row as the plan takes it, or with the first thing that is wrong in it."""
    if line.trouble is not None:
        return Candidate(line.row, line.trouble)
    cells = {name: cell for name, cell in line.cells.items() if cell}
    try:
        return _candidate(line.row, cells)
    except _Bad as bad:
        return Candidate(line.row, bad.trouble)


def _candidate(row: int, cells: Mapping[str, str]) -> Candidate:
    values: dict[str, Any] = {
        name: _one(_LINE, cells, name, "forbidden_character") for name in TEXTS if name in cells
    }
    key = None
    if "email" in cells:
        values["email"] = _one(_EMAIL, cells, "email", "not_an_email")
        key = emails.key(values["email"])
    if "country" in cells:
        values["country"] = _one(_COUNTRY, {"country": cells["country"].upper()}, "country", "not_a_country")
    if "languages" in cells:
        values["languages"] = _several(_LANGUAGE, cells, "languages", "not_a_language")
    if "topics" in cells:
        values["topics"] = _several(_LINE, cells, "topics", "forbidden_character")
    reference = _one(_LINE, cells, "external_ref", "forbidden_character") if "external_ref" in cells else None
    if reference is None and key is None:
        raise _Bad("email", "no_identity")
    return Candidate(
        row,
        external_ref=reference,
        email_key=key,
        values=values,
        status=_status(cells),
        consent=_consent(cells),
        organisation=cells.get("organisation"),
        job_title=_one(_LINE, cells, "job_title", "forbidden_character") if "job_title" in cells else None,
        seat=_seat(cells),
    )


def _one(kind: TypeAdapter[str], cells: Mapping[str, str], name: str, code: str) -> str:
    try:
        return kind.validate_python(cells[name])
    except ValidationError as error:
        known = "too_long" if error.errors()[0]["type"] == "string_too_long" else code
        raise _Bad(name, known, maximum=200) from error


def _several(kind: TypeAdapter[str], cells: Mapping[str, str], name: str, code: str) -> list[str]:
    parts = [part.strip() for part in cells[name].split(";") if part.strip()]
    return list(dict.fromkeys(_one(kind, {name: part}, name, code) for part in parts))


def _day(cells: Mapping[str, str], name: str) -> date | None:
    """ISO only: 03/04/2019 says two things."""
    if name not in cells:
        return None
    try:
        if DAY.fullmatch(cells[name]):
            return date.fromisoformat(cells[name])
    except ValueError:
        pass  # 2026-02-30 has the form of a day and is none
    raise _Bad(name, "not_a_date")


def _status(cells: Mapping[str, str]) -> MemberStatus | None:
    if "status" not in cells:
        return None
    given = cells["status"].casefold()
    if given not in STATUSES:
        raise _Bad("status", "not_in_list", expected=", ".join(STATUSES))
    return MemberStatus(given)


def _consent(cells: Mapping[str, str]) -> tuple[date, str] | None:
    """Evidence is a day and a source; half of it is none."""
    day = _day(cells, "consent_date")
    if day is None and "consent_source" not in cells:
        return None
    if day is None or "consent_source" not in cells:
        raise _Bad("consent_date" if day is None else "consent_source", "required")
    if day > clock.today():
        raise _Bad("consent_date", "in_the_future")
    return day, _one(_LINE, cells, "consent_source", "forbidden_character")


def _seat(cells: Mapping[str, str]) -> SeatWish | None:
    starts_on, ends_on = _day(cells, "starts_on"), _day(cells, "ends_on")
    if "space" not in cells:
        return None
    if cells.get("space_role", "member").casefold() != "member":
        raise _Bad("space_role", "not_in_list", expected="member")
    if ends_on is not None and (starts_on is None or ends_on < starts_on):
        raise _Bad(
            "starts_on" if starts_on is None else "ends_on",
            "required" if starts_on is None else "period_inverted",
        )
    return SeatWish(cells["space"], starts_on, ends_on)
