"""The unchanged bot over the simulator, on a clock that can be moved, killed and started again as one likes."""

from __future__ import annotations

import asyncio
import contextlib
import secrets
import time
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from bot.app import Service
from bot.clock import Clock
from bot.commands.forecast import Coming
from bot.config import PREFIX, Settings, read_settings
from bot.keys import DATABASE
from bot.simulator.demo_beginning import Beginning
from bot.simulator.demo_events import coming_next, in_words, next_moment
from bot.simulator.demo_everyday import everyday
from bot.simulator.demo_goal import goal
from bot.simulator.demo_guides import guide
from bot.simulator.demo_history import Past, write_history
from bot.simulator.demo_house import BORGERE, HOUSE_NAME, HOUSE_PHONE, NUMBERS, WORKERS, ZONE, move_in
from bot.simulator.demo_method import put_on, take_in
from bot.simulator.demo_page import DemoPerson
from bot.simulator.demo_plans import plan
from bot.simulator.demo_say import say_and_choose
from bot.simulator.demo_tense import tense_evening
from bot.simulator.demo_weeks import write_weeks
from bot.simulator.demo_wishes import write_wishes
from bot.simulator.limits import Limits
from bot.simulator.server import Simulator
from dialogs.method.library import load_library
from storage import agendas, people, phones
from storage.database import Database
from storage.tx import Tx, stamp

TOKEN = "123456:demo-token"
LONGEST_SETTLING = 15.0  # seconds
SECOND = " (ny)"
"""What follows the name on somebody's other phone."""


