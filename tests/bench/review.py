"""A borger's page on a contact person's phone, in this process: each tap on it, from the tap to the commit."""

from __future__ import annotations

import time
from datetime import datetime, timedelta
from pathlib import Path

from bot.clock import Clock
from bot.config import Settings
from bot.flows.flow import Start
from bot.flows.house import CHECK_IN, Desk, House
from bot.flows.registry import build_runner
from bot.review import page
from bot.telegram.buttons import Owner, Tap
from dialogs import engine
from dialogs.buttons import Button
from dialogs.face import card
from dialogs.library import load_library
from dialogs.model import Dialog
from dialogs.profile import ReadingProfile
from dialogs.session import Pressed, Record, Said, Stage
from locales.texts import load_texts
from storage import answers, people, sessions
from storage.database import Tx
from tests.bench.seed import FIRST_CHAT, STAFF, ZONE, fill, open_house
from tests.bench.table import Line, milliseconds, percentile, section

DAYS = 365
ROUNDS = 20
WORDS = "Det var en stille dag, og jeg gik en tur om aftenen."
VIEWS = (
    "main", "answers", f"answers.{CHECK_IN}", "charts", f"chart.{CHECK_IN}.month", f"chart.{CHECK_IN}.year",
    "attendance", "follow_ups", "notes",
)  # fmt: skip
"""The parts of the page, as its buttons name them."""


async def review(folder: Path, borgere: int) -> str:
    """Leafs through the page of a borger who has answered each day of a year."""
    await fill(folder, borgere)
    db = await open_house(folder)
    house, runner = House(Settings(), load_library(), load_texts(), Clock(), db, "bench_bot"), build_runner()
    try:
        reader, borger = [await people.person_by_chat(db.snapshot, chat) for chat in (STAFF, FIRST_CHAT)]
        assert reader is not None and borger is not None
        async with db.write() as tx:
            await _a_year(tx, house.dialogs[CHECK_IN], borger.id, house.clock.now())
            await page.borger_page(Desk(house, tx, house.clock.now()), Start(reader, borger))
        took: dict[str, list[float]] = {view: [] for view in VIEWS}
        for view in VIEWS * ROUNDS:
            begun = time.perf_counter()
            async with db.write() as tx:
                tap = Tap(Owner.BORGER_PAGE, borger.id, 0, view)
                await page.tapped(Desk(house, tx, house.clock.now()), runner, reader, tap)
            took[view].append(time.perf_counter() - begun)
    finally:
        await db.close()
    slowest = max(VIEWS, key=lambda view: percentile(took[view], 0.5) or 0.0)
    every = [one for times in took.values() for one in times]
    return section(
        f"A borger's page with {DAYS} days of answers, {borgere:,} borgere in the file",
        [
            Line(f"a tap on it, p50 of {len(every)}", milliseconds(percentile(every, 0.5)), "ms"),
            Line("a tap on it, p95", milliseconds(percentile(every, 0.95)), "ms", 100),
            Line(f"its slowest part ({slowest}), p95", milliseconds(percentile(took[slowest], 0.95)), "ms", 100),
        ],
    )


async def _a_year(tx: Tx, dialog: Dialog, borger_id: int, now: datetime) -> None:
    """Answers the dialog once a day, by other buttons each time and with own words where they are asked for."""
    for day in range(DAYS, 0, -1):
        at = now - timedelta(days=day)
        session = engine.start(dialog, profile=ReadingProfile(), zone=ZONE, facts={"readers": "Prøve 0"}, lists={})
        surface_id = await sessions.add_surface(tx, borger_id, FIRST_CHAT)
        session_id = await sessions.add_session(
            tx, dialog, session, at, person_id=borger_id, about_id=borger_id, surface_id=surface_id
        )
        while session.stage is Stage.ASKING:
            buttons, words = card(dialog, session, at).buttons[0], engine.awaits_words(dialog, session)
            event = Pressed(session.turn, buttons[day % len(buttons)].id)
            session, effects = engine.step(dialog, session, Said(WORDS) if words and day % 3 else event, at)
            if words and day % 3:
                session, more = engine.step(dialog, session, Pressed(session.turn, Button.ON), at)
                effects = (*effects, *more)
            for effect in effects:
                if isinstance(effect, Record):
                    await answers.record(tx, session_id, borger_id, effect.answer)
        await sessions.save_session(tx, session_id, session, at, awaits_words=False)
