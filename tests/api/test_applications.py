"""Applications over HTTP: sent by organisations, recorded by the secretariat, refused with every reason, read, withdrawn."""

from collections.abc import Awaitable, Callable
from contextlib import AbstractContextManager
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest
from httpx import AsyncClient
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from api.models import Application, AuditEvent, Member, Organisation, OutboxMessage, Space
from tests.answers import good, malformed, problem, refused
from tests.conftest import Clock
from tests.days import LONG_AGO, LONG_DUE, TODAY, TOMORROW, YESTERDAY
from tests.factories import Build
from tests.steps import as_unknown, counted, every_page, told

Client = Callable[..., Awaitable[AsyncClient]]
Queries = Callable[[], AbstractContextManager[list[str]]]
Case = Callable[[Build], Awaitable[tuple[Space, Organisation | Member]]]

PATH = "/v1/applications"
BY_MAIL = {"received_on": str(YESTERDAY), "means": "e-mail", "consent": {"given_on": str(YESTERDAY), "source": "the mail"}}


async def form(build: Build, space: Space, holder: Organisation | Member, **fields: Any) -> dict[str, Any]:
    """A complete application; an organisation's names somebody who works there."""
    if isinstance(holder, Member):
        return {"space_id": str(space.id), "member_id": str(holder.id), **fields}
    people = [{"role": "primary", "member_id": str((await build.member(organisation=holder)).id)}]
    return {"space_id": str(space.id), "organisation_id": str(holder.id), "representatives": people, **fields}


