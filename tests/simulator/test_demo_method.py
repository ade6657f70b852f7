"""A visitor's own method in the demo's house: the bot says what is wrong with it, or it is on Alma's phone."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.async_api import expect

from bot.clock import Clock
from bot.simulator import demo_page
from bot.simulator.demo_host import Demo
from bot.simulator.demo_house import BORGERE
from tests.browser import chromium
from tests.demo_page_stage import BO, demo_stage

pytestmark = pytest.mark.long

EXAMPLE = Path(demo_page.__file__).with_name("page") / "min_metode.yaml"


async def test_it_is_checked_and_tried_and_tried_again(tmp_path: Path) -> None:
    demo = Demo(str(tmp_path), Clock())
    await demo.sim.start()
    try:
        await demo.seed(demo.now())
        await demo.start()
        demo.opens()
        alma = demo.sim.user(BORGERE[0].user_id)
        alma.starts()
        await demo.settle()
        good = EXAMPLE.read_text("utf-8")
        with pytest.raises(ValueError, match=r"min_metode.yaml:\d+: .*there is no kind 'wish'"):
            await demo.try_method(good.replace("kind: choice", "kind: wish"))
        assert (await demo.try_method(good)).name == "Alma"
        await alma.waits_for("Hvordan var din pause?")
        await demo.try_method(good.replace("din pause", "din kaffe"))
        await alma.waits_for("Hvordan var din kaffe?")
        await demo.settle()
        assert not alma.sees("Hvordan var din pause?")
    finally:
        await demo.close()


async def test_what_is_wrong_stays_before_the_eyes_and_a_good_one_is_on_a_phone() -> None:
    async with demo_stage() as on, chromium() as browser:
        page = await browser.new_page(viewport={"width": 390, "height": 844})
        await page.goto(on.sim.url)
        await page.get_by_test_id("build").click()
        words = page.get_by_test_id("method-words")
        await expect(words).to_have_value(re.compile("id: min_metode"))
        good = await words.input_value()
        await words.fill("id: min_metode")
        await page.get_by_test_id("method-try").click()
        await expect(page.get_by_test_id("method-wrong")).to_contain_text("field 'steps': is missing")
        await words.fill(good)
        await page.get_by_test_id("method-try").click()
        await expect(page.get_by_test_id("status")).to_have_text("Din metode er på Bos telefon.")
        await expect(page.get_by_test_id("person-select").first).to_have_value(str(BO))
        await expect(words).to_be_hidden()
