"""The steps that several tests take, in the reader's language."""

from uuid import UUID

from playwright.async_api import Page, expect

from api.services import codes
from tests.browser.stage import PATIENCE, Network, settled, words
from tests.factories import Build

EMAIL = "amina@example.org"


async def some_spaces(build: Build) -> None:
    """One of each kind of answer: join now, by application, and not as a person."""
    working_group = await build.space("working_group", name="Advocacy Working Group")
    await build.space("task_team", name="Gender Task Team")
    await build.space("language_community", name="Arabic Language Community", language="ar")
    await build.space("reference_group", name="Review Reference Group", supports=[working_group])


async def a_member(network: Network) -> UUID:
    """Amina, and spaces that she may and may not join."""
    async with network.building() as build:
        await some_spaces(build)
        return (await build.member("أمينة Diallo", email=EMAIL, languages=["ar", "fr"])).id


async def ask_for_code(page: Page, path: str, press: str) -> str:
    """Press the button that asks for a code; what a reader of the mailbox would then know."""
    async with page.expect_response(lambda answer: answer.url.endswith(path)) as waiting:
        await page.get_by_role("button", name=press, exact=True).click()
    return codes.code(UUID((await (await waiting.value).json())["id"]))


async def sign_in_by_code(page: Page, language: str, email: str = EMAIL) -> None:
    """On the sign-in page. The code is pasted as mail programs show it, in two halves."""
    said = words(language)["sign_in"]
    await page.get_by_role("textbox", name=said["email"]).fill(email)
    code = await ask_for_code(page, "/v1/sign-in-codes", said["send"])
    await page.get_by_label(said["code"]).fill(f"{code[:4]} {code[4:]}")
    await page.get_by_role("main").get_by_role("button", name=said["submit"], exact=True).click()


async def arrived(page: Page, heading: str) -> None:
    await expect(page.get_by_role("heading", level=1, name=heading, exact=True)).to_be_visible(
        timeout=PATIENCE
    )
    await settled(page)
