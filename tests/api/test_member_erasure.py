"""Erasing a member over HTTP: a tombstone stays, and nothing of what they were."""

import asyncio
from uuid import UUID

import pytest
from httpx import AsyncClient, Response
from sqlalchemy import select, text
from sqlalchemy.ext.asyncio import AsyncSession

from api.models import (
    Affiliation,
    Application,
    AuditEvent,
    Base,
    Consent,
    ImportBatch,
    ImportRow,
    Member,
    MemberReference,
    Membership,
    MemberState,
    Representative,
)
from api.rules.enums import ImportKind, ImportResult, ImportStatus
from tests.answers import good, problem
from tests.days import LONG_AGO, TODAY
from tests.factories import Build
from tests.harness import Api
from tests.steps import on_top, told

SECRET = "planted"


async def erase(client: AsyncClient, person: Member) -> None:
    answer = await on_top(client, "DELETE", f"/v1/members/{person.id}")
    assert (answer.status_code, answer.content) == (204, b"")


async def everything(session: AsyncSession) -> str:
    """All rows of all tables, as text."""
    found = [
        str((await session.execute(text(f"SELECT json_agg(t)::text FROM {table.name} t"))).scalar())
        for table in Base.metadata.sorted_tables
    ]
    kept = await session.scalars(
        text("SELECT convert_from(body, 'UTF8') FROM idempotency WHERE body IS NOT NULL")
    )
    return "\n".join([*found, *kept])


async def imported(build: Build, member_id: UUID) -> None:
    """The person was in a file too, which is kept for some days."""
    batch = ImportBatch(
        kind=ImportKind.members,
        status=ImportStatus.committed,
        file_digest=b"",
        columns=["full_name"],
        rows_read=1,
        counts={},
        plan_digest=b"",
        created_by=member_id,
    )
    await build.rows(batch)
    cells = {"full_name": f"{SECRET} cell"}
    row = ImportRow(batch_id=batch.id, row=2, result=ImportResult.created, member_id=member_id, cells=cells)
    await build.rows(row)


