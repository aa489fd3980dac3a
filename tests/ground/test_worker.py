"""`inee worker` as a process: it loses no letter however it ends, and goes with the `inee run` that started it."""

import asyncio
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from uuid import UUID, uuid4

import pytest

from api import clock as api_clock
from api import keyed, local_cluster, local_postgres
from api.db import Database
from api.models import Membership
from api.rules.lifecycle import add_years
from api.services import codes, letters
from bench.kills import campaign
from tests.conftest import Clock
from tests.factories import Build
from tests.ground.test_commands import PATIENCE, Shell


@pytest.fixture(autouse=True)
def _machines_own_time(clock: Clock) -> None:
    """What we write is of the worker's day, which is a process of its own."""
    api_clock.set_to(None)


@contextmanager
def worker(folder: Path) -> Iterator[subprocess.Popen[str]]:
    environment = os.environ | Shell(folder).variables
    command = [sys.executable, "-m", "api", "worker"]
    with subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True) as running:
        try:
            yield running
        finally:
            running.kill()


def children(pid: int) -> list[int]:
    return [int(one) for one in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


def lives(pid: int) -> bool:
    """Not gone, and not a body that nobody has fetched."""
    try:
        return "\nState:\tZ" not in Path(f"/proc/{pid}/status").read_text()
    except FileNotFoundError:
        return False


def until(holds: bool, pid: int) -> bool:
    deadline = time.monotonic() + PATIENCE
    while lives(pid) is not holds and time.monotonic() < deadline:
        time.sleep(0.05)
    return lives(pid) is holds


def write_a_code(folder: Path) -> UUID:
    """To Amina, committed; answers its challenge."""
    challenge = uuid4()

    async def run() -> None:
        database = Database(local_postgres.dsn(folder), size=1)
        async with database.transaction() as session:
            await letters.write(
                session, "sign_in_code", email="amina@example.org", challenge_id=challenge, language="en"
            )
        await database.close()

    asyncio.run(run())
    return challenge


def test_a_worker_killed_among_its_letters_loses_none(installed: Path) -> None:
    with local_postgres.start(installed):
        outcome = asyncio.run(campaign(installed, kills=3, count=30))
    assert (outcome.kills, outcome.letters, outcome.lost, outcome.kept) == (3, 30, 0, 0)


def test_run_shows_a_code_in_the_console_and_takes_its_worker_along(
    installed: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shell = Shell(installed)
    with shell.running() as api:
        (child,) = [pid for pid in children(api.pid) if "worker" in Path(f"/proc/{pid}/cmdline").read_text()]
        challenge = write_a_code(installed)
        monkeypatch.setattr(keyed, "_secret", (installed / "secret").read_bytes())
        assert api.stdout is not None
        shown = next(line for line in api.stdout if line.startswith("Mail to "))
        code = codes.spaced(codes.code(challenge))
        assert (
            shown == f"Mail to amina@example.org: Your sign-in code for INEE Network Spaces · code {code}\n"
        )
        api.send_signal(signal.SIGTERM)
        assert api.wait(PATIENCE) == 0
        assert not lives(child)
        assert not local_postgres.is_running(installed)
    (mailed,) = (installed / "mail").glob("*.eml")
    assert code in mailed.read_text()


def test_a_run_that_is_killed_leaves_no_worker(installed: Path) -> None:
    with Shell(installed).running() as api:
        (child,) = [pid for pid in children(api.pid) if "worker" in Path(f"/proc/{pid}/cmdline").read_text()]
        api.kill()
        assert until(holds=False, pid=child)


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_a_worker_told_to_stop_ends_well(installed: Path, number: signal.Signals) -> None:
    with local_postgres.start(installed), worker(installed) as running:
        write_a_code(installed)
        assert running.stdout is not None
        assert running.stdout.readline().startswith("Mail to amina@example.org")  # it is at work
        running.send_signal(number)
        assert running.wait(PATIENCE) == 0


def test_a_worker_outlives_its_database(installed: Path) -> None:
    """It tries again until the database is back, and then sends what waited."""
    server = local_postgres.start(installed)
    with worker(installed) as running:
        assert running.stdout is not None
        write_a_code(installed)
        assert running.stdout.readline().startswith("Mail to ")
        found = local_cluster.live(installed / "postgres")
        assert found is not None
        os.kill(found[0], signal.SIGKILL)
        assert until(holds=False, pid=found[0])
        with local_postgres.start(installed):
            write_a_code(installed)
            assert running.stdout.readline().startswith("Mail to ")
            assert running.poll() is None
    server.stop()


def a_term_that_was_due(folder: Path) -> UUID:
    """A seat in the Steering Group since four years ago, committed."""

    async def run() -> UUID:
        database = Database(local_postgres.dsn(folder), size=1)
        async with database.transaction() as session:
            build, since = Build(session), add_years(api_clock.today(), -4)
            council = await build.space("steering_group", starts_on=since)
            seat = await build.seat(council, await build.organisation(), starts_on=since)
        await database.close()
        return seat.id

    return asyncio.run(run())


def end_of(folder: Path, seat: UUID) -> date | None:
    async def run() -> date | None:
        database = Database(local_postgres.dsn(folder), size=1)
        async with database.transaction() as session:
            found = await session.get_one(Membership, seat)
        await database.close()
        return found.ends_on

    return asyncio.run(run())


@pytest.mark.rule("R31")
def test_a_worker_ends_at_its_start_what_was_due_while_it_was_away(installed: Path) -> None:
    with local_postgres.start(installed):
        seat = a_term_that_was_due(installed)
        with worker(installed) as running:
            deadline = time.monotonic() + PATIENCE
            while end_of(installed, seat) is None and time.monotonic() < deadline:
                time.sleep(0.2)
            assert running.poll() is None
        assert end_of(installed, seat) == add_years(api_clock.today(), -1)
