"""Makes the README's picture, tests/demo.png: `python -m tests.screenshot`, with Chromium installed.

Alma has got her question, her contact person has followed up on what she said yesterday, the leader sees the house.
"""

import asyncio
import tempfile
from pathlib import Path

from playwright.async_api import expect

from tests.browser import chromium
from tests.demo_stage import started_demo

PICTURE = Path(__file__).with_name("demo.png")


async def take() -> None:
    """Takes the picture."""
    with tempfile.TemporaryDirectory() as folder:
        async with chromium() as browser, started_demo(browser, Path(folder)) as demo, demo.opened() as house:
            page, alma, mette = house.page, house.borger, house.staff
            await expect(alma.newest).to_be_visible()
            before = await alma.newest.text_content() or ""
            await page.get_by_test_id("jump").click()
            await expect(alma.newest).not_to_have_text(before)
            await expect(alma.newest.locator("img").first).to_be_visible()
            summary = mette.message("»Jeg vil gerne til byen og købe garn.«")
            await summary.evaluate("message => message.scrollIntoView({block: 'end', behavior: 'instant'})")
            await page.mouse.move(0, 0)
            await page.wait_for_function("document.getAnimations().every(a => a.playState !== 'running')")
            await page.screenshot(path=PICTURE)


if __name__ == "__main__":
    asyncio.run(take())
