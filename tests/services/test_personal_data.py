"""The registry of personal data is complete: no column that can hold a word about a person is in nobody's care."""

from collections.abc import Iterator
from typing import Any

from sqlalchemy import ARRAY, Column, Enum, LargeBinary, MetaData, String, Table, Text, Uuid
from sqlalchemy.dialects.postgresql import JSONB

from api.models import Base
from api.services.impersonal import IMPERSONAL
from api.services.personal_data import HELD, Held

# Ids of people for which there is no foreign key: for history and the trace, which outlive them.
ACTORS = {
    "actor_id",
    "created_by",
    "decided_by",
    "named_by",
    "override_by",
    "recorded_by",
    "submitted_by",
    "subject_id",
}


def holds_words(column: Column[Any]) -> bool:
    """Text, documents, lists and bytes; not closed lists, and not what PostgreSQL makes from other columns."""
    kind = column.type
    wordy = isinstance(kind, String | Text | JSONB | ARRAY | LargeBinary) and not isinstance(kind, Enum)
    return wordy and column.computed is None


def points_to_a_person(column: Column[Any]) -> bool:
    referred = any(key.column.table.name == "members" for key in column.foreign_keys)
    return referred or (isinstance(column.type, Uuid) and column.name == "member_id")


def classed(held: Held, column: Column[Any]) -> bool:
    return held.gone or column.name in held.cleared or column.name in held.kept


def unclassed(metadata: MetaData) -> Iterator[str]:
    by_table: dict[str, list[Held]] = {}
    for held in HELD:
        by_table.setdefault(held.name, []).append(held)
    for table in metadata.sorted_tables:
        impersonal = IMPERSONAL[table.name].names.split() if table.name in IMPERSONAL else []
        for column in table.columns:
            known = any(classed(held, column) for held in by_table.get(table.name, []))
            if holds_words(column) and not known and column.name not in impersonal:
                yield str(column)
            if points_to_a_person(column) and table.name not in by_table:
                yield f"{column} points to a person"


def test_every_column_that_can_hold_words_is_classed() -> None:
    assert list(unclassed(Base.metadata)) == []


def test_a_new_column_that_nobody_classed_is_found() -> None:
    planted = MetaData()
    for table in Base.metadata.sorted_tables:
        table.to_metadata(planted)
    planted.tables["members"].append_column(Column("phone", Text()))
    planted.tables["spaces"].append_column(Column("chair_says", JSONB()))
    Table("friends", planted, Column("member_id", Uuid()), Column("nickname", Text()))
    assert set(unclassed(planted)) == {
        "members.phone",
        "spaces.chair_says",
        "friends.member_id points to a person",
        "friends.nickname",
    }


def test_a_line_taken_out_of_the_registry_is_found(monkeypatch: Any) -> None:
    """Each line carries something: without it a column, or a pointer to a person, is in nobody's care."""
    silent = []
    for place, held in enumerate(HELD):
        with monkeypatch.context() as patch:
            patch.setattr(f"{__name__}.HELD", HELD[:place] + HELD[place + 1 :])
            if not list(unclassed(Base.metadata)):
                silent.append(held.name)
    assert silent == []


def test_nothing_is_named_that_is_not_there() -> None:
    tables = Base.metadata.tables
    named = {(name, one) for name, columns in IMPERSONAL.items() for one in columns.names.split()}
    named |= {(held.name, one) for held in HELD for one in (*held.shown, *held.cleared, *held.kept)}
    assert {(table, one) for table, one in named if one not in tables[table].columns} == set()


def test_every_id_of_an_actor_is_only_an_id() -> None:
    """`…_by` and the trace hold ids alone: of the erased they lead to a tombstone."""
    for table in Base.metadata.sorted_tables:
        for column in table.columns:
            if column.name in ACTORS:
                assert isinstance(column.type, Uuid), column
