"""A house in a transcript: the real bot on a strict simulator, with a clock moved by hand.

Lis leads; Mette and Jonas are staff; Alma is a borger who has joined, is asked at 16.00, and shares everything with
Mette, her only contact person. It is Monday 23 November 2026, 12.00. Pictures are sketches, voices murmur, and there is
no waiting for Telegram's pace; these have tests of their own.
"""

from __future__ import annotations

import asyncio
import functools
import tempfile
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import datetime, time, timedelta
from pathlib import Path
from unittest.mock import patch
from zoneinfo import ZoneInfo

import pytest

from bot.app import Service
from bot.clock import Clock, Machine
from bot.config import read_settings
from bot.keys import DATABASE
from bot.simulator.server import Simulator
from dialogs.method.library import load_library
from dialogs.permissions import Role
from dialogs.profile import ReadingProfile
from dialogs.time.agenda import Rhythm
from dialogs.time.repeat import EVERY_DAY, weekly
from dialogs.time.schedule import Plan, QuietHours
from locales.texts import load_texts
from storage import agendas, outbox, people, schedules, sharing
from storage.people import Person
from storage.tx import Param, Row, Tx, stamp
from tests.examples import CHECK_IN
from tests.kept import Kept, empty_house
from tests.murmurs import Murmurs
from tests.own_dialogs import write_dialog
from tests.phone import Phone, da, en
from tests.simulator_stage import TOKEN
from tests.sketches import Sketches

ZONE = "Europe/Copenhagen"
MONDAY_NOON = "2026-11-23 12.00"
TOPICS = ("trivsel", "wishes", "notes", "observation", "week")
PLAN = Plan(weekly(EVERY_DAY), time(16), ZONE)
SUMMARIES = Plan(weekly(EVERY_DAY), time(18), ZONE, timedelta(hours=12))
RHYTHM = Rhythm(QuietHours(time(22), time(8)))
LIS, METTE, JONAS, ALMA = 11, 12, 13, 14
KEY = "a" * 64
PATIENCE = 30.0  # seconds of real time the bot is given to finish