class Demo:
    """What the page needs (`DemoHost`). `ended` gets the error if the bot ends by itself."""

    service: Service
    _beginning: Beginning

    def __init__(self, folder: str, clock: Clock) -> None:
        self.clock = clock
        self.sim = Simulator(TOKEN, now=self.clock.now, limits=self._limits())
        self.ended: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self.name = secrets.token_hex(8)
        self._folder = folder
        self._key = secrets.token_hex(32)
        self._bot: asyncio.Task[None] | None = None
        self._begun = asyncio.Event()
        self._looking = asyncio.Lock()  # held while the bot is killed and started, so that nobody looks meanwhile
        self._phones = [DemoPerson(p.user_id, p.name, p.role.value) for p in (*BORGERE, *WORKERS)]
        for phone in self._phones:
            self.sim.user(phone.user_id, phone.name)

    def _limits(self) -> Limits:
        """Where time is moved, it is for the limits too."""
        return Limits(monotonic=lambda: self.clock.now().timestamp())

    def settings(self) -> Settings:
        """The bot's settings; the simulator must have been started."""
        given = {
            "TELEGRAM_TOKEN": TOKEN,
            "TELEGRAM_BASE_URL": self.sim.url,
            "DATA_DIR": self._folder,
            "DATABASE_KEY": self._key,
            "LEDGER_FILE": str(Path(self._folder, "erased")),
            "HOUSE_NAME": HOUSE_NAME,
            "HOUSE_PHONE": HOUSE_PHONE,
            **NUMBERS,
            "TIMEZONE": ZONE,
        }
        return read_settings({PREFIX + name: value for name, value in given.items()})

    # -- the page's side

    async def people(self) -> list[DemoPerson]:
        """Everybody who has a phone, by the names the house knows now."""
        await self._begun.wait()
        async with self._looking:
            found = await self.service.db.read(Tx.all, "SELECT chat_id, name FROM person WHERE chat_id IS NOT NULL")
        names: dict[int, str] = {row[0]: row[1] for row in found}
        return [
            DemoPerson(p.user_id, p.name if p.name.endswith(SECOND) else names.get(p.user_id, p.name), p.role)
            for p in self._phones
        ]

    def now(self) -> datetime:
        return self.clock.now().astimezone(ZoneInfo(ZONE))

    async def next_event(self) -> str | None:
        await self._begun.wait()
        async with self._looking:
            return in_words(await self._coming(), self.now())

    async def jump(self) -> None:
        """Goes to what comes next on anybody's phone."""
        coming = await self._coming()
        if not coming:
            raise ValueError("Der er ikke planlagt noget.")
        await self.walk(coming[-1].at)

    async def _coming(self) -> list[Coming]:
        house = self.service.house
        texts = house.texts[house.settings.language]
        return await house.db.read(coming_next, house.settings, house.dialogs, texts, self.clock.now())

    async def forward(self, minutes: int) -> None:
        await self.walk(self.clock.now() + timedelta(minutes=minutes))

    async def restart(self) -> None:
        """Kills the bot in the middle of what it does, and starts it again on the same data."""
        async with self._looking:
            await self.stop()
            await self.start()

    async def try_method(self, words: str) -> DemoPerson:
        """Takes a method in, and opens it on a phone."""
        await asyncio.to_thread(take_in, self.settings(), words)
        await self.restart()
        phone = next(phone for phone in await self.people() if phone.role == "borger")
        await self.service.house.write(put_on, phone.user_id)
        await self.heard()
        return phone

    async def anew(self) -> None:
        """Everything is as in the beginning, the time of day too."""
        async with self._looking:
            await self.stop()
            self.sim.updates.forget_all()
            self.sim.limits = self._limits()
            self._beginning.comes_back()
            self.clock.jump_to(self._beginning.at)
            self.name = secrets.token_hex(8)
            self._phones = self._phones[: len(BORGERE) + len(WORKERS)]
            await self.start()

    async def new_phone(self, start_code: str) -> DemoPerson:
        """Somebody new opens a link.

        Raises:
            ValueError: if the bot does not let them in.
        """
        user_id = 9001 + sum(user >= 9001 for user in self.sim.users)
        self.sim.user(user_id, "Ny telefon").starts(start_code)
        await self.heard()
        person, name = await self.service.db.read(_on_phone, user_id)
        if person is None:
            raise ValueError("Linket er brugt eller for gammelt.")
        self._phones.append(DemoPerson(user_id, name, person.role.value))
        return self._phones[-1]

    # -- the bot's side

    async def opens(self) -> None:
        """The house has been lived in for long enough: this is its beginning, and from now on the page is answered."""
        await self.stop()
        self._beginning = Beginning(Path(self._folder), self.sim.state, self.clock.now())
        await self.start()
        self._begun.set()

    async def seed(self, until: datetime) -> None:
        """Fills an empty database with the house and its history up to `until`."""
        settings = self.settings()
        db = await Database.make(settings.folder / DATABASE, settings.key())
        try:
            await db.write(live_until, until)
        finally:
            await db.close()

    async def start(self) -> None:
        """Starts the bot.

        Raises:
            Exception: whatever it fails with.
        """
        ready: asyncio.Future[Service] = asyncio.get_running_loop().create_future()
        self._bot = asyncio.create_task(self._serve(ready))
        self._bot.add_done_callback(lambda _: ready.cancel())
        try:
            self.service = await ready
        except asyncio.CancelledError:
            if self._bot.done():
                await self._bot  # raises what it failed with
            raise

    async def stop(self) -> None:
        """Cuts the bot's connections and cancels it wherever it is."""
        if self._bot is not None:
            self.sim.drop_connections()
            self._bot.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await self._bot

    async def close(self) -> None:
        """Ends the bot and the simulator."""
        async with self._looking:
            await self.stop()
            await self.sim.stop()

    async def _serve(self, ready: asyncio.Future[Service]) -> None:
        async with Service(self.settings(), self.clock) as service:
            ready.set_result(service)
            try:
                await service.finished()
            except Exception as error:
                if not self.ended.done():
                    self.ended.set_exception(error)

    async def walk(self, until: datetime) -> None:
        """Moves the clock to an instant; what falls due on the way is done, and sent, at its own time."""
        while (soon := await self.service.db.read(next_moment, self.clock.now())) and soon <= until:
            await self.settle()
            self._go_to(soon)
            await self._do_what_is_due()
        if until > self.clock.now():
            await self.settle()
            self._go_to(until)
        await self._do_what_is_due()  # in any case: the clock goes on meanwhile, and may have passed something

    async def _do_what_is_due(self) -> None:
        """Not left for later because the bot has not heard yet, at the new time, that nobody has sent anything."""
        now, end = self.clock.now(), time.monotonic() + LONGEST_SETTLING
        await self.service.ticker.tick()
        while await self.service.db.read(agendas.latest_due, now) and time.monotonic() < end:
            await asyncio.sleep(0.02)
            await self.service.ticker.tick()

    def _go_to(self, instant: datetime) -> None:
        if instant > self.clock.now():
            self.clock.jump_to(instant)

    async def heard(self) -> None:
        """Waits until the bot has handled all that it was sent."""
        await self._until_none("SELECT 1 FROM inbox WHERE status = 'new' LIMIT 1")

    async def settle(self) -> None:
        """Waits until the bot has handled, and sent, all there is by now."""
        await self.heard()
        await self._until_none(
            "SELECT 1 FROM outbox WHERE state = 'waiting' AND not_before <= ? LIMIT 1", stamp(self.clock.now())
        )

    async def _until_none(self, sql: str, *values: float) -> None:
        """Not for ever: something may stay behind."""
        end = time.monotonic() + LONGEST_SETTLING
        while self.sim.pending or await self.service.db.read(Tx.one, sql, *values) is not None:
            if time.monotonic() > end:
                return
            await self.sim.state.changed.wait(0.02)


def _on_phone(tx: Tx, chat_id: int) -> tuple[people.Person | None, str]:
    """Who is on a phone, or will be once their old one has said yes, and what the phone is called."""
    if waiting := phones.whose(tx, chat_id):
        person = people.person_by_id(tx, waiting)
        return person, f"{person.name}{SECOND}" if person else ""
    person = people.person_by_chat(tx, chat_id)
    return person, person.name if person else ""


def live_until(tx: Tx, until: datetime) -> None:
    """Writes the house and all that went before `until` into an empty database."""
    ids = move_in(tx, until)
    plan(tx, ids, until.astimezone(ZoneInfo(ZONE)))
    guide(tx, ids, until.astimezone(ZoneInfo(ZONE)))
    past = Past(tx, load_library(), ids, until)
    write_weeks(past)
    goal(past)
    say_and_choose(past)
    tense_evening(past)
    write_history(past)
    write_wishes(past)
    everyday(past)
