"""`trivselsbot demo` as a visitor meets it: started by its command, used in Chromium by tapping, ended with Ctrl-C."""

import asyncio
import os
import re
import signal
import socket
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from playwright.async_api import Locator, Page, expect

from bot.simulator.demo import free_port
from dialogs.text import T
from locales.texts import load_texts
from tests.browser import chromium

DANISH = load_texts()["da"]
COMMAND = (sys.executable, "-c", "from bot.cli import main; main()", "demo", "--port", "0")
UP_WITHIN, DOWN_WITHIN = 40, 10  # seconds; a slow machine is no failure


def da(words: str) -> str:
    """The Danish for a message id."""
    return DANISH.say(T(words))


@dataclass(frozen=True)
class Phone:
    """One phone on the page."""

    column: Locator

    @property
    def newest(self) -> Locator:
        return self.column.get_by_test_id("message").last

    def message(self, words: str) -> Locator:
        """The newest message with these words."""
        return self.column.get_by_test_id("message").filter(has_text=words).last

    async def taps(self, label: str, on: Locator | None = None) -> None:
        """Taps the button whose text has this as a word or sign, and waits until the bot has answered the tap."""
        whole = re.compile(rf"(^|\s){re.escape(label)}(\s|$)")
        button = (on or self.column).get_by_test_id("inline-button").filter(has_text=whole).last
        await expect(button).to_be_in_viewport()
        await button.click()
        await expect(self.column.locator("[aria-busy]")).to_have_count(0)

    async def answers(self, label: str) -> None:
        """Taps a button of the newest message, and waits until it has become another."""
        before = await self.newest.text_content() or ""
        await self.taps(label, on=self.newest)
        await expect(self.newest).not_to_have_text(before)

    async def presses(self, label: str) -> None:
        await self.column.get_by_test_id("reply-button").filter(has_text=label).click()

    async def writes(self, words: str) -> None:
        await self.column.get_by_test_id("composer").fill(words)
        await self.column.get_by_test_id("send").click()

    async def sees(self, *words: str) -> None:
        """Waits until the newest message has all these words."""
        for word in words:
            await expect(self.newest).to_contain_text(word)


@asynccontextmanager
async def running_demo(folder: Path) -> AsyncIterator[str]:
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
async def opened_demo(folder: Path) -> AsyncIterator[Page]:
    """The demo's page in a browser; errors on it fail the test."""
    problems: list[str] = []
    async with chromium() as browser, running_demo(folder / "tmp") as address:
        page = await browser.new_page(viewport={"width": 1440, "height": 900}, reduced_motion="reduce")
        page.set_default_timeout(10_000)
        page.on("pageerror", lambda error: problems.append(str(error)))
        await page.goto(address)
        yield page
        await page.close()
    assert problems == []


def phones(page: Page) -> tuple[Phone, Phone, Phone]:
    """The borger's, the contact person's and the leader's."""
    borger, staff, leader = (Phone(page.get_by_test_id(f"phone-{role}")) for role in ("borger", "staff", "leader"))
    return borger, staff, leader


async def test_a_day_in_the_house(tmp_path: Path) -> None:
    async with opened_demo(tmp_path) as page:
        borger, staff, leader = phones(page)
        await expect(leader.newest).to_contain_text(": 6")  # a house full of borgere from the start
        await page.screenshot(path=tmp_path / "start.png")
        await _answers_a_check_in(page, borger)
        await page.screenshot(path=tmp_path / "answered.png")
        await _follows_up(page, borger, staff)
        await page.screenshot(path=tmp_path / "followed-up.png")
        await _takes_a_call(borger, staff)
        await _a_newcomer_joins(page, borger, staff)
        await page.screenshot(path=tmp_path / "joined.png")


