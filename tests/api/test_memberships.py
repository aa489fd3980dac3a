"""Seats over HTTP: joined, appointed, recorded as history, read on any day, and ended with what rests on them."""

from collections.abc import Awaitable, Callable
from contextlib import AbstractContextManager
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest
from httpx import AsyncClient
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from api.models import AuditEvent, Membership
from tests.answers import good, malformed, problem, refused
from tests.days import TODAY, YESTERDAY
from tests.factories import Build
from tests.steps import as_unknown, counted, every_page, told

Client = Callable[..., Awaitable[AsyncClient]]
Queries = Callable[[], AbstractContextManager[list[str]]]
PATH = "/v1/memberships"
PAST = {"starts_on": "2025-06-01", "ends_on": "2025-12-01"}


async def end(client: AsyncClient, seat: Any, **form: Any) -> Any:
    id_ = seat["id"] if isinstance(seat, dict) else seat.id
    return await client.post(f"{PATH}/{id_}/end", json={"reason": "As agreed.", **form})


class TestJoining:
    @pytest.mark.rule("S37", "R14")
    async def test_a_member_joins_a_language_community_at_once_whatever_they_speak(
        self, secretariat: AsyncClient, build: Build, session: AsyncSession
    ) -> None:
        space, person = (
            await build.space("language_community", language="ar"),
            await build.member(languages=["fr"]),
        )
        answer = await secretariat.post(PATH, json={"space_id": str(space.id), "member_id": str(person.id)})
        seat = good(answer, 201)
        assert answer.headers["Location"] == f"{PATH}/{seat['id']}"
        assert good(await secretariat.get(f"{PATH}/{seat['id']}")) == seat
        assert (seat["kind"], seat["member_id"], seat["starts_on"], seat["ends_on"]) == (
            "individual",
            str(person.id),
            str(TODAY),
            None,
        )
        assert (seat["due_on"], seat["application_id"], seat["rulebook"], seat["historic"]) == (
            None,
            None,
            1,
            False,
        )
        assert await told(session, seat["id"]) == ["membership.started"]

    async def test_joining_and_leaving_on_one_day_twice_is_history_not_an_error(
        self, secretariat: AsyncClient, build: Build, session: AsyncSession
    ) -> None:
        space, person = await build.space("language_community"), await build.member()
        form = {"space_id": str(space.id), "member_id": str(person.id)}
        for _ in range(2):
            seat = good(await secretariat.post(PATH, json=form), 201)
            left = good(await end(secretariat, seat))
            assert (left["starts_on"], left["ends_on"]) == (str(TODAY), str(TODAY))
            assert await told(session, seat["id"]) == ["membership.started", "membership.ended"]
        assert await every_page(secretariat, PATH, space_id=str(space.id)) == []
        assert len(await every_page(secretariat, PATH, space_id=str(space.id), include_ended=True)) == 2
        good(await secretariat.post(PATH, json=form), 201)

    @pytest.mark.rule("R25")
    async def test_one_seat_is_enough(self, secretariat: AsyncClient, build: Build) -> None:
        space, person = await build.space("language_community"), await build.member()
        form = {"space_id": str(space.id), "member_id": str(person.id)}
        good(await secretariat.post(PATH, json=form), 201)
        assert refused(await secretariat.post(PATH, json=form)) == ["already_seated"]
        over = await secretariat.post(PATH, json={**form, "override_reason": "Please."})
        assert refused(over) == ["already_seated"]

    @pytest.mark.rule("S37", "R3")
    @pytest.mark.parametrize(
        ("status", "codes"),
        [
            ("unconfirmed", ["not_an_active_member", "consent_missing"]),
            ("external", ["not_an_active_member"]),
            ("suspended", ["not_an_active_member"]),
            ("left", ["not_an_active_member"]),
        ],
    )
    async def test_only_active_members_join(
        self, secretariat: AsyncClient, build: Build, session: AsyncSession, status: str, codes: list[str]
    ) -> None:
        space, person = await build.space("language_community"), await build.member(status=status)
        form = {"space_id": str(space.id), "member_id": str(person.id)}
        assert refused(await secretariat.post(PATH, json=form)) == codes
        assert (
            await counted(session, Membership) == await counted(session, AuditEvent) - 1 == 0
        )  # the key was told of

    @pytest.mark.rule("S39", "R15")
    @pytest.mark.parametrize(
        ("type_", "code"),
        [
            ("steering_group", "not_self_service"),
            ("working_group", "application_required"),
            ("workstream", "application_required"),
            ("collaborative", "application_required"),
            ("reference_group", "application_required"),
        ],
    )
    async def test_nobody_walks_in_where_an_application_is_needed(
        self, organisation_client: Client, secretariat: AsyncClient, build: Build, type_: str, code: str
    ) -> None:
        space, organisation = await build.space(type_), await build.organisation(partner=True)
        form = {"space_id": str(space.id), "organisation_id": str(organisation.id)}
        for client in (await organisation_client(organisation), secretariat):
            assert code in refused(await client.post(PATH, json=form))

    @pytest.mark.rule("S32")
    async def test_nobody_walks_into_a_task_team(self, secretariat: AsyncClient, build: Build) -> None:
        form = {
            "space_id": str((await build.space("task_team")).id),
            "member_id": str((await build.member()).id),
        }
        assert refused(await secretariat.post(PATH, json=form)) == ["application_required"]

    @pytest.mark.rule("R3")
    async def test_the_secretariat_seats_past_policy_with_a_reason(
        self, secretariat: AsyncClient, build: Build, session: AsyncSession
    ) -> None:
        form = {
            "space_id": str((await build.space("task_team")).id),
            "member_id": str((await build.member()).id),
        }
        seat = good(await secretariat.post(PATH, json={**form, "override_reason": "Founding member."}), 201)
        assert (seat["overridden"], seat["override_reason"]) == (["application_required"], "Founding member.")
        reason = select(AuditEvent.reason).where(AuditEvent.subject_id == seat["id"])
        assert await session.scalar(reason) == "Founding member."

    @pytest.mark.rule("R19")
    async def test_a_community_with_a_limit_takes_no_more(
        self, secretariat: AsyncClient, build: Build
    ) -> None:
        space = await build.space("language_community", seat_limit=1)
        await build.seat(space, await build.member())
        form = {"space_id": str(space.id), "member_id": str((await build.member()).id)}
        assert refused(await secretariat.post(PATH, json=form)) == ["seats_full"]


