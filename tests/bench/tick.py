"""The tick over many schedules, in this process: nothing due, and a hundred due."""

from __future__ import annotations

import time
from datetime import timedelta
from pathlib import Path

from bot.clock import Clock
from bot.config import Settings
from bot.flows.house import House
from bot.flows.registry import build_runner
from bot.schedule.ticker import AT_ONCE, Ticker
from dialogs.library import load_library
from locales.texts import load_texts
from storage import agendas, schedules
from storage.database import Database
from tests.bench.seed import FIRST_CHAT, ask_at, fill, open_house
from tests.bench.table import Line, milliseconds, percentile, section

QUIET_TICKS = 200
DUE = 100


async def tick(folder: Path, many: int) -> str:
    """Ticks with `many` schedules in the database."""
    await fill(folder, many)
    db = await open_house(folder)
    try:
        ticker = Ticker(House(Settings(), load_library(), load_texts(), Clock(), db, "bench_bot"), build_runner())
        quiet = [await _timed_tick(ticker) for _ in range(QUIET_TICKS)]
        async with db.write() as tx:
            await ask_at(tx, range(FIRST_CHAT, FIRST_CHAT + DUE), Clock().now() - timedelta(seconds=1))
        read = await _read(db)
        full = await _timed_tick(ticker)
    finally:
        await db.close()
    return section(
        f"A tick over {many:,} schedules",
        [
            Line(f"nothing due, p50 of {QUIET_TICKS}", percentile(quiet, 0.5), "ms", 1),
            Line(f"{DUE} due, reading them ({AT_ONCE} at a time)", read, "ms", 20),
            Line(f"{DUE} due, reading and asking, each a commit", full, "ms", 20),
            Line("  of that, one check-in", full / DUE, "ms"),
        ],
    )


async def _timed_tick(ticker: Ticker) -> float:
    begun = time.perf_counter()
    await ticker.tick()
    return milliseconds(time.perf_counter() - begun) or 0.0


async def _read(db: Database) -> float:
    """What a tick reads while a hundred are due, without doing them."""
    now, begun = Clock().now(), time.perf_counter()
    for _ in range(0, DUE, AT_ONCE):
        await agendas.anything_due(db.snapshot, now)
        await schedules.due_timers(db.snapshot, now, AT_ONCE)
        await agendas.due_agendas(db.snapshot, now, AT_ONCE)
    return milliseconds(time.perf_counter() - begun) or 0.0
