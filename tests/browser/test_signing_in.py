"""Signing in on one origin with the API on the other: cookie, CORS and CSRF as a real browser keeps them."""

from uuid import UUID

import pytest
from playwright.async_api import Page, expect
from sqlalchemy import update

from api.models import PersonSession
from api.services import codes
from tests import signing
from tests.browser.journeys import EMAIL, a_member, arrived, ask_for_code, sign_in_by_code
from tests.browser.stage import PATIENCE, Network, settled, violations, words
from tests.days import NOW
from tests.harness import Api

LANGUAGES = pytest.mark.parametrize("language", ["en", "ar"])


async def end_all_sessions(api: Api) -> None:
    async with api.building() as build:
        await build.session.execute(update(PersonSession).values(ended_at=NOW))


@LANGUAGES
async def test_a_member_signs_in_with_a_code_sees_what_to_join_and_signs_out(
    network: Network, language: str
) -> None:
    await a_member(network)
    said = words(language)
    page = await network.page(language)
    await page.goto("/join")
    await settled(page)
    await page.get_by_role("main").get_by_role("link", name=said["sign_in"]["title"]).click()
    await sign_in_by_code(page, language)
    await arrived(page, said["joining"]["title"])
    ways = said["joining"]["ways"]
    now = page.get_by_role("region", name=ways["join"])
    await expect(now.get_by_role("heading", level=3)).to_have_text("Arabic Language Community")
    apply = page.get_by_role("region", name=ways["apply"])
    await expect(apply.get_by_role("heading", level=3)).to_have_text(
        ["Gender Task Team", "Review Reference Group"]
    )
    refused = page.get_by_role("region", name=ways["no"])
    await expect(refused).to_contain_text("Advocacy Working Group")
    await refused.locator("summary").first.click()
    await expect(refused.locator("blockquote").first).to_be_visible()
    await network.shoot(page, f"join-{language}")

    cookies = await page.context.cookies(network.stage.api)
    assert [(one["name"], one["httpOnly"], one["sameSite"]) for one in cookies] == [
        ("__Host-inee", True, "Strict")
    ]
    await page.get_by_role("link", name=said["nav"]["account"]).click()
    await arrived(page, said["account"]["title"])
    await expect(page.get_by_text(EMAIL)).to_be_visible()
    await network.shoot(page, f"account-{language}")
    await page.get_by_role("button", name=said["nav"]["sign_out"]).click()
    await arrived(page, said["cheat_sheet"]["title"])
    await expect(page.get_by_role("link", name=said["nav"]["sign_in"])).to_be_visible()
    assert await page.context.cookies(network.stage.api) == []


async def test_the_kinds_shown_are_part_of_the_address(network: Network) -> None:
    await a_member(network)
    page = await network.page()
    await page.goto("/sign-in?from=/join%3Ftype%3Dtask_team")
    await sign_in_by_code(page, "en")
    await expect(page.get_by_role("heading", level=3)).to_have_text("Gender Task Team")
    await page.get_by_label("Kind of space").select_option("language_community")
    await expect(page.get_by_role("heading", level=3)).to_have_text("Arabic Language Community")
    assert page.url.endswith("/join?type=language_community")


@LANGUAGES
async def test_staff_sign_in_with_password_and_second_factor(network: Network, language: str) -> None:
    async with network.building() as build:
        staff = await signing.enrolled(build)
    said = words(language)["sign_in"]
    page = await network.page(language)
    await page.goto("/sign-in?from=/account")
    await page.get_by_role("tab", name=said["by_password"]).click()
    await page.get_by_role("textbox", name=said["email"]).fill(staff.email)
    await page.locator("[autocomplete=current-password]").fill(signing.PASSWORD)
    await page.get_by_label(said["totp"]).fill("000000")
    press = page.get_by_role("main").get_by_role("button", name=said["submit"], exact=True)
    await press.click()
    await expect(page.get_by_role("alert")).to_be_focused(timeout=PATIENCE)
    assert await violations(page) == []
    await network.shoot(page, f"refused-{language}")
    await page.get_by_role("button", name=said["use_recovery"]).click()
    await page.get_by_label(said["recovery_code"]).fill(staff.recovery_codes[0])
    await press.click()
    await arrived(page, words(language)["account"]["title"])
    await expect(page.get_by_text(words(language)["account"]["method"]["password_totp"])).to_be_visible()


async def test_a_code_of_the_authenticator_signs_in(network: Network) -> None:
    async with network.building() as build:
        staff = await signing.enrolled(build)
    page = await network.page()
    await page.goto("/sign-in?from=/account")
    await page.get_by_role("tab", name="Password, for staff").click()
    await page.get_by_label("E-mail address").fill(staff.email)
    await page.locator("[autocomplete=current-password]").fill(signing.PASSWORD)
    await page.get_by_label("Code from your authenticator app").fill(staff.totp())
    await page.keyboard.press("Enter")
    await arrived(page, "My account")