class TestApplying:
    @pytest.mark.rule("S15", "R24")
    async def test_an_organisation_applies_for_itself_partner_or_not(
        self, organisation_client: Client, build: Build, session: AsyncSession
    ) -> None:
        organisation, space = await build.organisation(), await build.space()
        own = await organisation_client(organisation)
        sent = await form(build, space, organisation, statement="We can help.", answers={"Why you?": "Experience."})
        answer = await own.post(PATH, json=sent)
        body = good(answer, 201)
        assert answer.headers["Location"] == f"{PATH}/{body['id']}"
        assert good(await own.get(answer.headers["Location"])) == body
        assert {key: body[key] for key in sent} == sent
        assert (body["status"], body["kind"], body["space_type"]) == ("submitted", "institutional", "working_group")
        assert (body["rulebook"], body["findings"], body["overridden"]) == (1, [], [])
        assert (body["decided_at"], body["recorded"]) == (None, None)
        assert await told(session, body["id"]) == ["application.submitted"]

    @pytest.mark.rule("S32", "R13")
    async def test_the_secretariat_records_what_came_by_mail_with_the_persons_consent(
        self, secretariat: AsyncClient, build: Build
    ) -> None:
        sent = await form(build, await build.space("task_team"), await build.member(), recorded=BY_MAIL)
        body = good(await secretariat.post(PATH, json=sent), 201)
        assert body["recorded"] == BY_MAIL
        assert good(await secretariat.get(f"{PATH}/{body['id']}"))["recorded"] == BY_MAIL

    @pytest.mark.rule("R13")
    @pytest.mark.parametrize(
        ("recorded", "expected"),
        [
            ({"received_on": str(TOMORROW)}, {"/recorded/received_on": "in_the_future"}),
            ({"consent": {"given_on": str(TOMORROW), "source": "the mail"}}, {"/recorded/consent/given_on": "in_the_future"}),
            ({"consent": None}, {"/recorded/consent": "wrong_type"}),
            ({"consent": {"given_on": str(TODAY)}}, {"/recorded/consent/source": "required"}),
            ({"means": ""}, {"/recorded/means": "too_short"}),
        ],
    )
    async def test_nothing_is_recorded_without_consent_or_before_it_came(
        self, secretariat: AsyncClient, build: Build, recorded: dict[str, Any], expected: dict[str, str]
    ) -> None:
        sent = await form(build, await build.space("task_team"), await build.member(), recorded={**BY_MAIL, **recorded})
        assert malformed(await secretariat.post(PATH, json=sent)) == expected

    @pytest.mark.rule("R13")
    async def test_only_the_secretariat_records_or_overrides(self, organisation_client: Client, build: Build) -> None:
        organisation, space = await build.organisation(), await build.space()
        own = await organisation_client(organisation)
        for field in ({"recorded": BY_MAIL}, {"override_reason": "We are friends."}):
            sent = await form(build, space, organisation, **field)
            assert problem(await own.post(PATH, json=sent)) == (403, "forbidden")

    @pytest.mark.rule("R18", "R6")
    async def test_warnings_are_told_and_kept_but_do_not_refuse(
        self, organisation_client: Client, build: Build
    ) -> None:
        space = await build.space("collaborative")
        first_group = await build.session.scalar(select(Space).where(Space.type == "working_group").order_by(Space.id))
        assert first_group is not None
        for _ in range(2):
            organisation = await build.organisation()
            await build.seat(first_group, organisation)
        await build.seat(space, organisation)
        other = await build.organisation()
        await build.seat(first_group, other)
        own = await organisation_client(other)
        body = good(await own.post(PATH, json=await form(build, space, other)), 201)
        (warning,) = body["findings"]
        assert (warning["code"], warning["outcome"], warning["source"]) == ("single_wg_only", "warn", "R6")
        assert space.name in warning["detail"]
        assert good(await own.get(f"{PATH}/{body['id']}"))["findings"] == [warning]

    @pytest.mark.rule("R32")
    async def test_a_representative_is_whoever_works_there_member_or_not(
        self, organisation_client: Client, build: Build
    ) -> None:
        organisation = await build.organisation()
        own = await organisation_client(organisation)
        for status in ("unconfirmed", "external", "active"):
            person = await build.member(status=status, organisation=organisation)
            people = [{"role": "primary", "member_id": str(person.id)}]
            sent = await form(build, await build.space(), organisation, representatives=people)
            assert good(await own.post(PATH, json=sent), 201)["representatives"] == people

    async def test_one_key_of_a_retry_makes_one_application(
        self, organisation_client: Client, build: Build, session: AsyncSession
    ) -> None:
        organisation = await build.organisation()
        own = await organisation_client(organisation)
        sent = await form(build, await build.space(), organisation)
        first, again = [await own.post(PATH, json=sent, headers={"Idempotency-Key": "one"}) for _ in range(2)]
        assert first.content == again.content and again.headers["Idempotent-Replayed"] == "true"
        assert await told(session, first.json()["id"]) == ["application.submitted"]


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
    await build.call(space, opens_at=datetime(2026, 4, 1, tzinfo=UTC), closes_at=datetime(2026, 5, 4, 9, tzinfo=UTC))
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
    [pytest.param(case, codes, id=case.__name__.strip("_"), marks=pytest.mark.rule(s)) for s, case, codes in REFUSALS],
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
        sent = await form(build, space, holder)
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
        sent = await form(build, space, holder, override_reason="Agreed with the chairs.")
        answer = await secretariat.post(PATH, json=sent)
        if stays := [code for code in codes if code in NEVER]:
            assert refused(answer) == stays
            assert {one["code"]: one["outcome"] for one in answer.json()["findings"]} == {
                code: "fail" if code in NEVER else "overridden" for code in codes
            }
            return
        body = good(answer, 201)
        assert (body["overridden"], body["override_reason"]) == (codes, "Agreed with the chairs.")
        assert [(one["code"], one["outcome"]) for one in body["findings"]] == [(code, "overridden") for code in codes]
        reason = select(AuditEvent.reason).where(AuditEvent.subject_id == body["id"])
        assert await session.scalar(reason) == "Agreed with the chairs."

    @pytest.mark.rule("R3")
    async def test_a_reason_that_overrides_nothing_is_not_kept(self, secretariat: AsyncClient, build: Build) -> None:
        sent = await form(build, await build.space("task_team"), await build.member(), override_reason="To be safe.")
        body = good(await secretariat.post(PATH, json=sent), 201)
        assert (body["overridden"], body["override_reason"]) == ([], None)

    @pytest.mark.rule("R29")
    async def test_all_reasons_are_told_not_the_first(self, secretariat: AsyncClient, build: Build) -> None:
        space = await build.space("task_team", status="disbanded", admission="by_call", seat_limit=1)
        person = await build.member(status="suspended")
        await build.seat(space, await build.member(), ends_on=TOMORROW, historic=True)
        answer = await secretariat.post(PATH, json=await form(build, space, person))
        assert refused(answer) == ["not_an_active_member", "space_not_open", "call_not_open", "seats_full"]

    @pytest.mark.rule("R2")
    async def test_an_organisation_names_a_primary_representative(self, secretariat: AsyncClient, build: Build) -> None:
        space, organisation = await build.space(), await build.organisation()
        person = await build.member(organisation=organisation)
        for people in ([], [{"role": "alternate", "member_id": str(person.id)}]):
            sent = await form(build, space, organisation, representatives=people)
            assert refused(await secretariat.post(PATH, json=sent)) == ["representative_required"]

    @pytest.mark.rule("R25")
    async def test_a_person_with_a_seat_there_represents_nobody_there(
        self, secretariat: AsyncClient, build: Build
    ) -> None:
        space, organisation = await build.space("reference_group"), await build.organisation()
        person = await build.member(organisation=organisation)
        await build.seat(space, person)
        people = [{"role": "primary", "member_id": str(person.id)}]
        sent = await form(build, space, organisation, representatives=people)
        assert refused(await secretariat.post(PATH, json=sent)) == ["already_seated"]

    @pytest.mark.rule("R18")
    async def test_a_call_that_is_named_must_be_open_even_at_a_standing_door(
        self, secretariat: AsyncClient, build: Build
    ) -> None:
        space, person = await build.space("task_team"), await build.member()
        over = await build.call(space, opens_at=datetime(2026, 1, 1, tzinfo=UTC))
        now = await build.call(space)
        late = await form(build, space, person, call_id=str(over.id))
        assert refused(await secretariat.post(PATH, json=late)) == ["call_not_open"]
        assert good(await secretariat.post(PATH, json={**late, "call_id": str(now.id)}), 201)["call_id"] == str(now.id)

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
        good(await secretariat.post(PATH, json=await form(build, space, holder)), 201)

    @pytest.mark.rule("R21")
    async def test_a_seat_of_this_mandate_is_no_bar_to_one_of_the_next(
        self, organisation_client: Client, build: Build
    ) -> None:
        space, organisation = await build.space(mandate=False), await build.organisation()
        await build.mandate(space, LONG_AGO, TOMORROW, ends_on=TOMORROW)
        await build.seat(space, organisation, ends_on=TOMORROW, end_reason="mandate_ended")
        own = await organisation_client(organisation)
        sent = await form(build, space, organisation)
        assert refused(await own.post(PATH, json=sent)) == ["space_not_open"]  # nothing follows yet
        await build.mandate(space, TOMORROW, LONG_DUE.replace(year=2029))
        good(await own.post(PATH, json=sent), 201)