class TestAppointing:
    @pytest.mark.rule("S11", "S12")
    async def test_staff_are_hosted_by_a_partner(
        self, secretariat: AsyncClient, build: Build, session: AsyncSession
    ) -> None:
        space, person = await build.space("secretariat"), await build.member()
        form = {"space_id": str(space.id), "member_id": str(person.id)}
        partner, other = await build.organisation(partner=True), await build.organisation()
        for host in ({}, {"host_organisation_id": str(other.id)}):
            assert refused(await secretariat.post(PATH, json={**form, **host})) == [
                "host_organisation_required"
            ]
        seat = good(await secretariat.post(PATH, json={**form, "host_organisation_id": str(partner.id)}), 201)
        assert (seat["host_organisation_id"], seat["space_type"]) == (str(partner.id), "secretariat")

    @pytest.mark.rule("S12")
    async def test_a_host_is_for_staff_and_is_known(self, secretariat: AsyncClient, build: Build) -> None:
        host = str((await build.organisation(partner=True)).id)
        person = str((await build.member()).id)
        community = {"space_id": str((await build.space("language_community")).id), "member_id": person}
        answer = await secretariat.post(PATH, json={**community, "host_organisation_id": host})
        assert malformed(answer) == {"/host_organisation_id": "not_for_this_type"}
        office = {"space_id": str((await build.space("secretariat")).id), "member_id": person}
        answer = await secretariat.post(PATH, json={**office, "host_organisation_id": str(uuid4())})
        assert malformed(answer) == {"/host_organisation_id": "unknown_reference"}

    @pytest.mark.rule("S6")
    async def test_an_organisation_is_no_member_of_staff(
        self, secretariat: AsyncClient, build: Build
    ) -> None:
        organisation = await build.organisation(partner=True)
        form = {
            "space_id": str((await build.space("secretariat")).id),
            "organisation_id": str(organisation.id),
        }
        codes = refused(
            await secretariat.post(PATH, json={**form, "host_organisation_id": str(organisation.id)})
        )
        assert codes == ["institution_not_permitted", "representative_required"]


