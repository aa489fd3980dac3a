"""Who fills an organisation's seat, over HTTP: named, succeeded, missed on gap days; the seat and its history stay."""

from collections.abc import Awaitable, Callable
from typing import Any
from uuid import uuid4

import pytest
from httpx import AsyncClient
from sqlalchemy.ext.asyncio import AsyncSession

from api.models import Member, Membership, Representative
from tests.answers import good, malformed, problem, refused
from tests.conftest import Clock
from tests.days import LONG_AGO, TODAY, TOMORROW, YESTERDAY
from tests.factories import Build
from tests.steps import as_unknown, counted, on_top, told

Client = Callable[..., Awaitable[AsyncClient]]
PATH = "/v1/memberships"


async def name(
    client: AsyncClient, seat: Membership, person: Member | str, role: str = "primary", **form: Any
) -> Any:
    body = {"member_id": person if isinstance(person, str) else str(person.id), **form}
    return await on_top(
        client, "PUT", f"{PATH}/{seat.id}/representatives/{role}", f"{PATH}/{seat.id}", **body
    )


async def drop(client: AsyncClient, seat: Membership, role: str = "primary") -> Any:
    return await on_top(client, "DELETE", f"{PATH}/{seat.id}/representatives/{role}", f"{PATH}/{seat.id}")


def filled(body: dict[str, Any]) -> list[tuple[str | None, ...]]:
    return [
        (one["role"], one["member_id"], one["starts_on"], one["ends_on"]) for one in body["representatives"]
    ]


class TestNaming:
    @pytest.mark.rule("R2")
    async def test_a_successor_takes_over_and_the_seat_and_its_history_stay(
        self, organisation_client: Client, build: Build, session: AsyncSession
    ) -> None:
        organisation = await build.organisation()
        own = await organisation_client(organisation)
        former, successor = [await build.member(organisation=organisation) for _ in range(2)]
        seat = await build.seat(await build.space(), organisation, primary=former)
        body = good(await name(own, seat, successor))
        assert filled(body) == [("primary", str(successor.id), str(TODAY), None)]
        assert (body["id"], body["starts_on"]) == (str(seat.id), str(LONG_AGO))
        assert good(await own.get(f"{PATH}/{seat.id}")) == body
        before = good(await own.get(f"{PATH}/{seat.id}", params={"as_of": str(YESTERDAY)}))
        assert filled(before) == [("primary", str(former.id), str(LONG_AGO), None)]
        assert await told(session, seat.id) == ["membership.representative_named"]

    @pytest.mark.rule("R2")
    async def test_a_successor_is_named_ahead(self, secretariat: AsyncClient, build: Build) -> None:
        organisation = await build.organisation()
        former, successor = [await build.member(organisation=organisation) for _ in range(2)]
        seat = await build.seat(await build.space(), organisation, primary=former)
        body = good(await name(secretariat, seat, successor, starts_on=str(TOMORROW)))
        assert filled(body) == [
            ("primary", str(former.id), str(LONG_AGO), str(TOMORROW)),
            ("primary", str(successor.id), str(TOMORROW), None),
        ]

    async def test_there_is_one_primary_and_one_alternate(
        self, secretariat: AsyncClient, build: Build
    ) -> None:
        organisation = await build.organisation()
        people = [await build.member(organisation=organisation) for _ in range(3)]
        seat = await build.seat(await build.space(), organisation)
        for role, person in zip(("primary", "alternate", "alternate"), people, strict=True):
            body = good(await name(secretariat, seat, person, role))
        assert [one[:2] for one in filled(body)] == [
            ("primary", str(people[0].id)),
            ("alternate", str(people[2].id)),
        ]

    @pytest.mark.rule("R32")
    @pytest.mark.parametrize(
        ("status", "agreed"), [("active", True), ("external", False), ("unconfirmed", False)]
    )
    async def test_only_an_active_member_named_by_the_secretariat_has_agreed_by_that(
        self, secretariat: AsyncClient, organisation_client: Client, build: Build, status: str, agreed: bool
    ) -> None:
        organisation = await build.organisation()
        person = await build.member(status=status, organisation=organisation)
        seat = await build.seat(await build.space(), organisation)
        for client, has in ((secretariat, agreed), (await organisation_client(organisation), False)):
            (one,) = good(await name(client, seat, person))["representatives"]
            assert one["agreed_on"] == (str(TODAY) if has else None)

    async def test_naming_the_same_person_again_changes_nothing_for_them(
        self, secretariat: AsyncClient, build: Build, clock: Clock
    ) -> None:
        organisation = await build.organisation()
        person = await build.member(organisation=organisation)
        seat = await build.seat(await build.space(), organisation, primary=person)
        clock.set(TOMORROW)
        for _ in range(2):
            body = good(await name(secretariat, seat, person))
            assert filled(body) == [("primary", str(person.id), str(TOMORROW), None)]


