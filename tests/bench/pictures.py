"""Picture cards: the first after the bot's start, the next, and found again."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable
from functools import partial
from pathlib import Path

from bot.clock import Clock
from bot.pictures.spec import Picture, picture_key
from bot.pictures.studio import Studio
from dialogs.profile import Reading, ReadingProfile, ScaleStyle
from storage import sent_files
from storage.tx import Tx
from tests.bench.cards import trivsel_cards
from tests.bench.seed import fill, open_house
from tests.bench.table import Line, milliseconds, percentile, section

COLD = 3
UP = 2.0
"""Seconds after its start in which nobody taps."""
TIMES = 3
"""How often each card is drawn, each time by a process that has not drawn it. What else the machine does falls upon
some: the middle one counts."""
LOOK_UPS = 20
BOT_ID = 123456


async def draw_cards(folder: Path) -> str:
    """Every card of trivsel in several reading profiles."""
    pictures = _pictures()
    cold = [await _cold(pictures[0]) for _ in range(COLD)]
    drawn = [
        percentile(times, 0.5) or 0.0 for times in zip(*[await _drawn(pictures) for _ in range(TIMES)], strict=True)
    ]
    found = await _look_ups(folder, pictures)
    return section(
        f"A picture card, beside the event loop ({len(pictures)} cards)",
        [
            Line(f"first, {UP:.0f} s after the bot's start, p50 of {COLD}", percentile(cold, 0.5), "ms", 80),
            Line("drawn, p50", percentile(drawn, 0.5), "ms", 80),
            Line("drawn, slowest", max(drawn), "ms", 80),
            Line("found again by file id, p50", percentile(found, 0.5), "ms", 1),
        ],
    )


def _pictures() -> list[Picture]:
    profiles = (
        ReadingProfile(),
        ReadingProfile(reading=Reading.PICTURES, steps=3),
        ReadingProfile(style=ScaleStyle.NUMBERS, steps=11, language="en"),
        ReadingProfile(style=ScaleStyle.THUMBS, steps=2),
    )
    shown = [card.drawn.picture for profile in profiles for card in trivsel_cards(profile) if card.drawn]
    return list(dict.fromkeys(shown))


async def _drawn(pictures: list[Picture]) -> list[float]:
    """How long each card takes, one after the other."""
    studio = Studio()
    try:
        await studio.render(pictures[0])
        return [await timed(partial(studio.render, picture)) for picture in pictures]
    finally:
        await studio.close()


async def _cold(picture: Picture) -> float:
    studio = Studio()
    await studio.begin()
    try:
        await asyncio.sleep(UP)
        return await timed(lambda: studio.render(picture))
    finally:
        await studio.close()


def _look_up(tx: Tx, picture: Picture) -> str | None:
    return sent_files.file_id(tx, picture_key(picture), BOT_ID)


async def _look_ups(folder: Path, pictures: list[Picture]) -> list[float]:
    await fill(folder, 43)
    db, now = await open_house(folder), Clock().now()
    try:
        for number, picture in enumerate(pictures):
            await db.write(sent_files.was_sent, picture_key(picture), BOT_ID, f"file-{number}", None, now)
        return [await timed(partial(db.read, _look_up, picture)) for _ in range(LOOK_UPS) for picture in pictures]
    finally:
        await db.close()


async def timed(work: Callable[[], Awaitable[object]]) -> float:
    """Milliseconds it takes."""
    begun = time.perf_counter()
    await work()
    return milliseconds(time.perf_counter() - begun) or 0.0
