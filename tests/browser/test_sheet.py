"""The cheat sheet on screen: the published table, and the rule behind each cell."""

import pytest
from playwright.async_api import Page, expect

from tests.browser.journeys import arrived
from tests.browser.stage import Network, settled, words

TICKS = {
    "institutional_membership": "1111..",
    "individual_membership": "...111",
    "open_to_wg_members_only": "111...",
    "open_to_all_members": "...111",
    "application_needed": "11111.",
}


async def said_in(page: Page, row: str) -> list[str]:
    """The six cells of a row, as a screen reader says them."""
    line = page.get_by_role("row").filter(has=page.get_by_role("rowheader", name=row, exact=True))
    return [text.strip() for text in await line.get_by_role("cell").all_inner_texts()]


@pytest.mark.rule("S39")
async def test_the_table_is_the_published_one(network: Network) -> None:
    page = await network.page()
    await page.goto("/")
    await settled(page)
    rows = words("en")["cheat_sheet"]["rows"]
    for row, ticks in TICKS.items():
        assert await said_in(page, rows[row]) == ["Yes" if tick == "1" else "No" for tick in ticks], row
    sizes = ["10–30", "5–10", "10–15", "10–25", "10–25", "Unlimited"]
    assert await said_in(page, rows["average_members"]) == sizes
    tasks, interest = "Until completion of tasks", "Based on members' interest"
    assert await said_in(page, rows["duration"]) == ["3 years"] * 2 + [tasks] * 2 + [interest, "Unlimited"]


async def test_a_cell_has_an_address_and_gives_the_focus_back(network: Network) -> None:
    page = await network.page()
    await page.goto("/cheat-sheet?cell=task_team.application_needed")
    rule = page.get_by_role("dialog", name="Task Team: Application needed")
    await expect(rule).to_contain_text("The network's own sentence (S32)")
    await expect(rule.locator("blockquote").first).to_have_attribute("lang", "en")
    await page.keyboard.press("Escape")
    await expect(rule).to_have_count(0)
    assert page.url.endswith("/cheat-sheet")
    cell = page.get_by_role("row", name="Duration").get_by_role("button").first
    await cell.press("Enter")
    await expect(page).to_have_url(f"{network.stage.pages}/cheat-sheet?cell=working_group.duration")
    await page.go_back()
    await expect(page.get_by_role("dialog")).to_have_count(0)


@pytest.mark.parametrize("language", ["en", "ar"])
async def test_every_rule_is_told_in_words_and_never_in_codes(network: Network, language: str) -> None:
    page = await network.page(language)
    for column in ("working_group", "workstream", "collaborative", "reference_group", "task_team"):
        await page.goto(f"/cheat-sheet?cell={column}")
        rule = page.get_by_role("dialog")
        await expect(rule.get_by_text(words(language)["rules"]["leaders"]["label"])).to_be_visible()
        text = await rule.inner_text()
        assert "_" not in text and "rules." not in text, column


async def test_another_language_turns_the_page_round_without_loading_it_again(network: Network) -> None:
    page = await network.page()
    await page.goto("/")
    await settled(page)
    await page.evaluate("() => { window.same = true }")
    await page.get_by_label("Language").select_option("ar")
    await arrived(page, words("ar")["cheat_sheet"]["title"])
    root = page.locator("html")
    await expect(root).to_have_attribute("dir", "rtl")
    await expect(root).to_have_attribute("lang", "ar")
    assert await page.evaluate("() => window.same")
    await page.reload()
    await arrived(page, words("ar")["cheat_sheet"]["title"])


async def test_an_address_that_leads_nowhere_says_so(network: Network) -> None:
    page = await network.page("fr")
    await page.goto("/nowhere")
    await arrived(page, words("fr")["not_found"]["title"])
    await page.get_by_role("main").get_by_role("link").click()
    await arrived(page, words("fr")["cheat_sheet"]["title"])


async def test_the_page_does_not_widen_beyond_a_phone(network: Network) -> None:
    for language in ("en", "ar"):
        page = await network.page(language, "phone")
        await page.goto("/")
        await settled(page)
        assert await page.evaluate("() => document.scrollingElement.scrollWidth") <= 390
