"""How large the network is: three different counts, each as of any date, and nothing small given away."""

from collections.abc import Awaitable, Callable
from contextlib import AbstractContextManager
from datetime import date, timedelta
from typing import Any

import pytest
from httpx import AsyncClient

from api.models import Member, MemberState, Partnership
from api.rules.enums import MemberStatus
from api.services import disclosure
from tests.answers import disband, good, malformed
from tests.days import LONG_AGO, TODAY, YESTERDAY
from tests.factories import Build

AsRole = Callable[..., Awaitable[AsyncClient]]
Queries = Callable[[], AbstractContextManager[list[str]]]


async def told(client: AsyncClient, **query: Any) -> Any:
    return good(await client.get("/v1/statistics", params=query))


def figures(rows: list[dict[str, Any]], key: str) -> dict[Any, int | None]:
    return {row[key]: row["count"] for row in rows}


async def people(build: Build, number: int, **columns: Any) -> list[Member]:
    """Many at once: the builder would ask every constraint for each."""
    row: dict[str, Any] = {"full_name": "Somebody", "status": MemberStatus.active, "country": "KE", **columns}
    since, until = row.pop("since", LONG_AGO), row.pop("until", None)
    made = [Member(**row) for _ in range(number)]
    await build.rows(*made)
    states = [
        MemberState(member_id=one.id, status=MemberStatus.active, starts_on=since, ends_on=until)
        for one in made
    ]
    await build.rows(*states)
    return made


