"""In the demo, cards can be heard: the real voice, played by the page."""

from __future__ import annotations

import re

import pytest
from playwright.async_api import expect

from bot.telegram.spoken import ALOUD
from tests.demo_stage import House

pytestmark = [pytest.mark.asyncio(loop_scope="session"), pytest.mark.long]


async def test_bent_who_reads_pictures_hears_his_card(page_of_house: House) -> None:
    bent = await page_of_house.borger.is_of("Bent")
    before = await bent.message(ALOUD.text).get_attribute("data-id") or ""
    await bent.presses("🙂")
    await expect(bent.message(ALOUD.text)).not_to_have_attribute("data-id", before)
    await bent.answers(ALOUD.text)
    play = bent.newest.get_by_role("button", name=re.compile(r"Afspil talebesked, [2-9] sekunder"))
    await expect(play).to_be_visible()
    await play.click()
    await expect(bent.newest.get_by_role("button", name=re.compile("Stop talebesked"))).to_be_visible()
    await bent.message(ALOUD.text).get_by_test_id("inline-button").first.click()
    await expect(bent.newest.get_by_role("button", name=re.compile("talebesked"))).to_have_count(0)
    await expect(bent.button(ALOUD.text, bent.newest)).to_be_visible()
