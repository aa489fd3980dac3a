"""The worker: mails what waits in the outbox, and does what is due by the day.

The outbox is the truth. pgqueuer wakes the postman when a letter was committed and runs the schedules; a wake-up that
is lost costs a minute.
"""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from datetime import timedelta
from functools import partial

import pgqueuer
import structlog
from pgqueuer import AsyncpgDriver, Job, PgQueuer
from pgqueuer.models import Schedule
from pgqueuer.types import Channel
from sqlalchemy.ext.asyncio import AsyncSession

from api import clock, jobs
from api.db import Database
from api.integrations import mail
from api.services import due_endings, letters, outbox, retention
from api.settings import Settings

log = structlog.get_logger("api.worker")

SENDERS = 4  # letters under way at once
ROUND = 60.0  # seconds after which the postman looks, woken or not
AGAIN = timedelta(seconds=5)  # before another try where the database is away
NIGHTLY = "23 3 * * *"  # UTC; missed by a machine that was off, it runs at the next start
DAYBREAK = "4 0 * * *"  # UTC: the day that what was due is over (R31)


class Postman:
    """Sends what is due, several letters at once, each taken, sent and told of in transactions of their own."""

    def __init__(self, database: Database, outlet: Callable[[], mail.Outlet], settings: Settings) -> None:
        self._database, self._outlet = database, outlet
        self._dashboard = settings.dashboard_origins[0]
        self._lease = timedelta(seconds=2 * settings.mail_timeout)
        self.wake, self._stop = asyncio.Event(), asyncio.Event()

    async def attend(self, stop: asyncio.Event) -> None:
        """A round at once, then whenever woken, when something put off is due, and each minute."""
        self._stop = stop
        while not stop.is_set():
            self.wake.clear()
            pause = AGAIN.total_seconds()
            try:
                await self.deliver()
                pause = await self._pause()
            except (
                Exception
            ):  # told, and tried again: whatever befalls one round, letters go on waiting in the outbox
                log.exception("postman.interrupted")
            await _either(stop, self.wake, pause)

    async def deliver(self) -> None:
        """One round: until nothing is due any more, or nobody takes letters."""
        senders = [self._send_all() for _ in range(SENDERS)]
        for ended in await asyncio.gather(*senders, return_exceptions=True):  # none ends another's letter
            if isinstance(ended, BaseException):
                raise ended

    async def _pause(self) -> float:
        async with self._database.transaction() as session:
            due = await outbox.next_due(session)
        return ROUND if due is None else min(max((due - clock.now()).total_seconds(), 1.0), ROUND)

    async def _send_all(self) -> None:
        async with self._outlet() as outlet:
            while not self._stop.is_set() and (taken := await self._take()):
                if not await self._send(outlet, taken):
                    return

    async def _take(self) -> outbox.Taken | None:
        async with self._database.transaction() as session:
            return await outbox.take(session, self._lease)

    async def _send(self, outlet: mail.Outlet, taken: outbox.Taken) -> bool:
        """Whether it is worth going on with this outlet."""
        async with self._database.transaction() as session:
            letter = await letters.read(session, taken.letter_id)
        if letter is None or letter.to is None:
            await self._close(taken, letter, "letter.for_nobody", outbox.done)
            return True
        if clock.now() >= letter.gives_up_at():
            await self._close(taken, letter, "letter.given_up", outbox.give_up)
            return True
        try:
            await outlet.send(letter.envelope(taken.id, letter.to, self._dashboard))
        except mail.Refused as error:
            await self._close(taken, letter, "letter.refused", outbox.give_up, why=str(error))
        except Exception as error:  # noqa: BLE001  (one letter that cannot be written stops no other)
            await self._put_off(taken, letter, error)
            return not isinstance(error, mail.Unreachable)
        else:
            await self._close(taken, letter, "letter.sent", outbox.done)
        return True

    async def _close(
        self,
        taken: outbox.Taken,
        letter: letters.Written | None,
        event: str,
        how: Callable[[AsyncSession, outbox.Taken], Awaitable[None]],
        **told: str,
    ) -> None:
        async with self._database.transaction() as session:
            await how(session, taken)
        self._tell(event, taken, letter, **told)

    async def _put_off(self, taken: outbox.Taken, letter: letters.Written, error: Exception) -> None:
        until = min(clock.now() + outbox.wait(taken.attempts), letter.gives_up_at())
        async with self._database.transaction() as session:
            await outbox.put_off(session, taken, until)
        if isinstance(error, mail.NotNow | mail.Unreachable):
            self._tell("letter.put_off", taken, letter, why=f"{type(error).__name__} {error}")
        else:
            self._tell("letter.put_off", taken, letter, why=type(error).__name__)
            log.error("letter.broken", outbox_id=str(taken.id), exc_info=error)

    def _tell(self, event: str, taken: outbox.Taken, letter: letters.Written | None, **told: str) -> None:
        template = letter.template if letter else None
        log.info(event, outbox_id=str(taken.id), template=template, attempt=taken.attempts, **told)


def outlet_of(settings: Settings, show: Callable[[str], None]) -> Callable[[], mail.Outlet]:
    """The mail server of the settings, or a folder beside the data."""
    if settings.smtp_url is None:
        return partial(mail.Folder, settings.data_dir / "mail", settings.mail_from, show)
    url = settings.smtp_url.get_secret_value()
    return partial(mail.Smtp, url, settings.mail_from, settings.mail_timeout)


async def run(settings: Settings, stop: asyncio.Event, show: Callable[[str], None]) -> None:
    """Until `stop`: letters under way are finished, then all ends."""
    database = Database(settings.database_url, size=SENDERS + 3)
    postman = Postman(database, outlet_of(settings, show), settings)
    try:
        async with asyncio.TaskGroup() as both:
            both.create_task(postman.attend(stop))
            both.create_task(_end_what_is_due(database, stop))
            both.create_task(_queue(database, postman, settings, stop))
    finally:
        await database.close()


async def _end_what_is_due(database: Database, stop: asyncio.Event) -> None:
    """Once at the start, whatever the schedule says: nobody knows how long the worker was away."""
    while not stop.is_set():
        try:
            await due_endings.run(database)
        except Exception:  # told, and tried again: the rules count it as ended meanwhile (R31)
            log.exception("due_endings.interrupted")
            await _either(stop, asyncio.Event(), AGAIN.total_seconds())
        else:
            return


async def _queue(database: Database, postman: Postman, settings: Settings, stop: asyncio.Event) -> None:
    """pgqueuer on a connection of its own, made anew where it breaks."""

    @asynccontextmanager
    async def manager() -> AsyncIterator[PgQueuer]:
        async with database.listening() as connection:
            driver = AsyncpgDriver(connection)
            made = PgQueuer(driver, channel=Channel(jobs.NAMES.channel), queries=jobs.queries(driver))

            @made.entrypoint(jobs.LETTERS)
            async def wake(_job: Job) -> None:
                postman.wake.set()

            @made.schedule("retention", NIGHTLY)
            async def forget(_schedule: Schedule) -> None:
                await retention.run(database, settings)

            @made.schedule("due_endings", DAYBREAK)
            async def end(_schedule: Schedule) -> None:
                await due_endings.run(database)

            yield made

    await pgqueuer.run(manager, shutdown=stop, restart_on_failure=True, restart_delay=AGAIN)


async def _either(one: asyncio.Event, other: asyncio.Event, seconds: float) -> None:
    waiting = [asyncio.create_task(event.wait()) for event in (one, other)]
    await asyncio.wait(waiting, timeout=seconds, return_when=asyncio.FIRST_COMPLETED)
    for task in waiting:
        task.cancel()
