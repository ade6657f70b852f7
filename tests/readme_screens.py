"""Makes the README's three pictures: `python -m tests.readme_screens`, with Chromium installed.

Bent, who does not read, has got his question; Mette follows up on what Alma said today; Lis looks at the house.
"""

import asyncio
import tempfile
from pathlib import Path

from playwright.async_api import expect

from tests.browser import chromium
from tests.demo_stage import NARROW, House, Phone, da, started_demo

FOLDER = Path(__file__).parents[1] / "docs"
HEIGHT = 1130  # pixels, for a whole card above the keys


async def take() -> None:
    """Takes the pictures, each of one phone on a narrow screen."""
    with tempfile.TemporaryDirectory() as folder:
        async with chromium() as browser, started_demo(browser, Path(folder)) as demo:
            async with demo.opened(NARROW, HEIGHT) as house:
                await house.page.get_by_test_id("more-pictures").click()
                await house.page.get_by_test_id("guide-close").click()
                await expect(house.borger.button("🔊")).to_be_visible()
                await _shot(house, house.borger, "borger")
            async with demo.opened(NARROW, HEIGHT) as house:
                await _follows_up(house)
                await _shot(house, house.staff, "contact-person")
                await house.page.get_by_test_id("tab-leader").click()
                await _shot(house, house.leader, "leader")


async def _follows_up(house: House) -> None:
    """Alma says how she is, and Mette what she will do."""
    alma, mette = house.borger, house.staff
    await alma.answers("🙁", "😐", "🔋", da("Nobody"), da("Being outside"))
    await alma.writes("Jeg savner min søster. Kan vi ringe til hende?")
    await alma.answers(da("Done"))
    await house.page.get_by_test_id("jump").click()
    await house.page.get_by_test_id("tab-staff").click()
    await mette.sees(da("News"), "Alma")
    await mette.answers("Alma")
    await mette.taps(da("I follow up"))
    await mette.sees(da("What will you do?"))
    await mette.answers(da("I will talk with you about it."))
    await mette.sees(da("By when?"))
    await mette.answers(da("Today"))
    await mette.sees(da("{name} gets it at once.", name="Alma"))


async def _shot(house: House, phone: Phone, name: str) -> None:
    await expect(phone.newest).to_be_in_viewport()
    await house.page.mouse.move(0, 0)
    await house.page.evaluate("Promise.all(document.getAnimations().map(one => one.finished))")
    await phone.column.locator(".phone").screenshot(path=FOLDER / f"screen-{name}.png")


if __name__ == "__main__":
    asyncio.run(take())
