"""A visitor's own method in the demo's house: the bot says what is wrong with it, or it is on Alma's phone."""

from __future__ import annotations

import re

import pytest
from playwright.async_api import expect

from tests.demo_stage import NARROW, Demo, House

pytestmark = [pytest.mark.asyncio(loop_scope="session"), pytest.mark.long]


async def test_it_is_checked_and_tried_and_tried_again(demo: Demo) -> None:
    async with demo.opened(NARROW, 844) as house:
        page, alma = house.page, house.borger
        await alma.is_of("Bent")
        await page.get_by_test_id("build").click()
        words, wrong = page.get_by_test_id("method-words"), page.get_by_test_id("method-wrong")
        await expect(words).to_have_value(re.compile("id: min_metode"))
        good = await words.input_value()
        await _is_tried(house, good.replace("kind: choice", "kind: wish"))
        await expect(wrong).to_contain_text(
            re.compile(r"Linje \d+, trinnet 'hvor', feltet 'kind': »wish« findes ikke. Vælg en af")
        )
        await expect(words).to_be_visible()
        await _is_tried(house, good)
        await expect(page.get_by_test_id("status")).to_have_text("Din metode er på Almas telefon.")
        await expect(words).to_be_hidden()
        await expect(alma.column.locator("option:checked")).to_have_text("Alma")
        await alma.sees("Hvordan var din pause?")
        await page.get_by_test_id("build").click()
        await expect(wrong).to_be_empty()
        await _is_tried(house, good.replace("din pause", "din kaffe"))
        await alma.sees("Hvordan var din kaffe?")
        await expect(alma.message("Hvordan var din pause?")).to_have_count(0)


async def _is_tried(house: House, method: str) -> None:
    await house.page.get_by_test_id("method-words").fill(method)
    await house.page.get_by_test_id("method-try").click()
