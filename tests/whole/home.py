"""A small house of `trivselsbot run`: Alma lives there, Mette is her contact person, Jonas works there. Each act on a
phone waits until the process has handled it and all has left."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path

from bot.clock import Clock
from dialogs.permissions import Role
from dialogs.profile import Reading, ReadingProfile
from dialogs.time.agenda import Rhythm
from storage import agendas, people
from storage.database import Database
from storage.tx import Tx
from tests.own_dialogs import write_dialog
from tests.phone import Phone
from tests.running import Run, Telegram, command, database, environment, eventually, telegram, trivselsbot

ALMA, METTE, JONAS = 1, 2, 3
_RUNS = "running as"
_MOVED = """
from datetime import timedelta
from pathlib import Path
from bot.clock import Clock
class Ahead:
    def __get__(self, clock, _):
        return timedelta(seconds=float(Path({file!r}).read_text()))
    def __set__(self, clock, ahead):
        pass
Clock.ahead = Ahead()
"""
"""Lets a process's clock be so much ahead as a file says."""
_TO_DO = (
    "SELECT 'arrived' FROM inbox WHERE status = 'new' UNION ALL SELECT 'to leave' FROM outbox WHERE state = 'waiting'"
)


class Home:
    """The stage. `clock` is Telegram's, and the one of the machine that the bot runs on."""

    def __init__(self, tg: Telegram, db: Database, folder: Path, clock: Clock) -> None:
        self.clock = clock
        self.tg = tg
        self.db = db
        self.folder = folder
        self.alma, self.mette, self.jonas = (Phone(tg.sim.users[chat], self.settled) for chat in (ALMA, METTE, JONAS))

    async def settled(self) -> None:
        """Waits until Telegram's updates are handled and all has left."""
        for _ in range(2):
            await self.tg.sim.settles(idle=0.05, timeout=60)
            await eventually(self.db, lambda tx: tx.all(_TO_DO))

    @asynccontextmanager
    async def runs(self, before: str = "") -> AsyncIterator[Run]:
        """The bot, once it has started, with time that can be moved. `before` is Python that it runs first."""
        given, before = environment(self.tg.sim.url, self.folder), f"{self._moved}\n{before}"
        self.jumps_to(self.clock.now())
        async with trivselsbot("run", environment=given, log=self.folder / "running", before=before) as run:
            said = run.said.count(_RUNS)
            await run.until(lambda: run.said.count(_RUNS) > said)
            yield run

    @property
    def _moved(self) -> str:
        return _MOVED.format(file=str(self.folder / "ahead"))

    def jumps_to(self, instant: datetime) -> None:
        """It is suddenly then, for the bot and for Telegram."""
        self.clock.jump_to(instant)
        whole = self.folder / "ahead.new"
        whole.write_text(str(self.clock.ahead.total_seconds()), "utf-8")
        whole.replace(self.folder / "ahead")  # the process must not read half of it

    async def opens(self, *taps: str) -> None:
        """Mette opens Alma's page, and what is on it."""
        self.mette.turns_page()
        await self.mette.presses("Borgere")
        await self.mette.taps("Alma", *taps)

    async def says(self, *arguments: str) -> str:
        """What a command of the house's prints."""
        code, said = await command(
            *arguments, environment=environment(self.tg.sim.url, self.folder), log=self.folder / "log",
            before=self._moved,
        )  # fmt: skip
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
async def home(folder: Path, *dialogs: str) -> AsyncIterator[Home]:
    """The house, with the YAML of `dialogs` of its own; the bot does not run yet."""
    clock = Clock()
    for body in dialogs:
        write_dialog(folder / "data", body)
    async with telegram(clock=clock) as tg, database(folder / "data") as db:
        await db.write(_moves_in)
        for chat in (ALMA, METTE, JONAS):
            tg.sim.user(chat)
            tg.sim.state.chats[chat].started = True
        yield Home(tg, db, folder, clock)
