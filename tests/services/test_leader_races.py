"""Leading and filling seats, two at once: nobody leads without the seat they lead by, nobody has two roles."""

import asyncio
from typing import Any

import pytest
from httpx import AsyncClient, Response
from sqlalchemy import or_, select

from api.models import Leader, Membership, Representative, RoleHolding, SpaceState
from tests.answers import disband, malformed
from tests.cast import leads, sits
from tests.days import TODAY
from tests.harness import Api
from tests.services.test_races import Send, one_won, rows, together


@pytest.fixture
async def secretariat_(committed_db: Api) -> AsyncClient:
    return await committed_db.as_role("service_client")


OPEN = or_(Leader.ends_on.is_(None), Leader.ends_on > TODAY)


async def lead(client: AsyncClient, space: Any, person: Any, role: str = "chair", **form: Any) -> Response:
    body = {"member_id": str(person.id), "role": role, **form}
    return await client.post(f"/v1/spaces/{space.id}/leaders", json=body)


async def put(client: AsyncClient, seat: Any, person: Any) -> Response:
    path, form = f"/v1/memberships/{seat.id}/representatives/primary", {"member_id": str(person.id)}
    return await client.put(path, json=form, headers={"If-Match": "*"})


async def after(wait: bool, send: Send) -> Response:
    await asyncio.sleep(0.02 if wait else 0)
    return await send()


async def test_a_role_is_handed_over_once(committed_db: Api, secretariat_: AsyncClient) -> None:
    async with committed_db.building() as build:
        group = await build.space()
        former = await leads(build, await build.member(), group)
        people = [await build.member() for _ in range(2)]
        for person in people:
            await sits(build, person, group)
    answers = await together(
        committed_db,
        *(lambda p=p: lead(secretariat_, group, p, succeeds=str(former.id)) for p in people),
    )
    assert sorted(answer.status_code for answer in answers) == [201, 422]
    (refused,) = [answer for answer in answers if answer.status_code == 422]
    assert malformed(refused) == {"/succeeds": "role_ended"}
    assert await rows(committed_db, Leader, OPEN) == 1


@pytest.mark.parametrize("first", ["name", "end"])
async def test_nobody_leads_by_a_seat_that_ends_meanwhile(
    committed_db: Api, secretariat_: AsyncClient, first: str
) -> None:
    async with committed_db.building() as build:
        group, person = await build.space(), await build.member()
        seat = await sits(build, person, group)
    path, reason = f"/v1/memberships/{seat.id}/end", {"reason": "They asked."}
    answers = await together(
        committed_db,
        lambda: after(first == "end", lambda: lead(secretariat_, group, person)),
        lambda: after(first == "name", lambda: secretariat_.post(path, json=reason)),
    )
    assert all(answer.status_code in {200, 201, 409} for answer in answers), [one.text for one in answers]
    assert await rows(committed_db, Membership, Membership.ends_on == TODAY) == 1
    assert await rows(committed_db, Leader, OPEN) == 0


@pytest.mark.parametrize("first", ["name", "replace"])
async def test_nobody_leads_by_a_seat_that_another_fills_meanwhile(
    committed_db: Api, secretariat_: AsyncClient, first: str
) -> None:
    async with committed_db.building() as build:
        group, person, body = await build.space(), await build.member(), await build.organisation()
        seat = await sits(build, person, group, body)
        successor = await build.member(organisation=body)
    answers = await together(
        committed_db,
        lambda: after(first == "replace", lambda: lead(secretariat_, group, person)),
        lambda: after(first == "name", lambda: put(secretariat_, seat, successor)),
    )
    assert all(answer.status_code in {200, 201, 409} for answer in answers), [one.text for one in answers]
    assert await rows(committed_db, Leader, OPEN) == 0


@pytest.mark.rule("R11")
async def test_nobody_leads_a_space_that_is_disbanded_meanwhile(
    committed_db: Api, secretariat_: AsyncClient
) -> None:
    async with committed_db.building() as build:
        team, person = await build.space("task_team"), await build.member()
        await build.seat(team, person)
    answers = await together(
        committed_db,
        lambda: disband(secretariat_, team, reason="Done.", end_reason="interest_lapsed"),
        lambda: lead(secretariat_, team, person, "convener"),
    )
    assert all(answer.status_code < 500 for answer in answers), [one.text for one in answers]
    closed = await rows(committed_db, SpaceState, SpaceState.status == "disbanded")
    assert await rows(committed_db, Leader, OPEN) == (0 if closed else 1)


@pytest.mark.rule("R25")
async def test_one_person_whom_two_organisations_name_in_one_space_fills_one_seat(
    committed_db: Api, secretariat_: AsyncClient
) -> None:
    async with committed_db.building() as build:
        group, person = await build.space(), await build.member()
        bodies = [await build.organisation() for _ in range(2)]
        for body in bodies:
            await build.affiliation(person, body)
        seats = [await build.seat(group, body) for body in bodies]

    def name(seat: Membership) -> Any:
        return lambda: put(secretariat_, seat, person)

    one_won(await together(committed_db, *map(name, seats)), 200, "already_seated")
    await _holds_one_role(committed_db, person.id)


@pytest.mark.rule("R25", "R32")
async def test_one_person_who_says_yes_to_two_organisations_at_once_fills_one_seat(
    committed_db: Api,
) -> None:
    async with committed_db.building() as build:
        group, person = await build.space(), await build.member()
        seats = []
        for _ in range(2):
            body = await build.organisation()
            await build.affiliation(person, body)
            seats.append(await build.seat(group, body))
            await build.representative(seats[-1], person, agreed=False)
    client = await committed_db.as_person(person)

    def agree(seat: Membership) -> Any:
        return lambda: client.post(f"/v1/memberships/{seat.id}/representatives/primary/agreement")

    one_won(await together(committed_db, *map(agree, seats)), 200, "already_seated")
    await _holds_one_role(committed_db, person.id)


@pytest.mark.rule("R25")
async def test_one_person_with_whom_two_organisations_take_seats_at_once_fills_one(
    committed_db: Api, secretariat_: AsyncClient
) -> None:
    async with committed_db.building() as build:
        group, person = await build.space("reference_group"), await build.member()
        bodies = [await build.organisation() for _ in range(2)]
        for body in bodies:
            await build.affiliation(person, body)
        ids = [(await build.application(group, body, primary=person)).id for body in bodies]

    def accept(id_: Any) -> Any:
        return lambda: secretariat_.post(f"/v1/applications/{id_}/decision", json={"outcome": "accepted"})

    one_won(await together(committed_db, *map(accept, ids)), 200, "already_seated")
    await _holds_one_role(committed_db, person.id)


async def _holds_one_role(api: Api, member_id: Any) -> None:
    async with api.database.transaction() as session:
        held = (await session.scalars(select(RoleHolding).where(RoleHolding.member_id == member_id))).all()
        live = select(Representative).where(
            Representative.member_id == member_id,
            Representative.agreed_on.is_not(None),
            Representative.during.contains(TODAY),
        )
        assert len(held) == len((await session.scalars(live)).all()) == 1
