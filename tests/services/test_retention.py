"""What is no longer needed is forgotten after its days, however late or often somebody looks."""

from datetime import timedelta
from typing import Any

import pytest
from httpx import AsyncClient
from sqlalchemy import func, select, text
from sqlalchemy.ext.asyncio import AsyncSession

from api.models import Application, AuditEvent, IdempotencyKey, ImportRow, OutboxMessage
from api.services import letters, outbox, retention
from api.settings import Settings
from tests.answers import good, problem
from tests.conftest import Clock
from tests.days import NOW
from tests.factories import Build
from tests.harness import Api
from tests.lists import AMINA, CONSENTED, preview


async def counts(api: Api, **settings: Any) -> dict[str, int]:
    return dict(await retention.run(api.database, Settings(**settings)))


@pytest.mark.parametrize(
    ("status", "days", "forgotten"),
    [
        ("declined", 366, True),
        ("withdrawn", 366, True),
        ("lapsed", 366, True),
        ("declined", 364, False),
        ("accepted", 3000, False),
    ],
)
async def test_the_texts_of_an_application_that_led_nowhere_go_after_a_year(
    api: Api, build: Build, session: AsyncSession, status: str, days: int, forgotten: bool
) -> None:
    application = await build.application(
        await build.space("task_team"),
        await build.member(),
        status=status,
        statement="Why I would like to join",
        answers={"experience": "Ten years"},
        decided_at=NOW - timedelta(days=days),
    )
    assert (await counts(api))["application texts"] == int(forgotten)
    await session.refresh(application)
    assert (application.statement is None, application.answers == {}) == (forgotten, forgotten)
    assert application.status == status
    told = select(func.count()).where(AuditEvent.action == "application.texts_forgotten")
    assert await session.scalar(told.where(AuditEvent.subject_id == application.id)) == int(forgotten)
    assert (await counts(api))["application texts"] == 0  # a second look finds nothing to do


async def test_an_application_under_way_keeps_its_texts(
    api: Api, build: Build, session: AsyncSession, clock: Clock
) -> None:
    application = await build.application(
        await build.space("task_team"), await build.member(), statement="Why I would like to join"
    )
    clock.set(NOW + timedelta(days=3000))
    await counts(api)
    assert (await session.get_one(Application, application.id, populate_existing=True)).statement is not None


@pytest.mark.parametrize("committed", [True, False])
async def test_what_an_imported_list_said_goes_after_a_week_and_its_results_stay(
    api: Api, secretariat: AsyncClient, session: AsyncSession, clock: Clock, committed: bool
) -> None:
    seen = await preview(secretariat, {**AMINA, **CONSENTED}, {"full_name": "Nobody"})
    path = f"/v1/imports/{seen['id']}"
    if committed:
        good(await secretariat.post(f"{path}/commit"), 202)
    before, rows = good(await secretariat.get(path)), good(await secretariat.get(f"{path}/rows"))
    clock.set(NOW + timedelta(days=6, hours=23))
    assert (await counts(api))["import cells"] == 0
    clock.set(NOW + timedelta(days=7, hours=1))
    assert (await counts(api))["import cells"] == 2
    assert (await counts(api))["import cells"] == 0
    assert set(map(str, await session.scalars(select(ImportRow.cells)))) == {"{}"}
    assert good(await secretariat.get(path)) == before
    assert good(await secretariat.get(f"{path}/rows")) == rows
    again = await secretariat.post(f"{path}/commit")
    if committed:
        good(again, 202)
    else:
        assert problem(again) == (409, "import_is_stale")  # nobody commits a list that is gone


async def test_an_answer_kept_for_a_retry_goes_after_a_day(
    api: Api, secretariat: AsyncClient, session: AsyncSession, clock: Clock
) -> None:
    form = {"type": "task_team", "name": "A task team"}
    await secretariat.post("/v1/spaces", json=form, headers={"Idempotency-Key": "once"})
    clock.set(NOW + timedelta(hours=23))
    assert (await counts(api))["answers for retries"] == 0
    clock.set(NOW + timedelta(hours=25))
    assert (await counts(api))["answers for retries"] == 1
    assert await session.scalar(select(func.count()).select_from(IdempotencyKey)) == 0


async def test_a_delivered_message_goes_after_ninety_days_and_a_waiting_one_stays(
    api: Api, session: AsyncSession, clock: Clock
) -> None:
    for _ in range(3):
        await letters.write(session, "email_changed", email="amina@example.org")
    for close in (outbox.done, outbox.give_up):
        taken = await outbox.take(session, timedelta(minutes=1))
        assert taken is not None
        await close(session, taken)
    await session.commit()
    clock.set(NOW + timedelta(days=89))
    assert (await counts(api))["outbox"] == 0
    clock.set(NOW + timedelta(days=91))
    assert (await counts(api))["outbox"] == 2
    assert await session.scalar(select(func.count()).select_from(OutboxMessage)) == 1


async def test_the_log_of_jobs_goes_after_a_week(api: Api, session: AsyncSession) -> None:
    for day in (NOW, NOW - timedelta(days=8)):
        await session.execute(
            text(
                "INSERT INTO queue.pgqueuer_log (created, job_id, status, priority, entrypoint)"
                " VALUES (:day, 1, 'successful', 0, 'letters')"
            ),
            {"day": day},
        )
    assert (await counts(api))["job log"] == 1


async def test_the_days_are_settings(api: Api, session: AsyncSession, clock: Clock) -> None:
    await letters.write(session, "email_changed")
    taken = await outbox.take(session, timedelta(minutes=1))
    assert taken is not None
    await outbox.done(session, taken)
    clock.set(NOW + timedelta(days=3))
    assert (await counts(api))["outbox"] == 0
    assert (await counts(api, retain_outbox=2))["outbox"] == 1
