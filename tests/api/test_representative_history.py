"""Who filled a seat over the years: gaps, successors among successors, history in one act, and what is attested."""

from collections.abc import Awaitable, Callable
from datetime import date, timedelta
from typing import Any

import pytest
from httpx import AsyncClient
from sqlalchemy.ext.asyncio import AsyncSession

from api.models import Leader, Member, Membership, Representative
from tests.answers import good, malformed, problem, refused
from tests.cast import leads
from tests.conftest import Clock
from tests.days import LONG_AGO, TODAY, TOMORROW, YESTERDAY
from tests.factories import Build
from tests.operations import UNKNOWN
from tests.steps import as_unknown, counted, on_top, told

Client = Callable[..., Awaitable[AsyncClient]]
PATH = "/v1/memberships"
JANUARY, MARCH, APRIL = date(2026, 1, 1), date(2026, 3, 1), date(2026, 4, 1)


async def name(client: AsyncClient, seat: Membership, person: Member, on: date | None = None) -> Any:
    form = {"member_id": str(person.id)} | ({"starts_on": str(on)} if on else {})
    path = f"{PATH}/{seat.id}"
    return await on_top(client, "PUT", f"{path}/representatives/primary", path, **form)


async def drop(client: AsyncClient, seat: Membership) -> Any:
    path = f"{PATH}/{seat.id}"
    return await on_top(client, "DELETE", f"{path}/representatives/primary", path)


async def history(client: AsyncClient, seat: Any) -> Any:
    id_ = seat["id"] if isinstance(seat, dict) else seat.id
    return good(await client.get(f"{PATH}/{id_}/representatives"))


def filled(body: Any) -> list[tuple[str, str, str | None]]:
    """Whom, from when, until when."""
    return [
        (one["member_id"], one["starts_on"], one["ends_on"])
        for one in body.get("items", body.get("representatives"))
    ]


def missed(body: Any) -> list[tuple[str, str | None]]:
    return [(one["starts_on"], one["ends_on"]) for one in body["gaps"]]


class TestHistory:
    @pytest.mark.rule("R2", "R32")
    async def test_it_tells_everybody_who_filled_the_seat_and_the_days_on_which_nobody_did(
        self, secretariat: AsyncClient, build: Build
    ) -> None:
        body = await build.organisation()
        one, two, silent = [await build.member(organisation=body) for _ in range(3)]
        seat = await build.seat(await build.space(), body)
        await build.representative(seat, one, starts_on=LONG_AGO, ends_on=JANUARY)
        await build.representative(seat, two, starts_on=MARCH, ends_on=YESTERDAY)
        await build.representative(seat, silent, starts_on=YESTERDAY, agreed=False)
        told_ = await history(secretariat, seat)
        assert filled(told_) == [
            (str(one.id), str(LONG_AGO), str(JANUARY)),
            (str(two.id), str(MARCH), str(YESTERDAY)),
            (str(silent.id), str(YESTERDAY), None),
        ]
        assert missed(told_) == [(str(JANUARY), str(MARCH)), (str(YESTERDAY), None)]

    async def test_an_alternate_fills_no_gap(self, secretariat: AsyncClient, build: Build) -> None:
        body = await build.organisation()
        seat = await build.seat(await build.space(), body, alternate=await build.member(organisation=body))
        assert missed(await history(secretariat, seat)) == [(str(LONG_AGO), None)]

    @pytest.mark.rule("R28", "R31")
    async def test_a_seat_that_is_over_is_missed_no_more(
        self, secretariat: AsyncClient, as_role: Client, build: Build, clock: Clock
    ) -> None:
        body = await build.organisation()
        ended = await build.seat(await build.space(), body, ends_on=JANUARY)
        term = await build.seat(await build.space("steering_group"), body)
        assert missed(await history(secretariat, ended)) == [(str(LONG_AGO), str(JANUARY))]
        assert missed(await history(secretariat, term)) == [(str(LONG_AGO), None)]
        assert term.due_on is not None
        clock.set(term.due_on + timedelta(days=40))
        assert missed(await history(await as_role("service_client"), term)) == [
            (str(LONG_AGO), str(term.due_on))
        ]

    async def test_it_is_for_whoever_may_read_the_seat(
        self, public: AsyncClient, organisation_client: Client, build: Build
    ) -> None:
        body = await build.organisation()
        seat = await build.seat(await build.space(), body)
        own = await organisation_client(body)
        assert missed(await history(own, seat)) == [(str(LONG_AGO), None)]
        path = f"{PATH}/{seat.id}/representatives"
        assert problem(await public.get(path)) == (401, "unauthenticated")
        stranger = await organisation_client(await build.organisation())
        unknown = await stranger.get(f"{PATH}/{UNKNOWN}/representatives")
        assert as_unknown(await stranger.get(path), unknown)

    async def test_a_members_own_seat_has_none(self, secretariat: AsyncClient, build: Build) -> None:
        seat = await build.seat(await build.space("task_team"), await build.member())
        answer = await secretariat.get(f"{PATH}/{seat.id}/representatives")
        assert problem(answer) == (404, "not_found")


