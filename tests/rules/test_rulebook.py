"""Rulebooks: the published table cell by cell, loaded whole or not at all, exactly one in force on any day (R27)."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from api.rules import rulebook as rulebook_module
from api.rules.enums import SpaceType
from api.rules.rulebook import Rulebook, RulebookError, check_together, from_json, in_force, load, shipped
from api.rules.sentences import ROWS

FILE = Path(rulebook_module.__file__).with_name("cheat_sheet.toml")
TEXT = FILE.read_text("utf-8")
SEED = Path(__file__).with_name("seed.txt").read_text("utf-8")

# As it stands in the seed, laid on its side: a line for each of its columns, in the order of its rows (`ROWS`):
# institutional, individual, working-group members only, all members, application, average number, duration.
SHEET = """
working_group      | ✓ |   | ✓ |   | ✓ | 10-30     | 3 years
workstream         | ✓ |   | ✓ |   | ✓ | 5-10      | 3 years
collaborative      | ✓ |   | ✓ |   | ✓ | 10-15     | Until completion of tasks
reference_group    | ✓ | ✓ |   | ✓ | ✓ | 10-25     | Until completion of tasks
task_team          |   | ✓ |   | ✓ | ✓ | 10-25     | Based on members' interest
language_community |   | ✓ |   | ✓ |   | Unlimited | Unlimited
"""
COLUMNS = {
    name: cells
    for name, *cells in ([cell.strip() for cell in line.split("|")] for line in SHEET.split("\n") if line)
}
CELLS = [
    (place, kind, field, cell)
    for place, (kind, cells) in enumerate(COLUMNS.items())
    for field, cell in zip(ROWS, cells, strict=True)
]


def as_published(value: object) -> str:
    match value:
        case bool():
            return "✓" if value else ""
        case {"min": low, "max": high}:
            return f"{low}-{high}"
        case None:
            return "Unlimited"
        case _:
            return str(value)


@pytest.mark.rule("S39")
@pytest.mark.parametrize(
    ("place", "kind", "field", "cell"), CELLS, ids=[f"{kind}: {ROWS[field]}" for _, kind, field, _ in CELLS]
)
def test_the_cheat_sheet_is_as_published(place: int, kind: str, field: str, cell: str) -> None:
    column = shipped()[0].columns()[place]
    assert column["space_type"] == kind
    assert as_published(column[field]) == cell


@pytest.mark.rule("S39")
def test_the_sheet_asserted_here_is_the_seeds_own() -> None:
    lines = [line.split("\t") for line in SEED.splitlines() if "\t" in line]
    rows = {name.strip(): [cell.strip() for cell in cells] for name, *cells in lines}
    assert [name.replace("Working Group ", "") for name in rows[""]] == [
        kind.replace("_", " ").title() for kind in COLUMNS
    ]
    for place, name in enumerate(ROWS.values()):
        published = rows[name] + [""] * (6 - len(rows[name]))
        assert published == [cells[place] for cells in COLUMNS.values()], name


def test_a_column_is_what_the_contract_says() -> None:
    columns = shipped()[0].columns()
    assert [set(column) for column in columns] == [{"space_type", *ROWS, "enforced"}] * 6
    assert columns[5]["average_members"] is None
    assert columns[0]["enforced"]["mandate"] == {"years": 3, "source": "S16"}
    json.dumps(columns)


def book(version: int, begins: str, until: str | None = None) -> Rulebook:
    head = f"version = {version}" + (f"\neffective_until = {until}" if until else "")
    return load(TEXT.replace("version = 1", head).replace("2010-01-01", begins))


class TestSeveral:
    @pytest.mark.rule("R27")
    def test_exactly_one_is_in_force_on_any_day(self) -> None:
        books = check_together([book(2, "2027-01-01"), book(1, "2010-01-01")])
        days = {date(2010, 1, 1): 1, date(2026, 12, 31): 1, date(2027, 1, 1): 2, date(2090, 1, 1): 2}
        assert {day: in_force(books, day).version for day in days} == days

    @pytest.mark.rule("R27")
    def test_before_the_first_none_is(self) -> None:
        with pytest.raises(RulebookError, match="none is in force on 2009-12-31"):
            in_force(shipped(), date(2009, 12, 31))

    def test_one_may_say_its_own_end_where_the_next_begins(self) -> None:
        books = check_together([book(1, "2010-01-01", "2027-01-01"), book(2, "2027-01-01")])
        assert in_force(books, date(2027, 1, 1)).version == 2

    @pytest.mark.parametrize(
        ("books", "reason"),
        [
            ([], "there is none"),
            ([(1, "2010-01-01"), (1, "2020-01-01")], "must be above 1"),
            ([(2, "2010-01-01"), (1, "2020-01-01")], "must be above 2"),
            ([(1, "2010-01-01"), (2, "2010-01-01")], "has the same day"),
            ([(1, "2010-01-01", "2021-01-01"), (2, "2020-01-01")], "overlaps rulebook 1"),
            ([(1, "2010-01-01", "2019-01-01"), (2, "2020-01-01")], "leaves a gap after rulebook 1"),
            ([(1, "2010-01-01", "2019-01-01")], "no rulebook follows it"),
        ],
    )
    def test_overlaps_gaps_and_doubles_are_refused(self, books: list[tuple[int, str]], reason: str) -> None:
        with pytest.raises(RulebookError, match=reason):
            check_together(book(*each) for each in books)


class TestStored:
    def test_it_comes_back_from_plain_json_as_it_was(self) -> None:
        original = shipped()[0]
        stored = json.loads(json.dumps(original.to_json()))
        assert from_json(stored) == original
        assert from_json(dict(reversed(stored.items()))).digest == original.digest

    def test_a_comment_changes_no_digest_and_a_rule_does(self) -> None:
        original = shipped()[0].digest
        assert load("# another remark\n" + TEXT).digest == original
        assert load(TEXT.replace("max = 30", "max = 31")).digest != original

    def test_a_stored_one_is_checked_as_a_file_is(self) -> None:
        stored = shipped()[0].to_json()
        stored["effective_from"] = "yesterday"
        with pytest.raises(RulebookError, match="effective_from"):
            from_json(stored)

    def test_what_is_given_out_cannot_change_it(self) -> None:
        given = shipped()[0].to_json()
        given["types"]["task_team"]["enforced"]["kinds"]["allowed"].append("institutional")
        assert shipped()[0].to_json() != given


def test_every_type_has_what_domain_md_says_of_it() -> None:
    types = shipped()[0].types
    assert {kind for kind in SpaceType if types[kind].is_governance} == {"steering_group", "secretariat"}
    assert {kind for kind in SpaceType if types[kind].needs_parent_seat} == {"workstream"}
    assert {kind for kind in SpaceType if types[kind].needs_linked_seat} == {"collaborative"}
    assert {kind for kind in SpaceType if types[kind].has_mandates} == {"working_group"}
    assert {kind for kind in SpaceType if types[kind].needs_host} == {"secretariat"}
    assert {kind: types[kind].leader_roles for kind in SpaceType} == {
        "steering_group": ("chair",),
        "secretariat": (),
        "working_group": ("chair",),
        "workstream": ("lead",),
        "collaborative": ("convener",),
        "reference_group": ("chair",),
        "task_team": ("convener",),
        "language_community": ("facilitator",),
    }
    assert {kind: types[kind].deciders for kind in SpaceType} == {
        "steering_group": ("steering_group_decision",),
        "secretariat": (),
        "working_group": ("secretariat",),
        "workstream": ("parent_leaders", "secretariat"),
        "collaborative": ("leaders", "secretariat"),
        "reference_group": ("leaders", "secretariat"),
        "task_team": ("leaders", "secretariat_without_leaders"),
        "language_community": (),
    }
    assert {kind: types[kind].approver for kind in SpaceType if not types[kind].is_governance} == {
        "working_group": "steering_group",
        "workstream": "parent",
        "collaborative": "secretariat",
        "reference_group": "supported_or_secretariat",
        "task_team": "steering_group",
        "language_community": "secretariat",
    }
    assert types[SpaceType.working_group].meeting_months == 6
