"""The tick over many schedules, in this process: nothing due, and a hundred due; beside APScheduler's, by turns."""

from __future__ import annotations

import time
from contextlib import closing
from datetime import timedelta
from pathlib import Path

from bot.app import build_runner
from bot.clock import Clock
from bot.config import Settings
from bot.desk.desk import House
from bot.schedule.ticker import AT_ONCE, Ticker
from dialogs.method.library import load_library
from locales.texts import load_texts
from storage import agendas, schedules
from storage.database import Database
from tests.bench.jobs import Jobs
from tests.bench.seed import FIRST_CHAT, ask_at, fill, open_house
from tests.bench.table import Line, beside, milliseconds, percentile, section

QUIET_TICKS = 200
DUE = 100
ROUNDS = 3
"""How often as many are due. What else the machine does falls upon one of them: the middle one counts."""
LATER = timedelta(hours=12)
JUST_OVER = timedelta(seconds=1)


async def tick(folder: Path, many: int) -> str:
    """Ticks with `many` schedules in the database, and wakes a scheduler up that has as many jobs."""
    await fill(folder, many)
    clock = Clock()
    db = await open_house(folder)
    try:
        with closing(Jobs(folder / "jobs.db", many, clock.now() + LATER)) as jobs:
            lines = await _ticks(db, jobs, clock)
    finally:
        await db.close()
    return section(f"A tick over {many:,} schedules, beside a wake-up of APScheduler with as many stored jobs", lines)


async def _ticks(db: Database, jobs: Jobs, clock: Clock) -> list[Line]:
    ticker = Ticker(House(Settings(), load_library(), load_texts(), clock, db, "bench_bot", build_runner()))
    quiet = [(await _timed_tick(ticker), jobs.wake_up()) for _ in range(QUIET_TICKS)]
    read, full = [], []
    for begin in range(FIRST_CHAT, FIRST_CHAT + ROUNDS * DUE, DUE):
        await db.write(ask_at, range(begin, begin + DUE), clock.now() - JUST_OVER)
        ours = await _read(db, clock), await _timed_tick(ticker)
        jobs.make_due(DUE, clock.now() - JUST_OVER)  # until they are done nothing is awaited: it would wake up itself
        read.append((ours[0], jobs.read(clock.now(), DUE)))
        full.append((ours[1], jobs.wake_up()))
    (still, their_still), (seen, their_seen), (asked, theirs) = map(_middle, (quiet, read, full))
    return [
        *beside(Line(f"nothing due, p50 of {QUIET_TICKS}", still, "ms", 1), "APScheduler", their_still),
        *beside(Line(f"{DUE} due, reading them ({AT_ONCE} at a time)", seen, "ms", 20), "APScheduler", their_seen),
        *beside(Line(f"{DUE} due, asking them all, each a durable commit, p50 of {ROUNDS}", asked, "ms"),
                "APScheduler, jobs that do nothing, each a commit", theirs, most=1),
        Line("  one check-in asked", asked / DUE, "ms"),
    ]  # fmt: skip


def _middle(times: list[tuple[float, float]]) -> tuple[float, float]:
    """The p50 of ours and of theirs."""
    ours, theirs = (percentile(each, 0.5) or 0.0 for each in zip(*times, strict=True))
    return ours, theirs


async def _timed_tick(ticker: Ticker) -> float:
    begun = time.perf_counter()
    await ticker.tick()
    return milliseconds(time.perf_counter() - begun) or 0.0


async def _read(db: Database, clock: Clock) -> float:
    """What a tick reads while a hundred are due, without doing them."""
    now, begun = clock.now(), time.perf_counter()
    for _ in range(0, DUE, AT_ONCE):
        await db.read(agendas.latest_due, now)
        await db.read(schedules.due_timers, now, AT_ONCE)
        await db.read(agendas.due_agendas, now, AT_ONCE)
    return milliseconds(time.perf_counter() - begun) or 0.0