class TestSuccession:
    @pytest.mark.rule("R2")
    async def test_whoever_was_named_for_later_still_follows(
        self, organisation_client: Client, build: Build
    ) -> None:
        body = await build.organisation()
        one, two, later = [await build.member(organisation=body) for _ in range(3)]
        seat = await build.seat(await build.space(), body, primary=one)
        own = await organisation_client(body)
        good(await name(own, seat, later, TOMORROW))
        good(await name(own, seat, two))
        assert filled(await history(own, seat)) == [
            (str(one.id), str(LONG_AGO), str(TODAY)),
            (str(two.id), str(TODAY), str(TOMORROW)),
            (str(later.id), str(TOMORROW), None),
        ]

    @pytest.mark.rule("R2")
    async def test_somebody_forgotten_is_recorded_in_a_gap_and_nobodys_days_are_taken(
        self, secretariat: AsyncClient, build: Build, session: AsyncSession
    ) -> None:
        body = await build.organisation()
        one, forgotten, present = [await build.member(organisation=body) for _ in range(3)]
        seat = await build.seat(await build.space(), body)
        await build.representative(seat, one, ends_on=JANUARY)
        await build.representative(seat, present, starts_on=APRIL)
        for on in (date(2025, 12, 1), APRIL):  # the one had not gone yet; the other would be left with no day
            assert malformed(await name(secretariat, seat, forgotten, on)) == {
                "/starts_on": "periods_overlap"
            }
        assert await counted(session, Representative) == 2
        good(await name(secretariat, seat, forgotten, MARCH))
        told_ = await history(secretariat, seat)
        assert filled(told_) == [
            (str(one.id), str(LONG_AGO), str(JANUARY)),
            (str(forgotten.id), str(MARCH), str(APRIL)),
            (str(present.id), str(APRIL), None),
        ]
        assert missed(told_) == [(str(JANUARY), str(MARCH))]

    async def test_a_gap_that_is_opened_leaves_who_was_named_for_later_until_they_are_taken_back(
        self, secretariat: AsyncClient, build: Build
    ) -> None:
        body = await build.organisation()
        one, later = [await build.member(organisation=body) for _ in range(2)]
        seat = await build.seat(await build.space(), body, primary=one)
        good(await name(secretariat, seat, later, TOMORROW))
        assert filled(good(await drop(secretariat, seat))) == [(str(later.id), str(TOMORROW), None)]
        assert filled(good(await drop(secretariat, seat))) == []
        assert problem(await drop(secretariat, seat)) == (404, "not_found")
        assert filled(await history(secretariat, seat)) == [(str(one.id), str(LONG_AGO), str(TODAY))]


class TestLeading:
    @pytest.mark.rule("R2", "R31")
    @pytest.mark.parametrize("on", [None, TOMORROW])
    async def test_who_is_replaced_leads_no_longer_from_that_day(
        self, secretariat: AsyncClient, build: Build, session: AsyncSession, on: date | None
    ) -> None:
        body, space = await build.organisation(), await build.space()
        person, successor = [await build.member(organisation=body) for _ in range(2)]
        seat = await build.seat(space, body, primary=person)
        role = await _leads(build, seat, person)
        good(await name(secretariat, seat, successor, on))
        await session.refresh(role)
        assert role.ends_on == (on or TODAY)
        assert await told(session, role.id) == ["leader.ended"]

    async def test_a_gap_and_a_refusal_end_it_too_and_another_beginning_does_not(
        self, secretariat: AsyncClient, as_person: Client, build: Build, session: AsyncSession
    ) -> None:
        body = await build.organisation()
        roles = []
        for how in ("again", "gap", "refusal"):
            person = await build.member(organisation=body)
            seat = await build.seat(await build.space(), body, primary=person)
            roles.append(await _leads(build, seat, person))
            if how == "again":
                good(await name(secretariat, seat, person))
            elif how == "gap":
                good(await drop(secretariat, seat))
            else:
                client = await as_person(person)
                good(await client.post(f"{PATH}/{seat.id}/representatives/primary/refusal"))
        for role in roles:
            await session.refresh(role)
        assert [role.ends_on for role in roles] == [None, TODAY, TODAY]

    @pytest.mark.rule("R31")
    async def test_who_acted_was_over_on_their_due_day_however_late_the_seat_ends(
        self, secretariat: AsyncClient, build: Build, session: AsyncSession
    ) -> None:
        role = await leads(build, await build.member(), await build.space("task_team"))
        role.acting, role.due_on = True, MARCH
        await session.flush()
        good(await secretariat.post(f"{PATH}/{role.membership_id}/end", json={"reason": "They moved."}))
        await session.refresh(role)
        assert role.ends_on == MARCH

    async def test_the_end_of_the_seat_ends_it_once_in_the_audit(
        self, secretariat: AsyncClient, build: Build, session: AsyncSession
    ) -> None:
        team = await build.space("task_team")
        role = await leads(build, await build.member(), team)
        good(await secretariat.post(f"{PATH}/{role.membership_id}/end", json={"reason": "They moved."}))
        await session.refresh(role)
        assert role.ends_on == TODAY
        assert await told(session, role.id) == ["leader.ended"]


