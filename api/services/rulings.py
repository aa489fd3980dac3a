"""The rules as people read them: the published table, and every rule with its sentence."""

from collections.abc import Iterator
from datetime import date
from functools import cache

from api import clock
from api.errors import NotFound
from api.rules import rulebook
from api.rules.enums import SpaceType
from api.rules.rulebook import Rulebook, RulebookError
from api.rules.sentences import quote
from api.schemas.rules import CheatSheet, Column, Rule, RulebookRead, Rulebooks, RulebookSummary
from api.services import rulebooks


def cheat_sheet(as_of: date | None) -> CheatSheet:
    """The table in force on a day; 404 for a day before the first rulebook."""
    try:
        book = rulebooks.in_force(as_of or clock.today())
    except RulebookError as error:
        raise NotFound from error
    return _published(book.version)


@cache
def _published(version: int) -> CheatSheet:
    """A version never changes, so its table is made once."""
    book = rulebooks.of_version(version)
    columns = [Column.model_validate(column) for column in book.columns()]
    return CheatSheet(rulebook=book.version, effective_from=book.effective_from, columns=columns)


def list_() -> Rulebooks:
    return Rulebooks(items=[RulebookSummary.model_validate(book) for book in rulebook.shipped()])


def get(version: int) -> RulebookRead:
    found = next((book for book in rulebook.shipped() if book.version == version), None)
    if found is None:
        raise NotFound
    summary = RulebookSummary.model_validate(found)
    return RulebookRead(**summary.model_dump(), rules=list(_rules(found)))


def _rules(book: Rulebook) -> Iterator[Rule]:
    types = book.to_json()["types"]
    for space_type in SpaceType:
        for part in ("published", "enforced"):
            for name, line in types[space_type].get(part, {}).items():
                value = {key: held for key, held in line.items() if key != "source"}
                source = line["source"]
                yield Rule(
                    space_type=space_type,
                    name=f"{part}.{name}",
                    value=value,
                    source=source,
                    quote=quote(source),
                )
