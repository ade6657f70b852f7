"""What a tap costs: beside the same dialog on other libraries, and in houses of different sizes."""

from __future__ import annotations

import asyncio
import contextlib
from asyncio.subprocess import Process
from collections.abc import Callable, Sequence
from contextlib import AbstractAsyncContextManager, AsyncExitStack
from dataclasses import dataclass
from functools import partial
from importlib.util import find_spec
from pathlib import Path

from bot.app import build_runner
from bot.clock import Clock
from bot.config import Settings
from bot.desk.desk import House
from dialogs.method.library import load_library
from locales.texts import load_texts
from tests.bench import aiogram_stage
from tests.bench.answered import live
from tests.bench.processes import BenchFailed, Phones, bot, peer, phones, processor_seconds
from tests.bench.seed import FIRST_CHAT, fill, open_house
from tests.bench.table import Line, milliseconds, ratio, section
from tests.bench.taps import SETTLE, Tapped, open_cards, warm_up
from tests.bench.telegram import Ids

ROUNDS = 3
TAPPERS = 10
PER_SECOND = 20
"""Taps a second where their cost is measured."""
ON_REDIS, IN_MEMORY = "aiogram-dialog on Redis", "aiogram-dialog in memory"
FEW, MANY = 10, 10_000
YEARS_OF_DAYS = 730
FLAT_ROUNDS = 3
FLAT_TAPPERS = FEW - 1
"""All of the small house but one, who answers first."""
FLAT_PER_SECOND = 8
"""Slow enough for so few people to see each card before they tap it."""


@dataclass
class Cost:
    """What one kind of bot has used so far, and what runs `beside` it."""

    telegram: Phones
    process: Process
    beside: Process | None = None
    seconds: float | None = 0.0
    seconds_beside: float | None = 0.0
    taps: int = 0
    calls: int = 0

    @property
    def tap(self) -> float | None:
        """Milliseconds of a tap."""
        return milliseconds(self.seconds / self.taps) if self.seconds is not None and self.taps else None

    @property
    def whole_tap(self) -> float | None:
        """The same with what runs beside it."""
        if self.seconds is None or self.seconds_beside is None or not self.taps:
            return None
        return milliseconds((self.seconds + self.seconds_beside) / self.taps)


class Contest:
    """The bots of a run, by name; those that do not run here are left out."""

    def __init__(self, begun: AsyncExitStack, folder: Path, everybody: Ids) -> None:
        self._begun = begun
        self._folder = folder
        self._everybody = everybody
        self.costs: dict[str, Cost] = {}

    async def add_aiogram(self, name: str, *, redis: bool, loop: str) -> None:
        """One on aiogram-dialog. If it does not run here, that shall not keep the rest from being measured."""
        start = partial(aiogram_stage.aiogram, folder=self._folder / name.rpartition(" ")[2], redis=redis, loop=loop)
        with contextlib.suppress(BenchFailed):
            telegram = await self._begun.enter_async_context(phones())
            both = await self._begun.enter_async_context(start(telegram.url))
            self.costs[name] = await _warm(Cost(telegram, *both), self._everybody)

    async def add(self, name: str, start: Callable[[str], AbstractAsyncContextManager[Process]]) -> None:
        self.costs[name] = await _started(self._begun, self._everybody, start)

    def tap(self, name: str) -> float | None:
        """Milliseconds of a tap."""
        return self.costs[name].tap if name in self.costs else None


async def cost(folder: Path) -> str:
    """Processor time of a tap: ours, a ConversationHandler's, and an aiogram-dialog's on Redis and in memory. All are
    on the kind of event loop that ours has here."""
    folder.mkdir()
    versions, redis = await aiogram_stage.ready(), await aiogram_stage.redis_version()
    loop = "uvloop" if find_spec("uvloop") else "asyncio"
    everybody = (FIRST_CHAT, FIRST_CHAT + 1 + ROUNDS * TAPPERS)
    await fill(folder / "ours", everybody[1] - everybody[0])
    async with AsyncExitStack() as begun:
        contest = Contest(begun, folder, everybody)
        await contest.add("trivselsbot", partial(bot, folder=folder / "ours"))
        await contest.add("ConversationHandler", partial(peer, folder=folder / "peer", loop=loop))
        if versions and redis:
            await contest.add_aiogram(ON_REDIS, redis=True, loop=loop)
        if versions:
            await contest.add_aiogram(IN_MEMORY, redis=False, loop=loop)
        for begin in range(FIRST_CHAT + 1, everybody[1], TAPPERS):
            for each in contest.costs.values():
                await _round(each, (begin, begin + TAPPERS), PER_SECOND)
    ours, theirs = contest.tap("trivselsbot"), contest.tap("ConversationHandler")
    calls = (Line(f"calls to Telegram for a tap, {name}", one.calls / one.taps, "")
             for name, one in contest.costs.items())  # fmt: skip
    lines = [
        Line("trivselsbot, durable", ours, "ms"),
        Line("ConversationHandler with PicklePersistence", theirs, "ms"),
        Line("  ratio", ratio(ours, theirs), "×", 1.2),
        *_beside_aiogram(contest, versions, redis),
        *calls,
    ]
    taps = contest.costs["trivselsbot"].taps
    title = f"Processor time of a tap, {PER_SECOND} taps a second, all on {loop}, by turns ({taps} taps each)"
    return section(title, lines)


