"""`inee worker` mails letters and does the daily work; `inee retention` does the latter once, now."""

import asyncio
import contextlib
import subprocess
import sys
from collections.abc import Iterator
from typing import Annotated

import typer

from api import secret
from api.commands import base, databases

GRACE = 20  # seconds for letters under way once we are told to stop


def worker(
    beside: Annotated[
        bool, typer.Option("--beside", hidden=True, help="End with whoever holds our input.")
    ] = False,
) -> None:
    """Send the letters that wait, and forget each day what is kept too long."""
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


def retention() -> None:
    """Forget now what is kept too long, and say how much of what that was."""
    from api.db import Database
    from api.services import retention as forgetting

    settings = base.settings()

    async def run() -> None:
        own = Database(settings.database_url, size=1)
        try:
            counts = await forgetting.run(own, settings)
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
