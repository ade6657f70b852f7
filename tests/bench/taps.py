"""Taps: answered while check-ins go out, and what one costs beside python-telegram-bot's own way."""

from __future__ import annotations

import asyncio
from asyncio.subprocess import Process
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from math import ceil
from pathlib import Path

from pydantic import BaseModel

from bot.clock import Clock
from storage.tx import Tx
from tests.bench.processes import Phones, bot, child_of, memory, peer, phones, processor_seconds
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
ROUNDS = 3
TAPPERS = 15
FASTER_TAPS = 20
"""Taps a second where their cost is measured."""


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
        await _open_cards(telegram, warm)
        await telegram.do("tap", ids=warm, per_second=TAPS_PER_SECOND)  # the pictures are drawn and sent once
        await _open_cards(telegram, tapping)
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


@dataclass
class Cost:
    """What one kind of bot has used so far."""

    telegram: Phones
    process: Process
    seconds: float | None = 0.0
    taps: int = 0
    calls: int = 0


async def cost(ours: Path, theirs: Path) -> str:
    """Processor time of a tap, ours and a ConversationHandler's by turns."""
    everybody = (FIRST_CHAT, FIRST_CHAT + 1 + ROUNDS * TAPPERS)
    await fill(ours, everybody[1] - everybody[0])
    theirs.mkdir()
    async with (
        phones() as telegram, bot(telegram.url, ours) as process,
        phones() as other_telegram, peer(other_telegram.url, theirs) as other_process,
    ):  # fmt: skip
        pair = Cost(telegram, process), Cost(other_telegram, other_process)
        for each in pair:
            await each.telegram.do("people", ids=everybody)
            warm = (FIRST_CHAT, FIRST_CHAT + 1)
            await _open_cards(each.telegram, warm)
            await each.telegram.do("tap", ids=warm, per_second=TAPS_PER_SECOND)
        for turn in range(ROUNDS):
            begin = FIRST_CHAT + 1 + turn * TAPPERS
            for each in pair:
                await _round(each, (begin, begin + TAPPERS))
    mine, other = (each.seconds and each.seconds / each.taps for each in pair)
    return section(
        f"Processor time of a tap, {FASTER_TAPS} taps a second, by turns ({pair[0].taps} taps each)",
        [
            Line("trivselsbot, durable", milliseconds(mine), "ms"),
            Line("ConversationHandler with PicklePersistence", milliseconds(other), "ms"),
            Line("ratio", mine / other if mine and other else None, "×", 1.5),
            Line("calls to Telegram for a tap, trivselsbot", pair[0].calls / pair[0].taps, ""),
            Line("calls to Telegram for a tap, ConversationHandler", pair[1].calls / pair[1].taps, ""),
        ],
    )


async def _round(of: Cost, ids: Ids) -> None:
    await _open_cards(of.telegram, ids)
    before = processor_seconds(of.process.pid)
    seen = Tapped.model_validate(await of.telegram.do("tap", ids=ids, per_second=FASTER_TAPS))
    await asyncio.sleep(SETTLE)
    after = processor_seconds(of.process.pid)
    of.taps += len(seen.waits)
    of.calls += sum(seen.calls.values())
    of.seconds = None if of.seconds is None or before is None or after is None else of.seconds + after - before


async def _open_cards(telegram: Phones, ids: Ids) -> None:
    await telegram.do("say", ids=ids, words=ANSWER_NOW)
    await asyncio.sleep(SETTLE)