class TestErasing:
    @pytest.mark.rule("R33")
    async def test_leaves_nothing_of_what_the_person_was_in_any_table(
        self, secretariat: AsyncClient, session: AsyncSession, build: Build
    ) -> None:
        organisation, team = await build.organisation(), await build.space("task_team")
        key = {"Idempotency-Key": "once"}
        post = {
            "organisation_id": str(organisation.id),
            "job_title": f"{SECRET} post",
            "starts_on": str(LONG_AGO),
        }
        sent = {
            "full_name": f"{SECRET} name",
            "given_name": f"{SECRET} given",
            "family_name": f"{SECRET} family",
            "email": f"{SECRET}@example.org",
            "country": "UG",
            "languages": ["sw"],
            "topics": [f"{SECRET} topic"],
            "consent": {"given_on": str(TODAY), "source": f"{SECRET} form"},
            "external_ref": f"{SECRET}-1",
            "affiliations": [post],
            "visibility": {"topics": "staff"},
        }
        made = good(await secretariat.post("/v1/members", json=sent, headers=key), 201)
        recorded = {
            "received_on": str(TODAY),
            "means": f"{SECRET} letter",
            "consent": {"given_on": str(TODAY), "source": f"{SECRET} letter"},
        }
        form = {"member_id": made["id"], "statement": f"{SECRET} words", "answers": {"Why?": f"{SECRET} why"}}
        applying = form | {"space_id": str(team.id), "recorded": recorded}
        applied = good(
            await secretariat.post("/v1/applications", json=applying, headers={"Idempotency-Key": "two"}), 201
        )
        good(
            await secretariat.post(
                f"/v1/applications/{applied['id']}/withdrawal", json={"reason": f"{SECRET} reason"}
            )
        )
        open_one = form | {"space_id": str((await build.space("task_team")).id), "recorded": recorded}
        good(await secretariat.post("/v1/applications", json=open_one), 201)
        await imported(build, UUID(made["id"]))
        assert (await everything(session)).count(SECRET) > 15
        session.expire_all()
        await erase(secretariat, await session.get_one(Member, made["id"]))
        left = await everything(session)
        assert [line for line in left.splitlines() if SECRET in line] == []
        again = await secretariat.post("/v1/members", json=sent, headers=key)
        assert problem(again) == (409, "already_created")  # a retry brings nobody back

    @pytest.mark.rule("R33")
    async def test_ends_all_that_day_and_keeps_the_history(
        self, secretariat: AsyncClient, session: AsyncSession, build: Build
    ) -> None:
        organisation = await build.organisation()
        person = await build.member(organisation=organisation, country="UG", external_ref="A-1")
        await build.seat(await build.space("task_team"), person)
        await build.seat(await build.space(), organisation, primary=person)
        await build.application(await build.space("task_team"), person)
        await erase(secretariat, person)
        row = (
            await session.execute(select(Member.status, Member.full_name, Member.country, Member.email_key))
        ).one()
        assert tuple(row) == ("erased", "—", "UG", None)  # the country stays for the statistics
        states = select(MemberState.status, MemberState.starts_on, MemberState.ends_on).order_by(
            MemberState.starts_on
        )
        assert (await session.execute(states)).all() == [("active", LONG_AGO, TODAY), ("erased", TODAY, None)]
        seats = select(Membership.ends_on, Membership.end_reason).where(Membership.member_id == person.id)
        assert (await session.execute(seats)).all() == [(TODAY, "member_erased")]
        assert (await session.execute(select(Representative.member_id, Representative.ends_on))).all() == [
            (person.id, TODAY)
        ]
        assert (await session.execute(select(Affiliation.ends_on, Affiliation.job_title))).all() == [
            (TODAY, None)
        ]
        assert await session.scalar(select(Application.status)) == "withdrawn"
        assert (await session.scalars(select(MemberReference.external_ref))).all() == []
        assert (await session.scalars(select(Consent.source))).all() == []

    async def test_is_told_without_values(
        self, secretariat: AsyncClient, session: AsyncSession, build: Build
    ) -> None:
        person = await build.member("Amina Yusuf")
        await erase(secretariat, person)
        assert await told(session, person.id) == ["member.erased"]
        event = (await session.scalars(select(AuditEvent).where(AuditEvent.subject_id == person.id))).one()
        assert (event.fields, event.reason) == ([], None)

    async def test_makes_the_person_unknown_to_everybody(
        self, secretariat: AsyncClient, organisation_client: object, build: Build
    ) -> None:
        person = await build.member("Amina", email="a@example.org", external_ref="A-1")
        await erase(secretariat, person)
        path = f"/v1/members/{person.id}"
        for method in ("GET", "PATCH", "DELETE"):
            answer = await secretariat.request(method, path, json={}, headers={"If-Match": "*"})
            assert problem(answer) == (404, "not_found")
        assert good(await secretariat.get("/v1/members", params={"total": True}))["total"] == 0
        freed = {"full_name": "Another", "email": "a@example.org", "external_ref": "A-1"}
        assert problem(await secretariat.post("/v1/members", json=freed)) == (409, "suppressed")
        freed |= {"email": "b@example.org"}
        good(await secretariat.post("/v1/members", json=freed), 201)

    async def test_leaves_everybody_else_as_they_were(
        self, secretariat: AsyncClient, session: AsyncSession, build: Build
    ) -> None:
        organisation = await build.organisation()
        person, other = (
            await build.member(organisation=organisation),
            await build.member(organisation=organisation),
        )
        team = await build.space("task_team")
        for one in (person, other):
            await build.seat(team, one)
            await build.application(await build.space("task_team"), one, statement="Mine")
        path = f"/v1/members/{other.id}"
        before = good(await secretariat.get(path))
        await erase(secretariat, person)
        assert good(await secretariat.get(path)) == before
        assert (
            await session.scalar(select(Membership.ends_on).where(Membership.member_id == other.id)) is None
        )
        applications = select(Application.statement, Application.status).where(
            Application.member_id == other.id
        )
        assert (await session.execute(applications)).all() == [("Mine", "submitted")]

    async def test_needs_the_version_that_was_read(self, secretariat: AsyncClient, build: Build) -> None:
        path = f"/v1/members/{(await build.member()).id}"
        assert problem(await secretariat.delete(path)) == (428, "precondition_required")
        assert problem(await secretariat.delete(path, headers={"If-Match": '"99-0"'})) == (
            412,
            "precondition_failed",
        )
        good(await secretariat.get(path))

    async def test_who_left_can_be_erased_too(self, secretariat: AsyncClient, build: Build) -> None:
        await erase(secretariat, await build.member(status="left"))


WAITING = (
    "SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND datname = current_database()"
)


async def until_waiting(session: AsyncSession, how_many: int) -> None:
    async with asyncio.timeout(10):
        while True:
            await session.execute(text("SELECT pg_stat_clear_snapshot()"))
            if await session.scalar(text(WAITING)) == how_many:
                return
            await asyncio.sleep(0.01)


@pytest.mark.parametrize("second", ["DELETE", "PATCH"])
async def test_who_is_erased_meanwhile_is_neither_edited_nor_erased_again(
    committed_db: Api, second: str
) -> None:
    client = await committed_db.as_role("service_client")
    async with committed_db.building() as build:
        path = f"/v1/members/{(await build.member()).id}"
    sent: list[asyncio.Task[Response]] = []
    async with committed_db.database.transaction() as gate:
        await gate.execute(text("SELECT 1 FROM members FOR NO KEY UPDATE"))
        for place, method in enumerate(
            ("DELETE", second)
        ):  # one behind the other, so that they are served in order
            request = client.request(method, path, json={"full_name": "Amina"}, headers={"If-Match": "*"})
            sent.append(asyncio.create_task(request))
            await until_waiting(gate, place + 1)
    answers = await asyncio.gather(*sent)
    assert [answer.status_code for answer in answers] == [204, 404]
