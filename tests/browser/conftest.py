"""A browser, the two servers, and a database of one's own for each test."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from playwright.async_api import Browser, async_playwright

from tests.browser.stage import FLAGS, Network, Stage, chromium, standing
from tests.harness import Server, committed


@pytest.fixture(scope="session")
async def browser() -> AsyncIterator[Browser]:
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=chromium(), args=FLAGS)
        yield browser
        await browser.close()


@pytest.fixture(scope="session")
async def stage() -> AsyncIterator[Stage]:
    async with standing() as stage:
        yield stage


@pytest.fixture
async def network(
    server: Server, stage: Stage, browser: Browser, pytestconfig: pytest.Config
) -> AsyncIterator[Network]:
    """`page = await network.page("ar")`; afterwards nothing may have gone wrong in it, and no other host been asked."""
    shots = pytestconfig.getoption("shots")
    async with committed(server, stage.app) as api:
        network = Network(stage, api, browser, Path(shots) if shots else None)
        yield network
        await network.close()
