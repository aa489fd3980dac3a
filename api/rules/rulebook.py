"""Rulebooks: dated versions of the cheat sheet and the rules around it. Loaded whole or not at all (R27)."""

from __future__ import annotations

import hashlib
import json
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

from api.rules.enums import SpaceClass, SpaceType
from api.rules.rulebook_checks import contradictions
from api.rules.rulebook_schema import (
    ENFORCED,
    PUBLISHED,
    RulebookError,
    check_keys,
    check_section,
    check_value,
    day,
    number,
    one_of,
)
from api.rules.rulebook_types import TypeRule, compile_type

__all__ = [
    "Rulebook",
    "RulebookError",
    "TypeRule",
    "check_together",
    "from_json",
    "in_force",
    "load",
    "shipped",
]

_TOP = {"version": number, "effective_from": day, "effective_until": day, "types": None}
_TOP_REQUIRED = frozenset({"version", "effective_from", "types"})
_TYPE = {"class": one_of(SpaceClass), "published": None, "enforced": None}


@dataclass(frozen=True, slots=True)
class Rulebook:
    """One version. In force on `[effective_from, effective_until)`; without an end, until the next one begins."""

    version: int
    effective_from: date
    effective_until: date | None
    types: Mapping[SpaceType, TypeRule]
    digest: str
    _content: dict[str, Any] = field(repr=False, compare=False)

    def to_json(self) -> dict[str, Any]:
        """Plain values, to be stored as they are; `from_json` makes the same rulebook of them again."""
        copy: dict[str, Any] = json.loads(_canonical(self._content))
        return copy

    def columns(self) -> list[dict[str, Any]]:
        """The published table, column by column, each with its `enforced` rules; as GET /v1/cheat-sheet answers it."""
        content = self.to_json()["types"]
        return [_column(kind, content[kind]) for kind in SpaceType if self.types[kind].published]


def _column(space_type: SpaceType, content: dict[str, Any]) -> dict[str, Any]:
    published: dict[str, Any] = content["published"]
    band = published["average_members"]
    values: dict[str, Any] = {name: published[name].get("value") for name in PUBLISHED}
    values["average_members"] = None if "unlimited" in band else {"min": band["min"], "max": band["max"]}
    return {"space_type": space_type, **values, "enforced": content["enforced"]}


def load(source: Path | str) -> Rulebook:
    """From a file, or from the text of one."""
    name, text = (
        (source.name, source.read_text("utf-8")) if isinstance(source, Path) else ("rulebook", source)
    )
    try:
        content = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise RulebookError(name, "the file", str(error)) from error
    return _build(content, name)


def from_json(content: Mapping[str, Any], name: str = "stored rulebook") -> Rulebook:
    """From what `to_json` gave."""
    restored = dict(content)
    for key in ("effective_from", "effective_until"):
        if isinstance(content.get(key), str):
            try:
                restored[key] = date.fromisoformat(content[key])
            except ValueError as error:
                raise RulebookError(name, key, str(error)) from error
    return _build(restored, name)


@cache
def shipped() -> tuple[Rulebook, ...]:
    """The rulebooks that come with the software, oldest first, checked together."""
    return check_together(load(path) for path in sorted(Path(__file__).parent.glob("cheat_sheet*.toml")))


def check_together(rulebooks: Iterable[Rulebook]) -> tuple[Rulebook, ...]:
    """Oldest first, after making sure that exactly one is in force on any day from the first one's on (R27)."""
    ordered = tuple(sorted(rulebooks, key=lambda book: (book.effective_from, book.version)))
    if not ordered:
        raise RulebookError("rulebooks", "version", "there is none")
    for earlier, later in pairwise(ordered):
        name = f"rulebook {later.version}"
        if earlier.version >= later.version:
            raise RulebookError(
                name, "version", f"must be above {earlier.version}, which came into force before it"
            )
        if earlier.effective_from == later.effective_from:
            raise RulebookError(name, "effective_from", f"rulebook {earlier.version} has the same day")
        if earlier.effective_until not in (None, later.effective_from):
            fault = "overlaps" if later.effective_from < earlier.effective_until else "leaves a gap after"
            raise RulebookError(name, "effective_from", f"{fault} rulebook {earlier.version}")
    if ordered[-1].effective_until is not None:
        raise RulebookError(f"rulebook {ordered[-1].version}", "effective_until", "no rulebook follows it")
    return ordered


def in_force(rulebooks: Iterable[Rulebook], on: date) -> Rulebook:
    """The one in force on a day."""
    begun = [book for book in rulebooks if book.effective_from <= on]
    current = max(begun, key=lambda book: book.effective_from, default=None)
    if current is None or (current.effective_until is not None and current.effective_until <= on):
        raise RulebookError("rulebooks", "effective_from", f"none is in force on {on.isoformat()}")
    return current


def _build(content: dict[str, Any], file: str) -> Rulebook:
    check_keys(file, "", content, _TOP, _TOP_REQUIRED)
    for key, check in _TOP.items():
        if check is not None and key in content:
            check_value(file, key, content[key], check)
    until = content.get("effective_until")
    if until is not None and until <= content["effective_from"]:
        raise RulebookError(file, "effective_until", "is not after effective_from")
    known = {str(space_type): None for space_type in SpaceType}
    check_keys(file, "types", content["types"], known, frozenset(known))
    for space_type in SpaceType:
        _check_type(file, space_type, content["types"][space_type])
    return Rulebook(
        version=content["version"],
        effective_from=content["effective_from"],
        effective_until=until,
        types={
            space_type: compile_type(space_type, content["types"][space_type]) for space_type in SpaceType
        },
        digest=hashlib.sha256(_canonical(content).encode()).hexdigest(),
        _content=content,
    )


def _check_type(file: str, space_type: SpaceType, content: Any) -> None:
    where = f"types.{space_type}"
    check_keys(file, where, content, _TYPE, frozenset({"class", "enforced"}))
    check_value(file, f"{where}.class", content["class"], one_of(SpaceClass))
    check_section(file, f"{where}.enforced", content["enforced"], ENFORCED)
    if "published" in content:
        check_section(file, f"{where}.published", content["published"], PUBLISHED)
    for key, reason in contradictions(space_type, content):
        raise RulebookError(file, f"{where}.{key}", reason)


def _canonical(content: Mapping[str, Any]) -> str:
    """One spelling of the same rules, so that a comment or the order of lines changes no digest."""
    return json.dumps(
        content, sort_keys=True, ensure_ascii=False, separators=(",", ":"), default=date.isoformat
    )
