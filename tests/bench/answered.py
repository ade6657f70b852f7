"""Years of daily answers: as if given through the engine, day by day."""

from __future__ import annotations

from datetime import datetime, timedelta

from bot.desk.desk import Desk, House
from dialogs.engine import engine
from dialogs.engine.buttons import Button
from dialogs.engine.session import Event, Pressed, Record, Said
from storage import answers, people, sessions, surfaces
from storage.database import Database
from storage.people import Person
from tests.bench.seed import FIRST_CHAT, ZONE
from tests.examples import CHECK_IN

ANSWERS = ("3/5", "2/5", "1/5", "nobody", "food")


async def live(house: House, days: int, borgere: int = 1) -> None:
    """The first borgere have answered each of the last days."""
    now = house.clock.now()
    for chat_id in range(FIRST_CHAT, FIRST_CHAT + borgere):
        borger = await known(house.db, chat_id)
        await house.write(_answer_daily, borger, [now - timedelta(days=ago) for ago in range(days, 0, -1)])


async def known(db: Database, chat_id: int) -> Person:
    found = await db.read(people.person_by_chat, chat_id)
    assert found is not None
    return found


def _answer_daily(desk: Desk, borger: Person, days: list[datetime]) -> None:
    assert borger.chat_id is not None
    surface_id = surfaces.add_surface(desk.tx, borger.id, borger.chat_id)
    for at in days:
        _answer(desk, borger, surface_id, at)


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