async def _leads(build: Build, seat: Membership, person: Member) -> Leader:
    row = Leader(
        space_id=seat.space_id, membership_id=seat.id, member_id=person.id, role="chair", starts_on=LONG_AGO
    )
    await build.rows(row)
    return row


class TestRecordedAtOnce:
    @pytest.fixture
    async def past(self, build: Build) -> tuple[dict[str, Any], list[Member]]:
        """A seat of 2020 to 2023, and three people who filled it in turn; two of them have left the organisation."""
        body, space = await build.organisation(), await build.space(starts_on=date(2019, 1, 1))
        people = [await build.member() for _ in range(3)]
        for person, ends_on in zip(people, (date(2021, 1, 1), date(2022, 1, 1), None), strict=True):
            await build.affiliation(person, body, starts_on=date(2019, 1, 1), ends_on=ends_on)
        form = {
            "space_id": str(space.id),
            "organisation_id": str(body.id),
            "starts_on": "2020-01-01",
            "ends_on": "2023-01-01",
            "representatives": [
                {"role": "primary", "member_id": str(people[0].id), "ends_on": "2021-01-01"},
                {
                    "role": "primary",
                    "member_id": str(people[1].id),
                    "starts_on": "2021-01-01",
                    "ends_on": "2022-01-01",
                },
                {"role": "primary", "member_id": str(people[2].id), "starts_on": "2022-02-01"},
            ],
        }
        return form, people

    @pytest.mark.rule("R2", "R30")
    async def test_a_past_seat_is_recorded_with_all_who_filled_it(
        self, secretariat: AsyncClient, past: tuple[dict[str, Any], list[Member]]
    ) -> None:
        form, people = past
        made = good(await secretariat.post(PATH, json=form), 201)
        told_ = await history(secretariat, made)
        assert filled(told_) == [
            (str(people[0].id), "2020-01-01", "2021-01-01"),
            (str(people[1].id), "2021-01-01", "2022-01-01"),
            (str(people[2].id), "2022-02-01", "2023-01-01"),
        ]
        assert [one["agreed_on"] for one in told_["items"]] == [one["starts_on"] for one in told_["items"]]
        assert missed(told_) == [("2022-01-01", "2022-02-01")]

    @pytest.mark.parametrize(
        ("place", "change", "expected"),
        [
            (1, {"starts_on": "2020-12-31"}, {"/representatives/1/starts_on": "periods_overlap"}),
            (0, {"starts_on": "2019-12-31"}, {"/representatives/0/starts_on": "outside_seat"}),
            (2, {"ends_on": "2023-01-02"}, {"/representatives/2/ends_on": "outside_seat"}),
            (1, {"ends_on": "2020-06-01"}, {"/representatives/1/ends_on": "period_inverted"}),
            (1, {"starts_on": "soon"}, {"/representatives/1/starts_on": "not_a_date"}),
        ],
    )
    async def test_days_that_cannot_be_are_told_where_and_nothing_is_written(
        self,
        secretariat: AsyncClient,
        session: AsyncSession,
        past: tuple[dict[str, Any], list[Member]],
        place: int,
        change: dict[str, str],
        expected: dict[str, str],
    ) -> None:
        form, _ = past
        form["representatives"][place] |= change
        assert malformed(await secretariat.post(PATH, json=form)) == expected
        assert await counted(session, Membership) == 0

    @pytest.mark.rule("R25")
    async def test_one_person_is_named_once_at_a_time(
        self, secretariat: AsyncClient, past: tuple[dict[str, Any], list[Member]]
    ) -> None:
        form, people = past
        twin = {"role": "alternate", "member_id": str(people[2].id)}
        form["representatives"].append(twin | {"starts_on": "2022-06-01"})
        answer = await secretariat.post(PATH, json=form)
        assert malformed(answer) == {"/representatives/3/member_id": "named_twice"}
        form["representatives"][3] = twin | {"ends_on": "2022-02-01"}  # the alternate became the primary
        good(await secretariat.post(PATH, json=form), 201)

    async def test_days_of_their_own_are_for_the_secretariat_to_record(
        self,
        organisation_client: Client,
        build: Build,
        session: AsyncSession,
    ) -> None:
        body = await build.organisation()
        person = await build.member(organisation=body)
        client = await organisation_client(body)
        form = {
            "space_id": str((await build.space("reference_group")).id),
            "organisation_id": str(body.id),
            "representatives": [{"role": "primary", "member_id": str(person.id), "starts_on": str(TOMORROW)}],
        }
        assert problem(await client.post(PATH, json=form)) == (403, "forbidden")
        assert await counted(session, Membership) == 0


