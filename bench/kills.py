"""`make kill-worker`: a real worker killed outright twenty times among 300 letters; every one must arrive."""

import asyncio
import os
import random
import sys
import tempfile
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from email.message import EmailMessage
from pathlib import Path
from uuid import uuid4

from rich.console import Console
from sqlalchemy import func, select

from api import keyed, local_postgres
from api.commands.databases import bring_up_to_date
from api.db import Database
from api.models import Letter, OutboxMessage
from api.models.ledger import LETTER
from api.services import letters
from bench.mailbox import Mailbox, mailbox

KILLS, LETTERS = 20, 300
LEASE = 2.0  # seconds a delivery may take here; one in a dead worker's hands is due again after twice that


@dataclass(frozen=True, slots=True)
class Outcome:
    """What was seen; `kept` are letters and outbox rows not done with at the end."""

    letters: int
    kills: int
    arrived: int
    lost: int
    twice: int
    kept: int

    def __str__(self) -> str:
        return (
            f"{self.kills} kills among {self.letters} letters: {self.arrived} deliveries, {self.lost} lost, "
            f"{self.twice} came more than once, {self.kept} left over"
        )


async def campaign(data_dir: Path, *, kills: int, count: int, seed: int = 1) -> Outcome:
    """Over the embedded server that runs in `data_dir`, migrated."""
    chance = random.Random(seed)  # noqa: S311  (which letter is fatal, no secret)
    database = Database(local_postgres.dsn(data_dir))
    environment = {**os.environ, "INEE_DATA_DIR": str(data_dir), "INEE_MAIL_TIMEOUT": str(LEASE)}
    async with mailbox() as box:
        environment |= {"INEE_SMTP_URL": box.url, "INEE_MAIL_FROM": "spaces@inee.test"}
        writing = asyncio.create_task(_write(database, count))
        done = 0
        while done < kills and await _killed(box, environment, chance):
            done += 1
        await writing
        async with _worker(environment):
            await _until_done(database)
        return await _outcome(database, box, count, done)


async def _write(database: Database, count: int) -> None:
    """One transaction a letter, the last of them while workers are already dying."""
    for number in range(count):
        async with database.transaction() as session:
            await letters.write(
                session,
                "email_changed",
                email=f"person{number}@list.example",
                challenge_id=uuid4(),
                language="en",
            )
        await asyncio.sleep(0.02 if number > count / 2 else 0)


async def _killed(box: Mailbox, environment: dict[str, str], chance: random.Random) -> bool:
    """Kill a worker at one of its letters: as the server has it but has not said so, or a moment later."""
    fatal = asyncio.Event()
    left, before_answer = chance.randint(1, 10), chance.random() < 0.5

    async with _worker(environment) as worker:

        def count(_letter: EmailMessage) -> None:
            nonlocal left
            left -= 1
            if left == 0:
                if before_answer:
                    worker.kill()
                fatal.set()

        box.before_answer = count
        try:
            async with asyncio.timeout(60):
                await fatal.wait()
        except TimeoutError:
            return False  # all were sent already: no kill among letters
        await asyncio.sleep(0 if before_answer else chance.uniform(0, 0.02))
    return True


@asynccontextmanager
async def _worker(environment: dict[str, str]) -> AsyncIterator[asyncio.subprocess.Process]:
    """`inee worker`, killed outright when the block ends."""
    worker = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "api", "worker", env=environment, stderr=asyncio.subprocess.DEVNULL
    )
    try:
        yield worker
    finally:
        if worker.returncode is None:
            worker.kill()
        await worker.wait()


WAITING = select(func.count()).where(
    OutboxMessage.event == LETTER, OutboxMessage.delivered_at.is_(None), OutboxMessage.failed_at.is_(None)
)


async def _until_done(database: Database) -> None:
    async with asyncio.timeout(120):
        while True:
            async with database.transaction() as session:
                if not await session.scalar(WAITING):
                    return
            await asyncio.sleep(0.2)


async def _outcome(database: Database, box: Mailbox, count: int, kills: int) -> Outcome:
    async with database.transaction() as session:
        ids = await session.scalars(select(OutboxMessage.id).where(OutboxMessage.event == LETTER))
        expected = {str(id_) for id_ in ids}
        kept = (await session.scalar(WAITING) or 0) + (
            await session.scalar(select(func.count()).select_from(Letter)) or 0
        )
    await database.close()
    times = Counter(box.ids)
    if len(expected) != count or not times.keys() <= expected:
        raise RuntimeError("letters that nobody wrote, or fewer than were written")
    twice = sum(1 for number in times.values() if number > 1)
    return Outcome(count, kills, len(box.ids), len(expected - times.keys()), twice, kept)


def main() -> None:
    keyed.configure(b"no code is checked here")
    with (
        tempfile.TemporaryDirectory(prefix="inee-kills-") as folder,
        local_postgres.start(Path(folder)) as running,
    ):
        bring_up_to_date(running.owner_dsn)
        outcome = asyncio.run(campaign(Path(folder), kills=KILLS, count=LETTERS))
    Console(width=110).print(str(outcome))
    if outcome.lost or outcome.kept:
        raise SystemExit(1)


if __name__ == "__main__":
    main()
