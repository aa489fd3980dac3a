"""Two hundred people who are in everything, erased: none of their words is left anywhere, and history still counts them."""

import logging
from typing import Any
from uuid import UUID

import pytest
from httpx import AsyncClient
from sqlalchemy import func, select, text
from sqlalchemy.ext.asyncio import AsyncSession

from api.errors import COOKIE
from api.models import Client, Member, Organisation
from api.rules.enums import MemberStatus
from api.services import codes, erasing, personal_data
from tests.answers import good, problem
from tests.days import TODAY
from tests.factories import SECRETARIAT
from tests.harness import Api, Server
from tests.lists import commit, filled, preview
from tests.services.lives import Life, Stage, dumped, live, words

PEOPLE = 200
THROUGH_HTTP = 8  # of whom everything comes by requests
LISTED = 30  # of whom all is known by a list


async def stage(api: Api) -> Stage:
    async with api.building() as build:
        return Stage(
            await build.space("task_team"),
            await build.space("task_team"),
            await build.organisation("The Employer"),
        )


async def everybody(api: Api, server: Server) -> str:
    """All that the database holds, as text."""
    return dumped(server.libpq_dsn(str(api.database.engine.url.database)))


@pytest.fixture
async def secretariat(committed_db: Api) -> AsyncClient:
    return await committed_db.as_role("service_client")


def means(life: Life) -> dict[str, Any]:
    return {
        "received_on": str(TODAY),
        "means": life.word("letter"),
        "consent": {"given_on": str(TODAY), "source": life.word("form")},
    }


async def lead_a_life(api: Api, secretariat: AsyncClient, life: Life, on: Stage) -> UUID:
    """Added, applying, declined, applying again, signed in, at another address, exported: all by requests."""
    post = {"organisation_id": str(on.organisation.id), "job_title": life.word("post")}
    sent = {
        **{key: life.row()[key] for key in ("full_name", "given_name", "family_name", "email", "country")},
        "topics": [life.word("topic")],
        "external_ref": life.word("ref"),
        "consent": {"given_on": str(TODAY), "source": life.word("consent")},
        "affiliations": [post],
    }
    once = {"Idempotency-Key": f"once-{life.number}"}
    made = good(await secretariat.post("/v1/members", json=sent, headers=once), 201)
    id_ = UUID(made["id"])
    form = {
        "space_id": str(on.applications.id),
        "member_id": made["id"],
        "statement": life.word("statement"),
        "answers": {"Why?": life.word("answer")},
        "recorded": means(life),
    }
    applied = good(await secretariat.post("/v1/applications", json=form, headers=once), 201)
    no = {"outcome": "declined", "reason": life.word("declined")}
    good(await secretariat.post(f"/v1/applications/{applied['id']}/decision", json=no))
    person = await signed_in(api, life)
    await at_another_address(api, person, life, id_)
    good(await person.post(f"/v1/members/{id_}/consents/withdrawal", json={"reason": life.word("enough")}))
    good(await person.post(f"/v1/members/{id_}/consents", json={}, headers=once), 201)
    everything = (await person.get(f"/v1/members/{id_}/export")).text
    assert {life.word(what) for what in ("name", "new", "statement", "post", "topic", "device")} <= words(
        everything
    )
    return id_


async def signed_in(api: Api, life: Life) -> AsyncClient:
    """With the code from the mailbox, in a browser with a name of its own."""
    person = await api.caller()
    person.headers.update(
        {"Origin": "http://127.0.0.1:5173", "X-INEE-CSRF": "1", "User-Agent": life.word("device")}
    )
    asked = good(await person.post("/v1/sign-in-codes", json={"email": life.email}), 202)
    answer = {"challenge_id": asked["id"], "code": codes.code(UUID(asked["id"]))}
    cookie = (await person.post("/v1/sessions", json=answer)).headers["set-cookie"].split(";")[0]
    assert cookie.startswith(COOKIE)
    person.headers["Cookie"] = cookie
    person.cookies.clear()
    return person


async def at_another_address(api: Api, person: AsyncClient, life: Life, id_: UUID) -> None:
    path = f"/v1/members/{id_}/email-changes"
    asked = good(await person.post(path, json={"email": f"{life.word('new')}@example.org"}), 202)
    code = {"code": codes.code(UUID(asked["id"]))}
    good(await person.post(f"{path}/{asked['id']}/confirmation", json=code))


STATISTICS = (
    "SELECT space_id, kind, date_trunc('month', starts_on), count(*) FROM memberships GROUP BY 1, 2, 3",
    "SELECT country, date_trunc('month', m.created_at), count(*) FROM members m GROUP BY 1, 2",
    "SELECT country, space_id, count(*) FROM memberships s JOIN members m ON m.id = s.member_id GROUP BY 1, 2",
    "SELECT status, starts_on, count(*) FROM member_states WHERE starts_on < :today GROUP BY 1, 2",
    "SELECT space_type, date_trunc('month', submitted_at), count(*) FROM applications GROUP BY 1, 2",
    "SELECT organisation_id, starts_on, count(*) FROM affiliations GROUP BY 1, 2",
)


async def statistics(session: AsyncSession) -> list[list[str]]:
    """Seats, people and applications by space, type, country and month, as they were before today."""
    found = [
        await session.execute(text(one), {"today": TODAY} if ":today" in one else {}) for one in STATISTICS
    ]
    return [sorted(map(str, one.all())) for one in found]