class TestReading:
    async def test_an_organisation_sees_its_own_seats_and_none_of_its_staff(
        self, organisation_client: Client, secretariat: AsyncClient, build: Build
    ) -> None:
        organisation, space = await build.organisation(), await build.space("reference_group")
        own = await organisation_client(organisation)
        mine = await build.seat(space, organisation)
        hidden = [
            await build.seat(space, await build.organisation()),
            await build.seat(space, await build.member(organisation=organisation)),
        ]
        assert await every_page(own, PATH) == [str(mine.id)]
        assert await every_page(secretariat, PATH) == [str(one.id) for one in (mine, *hidden)]
        for one in hidden:
            assert as_unknown(await own.get(f"{PATH}/{one.id}"), await own.get(f"{PATH}/{uuid4()}"))
            assert as_unknown(await end(own, one), await end(own, {"id": uuid4()}))

    async def test_nobody_reads_or_writes_without_a_key_and_its_permission(
        self, public: AsyncClient, organisation_client: Client, as_role: Client, build: Build
    ) -> None:
        organisation = await build.organisation()
        seat = await build.seat(await build.space(), organisation)
        form = {"space_id": str(seat.space_id), "organisation_id": str(organisation.id)}
        reader = await organisation_client(organisation, "memberships:read")
        other = await as_role("service_client", None, "members:read")
        for client, answer in ((public, (401, "unauthenticated")), (other, (403, "forbidden"))):
            assert problem(await client.get(PATH)) == answer
            assert problem(await client.get(f"{PATH}/{seat.id}")) == answer
        for client, answer in ((public, (401, "unauthenticated")), (reader, (403, "forbidden"))):
            assert problem(await client.post(PATH, json=form)) == answer
            assert problem(await end(client, seat)) == answer

    async def test_an_organisation_seats_no_other_and_no_person(
        self, organisation_client: Client, build: Build
    ) -> None:
        organisation, other = await build.organisation(), await build.organisation()
        own = await organisation_client(organisation)
        person = await build.member(organisation=organisation)
        space = await build.space("language_community")
        for holder in ({"organisation_id": str(other.id)}, {"member_id": str(person.id)}):
            answer = await own.post(PATH, json={"space_id": str(space.id), **holder})
            assert problem(answer) == (403, "forbidden")

    async def test_a_seat_is_answered_as_of_a_day(self, secretariat: AsyncClient, build: Build) -> None:
        organisation = await build.organisation()
        one, two = [await build.member(organisation=organisation) for _ in range(2)]
        seat = await build.seat(await build.space(), organisation, ends_on=YESTERDAY)
        await build.representative(seat, one, ends_on=date(2026, 1, 1))
        await build.representative(seat, two, starts_on=date(2026, 1, 1))

        async def on(day: str) -> tuple[str | None, list[str]]:
            body = good(await secretariat.get(f"{PATH}/{seat.id}", params={"as_of": day}))
            return body["ends_on"], [person["member_id"] for person in body["representatives"]]

        assert await on("2025-12-31") == (None, [str(one.id)])
        assert await on("2026-01-01") == (None, [str(two.id)])
        assert await on(str(YESTERDAY)) == (str(YESTERDAY), [])
        early = await secretariat.get(f"{PATH}/{seat.id}", params={"as_of": "2025-02-28"})
        assert problem(early) == (404, "not_found")

    @pytest.mark.rule("R31")
    async def test_a_term_past_its_due_day_is_no_live_seat(
        self, secretariat: AsyncClient, build: Build
    ) -> None:
        space = await build.space("steering_group", starts_on=date(2020, 1, 1))
        seat = await build.seat(space, await build.organisation(), starts_on=date(2023, 5, 4))
        assert (seat.due_on, seat.ends_on) == (TODAY, None)
        assert await every_page(secretariat, PATH) == []
        assert await every_page(secretariat, PATH, as_of=str(YESTERDAY)) == [str(seat.id)]
        assert good(await secretariat.get(f"/v1/spaces/{space.id}"))["seats_taken"] == 0

    async def test_lists_are_filtered_by_each_field(self, secretariat: AsyncClient, build: Build) -> None:
        space, organisation, person = await build.space(), await build.organisation(), await build.member()
        one = await build.seat(space, organisation, updated_at=datetime(2026, 1, 1, tzinfo=UTC))
        two = await build.seat(await build.space("task_team"), person, starts_on=TODAY)
        over = await build.seat(await build.space("task_team"), await build.member(), ends_on=YESTERDAY)
        for asked, found in (
            ({"space_id": space.id}, [one]),
            ({"organisation_id": organisation.id}, [one]),
            ({"member_id": person.id}, [two]),
            ({"kind": "individual"}, [two]),
            ({"updated_since": "2026-05-04T00:00:00Z"}, [two]),
            ({"as_of": str(YESTERDAY - timedelta(1))}, [one, over]),
            ({"include_ended": True}, [one, two, over]),
            ({"include_ended": True, "space_id": over.space_id}, [over]),
        ):
            assert await every_page(secretariat, PATH, **asked) == [str(seat.id) for seat in found], asked

    @pytest.mark.parametrize(
        ("asked", "expected"),
        [
            ({"kind": "both"}, {"?kind": "not_in_list"}),
            ({"as_of": "2026-02-30"}, {"?as_of": "not_a_date"}),
            ({"include_ended": "perhaps"}, {"?include_ended": "wrong_type"}),
            ({"sort": "starts_on"}, {"?sort": "not_in_list"}),
            ({"role": "chair"}, {"?role": "unknown_parameter"}),
        ],
    )
    async def test_lists_refuse_what_they_do_not_know(
        self, secretariat: AsyncClient, asked: dict[str, str], expected: dict[str, str]
    ) -> None:
        assert malformed(await secretariat.get(PATH, params=asked)) == expected

    @pytest.mark.parametrize("sort", ["created_at", "-created_at", "updated_at", "-updated_at"])
    async def test_lists_are_read_page_by_page_in_every_order(
        self, secretariat: AsyncClient, build: Build, sort: str
    ) -> None:
        space = await build.space("task_team")
        field = sort.removeprefix("-")
        days = [datetime(2026, 1, day, tzinfo=UTC) for day in (3, 1, 2, 2, 5)]
        made = [await build.seat(space, await build.member(), created_at=day, updated_at=day) for day in days]
        place = {str(one.id): (getattr(one, field), str(one.id)) for one in made}
        expected = sorted(place, key=place.__getitem__, reverse=sort.startswith("-"))
        assert await every_page(secretariat, PATH, sort=sort, limit=2) == expected
        assert good(await secretariat.get(PATH, params={"total": True, "limit": 1}))["total"] == 5

    async def test_lists_cost_the_same_queries_however_long_they_are(
        self, secretariat: AsyncClient, build: Build, queries: Queries
    ) -> None:
        async def cost() -> int:
            with queries() as seen:
                good(await secretariat.get(PATH))
            return len(seen)

        costs = []
        for number in (1, 4):
            for _ in range(number):
                organisation = await build.organisation()
                await build.seat(
                    await build.space(), organisation, primary=await build.member(organisation=organisation)
                )
            costs.append(await cost())
        assert costs[0] == costs[1] <= 5
