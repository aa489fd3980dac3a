"""`inee worker` mails letters and does the daily work; `inee due` and `inee retention` do the latter once, now."""

import asyncio
import contextlib
import subprocess
import sys
from collections.abc import Awaitable, Callable, Iterator, Mapping
from typing import TYPE_CHECKING, Annotated

import typer

from api import secret
from api.commands import base, databases

if TYPE_CHECKING:
    from api.db import Database
    from api.settings import Settings

GRACE = 20  # seconds for letters under way once we are told to stop


def worker(
    beside: Annotated[
        bool, typer.Option("--beside", hidden=True, help="End with whoever holds our input.")
    ] = False,
) -> None:
    """Send the letters that wait; end each day what is due, and forget what is kept too long."""
    from api import worker as work

    settings = base.settings()

    async def run() -> None:
        stop, loop = asyncio.Event(), asyncio.get_running_loop()
        for number in base.STOPPED_BY:
            loop.add_signal_handler(number, stop.set)
        if beside:
            loop.add_reader(
                sys.stdin.fileno(), stop.set
            )  # nobody writes there: it is readable once it is closed
        await work.run(settings, stop, show=typer.echo)

    with base.database(settings):
        databases.check_ready(settings)
        secret.configure(settings)
        asyncio.run(run())


def due() -> None:
    """End now what was due by today, such as terms and acting roles, and say how many that were."""
    from api.services import due_endings

    _once(lambda own, _: due_endings.run(own))


def retention() -> None:
    """Forget now what is kept too long, and say how much of what that was."""
    from api.services import retention as forgetting

    _once(forgetting.run)


def _once(work: "Callable[[Database, Settings], Awaitable[Mapping[str, int]]]") -> None:
    from api.db import Database

    settings = base.settings()

    async def run() -> None:
        own = Database(settings.database_url, size=1)
        try:
            counts = await work(own, settings)
        finally:
            await own.close()
        for what, count in counts.items():
            typer.echo(f"{what:<20} {count:>8,}")

    with base.database(settings):
        databases.check_ready(settings)
        asyncio.run(run())


@contextlib.contextmanager
def beside() -> Iterator[None]:
    """A worker as a child process. It holds our end of a pipe, so that it ends with us, however we end."""
    child = subprocess.Popen([sys.executable, "-m", "api", "worker", "--beside"], stdin=subprocess.PIPE)
    try:
        yield
    finally:
        assert child.stdin is not None  # noqa: S101  (asked for above)
        with contextlib.suppress(OSError):
            child.stdin.close()
        try:
            child.wait(GRACE)
        except subprocess.TimeoutExpired:
            child.kill()
            child.wait()
