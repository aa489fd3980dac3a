"""A stage for measuring: a database of its own with the demo network, and servers as child processes."""

import asyncio
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx
from sqlalchemy import text

from api import clock, local_postgres
from api.db import Database
from api.demo.load import load
from api.rules.permissions import service_client
from api.services import clients, rulebooks
from migrations import run


@dataclass(frozen=True, slots=True)
class Stage:
    """The application's DSN, a service key, and the id of one active member."""

    dsn: str
    key: str
    member: str

    @contextmanager
    def serving(self, target: str, port: int) -> Iterator[int]:
        """`module:app`, or `module:create_app` for a factory, on 127.0.0.1 until the block ends; answers its pid."""
        factory = ["--factory"] if target.endswith(":create_app") else []
        options = ["--host", "127.0.0.1", "--port", str(port), "--log-level", "warning", "--no-access-log"]
        environment = {**os.environ, "INEE_DATABASE_URL": self.dsn, "BENCH_DSN": self.dsn}
        environment["INEE_SECRET"] = "measuring" * 4
        command = [sys.executable, "-m", "uvicorn", *factory, target, *options]
        server = subprocess.Popen(
            command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        try:
            _until_it_answers(port)
            yield server.pid
        finally:
            server.terminate()
            server.wait(10)


def _until_it_answers(port: int) -> None:
    deadline = time.monotonic() + 30
    while True:
        try:
            httpx.get(f"http://127.0.0.1:{port}/livez")
            return
        except httpx.TransportError:
            if time.monotonic() > deadline:
                raise
            time.sleep(0.1)


@contextmanager
def stage() -> Iterator[Stage]:
    with (
        tempfile.TemporaryDirectory(prefix="inee-bench-") as folder,
        local_postgres.start(Path(folder)) as running,
    ):
        run.upgrade(running.owner_dsn)
        key, member = asyncio.run(_prepare(running.owner_dsn, running.app_dsn))
        yield Stage(running.app_dsn, key, member)


async def _prepare(owner_dsn: str, app_dsn: str) -> tuple[str, str]:
    owner = Database(owner_dsn)
    async with owner.transaction() as session:
        await rulebooks.publish(session)
    await owner.close()
    database = Database(app_dsn)
    await load(database, clock.today())
    async with database.transaction() as session:
        _, key = await clients.create(session, name="bench", permissions=["all"], by=service_client())
        one = await session.scalar(
            text("SELECT id::text FROM members WHERE status = 'active' ORDER BY id LIMIT 1")
        )
    await database.close()
    return key, str(one)
