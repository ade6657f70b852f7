"""The demo's page as a person uses it, in Chromium."""

from collections.abc import AsyncIterator
from pathlib import Path

import aiohttp
import pytest
import pytest_asyncio
from playwright.async_api import Browser, Locator, Page, ViewportSize, expect
from telegram import CopyTextButton, InlineKeyboardButton, InlineKeyboardMarkup

from bot.pictures.draw import draw
from tests.demo_page_stage import ALMA, BO, KAREN, KEYBOARD, LONE, NEW, SLEEP, DemoStage, demo_stage

pytestmark = [pytest.mark.asyncio(loop_scope="session"), pytest.mark.long]

LINK = "https://t.me/trivsel_demo_bot?start=Abc-123_x"


@pytest_asyncio.fixture(loop_scope="session")
async def on() -> AsyncIterator[DemoStage]:
    async with demo_stage() as prepared:
        yield prepared


@pytest_asyncio.fixture(loop_scope="session")
async def page(on: DemoStage, browser: Browser) -> AsyncIterator[Page]:
    """The page in a browser; errors on it fail the test."""
    errors: list[str] = []
    opened = await browser.new_page(viewport={"width": 1440, "height": 900})
    opened.set_default_timeout(10_000)
    opened.on("pageerror", lambda error: errors.append(str(error)))
    await opened.goto(on.sim.url)
    await expect(phone(opened, "borger").get_by_test_id("message")).to_have_count(1)
    yield opened
    await opened.close()
    assert errors == []


def phone(page: Page, role: str) -> Locator:
    return page.get_by_test_id(f"phone-{role}")


def key(phone: Locator, text: str) -> Locator:
    return phone.get_by_test_id("inline-button").filter(has_text=text)


async def test_a_card_is_answered(on: DemoStage, page: Page) -> None:
    alma = phone(page, "borger")
    await on.bot.asks(ALMA)
    card = alma.get_by_test_id("message").last
    await expect(card.locator("b")).to_have_text("sov")
    await expect(card.locator("i")).to_have_text("nat")
    await expect(card.get_by_test_id("inline-button")).to_have_count(7)
    await key(card, "Godt").focus()
    await page.keyboard.press("Enter")
    await expect(key(card, "Godt")).to_have_attribute("aria-busy", "true")
    await page.reload()  # the tap waits at the bot, not on the page
    await expect(key(card, "Godt")).to_have_attribute("aria-busy", "true")
    await key(card, "Godt").focus()
    on.bot.answers.set()
    await expect(card).to_contain_text("Hvor meget energi har du?")
    await expect(alma.get_by_test_id("toast")).to_have_text("Tak for svaret")
    await expect(key(card, "Meget")).to_be_focused()
    await expect(alma.locator("[aria-busy]")).to_have_count(0)
    await expect(alma.locator("[aria-live=polite]")).to_contain_text("Hvor meget energi har du?")
    assert await card.locator("img").evaluate("image => image.complete && image.naturalWidth") == 1000


async def test_a_person_sends_things(on: DemoStage, page: Page, tmp_path: Path) -> None:
    alma = phone(page, "borger")
    await on.bot.bot.send_message(ALMA, "Hej", reply_markup=KEYBOARD)
    await expect(alma.get_by_test_id("composer")).to_have_attribute("placeholder", "Tryk, eller skriv her")
    await alma.get_by_test_id("reply-button").filter(has_text="Min uge").click()
    await alma.get_by_test_id("composer").fill("Hej selv")
    await alma.get_by_test_id("send").click()
    await alma.get_by_test_id("voice").click()
    await expect(alma.get_by_role("button", name="Afspil talebesked, 3 sekunder")).to_be_visible()
    await alma.get_by_test_id("sticker").click()
    await expect(alma.get_by_role("img", name="Klistermærke")).to_be_visible()
    real, false = tmp_path / "kat.png", tmp_path / "noter.png"
    real.write_bytes(draw(SLEEP))
    false.write_bytes(b"no picture")
    await alma.get_by_test_id("photo-file").set_input_files(false)
    await expect(alma.get_by_test_id("toast")).to_have_text("Vælg et billede i PNG eller JPEG.")
    await alma.get_by_test_id("photo-file").set_input_files(real)
    await expect(alma.locator(".photo img")).to_be_visible()
    await on.sim.settles()
    assert on.bot.heard == ["📅 Min uge", "Hej selv", "voice", "sticker", "photo"]
    voice = next(message.voice for message in on.sim.user(ALMA).messages if message.voice)
    assert on.sim.file_bytes(voice).startswith(b"OggS")
    await alma.get_by_test_id("keys").click()
    await expect(alma.get_by_test_id("reply-button").first).to_be_hidden()


