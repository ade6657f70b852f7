"""A method from one file of a house's own, in `trivselsbot run`: agreed, asked, answered in three voices, shared with
one reader, seen, exported, copied and erased. The file is the one that `docs/methods.md` begins with."""

from __future__ import annotations

import re
import textwrap
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from bot.clock import Clock
from dialogs.permissions import Role
from dialogs.profile import Reading, ReadingProfile
from dialogs.time.agenda import Rhythm
from storage import agendas, people
from storage.database import Database
from storage.tx import Tx
from tests.books import traces
from tests.phone import Phone
from tests.reviewing.test_export import read_csv
from tests.running import ROOT, Telegram, command, database, environment, eventually, house_of_init, running, telegram

__all__ = ["house_of_init"]
pytestmark = [pytest.mark.long, pytest.mark.usefixtures("house_of_init")]

ALMA, METTE, JONAS = 1, 2, 3
TOPIC = "Hvordan jeg har det"
ASKED = "Hvordan har aftenen været?"
_TO_DO = (
    "SELECT 'arrived' FROM inbox WHERE status = 'new' UNION ALL SELECT 'to leave' FROM outbox WHERE state = 'waiting'"
)


def method_of_docs() -> str:
    """The file that the document on methods shows whole."""
    body = (ROOT / "docs" / "methods.md").read_text("utf-8")
    found = re.search(r"```yaml\n( +id: evening\n.*?)```", body, re.DOTALL)
    assert found
    return textwrap.dedent(found[1])


class Home:
    """The stage: Alma lives there, Mette is her contact person, Jonas works there."""

    def __init__(self, tg: Telegram, db: Database, folder: Path) -> None:
        self.tg = tg
        self.db = db
        self.folder = folder
        self.alma, self.mette, self.jonas = (Phone(tg.sim.users[chat], self.settled) for chat in (ALMA, METTE, JONAS))

    async def settled(self) -> None:
        """Waits until Telegram's updates are handled and all has left."""
        for _ in range(2):
            await self.tg.sim.settles(timeout=20)
            await eventually(self.db, lambda tx: tx.all(_TO_DO))

    async def opens(self, *taps: str) -> None:
        """Mette opens Alma's page, and what is on it."""
        self.mette.turns_page()
        await self.mette.presses("Borgere")
        await self.mette.taps("Alma", *taps)

    async def says(self, *arguments: str) -> str:
        """What a command of the house's prints."""
        code, said = await command(
            *arguments, environment=environment(self.tg.sim.url, self.folder), log=self.folder / "log"
        )
        assert code == 0, said
        return said


def _moves_in(tx: Tx) -> None:
    now = Clock().now().astimezone(UTC)
    for chat, (name, role) in {
        ALMA: ("Alma", Role.BORGER),
        METTE: ("Mette", Role.STAFF),
        JONAS: ("Jonas", Role.STAFF),
    }.items():
        people.add_person(tx, role, name, now, profile=ReadingProfile(Reading.BOTH), state="active", chat_id=chat)
    alma, mette = (person.id for chat in (ALMA, METTE) if (person := people.person_by_chat(tx, chat)))
    people.set_contacts(tx, alma, [mette])
    agendas.set_rhythm(tx, alma, Rhythm(), now)


@asynccontextmanager
async def home(folder: Path) -> AsyncIterator[Home]:
    (folder / "data" / "dialogs").mkdir()
    (folder / "data" / "dialogs" / "evening.yaml").write_text(method_of_docs(), "utf-8")
    async with telegram() as tg, database(folder / "data") as db:
        await db.write(_moves_in)
        for chat in (ALMA, METTE, JONAS):
            tg.sim.user(chat)
            tg.sim.state.chats[chat].started = True
        yield Home(tg, db, folder)


async def test_one_file_goes_the_whole_way(tmp_path: Path) -> None:
    async with home(tmp_path) as house:
        async with running(house.tg, tmp_path) as run:
            for phone in (house.alma, house.mette, house.jonas):
                await phone.starts()
            await _is_agreed_and_asked(house)
            await _is_answered_in_three_voices(house)
            await run.kill()
        async with running(house.tg, tmp_path) as run:
            await _is_read_by_one_reader(house)
            await run.stops()
        await _is_copied_and_erased(house)


async def _is_agreed_and_asked(house: Home) -> None:
    soon = Clock().now().astimezone(ZoneInfo("Europe/Copenhagen")) + timedelta(seconds=75)
    await house.opens("Settings", "Methods", "Min aften", "Yes", "Yes, at fixed times", "Every day")
    await house.mette.says(f"{soon:%H.%M}")
    await house.mette.taps("8 hours")
    house.mette.sees("That is saved.")
    assert f"{soon:%H:%M}" in await house.says("forecast", "--borger", "Alma", "--days", "2")
    await house.alma.person.waits_for(ASKED, 90)


async def _is_answered_in_three_voices(house: Home) -> None:
    alma = house.alma
    await alma.taps("🙂", "Ja", "Ja, med hjælp")
    await alma.says("Mette mindede mig om det")
    await alma.taps("Done", "Ikke i dag")
    alma.sees("Nobody else may read it yet.")
    alma.turns_page()
    await alma.presses("More")
    await alma.taps("Aften", "Min aften", "Close")
    await house.opens("Answer together", "Min aften", "😐", "Ja", "Ja", "Ja", "Don't share")
    await house.opens("Write what you noticed", "Min aften", "Badly", "Ja", "Ja", "Ja", "Done")


async def _is_read_by_one_reader(house: Home) -> None:
    """The topic asks for its readers; Mette reads it then, and Jonas does not."""
    alma, mette, jonas = house.alma, house.mette, house.jonas
    await house.opens("Answers")
    mette.sees_not("Mette mindede mig om det")
    await alma.presses("More")
    await alma.taps("Settings", "Who may read", "Mette", "Some of it")
    await alma.taps(TOPIC, "Done")
    await house.opens("Answers")
    mette.sees("Mette mindede mig om det")
    mette.sees("Aftenen: Dårligt")  # her own view stands beside it
    await jonas.presses("Borgere")
    jonas.sees_not("Alma")
    await house.opens("Export", "CSV")
    files = [m.file.content for m in mette.shown if m.file]
    rows = [row for body in files for row in read_csv(body)]
    assert any("Mette mindede mig om det" in row for row in rows)


async def _is_copied_and_erased(house: Home) -> None:
    await house.says("export", "Alma", str(house.folder / "copy"))
    copied = "\n".join(file.read_text("utf-8") for file in (house.folder / "copy").rglob("*.txt"))
    assert "Min aften" in copied and "Mette mindede mig om det" in copied
    await house.says("erase", "Alma", "--yes")
    assert not await traces(house.db, "Alma", "Mette mindede mig om det")
