"""docs/errors.md tells what the code does, or this fails."""

import re

import pytest

from api import errors, errors_page, texts
from api.rules.codes import CODES, Code, CodeRule
from api.rules.enums import Severity


def codes_of(page: str) -> list[str]:
    return re.findall(r"^\|(?: \d{3} \|)? `(\w+)` \|", page, re.MULTILINE)


def test_the_page_is_current() -> None:
    assert errors_page.PAGE.read_text(encoding="utf-8") == errors_page.render(), (
        "run `python -m api.errors_page`"
    )


def test_it_has_every_code_once_in_its_table() -> None:
    problems = {one.code for one in vars(errors).values() if hasattr(one, "code") and hasattr(one, "status")}
    fields = texts.catalogue("en")["fields"]
    found = codes_of(errors_page.render())
    assert sorted(found) == sorted([*problems, *Code, *fields])


def test_every_cell_is_in_its_column() -> None:
    for table in re.findall(r"(?:^\|.*\n)+", errors_page.render(), re.MULTILINE):
        bars = {len(re.findall(r"(?<!\\)\|", line)) for line in table.splitlines()}
        assert len(bars) == 1, table
    assert not re.search(r"\{\w+\}", errors_page.render())


def test_it_would_not_be_current_if_a_code_changed(monkeypatch: pytest.MonkeyPatch) -> None:
    page = errors_page.render()
    for change in (
        (errors.Stale, "status", 412),
        (errors.Stale, "code", "slug_taken"),
    ):
        with monkeypatch.context() as patch:
            patch.setattr(*change)
            assert errors_page.render() != page
    with monkeypatch.context() as patch:
        patch.setitem(CODES, Code.seats_full, CodeRule(Severity.refusal, False, "R18", ("space", "limit")))
        assert errors_page.render() != page
