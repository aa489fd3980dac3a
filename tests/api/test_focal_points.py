"""Who speaks for an organisation: asked for, confirmed, named, ended, and seen by whom."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from httpx import AsyncClient
from sqlalchemy import select

from api.models import AuditDetail, FocalPoint, Member, Organisation
from api.services import offices
from tests.answers import good, malformed, problem
from tests.cast import speaks_for
from tests.conftest import Clock
from tests.days import LONG_AGO, NOW, TODAY, TOMORROW, YESTERDAY
from tests.factories import SECRETARIAT, Build
from tests.harness import Api
from tests.steps import as_unknown, every_page, told

Caller = Callable[..., Awaitable[AsyncClient]]


def of(organisation: Organisation, *rest: Any) -> str:
    return "/".join(["/v1/organisations", str(organisation.id), "focal-points", *map(str, rest)])


async def ask(caller: AsyncClient, organisation: Organisation, member: Member | UUID) -> Any:
    return await caller.post(of(organisation), json={"member_id": str(getattr(member, "id", member))})


async def speaks(caller: AsyncClient, organisation: Organisation) -> bool:
    """May do, at this request, what only a focal point of the organisation may."""
    return (await caller.get("/v1/clients")).status_code == 200


class TestAsking:
    @pytest.mark.rule("R24")
    async def test_a_member_asks_and_speaks_once_staff_say_yes(
        self, as_person: Caller, as_role: Caller, build: Build, clock: Clock
    ) -> None:
        organisation, person = await build.organisation(), await build.member()
        caller = await as_person(person)
        answer = await ask(caller, organisation, person)
        asked = good(answer, 201)
        assert (asked["status"], asked["confirmed_at"], asked["named_by"]) == ("requested", None, None)
        assert good(await caller.get(answer.headers["Location"])) == asked
        assert not await speaks(caller, organisation)
        clock.set(TOMORROW)
        path = of(organisation, asked["id"], "confirmation")
        staff = await as_role("staff")
        said, again = [good(await staff.post(path)) for _ in range(2)]
        assert said == again
        assert (said["status"], said["starts_on"]) == (
            "confirmed",
            str(TOMORROW),
        )  # not from the day of asking
        assert await speaks(caller, organisation)
        assert await told(build.session, asked["id"]) == ["focal_point.requested", "focal_point.confirmed"]

    @pytest.mark.rule("R24")
    async def test_another_focal_point_says_yes_as_well(
        self, as_person: Caller, as_role: Caller, build: Build
    ) -> None:
        organisation, person = await build.organisation(), await build.member()
        caller = await as_person(person)
        asked = good(await ask(caller, organisation, person), 201)
        colleague = await as_role("focal_point", organisation)
        good(await colleague.post(of(organisation, asked["id"], "confirmation")))
        assert await speaks(caller, organisation)

    async def test_nobody_says_yes_to_themselves(self, as_person: Caller, build: Build) -> None:
        organisation, person = await build.organisation(), await build.member()
        await speaks_for(build, person)  # of another
        caller = await as_person(person)
        asked = good(await ask(caller, organisation, person), 201)
        path = of(organisation, asked["id"], "confirmation")
        assert problem(await caller.post(path)) == (403, "forbidden")

    async def test_a_member_asks_for_nobody_else(self, as_role: Caller, build: Build) -> None:
        organisation, other = await build.organisation(), await build.member()
        for id_ in (other.id, uuid4()):
            assert problem(await ask(await as_role("member"), organisation, id_)) == (403, "forbidden")

    async def test_one_asks_once(self, as_person: Caller, build: Build) -> None:
        organisation, person = await build.organisation(), await build.member()
        caller = await as_person(person)
        good(await ask(caller, organisation, person), 201)
        assert problem(await ask(caller, organisation, person)) == (409, "periods_overlap")

    async def test_asked_twice_at_once_is_asked_once(self, committed_db: Api) -> None:
        async with committed_db.building() as build:
            organisation, person = await build.organisation(), await build.member()
        caller = await committed_db.as_person(person)
        answers = await asyncio.gather(*(ask(caller, organisation, person) for _ in range(2)))
        assert sorted(answer.status_code for answer in answers) == [201, 409]

    async def test_one_asks_a_few_times_a_day(self, as_person: Caller, build: Build, clock: Clock) -> None:
        person = await build.member()
        caller = await as_person(person)
        for _ in range(5):
            good(await ask(caller, await build.organisation(), person), 201)
        answer = await ask(caller, await build.organisation(), person)
        assert problem(answer) == (429, "too_many_attempts")
        assert int(answer.headers["Retry-After"]) > 0
        clock.set(NOW + timedelta(days=1, minutes=1))
        good(await ask(caller, await build.organisation(), person), 201)

    @pytest.mark.parametrize("role", ["public", "person", "organisation_client"])
    async def test_who_is_no_active_member_asks_for_nothing(
        self, as_role: Caller, build: Build, role: str
    ) -> None:
        organisation = await build.organisation()
        caller = await as_role(role, organisation)
        expected = (401, "unauthenticated") if role == "public" else (403, "forbidden")
        assert problem(await ask(caller, organisation, uuid4())) == expected

    async def test_what_there_is_not_cannot_be_spoken_for(self, as_person: Caller, build: Build) -> None:
        person = await build.member()
        answer = await (await as_person(person)).post(
            f"/v1/organisations/{uuid4()}/focal-points", json={"member_id": str(person.id)}
        )
        assert problem(answer) == (404, "not_found")


class TestNaming:
    @pytest.mark.rule("R24")
    @pytest.mark.parametrize("role", ["staff", "focal_point"])
    async def test_who_is_named_speaks_at_once(
        self, as_person: Caller, as_role: Caller, build: Build, role: str
    ) -> None:
        organisation = await build.organisation()
        person = await build.member(organisation=organisation)
        caller = await as_person(person)
        namer = await as_role(role, organisation)
        named = good(await ask(namer, organisation, person), 201)
        assert (named["status"], named["starts_on"], named["full_name"]) == (
            "confirmed",
            str(TODAY),
            person.full_name,
        )
        assert named["named_by"] not in {None, str(person.id)}
        assert await speaks(caller, organisation)
        assert await told(build.session, named["id"]) == ["focal_point.named"]

    async def test_naming_who_has_asked_is_saying_yes(
        self, as_person: Caller, as_role: Caller, build: Build
    ) -> None:
        organisation, person = await build.organisation(), await build.member()
        asked = good(await ask(await as_person(person), organisation, person), 201)
        named = good(await ask(await as_role("staff"), organisation, person), 201)
        assert (named["id"], named["status"]) == (asked["id"], "confirmed")

    async def test_a_focal_point_names_only_whom_they_know(self, as_role: Caller, build: Build) -> None:
        organisation = await build.organisation()
        caller = await as_role("focal_point", organisation)
        for id_ in ((await build.member()).id, uuid4()):
            assert malformed(await ask(caller, organisation, id_)) == {"/member_id": "unknown_reference"}

    @pytest.mark.parametrize("status", ["unconfirmed", "external", "suspended", "left"])
    async def test_only_active_members_speak_for_an_organisation(
        self, as_role: Caller, build: Build, status: str
    ) -> None:
        organisation = await build.organisation()
        person = await build.member(status=status)
        answer = await ask(await as_role("staff"), organisation, person)
        assert malformed(answer) == {"/member_id": "not_an_active_member"}

    async def test_who_left_meanwhile_is_not_confirmed(
        self, as_person: Caller, as_role: Caller, build: Build
    ) -> None:
        organisation, person = await build.organisation(), await build.member()
        asked = good(await ask(await as_person(person), organisation, person), 201)
        person.status = "suspended"  # type: ignore[assignment]
        await build.session.flush()
        path = of(organisation, asked["id"], "confirmation")
        assert problem(await (await as_role("staff")).post(path)) == (409, "conflict")

    async def test_a_focal_point_of_another_names_nobody_here(self, as_role: Caller, build: Build) -> None:
        organisation, other = await build.organisation(), await build.organisation()
        caller = await as_role("focal_point", other)
        assert problem(await ask(caller, organisation, await build.member())) == (403, "forbidden")


class TestEnding:
    @pytest.mark.parametrize("role", ["self", "focal_point", "staff"])
    async def test_it_ends_today_and_is_kept(
        self, as_person: Caller, as_role: Caller, build: Build, role: str
    ) -> None:
        organisation, person = await build.organisation(), await build.member()
        row = await speaks_for(build, person, organisation)
        own = await as_person(person)
        caller = own if role == "self" else await as_role(role, organisation)
        path = of(organisation, row.id, "end")
        ended, again = [good(await caller.post(path, json={"reason": "Moved on."})) for _ in range(2)]
        assert ended == again
        assert (ended["status"], ended["starts_on"], ended["ends_on"]) == (
            "ended",
            str(LONG_AGO),
            str(TODAY),
        )
        assert not await speaks(own, organisation)
        assert await told(build.session, row.id) == ["focal_point.ended"]
        assert (await build.session.scalars(select(AuditDetail.reason))).all() == ["Moved on."]

    async def test_what_was_asked_for_is_taken_back(self, as_person: Caller, build: Build) -> None:
        organisation, person = await build.organisation(), await build.member()
        caller = await as_person(person)
        asked = good(await ask(caller, organisation, person), 201)
        ended = good(await caller.post(of(organisation, asked["id"], "end"), json={}))
        assert (ended["starts_on"], ended["ends_on"]) == (str(TODAY), str(TODAY))
        good(await ask(caller, organisation, person), 201)

    async def test_the_last_one_may_go(self, as_person: Caller, build: Build) -> None:
        organisation, person = await build.organisation(), await build.member()
        row = await speaks_for(build, person, organisation)
        good(await (await as_person(person)).post(of(organisation, row.id, "end"), json={}))

    async def test_who_was_ended_is_not_confirmed_again(self, as_role: Caller, build: Build) -> None:
        organisation, staff = await build.organisation(), await as_role("staff")
        row = await speaks_for(build, await build.member(), organisation)
        good(await staff.post(of(organisation, row.id, "end"), json={}))
        assert problem(await staff.post(of(organisation, row.id, "confirmation"))) == (409, "conflict")

    @pytest.mark.rule("R33")
    async def test_who_leaves_speaks_for_nobody(self, build: Build) -> None:
        person = await build.member()
        rows = [await speaks_for(build, person), await speaks_for(build, person)]
        other = await speaks_for(build, await build.member())
        await offices.end_all(build.session, person.id, TODAY, by=SECRETARIAT)
        ends = select(FocalPoint.ends_on).order_by(FocalPoint.id)
        assert (await build.session.scalars(ends)).all() == [TODAY, TODAY, None]
        assert [await told(build.session, row.id) for row in (*rows, other)] == [
            ["focal_point.ended"],
            ["focal_point.ended"],
            [],
        ]


class TestReading:
    async def test_the_organisation_and_the_secretariat_see_all_a_person_their_own_and_others_nothing(
        self, as_person: Caller, as_role: Caller, build: Build
    ) -> None:
        organisation, other = await build.organisation(), await build.organisation()
        person, asking = await build.member(organisation=organisation), await build.member()
        former = await speaks_for(build, await build.member(), organisation)
        former.ends_on = YESTERDAY
        mine = await speaks_for(build, person, organisation)
        elsewhere = await speaks_for(build, await build.member(), other)
        own = await as_person(asking)
        asked = UUID(good(await ask(own, organisation, asking), 201)["id"])
        rows = [str(former.id), str(mine.id), str(asked)]
        callers = [
            (await as_role("staff"), rows),
            (await as_role("organisation_client", organisation), rows),
            (await as_person(person), rows),
            (own, [str(asked)]),
            (await as_role("member"), []),
            (await as_role("organisation_client", other), []),
        ]
        for caller, seen in callers:
            assert await every_page(caller, of(organisation), limit=1) == seen
            for id_ in rows:
                assert (await caller.get(of(organisation, id_))).status_code == (200 if id_ in seen else 404)
            assert (await caller.get(of(organisation, elsewhere.id))).status_code == 404
        staff = callers[0][0]
        by_status = {
            status: await every_page(staff, of(organisation), status=status)
            for status in ("ended", "confirmed", "requested")
        }
        assert by_status == {"ended": rows[:1], "confirmed": rows[1:2], "requested": rows[2:]}

    async def test_a_name_is_shown_to_who_may_know_the_person(self, as_role: Caller, build: Build) -> None:
        organisation = await build.organisation()
        known = await build.member("Amina Yusuf", organisation=organisation)
        unknown = await build.member("Bilal Omar")
        at_risk = await build.member("Chipo Moyo", organisation=organisation, at_risk=True, pseudonym="C.")
        for person in (known, unknown, at_risk):
            await speaks_for(build, person, organisation)
        staff, key = await as_role("staff"), await as_role("organisation_client", organisation)
        shown = {
            name: [one["full_name"] for one in good(await caller.get(of(organisation)))["items"]]
            for name, caller in (("staff", staff), ("key", key))
        }
        assert shown == {
            "staff": ["Amina Yusuf", "Bilal Omar", "Chipo Moyo"],
            "key": ["Amina Yusuf", None, "C."],
        }

    async def test_anothers_is_as_unknown_whatever_one_asks(self, as_role: Caller, build: Build) -> None:
        organisation = await build.organisation()
        row = await speaks_for(build, await build.member(), organisation)
        stranger = await as_role("focal_point", await build.organisation())
        for method, verb in (("GET", ()), ("POST", ("confirmation",)), ("POST", ("end",))):
            body: dict[str, str] | None = {} if "end" in verb else None
            theirs, nobodys = [
                await stranger.request(method, of(organisation, id_, *verb), json=body)
                for id_ in (row.id, uuid4())
            ]
            assert as_unknown(theirs, nobodys)

    async def test_a_longer_list_takes_no_more_queries(
        self, secretariat: AsyncClient, build: Build, queries: Any
    ) -> None:
        organisation, counts = await build.organisation(), []
        for _ in range(2):
            for _ in range(3):
                await speaks_for(build, await build.member(), organisation)
            with queries() as seen:
                good(await secretariat.get(of(organisation)))
            counts.append(len(seen))
        assert counts[0] == counts[1]
