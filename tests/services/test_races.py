"""Two at once, over HTTP with real commits: exactly one is done, the other is told why, and the network stays whole.

Transactions are held open before their COMMIT, so that they overlap; where it matters who asks first, both ways are run.
"""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager
from typing import Any

import pytest
from httpx import AsyncClient, Response
from sqlalchemy import func, select, text

from api.models import Application, AuditEvent, Base, Membership, OutboxMessage, Representative
from tests.answers import good, problem, refused
from tests.days import TODAY
from tests.factories import Build
from tests.harness import Api

Send = Callable[[], Awaitable[Response]]


@asynccontextmanager
async def slow_commits(api: Api, pause: float = 0.05) -> AsyncIterator[None]:
    """Hold every transaction open a moment before its COMMIT, so that those sent together overlap."""
    transaction = api.database.transaction

    @asynccontextmanager
    async def held() -> AsyncIterator[Any]:
        async with transaction() as session:
            yield session
            await session.flush()
            await asyncio.sleep(pause)

    api.database.transaction = held  # type: ignore[method-assign, assignment]
    try:
        yield
    finally:
        api.database.transaction = transaction  # type: ignore[method-assign]


async def together(api: Api, *sends: Send) -> list[Response]:
    """Send them at once, in transactions that overlap."""
    async with slow_commits(api):
        return list(await asyncio.gather(*(send() for send in sends)))


def one_won(answers: Sequence[Response], status: int, code: str) -> Response:
    """The one that was done; all others were refused with this code, among others."""
    won = [answer for answer in answers if answer.status_code < 300]
    assert [answer.status_code for answer in won] == [status], [answer.text for answer in answers]
    for answer in answers:
        if answer is not won[0]:
            assert code in refused(answer)
    return won[0]


async def rows(api: Api, table: type[Base], *where: Any) -> int:
    async with api.database.transaction() as session:
        return await session.scalar(select(func.count()).select_from(table).where(*where)) or 0


LIVE = (Membership.during.contains(TODAY),)


async def acceptance(secretariat: AsyncClient, id_: Any, **form: Any) -> Response:
    return await secretariat.post(f"/v1/applications/{id_}/decision", json={"outcome": "accepted", **form})


async def applied(build: Build, space: Any, organisation: Any) -> Any:
    person = await build.member(organisation=organisation)
    return (await build.application(space, organisation, primary=person)).id


@pytest.fixture
async def secretariat_(committed_db: Api) -> AsyncClient:
    return await committed_db.as_role("service_client")


@pytest.mark.rule("R12", "R26")
async def test_an_application_is_decided_once(committed_db: Api, secretariat_: AsyncClient) -> None:
    async with committed_db.building() as build:
        id_ = await applied(build, await build.space(), await build.organisation())
    decline = {"outcome": "declined", "reason": "No room."}
    answers = await together(
        committed_db,
        lambda: acceptance(secretariat_, id_),
        lambda: secretariat_.post(f"/v1/applications/{id_}/decision", json=decline),
        lambda: acceptance(secretariat_, id_),
    )
    won = one_won(answers, 200, "transition_not_allowed")
    accepted = "application_id" in won.json()
    assert await rows(committed_db, Membership) == int(accepted)
    assert (
        await rows(committed_db, Application, Application.status == ("accepted" if accepted else "declined"))
        == 1
    )
    decided = (AuditEvent.subject_id == id_,)
    assert await rows(committed_db, AuditEvent, *decided) == 1
    assert await rows(committed_db, OutboxMessage, OutboxMessage.subject_id == id_) == 1


@pytest.mark.rule("R12")
async def test_an_application_is_decided_or_withdrawn_not_both(
    committed_db: Api, secretariat_: AsyncClient
) -> None:
    async with committed_db.building() as build:
        id_ = await applied(build, await build.space(), await build.organisation())
    answers = await together(
        committed_db,
        lambda: acceptance(secretariat_, id_),
        lambda: secretariat_.post(f"/v1/applications/{id_}/withdrawal", json={}),
    )
    won = one_won(answers, 200, "transition_not_allowed")
    assert await rows(committed_db, Membership) == int("application_id" in won.json())


@pytest.mark.rule("R26")
async def test_two_applications_of_one_holder_make_one(committed_db: Api, secretariat_: AsyncClient) -> None:
    async with committed_db.building() as build:
        space, person = await build.space("task_team"), await build.member()
    form = {"space_id": str(space.id), "member_id": str(person.id)}
    answers = await together(committed_db, *[lambda: secretariat_.post("/v1/applications", json=form)] * 4)
    one_won(answers, 201, "application_pending")
    assert await rows(committed_db, Application) == 1


