"""The running process is killed again and again while borgere tap and check-ins fall due."""

from __future__ import annotations

import asyncio
import random
import signal
import time
from collections import Counter
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from bot.clock import Clock
from bot.desk.desk import SESSION
from bot.handler import MOST_TRIES
from bot.simulator.limits import Limits
from bot.simulator.person import SimPerson
from bot.simulator.state import SimMessage
from bot.telegram.buttons import Tap, read_button
from dialogs.engine.buttons import Button
from dialogs.engine.pages import TURN
from dialogs.permissions import Role
from dialogs.profile import Reading, ReadingProfile
from dialogs.time.repeat import EVERY_DAY, weekly
from dialogs.time.schedule import Plan
from storage import agendas, meta, method_use, people, schedules
from storage.database import Database
from storage.tx import Tx
from tests.running import PATIENCE, Telegram, command, database, eventually, settings, telegram, trivselsbot

pytestmark = pytest.mark.long

SEEDS = (20261, 20262, 20263, 20264)
KILLS = 46
EARLY, POISONED = 4, 15
"""One kill in so many comes while the process is still starting; before one in so many, somebody sends what kills."""
DEADLY = """
import os, signal
from bot.routing import Routing
real = Routing.route
def route(self, desk, incoming):
    if getattr(incoming, "text", "") == "gift":
        os.kill(os.getpid(), signal.SIGKILL)
    real(self, desk, incoming)
Routing.route = route
"""
"""Has every process die of an update with the text "gift"."""
BORGERE, TAPPING, DRAWN = 100, 10, 3
"""How many there are, how many of them answer, and how many of those read pictures."""
SPREAD = 38.0
"""Seconds over which the check-ins fall due."""
ZONE = "Europe/Copenhagen"
A_START = 1.0
"""Seconds that a start takes at most on a machine with time for it; on a slower one all else takes longer too."""
FAILED = "SELECT reason FROM inbox WHERE status = 'failed'"
ASKED = ("trivsel", "who_decides", "fit")
"""What the borgere are asked; whoever is through goes on with the first."""
SORRY = "Der gik noget galt hos mig. Det, du sendte, er ikke væk. Vent lidt."
TO_DO = (
    "SELECT 'arrived' FROM inbox WHERE status = 'new' UNION ALL SELECT 'to leave' FROM outbox WHERE state = 'waiting'"
    " UNION ALL SELECT 'due' FROM agenda WHERE next_due < unixepoch()"
)


class SometimesStrict(Limits):
    """Telegram's limits, while `on`."""

    on = False

    def admit(self, chat_id: int, *, new: bool) -> int:
        return super().admit(chat_id, new=new) if self.on else 0


@dataclass
class Borger:
    """Somebody who taps one valid answer of their newest card, waits for the next card, and begins anew at the end.

    `said` holds (session, choice or words) of every answer given.
    """

    person: SimPerson
    chance: random.Random
    said: list[tuple[int, str]] = field(default_factory=list)
    _tapped: tuple[int, int] = (0, -1)

    async def lives(self, enough: asyncio.Event) -> None:
        while not enough.is_set():
            await asyncio.sleep(self.chance.uniform(0.01, 0.06))
            found = self._newest()
            if found:
                self._answers(*found)

    def _newest(self) -> tuple[SimMessage, list[Tap]] | None:
        """The newest card, if it has not been tapped before."""
        for message in reversed(self.person.messages):
            taps = [tap for row in message.buttons for b in row if (tap := read_button(b.data or ""))]
            if taps and taps[0].owner == SESSION:
                return (message, taps) if (taps[0].id, taps[0].turn) > self._tapped else None
        return None

    def _answers(self, message: SimMessage, taps: list[Tap]) -> None:
        first = taps[0]
        self._tapped = (first.id, first.turn)
        ids = [tap.choice for tap in taps]
        options = [choice for choice in ids if choice not in set(Button) and not choice.startswith(TURN)]
        if Button.MEND in ids:  # the receipt: the keyboard's key begins anew
            self.writes("🙂 Svar nu")
        elif options:
            self._taps(message, first, self.chance.choice([*options, Button.DONT_KNOW]))
        elif Button.ON in ids:
            self._taps(message, first, Button.ON)
        elif self.chance.random() < 0.5:
            self._taps(message, first, Button.SKIP)
        else:
            words = f"ord {self.person.user_id}-{len(self.said)}"
            self.said.append((first.id, words))
            self.writes(words)

    def _taps(self, message: SimMessage, card: Tap, choice: str) -> None:
        data = f"1:{card.owner}{card.id}:{card.turn}:{choice}"
        self.person.taps_data(message.message_id, data)
        if choice != Button.ON:
            self.said.append((card.id, choice))

    def writes(self, words: str) -> None:
        self.person.sends(words)