class TestAttestation:
    @pytest.mark.rule("S7")
    async def test_the_organisation_attests_that_its_representative_is_a_senior_professional(
        self, organisation_client: Client, as_role: Client, build: Build, session: AsyncSession
    ) -> None:
        body = await build.organisation()
        one, two = [await build.member(organisation=body) for _ in range(2)]
        seat = await build.seat(await build.space("steering_group"), body, primary=one, alternate=two)
        own = await organisation_client(body)
        (before, _) = good(await own.get(f"{PATH}/{seat.id}"))["representatives"]
        assert before["attested_senior_on"] is None
        (first, other) = good(await _attest(own, seat))["representatives"]
        assert (first["attested_senior_on"], other["attested_senior_on"]) == (str(TODAY), None)
        good(await _attest(own, seat))
        assert await told(session, seat.id) == ["membership.representative_attested"]
        focal = await as_role("focal_point", body)
        (first, _) = good(await _attest(focal, seat, attested_on="2025-03-01"))["representatives"]
        assert first["attested_senior_on"] == "2025-03-01"

    @pytest.mark.rule("S7")
    async def test_what_was_attested_of_one_is_not_of_their_successor(
        self, secretariat: AsyncClient, build: Build
    ) -> None:
        body = await build.organisation()
        one, two = [await build.member(organisation=body) for _ in range(2)]
        seat = await build.seat(await build.space("steering_group"), body, primary=one)
        good(await _attest(secretariat, seat))
        (now,) = good(await name(secretariat, seat, two))["representatives"]
        assert now["attested_senior_on"] is None
        told_ = await history(secretariat, seat)
        assert [item["attested_senior_on"] for item in told_["items"]] == [str(TODAY), None]

    async def test_it_is_asked_in_the_steering_group_only_and_of_somebody_and_of_days_that_were(
        self, secretariat: AsyncClient, build: Build, session: AsyncSession
    ) -> None:
        body = await build.organisation()
        person = await build.member(organisation=body)
        group = await build.seat(await build.space(), body, primary=person)
        assert malformed(await _attest(secretariat, group)) == {"/attested_on": "not_for_this_type"}
        empty = await build.seat(await build.space("steering_group"), body)
        assert problem(await _attest(secretariat, empty)) == (404, "not_found")
        ahead = await _attest(secretariat, empty, attested_on=str(TOMORROW))
        assert malformed(ahead) == {"/attested_on": "in_the_future"}
        assert await told(session, group.id) == await told(session, empty.id) == []

    async def test_nobody_else_attests_it(
        self, public: AsyncClient, as_person: Client, organisation_client: Client, build: Build
    ) -> None:
        body = await build.organisation()
        person = await build.member(organisation=body)
        seat = await build.seat(await build.space("steering_group"), body, primary=person)
        assert problem(await _attest(public, seat)) == (401, "unauthenticated")
        assert problem(await _attest(await as_person(person), seat)) == (403, "forbidden")
        stranger = await organisation_client(await build.organisation())
        assert problem(await _attest(stranger, seat)) == (404, "not_found")

    async def test_of_a_seat_that_has_ended_nothing_is_attested(
        self, secretariat: AsyncClient, build: Build
    ) -> None:
        body = await build.organisation()
        person = await build.member(organisation=body)
        seat = await build.seat(await build.space("steering_group"), body, primary=person, ends_on=TODAY)
        assert refused(await _attest(secretariat, seat)) == ["transition_not_allowed"]


async def _attest(client: AsyncClient, seat: Membership, **form: str) -> Any:
    return await client.post(f"{PATH}/{seat.id}/representatives/primary/attestation", json=form)


@pytest.mark.rule("R32", "R31")
async def test_before_they_agreed_nobody_filled_the_seat_as_of_that_day_either(
    secretariat: AsyncClient, build: Build
) -> None:
    group = await build.space()
    seat = await build.seat(group, await build.organisation())
    person = await build.representative(seat, await build.member(), agreed=False)
    person.agreed_on = TODAY
    await build.session.flush()

    async def signals(on: date) -> list[str]:
        roster = good(await secretariat.get(f"/v1/spaces/{group.id}/roster", params={"as_of": str(on)}))
        return [one["code"] for one in roster["items"][0]["signals"]]

    assert await signals(YESTERDAY) == ["seat_without_representative"]
    assert await signals(TODAY) == []
