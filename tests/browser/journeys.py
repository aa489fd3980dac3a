"""Words on buttons in two languages, and the steps that several tests take."""

from uuid import UUID

from playwright.async_api import Page, expect

from tests.browser.stage import PATIENCE, Network, code_for, settled
from tests.factories import Build


async def some_spaces(build: Build) -> None:
    """One of each kind of answer: join now, by application, and not as a person."""
    working_group = await build.space("working_group", name="Advocacy Working Group")
    await build.space("task_team", name="Gender Task Team")
    await build.space("language_community", name="Arabic Language Community", language="ar")
    await build.space("reference_group", name="Review Reference Group", supports=[working_group])


async def a_member(network: Network, email: str = "amina@example.org") -> UUID:
    async with network.api.building() as build:
        await some_spaces(build)
        return (await build.member("أمينة Diallo", email=email)).id


async def sign_in_by_code(page: Page, email: str, words: dict[str, str]) -> None:
    """On the sign-in page, with the keyboard and mouse of somebody who reads these words."""
    await page.get_by_label(words["email"]).fill(email)
    code = await code_for(page, "/v1/sign-in-codes", words["send"])
    await page.get_by_label(words["code"]).fill(f"{code[:4]} {code[4:]}")
    await page.get_by_role("button", name=words["submit"], exact=True).click()


async def arrived(page: Page, heading: str) -> None:
    await expect(page.get_by_role("heading", level=1, name=heading)).to_be_visible(timeout=PATIENCE)
    await settled(page)
