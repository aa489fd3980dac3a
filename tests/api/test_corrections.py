"""Corrections of a seat's dates over HTTP: the secretariat's, on top of what was read, with a reason, judged again."""

from collections.abc import Awaitable, Callable
from datetime import date
from typing import Any
from uuid import uuid4

import pytest
from httpx import AsyncClient
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from api.models import AuditEvent, Membership
from tests.answers import good, malformed, problem, refused
from tests.days import LONG_AGO, LONG_DUE, TODAY, TOMORROW, YESTERDAY
from tests.factories import Build
from tests.steps import as_unknown, on_top, told

Client = Callable[..., Awaitable[AsyncClient]]
PATH = "/v1/memberships"
JUNE, DECEMBER = date(2025, 6, 1), date(2025, 12, 1)


async def correct(client: AsyncClient, seat: Membership, **form: Any) -> Any:
    body = {
        "reason": "Read from the minutes.",
        **{key: str(day) if day else day for key, day in form.items()},
    }
    return await on_top(client, "PATCH", f"{PATH}/{seat.id}", **body)


class TestCorrecting:
    async def test_a_date_is_corrected_with_a_reason(
        self, secretariat: AsyncClient, build: Build, session: AsyncSession
    ) -> None:
        seat = await build.seat(await build.space("task_team"), await build.member())
        body = good(await correct(secretariat, seat, starts_on=JUNE))
        assert (body["starts_on"], body["ends_on"], body["overridden"]) == (str(JUNE), None, [])
        assert await told(session, seat.id) == ["membership.corrected"]
        audit = select(AuditEvent.fields, AuditEvent.reason).where(AuditEvent.subject_id == seat.id)
        assert (await session.execute(audit)).one() == (["starts_on"], "Read from the minutes.")

    async def test_a_seat_is_ended_and_opened_again(self, secretariat: AsyncClient, build: Build) -> None:
        seat = await build.seat(await build.space("task_team"), await build.member())
        body = good(await correct(secretariat, seat, ends_on=YESTERDAY))
        assert (body["ends_on"], body["end_reason"]) == (str(YESTERDAY), "removed")
        body = good(await correct(secretariat, seat, ends_on=None))
        assert (body["ends_on"], body["end_reason"]) == (None, None)

    async def test_what_was_not_sent_stays(self, secretariat: AsyncClient, build: Build) -> None:
        seat = await build.seat(await build.space("task_team"), await build.member(), ends_on=DECEMBER)
        body = good(await correct(secretariat, seat, starts_on=JUNE))
        assert (body["starts_on"], body["ends_on"], body["end_reason"]) == (
            str(JUNE),
            str(DECEMBER),
            "withdrawn",
        )

    async def test_one_corrects_what_one_has_read(self, secretariat: AsyncClient, build: Build) -> None:
        seat = await build.seat(await build.space("task_team"), await build.member())
        path, form = f"{PATH}/{seat.id}", {"reason": "Minutes.", "starts_on": str(JUNE)}
        assert problem(await secretariat.patch(path, json=form)) == (428, "precondition_required")
        tag = (await secretariat.get(path)).headers["ETag"]
        good(await secretariat.patch(path, json=form, headers={"If-Match": tag}))
        again = await secretariat.patch(path, json=form, headers={"If-Match": tag})
        assert problem(again) == (412, "precondition_failed")

    @pytest.mark.parametrize(
        ("form", "expected"),
        [
            ({"starts_on": str(JUNE)}, {"/reason": "required"}),
            ({"reason": " "}, {"/reason": "too_short"}),
            ({"reason": "x", "starts_on": None}, {"/starts_on": "not_a_date"}),
            ({"reason": "x", "ends_on": "2025-02-28"}, {"/ends_on": "period_inverted"}),
            ({"reason": "x", "starts_on": "01/06/2025"}, {"/starts_on": "not_a_date"}),
            ({"reason": "x", "space_id": str(uuid4())}, {"/space_id": "unknown_field"}),
        ],
    )
    async def test_what_is_malformed_is_said_where(
        self, secretariat: AsyncClient, build: Build, form: dict[str, Any], expected: dict[str, str]
    ) -> None:
        seat = await build.seat(await build.space("task_team"), await build.member())
        assert malformed(await on_top(secretariat, "PATCH", f"{PATH}/{seat.id}", **form)) == expected

    async def test_only_the_secretariat_corrects(
        self, public: AsyncClient, organisation_client: Client, build: Build
    ) -> None:
        organisation = await build.organisation()
        own = await organisation_client(organisation)
        seat = await build.seat(await build.space(), organisation)
        hidden = await build.seat(await build.space(), await build.organisation())
        any_tag = {"If-Match": "*"}
        form = {"reason": "x", "starts_on": str(JUNE)}
        answers = {
            problem(await public.patch(f"{PATH}/{seat.id}", json=form, headers=any_tag)): (
                401,
                "unauthenticated",
            ),
            problem(await own.patch(f"{PATH}/{seat.id}", json=form, headers=any_tag)): (403, "forbidden"),
        }
        assert all(got == expected for got, expected in answers.items())
        theirs = await own.patch(f"{PATH}/{hidden.id}", json=form, headers=any_tag)
        assert as_unknown(theirs, await own.patch(f"{PATH}/{uuid4()}", json=form, headers=any_tag))