async def test_the_clock_is_moved_and_the_bot_restarted(on: DemoStage, page: Page) -> None:
    clock = page.get_by_test_id("clock")
    await expect(clock).to_have_text("søndag den 22. november kl. 16.58")
    await expect(page.get_by_test_id("next-event")).to_contain_text("spørgsmål til Alma")
    await page.get_by_test_id("jump").click()
    await expect(clock).to_have_text("søndag den 22. november kl. 17.00")
    await expect(page.get_by_test_id("jump")).to_be_disabled()
    await page.get_by_test_id("forward").click()
    await expect(clock).to_have_text("søndag den 22. november kl. 18.00")
    await page.get_by_test_id("technical").click()
    await page.get_by_test_id("restart").click()
    await expect(page.get_by_test_id("status")).to_have_text("Botten er tændt igen.")
    assert on.house.restarts == 1
    await on.bot.bot.send_message(KAREN, "Godaften")
    await expect(phone(page, "staff").get_by_test_id("message").last).to_contain_text("18.00")


async def test_it_begins_anew(on: DemoStage, page: Page) -> None:
    await on.bot.bot.send_message(KAREN, "Godaften")
    await page.get_by_test_id("person-select").first.select_option(str(BO))
    await page.get_by_test_id("anew").click()
    await expect(page.get_by_test_id("person-select").first).to_have_value(str(ALMA))  # the page was loaded anew
    await expect(page.get_by_test_id("status")).to_have_text("")


async def test_a_picture_is_enlarged_in_the_middle(on: DemoStage, page: Page) -> None:
    await on.bot.asks(ALMA)
    for width, height in ((1440, 900), (390, 844)):
        await page.set_viewport_size(ViewportSize(width=width, height=height))
        await phone(page, "borger").get_by_role("button", name="Billede. Vis det stort").click()
        large = page.locator("dialog.large")
        await expect(large).to_be_visible()
        box = await large.bounding_box()
        assert box
        assert abs(2 * box["x"] + box["width"] - width) < 2
        assert abs(2 * box["y"] + box["height"] - height) < 2
        await large.get_by_role("button", name="Luk").click()


async def test_an_invitation_opens_on_a_new_phone(on: DemoStage, page: Page) -> None:
    button = InlineKeyboardMarkup([[InlineKeyboardButton("Åbn", url=LINK)]])
    await on.bot.bot.send_message(LONE, f"Til Mia: {LINK}. Læs mere: https://example.org/a", reply_markup=button)
    leader, staff = phone(page, "leader"), phone(page, "staff")
    await leader.get_by_test_id("message").get_by_role("button", name=LINK).click()
    await expect(staff.get_by_test_id("message").last).to_contain_text("/start Abc-123_x")
    await expect(staff.get_by_test_id("person-select")).to_have_value(str(NEW))
    await expect(page.get_by_test_id("status")).to_have_text("Ny telefon: Mia, kontaktperson.")
    await key(leader, "Åbn").click()
    await expect(page.get_by_test_id("status")).to_contain_text("Linket kunne ikke åbnes")
    other = leader.get_by_role("link", name="https://example.org/a")
    assert await other.get_attribute("rel") == "noopener noreferrer"


async def test_a_button_copies_to_the_clipboard_and_says_so(on: DemoStage, page: Page) -> None:
    await page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    button = InlineKeyboardMarkup([[InlineKeyboardButton("Kopiér", copy_text=CopyTextButton("Alma: Humør"))]])
    await on.bot.bot.send_message(KAREN, "Nyt", reply_markup=button)
    staff = phone(page, "staff")
    await key(staff, "Kopiér").click()
    await expect(staff.locator(".toast")).to_have_text("Kopieret.")
    assert await page.evaluate("navigator.clipboard.readText()") == "Alma: Humør"
    await page.evaluate("() => { navigator.clipboard.writeText = () => Promise.reject() }")
    await key(staff, "Kopiér").click()
    await expect(staff.locator(".toast")).to_have_text("Browseren vil ikke kopiere.")


async def test_the_borger_phone_shows_another_borger(on: DemoStage, page: Page) -> None:
    await on.bot.bot.send_message(BO, "Hej <i>Bo</i>", parse_mode="HTML")
    borger = phone(page, "borger")
    await expect(borger.get_by_role("option", name="Bo · nyt")).to_be_attached()
    await borger.get_by_test_id("person-select").select_option(str(BO))
    await expect(borger.get_by_test_id("message").last).to_contain_text("Hej Bo")
    await expect(borger.get_by_role("option", name="Bo · nyt")).not_to_be_attached()


