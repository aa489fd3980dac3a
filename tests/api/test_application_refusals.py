"""Who may not get in, and why, over HTTP: every refusal with its code, what overrides it, and one after another (R29)."""

from collections.abc import Awaitable, Callable
from contextlib import AbstractContextManager
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from httpx import AsyncClient
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from api.models import (
    Application,
    AuditEvent,
    Member,
    Organisation,
    OutboxMessage,
    Space,
)
from tests.answers import good, refused
from tests.days import LONG_AGO, LONG_DUE, TODAY, TOMORROW, YESTERDAY
from tests.factories import Build
from tests.steps import application_form, counted

Client = Callable[..., Awaitable[AsyncClient]]
Queries = Callable[[], AbstractContextManager[list[str]]]
Case = Callable[[Build], Awaitable[tuple[Space, Organisation | Member]]]

PATH = "/v1/applications"


# --- who may not get in, and why: each a small network in which somebody applies


async def _member_to_working_group(build: Build) -> tuple[Space, Member]:
    return await build.space(), await build.member()


async def _organisation_to_task_team(build: Build) -> tuple[Space, Organisation]:
    return await build.space("task_team"), await build.organisation()


async def _outside_expert(build: Build) -> tuple[Space, Member]:
    return await build.space("reference_group"), await build.member(status="external")


async def _unconfirmed(build: Build) -> tuple[Space, Member]:
    return await build.space("task_team"), await build.member(status="unconfirmed")


async def _seat_in_another_working_group(build: Build) -> tuple[Space, Organisation]:
    organisation = await build.organisation()
    await build.seat(await build.space(), organisation)
    return await build.space("workstream"), organisation


async def _no_seat_in_a_linked_group(build: Build) -> tuple[Space, Organisation]:
    organisation = await build.organisation()
    await build.seat(await build.space(), organisation)
    return await build.space("collaborative"), organisation


async def _one_linked_group_closed(build: Build) -> tuple[Space, Organisation]:
    groups = [await build.space(), await build.space(status="disbanded")]
    organisation = await build.organisation()
    await build.seat(groups[0], organisation)
    return await build.space("collaborative", working_groups=groups), organisation


async def _language_community(build: Build) -> tuple[Space, Member]:
    return await build.space("language_community"), await build.member()


async def _secretariat_space(build: Build) -> tuple[Space, Member]:
    return await build.space("secretariat"), await build.member()


async def _disbanded(build: Build) -> tuple[Space, Member]:
    return await build.space("task_team", status="disbanded", ends_on=YESTERDAY), await build.member()


async def _not_active_yet(build: Build) -> tuple[Space, Member]:
    return await build.space("task_team", status="approved"), await build.member()


async def _mandate_expired(build: Build) -> tuple[Space, Organisation]:
    return await build.space(mandate=(LONG_AGO, TODAY)), await build.organisation()


async def _between_mandates(build: Build) -> tuple[Space, Organisation]:
    return await build.space(mandate=False), await build.organisation()


async def _workstream_past_due(build: Build) -> tuple[Space, Organisation]:
    space, organisation = await build.space("workstream", due_on=TODAY), await build.organisation()
    await build.seat(await build.session.get_one(Space, space.parent_id), organisation)
    return space, organisation


async def _no_call(build: Build) -> tuple[Space, Member]:
    space = await build.space("task_team", admission="by_call")
    await build.call(
        space, opens_at=datetime(2026, 4, 1, tzinfo=UTC), closes_at=datetime(2026, 5, 4, 9, tzinfo=UTC)
    )
    return space, await build.member()


async def _steering_group_without_call(build: Build) -> tuple[Space, Organisation]:
    return await build.space("steering_group"), await build.organisation(partner=True)


async def _full(build: Build) -> tuple[Space, Member]:
    space = await build.space("task_team", seat_limit=1)
    await build.seat(space, await build.member())
    return space, await build.member()


async def _seated(build: Build) -> tuple[Space, Organisation]:
    space, organisation = await build.space(), await build.organisation()
    await build.seat(space, organisation)
    return space, organisation


async def _represents_there(build: Build) -> tuple[Space, Member]:
    space, organisation = await build.space("reference_group"), await build.organisation()
    person = await build.member(organisation=organisation)
    await build.seat(space, organisation, primary=person)
    return space, person