class TestJudgedAgain:
    @pytest.mark.rule("R25")
    async def test_no_seat_is_moved_over_another(self, secretariat: AsyncClient, build: Build) -> None:
        space, person = await build.space("task_team"), await build.member()
        former = await build.seat(space, person, ends_on=DECEMBER)
        present = await build.seat(space, person, starts_on=DECEMBER)
        assert refused(await correct(secretariat, present, starts_on=JUNE)) == ["already_seated"]
        for day in (TODAY, None):
            assert refused(await correct(secretariat, former, ends_on=day)) == ["already_seated"]
        good(await correct(secretariat, former, ends_on=JUNE))
        good(await correct(secretariat, present, starts_on=JUNE))

    @pytest.mark.rule("R11", "R21")
    async def test_no_seat_is_moved_out_of_the_life_of_its_space_or_mandate(
        self, secretariat: AsyncClient, build: Build
    ) -> None:
        early = date(2025, 2, 28)
        for seat in (
            await build.seat(await build.space("task_team"), await build.member()),
            await build.seat(await build.space(), await build.organisation()),
        ):
            assert refused(await correct(secretariat, seat, starts_on=early)) == ["space_not_open"]
        gone = await build.space("task_team", status="disbanded", ends_on=DECEMBER)
        seat = await build.seat(gone, await build.member(), ends_on=JUNE)
        for day in (TODAY, None):
            assert refused(await correct(secretariat, seat, ends_on=day)) == ["space_not_open"]
        good(await correct(secretariat, seat, ends_on=DECEMBER))

    @pytest.mark.rule("R21")
    async def test_a_seat_moved_into_another_mandate_belongs_to_that_one(
        self, secretariat: AsyncClient, build: Build, session: AsyncSession
    ) -> None:
        space = await build.space(mandate=False)
        first = await build.mandate(space, LONG_AGO, DECEMBER, ends_on=DECEMBER)
        second = await build.mandate(space, DECEMBER, LONG_DUE)
        seat = await build.seat(space, await build.organisation(), starts_on=TODAY)
        assert seat.mandate_id == second.id
        body = good(await correct(secretariat, seat, starts_on=JUNE, ends_on=DECEMBER))
        assert (body["due_on"], body["ends_on"]) == (str(first.due_on), str(DECEMBER))
        across = await correct(secretariat, seat, ends_on=TODAY)
        assert problem(across) == (409, "outside_mandate")

    @pytest.mark.rule("R3")
    async def test_what_was_overridden_stays_so_and_more_needs_a_reason_of_its_own(
        self, secretariat: AsyncClient, build: Build
    ) -> None:
        space, person = await build.space("task_team"), await build.member(status="suspended")
        seat = await build.seat(space, person, overridden=["individual_not_permitted"])
        assert refused(await correct(secretariat, seat, starts_on=JUNE)) == ["not_an_active_member"]
        body = good(await correct(secretariat, seat, starts_on=JUNE, override_reason="Was active then."))
        assert body["overridden"] == ["individual_not_permitted", "not_an_active_member"]
        good(await correct(secretariat, seat, starts_on=LONG_AGO))

    @pytest.mark.rule("R18")
    async def test_a_full_space_counts_the_seat_that_is_corrected_once(
        self, secretariat: AsyncClient, build: Build
    ) -> None:
        space = await build.space("task_team", seat_limit=1)
        seat = await build.seat(space, await build.member(), starts_on=JUNE)
        good(await correct(secretariat, seat, starts_on=DECEMBER))
        other = await build.seat(space, await build.member(), starts_on=LONG_AGO, ends_on=JUNE)
        assert refused(await correct(secretariat, other, starts_on=DECEMBER, ends_on=TODAY)) == ["seats_full"]

    @pytest.mark.rule("R4", "R22")
    async def test_what_rests_on_a_seat_ends_where_the_seat_now_ends(
        self, secretariat: AsyncClient, build: Build, session: AsyncSession
    ) -> None:
        groups, organisation = [await build.space() for _ in range(2)], await build.organisation()
        seat = await build.seat(groups[0], organisation)
        stream = await build.seat(await build.space("workstream", parent=groups[0]), organisation)
        linked = await build.seat(await build.space("collaborative", working_groups=groups), organisation)
        good(await correct(secretariat, seat, ends_on=YESTERDAY))
        found = (
            select(Membership.end_reason)
            .where(Membership.ends_on == YESTERDAY)
            .order_by(Membership.created_at)
        )
        assert list(await session.scalars(found)) == ["removed", "parent_seat_ended", "linked_seat_ended"]
        for one in (stream, linked):
            assert await told(session, one.id) == ["membership.ended"]

    @pytest.mark.rule("R28")
    async def test_a_term_is_three_years_from_wherever_it_starts(
        self, secretariat: AsyncClient, build: Build
    ) -> None:
        seat = await build.seat(
            await build.space("steering_group"), await build.organisation(), starts_on=JUNE
        )
        body = good(await correct(secretariat, seat, starts_on=DECEMBER))
        assert (body["starts_on"], body["due_on"]) == (str(DECEMBER), "2028-12-01")

    async def test_who_fills_the_seat_fills_it_within_its_new_dates(
        self, secretariat: AsyncClient, build: Build
    ) -> None:
        organisation = await build.organisation()
        one, two = [await build.member(organisation=organisation) for _ in range(2)]
        seat = await build.seat(await build.space(), organisation)
        await build.representative(seat, one, ends_on=JUNE)
        await build.representative(seat, two, starts_on=JUNE)
        body = good(await correct(secretariat, seat, starts_on=DECEMBER, ends_on=TOMORROW))
        filled = [
            (person["member_id"], person["starts_on"], person["ends_on"])
            for person in body["representatives"]
        ]
        assert filled == [(str(two.id), str(DECEMBER), str(TOMORROW))]


class TestHistory:
    @pytest.mark.rule("R30")
    async def test_is_corrected_by_the_rules_for_history(
        self, secretariat: AsyncClient, build: Build
    ) -> None:
        person = await build.member(status="suspended")
        seat = await build.seat(await build.space("task_team"), person, ends_on=DECEMBER, historic=True)
        body = good(await correct(secretariat, seat, starts_on=JUNE))
        assert (body["historic"], body["overridden"]) == (True, [])

    @pytest.mark.rule("R30")
    @pytest.mark.parametrize("day", [TOMORROW, None])
    async def test_never_becomes_a_present_seat(
        self, secretariat: AsyncClient, build: Build, day: date | None
    ) -> None:
        seat = await build.seat(
            await build.space("task_team"), await build.member(), ends_on=DECEMBER, historic=True
        )
        assert malformed(await correct(secretariat, seat, ends_on=day)) == {"/ends_on": "in_the_future"}