def move_in(tx: Tx, now: datetime, chance: random.Random) -> None:
    """The borgere, each with one check-in that falls due during the test. Those who tap have theirs at once."""
    for number in range(1, BORGERE + 1):
        profile = ReadingProfile(Reading.BOTH if number <= DRAWN else Reading.TEXT)
        borger = people.add_person(
            tx, Role.BORGER, f"Prøve {number}", now, profile=profile, state="active", chat_id=number
        )
        due = now + timedelta(seconds=chance.uniform(0, 2 if number <= TAPPING else SPREAD))
        plan = Plan(weekly(EVERY_DAY), due.astimezone(ZoneInfo(ZONE)).time(), ZONE, window=timedelta(hours=8))
        method = ASKED[number % len(ASKED)]
        method_use.set_used(tx, borger, method, True, borger, now)
        schedules.set_schedule(tx, borger, "check_in", plan, now, dialog_id=method)
        agendas.worked_through(tx, borger, now, due)


async def kills(tg: Telegram, limits: SometimesStrict, environment: dict[str, str], log: Path,
                chance: random.Random, deadly: Callable[[int], Awaitable[int]]) -> int:  # fmt: skip
    """Starts the bot and kills it, again and again; mostly in the midst of its work. Returns: how often it died."""
    died = KILLS
    for number in range(KILLS):
        if number % POISONED == POISONED - 1:
            died += await deadly(number)
        limits.on = number % 5 == 4
        before = tg.polls
        async with trivselsbot("run", environment=environment, log=log, before=DEADLY) as run:
            if number % EARLY == EARLY - 1:
                await asyncio.sleep(chance.uniform(0.02, 0.6))
            else:
                begun = time.monotonic()
                await run.until(partial(tg.has_polled, before))
                slow = max(1.0, (time.monotonic() - begun) / A_START)
                await asyncio.sleep(chance.uniform(0.0, 0.4) * slow)
            await run.kill()
    return died


async def poison(db: Database, borger: Borger, environment: dict[str, str], log: Path) -> int:
    """Somebody sends what kills the process that handles it, until it is put aside. Returns: how often that took."""
    borger.writes("gift")
    put_aside = await db.read(Tx.all, FAILED)
    for deaths in range(MOST_TRIES + 2):
        async with trivselsbot("run", environment=environment, log=log, before=DEADLY) as run:
            end = time.monotonic() + PATIENCE
            while run.process.returncode is None and await db.read(Tx.all, FAILED) == put_aside:
                assert time.monotonic() < end, run.said
                await asyncio.sleep(0.01)
            if run.process.returncode is None:
                await run.kill()
                return deaths
            assert run.process.returncode == -signal.SIGKILL, run.said
    raise AssertionError("it was never put aside")


