"""The Network Spaces Cheat Sheet and the rulebooks, as everybody may read them."""

import copy
from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any

import pytest
from httpx import AsyncClient

from api.rules import rulebook
from api.rules.enums import SpaceType
from tests.answers import good, malformed, problem

# The published table, cell by cell. Whoever changes a tick in the rulebook changes what the network has published.
SHEET = """\
| | working_group | workstream | collaborative | reference_group | task_team | language_community |
|---|---|---|---|---|---|---|
| Institutional membership | ✓ | ✓ | ✓ | ✓ | | |
| Individual membership | | | | ✓ | ✓ | ✓ |
| Open to WG members only | ✓ | ✓ | ✓ | | | |
| Open to all INEE members | | | | ✓ | ✓ | ✓ |
| Application needed | ✓ | ✓ | ✓ | ✓ | ✓ | |
| Average # of members | 10-30 | 5-10 | 10-15 | 10-25 | 10-25 | Unlimited |
| Duration | 3 years | 3 years | Until completion of tasks | Until completion of tasks | Based on members' interest | Unlimited |
"""  # noqa: E501
ROWS = {
    "Institutional membership": "institutional_membership",
    "Individual membership": "individual_membership",
    "Open to WG members only": "open_to_wg_members_only",
    "Open to all INEE members": "open_to_all_members",
    "Application needed": "application_needed",
    "Average # of members": "average_members",
    "Duration": "duration",
}


def printed(columns: list[dict[str, Any]]) -> str:
    def line(*cells: str) -> str:
        return "|" + "|".join(f" {cell} " if cell else " " for cell in cells) + "|\n"

    def cell(value: Any) -> str:
        if isinstance(value, bool):
            return "✓" if value else ""
        if isinstance(value, dict):
            return f"{value['min']}-{value['max']}"
        return value or "Unlimited"

    head = line("", *(column["space_type"] for column in columns)) + "|" + "---|" * (len(columns) + 1) + "\n"
    return head + "".join(
        line(row, *(cell(column[field]) for column in columns)) for row, field in ROWS.items()
    )


@pytest.fixture
def two_rulebooks(monkeypatch: pytest.MonkeyPatch) -> None:
    """A second rulebook from June on, in which a task team lasts a year."""
    first = rulebook.shipped()[0]
    content = first.to_json() | {"version": 2, "effective_from": "2026-06-01"}
    content["types"]["task_team"]["published"]["duration"]["value"] = "1 year"
    both = rulebook.check_together((first, rulebook.from_json(content)))
    monkeypatch.setattr(rulebook, "shipped", lambda: both)


class TestTheCheatSheet:
    @pytest.mark.rule("S39")
    async def test_is_the_published_table_cell_by_cell(self, public: AsyncClient) -> None:
        assert printed(good(await public.get("/v1/cheat-sheet"))["columns"]) == SHEET

    @pytest.mark.rule("S39")
    async def test_would_not_be_the_published_table_if_any_one_cell_changed(
        self, public: AsyncClient
    ) -> None:
        columns = good(await public.get("/v1/cheat-sheet"))["columns"]
        changed = 0
        for place, column in enumerate(columns):
            for field in ROWS.values():
                other = copy.deepcopy(columns)
                value = column[field]
                other[place][field] = not value if isinstance(value, bool) else {"min": 1, "max": 2}
                assert printed(other) != SHEET, (column["space_type"], field)
                changed += 1
        assert changed == 42

    async def test_names_its_rulebook_and_the_day_it_came_into_force(self, public: AsyncClient) -> None:
        sheet = good(await public.get("/v1/cheat-sheet"))
        assert (sheet["rulebook"], sheet["effective_from"]) == (1, "2010-01-01")

    async def test_gives_every_enforced_rule_with_its_source(self, public: AsyncClient) -> None:
        for column in good(await public.get("/v1/cheat-sheet"))["columns"]:
            assert {"kinds", "doors", "deciders", "approval", "ends"} <= column["enforced"].keys()
            assert all(rule["source"][0] in "SR" for rule in column["enforced"].values())

    @pytest.mark.rule("R1")
    async def test_keeps_the_tick_that_the_enforced_rule_reads_otherwise(self, public: AsyncClient) -> None:
        column = good(await public.get("/v1/cheat-sheet"))["columns"][0]
        assert column["open_to_wg_members_only"] is True
        assert "seat_required" not in column["enforced"]

    async def test_was_not_there_before_the_first_rulebook(self, public: AsyncClient) -> None:
        assert problem(await public.get("/v1/cheat-sheet?as_of=2009-12-31")) == (404, "not_found")
        assert good(await public.get("/v1/cheat-sheet?as_of=2010-01-01"))["rulebook"] == 1

    @pytest.mark.rule("R27")
    @pytest.mark.usefixtures("two_rulebooks")
    async def test_of_a_day_is_the_one_in_force_on_it(self, public: AsyncClient) -> None:
        async def duration(day: str) -> tuple[int, str]:
            sheet = good(await public.get(f"/v1/cheat-sheet?as_of={day}"))
            return sheet["rulebook"], sheet["columns"][4]["duration"]

        assert await duration("2026-05-31") == (1, "Based on members' interest")
        assert await duration("2026-06-01") == (2, "1 year")
        assert good(await public.get("/v1/cheat-sheet"))["rulebook"] == 1  # the test's day is in May

    @pytest.mark.parametrize(
        "day", ["", "2026-5-4", "20260504", "2026-02-30", "2026-05-04T00:00:00Z", "today"]
    )
    async def test_asks_for_a_day_written_as_one(self, public: AsyncClient, day: str) -> None:
        assert malformed(await public.get("/v1/cheat-sheet", params={"as_of": day})) == {
            "?as_of": "not_a_date"
        }

    async def test_takes_no_other_parameter(self, public: AsyncClient) -> None:
        assert malformed(await public.get("/v1/cheat-sheet?day=2026-05-04")) == {"?day": "unknown_parameter"}
        twice = await public.get("/v1/cheat-sheet?as_of=2026-05-04&as_of=2026-05-05")
        assert malformed(twice) == {"?as_of": "repeated_parameter"}

    async def test_is_public_asks_the_database_nothing_and_is_not_sent_twice(
        self, public: AsyncClient, queries: Callable[[], AbstractContextManager[list[str]]]
    ) -> None:
        with queries() as seen:
            answer = await public.get("/v1/cheat-sheet")
        assert good(answer) and seen == []
        again = await public.get("/v1/cheat-sheet", headers={"If-None-Match": answer.headers["ETag"]})
        assert (again.status_code, again.content) == (304, b"")

    async def test_is_not_for_a_key_that_is_none(self, api: Any) -> None:
        stranger = await api.caller("inee_not_a_key")
        assert problem(await stranger.get("/v1/cheat-sheet")) == (401, "unauthenticated")


