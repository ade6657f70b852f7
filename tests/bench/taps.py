"""Taps: answered while check-ins go out."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import datetime, timedelta
from math import ceil
from pathlib import Path

from pydantic import BaseModel

from bot.clock import Clock
from storage.tx import Tx
from tests.bench.processes import Phones, bot, child_of, memory, phones
from tests.bench.seed import FIRST_CHAT, fill, open_house
from tests.bench.table import Line, milliseconds, percentile, section
from tests.bench.telegram import TAPS_OF_ONE, Ids

PER_SECOND = 30
"""What Telegram lets a bot write. One of these places is kept free for a call for a talk."""
TAPS_PER_SECOND = 4
ANSWER_NOW = "Svar nu"
"""The key that begins a check-in, as it is written in Danish."""
SETTLE = 0.5
"""Seconds after which what follows a tap is over too."""


class Rush(BaseModel):
    """What the simulated Telegram saw of a rush."""

    seconds: float
    came: int
    messages: int
    refused: int
    waits: list[float]
    lost: int


class Tapped(BaseModel):
    """What the simulated Telegram saw of some taps."""

    waits: list[float]
    lost: int
    calls: dict[str, int]


Plans = Callable[[Tx, range, datetime], None]
"""Lets something be due at an instant for the borgere of some chats."""


async def rush(folder: Path, due: int, what: str, plans: Plans) -> str:
    """`due` messages of the bot's own at once, while others tap cards they have open."""
    tappers = ceil(due / PER_SECOND * TAPS_PER_SECOND * 1.3 / TAPS_OF_ONE) + 1
    warm, tapping = (FIRST_CHAT, FIRST_CHAT + 1), (FIRST_CHAT + 1, FIRST_CHAT + 1 + tappers)
    rushed = (tapping[1], tapping[1] + due)
    await fill(folder, 1 + tappers + due)
    async with phones() as telegram, bot(telegram.url, folder) as process:
        await telegram.do("people", ids=[FIRST_CHAT, rushed[1]])
        await warm_up(telegram, warm)
        await open_cards(telegram, tapping)
        db = await open_house(folder)
        try:
            await db.write(plans, range(*rushed), Clock().now() + timedelta(seconds=2))
        finally:
            await db.close()
        seen = Rush.model_validate(await telegram.do("rush", due=rushed, tapping=tapping, per_second=TAPS_PER_SECOND))
        drawing = child_of(process.pid)
        held = memory(process.pid), memory(drawing) if drawing else None
    rate = seen.messages / seen.seconds
    waits = [milliseconds(percentile(seen.waits, share)) for share in (0.5, 0.95, 0.99)]
    return section(
        f"{due:,} {what} due at once, Telegram's limits, {TAPS_PER_SECOND} taps a second meanwhile",
        [
            Line(f"{what} that came, of {due:,}", seen.came, "", due, least=True),
            Line("messages and edits", rate, "/s"),
            Line("  of what Telegram allows (30/s)", rate / PER_SECOND * 100, "%", 92, least=True),
            Line("refused for haste (429)", seen.refused, "", 0),
            Line(f"tap to edited card, p50 of {len(seen.waits)}", waits[0], "ms"),
            Line("tap to edited card, p95", waits[1], "ms", 250),
            Line("tap to edited card, p99", waits[2], "ms"),
            Line("taps without an answer", seen.lost, "", 0),
            Line("bot's memory afterwards, RSS", held[0].rss if held[0] else None, "MB", 150),
            Line("drawing process's memory, RSS", held[1].rss if held[1] else None, "MB"),
        ],
    )


async def open_cards(telegram: Phones, ids: Ids, at_once: int = 1) -> None:
    """Everybody begins a check-in."""
    await telegram.do("say", ids=ids, words=ANSWER_NOW, at_once=at_once)
    await asyncio.sleep(SETTLE)


async def warm_up(telegram: Phones, ids: Ids) -> None:
    """Lets people answer, so that the pictures are drawn and sent once."""
    await open_cards(telegram, ids)
    await telegram.do("tap", ids=ids, per_second=TAPS_PER_SECOND)
