"""The demo as its tests use it: started once by its command, opened in Chromium, its phones tapped and read."""

from __future__ import annotations

import asyncio
import os
import re
import signal
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pytest
import pytest_asyncio
from playwright.async_api import Browser, FilePayload, Locator, Page, expect

from dialogs.text import T, TextValue
from locales.texts import load_texts

COMMAND = (sys.executable, "-c", "from bot.cli import main; main()", "demo", "--port", "0")
UP_WITHIN, DOWN_WITHIN = 120, 20  # seconds; a slow machine is no failure
PATIENCE = 30_000  # milliseconds for what may take long, as moving the clock; a slow machine is no failure
MOST_JUMPS = 40
WIDE, NARROW = 1440, 390  # pixels
_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_DANISH = load_texts()["da"]
# The page makes a message anew when anything of it changes: a mark on the old one is gone then.
_MARKED = "item => (item.dataset.before = String(performance.now()))"


def da(words: str, **values: TextValue) -> str:
    """The Danish for a message id."""
    return _DANISH.say(T(words, **values))


@dataclass(frozen=True)
class Phone:
    """One of the three phones on the page."""

    column: Locator

    async def is_of(self, name: str) -> Phone:
        """Shows this person's phone."""
        await self.comes_up()
        chosen = self.column.locator("option:checked")
        options = self.column.locator("option")
        label = await options.filter(has_text=re.compile(rf"^{re.escape(name)}( · nyt)?$")).text_content()
        await self.column.get_by_test_id("person-select").select_option(label=label)
        await expect(chosen).to_have_text(name)
        await expect(self.column.get_by_test_id("message").first).to_be_attached()
        return self

    @property
    def newest(self) -> Locator:
        return self.column.get_by_test_id("message").last

    def message(self, *words: str) -> Locator:
        """The newest message with all these words."""
        found = self.column.get_by_test_id("message")
        for word in words:
            found = found.filter(has_text=word)
        return found.last

    def button(self, label: str, on: Locator | None = None) -> Locator:
        """The newest button whose words end in these, or that has this sign."""
        whole = re.compile(rf"(^|[\s✓]){re.escape(label)}{'$' if label[0].isalnum() else '( |$)'}")
        return (on or self.column).get_by_test_id("inline-button").filter(has_text=whole).last

    async def taps(self, *labels: str, on: Locator | None = None) -> None:
        """Taps buttons, and waits each time until the bot has answered the tap."""
        await self.comes_up()
        for label in labels:
            button = self.button(label, on)
            if on is None:  # what is asked last must be there to be tapped; an older message is looked for
                await expect(button).to_be_in_viewport()
            await button.click()
            await self.rests()

    async def answers(self, *labels: str) -> None:
        """Taps buttons of the newest message, and waits each time until it has become another. What stands on another
        page of it is looked for there."""
        await self.comes_up()
        for label in labels:
            await self._turns_pages_for(label)
            await expect(self.button(label, self.newest)).to_be_visible()
            await self._changes(self.button(label, self.newest))

    async def _turns_pages_for(self, label: str) -> None:
        button = self.button(label, self.newest)
        arrow = self.newest.get_by_test_id("inline-button").filter(has_text=re.compile("➡️[●○✓0-9]"))
        await expect(button.or_(arrow).first).to_be_visible()
        for _ in range(9):
            if await button.count() or not await arrow.count():
                return
            await self._changes(arrow)

    async def _changes(self, button: Locator) -> None:
        """Taps a button, and waits until the newest message has become another."""
        mark = await self.newest.evaluate(_MARKED)
        await button.click()
        await self.rests()
        await expect(self.newest).not_to_have_attribute("data-before", mark)

    async def rests(self) -> None:
        """Waits until no tap is on its way."""
        await expect(self.column.locator("[aria-busy]")).to_have_count(0)

    async def comes_up(self) -> None:
        """On a narrow screen one phone shows at a time: it is chosen by its tab."""
        if not await self.column.is_visible():
            role = (await self.column.get_attribute("data-testid") or "").removeprefix("phone-")
            await self.column.page.get_by_test_id(f"tab-{role}").click()

    async def presses(self, label: str) -> None:
        await self.comes_up()
        await self.column.get_by_test_id("reply-button").filter(has_text=label).click()

    async def writes(self, words: str) -> None:
        await self.comes_up()
        await self.column.get_by_test_id("composer").fill(words)
        await self._changes(self.column.get_by_test_id("send"))

    async def sends_photo(self, picture: bytes) -> None:
        file = FilePayload(name="foto.png", mimeType="image/png", buffer=picture)
        await self.column.get_by_test_id("photo-file").set_input_files(file)

    async def sees(self, *words: str) -> None:
        """Waits until the newest message has all these words."""
        for word in words:
            await expect(self.newest).to_contain_text(word)


def before(time: str, minutes: int) -> str:
    """The time so many minutes before another."""
    hours, over = time.split(".")
    return _written(60 * int(hours) + int(over) - minutes)