class House:
    """The stage. `service` is the bot while it runs; with `may_fail`, what fails is what the test is about."""

    def __init__(self, sim: Simulator, clock: Clock, settings: dict[str, str]) -> None:
        self.sim = sim
        self.clock = clock
        self.settings = settings
        self.service: Service
        self.may_fail = False
        self.lis, self.mette, self.jonas, self.alma = (
            self.phone(chat_id, name)
            for chat_id, name in ((LIS, "Lis"), (METTE, "Mette"), (JONAS, "Jonas"), (ALMA, "Alma"))
        )

    def phone(self, chat_id: int, name: str) -> Phone:
        """Somebody's phone, new to the bot at first."""
        return Phone(self.sim.user(chat_id, first_name=name), self.quiet)

    # -- the bot

    async def opens(self) -> None:
        """Starts the bot."""
        self.service = Service(read_settings(self.settings), self.clock)
        await self.service.__aenter__()

    async def closes(self) -> None:
        """Stops the bot."""
        await self.service.__aexit__(None, None, None)

    # -- time

    def local(self, written: str) -> datetime:
        """An instant as "2026-11-23 16.00" in the house's time."""
        return datetime.strptime(written, "%Y-%m-%d %H.%M").replace(tzinfo=ZoneInfo(ZONE))

    async def at(self, written: str) -> None:
        """Lets time pass until then; everything on the way happens when it is due."""
        await self._until(self.local(written))

    async def passes(self, **span: float) -> None:
        """Lets so much time pass, by the arguments of timedelta."""
        await self._until(self.clock.now() + timedelta(**span))

    async def jumps(self, written: str) -> None:
        """It is suddenly then: as after the bot, or Telegram, was away."""
        self.clock.jump_to(self.local(written))
        await self._tick()

    async def _until(self, then: datetime) -> None:
        await self.quiet()
        while True:
            waits = await self.service.db.read(outbox.next_moment)
            due = await self.service.db.read(agendas.next_event)
            coming = [m for m in (stamp(due) if due else None, waits) if m is not None and m <= stamp(then)]
            if not coming:
                break
            moment = datetime.fromtimestamp(max(min(coming), stamp(self.clock.now())), ZoneInfo(ZONE))
            self.clock.jump_to(moment)
            await self._tick()
        self.clock.jump_to(max(then, self.clock.now()))
        await self._tick()

    async def _tick(self) -> None:
        await self.service.ticker.tick()
        self.service.sender.wake()
        await self.quiet()

    async def is_back(self) -> None:
        """Waits until Telegram, which was away, has been heard again and what was due meanwhile is done."""
        await self._tick()
        async with asyncio.timeout(PATIENCE):
            while await self.service.db.read(agendas.latest_due, self.clock.now()):
                await self._tick()

    async def quiet(self) -> None:
        """Waits until nothing has arrived that is not handled, and nothing is to leave now; nothing may have failed."""
        end = asyncio.get_running_loop().time() + PATIENCE
        while left := await self._left():
            assert asyncio.get_running_loop().time() < end, f"not quiet: {left}"
            before = self._signs()
            for _ in range(20):
                await asyncio.sleep(0.003 if self._signs() == before else 0)
        failed = await self.rows(_FAILED)
        assert self.may_fail or not failed, failed

    async def _left(self) -> list[Row]:
        """What has arrived and is not handled yet, and what is to leave now."""
        before = self._signs()
        left = await self.rows(_LEFT, stamp(self.clock.now()))
        if ("call",) in left:
            await self.service.ticker.tick()
        return left or [("pending",)] * (any(before[1:]) or before != self._signs())

    def _signs(self) -> tuple[int, ...]:
        """While these are the same, the books say the same, but for what waits for a time."""
        return self.service.db.commits, self.sim.pending, self.service.toasts.left

    # -- the house's own books

    async def rows(self, sql: str, *values: Param) -> list[Row]:
        """For this stage alone, and for what makes the fixtures in a version of before. Tests ask on the phones."""
        return await self.service.db.read(Tx.all, sql, *values)

    async def known(self, phone: Phone) -> Person:
        found = await self.service.db.read(people.person_by_chat, phone.chat_id)
        assert found is not None
        return found

    async def contacts(self, borger: Phone, *staff: Phone) -> None:
        """Makes these the borger's contact persons."""
        who = await self.known(borger)
        ids = [(await self.known(phone)).id for phone in staff]
        await self.service.db.write(people.set_contacts, who.id, ids)

    async def shares(self, borger: Phone, reader: Phone, *topics: str) -> None:
        """Gives a reader these topics and no others."""
        who, to = await self.known(borger), await self.known(reader)
        for topic in TOPICS:
            await self.service.db.write(sharing.set_grant, who.id, to.id, topic, topic in topics, self.clock.now())

    async def plans(self, borger: Phone, plan: Plan) -> None:
        """Sets when a borger is asked how they are."""
        who = await self.known(borger)
        await self.service.db.write(
            schedules.set_schedule, who.id, "check_in", plan, self.clock.now(), dialog_id=CHECK_IN
        )

    async def lives(self, borger: Phone, rhythm: Rhythm) -> None:
        """Sets a borger's quiet hours and break."""
        who = await self.known(borger)
        await self.service.db.write(agendas.set_rhythm, who.id, rhythm, self.clock.now())

    async def reads_as(self, phone: Phone, profile: ReadingProfile) -> None:
        """Sets somebody's reading profile; they get the keyboard that goes with it."""
        who = await self.known(phone)
        await self.service.db.write(people.set_profile, who.id, profile)
        phone.say = {"da": da, "en": en}[profile.language]
        await phone.starts()

    async def joins(self, chat_id: int, name: str, role: Role, *, plan: Plan | None = None) -> Phone:
        """Somebody who has joined before."""
        await self._adds(chat_id, name, role, plan)
        phone = self.phone(chat_id, name)
        await phone.starts()
        phone.turns_page()
        return phone

    async def _adds(self, chat_id: int, name: str, role: Role, plan: Plan | None) -> None:
        now = self.clock.now()
        who = await self.service.db.write(
            people.add_person, role, name, now, profile=ReadingProfile(), state="active", chat_id=chat_id
        )
        if plan:
            await self.service.db.write(agendas.set_rhythm, who, RHYTHM, now)
            await self.service.db.write(schedules.set_schedule, who, "check_in", plan, now, dialog_id=CHECK_IN)
        elif role is Role.STAFF:
            await self.service.db.write(schedules.set_schedule, who, "summary", SUMMARIES, now)