def _beside_aiogram(contest: Contest, versions: str, redis: str) -> Sequence[Line | str]:
    """Its lines; where it could not run, the same lines say why, and what can be done about it."""
    ours, on_redis, in_memory = (contest.costs.get(name) for name in ("trivselsbot", ON_REDIS, IN_MEMORY))
    lacks = [name for name, found in (("aiogram-dialog", versions), ("redis-server", redis)) if not found]
    fails, silent = "not measured: it does not run here", "this system does not tell"
    absent = f"not measured: {' and '.join(f'no {name}' for name in lacks)}"
    why = silent if on_redis else absent if lacks else fails
    why_memory = silent if in_memory else fails if versions else "not measured: no aiogram-dialog"
    mine = ours.tap if ours else None
    bare, whole = (on_redis.tap, on_redis.whole_tap) if on_redis else (None, None)
    memory = in_memory.tap if in_memory else None
    lines: list[Line | str] = [
        Line("aiogram-dialog, Redis with appendfsync always: the bot", bare, "ms", why=why),
        Line("  ratio, Redis not counted", ratio(mine, bare), "×", 1, why=why),
        Line("  the bot and its redis-server", whole, "ms", why=why),
        Line("  ratio, Redis counted", ratio(mine, whole), "×", why=why),
        Line("aiogram-dialog, state in memory only", memory, "ms", why=why_memory),
        Line("  ratio", ratio(mine, memory), "×", 1.3, why=why_memory),
    ]
    if versions:
        lines.append(f"  ({versions}{f', Redis {redis}' if redis else ''})")
    return [*lines, *(f"  To have {name}: {aiogram_stage.HOW[name]}" for name in lacks)]


async def flat(folder: Path) -> str:
    """Processor time of a tap of ours in a small house, in a municipality, and after two years of daily answers."""
    folder.mkdir()
    small, large, long = (folder / name for name in ("small", "large", "long"))
    await fill(small, FEW)
    await fill(large, MANY)
    await fill(long, FEW)
    db = await open_house(long)
    try:
        house = House(Settings(), load_library(), load_texts(), Clock(), db, "bench_bot", build_runner())
        await live(house, YEARS_OF_DAYS, FEW)
    finally:
        await db.close()
    everybody = (FIRST_CHAT, FIRST_CHAT + FEW)
    async with AsyncExitStack() as begun:
        costs = [await _started(begun, everybody, partial(bot, folder=data)) for data in (small, large, long)]
        tapping = (FIRST_CHAT + 1, FIRST_CHAT + 1 + FLAT_TAPPERS)
        for _ in range(FLAT_ROUNDS):  # together, so that all have the same of whatever else the machine does
            await asyncio.gather(*(_round(each, tapping, FLAT_PER_SECOND) for each in costs))
    found = [one.tap for one in costs]
    known = [one for one in found if one is not None]
    return section(
        f"Processor time of a tap as a house grows, side by side ({costs[0].taps} taps each)",
        [
            Line(f"{FEW} borgere", found[0], "ms"),
            Line(f"{MANY:,} borgere", found[1], "ms"),
            Line(f"{FEW} borgere with {YEARS_OF_DAYS // 365} years of daily answers each", found[2], "ms"),
            Line("largest of these to smallest", ratio(max(known), min(known)) if known else None, "×", 1.15),
        ],
    )


async def _started(
    begun: AsyncExitStack, everybody: Ids, start: Callable[[str], AbstractAsyncContextManager[Process]]
) -> Cost:
    """A bot at a Telegram of its own, once its first borger has answered; both run until the end of `begun`."""
    telegram = await begun.enter_async_context(phones())
    return await _warm(Cost(telegram, await begun.enter_async_context(start(telegram.url))), everybody)


async def _warm(one: Cost, everybody: Ids) -> Cost:
    await one.telegram.do("people", ids=everybody)
    await warm_up(one.telegram, (FIRST_CHAT, FIRST_CHAT + 1))
    return one


async def _round(of: Cost, ids: Ids, per_second: float) -> None:
    await open_cards(of.telegram, ids)
    before = processor_seconds(of.process.pid), _beside(of)
    seen = Tapped.model_validate(await of.telegram.do("tap", ids=ids, per_second=per_second))
    await asyncio.sleep(SETTLE)
    after = processor_seconds(of.process.pid), _beside(of)
    of.taps += len(seen.waits)
    of.calls += sum(seen.calls.values())
    of.seconds = _more(of.seconds, before[0], after[0])
    of.seconds_beside = _more(of.seconds_beside, before[1], after[1])


def _beside(of: Cost) -> float | None:
    return processor_seconds(of.beside.pid) if of.beside else 0.0


def _more(so_far: float | None, before: float | None, after: float | None) -> float | None:
    return None if so_far is None or before is None or after is None else so_far + after - before