async def test_a_person_registers_in_their_own_script(network: Network) -> None:
    said = words("ar")
    page = await network.page("ar", "phone")
    await page.goto("/register")
    form = said["register"]
    press = page.get_by_role("button", name=form["submit"])
    await press.click()
    await expect(page.get_by_label(form["name"])).to_be_focused()
    await expect(page.get_by_text(form["consent_missing"])).to_be_visible()
    assert await violations(page) == []
    await network.shoot(page, "register-refused-ar")
    await page.get_by_label(form["name"]).fill("نور")
    await page.get_by_label(form["email"]).fill("nour@example.org")
    await page.get_by_role("combobox", name=form["country"]).fill("لبنان")
    await page.get_by_role("option", name="لبنان").click()
    await page.get_by_label(form["consent"]).check()
    code = await ask_for_code(page, "/v1/registrations", form["submit"])
    await network.shoot(page, "register-code-ar")
    await page.get_by_label(said["sign_in"]["code"]).fill(code)
    await page.get_by_role("button", name=form["complete"]).click()
    await arrived(page, said["joining"]["title"])
    await page.get_by_role("link", name=said["nav"]["account"]).click()
    await expect(page.get_by_text("نور", exact=True)).to_be_visible(timeout=PATIENCE)


async def test_a_wrong_code_is_told_kindly_and_a_wrong_address_beside_its_field(network: Network) -> None:
    await a_member(network)
    page = await network.page()
    await page.goto("/sign-in")
    await page.get_by_label("E-mail address").fill("amina at example")
    await page.get_by_role("button", name="Send me a code").click()
    await expect(page.get_by_label("E-mail address")).to_be_focused(timeout=PATIENCE)
    await expect(page.get_by_label("E-mail address")).to_have_attribute("aria-invalid", "true")
    await page.get_by_label("E-mail address").fill(EMAIL)
    await ask_for_code(page, "/v1/sign-in-codes", "Send me a code")
    await page.get_by_label("Code of eight digits").fill("123")
    await page.keyboard.press("Enter")
    await expect(page.get_by_text("The code has eight digits.")).to_be_visible()
    await page.get_by_label("Code of eight digits").fill("1234 5678")
    await page.keyboard.press("Enter")
    await expect(page.get_by_role("alert")).to_be_focused(timeout=PATIENCE)
    await expect(page.get_by_role("button", name="Another code can be sent in")).to_be_disabled()


async def test_a_session_that_has_ended_leads_to_sign_in_and_back(network: Network) -> None:
    await a_member(network)
    page = await network.page()
    await page.goto("/sign-in?from=/cheat-sheet")
    await sign_in_by_code(page, "en")
    await arrived(page, "Network Spaces Cheat Sheet")
    await expect(page.get_by_role("link", name="My account")).to_be_visible()
    await end_all_sessions(network.api)
    await page.get_by_role("link", name="What may I join?").click()
    await arrived(page, "Sign in")
    await expect(page.get_by_text("Your session has ended")).to_be_visible()
    await sign_in_by_code(page, "en")
    await arrived(page, "What may I join?")


async def test_another_browser_is_signed_out_from_here(network: Network) -> None:
    await a_member(network)
    pages: list[Page] = []
    for _ in range(2):
        page = await network.page()
        await page.goto("/sign-in?from=/account")
        await sign_in_by_code(page, "en")
        await arrived(page, "My account")
        pages.append(page)
    there, here = pages
    await here.get_by_role("button", name="End the session of").click()
    await expect(here.get_by_text("1 session has been ended.")).to_be_visible(timeout=PATIENCE)
    await expect(here.get_by_role("button", name="End the session of")).to_have_count(0)
    await there.reload()
    await arrived(there, "Sign in")


async def test_signing_in_takes_a_keyboard_and_nothing_else(network: Network) -> None:
    await a_member(network)
    page = await network.page()
    await page.goto("/")
    await settled(page)
    await page.keyboard.press("Tab")
    await expect(page.get_by_role("link", name="Skip to the content")).to_be_focused()
    for _ in range(4):
        await page.keyboard.press("Tab")
    await expect(page.get_by_role("link", name="Sign in")).to_be_focused()
    await page.keyboard.press("Enter")
    await arrived(page, "Sign in")
    await expect(page.get_by_role("heading", level=1)).to_be_focused()
    for _ in range(2):
        await page.keyboard.press("Tab")
    await page.keyboard.type(EMAIL)
    async with page.expect_response("**/v1/sign-in-codes") as waiting:
        await page.keyboard.press("Enter")
    challenge = (await (await waiting.value).json())["id"]
    await expect(page.get_by_label("Code of eight digits")).to_be_focused()
    await page.keyboard.type(codes.code(UUID(challenge)))
    await page.keyboard.press("Enter")
    await expect(page.get_by_role("link", name="My account")).to_be_visible(timeout=PATIENCE)
