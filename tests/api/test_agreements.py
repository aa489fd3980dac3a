"""A representative says yes or no themselves, and nobody else does it for them (R32)."""

from collections.abc import Awaitable, Callable
from typing import Any
from uuid import uuid4

import pytest
from httpx import AsyncClient

from api.models import Member, Membership
from tests.answers import good, malformed, problem, refused, seat
from tests.cast import speaks_for
from tests.days import LONG_AGO, TODAY, TOMORROW, YESTERDAY
from tests.factories import Build
from tests.steps import as_unknown, on_top, told

Caller = Callable[..., Awaitable[AsyncClient]]
PATH = "/v1/memberships"


async def say(caller: AsyncClient, membership: Membership, word: str, role: str = "primary") -> Any:
    return await caller.post(f"{PATH}/{membership.id}/representatives/{role}/{word}")


async def named(build: Build, **days: Any) -> tuple[Membership, Member]:
    """Somebody who works there, named and yet to say so."""
    organisation = await build.organisation()
    person = await build.member(organisation=organisation)
    membership = await build.seat(await build.space("reference_group"), organisation)
    await build.representative(membership, person, agreed=False, **days)
    return membership, person


class TestAgreeing:
    @pytest.mark.rule("R32")
    async def test_who_says_yes_fills_the_seat_from_today(
        self, as_person: Caller, secretariat: AsyncClient, build: Build
    ) -> None:
        membership, person = await named(build)
        own = await as_person(person)
        (before,) = (await seat(own, membership))["representatives"]  # they see what they are asked
        assert before["agreed_on"] is None
        first, again = [good(await say(own, membership, "agreement")) for _ in range(2)]
        assert first == again == await seat(secretariat, membership)
        assert first["representatives"] == [before | {"agreed_on": str(TODAY)}]
        assert await told(build.session, membership.id) == ["membership.representative_agreed"]

    @pytest.mark.rule("R32")
    async def test_not_only_members_agree(self, as_person: Caller, build: Build) -> None:
        organisation = await build.organisation()
        person = await build.member(organisation=organisation, status="unconfirmed")
        membership = await build.seat(await build.space(), organisation)
        await build.representative(membership, person, agreed=False)
        good(await say(await as_person(person), membership, "agreement"))

    @pytest.mark.rule("R25")
    async def test_one_role_a_person_a_space(self, as_person: Caller, build: Build) -> None:
        membership, person = await named(build)
        space = await build.session.get_one(type(await build.space()), membership.space_id)
        await build.seat(space, person)
        own = await as_person(person)
        assert refused(await say(own, membership, "agreement")) == ["already_seated"]
        good(await say(own, membership, "refusal"))

    @pytest.mark.rule("R25", "R32")
    async def test_from_then_on_they_take_no_seat_of_their_own_there(
        self, as_person: Caller, secretariat: AsyncClient, build: Build
    ) -> None:
        membership, person = await named(build)
        form = {"space_id": str(membership.space_id), "member_id": str(person.id)}
        good(await say(await as_person(person), membership, "agreement"))
        assert refused(await secretariat.post("/v1/applications", json=form)) == ["already_seated"]

    async def test_who_works_there_no_longer_agrees_to_nothing(self, as_person: Caller, build: Build) -> None:
        organisation, person = await build.organisation(), await build.member()
        await build.affiliation(person, organisation, ends_on=TODAY)
        membership = await build.seat(await build.space(), organisation)
        await build.representative(membership, person, agreed=False)
        assert problem(await say(await as_person(person), membership, "agreement")) == (409, "conflict")

    async def test_a_successor_agrees_before_their_first_day(self, as_person: Caller, build: Build) -> None:
        membership, person = await named(build, starts_on=TOMORROW)
        (one,) = good(await say(await as_person(person), membership, "agreement"))["representatives"]
        assert (one["starts_on"], one["agreed_on"]) == (str(TOMORROW), str(TODAY))


