"""A row as the plan takes it: what stands in each cell, or the first thing that is wrong with it. No database."""

import re
from collections.abc import Mapping
from datetime import date
from functools import lru_cache
from typing import Any

from email_validator import SPECIAL_USE_DOMAIN_NAMES
from pydantic import TypeAdapter, ValidationError

from api import clock
from api.rules.enums import MemberStatus
from api.rules.import_facts import Candidate, SeatWish, Trouble
from api.schemas.base import Country, Day, Language, Line
from api.schemas.members import Email
from api.services import emails
from api.services.import_reading import FileRow

LINES = ("full_name", "given_name", "family_name")
LISTS = {"languages": 30, "topics": 50}  # and how many at most, as on a form
STATUSES = [status for status in MemberStatus if status is not MemberStatus.erased]
LINE, DAY = TypeAdapter[str](Line), TypeAdapter[date](Day)
TYPES = {
    "email": TypeAdapter[str](Email),
    "country": TypeAdapter[str](Country),
    "languages": TypeAdapter[str](Language),
}
MALFORMED = {"email": "not_an_email", "country": "not_a_country", "languages": "not_a_language"}

# An address of the plainest form. It needs no second look, and the full one costs ten times the rest of the row.
_ATOM, _LABEL = r"[a-z0-9+_-]{1,64}", r"(?![a-z0-9]{2}--)[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?"
PLAIN = re.compile(
    rf"(?=[^@]{{1,64}}@.{{4,120}}$){_ATOM}(?:\.{_ATOM})*@(?:{_LABEL}\.)+(?P<top>[a-z]{{2,20}})"
)


class _Bad(Exception):
    def __init__(self, field: str, code: str, **params: Any) -> None:
        super().__init__(code)
        self.trouble = Trouble(field, code, params)


def understand(line: FileRow) -> Candidate:
    if line.trouble is not None:
        return Candidate(line.row, line.trouble)
    try:
        return _candidate(line.row, line.cells)
    except _Bad as bad:
        return Candidate(line.row, bad.trouble)


def _candidate(row: int, cells: Mapping[str, str]) -> Candidate:
    values: dict[str, Any] = {name: _one(cells, name) for name in LINES if name in cells}
    if "email" in cells:
        values["email"] = _email(cells["email"])
    if "country" in cells:
        values["country"] = _read("country", cells["country"].upper())
    values |= {name: _several(name, cells[name]) for name in LISTS if name in cells}
    reference = _one(cells, "external_ref") if "external_ref" in cells else None
    if reference is None and "email" not in values:
        raise _Bad("email", "no_identity")
    return Candidate(
        row,
        external_ref=reference,
        email_key=emails.key(values["email"]) if "email" in values else None,
        values=values,
        status=_status(cells),
        consent=_consent(cells),
        organisation=_one(cells, "organisation") if "organisation" in cells else None,
        job_title=_one(cells, "job_title") if "job_title" in cells else None,
        seat=_seat(cells),
    )


def _email(address: str) -> str:
    plain = PLAIN.fullmatch(address)
    if plain and plain["top"] not in SPECIAL_USE_DOMAIN_NAMES:
        return address
    return _checked("email", address)


def _one(cells: Mapping[str, str], name: str) -> str:
    """One line of text. The plainest needs no second look."""
    text = cells[name]
    plain = len(text) <= 200 and text.isascii() and text.isprintable()
    return text if plain else _checked(name, text)


@lru_cache(10_000)
def _read(name: str, text: str) -> str:
    """What one list says again and again, understood once: no names and no addresses."""
    return _checked(name, text)


def _checked(name: str, text: str) -> str:
    try:
        return TYPES.get(name, LINE).validate_python(text)
    except ValidationError as error:
        kind = str(error.errors(include_input=False)[0]["type"])
    if kind == "string_too_long":
        raise _Bad(name, MALFORMED[name]) if name in MALFORMED else _Bad(name, "too_long", maximum=200)
    raise _Bad(name, kind)


def _several(name: str, text: str) -> list[str]:
    parts = dict.fromkeys(part for part in map(str.strip, text.split(";")) if part)
    if len(parts) > LISTS[name]:
        raise _Bad(name, "too_many", maximum=LISTS[name])
    return list(dict.fromkeys(_read(name, part) for part in parts))


def _day(cells: Mapping[str, str], name: str) -> date | None:
    """ISO only: 03/04/2019 says two things."""
    if name not in cells:
        return None
    if (day := _iso(cells[name])) is None:
        raise _Bad(name, "not_a_date")
    return day


@lru_cache(10_000)
def _iso(text: str) -> date | None:
    try:
        return DAY.validate_python(text)
    except ValidationError:
        return None


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
    return day, _one(cells, "consent_source")


def _seat(cells: Mapping[str, str]) -> SeatWish | None:
    starts_on, ends_on = _day(cells, "starts_on"), _day(cells, "ends_on")
    if "space" not in cells:
        return None
    if cells.get("space_role", "member").casefold() != "member":
        raise _Bad("space_role", "not_in_list", expected="member")
    if ends_on is not None and starts_on is None:
        raise _Bad("starts_on", "required")
    if ends_on is not None and starts_on is not None and ends_on < starts_on:
        raise _Bad("ends_on", "period_inverted")
    return SeatWish(_one(cells, "space"), starts_on, ends_on)
