"""docs/rules.md tells which sentence is held by which rule and shown by which test, or this fails."""

from pathlib import Path

import pytest

from api.rules.sentences import RULINGS, SENTENCES
from tests import rules_page


def test_the_page_is_current() -> None:
    assert rules_page.PAGE.read_text(encoding="utf-8") == rules_page.render(), (
        "run `python -m tests.rules_page`"
    )


def test_every_sentence_and_ruling_is_shown_by_a_test_or_says_what_it_is() -> None:
    shown = rules_page.shown_by()
    waits = {source for _, sources, _ in rules_page.WAITS for source in sources.split()}
    silent = [one for one in rules_page.everything() if one not in shown]
    assert [one for one in silent if one not in rules_page.DESCRIBES | dict.fromkeys(waits, "")] == []


def test_no_test_names_a_sentence_that_there_is_not() -> None:
    assert set(rules_page.shown_by()) <= {*SENTENCES, *RULINGS}
    assert set(rules_page.DESCRIBES) <= set(SENTENCES)


def test_marks_are_found_wherever_they_stand(tmp_path: Path) -> None:
    folder = tmp_path / "tests"
    folder.mkdir()
    (folder / "test_it.py").write_text(
        """
import pytest
CASES = [("S1", 1), ("R2", 2)]
ALL = pytest.mark.parametrize("n", [pytest.param(n, marks=pytest.mark.rule(s)) for s, n in CASES])

@pytest.mark.rule("S3", "S4")
def test_alone(): ...

@pytest.mark.rule("S5")
class TestOfClass:
    @pytest.mark.rule("S3")
    async def test_within(self): ...

    def helper(self): ...

@ALL
def test_by_cases(n): ...
""",
        encoding="utf-8",
    )
    file = "tests/test_it.py"
    assert rules_page.shown_by(folder) == {
        "S3": [(file, "test_alone"), (file, "TestOfClass::test_within")],
        "S4": [(file, "test_alone")],
        "S5": [(file, "TestOfClass::test_within")],
        "S1": [(file, "test_by_cases")],
        "R2": [(file, "test_by_cases")],
    }


@pytest.mark.parametrize("source", ["S17", "S22", "R22"])
def test_every_section_has_its_sentence_and_its_tests(source: str) -> None:
    page = rules_page.render()
    section = page.split(f"\n### {source}", 1)[1].split("\n### ", 1)[0]
    assert "\n> " in section and "- `tests/" in section