class TestRefusals:
    @pytest.mark.rule("R25")
    async def test_one_role_a_person_a_space(self, secretariat: AsyncClient, build: Build) -> None:
        space = await build.space("reference_group")
        organisation, other = await build.organisation(), await build.organisation()
        seat = await build.seat(space, organisation)
        seated, alternate, elsewhere = [await build.member(organisation=organisation) for _ in range(3)]
        await build.affiliation(elsewhere, other)
        await build.seat(space, seated)
        await build.representative(seat, alternate, role="alternate")
        await build.seat(space, other, primary=elsewhere)
        for person in (seated, alternate, elsewhere):
            assert refused(await name(secretariat, seat, person)) == ["already_seated"]

    @pytest.mark.rule("R25", "R32")
    async def test_one_role_a_person_also_before_they_agreed_to_it(
        self, organisation_client: Client, build: Build
    ) -> None:
        organisation = await build.organisation()
        own = await organisation_client(organisation)
        former, named = [await build.member(organisation=organisation) for _ in range(2)]
        seat = await build.seat(await build.space(), organisation, primary=former)
        assert good(await name(own, seat, named))["representatives"][0]["agreed_on"] is None
        assert refused(await name(own, seat, named, role="alternate")) == ["already_seated"]

    @pytest.mark.rule("R32", "R33")
    async def test_a_representative_works_there_and_is_not_gone(
        self, secretariat: AsyncClient, organisation_client: Client, build: Build
    ) -> None:
        organisation = await build.organisation()
        own = await organisation_client(organisation)
        seat = await build.seat(await build.space(), organisation)
        stranger = await build.member()
        assert malformed(await name(secretariat, seat, stranger)) == {"/member_id": "not_affiliated"}
        unseen = (stranger, await build.member(organisation=organisation, status="left"), str(uuid4()))
        for person in unseen:
            assert malformed(await name(own, seat, person)) == {"/member_id": "unknown_reference"}
        former = await build.member()
        await build.affiliation(former, organisation, ends_on=TODAY)
        assert malformed(await name(secretariat, seat, former)) == {"/member_id": "not_affiliated"}

    async def test_nobody_fills_a_seat_beyond_its_dates(self, secretariat: AsyncClient, build: Build) -> None:
        organisation = await build.organisation()
        person = await build.member(organisation=organisation)
        seat = await build.seat(await build.space(), organisation, ends_on=TOMORROW)
        early = await name(secretariat, seat, person, starts_on="2025-02-28")
        assert malformed(early) == {"/starts_on": "period_inverted"}
        late = await name(secretariat, seat, person, starts_on="2026-05-06")
        assert problem(late) == (422, "period_inverted")
        assert filled(good(await name(secretariat, seat, person))) == [
            ("primary", str(person.id), str(TODAY), str(TOMORROW))
        ]

    async def test_a_seat_that_has_ended_is_filled_no_more(
        self, secretariat: AsyncClient, build: Build
    ) -> None:
        organisation = await build.organisation()
        seat = await build.seat(await build.space(), organisation, ends_on=TODAY)
        person = await build.member(organisation=organisation)
        assert refused(await name(secretariat, seat, person)) == ["transition_not_allowed"]
        assert refused(await drop(secretariat, seat)) == ["transition_not_allowed"]

    async def test_a_members_own_seat_has_no_representatives(
        self, secretariat: AsyncClient, build: Build
    ) -> None:
        person = await build.member()
        seat = await build.seat(await build.space("task_team"), person)
        assert problem(await name(secretariat, seat, person)) == (404, "not_found")
        assert problem(await drop(secretariat, seat)) == (404, "not_found")

    @pytest.mark.parametrize(
        ("role", "form", "expected"),
        [
            ("deputy", {"member_id": str(uuid4())}, {"path:role": "not_in_list"}),
            ("primary", {"member_id": "me"}, {"/member_id": "not_a_uuid"}),
            ("primary", {"member_id": str(uuid4()), "starts_on": "2026"}, {"/starts_on": "not_a_date"}),
            (
                "primary",
                {"member_id": str(uuid4()), "agreed_on": "2026-05-04"},
                {"/agreed_on": "unknown_field"},
            ),
        ],
    )
    async def test_what_is_malformed_is_said_where(
        self,
        secretariat: AsyncClient,
        build: Build,
        role: str,
        form: dict[str, str],
        expected: dict[str, str],
    ) -> None:
        seat = await build.seat(await build.space(), await build.organisation())
        path = f"{PATH}/{seat.id}"
        assert (
            malformed(await on_top(secretariat, "PUT", f"{path}/representatives/{role}", path, **form))
            == expected
        )