async def _pending(build: Build) -> tuple[Space, Member]:
    space, person = await build.space("task_team"), await build.member()
    await build.application(space, person, status="under_review")
    return space, person


async def _six_years_in_a_row(build: Build) -> tuple[Space, Organisation]:
    space = await build.space("steering_group", starts_on=TODAY.replace(year=2015))
    await build.call(space)
    organisation = await build.organisation(partner=True)
    for year in (2020, 2023):
        begin = TODAY.replace(year=year)
        await build.seat(space, organisation, starts_on=begin, ends_on=begin.replace(year=year + 3))
    return space, organisation


REFUSALS: list[tuple[str, Case, list[str]]] = [
    ("S13", _member_to_working_group, ["individual_not_permitted"]),
    ("S31", _organisation_to_task_team, ["institution_not_permitted"]),
    ("R8", _outside_expert, ["not_an_active_member"]),
    ("R3", _unconfirmed, ["not_an_active_member", "consent_missing"]),
    ("R4", _seat_in_another_working_group, ["parent_wg_seat_required"]),
    ("S22", _no_seat_in_a_linked_group, ["linked_wg_seat_required"]),
    ("R22", _one_linked_group_closed, ["two_working_groups_required"]),
    ("S37", _language_community, ["no_application_needed"]),
    ("R15", _secretariat_space, ["not_self_service"]),
    ("R11", _disbanded, ["space_not_open"]),
    ("R11", _not_active_yet, ["space_not_open"]),
    ("R20", _mandate_expired, ["space_not_open"]),
    ("R11", _between_mandates, ["space_not_open"]),
    ("R5", _workstream_past_due, ["space_not_open"]),
    ("R18", _no_call, ["call_not_open"]),
    ("R15", _steering_group_without_call, ["call_not_open"]),
    ("R18", _full, ["seats_full"]),
    ("R25", _seated, ["already_seated"]),
    ("R25", _represents_there, ["already_seated"]),
    ("R26", _pending, ["application_pending"]),
    ("R28", _six_years_in_a_row, ["term_limit_reached"]),
]
CASES = pytest.mark.parametrize(
    ("case", "codes"),
    [
        pytest.param(case, codes, id=case.__name__.strip("_"), marks=pytest.mark.rule(s))
        for s, case, codes in REFUSALS
    ],
)
NEVER = {
    "consent_missing", "not_self_service", "space_not_open", "already_seated", "application_pending", "reason_required",
}  # fmt: skip


