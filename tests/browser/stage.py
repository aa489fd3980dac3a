"""A real browser on the real dashboard over the real API: what the fixtures of conftest.py are made of."""

import asyncio
import json
import re
import shutil
import socket
from collections.abc import AsyncIterator, Iterable, Iterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager, contextmanager
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
import uvicorn
from playwright.async_api import Browser, BrowserContext, Page, expect
from starlette.types import ASGIApp

from api import dashboard
from api.commands.dashboards import BUILD
from api.db import Database
from api.main import create_app
from api.settings import CHECKOUT, Settings
from tests.factories import Build
from tests.harness import Api

AXE = CHECKOUT / "frontend" / "node_modules" / "axe-core" / "axe.min.js"
STANDARD = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
PATIENCE = 20_000  # milliseconds: two cores, several browsers
WIDTHS = {"wide": {"width": 1280, "height": 800}, "phone": {"width": 390, "height": 844}}
FLAGS = (
    "--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking "
    "--disable-component-update --disable-sync"
).split()
NO_CHROMIUM = "No chromium: apt-get update && apt-get install -y chromium"
REFUSED = re.compile(r"Failed to load resource.*(401|403|404|422|429)")  # the page tells of it in its own way


LOCALES = CHECKOUT / "frontend" / "src" / "locales"


@cache
def words(language: str) -> dict[str, Any]:
    """What the dashboard says in this language: `words("ar")["sign_in"]["title"]`."""
    read: dict[str, Any] = json.loads((LOCALES / f"{language}.json").read_text(encoding="utf-8"))
    return read


def chromium() -> str:
    return shutil.which("chromium") or pytest.fail(NO_CHROMIUM)


@dataclass
class Stage:
    """API and dashboard on two ports of this machine; the API's database is set for each test."""

    api: str
    pages: str
    app: Any


@asynccontextmanager
async def standing() -> AsyncIterator[Stage]:
    if not dashboard.is_built():
        pytest.fail(f"The dashboard is not built: {BUILD}")
    ours, theirs = _listener(), _listener()
    api_port, port = ours.getsockname()[1], theirs.getsockname()[1]
    settings = Settings(port=api_port, dashboard_port=port)
    app = create_app(settings, database=Database("postgresql+asyncpg://nobody@/none"))
    async with _served(app, ours), _served(dashboard.create_app(settings, api_port), theirs):
        yield Stage(f"http://127.0.0.1:{api_port}", f"http://127.0.0.1:{port}", app)


def _listener() -> socket.socket:
    listener = socket.socket()
    listener.bind(("127.0.0.1", 0))
    return listener


class _Server(uvicorn.Server):
    """One that says when it listens, and leaves the run's signals alone."""

    def __init__(self, app: ASGIApp) -> None:
        super().__init__(
            uvicorn.Config(
                app, lifespan="off", log_config=None, access_log=False, timeout_graceful_shutdown=1
            )
        )
        self.ready = asyncio.Event()

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        self.ready.set()


@asynccontextmanager
async def _served(app: ASGIApp, listener: socket.socket) -> AsyncIterator[None]:
    server = _Server(app)
    task = asyncio.create_task(server.serve([listener]))
    await server.ready.wait()
    yield
    server.should_exit = True
    await task


@dataclass
class Network:
    """The dashboard as people meet it: `async with network.building() as build` for what is there, then pages."""

    stage: Stage
    api: Api
    browser: Browser
    shots: Path | None
    asked: set[str] = field(default_factory=set)
    wrong: list[str] = field(default_factory=list)
    contexts: list[BrowserContext] = field(default_factory=list)

    def building(self) -> AbstractAsyncContextManager[Build]:
        """Rows that are there, committed when the block ends."""
        return self.api.building()

    async def page(self, language: str = "en", width: str = "wide", scheme: Any = "light") -> Page:
        """A new browser of somebody who reads this language."""
        context = await self.browser.new_context(
            base_url=self.stage.pages,
            locale=language,
            viewport=WIDTHS[width],  # type: ignore[arg-type]
            color_scheme=scheme,
            reduced_motion="reduce",
        )
        context.set_default_timeout(PATIENCE)
        self.contexts.append(context)
        page = await context.new_page()
        page.on("request", lambda request: self.asked.add(urlsplit(request.url).netloc))
        page.on("pageerror", lambda error: self.wrong.append(str(error)))
        page.on("console", lambda message: self._heard(message.type, message.text))
        return page

    def _heard(self, kind: str, said: str) -> None:
        if kind == "error" and not REFUSED.search(said):
            self.wrong.append(said)

    async def shoot(self, page: Page, name: str) -> None:
        """A picture for people to look at, where `--shots` names a folder."""
        if self.shots:
            self.shots.mkdir(parents=True, exist_ok=True)
            await page.screenshot(path=self.shots / f"{name}.png", full_page=True)

    async def close(self) -> None:
        for context in self.contexts:
            await context.close()
        hosts = {urlsplit(address).netloc for address in (self.stage.api, self.stage.pages)}
        assert {host for host in self.asked if host} <= hosts, "the page asked another host"
        assert self.wrong == []


async def settled(page: Page) -> None:
    """The page is there, and nothing of it is still on its way."""
    await expect(page.locator("h1")).to_be_visible(timeout=PATIENCE)
    await expect(page.locator(".mantine-Skeleton-root")).to_have_count(0, timeout=PATIENCE)


async def violations(page: Page) -> list[str]:
    """What axe-core finds wrong, WCAG 2.2 AA and best practice: rule, and where."""
    if not await page.evaluate("() => 'axe' in window"):
        await page.evaluate(AXE.read_text(encoding="utf-8"))
    found = await page.evaluate(
        "tags => axe.run(document, {runOnly: tags, resultTypes: ['violations']}).then(r => r.violations)",
        STANDARD,
    )
    return [f"{one['id']}: {_places(one['nodes'])}" for one in found]


def _places(nodes: Iterable[dict[str, Any]]) -> str:
    return "; ".join(f"{node['html'][:160]} {node.get('failureSummary', '')[:200]}" for node in nodes)