class TestExactly:
    @pytest.mark.rule("S1", "R8")
    async def test_members_partners_and_countries_are_three_different_counts(
        self, secretariat: AsyncClient, build: Build
    ) -> None:
        await people(build, 3, country="KE")
        await people(build, 2, country="CO")
        await people(build, 1, country=None)
        for status in MemberStatus:
            if status is not MemberStatus.active:
                await build.member(status=status, country="NO")
        await build.organisation(partner=True, type="un_agency")
        await build.organisation(type="un_agency")
        body = await told(secretariat)
        counts = {name: body[name] for name in ("members", "partners", "countries", "organisations")}
        assert counts == {"members": 6, "partners": 1, "countries": 2, "organisations": 2}
        assert body["exact"] is True
        assert figures(body["members_by_country"], "country") == {"KE": 3, "CO": 2, None: 1}
        assert figures(body["partners_by_type"], "type")["un_agency"] == 1
        assert figures(body["organisations_by_type"], "type")["un_agency"] == 2
        assert figures(body["organisations_by_type"], "type")["foundation"] == 0

    @pytest.mark.rule("S1")
    async def test_each_is_what_it_was_on_any_earlier_day(
        self, secretariat: AsyncClient, build: Build
    ) -> None:
        await people(build, 2, since=date(2020, 1, 1), until=date(2024, 6, 1), country="CO")
        await people(build, 3, since=date(2022, 3, 1))
        partner = await build.organisation()
        await build.rows(
            Partnership(organisation_id=partner.id, starts_on=date(2021, 1, 1), ends_on=date(2023, 1, 1))
        )
        for day, expected in {
            "2019-12-31": (0, 0, 0),
            "2020-01-01": (2, 0, 1),
            "2021-01-01": (2, 1, 1),
            "2022-03-01": (5, 1, 2),
            "2022-12-31": (5, 1, 2),
            "2023-01-01": (5, 0, 2),
            "2024-05-31": (5, 0, 2),
            "2024-06-01": (3, 0, 1),
            str(TODAY): (3, 0, 1),
        }.items():
            body = await told(secretariat, as_of=day)
            found = tuple(body[name] for name in ("members", "partners", "countries"))
            assert (body["as_of"], found) == (day, expected)

    @pytest.mark.rule("R33")
    async def test_an_erased_person_still_counts_for_the_days_they_were_a_member(
        self, secretariat: AsyncClient, build: Build
    ) -> None:
        member = await build.member(country="CO", since=LONG_AGO)
        path = f"/v1/members/{member.id}"
        gone = await secretariat.delete(path, headers={"If-Match": "*"})
        assert gone.status_code == 204
        assert (await told(secretariat))["members"] == 0
        before = await told(secretariat, as_of=str(YESTERDAY))
        assert figures(before["members_by_country"], "country") == {"CO": 1, None: 0}

    async def test_whoever_speaks_several_languages_counts_for_each(
        self, secretariat: AsyncClient, build: Build
    ) -> None:
        await people(build, 2, languages=["fr", "ar"])
        await people(build, 1, languages=["fr"])
        await people(build, 1)
        body = await told(secretariat)
        assert figures(body["members_by_language"], "language") == {"fr": 3, "ar": 2, None: 1}

    @pytest.mark.rule("R19", "R27")
    async def test_seats_are_counted_and_an_organisation_once_a_space(
        self, secretariat: AsyncClient, build: Build
    ) -> None:
        group, organisation = await build.space(), await build.organisation()
        representatives = [await build.member(), await build.member()]
        await build.seat(group, organisation, primary=representatives[0], alternate=representatives[1])
        stream = await build.space("workstream", parent=group)
        await build.seat(stream, organisation)
        team = await build.space("task_team")
        await build.seat(team, await build.member())
        good(await disband(secretariat, team, reason="Nobody comes.", end_reason="interest_lapsed"))
        body = await told(secretariat)
        rows = {row["type"]: row for row in body["spaces_by_type"]}
        counts = {type_: (row["spaces"], row["seats"]) for type_, row in rows.items() if row["spaces"]}
        assert counts == {"working_group": (1, 1), "workstream": (1, 1)}
        before = {
            row["type"]: row for row in (await told(secretariat, as_of=str(YESTERDAY)))["spaces_by_type"]
        }
        assert before["task_team"]["seats"] == 1

    async def test_months_tell_who_came_who_left_and_how_many_there_were_then(
        self, secretariat: AsyncClient, build: Build
    ) -> None:
        await people(build, 4, since=date(2020, 1, 1))
        await people(build, 2, since=date(2026, 2, 28), until=date(2026, 4, 1))
        await people(build, 3, since=date(2026, 3, 1))
        await people(build, 1, since=TODAY, until=TODAY)
        await people(build, 1, since=TODAY + timedelta(days=1))
        body = await told(secretariat, months=5)
        rows = [
            (row["month"], *(row[name] for name in ("joined", "left", "total"))) for row in body["months"]
        ]
        assert rows == [
            ("2026-01", 0, 0, 4),
            ("2026-02", 2, 0, 6),
            ("2026-03", 3, 0, 9),
            ("2026-04", 0, 2, 7),
            ("2026-05", 0, 0, 7),
        ]
        assert len((await told(secretariat))["months"]) == 24
        for as_of, joined in (("2026-02-27", 0), ("2026-02-28", 2)):
            last = (await told(secretariat, months=1, as_of=as_of))["months"][-1]
            assert (last["month"], last["joined"]) == ("2026-02", joined)

    @pytest.mark.rule("R24")
    async def test_an_organisation_that_is_only_proposed_is_not_counted(
        self, secretariat: AsyncClient, build: Build
    ) -> None:
        organisation = await build.organisation()
        organisation.proposed_by = (await build.member()).id
        await build.session.flush()
        assert (await told(secretariat))["organisations"] == 0