_LEFT = """SELECT 'update' FROM inbox WHERE status = 'new' UNION ALL
  SELECT action FROM outbox WHERE state = 'waiting' AND not_before <= ? UNION ALL
  SELECT 'call' FROM timer WHERE kind = 'nudge' AND talk_id IS NOT NULL"""
_FAILED = """SELECT 'update', body FROM inbox WHERE status = 'failed' UNION ALL
  SELECT action, error FROM outbox WHERE state = 'failed'"""


@asynccontextmanager
async def open_house(
    folder: Path, *dialogs: str, at: str = MONDAY_NOON, machine: Machine | None = None, **settings: str
) -> AsyncIterator[House]:
    """A house with its people, and the YAML of `dialogs` of its own; `settings` as in bot.config, without the prefix.
    Telegram's clock is always right, the one of the bot's `machine` may not be."""
    for body in dialogs:
        write_dialog(folder, body)
    usual = not (dialogs or settings or machine) and at == MONDAY_NOON
    kept = await (_furnished() if usual else empty_house(KEY))
    async with house_with(kept.database, folder, kept.returns_to, at=at, machine=machine, **settings) as house:
        await (house.is_back() if usual else _move_in(house))
        for phone in (house.lis, house.mette, house.jonas, house.alma):
            phone.turns_page()
        house.sim.calls.clear()
        yield house


@asynccontextmanager
async def house_with(
    database: bytes, folder: Path, before: Callable[[House], None], *, at: str, machine: Machine | None = None,
    **settings: str,
) -> AsyncIterator[House]:  # fmt: skip
    """A house that goes on with this database. `before` is called while the bot does not run yet."""
    clock, right = Clock(machine), Machine()
    sim = Simulator(TOKEN, now=lambda: right.wall() + clock.ahead)
    await sim.start()
    given = {
        "telegram_token": TOKEN, "telegram_base_url": sim.url, "data_dir": str(folder), "database_key": KEY,
        "house_phone": "12 34 56 78", "suicide_line": "Livslinien 70 201 201", "suicide_line_hours": "always",
        **settings,
    }  # fmt: skip
    house = House(sim, clock, {f"TRIVSELSBOT_{name.upper()}": value for name, value in given.items()})
    clock.jump_to(house.local(at))
    before(house)
    unhurried = patch.multiple("bot.telegram.pace", CHAT_GAP=0.0, SPACING=0.0, WINDOW=0.0)
    at_once = patch("bot.telegram.notes.LATER", 0.0)
    known = patch.multiple("bot.app", Studio=Sketches, Speaker=Murmurs, load_texts=_texts)
    read_once = patch("bot.desk.house_dialogs.load_library", _shipped)
    (folder / DATABASE).write_bytes(database)
    with known, read_once, unhurried, at_once:
        await house.opens()
        try:
            yield house
        finally:
            await house.closes()
            await sim.stop()


_shipped, _texts = functools.cache(load_library), functools.cache(load_texts)  # reading them is most of a start
_FURNISHED: list[Kept] = []


async def _furnished() -> Kept:
    """The house that most tests begin with, moved into once."""
    if not _FURNISHED:
        with tempfile.TemporaryDirectory() as folder:
            empty = (await empty_house(KEY)).database
            async with house_with(empty, Path(folder), lambda _: None, at=MONDAY_NOON) as house:
                await _move_in(house)
                await house.is_back()
            _FURNISHED.append(Kept((Path(folder) / DATABASE).read_bytes(), house.sim))
    return _FURNISHED[0]


async def _move_in(house: House) -> None:
    await house.joins(LIS, "Lis", Role.LEADER)
    for chat_id, name in ((METTE, "Mette"), (JONAS, "Jonas")):
        await house.joins(chat_id, name, Role.STAFF)
    await house.joins(ALMA, "Alma", Role.BORGER, plan=PLAN)
    await house.contacts(house.alma, house.mette)
    await house.shares(house.alma, house.mette, *TOPICS)


@pytest.fixture
async def house(tmp_path: Path) -> AsyncIterator[House]:
    async with open_house(tmp_path) as found:
        yield found
