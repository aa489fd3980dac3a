"""`make bench`: GET one member and one list of members against R (docs: what is asked for is in README, Figures)."""

import asyncio
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import httpx
from rich.console import Console
from rich.table import Table
from sqlalchemy import text

from api import clock, local_postgres
from api.db import Database
from api.demo.load import load
from api.rules.permissions import Actor, Role
from api.services import clients, rulebooks
from bench.load import requests_a_second
from migrations import run

ROUNDS, SECONDS, CONNECTIONS = 7, 2.0, 8
API, PEER = 8311, 8312


@contextmanager
def serving(target: str, port: int, **environment: str) -> Iterator[None]:
    command = [sys.executable, "-m", "uvicorn", "--factory", target] if ":create" in target else [
        sys.executable, "-m", "uvicorn", target
    ]  # fmt: skip
    options = ["--host", "127.0.0.1", "--port", str(port), "--log-level", "warning", "--no-access-log"]
    server = subprocess.Popen([*command, *options], env={**os.environ, **environment}, stdout=subprocess.DEVNULL)
    try:
        deadline = time.monotonic() + 30
        while time.monotonic() < deadline:
            try:
                httpx.get(f"http://127.0.0.1:{port}/livez")
                break
            except httpx.ConnectError:
                time.sleep(0.1)
        yield
    finally:
        server.terminate()
        server.wait(10)


async def prepare(owner_dsn: str, app_dsn: str) -> tuple[str, str]:
    """The demo network, a service key and the id of one member."""
    owner = Database(owner_dsn)
    async with owner.transaction() as session:
        await rulebooks.publish(session)
    await owner.close()
    database = Database(app_dsn)
    await load(database, clock.today())
    async with database.transaction() as session:
        by = Actor(Role.service_client)
        _, key = await clients.create(session, name="bench", permissions=["all"], by=by)
        one = await session.scalar(text("SELECT id::text FROM members WHERE status = 'active' ORDER BY id LIMIT 1"))
    await database.close()
    return key, str(one)


async def measure(key: str, member: str) -> dict[str, list[float]]:
    ours = {"Authorization": f"Bearer {key}"}
    asked = {
        "R: one member, no auth": (PEER, f"/members/{member}", {}),
        "GET one member": (API, f"/v1/members/{member}", ours),
        "GET 50 members": (API, "/v1/members?limit=50", ours),
        "GET one space, public": (API, "/v1/spaces/advocacy", {}),
    }
    found: dict[str, list[float]] = {name: [] for name in asked}
    for _ in range(ROUNDS):
        for name, (port, path, headers) in asked.items():
            rate = await requests_a_second(port, path, headers, seconds=SECONDS, connections=CONNECTIONS)
            found[name].append(rate)
    return found


def show(found: dict[str, list[float]]) -> None:
    yardstick = statistics.median(next(iter(found.values())))
    table = Table("work", "requests/s", "min-max", "ratio to R", title=f"medians of {ROUNDS} rounds, 1 process each")
    for name, rates in found.items():
        middle = statistics.median(rates)
        table.add_row(name, f"{middle:,.0f}", f"{min(rates):,.0f}-{max(rates):,.0f}", f"{middle / yardstick:.2f}")
    Console(width=110).print(table)


def main() -> None:
    with ExitStack() as stack:
        folder = stack.enter_context(tempfile.TemporaryDirectory(prefix="inee-bench-"))
        running = stack.enter_context(local_postgres.start(Path(folder)))
        run.upgrade(running.owner_dsn)
        key, member = asyncio.run(prepare(running.owner_dsn, running.app_dsn))
        settings = {"INEE_DATABASE_URL": running.app_dsn, "BENCH_DSN": running.app_dsn}
        stack.enter_context(serving("api.main:create_app", API, **settings))
        stack.enter_context(serving("bench.peer:app", PEER, **settings))
        show(asyncio.run(measure(key, member)))


if __name__ == "__main__":
    main()