class TestMalformed:
    async def test_one_holder_is_named(self, secretariat: AsyncClient, build: Build) -> None:
        space = str((await build.space()).id)
        assert malformed(await secretariat.post(PATH, json={"space_id": space})) == {"/member_id": "one_needed"}
        both = {"space_id": space, "member_id": str(uuid4()), "organisation_id": str(uuid4())}
        assert malformed(await secretariat.post(PATH, json=both)) == {"/member_id": "not_both"}

    @pytest.mark.parametrize("field", ["space_id", "organisation_id", "call_id", "representatives/0/member_id", "also_apply_to/0"])
    async def test_what_is_named_exists(self, secretariat: AsyncClient, build: Build, field: str) -> None:
        sent = await form(build, await build.space(), await build.organisation())
        nobody = str(uuid4())
        if field.startswith("representatives"):
            sent["representatives"][0]["member_id"] = nobody
        else:
            sent[field.removesuffix("/0")] = [nobody] if field.endswith("/0") else nobody
        assert malformed(await secretariat.post(PATH, json=sent)) == {f"/{field}": "unknown_reference"}

    async def test_a_space_or_person_one_may_not_see_is_as_unknown(
        self, organisation_client: Client, secretariat: AsyncClient, build: Build
    ) -> None:
        organisation = await build.organisation()
        own = await organisation_client(organisation)
        hidden = await form(build, await build.space(status="proposed"), organisation)
        assert malformed(await own.post(PATH, json=hidden)) == {"/space_id": "unknown_reference"}
        stranger = str((await build.member()).id)
        people = [{"role": "primary", "member_id": stranger}]
        sent = await form(build, await build.space(), organisation, representatives=people)
        assert malformed(await own.post(PATH, json=sent)) == {"/representatives/0/member_id": "unknown_reference"}
        assert malformed(await secretariat.post(PATH, json=sent)) == {"/representatives/0/member_id": "not_affiliated"}

    @pytest.mark.rule("R33")
    @pytest.mark.parametrize("status", ["suspended", "left", "erased"])
    async def test_whoever_is_gone_represents_nobody(
        self, secretariat: AsyncClient, build: Build, status: str
    ) -> None:
        organisation = await build.organisation()
        gone = await build.member(status=status, organisation=organisation)
        people = [{"role": "primary", "member_id": str(gone.id)}]
        sent = await form(build, await build.space(), organisation, representatives=people)
        expected = {"/representatives/0/member_id": "unknown_reference"}
        assert malformed(await secretariat.post(PATH, json=sent)) == expected

    async def test_each_representative_and_each_role_is_named_once(
        self, secretariat: AsyncClient, build: Build
    ) -> None:
        space, organisation = await build.space(), await build.organisation()
        one, other = [str((await build.member(organisation=organisation)).id) for _ in range(2)]
        for second, place in (("primary", "role"), ("alternate", "member_id")):
            person = other if place == "role" else one
            people = [{"role": "primary", "member_id": one}, {"role": second, "member_id": person}]
            sent = await form(build, space, organisation, representatives=people)
            answer = await secretariat.post(PATH, json=sent)
            assert malformed(answer) == {f"/representatives/1/{place}": "named_twice"}

    async def test_a_person_applies_without_representatives(self, secretariat: AsyncClient, build: Build) -> None:
        person = await build.member()
        people = [{"role": "primary", "member_id": str(person.id)}]
        sent = await form(build, await build.space("task_team"), person, representatives=people)
        assert malformed(await secretariat.post(PATH, json=sent)) == {"/representatives": "unknown_field"}

    async def test_a_call_belongs_to_the_space(self, secretariat: AsyncClient, build: Build) -> None:
        elsewhere = await build.call(await build.space("task_team"))
        sent = await form(build, await build.space("task_team"), await build.member(), call_id=str(elsewhere.id))
        assert malformed(await secretariat.post(PATH, json=sent)) == {"/call_id": "unknown_reference"}

    @pytest.mark.rule("R7")
    async def test_only_a_working_group_application_ticks_collaboratives(
        self, secretariat: AsyncClient, build: Build
    ) -> None:
        collaborative, organisation = await build.space("collaborative"), await build.organisation()
        ticked = [str(collaborative.id)]
        stream = await form(build, await build.space("reference_group"), organisation, also_apply_to=ticked)
        assert malformed(await secretariat.post(PATH, json=stream)) == {"/also_apply_to": "not_for_this_type"}
        other = str((await build.space()).id)
        group = await form(build, await build.space(), organisation, also_apply_to=[*ticked, other])
        assert malformed(await secretariat.post(PATH, json=group)) == {"/also_apply_to/1": "unknown_reference"}

    async def test_unknown_fields_and_values_are_refused(self, secretariat: AsyncClient, build: Build) -> None:
        sent = await form(build, await build.space("task_team"), await build.member())
        for field, value, code in (
            ("status", "accepted", "unknown_field"),
            ("statement", "x" * 5001, "too_long"),
            ("statement", "a\u0000b", "forbidden_character"),
            ("call_id", "next", "not_a_uuid"),
        ):
            assert malformed(await secretariat.post(PATH, json={**sent, field: value})) == {f"/{field}": code}