class TestRefusing:
    @pytest.mark.rule("R2", "R32")
    @pytest.mark.parametrize("agreed", [False, True], ids=["named", "agreed"])
    async def test_who_says_no_or_steps_down_leaves_a_gap_and_the_seat_stays(
        self, as_person: Caller, secretariat: AsyncClient, build: Build, agreed: bool
    ) -> None:
        membership, person = await named(build)
        own = await as_person(person)
        if agreed:
            good(await say(own, membership, "agreement"))
        body = good(await say(own, membership, "refusal"))
        assert (body["representatives"], body["ends_on"]) == ([], None)
        past = good(await secretariat.get(f"{PATH}/{membership.id}", params={"as_of": str(YESTERDAY)}))
        assert [one["ends_on"] for one in past["representatives"]] == [None]  # nobody knew yet
        assert (await told(build.session, membership.id))[-1] == "membership.representative_refused"
        assert problem(await say(own, membership, "agreement")) == (403, "forbidden")


class TestNobodyElse:
    @pytest.mark.parametrize("word", ["agreement", "refusal"])
    async def test_not_even_who_disposes_of_the_seat(
        self,
        public: AsyncClient,
        secretariat: AsyncClient,
        as_person: Caller,
        as_role: Caller,
        build: Build,
        word: str,
    ) -> None:
        membership, person = await named(build)
        organisation = await build.session.get_one(
            type(await build.organisation()), membership.organisation_id
        )
        colleague = await build.member(organisation=organisation)
        await build.representative(membership, colleague, role="alternate", agreed=False)
        speaker = await build.member(organisation=organisation)
        await speaks_for(build, speaker, organisation)
        callers = [
            secretariat,
            await as_role("staff"),
            await as_role("organisation_client", organisation),
            await as_person(speaker),
            await as_person(colleague),
        ]
        for caller in callers:
            assert problem(await say(caller, membership, word)) == (403, "forbidden")
        assert problem(await say(public, membership, word)) == (401, "unauthenticated")
        assert problem(await say(await as_person(person), membership, word, "alternate")) == (
            403,
            "forbidden",
        )

    @pytest.mark.parametrize("word", ["agreement", "refusal"])
    async def test_a_strangers_seat_is_as_unknown(self, as_role: Caller, build: Build, word: str) -> None:
        membership, _ = await named(build)
        caller = await as_role("member")
        nobodys = await caller.post(f"{PATH}/{uuid4()}/representatives/primary/{word}")
        assert as_unknown(await say(caller, membership, word), nobodys)

    async def test_a_members_own_seat_has_no_representatives(self, as_person: Caller, build: Build) -> None:
        person = await build.member()
        membership = await build.seat(await build.space("task_team"), person)
        assert problem(await say(await as_person(person), membership, "agreement")) == (404, "not_found")


class TestBackdating:
    @pytest.mark.rule("R30")
    @pytest.mark.parametrize("role", ["organisation_client", "focal_point"])
    async def test_what_happened_before_today_is_the_secretariats_to_record(
        self, as_role: Caller, secretariat: AsyncClient, build: Build, role: str
    ) -> None:
        organisation = await build.organisation()
        person = await build.member(organisation=organisation)
        membership = await build.seat(await build.space(), organisation)
        path, own = f"{PATH}/{membership.id}", await as_role(role, organisation)
        name = {"member_id": str(person.id), "starts_on": str(YESTERDAY)}
        put = f"{path}/representatives/primary"
        assert malformed(await on_top(own, "PUT", put, path, **name)) == {"/starts_on": "in_the_past"}
        leave = {"ends_on": str(YESTERDAY)}
        assert malformed(await own.post(f"{path}/end", json=leave)) == {"/ends_on": "in_the_past"}
        assert (await seat(own, membership))["starts_on"] == str(LONG_AGO)
        good(await on_top(secretariat, "PUT", put, path, **name))
        good(await secretariat.post(f"{path}/end", json=leave | {"reason": "Left on that day."}))
