"""The demo's first minute, as a visitor is guided through it: on a wide and on a narrow screen."""

from __future__ import annotations

import re

import pytest
from playwright.async_api import Locator, Page, expect

from tests.demo_stage import NARROW, WIDE, Demo, House, da

pytestmark = [pytest.mark.asyncio(loop_scope="session"), pytest.mark.long]

MOST_TAPS = 12
STOPS = 5
# Seconds: a word at 200 a minute, a tap where the ring is, and what the guide waits at each stop.
A_WORD, A_TAP, REST = 0.3, 1.2, 1.2
BEGINS = "it => it.getBoundingClientRect().top >= it.closest('.scroller').getBoundingClientRect().top"
CARD = """button => {
  const words = button.closest('.message')?.querySelector('.text').cloneNode(true);
  words?.querySelector('.stamp').remove();
  return words?.textContent ?? '';
}"""


class Guided:
    """A visitor who taps where the ring is."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.guide = page.get_by_test_id("guide")
        self.ringed = page.locator(".ringed")
        self.taps = 0
        self.read: dict[str, None] = {}

    async def is_told(self, words: str) -> None:
        await expect(self.guide).to_contain_text(words)

    async def taps_until(self, words: str) -> None:
        """Taps what has the ring, once on each card, until the guide says this."""
        for _ in range(MOST_TAPS):
            await expect(self.ringed).to_be_in_viewport()
            if words in await self.guide.inner_text():
                return
            await self.taps_the_ring()
        raise AssertionError(f"the guide does not come to {words!r}: {await self.guide.inner_text()}")

    async def taps_the_ring(self) -> None:
        await expect(self.page.get_by_test_id("ring")).to_be_visible()
        assert await self.page.evaluate("scrollY") == 0  # the page stays where it is
        said = await self.guide.inner_text()
        self.taps += 1
        self.read[await self.page.get_by_test_id("guide-text").inner_text()] = None
        self.read[await self.ringed.evaluate(CARD)] = None
        tapped = await self.ringed.element_handle()
        await self.ringed.click()
        await self.page.wait_for_function(  # the tap is answered: another button has the ring, or none, or it goes on
            "([tapped, said]) => !tapped.classList.contains('ringed')"
            " || document.getElementById('guide').innerText !== said",
            arg=[tapped, said],
        )

    async def goes_on(self, label: str) -> None:
        self.taps += 1
        self.read[await self.page.get_by_test_id("guide-text").inner_text()] = None
        await self.guide.get_by_role("button", name=label, exact=True).click()

    def seconds(self) -> float:
        """How long it takes whoever reads every word of it, the guide's and the cards'."""
        words = " ".join(self.read).split()
        return len(words) * A_WORD + self.taps * A_TAP + STOPS * REST


async def test_a_minute_that_goes_through_the_house_and_begins_anew(page_of_house: House) -> None:
    house = page_of_house
    await _has_one_fresh_card(house)
    await _is_guided(house, WIDE)
    await house.page.get_by_test_id("anew").click()
    await expect(house.page.get_by_test_id("clock")).to_contain_text("kl. 16.00")
    await expect(house.borger.newest).to_contain_text(da("How are you today?"))
    await _has_one_fresh_card(house)


async def test_a_minute_on_a_narrow_screen(demo: Demo) -> None:
    async with demo.opened(NARROW, 844) as house:
        await _is_guided(house, NARROW)


async def _has_one_fresh_card(house: House) -> None:
    """Under the words that bring the keys there is one card on each phone."""
    for phone in (house.borger, house.staff, house.leader):
        await expect(phone.column.get_by_test_id("message")).to_have_count(2)
        await expect(phone.newest.get_by_test_id("inline-button").first).to_be_attached()


async def _is_guided(house: House, width: int) -> None:
    visitor, show = Guided(house.page), house.page.get_by_test_id("show")
    promised = re.search(r"\((\d+) sek\.\)", await show.inner_text())
    await show.click()
    await visitor.is_told("1 af 5")
    await visitor.taps_until("2 af 5")
    await expect(house.staff.column).to_be_visible(visible=True)
    await visitor.taps_until("3 af 5")
    await visitor.taps_until("4 af 5")
    await visitor.taps_until("Alma får at vide")
    await house.borger.sees("Mette", da("I will talk with you about it."))
    await expect(house.borger.newest).to_be_in_viewport()
    await expect(house.staff.column).to_be_visible(visible=width == WIDE)
    await visitor.goes_on("Se lederens telefon")
    await visitor.is_told("5 af 5")
    await expect(visitor.ringed).to_contain_text(da("Overdue"))
    await visitor.taps_the_ring()
    await expect(visitor.guide).to_be_hidden()
    await expect(house.leader.newest).to_contain_text("Sanne")
    assert promised and visitor.seconds() <= int(promised[1])
    assert await house.page.evaluate("document.documentElement.scrollWidth") == width


async def test_it_is_left_in_the_middle(page_of_house: House) -> None:
    """By the keyboard alone: the ring's button is reached, another phone is chosen and found again, and Escape ends
    it."""
    house, page, visitor = page_of_house, page_of_house.page, Guided(page_of_house.page)
    await page.get_by_test_id("more-pictures").focus()
    await page.keyboard.press("Enter")
    await visitor.is_told("Bent læser ikke.")
    await expect(house.borger.column.locator("option:checked")).to_have_text("Bent")
    await expect(visitor.ringed).to_have_attribute("aria-describedby", "guide-text")
    await _find(page, visitor.ringed)
    await house.borger.is_of("Alma")
    await expect(visitor.ringed).to_have_attribute("data-testid", "person-select")
    await page.keyboard.press("Escape")
    await expect(visitor.guide).to_be_hidden()
    await expect(visitor.ringed).to_have_count(0)
    await expect(page.get_by_test_id("show")).to_be_focused()


async def _find(page: Page, ringed: Locator) -> None:
    await page.get_by_role("button", name="Gå til knappen med ringen").focus()
    await page.keyboard.press("Enter")
    await expect(ringed).to_be_focused()


async def test_a_night_in_which_somebody_is_needed(page_of_house: House) -> None:
    await _needs_somebody(page_of_house, WIDE)


async def test_a_night_on_a_narrow_screen(demo: Demo) -> None:
    async with demo.opened(NARROW, 844) as house:
        await _needs_somebody(house, NARROW)


async def _needs_somebody(house: House, width: int) -> None:
    """Alma reads who has been told, and whom she can call now and until when; the leader is told, for no staff are
    there, and what she answers is on Alma's phone. Mette, who is off, is left in peace."""
    visitor, alma, lis = Guided(house.page), house.borger, house.leader
    await house.page.get_by_test_id("more-night").click()
    await expect(house.page.get_by_test_id("clock")).to_contain_text("kl. 22.47")
    await visitor.taps_until("Alma ser, hvem")
    for words in ("Jeg har sagt det til Lis.", "igen i morgen kl. 7", "Ring 112", "87 65 43 21", "70 201 201"):
        await alma.sees(words)
    await expect(alma.newest).not_to_contain_text("12 34 56 78")  # the house's phone is not answered at night
    await _stands_whole(house, visitor, width)
    await visitor.goes_on("Se, hvem der får besked")
    await visitor.taps_until("Alma ser, hvad")
    await lis.sees("Alma")
    await alma.sees(da("{name} is calling you now.", name="Lis"))
    await _stands_whole(house, visitor, width)
    await visitor.guide.get_by_role("button", name="Luk").click()
    await expect(house.staff.message(da("{name} would like to talk with someone.", name="Alma"))).to_have_count(0)


async def _stands_whole(house: House, visitor: Guided, width: int) -> None:
    """The beginning of what has the ring is in sight, and the page has not moved beneath the visitor."""
    await expect(visitor.ringed).to_be_in_viewport()
    assert await visitor.ringed.evaluate(BEGINS)
    assert await house.page.evaluate("[scrollY, document.documentElement.scrollWidth]") == [0, width]