async def settle(api: Api, secretariat: AsyncClient, on: Stage) -> list[UUID]:
    """Everybody: some by requests, some by a list, the others by rows in every table."""
    lives = [Life(number) for number in range(PEOPLE)]
    ids = [await lead_a_life(api, secretariat, life, on) for life in lives[:THROUGH_HTTP]]
    listed, by_rows = lives[THROUGH_HTTP:][:LISTED], lives[THROUGH_HTTP + LISTED :]
    assert filled((await commit(secretariat, *(one.row() for one in listed)))["counts"]) == {
        "created": LISTED
    }
    await preview(secretariat, *(one.row() | {"country": "nowhere"} for one in lives[:20]))  # refused rows
    async with api.building() as build:
        ids += [(await live(build, life, on)).id for life in by_rows]
    async with api.building() as build:
        keys = [one.email for one in listed]
        ids += (await build.session.scalars(select(Member.id).where(Member.email_key.in_(keys)))).all()
    assert len(set(ids)) == PEOPLE
    return ids


async def test_nothing_is_left_of_two_hundred_people(
    committed_db: Api, secretariat: AsyncClient, server: Server, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    caplog.set_level(logging.WARNING, "sqlalchemy")  # as logging.configure has it
    on = await stage(committed_db)
    ids = await settle(committed_db, secretariat, on)
    planted = words(await everybody(committed_db, server))
    assert len(planted) > PEOPLE * 20
    async with committed_db.building() as build:
        before = await statistics(build.session)
    for id_ in ids[:THROUGH_HTTP]:
        gone = await secretariat.delete(f"/v1/members/{id_}", headers={"If-Match": "*"})
        assert gone.status_code == 204, gone.text
    async with committed_db.building() as build:
        for id_ in ids[THROUGH_HTTP:]:
            await erasing.erase(build.session, id_, None, by=SECRETARIAT)
    assert words(await everybody(committed_db, server)) == set()
    async with committed_db.building() as build:
        assert await statistics(build.session) == before
        living = select(func.count()).select_from(Member).where(Member.status != MemberStatus.erased)
        assert await build.session.scalar(living) == 0
    assert words(await shown(secretariat)) == set()
    await no_list_brings_them_back(secretariat)
    assert words(await everybody(committed_db, server)) == set()  # nor do the lists that named them again
    assert words(caplog.text) == set()


async def shown(secretariat: AsyncClient) -> str:
    """Everything that the lists answer."""
    told = []
    for noun in ("members", "applications", "memberships", "imports", "audit-events", "organisations"):
        answer = await secretariat.get(f"/v1/{noun}", params={"limit": 200})
        good(answer)
        told.append(answer.text)
        if noun == "imports":
            for one in answer.json()["items"]:
                told.append((await secretariat.get(f"/v1/imports/{one['id']}/rows?limit=200")).text)
                told.append((await secretariat.get(f"/v1/imports/{one['id']}/report.csv")).text)
    return "\n".join(told)


async def no_list_brings_them_back(secretariat: AsyncClient) -> None:
    """Neither by their address nor by the name the list has for them, nor by an address of before."""
    lives = [Life(number) for number in range(PEOPLE)]
    whole = await preview(secretariat, *(life.row() for life in lives))
    assert filled(whole["counts"]) == {"suppressed": PEOPLE}
    by_ref = [{"external_ref": life.word("ref"), "full_name": "Somebody"} for life in lives]
    by_mail = [{"email": life.email.upper(), "full_name": "Somebody"} for life in lives]
    for people in (by_ref, by_mail):
        done = await commit(secretariat, *people)
        assert filled(done["counts"]) == {"suppressed": PEOPLE}
    assert good(await secretariat.get("/v1/members?total=true"))["total"] == 0
    again = {"full_name": "Somebody", "email": Life(0).email}
    assert problem(await secretariat.post("/v1/members", json=again)) == (409, "suppressed")


async def test_each_line_of_the_registry_carries_something(
    committed_db: Api, server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The test above can fail: without any one line, words of the person who was erased without it are left."""
    lines = [held for held in personal_data.HELD if held.cleared or held.gone]
    assert len(lines) > 12
    on = await stage(committed_db)
    for number, line in enumerate(lines):
        life = Life(number)
        async with committed_db.building() as build:
            team = await build.space("task_team", contact=life.email)
            person = await live(build, life, Stage(team, on.applications, on.organisation))
        monkeypatch.setattr(erasing, "HELD", tuple(held for held in personal_data.HELD if held is not line))
        async with committed_db.building() as build:
            await erasing.erase(build.session, person.id, None, by=SECRETARIAT)
    left = {int(word[3:6]) for word in words(await everybody(committed_db, server))}
    assert [line.name for number, line in enumerate(lines) if number not in left] == []


async def test_what_hangs_on_a_person_ends_with_them(committed_db: Api) -> None:
    on = await stage(committed_db)
    async with committed_db.building() as build:
        person = await live(build, Life(1), on)
        held = await live(build, Life(2), on)
        shared = select(Organisation).where(Organisation.proposed_by == held.id)
        await build.affiliation(await build.member(), (await build.session.scalars(shared)).one())
    async with committed_db.building() as build:
        for one in (person, held):
            await erasing.erase(build.session, one.id, None, by=SECRETARIAT)
        unrevoked = select(func.count()).where(Client.made_by.is_not(None), Client.revoked_at.is_(None))
        assert await build.session.scalar(unrevoked) == 0
        proposed = select(Organisation.proposed_by).where(Organisation.proposed_by.is_not(None))
        kept = await build.session.scalars(proposed)
        assert kept.all() == [held.id]  # somebody else works there
        for table in ("leaders", "focal_points"):
            lasting = await build.session.scalar(text(f"SELECT count(*) FROM {table} WHERE ends_on IS NULL"))
            assert lasting == 0