async def _answers_a_check_in(page: Page, alma: Phone) -> None:
    """The clock jumps to 16.00; Alma taps her way through, and nothing is lost when the bot is killed half-way."""
    await expect(page.get_by_test_id("next-event")).to_contain_text("16.00: spørgsmål til Alma")
    await page.get_by_test_id("jump").click()
    await expect(page.get_by_test_id("clock")).to_contain_text("kl. 16.00")
    await alma.sees(da("How are you today?"))
    await alma.taps("🙂")
    await alma.sees(da("How did you sleep?"))
    await alma.taps("😐")
    await alma.sees(da("How much energy do you have?"))
    await page.get_by_test_id("restart").click()
    await expect(page.get_by_test_id("status")).to_have_text("Botten er tændt igen.")
    await alma.taps("⚡")
    await alma.sees(da("Who have you been with today?"))
    await alma.taps(da("Nobody"))
    await alma.taps(da("Being outside"))
    await alma.sees(da("Would you like to say more?"))
    await alma.writes("Jeg gik til havnen alene.")
    await expect(alma.newest).to_contain_text(da("Done"))
    await alma.taps(da("Done"))
    await alma.sees(da("Thank you. This is what you answered."), "Mette", da("Change"))


async def _follows_up(page: Page, alma: Phone, mette: Phone) -> None:
    """At 16.30 Mette reads what Alma said, has seen it, and writes what she will do; Alma is told."""
    await expect(page.get_by_test_id("next-event")).to_contain_text("16.30: opsamling til Mette")
    await page.get_by_test_id("jump").click()
    summary = mette.message("»Jeg gik til havnen alene.«")
    await expect(summary).to_contain_text(f"{da('Mood')}: {da('Well')} (7,5")
    await expect(summary.locator("img")).to_be_visible()
    await mette.taps(da("Seen"), on=summary)
    await alma.sees(DANISH.say(T("{name} has read your answer.", name="Mette")))
    await mette.taps(da("I follow up"), on=summary)
    await mette.sees(DANISH.say(T("What will you do? {about} will be told.", about="Alma")))
    await mette.writes("Skal vi gå turen sammen i morgen?")
    await mette.sees(DANISH.say(T("{about} has been told.", about="Alma")))
    await alma.sees("Mette", "»Skal vi gå turen sammen i morgen?«")
    # The other summary comes at the pace that Telegram allows. Bent, who may still answer, is in none.
    await expect(mette.message("»Hylden er sat op.«")).to_be_attached()


async def _takes_a_call(alma: Phone, mette: Phone) -> None:
    await alma.presses(da("Talk to someone"))
    await alma.sees("Mette", "12 34 56 78")
    await mette.sees(DANISH.say(T("{name} would like to talk with someone.", name="Alma")))
    await mette.taps(da("Within half an hour"))
    await alma.sees(DANISH.say(T("{name} has time within half an hour.", name="Mette")))


async def _a_newcomer_joins(page: Page, borger: Phone, mette: Phone) -> None:
    """Mette makes a borger; the link opens a new phone, on which the newcomer is told, chooses and says yes."""
    await mette.presses(da("More"))
    await mette.taps(da("New borger"))
    await mette.sees(da("What shall I call the borger?"))
    await mette.writes("Gerda")
    await mette.sees(da("Which language?"))
    for label in ("Dansk", da("Both"), da("Thumbs"), da("Three"), "Mette", da("Done"), "16.00"):
        await mette.answers(label)
    link = mette.newest.get_by_role("button", name="https://t.me/")
    await link.click()
    await expect(page.get_by_test_id("status")).to_contain_text("Gerda")
    await expect(borger.column.locator("option:checked")).to_have_text("Gerda")
    await borger.sees(da("Go on"))
    for label in (*5 * ("Go on",), "Everything", "Yes please"):
        await borger.answers(da(label))
    await borger.sees(DANISH.say(T("Here are your buttons, {name}.", name="Gerda")))
    await borger.presses(da("My week"))
    await borger.sees(da("Your week"))
    await mette.sees(DANISH.say(T("{name} has joined.", name="Gerda")))


def test_a_taken_port_is_passed_over() -> None:
    with socket.socket() as holder:
        holder.bind(("127.0.0.1", 0))
        taken = int(holder.getsockname()[1])
        assert free_port(taken) not in (taken, 0)
    assert free_port(0) == 0