class TestRefusals:
    @CASES
    async def test_name_every_reason_and_leave_nothing_behind(
        self, secretariat: AsyncClient, build: Build, session: AsyncSession, case: Case, codes: list[str]
    ) -> None:
        space, holder = await case(build)
        sent = await application_form(build, space, holder)
        before = [await counted(session, table) for table in (Application, AuditEvent, OutboxMessage)]
        answer = await secretariat.post(PATH, json=sent)
        assert refused(answer) == codes
        assert all(finding["detail"] and finding["quote"] for finding in answer.json()["findings"])
        assert [await counted(session, table) for table in (Application, AuditEvent, OutboxMessage)] == before

    @pytest.mark.rule("R3")
    @CASES
    async def test_give_way_to_a_written_reason_where_they_are_policy(
        self, secretariat: AsyncClient, build: Build, session: AsyncSession, case: Case, codes: list[str]
    ) -> None:
        space, holder = await case(build)
        sent = await application_form(build, space, holder, override_reason="Agreed with the chairs.")
        answer = await secretariat.post(PATH, json=sent)
        if stays := [code for code in codes if code in NEVER]:
            assert refused(answer) == stays
            assert {one["code"]: one["outcome"] for one in answer.json()["findings"]} == {
                code: "fail" if code in NEVER else "overridden" for code in codes
            }
            return
        body = good(answer, 201)
        assert (body["overridden"], body["override_reason"]) == (codes, "Agreed with the chairs.")
        assert [(one["code"], one["outcome"]) for one in body["findings"]] == [
            (code, "overridden") for code in codes
        ]
        reason = select(AuditEvent.reason).where(AuditEvent.subject_id == body["id"])
        assert await session.scalar(reason) == "Agreed with the chairs."

    @pytest.mark.rule("R3")
    async def test_a_reason_that_overrides_nothing_is_not_kept(
        self, secretariat: AsyncClient, build: Build
    ) -> None:
        sent = await application_form(
            build, await build.space("task_team"), await build.member(), override_reason="To be safe."
        )
        body = good(await secretariat.post(PATH, json=sent), 201)
        assert (body["overridden"], body["override_reason"]) == ([], None)

    @pytest.mark.rule("R29")
    async def test_all_reasons_are_told_not_the_first(self, secretariat: AsyncClient, build: Build) -> None:
        space = await build.space("task_team", status="disbanded", admission="by_call", seat_limit=1)
        person = await build.member(status="suspended")
        await build.seat(space, await build.member(), ends_on=TOMORROW, historic=True)
        answer = await secretariat.post(PATH, json=await application_form(build, space, person))
        assert refused(answer) == ["not_an_active_member", "space_not_open", "call_not_open", "seats_full"]

    @pytest.mark.rule("R2")
    async def test_an_organisation_names_a_primary_representative(
        self, secretariat: AsyncClient, build: Build
    ) -> None:
        space, organisation = await build.space(), await build.organisation()
        person = await build.member(organisation=organisation)
        for people in ([], [{"role": "alternate", "member_id": str(person.id)}]):
            sent = await application_form(build, space, organisation, representatives=people)
            assert refused(await secretariat.post(PATH, json=sent)) == ["representative_required"]

    @pytest.mark.rule("R25")
    async def test_a_person_with_a_seat_there_represents_nobody_there(
        self, secretariat: AsyncClient, build: Build
    ) -> None:
        space, organisation = await build.space("reference_group"), await build.organisation()
        person = await build.member(organisation=organisation)
        await build.seat(space, person)
        people = [{"role": "primary", "member_id": str(person.id)}]
        sent = await application_form(build, space, organisation, representatives=people)
        assert refused(await secretariat.post(PATH, json=sent)) == ["already_seated"]

    @pytest.mark.rule("R18")
    async def test_a_call_that_is_named_must_be_open_even_at_a_standing_door(
        self, secretariat: AsyncClient, build: Build
    ) -> None:
        space, person = await build.space("task_team"), await build.member()
        over = await build.call(space, opens_at=datetime(2026, 1, 1, tzinfo=UTC))
        now = await build.call(space)
        late = await application_form(build, space, person, call_id=str(over.id))
        assert refused(await secretariat.post(PATH, json=late)) == ["call_not_open"]
        assert good(await secretariat.post(PATH, json={**late, "call_id": str(now.id)}), 201)[
            "call_id"
        ] == str(now.id)

    @pytest.mark.rule("R21", "R28")
    @pytest.mark.parametrize(
        ("space_type", "seat"),
        [
            ("task_team", {"ends_on": TOMORROW}),
            ("steering_group", {"due_on": TODAY + timedelta(90)}),
        ],
    )
    async def test_one_may_apply_while_seated_for_the_time_after(
        self, secretariat: AsyncClient, build: Build, space_type: str, seat: dict[str, Any]
    ) -> None:
        space = await build.space(space_type)
        await build.call(space)
        holder = await (build.member() if space_type == "task_team" else build.organisation(partner=True))
        await build.seat(space, holder, **seat)
        good(await secretariat.post(PATH, json=await application_form(build, space, holder)), 201)

    @pytest.mark.rule("R21")
    async def test_a_seat_of_this_mandate_is_no_bar_to_one_of_the_next(
        self, organisation_client: Client, build: Build
    ) -> None:
        space, organisation = await build.space(mandate=False), await build.organisation()
        await build.mandate(space, LONG_AGO, TOMORROW, ends_on=TOMORROW)
        await build.seat(space, organisation, ends_on=TOMORROW, end_reason="mandate_ended")
        own = await organisation_client(organisation)
        sent = await application_form(build, space, organisation)
        assert refused(await own.post(PATH, json=sent)) == ["space_not_open"]  # nothing follows yet
        await build.mandate(space, TOMORROW, LONG_DUE.replace(year=2029))
        good(await own.post(PATH, json=sent), 201)
