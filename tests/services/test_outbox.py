"""The outbox: every letter of a committed change arrives, none of a rolled-back one, whatever the mail server does."""

import asyncio
from collections.abc import AsyncIterator
from datetime import datetime, timedelta
from uuid import UUID, uuid4

import pytest
from pgqueuer import AsyncpgDriver
from sqlalchemy import func, select, text
from structlog.testing import capture_logs

from api import audit, jobs, worker
from api import clock as api_clock
from api.db import Database
from api.integrations import mail
from api.models import AuditEvent, Letter, OutboxMessage
from api.services import letters, outbox
from bench.mailbox import Mailbox, mailbox
from tests.conftest import Clock
from tests.factories import SECRETARIAT
from tests.harness import Api
from tests.services import post


@pytest.fixture
async def box() -> AsyncIterator[Mailbox]:
    async with mailbox() as box:
        yield box


@pytest.fixture
def database(committed_db: Api) -> Database:
    return committed_db.database


async def test_a_letter_arrives_under_the_id_of_its_outbox_row(database: Database, box: Mailbox) -> None:
    await post.write(database, "amina@example.org", template="sign_in_code")
    await post.postman(database, box).deliver()
    ((id_, row),) = (await post.told(database)).items()
    assert (box.ids, box.recipients) == ([str(id_)], ["amina@example.org"])
    assert row.delivered_at is not None
    assert await post.kept(database) == []


async def test_a_change_that_is_rolled_back_leaves_no_trace_and_no_mail(
    database: Database, box: Mailbox
) -> None:
    async def change() -> None:
        async with database.transaction() as session:
            await letters.write(session, "email_changed", email="amina@example.org")
            audit.record(session, by=SECRETARIAT, action="member.edited", subject=("member", uuid4()))
            await session.flush()
            raise LookupError

    with pytest.raises(LookupError):
        await change()
    await post.postman(database, box).deliver()
    async with database.transaction() as session:
        for table in (AuditEvent, OutboxMessage, Letter):
            assert await session.scalar(select(func.count()).select_from(table)) == 0
    assert (await post.jobs(database), box.letters) == (0, [])


async def test_a_wake_up_belongs_to_its_transaction_even_as_its_first_word(database: Database) -> None:
    """Through the raw connection it would be there before the transaction began."""
    async with database.transaction(keep=False) as session:
        await jobs.enqueue(session, jobs.LETTERS)
    assert await post.jobs(database) == 0
    async with database.transaction() as session:
        await jobs.enqueue(session, jobs.LETTERS)
    assert await post.jobs(database) == 1


async def test_a_server_that_is_busy_gets_the_same_letter_later(
    database: Database, box: Mailbox, clock: Clock
) -> None:
    answers = iter(["451 later"])
    box.says = lambda _address: next(answers, None)
    await post.write(database, "amina@example.org")
    postman = post.postman(database, box)
    await postman.deliver()
    await postman.deliver()  # too soon
    assert box.letters == []
    clock.set(_now() + timedelta(minutes=1))
    await postman.deliver()
    ((id_, row),) = (await post.told(database)).items()
    assert (box.ids, row.attempts) == ([str(id_)], 2)


async def test_an_address_that_is_refused_stops_no_other_and_is_given_up(
    database: Database, box: Mailbox
) -> None:
    box.says = lambda address: "550 nobody of this name" if address.startswith("gone") else None
    await post.write(database, "a@example.org", "gone@example.org", "b@example.org")
    with capture_logs() as logged:
        await post.postman(database, box).deliver()
    assert sorted(box.recipients) == ["a@example.org", "b@example.org"]
    rows = list((await post.told(database)).values())
    assert [row.failed_at is not None for row in rows] == [False, True, False]
    assert [row.delivered_at is not None for row in rows] == [True, False, True]
    assert await post.kept(database) == []
    assert "example.org" not in str(logged)  # nobody's address is logged


async def test_while_the_server_is_away_letters_wait(database: Database, clock: Clock) -> None:
    async with mailbox() as gone:
        port = gone.port
    await post.write(database, *[f"p{number}@example.org" for number in range(6)])
    await post.postman(database, gone).deliver()
    assert len(await post.kept(database)) == 6
    clock.set(_now() + timedelta(minutes=1))
    async with mailbox(port) as back:
        await post.postman(database, back).deliver()
        assert len(set(back.ids)) == len(back.ids) == 6


async def test_a_server_that_says_nothing_is_not_waited_for(database: Database) -> None:
    silent = await asyncio.get_running_loop().create_server(asyncio.Protocol, "127.0.0.1", 0)
    async with silent:
        url = f"smtp://127.0.0.1:{silent.sockets[0].getsockname()[1]}"
        await post.write(database, "amina@example.org")
        async with asyncio.timeout(10):
            await post.postman(database, Mailbox(), smtp_url=url, mail_timeout=1).deliver()
    assert await post.kept(database) == ["email_changed"]