def _written(minutes: int) -> str:
    return f"{minutes // 60}.{minutes % 60:02}"


@dataclass(frozen=True)
class House:
    """The page with its three phones and its clock."""

    page: Page
    borger: Phone
    staff: Phone
    leader: Phone

    async def minutes(self) -> int:
        """What the demo's clock says, in minutes since midnight."""
        found = re.search(r"kl\. (\d\d)\.(\d\d)", await self.page.get_by_test_id("clock").inner_text())
        assert found
        return 60 * int(found[1]) + int(found[2])

    async def in_a_while(self, minutes: int) -> str:
        """The time in some minutes from now, as it is written: "17.05"."""
        return _written(await self.minutes() + minutes)

    async def next_event(self) -> str:
        """What the page says comes next; asked for anew, for the page looks only now and then."""
        response = await self.page.request.get("/demo")
        return str((await response.json())["next_event"])

    async def jumps_to(self, time: str) -> None:
        """Taps on from event to event, until what came at this time has come."""
        for _ in range(MOST_JUMPS):
            there = f"kl. {time:0>5}:" in await self.next_event()
            await self.page.get_by_test_id("jump").click()
            await expect(self.page.get_by_test_id("forward")).to_be_enabled(timeout=PATIENCE)
            if there:
                return
        raise AssertionError(f"nothing comes at {time}")

    async def restarts(self) -> None:
        """Kills the bot and starts it again."""
        if not await self.page.get_by_test_id("restart").is_visible():
            await self.page.get_by_test_id("technical").click()
        await self.page.get_by_test_id("restart").click()
        await expect(self.page.get_by_test_id("status")).to_have_text("Botten er tændt igen.")

    async def asks_soon(self, name: str, dialog: str) -> None:
        """Whoever has the staff's phone agrees with a borger on a time for these questions, and it comes."""
        at = await self.in_a_while(6)
        await self.staff.presses(da("Borgere"))
        await self.staff.answers(name, da("Settings"), da("Methods"), dialog, da("Yes"))
        await self.staff.answers(da("Yes, at fixed times"), da("Every day"))
        await self.staff.writes(at)
        await self.staff.answers(da("4 hours"))
        await self.staff.sees(da("That is saved."))
        await self.jumps_to(at)


@dataclass
class Demo:
    """The running demo. Errors on any of its pages end up in `problems`."""

    browser: Browser
    address: str
    problems: list[str] = field(default_factory=list)

    @asynccontextmanager
    async def opened(self, width: int = WIDE, height: int = 900) -> AsyncIterator[House]:
        """The page at its beginning, whatever has happened in the house until now."""
        page = await self.browser.new_page(
            base_url=self.address, viewport={"width": width, "height": height}, reduced_motion="reduce"
        )
        page.set_default_timeout(PATIENCE)
        page.on("pageerror", lambda error: self.problems.append(str(error)))
        assert (await page.request.post("/demo/anew")).ok
        await page.goto("/")
        phones = [Phone(page.get_by_test_id(f"phone-{role}")) for role in ("borger", "staff", "leader")]
        for phone in phones:
            await expect(phone.newest).to_be_attached()
        yield House(page, *phones)
        await page.close()


@asynccontextmanager
async def _running(folder: Path) -> AsyncIterator[str]:
    """The demo's address, from the one line it prints. Ctrl-C must end it cleanly and leave nothing behind."""
    folder.mkdir()
    clean = {name: value for name, value in os.environ.items() if not name.startswith("TRIVSELSBOT_")}
    pipe = asyncio.subprocess.PIPE
    process = await asyncio.create_subprocess_exec(
        *COMMAND, stdout=pipe, stderr=pipe, env={**clean, "TMPDIR": str(folder)}
    )
    assert process.stdout is not None
    try:
        line = await asyncio.wait_for(process.stdout.readline(), UP_WITHIN)
        found = re.search(rb"http://127\.0\.0\.1:\d+", line)
        assert found, line or (await process.communicate())[1]
        yield found[0].decode()
        assert list(folder.iterdir())  # the house lives there until the end
        process.send_signal(signal.SIGINT)
        rest, errors = await asyncio.wait_for(process.communicate(), DOWN_WITHIN)
        assert (process.returncode, rest, errors) == (0, b"", b""), errors.decode()
        assert not list(folder.iterdir())
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()


@asynccontextmanager
async def started_demo(browser: Browser, folder: Path) -> AsyncIterator[Demo]:
    """A demo, ended in the end."""
    async with _running(folder / "tmp") as address:
        demo = Demo(browser, address)
        yield demo
    assert demo.problems == []


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def demo(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Demo]:
    """The demo that all its tests share; for each it begins anew."""
    async with started_demo(browser, tmp_path_factory.mktemp("demo")) as running:
        yield running


@pytest_asyncio.fixture(loop_scope="session")
async def page_of_house(demo: Demo) -> AsyncIterator[House]:
    """The demo's page at its beginning, on a wide screen."""
    async with demo.opened() as house:
        yield house