class TestWhoMay:
    async def test_nobody_applies_or_reads_without_a_key_and_its_permission(
        self, public: AsyncClient, organisation_client: Client, as_role: Client, build: Build
    ) -> None:
        organisation, space = await build.organisation(), await build.space()
        sent = await form(build, space, organisation)
        found = await build.application(space, organisation)
        reader = await organisation_client(organisation, "applications:read")
        other = await as_role("service_client", None, "members:read")
        for client, answer in ((public, (401, "unauthenticated")), (other, (403, "forbidden"))):
            assert problem(await client.get(PATH)) == answer
            assert problem(await client.get(f"{PATH}/{found.id}")) == answer
            assert problem(await client.post(PATH, json=sent)) == answer
            assert problem(await client.post(f"{PATH}/{found.id}/withdrawal", json={})) == answer
        good(await reader.get(f"{PATH}/{found.id}"))
        assert problem(await reader.post(PATH, json=sent)) == (403, "forbidden")
        assert problem(await reader.post(f"{PATH}/{found.id}/withdrawal", json={})) == (403, "forbidden")

    async def test_an_organisation_applies_for_no_other_and_for_no_person(
        self, organisation_client: Client, build: Build
    ) -> None:
        organisation, other = await build.organisation(), await build.organisation()
        own = await organisation_client(organisation)
        person = await build.member(organisation=organisation)
        for space, holder in ((await build.space(), other), (await build.space("task_team"), person)):
            assert problem(await own.post(PATH, json=await form(build, space, holder))) == (403, "forbidden")

    async def test_anothers_application_is_as_unknown(self, organisation_client: Client, build: Build) -> None:
        organisation, space = await build.organisation(), await build.space("reference_group")
        own = await organisation_client(organisation)
        staff = await build.member(organisation=organisation)
        for hidden in (await build.application(space, await build.organisation()), await build.application(space, staff)):
            assert as_unknown(await own.get(f"{PATH}/{hidden.id}"), await own.get(f"{PATH}/{uuid4()}"))
            withdrawn = await own.post(f"{PATH}/{hidden.id}/withdrawal", json={})
            assert as_unknown(withdrawn, await own.post(f"{PATH}/{uuid4()}/withdrawal", json={}))