class TestRulebooks:
    async def test_are_listed_with_their_dates(self, public: AsyncClient) -> None:
        assert good(await public.get("/v1/rulebooks")) == {
            "items": [{"version": 1, "effective_from": "2010-01-01", "effective_until": None}],
            "next_cursor": None,
        }

    @pytest.mark.usefixtures("two_rulebooks")
    async def test_are_listed_oldest_first(self, public: AsyncClient) -> None:
        books = good(await public.get("/v1/rulebooks"))["items"]
        assert [(book["version"], book["effective_from"]) for book in books] == [
            (1, "2010-01-01"),
            (2, "2026-06-01"),
        ]

    async def test_list_every_rule_of_every_type_with_its_sentence(self, public: AsyncClient) -> None:
        book = good(await public.get("/v1/rulebooks/1"))
        found = {(rule["space_type"], rule["name"]): rule for rule in book["rules"]}
        content = rulebook.shipped()[0].to_json()["types"]
        expected = {
            (kind, f"{part}.{name}"): line
            for kind in content
            for part in ("published", "enforced")
            for name, line in content[kind].get(part, {}).items()
        }
        assert len(book["rules"]) == len(found)
        assert found.keys() == expected.keys()
        for key, line in expected.items():
            assert {**found[key]["value"], "source": found[key]["source"]} == line
            assert found[key]["quote"]

    @pytest.mark.rule("S9")
    async def test_quote_the_networks_own_words(self, public: AsyncClient) -> None:
        rules = good(await public.get("/v1/rulebooks/1"))["rules"]
        approval = next(
            r for r in rules if (r["space_type"], r["name"]) == ("task_team", "enforced.approval")
        )
        assert approval["value"] == {"by": "steering_group"}
        assert approval["source"] == "S9"
        assert "approves new working groups and task teams" in approval["quote"]

    async def test_cover_the_governance_types_that_have_no_column(self, public: AsyncClient) -> None:
        rules = good(await public.get("/v1/rulebooks/1"))["rules"]
        assert {rule["space_type"] for rule in rules} == set(SpaceType)
        published = {rule["space_type"] for rule in rules if rule["name"].startswith("published.")}
        assert set(SpaceType) - published == {"steering_group", "secretariat"}

    async def test_of_an_unknown_version_are_not_there(self, public: AsyncClient) -> None:
        assert problem(await public.get("/v1/rulebooks/2")) == (404, "not_found")
        assert malformed(await public.get("/v1/rulebooks/0")) == {"path:version": "too_small"}
        assert malformed(await public.get("/v1/rulebooks/first")) == {"path:version": "wrong_type"}

    async def test_are_read_and_never_written(self, secretariat: AsyncClient) -> None:
        answer = await secretariat.post("/v1/rulebooks", json={"version": 2})
        assert problem(answer) == (405, "method_not_allowed")
        assert set(answer.headers["Allow"].split(", ")) <= {"GET", "HEAD"}
