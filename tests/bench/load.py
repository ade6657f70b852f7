"""How many taps a second one core answers in time, with nothing waiting for Telegram's pace."""

from __future__ import annotations

import math
import os
import sys
import time
from asyncio.subprocess import Process
from dataclasses import dataclass
from math import ceil
from pathlib import Path

from tests.bench.processes import Phones, bot, phones, processor_seconds
from tests.bench.seed import FIRST_CHAT, fill
from tests.bench.table import Line, milliseconds, percentile, section
from tests.bench.taps import Tapped, open_cards, warm_up
from tests.bench.telegram import TAPS_OF_ONE

SLOWEST = 0.25
"""Seconds within which 95 of 100 taps are to be answered."""
PROMISED = 120
RATES = tuple(round(PROMISED * 1.2**step) for step in range(-9, 9))
"""Taps a second that are tried, each a fifth more than the one before: from what is promised up or down."""
STEP = 3.0
"""Seconds for which each rate is kept up."""
TRIES = 2
"""How often a rate is tried before it counts as too high: a disk or a neighbour may have held one up."""
AT_ONCE = 8
PEOPLE = 2000


@dataclass(frozen=True)
class Step:
    """What was seen at a rate of taps. `busy` and `busy_telegram` are shares of a core; None if the system does not
    tell."""

    rate: int
    waits: list[float]
    busy: float | None
    busy_telegram: float | None

    @property
    def p95(self) -> float:
        return percentile(self.waits, 0.95) or math.inf


async def load(folder: Path) -> str:
    """Raises the rate until taps wait too long, and then looks closer."""
    await fill(folder, PEOPLE)
    core, others = _cores()
    async with phones() as telegram, bot(telegram.url, folder, unhurried=core) as process:
        if others:
            os.sched_setaffinity(telegram.pid, others)
        await telegram.do("unlimited")
        await telegram.do("people", ids=(FIRST_CHAT, FIRST_CHAT + PEOPLE))
        await warm_up(telegram, (FIRST_CHAT, FIRST_CHAT + 1))
        good, bad = await _search(telegram, process)
    where = "one core" if core else "any core: this system cannot pin a process to one"
    shown = good or bad
    assert shown is not None
    best = good.rate if good else 0
    lines = [
        Line(f"taps a second with p95 ≤ {SLOWEST * 1000:.0f} ms", best, "/s", PROMISED, least=True),
        Line(f"  p50 at {shown.rate} a second", milliseconds(percentile(shown.waits, 0.5)), "ms"),
        Line(f"  p95 at {shown.rate} a second", milliseconds(shown.p95), "ms"),
        Line("  of its core the bot used", shown.busy and shown.busy * 100, "%"),
        Line("  of another core the simulated Telegram used", shown.busy_telegram and shown.busy_telegram * 100, "%"),
    ]
    if bad and bad is not shown:
        late = sum(wait > SLOWEST for wait in bad.waits) / len(bad.waits)
        lines.append(Line(f"  later than {SLOWEST * 1000:.0f} ms at {bad.rate} a second", late * 100, "%"))
    return section(f"Taps without Telegram's pace, the bot on {where}, {STEP:.0f} s a rate", lines)


def _cores() -> tuple[list[int], list[int]]:
    """The bot's core and those for the rest; none where processes cannot be pinned."""
    if sys.platform != "linux":
        return [], []
    cores = sorted(os.sched_getaffinity(0))
    return cores[-1:], cores[:-1]


async def _search(telegram: Phones, process: Process) -> tuple[Step | None, Step | None]:
    """The step of the highest rate that was answered in time, and that of the lowest which was not; None if there is no
    such rate."""
    place, good, bad = RATES.index(PROMISED), None, None
    while 0 <= place < len(RATES) and not (good and bad):
        for _ in range(TRIES):
            step = await _step(telegram, process, RATES[place])
            if step.p95 <= SLOWEST:
                break
        if step.p95 <= SLOWEST:
            good, place = step, place + 1
        else:
            bad, place = step, place - 1
    return good, bad


async def _step(telegram: Phones, process: Process, rate: int) -> Step:
    ids = (FIRST_CHAT + 1, FIRST_CHAT + 1 + min(ceil(rate * STEP / TAPS_OF_ONE), PEOPLE - 1))
    await open_cards(telegram, ids, at_once=AT_ONCE)
    both = process.pid, telegram.pid
    begun, before = time.monotonic(), [processor_seconds(pid) for pid in both]
    seen = Tapped.model_validate(await telegram.do("tap", ids=ids, per_second=rate))
    took = time.monotonic() - begun
    after = [processor_seconds(pid) for pid in both]
    busy = [None if a is None or b is None else (a - b) / took for a, b in zip(after, before, strict=True)]
    return Step(rate, [*seen.waits, *[math.inf] * seen.lost], *busy)