class TestLists:
    async def test_show_an_organisation_its_own_and_the_secretariat_all(
        self, organisation_client: Client, secretariat: AsyncClient, build: Build
    ) -> None:
        organisation, space = await build.organisation(), await build.space("reference_group")
        mine = await build.application(space, organisation)
        theirs = [
            await build.application(space, await build.organisation()),
            await build.application(space, await build.member(organisation=organisation)),
        ]
        assert await every_page(await organisation_client(organisation), PATH) == [str(mine.id)]
        assert await every_page(secretariat, PATH) == [str(one.id) for one in (mine, *theirs)]

    async def test_are_filtered_by_each_field(self, secretariat: AsyncClient, build: Build) -> None:
        group, organisation, person = await build.space(), await build.organisation(), await build.member()
        team = await build.space("task_team")
        one = await build.application(group, organisation, updated_at=datetime(2026, 1, 1, tzinfo=UTC))
        two = await build.application(team, person, status="declined")
        for asked, found in (
            ({"space_id": group.id}, one),
            ({"organisation_id": organisation.id}, one),
            ({"member_id": person.id}, two),
            ({"kind": "individual"}, two),
            ({"status": "submitted"}, one),
            ({"status": "declined"}, two),
            ({"updated_since": "2026-05-04T00:00:00Z"}, two),
        ):
            assert await every_page(secretariat, PATH, **asked) == [str(found.id)], asked
        assert await every_page(secretariat, PATH, space_id=str(group.id), kind="individual") == []

    @pytest.mark.parametrize(
        ("asked", "expected"),
        [
            ({"status": "open"}, {"?status": "not_in_list"}),
            ({"space_id": "advocacy"}, {"?space_id": "not_a_uuid"}),
            ({"sort": "status"}, {"?sort": "not_in_list"}),
            ({"colour": "red"}, {"?colour": "unknown_parameter"}),
            ([("kind", "individual"), ("kind", "institutional")], {"?kind": "repeated_parameter"}),
            ({"cursor": "abc"}, {"?cursor": "invalid_cursor"}),
        ],
    )
    async def test_refuse_what_they_do_not_know(
        self, secretariat: AsyncClient, asked: Any, expected: dict[str, str]
    ) -> None:
        assert malformed(await secretariat.get(PATH, params=asked)) == expected

    @pytest.mark.parametrize("sort", ["created_at", "-created_at", "updated_at", "-updated_at"])
    async def test_are_read_page_by_page_in_every_order(
        self, secretariat: AsyncClient, build: Build, sort: str
    ) -> None:
        space = await build.space("task_team")
        field = sort.removeprefix("-")
        days = [datetime(2026, 1, day, tzinfo=UTC) for day in (3, 1, 2, 2, 5)]
        made = [await build.application(space, await build.member(), created_at=day, updated_at=day) for day in days]
        place = {str(one.id): (getattr(one, field), str(one.id)) for one in made}
        expected = sorted(place, key=place.__getitem__, reverse=sort.startswith("-"))
        assert await every_page(secretariat, PATH, sort=sort, limit=2) == expected
        assert good(await secretariat.get(PATH, params={"total": True, "limit": 1}))["total"] == 5

    async def test_a_cursor_keeps_its_filters(self, secretariat: AsyncClient, build: Build) -> None:
        space = await build.space("task_team")
        for _ in range(2):
            await build.application(space, await build.member())
        cursor = good(await secretariat.get(PATH, params={"limit": 1, "status": "submitted"}))["next_cursor"]
        other = await secretariat.get(PATH, params={"cursor": cursor, "status": "declined"})
        assert malformed(other) == {"?status": "cursor_mismatch"}
        assert malformed(await secretariat.get("/v1/memberships", params={"cursor": cursor})) == {"?cursor": "invalid_cursor"}

    async def test_cost_the_same_queries_however_long_they_are(
        self, secretariat: AsyncClient, build: Build, queries: Queries
    ) -> None:
        async def cost() -> int:
            with queries() as seen:
                good(await secretariat.get(PATH))
            return len(seen)

        space, costs = await build.space(), []
        for number in (1, 5):
            for _ in range(number):
                organisation = await build.organisation()
                await build.application(space, organisation, primary=await build.member(organisation=organisation))
            costs.append(await cost())
        assert costs[0] == costs[1] <= 4