async def test_five_sends_of_one_key_make_one_application(
    committed_db: Api, secretariat_: AsyncClient
) -> None:
    async with committed_db.building() as build:
        space, person = await build.space("task_team"), await build.member()
    form, key = {"space_id": str(space.id), "member_id": str(person.id)}, {"Idempotency-Key": "once"}
    answers = await together(
        committed_db, *[lambda: secretariat_.post("/v1/applications", json=form, headers=key)] * 5
    )
    assert {(answer.status_code, answer.content) for answer in answers} == {(201, answers[0].content)}
    assert sorted(answer.headers.get("Idempotent-Replayed", "-") for answer in answers) == [
        "-",
        *["true"] * 4,
    ]
    assert await rows(committed_db, Application) == 1
    submitted = AuditEvent.action == "application.submitted"
    assert await rows(committed_db, AuditEvent, submitted) == 1


@pytest.mark.rule("R25")
async def test_two_joins_of_one_member_make_one_seat(committed_db: Api, secretariat_: AsyncClient) -> None:
    async with committed_db.building() as build:
        space, person = await build.space("language_community"), await build.member()
    form = {"space_id": str(space.id), "member_id": str(person.id)}
    answers = await together(committed_db, *[lambda: secretariat_.post("/v1/memberships", json=form)] * 4)
    one_won(answers, 201, "already_seated")
    assert await rows(committed_db, Membership, *LIVE) == 1


@pytest.mark.rule("R18")
@pytest.mark.parametrize("limit", [1, 2])
async def test_a_space_never_holds_more_than_its_limit(
    committed_db: Api, secretariat_: AsyncClient, limit: int
) -> None:
    async with committed_db.building() as build:
        space = await build.space("task_team", seat_limit=limit)
        ids = [(await build.application(space, await build.member())).id for _ in range(4)]
    answers = await together(committed_db, *[lambda id_=id_: acceptance(secretariat_, id_) for id_ in ids])
    assert sorted(answer.status_code for answer in answers) == [200] * limit + [409] * (4 - limit)
    assert all(refused(answer) == ["seats_full"] for answer in answers if answer.status_code == 409)
    assert await rows(committed_db, Membership, *LIVE) == limit


@pytest.mark.rule("R18")
async def test_the_last_seat_of_a_community_is_joined_once(
    committed_db: Api, secretariat_: AsyncClient
) -> None:
    async with committed_db.building() as build:
        space = await build.space("language_community", seat_limit=1)
        people = [await build.member() for _ in range(3)]
    forms = [{"space_id": str(space.id), "member_id": str(person.id)} for person in people]
    answers = await together(
        committed_db, *[lambda form=form: secretariat_.post("/v1/memberships", json=form) for form in forms]
    )
    one_won(answers, 201, "seats_full")
    assert await rows(committed_db, Membership, *LIVE) == 1


@pytest.mark.rule("R11", "R26")
@pytest.mark.parametrize("first", ["disbanding", "acceptance"])
async def test_nobody_is_seated_in_a_space_that_is_disbanded_meanwhile(
    committed_db: Api, secretariat_: AsyncClient, first: str
) -> None:
    async with committed_db.building() as build:
        space = await build.space("task_team")
        id_ = (await build.application(space, await build.member())).id
    path = f"/v1/spaces/{space.id}/transitions"
    seen = good(await secretariat_.get(f"{path}/disbanded/consequences"))["hash"]
    form = {"to": "disbanded", "end_reason": "interest_lapsed", "reason": "Few came.", "consequences": seen}

    async def after(wait: bool, send: Send) -> Response:
        await asyncio.sleep(0.02 if wait else 0)
        return await send()

    disbanded, accepted = await together(
        committed_db,
        lambda: after(first == "acceptance", lambda: secretariat_.post(path, json=form)),
        lambda: after(first == "disbanding", lambda: acceptance(secretariat_, id_)),
    )
    if disbanded.status_code == 200:
        assert refused(accepted) == ["transition_not_allowed", "space_not_open"]
        assert await rows(committed_db, Application, Application.status == "lapsed") == 1
    else:
        assert problem(disbanded) == (409, "stale")  # one more seat would end than was shown
        assert accepted.status_code == 200
    assert await rows(committed_db, Membership, *LIVE) == int(accepted.status_code == 200)


