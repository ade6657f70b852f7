"""A borger's page, in this process: each of its parts, with a year of daily answers in a municipality's database."""

from __future__ import annotations

import time
from datetime import datetime, timedelta
from pathlib import Path

from bot.app import build_runner
from bot.clock import Clock
from bot.config import Settings
from bot.desk.desk import CHECK_IN, Desk, House
from bot.desk.flow import Start
from bot.desk.page_parts import BORGER_PAGE
from bot.telegram.buttons import Tap
from dialogs import engine
from dialogs.buttons import Button
from dialogs.library import load_library
from dialogs.session import Event, Pressed, Record, Said
from locales.texts import load_texts
from storage import answers, people, sessions
from storage.database import Database
from storage.people import Person
from tests.bench.seed import FIRST_CHAT, STAFF, ZONE, fill, open_house
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
ANSWERS = ("3/5", "2/5", "1/5", "nobody", "food")


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
    now = house.clock.now()
    reader, borger = await _known(house.db, STAFF), await _known(house.db, FIRST_CHAT)
    surface_id = await house.db.write(sessions.add_surface, borger.id, FIRST_CHAT)
    for ago in range(DAYS, 0, -1):
        await house.write(_answer, borger, surface_id, now - timedelta(days=ago))
    await house.write(house.runner.go, "borger_page", Start(reader, borger))
    return reader, borger


def _answer(desk: Desk, borger: Person, surface_id: int, at: datetime) -> None:
    dialog, tx = desk.house.dialogs[CHECK_IN], desk.tx
    session = engine.start(dialog, profile=borger.profile, zone=ZONE)
    session_id = sessions.add_session(
        tx, dialog, session, at, person_id=borger.id, about_id=borger.id, surface_id=surface_id
    )
    for said in (*ANSWERS, Said("Jeg gik en tur ved søen og drak kaffe bagefter. " * 2), Button.ON):
        event: Event = said if isinstance(said, Said) else Pressed(session.turn, said)
        session, effects = engine.step(dialog, session, event, at)
        for effect in effects:
            if isinstance(effect, Record):
                answers.record(tx, session_id, borger.id, effect.answer)
    sessions.save_session(tx, session_id, session, at, awaits_words=False)


async def _known(db: Database, chat_id: int) -> Person:
    found = await db.read(people.person_by_chat, chat_id)
    assert found is not None
    return found