class TestForEverybody:
    @pytest.mark.rule("S1")
    async def test_members_are_told_to_the_nearest_hundred(self, public: AsyncClient, build: Build) -> None:
        await people(build, 149)
        body = await told(public)
        assert (body["members"], body["exact"]) == (100, False)
        await people(build, 1)
        assert (await told(public))["members"] == 200

    async def test_every_count_under_five_is_hidden(self, public: AsyncClient, build: Build) -> None:
        await people(build, 4, languages=["fr"])
        await build.organisation(partner=True)
        await build.seat(await build.space(), await build.organisation())
        body = await told(public, months=120)
        assert set(every_figure(body)) == {None}

    async def test_few_of_a_country_are_not_even_named(self, public: AsyncClient, build: Build) -> None:
        await people(build, 40, country="KE")
        await people(build, 4, country="CO", languages=["so"])
        body = await told(public)
        assert [row["country"] for row in body["members_by_country"]] == ["KE", None]
        assert body["members_by_country"][-1]["count"] is None
        assert [row["language"] for row in body["members_by_language"]] == [None]
        assert abs(body["members_by_country"][0]["count"] - 40) < 5

    @pytest.mark.parametrize(
        "role", ["member", "facilitator", "leader", "focal_point", "organisation_client"]
    )
    async def test_nobody_but_the_secretariat_is_told_exactly(
        self, as_role: AsRole, build: Build, role: str
    ) -> None:
        await people(build, 150)
        of = await build.organisation() if role == "organisation_client" else None
        body = await told(await as_role(role, of))
        assert (body["exact"], body["members"]) == (False, 200)

    @pytest.mark.parametrize(
        ("query", "error"),
        [
            ({"months": 0}, "?months"),
            ({"months": 121}, "?months"),
            ({"as_of": "yesterday"}, "?as_of"),
            ({"country": "KE"}, "?country"),
        ],
    )
    async def test_what_it_does_not_know_is_refused(
        self, public: AsyncClient, query: dict[str, Any], error: str
    ) -> None:
        assert set(malformed(await public.get("/v1/statistics", params=query))) == {error}

    async def test_costs_the_same_queries_however_many_there_are(
        self, public: AsyncClient, build: Build, queries: Queries
    ) -> None:
        costs = []
        for number in (1, 50):
            await people(build, number, country="CO" if number > 1 else "KE")
            await build.organisation(partner=True)
            with queries() as seen:
                await told(public, months=120)
            costs.append(len(seen))
        assert costs[0] == costs[1] <= 8


FIGURES = {
    "members",
    "partners",
    "countries",
    "organisations",
    "count",
    "spaces",
    "seats",
    "joined",
    "left",
    "total",
}


def every_figure(body: Any) -> list[int | None]:
    if isinstance(body, list):
        return [figure for one in body for figure in every_figure(one)]
    if not isinstance(body, dict):
        return []
    own = [body[name] for name in FIGURES & body.keys()]
    return own + [figure for one in body.values() for figure in every_figure(one)]


class TestNoWayRound:
    """Whoever asks for every day, and adds up, learns no hidden count: always several stand behind what they see."""

    NAMES = tuple(("country", f"{first}{second}") for first in "ABCDEFGHIJKLM" for second in "NOPQRSTUVW")

    def test_what_is_told_is_near_the_truth_and_never_small(self) -> None:
        for name in self.NAMES:
            for count in range(200):
                shown = disclosure.part(count, *name)
                assert shown is None or (abs(shown - count) < 5 and shown >= 5 and count >= 5)
            assert all(disclosure.part(count, *name) is None for count in range(5))
            assert disclosure.part(9, *name) is not None

    def test_the_same_question_has_the_same_answer(self) -> None:
        for name in self.NAMES:
            assert len({disclosure.part(37, *name) for _ in range(20)}) == 1

    def test_a_figure_that_vanishes_may_have_been_any_of_five(self) -> None:
        last = {
            max(count for count in range(20) if disclosure.part(count, *name) is None) for name in self.NAMES
        }
        assert last == {4, 5, 6, 7, 8}

    def test_a_figure_that_steps_may_have_been_any_of_five(self) -> None:
        steps = {
            count % 5
            for name in self.NAMES
            for count in range(50, 55)
            if disclosure.part(count, *name) != disclosure.part(count - 1, *name)
        }
        assert steps == {0, 1, 2, 3, 4}

    def test_an_exact_total_less_the_figures_told_leaves_a_hidden_one_open(self) -> None:
        """A country of few beside one of many, on the day the total steps, when it is known exactly."""
        behind: dict[int, set[int]] = {}
        for few in range(5):
            for exactly in (150, 250, 350):
                for name in self.NAMES:
                    many = disclosure.part(exactly - few, *name)
                    assert many is not None
                    behind.setdefault(exactly - many, set()).add(few)
        assert behind == {0: {0, 1, 2, 3, 4}, 5: {1, 2, 3, 4}}