class TestWithdrawing:
    async def test_an_organisation_takes_its_application_back_and_may_apply_again(
        self, organisation_client: Client, build: Build, session: AsyncSession, clock: Clock
    ) -> None:
        organisation, space = await build.organisation(), await build.space()
        own = await organisation_client(organisation)
        sent = await form(build, space, organisation)
        first = good(await own.post(PATH, json=sent), 201)
        answer = await own.post(f"{PATH}/{first['id']}/withdrawal", json={"reason": "No time this year."})
        body = good(answer)
        assert (body["status"], body["decision_reason"]) == ("withdrawn", "No time this year.")
        assert body["decided_at"] is not None and body["updated_at"] > first["updated_at"]
        assert await told(session, first["id"]) == ["application.submitted", "application.withdrawn"]
        assert good(await own.post(PATH, json=sent), 201)["id"] != first["id"]

    @pytest.mark.parametrize("status", ["accepted", "declined", "withdrawn", "lapsed"])
    async def test_what_is_closed_stays_closed(self, secretariat: AsyncClient, build: Build, status: str) -> None:
        found = await build.application(await build.space("task_team"), await build.member(), status=status)
        answer = await secretariat.post(f"{PATH}/{found.id}/withdrawal", json={})
        assert refused(answer) == ["transition_not_allowed"]

    async def test_an_id_is_an_id(self, secretariat: AsyncClient) -> None:
        assert malformed(await secretariat.get(f"{PATH}/mine")) == {"path:application": "not_a_uuid"}
        assert problem(await secretariat.get(f"{PATH}/{uuid4()}")) == (404, "not_found")
        assert problem(await secretariat.post(f"{PATH}/{uuid4()}/withdrawal", json={})) == (404, "not_found")