@pytest.mark.rule("R22")
@pytest.mark.parametrize("type_", ["workstream", "collaborative"])
@pytest.mark.parametrize("first", ["ending", "acceptance"])
async def test_no_seat_outlives_the_seat_it_rests_on(
    committed_db: Api, secretariat_: AsyncClient, type_: str, first: str
) -> None:
    async with committed_db.building() as build:
        group, organisation = await build.space(), await build.organisation()
        seat = await build.seat(group, organisation)
        other = await build.space()
        links: dict[str, Any] = (
            {"parent": group} if type_ == "workstream" else {"working_groups": [group, other]}
        )
        id_ = await applied(build, await build.space(type_, **links), organisation)

    async def after(wait: bool, send: Send) -> Response:
        await asyncio.sleep(0.02 if wait else 0)
        return await send()

    end = f"/v1/memberships/{seat.id}/end"
    ended, accepted = await together(
        committed_db,
        lambda: after(first == "acceptance", lambda: secretariat_.post(end, json={"reason": "As agreed."})),
        lambda: after(first == "ending", lambda: acceptance(secretariat_, id_)),
    )
    assert ended.status_code == 200, ended.text
    if accepted.status_code != 200:
        code = "parent_wg_seat_required" if type_ == "workstream" else "linked_wg_seat_required"
        assert refused(accepted) == [code]
        assert await rows(committed_db, Application, Application.status == "submitted") == 1
    assert await rows(committed_db, Membership, *LIVE) == 0
    assert await rows(committed_db, Representative, Representative.during.contains(TODAY)) == 0


@pytest.mark.rule("R22")
async def test_the_last_two_linked_seats_ended_at_once_end_the_collaborative_seat(
    committed_db: Api, secretariat_: AsyncClient
) -> None:
    async with committed_db.building() as build:
        groups, organisation = [await build.space() for _ in range(2)], await build.organisation()
        linked = [await build.seat(group, organisation) for group in groups]
        await build.seat(await build.space("collaborative", working_groups=groups), organisation)
    ends = [f"/v1/memberships/{seat.id}/end" for seat in linked]
    answers = await together(
        committed_db, *[lambda end=end: secretariat_.post(end, json={"reason": "As agreed."}) for end in ends]
    )
    assert [answer.status_code for answer in answers] == [200, 200]
    assert await rows(committed_db, Membership, *LIVE) == 0


@pytest.mark.rule("R25")
async def test_a_person_takes_a_seat_or_represents_not_both(
    committed_db: Api, secretariat_: AsyncClient
) -> None:
    async with committed_db.building() as build:
        space, organisation = await build.space("reference_group"), await build.organisation()
        person = await build.member(organisation=organisation)
        seat = await build.seat(space, organisation)
        own = (await build.application(space, person)).id
    path, tag = f"/v1/memberships/{seat.id}/representatives/primary", {"If-Match": "*"}
    answers = await together(
        committed_db,
        lambda: acceptance(secretariat_, own),
        lambda: secretariat_.put(path, json={"member_id": str(person.id)}, headers=tag),
    )
    one_won(answers, 200, "already_seated")
    async with committed_db.database.transaction() as session:
        assert await session.scalar(text("SELECT count(*) FROM role_holdings")) == 1


async def test_a_seat_has_one_primary_representative(committed_db: Api, secretariat_: AsyncClient) -> None:
    async with committed_db.building() as build:
        organisation = await build.organisation()
        people = [await build.member(organisation=organisation) for _ in range(3)]
        seat = await build.seat(await build.space(), organisation)
    path = f"/v1/memberships/{seat.id}"
    tag = {"If-Match": (await secretariat_.get(path)).headers["ETag"]}
    forms = [{"member_id": str(person.id)} for person in people]
    answers = await together(
        committed_db,
        *[
            lambda form=form: secretariat_.put(f"{path}/representatives/primary", json=form, headers=tag)
            for form in forms
        ],
    )
    assert sorted(answer.status_code for answer in answers) == [200, 412, 412]
    assert await rows(committed_db, Representative, Representative.during.contains(TODAY)) == 1


@pytest.mark.rule("R24")
async def test_two_acceptances_of_one_organisation_make_it_a_partner_once(
    committed_db: Api, secretariat_: AsyncClient
) -> None:
    async with committed_db.building() as build:
        organisation = await build.organisation()
        ids = [await applied(build, await build.space(), organisation) for _ in range(2)]
    answers = await together(
        committed_db, *[lambda id_=id_: acceptance(secretariat_, id_, grant_partner=True) for id_ in ids]
    )
    assert [answer.status_code for answer in answers] == [200, 200]
    granted = AuditEvent.action == "organisation.partner_granted"
    assert await rows(committed_db, AuditEvent, granted) == 1
