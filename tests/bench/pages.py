"""A borger's page, in this process: each of its parts, with a year of daily answers in a municipality's database."""

from __future__ import annotations

import time
from pathlib import Path

from bot.app import build_runner
from bot.clock import Clock
from bot.config import Settings
from bot.desk.desk import House
from bot.desk.flow import Start
from bot.desk.page_parts import BORGER_PAGE
from bot.telegram.buttons import Tap
from dialogs.method.library import load_library
from locales.texts import load_texts
from storage.people import Person
from tests.bench.answered import known, live
from tests.bench.seed import FIRST_CHAT, STAFF, fill, open_house
from tests.bench.table import Line, milliseconds, percentile, section

BORGERE = 10_000
DAYS = 364
TURNS = 20
PARTS = (
    ("the first side", "main"),
    ("the latest answers", "answers"),
    ("a topic's answers", "answers.trivsel"),
    ("curves, four weeks", "chart.trivsel.month"),
    ("curves, a year", "chart.trivsel.year"),
    ("attendance", "attendance"),
)


async def pages(folder: Path) -> str:
    """Turns to each part some times, from the tap to the card that is queued; drawing is beside the loop."""
    await fill(folder, BORGERE)
    db = await open_house(folder)
    try:
        house = House(Settings(), load_library(), load_texts(), Clock(), db, "bench_bot", build_runner())
        reader, borger = await _live(house)
        lines = [
            Line(f"{name}, p95 of {TURNS}", percentile(await _turned(house, reader, borger, view), 0.95), "ms", 100)
            for name, view in PARTS
        ]
    finally:
        await db.close()
    return section(f"A borger's page with a year of daily answers, {BORGERE:,} borgere", lines)


async def _turned(house: House, reader: Person, borger: Person, view: str) -> list[float]:
    took = []
    for _ in range(TURNS):
        begun = time.perf_counter()
        assert await house.write(house.runner.tapped, reader, Tap(BORGER_PAGE, borger.id, 0, view))
        took.append(milliseconds(time.perf_counter() - begun) or 0.0)
    return took


async def _live(house: House) -> tuple[Person, Person]:
    """The first borger's year, and their page open with the reader."""
    await live(house, DAYS)
    reader, borger = await known(house.db, STAFF), await known(house.db, FIRST_CHAT)
    await house.write(house.runner.go, "borger_page", Start(reader, borger))
    return reader, borger