async def test_many_letters_share_a_connection_but_not_more_than_servers_bear(box: Mailbox) -> None:
    async with mail.Smtp(box.url, post.SENDER, 5) as outlet:
        for number in range(120):
            letter = mail.Envelope(UUID(int=number), "amina@example.org", "S", "B", "en")
            await outlet.send(letter)
    assert (len(box.letters), box.connections) == (120, 3)


async def test_what_cannot_be_written_stops_no_other(database: Database, box: Mailbox) -> None:
    await post.write(
        database, "a@example.org", template="sign_in_code", challenge_id=None
    )  # a code of nothing
    async with database.transaction() as session:
        await letters.write(session, "sign_in_code", email="b@example.org", challenge_id=uuid4())
        await session.execute(
            text("UPDATE letters SET template = 'of_an_older_version' WHERE email = 'b@example.org'")
        )
    await post.write(database, "not an address", "c@example.org")
    with capture_logs() as logged:
        await post.postman(database, box).deliver()
    assert box.recipients == ["c@example.org"]
    broken = [line["exc_info"] for line in logged if line["event"] == "letter.broken"]
    assert sorted(type(error).__name__ for error in broken) == ["KeyError", "UndefinedError"]


async def test_two_workers_send_each_letter_once(committed_db: Api, database: Database, box: Mailbox) -> None:
    await post.write(database, *[f"p{number}@example.org" for number in range(40)])
    await asyncio.gather(post.postman(database, box).deliver(), post.postman(database, box).deliver())
    assert sorted(box.ids) == sorted(map(str, await post.told(database)))


async def test_a_letter_in_the_hands_of_a_worker_that_died_is_due_again(
    database: Database, box: Mailbox, clock: Clock
) -> None:
    await post.write(database, "amina@example.org")
    async with database.transaction() as session:
        assert await outbox.take(session, timedelta(minutes=1))
    await post.postman(database, box).deliver()
    assert box.letters == []
    clock.set(_now() + timedelta(minutes=2))
    await post.postman(database, box).deliver()
    assert len(box.letters) == 1


async def test_a_code_goes_before_a_thousand_invitations(database: Database) -> None:
    await post.write(database, "a@example.org", template="confirmation_request")
    await post.write(database, "b@example.org", template="email_changed")
    await post.write(database, "c@example.org", template="sign_in_code")
    async with database.transaction() as session:
        order = []
        while taken := await outbox.take(session, timedelta(minutes=1)):
            written = await letters.read(session, taken.letter_id)
            assert written is not None
            order.append(written.template)
    assert order == ["sign_in_code", "email_changed", "confirmation_request"]


@pytest.mark.parametrize(("template", "days"), [("sign_in_code", 0.02), ("email_changed", 4)])
async def test_nobody_tries_for_ever(
    database: Database, box: Mailbox, clock: Clock, template: str, days: float
) -> None:
    """A code that has expired is not mailed; anything else is tried for three days."""
    box.says = lambda _address: "451 later"
    await post.write(database, "amina@example.org", template=template)
    postman = post.postman(database, box)
    await postman.deliver()
    clock.set(_now() + timedelta(days=days))
    await postman.deliver()
    (row,) = (await post.told(database)).values()
    assert row.failed_at is not None
    assert await post.kept(database) == []


async def test_what_has_no_reader_yet_stays_in_the_outbox(database: Database, box: Mailbox) -> None:
    async with database.transaction() as session:
        audit.record(session, by=SECRETARIAT, action="member.edited", subject=("member", uuid4()))
    await post.postman(database, box).deliver()
    async with database.transaction() as session:
        (row,) = (await session.scalars(select(OutboxMessage))).all()
    assert (row.delivered_at, row.attempts) == (None, 0)


async def test_a_worker_is_woken_by_the_commit_and_ends_when_told(
    committed_db: Api, database: Database, box: Mailbox
) -> None:
    url = database.engine.url.render_as_string(hide_password=False)
    stop = asyncio.Event()
    async with asyncio.timeout(20), asyncio.TaskGroup() as at_work:
        at_work.create_task(worker.run(post.settings_for(box, database_url=url), stop, print))
        await post.write(database, "first@example.org")
        await box.until(lambda: len(box.letters) == 1)
        await asyncio.sleep(0.5)  # the round is over; the next by itself is a minute away
        await post.write(database, "second@example.org")
        await box.until(lambda: len(box.letters) == 2)
        stop.set()
    assert box.recipients == ["first@example.org", "second@example.org"]


async def test_the_queue_is_what_this_pgqueuer_wants(database: Database) -> None:
    async with database.listening() as connection:
        planned = await jobs.queries(AsyncpgDriver(connection)).plan_upgrade()
    assert list(planned.statements) == []


def _now() -> datetime:
    return api_clock.now()
