"""Starting, and being there: how long until the bot first asks for updates, and what it holds when nothing happens."""

from __future__ import annotations

import asyncio
import time
from pathlib import Path

from tests.bench.processes import Memory, bot, memory, phones
from tests.bench.seed import fill
from tests.bench.table import Line, percentile, section

HOUSES = (43, 10_000)
STARTS = 3
QUIET = 2.0
"""Seconds after a start, after which the bot is idle."""


async def start_and_rest(folder: Path) -> str:
    """Starts the bot some times with a house and with a municipality, and weighs it at rest."""
    folder.mkdir()
    starts: list[Line] = []
    weights: list[Line] = []
    async with phones() as telegram:
        for borgere in HOUSES:
            data = folder / str(borgere)
            await fill(data, borgere)
            took: list[float] = []
            held: Memory | None = None
            for turn in range(STARTS):
                begun = time.monotonic()
                async with bot(telegram.url, data) as process:
                    polled = await telegram.do("first_poll", since=begun)
                    assert isinstance(polled, float)
                    took.append(polled - begun)
                    if turn == STARTS - 1:
                        await asyncio.sleep(QUIET)
                        held = memory(process.pid)
            starts.append(Line(f"start to first getUpdates, {borgere:,} borgere", percentile(took, 0.5), "s", 1.5))
            weights.append(Line(f"memory at rest, {borgere:,} borgere, RSS", held.rss if held else None, "MB", 150))
            weights.append(Line(f"memory at rest, {borgere:,} borgere, PSS", held.pss if held else None, "MB"))
    return section(f"Start (p50 of {STARTS}) and rest", [*starts, *weights])