@pytest.mark.parametrize("seed", SEEDS)
async def test_whatever_dies_and_whenever_nothing_is_lost_or_counted_twice(tmp_path: Path, seed: int) -> None:
    chance = random.Random(seed)
    limits, log, began = SometimesStrict(), tmp_path / "log", time.monotonic()
    async with telegram(limits) as tg, database(tmp_path) as db:
        await db.write(move_in, Clock().now(), chance)
        borgere = [Borger(tg.sim.user(n), random.Random(seed + n)) for n in range(1, BORGERE + 1)]
        for borger in borgere:
            tg.sim.state.chats[borger.person.user_id].started = True
        enough = asyncio.Event()

        async def deadly(number: int) -> int:
            return await poison(db, borgere[-number], environment, log)

        environment = settings(tg.sim.url, tmp_path)
        async with asyncio.TaskGroup() as group:
            for borger in borgere[:TAPPING]:
                group.create_task(borger.lives(enough))
            died = await kills(tg, limits, environment, log, chance, deadly)
            enough.set()
        async with trivselsbot("run", environment=environment, log=log, before=DEADLY) as run:
            await tg.sim.waits_until(lambda: tg.sim.pending == 0, 20)
            await eventually(db, lambda tx: tx.all(TO_DO))
            await run.stops()
        answers = await _answers_are_there_once(db, borgere)
        await _every_check_in_came(db, borgere)
        assert await db.read(Tx.all, FAILED) == [("the bot ended with it",)] * (KILLS // POISONED)
    doubled = tg.sent.total() - len(tg.sent)
    assert doubled <= died
    assert answers >= KILLS // 2, "too little happened for the test to mean anything"
    told = [borger for borger in borgere if any(message.text == SORRY for message in borger.person.messages)]
    assert len(told) == KILLS // POISONED
    assert tg.refusals == []
    print(
        f"seed {seed}: {died} deaths, {answers} answers, {doubled} messages doubled, {time.monotonic() - began:.0f} s"
    )


async def _answers_are_there_once(db: Database, borgere: list[Borger]) -> int:
    said = Counter(given for borger in borgere for given in borger.said)
    rows = await db.read(
        Tx.all,
        "SELECT session_id, CASE WHEN words <> '' THEN words WHEN outcome = 'dont_know' THEN '?'"
        " WHEN outcome = 'skipped' THEN '>' ELSE json_extract(choices, '$[0]') END FROM answer",
    )
    assert Counter((session, given) for session, given in rows) == said
    assert await db.read(Tx.all, "SELECT 1 FROM outbox") == []
    assert [borger.person.toasts for borger in borgere] == [[] for _ in borgere], "every tap was on a current card"
    return said.total()


async def _every_check_in_came(db: Database, borgere: list[Borger]) -> None:
    asked = await db.read(Tx.all, "SELECT p.chat_id, count(*), min(o.status), max(o.session_id IS NOT NULL)"
                                  " FROM occurrence o JOIN person p ON p.id = o.person_id GROUP BY 1")  # fmt: skip
    assert asked == [(number, 1, "asked", 1) for number in range(1, BORGERE + 1)]
    assert all(any(m.from_bot for m in borger.person.messages) for borger in borgere)


async def test_a_first_start_that_is_cut_short_leaves_nothing_that_the_next_one_trips_over(tmp_path: Path) -> None:
    chance, log = random.Random(SEEDS[0]), tmp_path / "log"
    async with telegram() as tg:
        environment = settings(tg.sim.url, tmp_path / "data")
        for _ in range(8):
            async with trivselsbot("init", environment=environment, log=log) as run:
                made = tmp_path / "data" / "trivselsbot.db"
                await run.until(made.exists, pause=0)
                await asyncio.sleep(chance.uniform(0.0, 0.04))
                await run.kill()
            for leftover in made.parent.glob("trivselsbot.db*") if chance.random() < 0.7 else ():
                leftover.unlink()
        code, said = await command("init", environment=environment, log=log)
        assert code == 0, said
        async with trivselsbot("run", environment=environment, log=log) as run:
            await run.says("running as")
            await run.stops()
    async with database(tmp_path / "data") as db:
        assert await db.read(Tx.one, "PRAGMA integrity_check") == ("ok",)
        assert await db.read(meta.recall, "username") == tg.sim.state.username
