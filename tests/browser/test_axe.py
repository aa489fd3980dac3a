"""Every page in English and Arabic, light and dark, wide and on a phone: nothing that WCAG 2.2 AA forbids."""

from typing import Any, Literal

import pytest
from playwright.async_api import Page, expect

from tests.browser.journeys import a_member, arrived, ask_for_code, sign_in_by_code
from tests.browser.stage import PATIENCE, WIDTHS, Network, settled, violations, words

LANGUAGES = pytest.mark.parametrize("language", ["en", "ar"])
SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")


async def looked_at(network: Network, page: Page, name: str) -> None:
    """Axe in both schemes and widths, and a picture of each."""
    await settled(page)
    found: dict[str, Any] = {}
    for width, size in WIDTHS.items():
        await page.set_viewport_size(size)  # type: ignore[arg-type]
        for scheme in SCHEMES:
            await page.emulate_media(color_scheme=scheme)
            await expect(page.locator("html")).to_have_attribute("data-mantine-color-scheme", scheme)
            await network.shoot(page, f"{name}-{width}-{scheme}")
            found[f"{name} {width} {scheme}"] = await violations(page)
    assert {place: told for place, told in found.items() if told} == {}


@LANGUAGES
@pytest.mark.parametrize(
    ("name", "path"),
    [
        ("sheet", "/cheat-sheet"),
        ("cell", "/cheat-sheet?cell=collaborative.duration"),
        ("public-join", "/join"),
        ("sign-in", "/sign-in?ended=true"),
        ("register", "/register"),
        ("not-found", "/nowhere"),
    ],
)
async def test_a_public_page_is_for_everybody(network: Network, language: str, name: str, path: str) -> None:
    page = await network.page(language)
    await page.goto(path)
    if name == "cell":
        await expect(page.get_by_role("dialog").locator("blockquote").first).to_be_visible(timeout=PATIENCE)
    await looked_at(network, page, f"{name}-{language}")


@LANGUAGES
async def test_signing_in_is_for_everybody(network: Network, language: str) -> None:
    await a_member(network)
    said = words(language)["sign_in"]
    page = await network.page(language)
    await page.goto("/sign-in")
    await page.get_by_role("tab", name=said["by_password"]).click()
    await looked_at(network, page, f"password-{language}")
    await page.get_by_role("tab", name=said["by_code"]).click()
    await page.get_by_role("textbox", name=said["email"]).fill("amina@example.org")
    await ask_for_code(page, "/v1/sign-in-codes", said["send"])
    await expect(page.get_by_label(said["code"])).to_be_visible(timeout=PATIENCE)
    await looked_at(network, page, f"code-{language}")


@LANGUAGES
async def test_a_members_own_pages_are_for_everybody(network: Network, language: str) -> None:
    await a_member(network)
    page = await network.page(language)
    await page.goto("/sign-in?from=/join")
    await sign_in_by_code(page, language)
    await arrived(page, words(language)["joining"]["title"])
    await looked_at(network, page, f"joining-{language}")
    await page.goto("/account")
    await arrived(page, words(language)["account"]["title"])
    await looked_at(network, page, f"my-account-{language}")


async def test_planted_faults_are_found(network: Network) -> None:
    """An eye that sees nothing would pass everything."""
    page = await network.page()
    await page.goto("/cheat-sheet")
    await settled(page)
    await page.evaluate(
        """() => {
          const main = document.querySelector("main");
          main.append(document.createElement("button"), document.createElement("img"));
          main.append(Object.assign(document.createElement("p"), { textContent: "faint", style: "color:#ccc" }));
          document.documentElement.lang = "";
        }"""
    )
    found = {told.split(":")[0] for told in await violations(page)}
    assert {"button-name", "image-alt", "color-contrast", "html-has-lang"} <= found