class TestGaps:
    @pytest.mark.rule("R2")
    async def test_a_seat_nobody_fills_stays(
        self, organisation_client: Client, build: Build, session: AsyncSession
    ) -> None:
        organisation = await build.organisation()
        own = await organisation_client(organisation)
        one, two = [await build.member(organisation=organisation) for _ in range(2)]
        seat = await build.seat(await build.space(), organisation, primary=one, alternate=two)
        body = good(await drop(own, seat))
        assert [role for role, *_ in filled(body)] == ["alternate"]
        assert body["ends_on"] is None
        assert problem(await drop(own, seat)) == (404, "not_found")
        assert await told(session, seat.id) == ["membership.representative_ended"]
        assert filled(good(await drop(own, seat, "alternate"))) == []
        assert await counted(session, Representative) == 2

    @pytest.mark.rule("R25")
    async def test_who_fills_a_seat_no_longer_may_take_one_of_their_own(
        self, secretariat: AsyncClient, build: Build
    ) -> None:
        space, organisation = await build.space("reference_group"), await build.organisation()
        person = await build.member(organisation=organisation)
        seat = await build.seat(space, organisation, primary=person)
        form = {"space_id": str(space.id), "member_id": str(person.id)}
        assert refused(await secretariat.post("/v1/applications", json=form)) == ["already_seated"]
        good(await drop(secretariat, seat))
        good(await secretariat.post("/v1/applications", json=form), 201)


class TestWhoMay:
    async def test_name_is_for_the_organisation_and_the_secretariat(
        self, public: AsyncClient, organisation_client: Client, build: Build
    ) -> None:
        organisation = await build.organisation()
        seat = await build.seat(await build.space(), organisation)
        path, form = f"{PATH}/{seat.id}/representatives/primary", {"member_id": str(uuid4())}
        reader = await organisation_client(organisation, "memberships:read")
        tag = {"If-Match": "*"}
        for client, answer in ((public, (401, "unauthenticated")), (reader, (403, "forbidden"))):
            assert problem(await client.put(path, json=form, headers=tag)) == answer
            assert problem(await client.delete(path, headers=tag)) == answer

    async def test_anothers_seat_is_as_unknown(self, organisation_client: Client, build: Build) -> None:
        own = await organisation_client(await build.organisation())
        hidden = await build.seat(await build.space(), await build.organisation())
        tag, form = {"If-Match": "*"}, {"member_id": str(uuid4())}
        theirs, nobodys = [f"{PATH}/{id_}/representatives/primary" for id_ in (hidden.id, uuid4())]
        assert as_unknown(
            await own.put(theirs, json=form, headers=tag), await own.put(nobodys, json=form, headers=tag)
        )
        assert as_unknown(await own.delete(theirs, headers=tag), await own.delete(nobodys, headers=tag))

    async def test_one_changes_what_one_has_read(self, secretariat: AsyncClient, build: Build) -> None:
        organisation = await build.organisation()
        one, two = [{"member_id": str((await build.member(organisation=organisation)).id)} for _ in range(2)]
        seat = await build.seat(await build.space(), organisation)
        path = f"{PATH}/{seat.id}/representatives/primary"
        tag = {"If-Match": (await secretariat.get(f"{PATH}/{seat.id}")).headers["ETag"]}
        assert problem(await secretariat.put(path, json=one)) == (428, "precondition_required")
        assert problem(await secretariat.delete(path)) == (428, "precondition_required")
        good(await secretariat.put(path, json=one, headers=tag))
        for answer in (
            await secretariat.put(path, json=two, headers=tag),
            await secretariat.delete(path, headers=tag),
        ):
            assert problem(answer) == (412, "precondition_failed")