async def test_a_message_is_never_read_as_html(on: DemoStage, page: Page) -> None:
    nasty = '<img src=x onerror="document.title=1"> javascript:alert(1)'
    on.sim.user(ALMA).sends(nasty)
    entities = '[{"type": "text_link", "offset": 0, "length": 4, "url": "javascript:alert(1)"}]'
    sent = {"chat_id": str(ALMA), "text": "Klik", "entities": entities}
    async with (
        aiohttp.ClientSession() as session,
        session.post(f"{on.sim.url}/bot{on.sim.token}/sendMessage", data=sent) as r,
    ):
        assert r.status == 200
    messages = phone(page, "borger").get_by_test_id("message")
    await expect(messages.last).to_contain_text("Klik")
    await expect(messages.nth(1)).to_contain_text(nasty)
    assert await messages.locator("img, a").count() == 0


async def test_the_chat_stays_where_the_reader_is(on: DemoStage, page: Page) -> None:
    for number in range(25):
        await on.bot.bot.send_message(ALMA, f"Besked {number}")
    alma = phone(page, "borger")
    newest = alma.get_by_test_id("message").last
    await expect(newest).to_contain_text("Besked 24")
    await expect(newest).to_be_in_viewport()
    await alma.locator(".scroller").hover()
    await page.mouse.wheel(0, -600)
    down = alma.get_by_role("button", name="Gå til det nyeste")
    await expect(down).to_be_visible()
    await on.bot.bot.send_message(ALMA, "Den nyeste")
    await expect(newest).to_contain_text("Den nyeste")
    await expect(newest).not_to_be_in_viewport()
    await down.click()
    await expect(newest).to_be_in_viewport()
    await expect(down).to_be_hidden()


async def test_a_lost_stream_is_made_up_for(on: DemoStage, page: Page) -> None:
    await page.route("**/sim/events", lambda route: route.abort())
    await page.reload()
    alma = phone(page, "borger").get_by_test_id("message")
    await expect(alma).to_have_count(1)
    await on.bot.bot.send_message(ALMA, "Kom frem alligevel")
    await expect(alma.last).to_contain_text("Kom frem alligevel")


async def test_a_blocked_bot_can_be_started_again(on: DemoStage, page: Page) -> None:
    alma = phone(page, "borger")
    on.sim.user(ALMA).blocks()
    await expect(alma.get_by_test_id("composer")).to_be_hidden()
    await alma.get_by_role("button", name="Genstart").click()
    await expect(alma.get_by_test_id("composer")).to_be_visible()
    assert not on.sim.user(ALMA).blocked


async def test_one_phone_at_a_time_on_a_narrow_screen(on: DemoStage, page: Page) -> None:
    await page.set_viewport_size({"width": 390, "height": 844})
    await expect(phone(page, "staff")).to_be_hidden()
    tab = page.get_by_test_id("tab-staff")
    await expect(tab).to_have_text("Kontaktperson")
    await on.bot.bot.send_message(KAREN, "Nyt fra Alma")
    await expect(page.get_by_role("button", name="Kontaktperson, 1 ny besked")).to_be_visible()
    gone = await on.bot.bot.send_message(KAREN, "Nyt fra Bo")
    await expect(page.get_by_role("button", name="Kontaktperson, 2 nye beskeder")).to_have_text("Kontaktperson2")
    await on.bot.bot.delete_message(KAREN, gone.message_id)
    await expect(page.get_by_role("button", name="Kontaktperson, 1 ny besked")).to_be_visible()
    await tab.click()
    await expect(page.get_by_role("button", name="Kontaktperson", exact=True)).to_have_text("Kontaktperson")
    await expect(phone(page, "staff").get_by_text("Nyt fra Alma").first).to_be_visible()
    await expect(phone(page, "borger")).to_be_hidden()
    assert await page.evaluate("document.documentElement.scrollWidth") == 390


async def test_a_document_has_its_name_and_can_be_saved(on: DemoStage, page: Page, tmp_path: Path) -> None:
    table = 'Dato;Svar\r\n2026-11-23;"sagde ""ja""; æøå"\r\n'.encode("utf-8-sig")
    await on.bot.bot.send_document(KAREN, table, filename="svar-a-2026-11-23.csv")
    link = phone(page, "staff").get_by_test_id("message").last.get_by_role("link", name="svar-a-2026-11-23.csv")
    async with page.expect_download() as begun:
        await link.click()
    saved = await begun.value
    assert saved.suggested_filename == "svar-a-2026-11-23.csv"
    await saved.save_as(tmp_path / "saved")
    assert (tmp_path / "saved").read_bytes() == table
