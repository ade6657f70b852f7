"""`trivselsbot run` on a machine whose clock leaps: all comes at its time, nothing is lost, and all is well after."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path

import pytest

from bot.clock import Clock
from dialogs.engine.session import Answer, End, Outcome, Session, Stage
from dialogs.permissions import Role
from dialogs.profile import Reading, ReadingProfile
from dialogs.time.repeat import EVERY_DAY, weekly
from dialogs.time.schedule import Plan
from storage import agendas, inbox, people, schedules, sessions, watch
from storage.answers import own_answers, record
from storage.database import Database
from storage.surfaces import add_surface
from storage.tx import Tx
from tests.clock_stage import check_ins, decided_in_time
from tests.examples import CHECK_IN
from tests.faketime import WrongClock
from tests.running import Run, command, database, environment, eventually, house_of_init, running, telegram
from tests.transcripts import LIBRARY

__all__ = ["house_of_init"]
pytestmark = [pytest.mark.long, pytest.mark.usefixtures("house_of_init")]

LEAPS = (timedelta(days=800), timedelta(days=900), timedelta(days=1), -timedelta(days=1), timedelta(hours=1))
APART = timedelta(seconds=12)
"""Between two check-ins; one falls due in each leap."""
LATE = timedelta(seconds=10)
"""What a busy machine may need."""
QUESTION = "Hvordan har du det i dag?"


async def move_in(db: Database, now: datetime) -> None:
    """A borger for each leap, who has answered a month ago and is asked while the clock is wrong."""
    for number in range(1, len(LEAPS) + 1):
        who = await db.write(
            people.add_person,
            Role.BORGER,
            f"Prøve {number}",
            now,
            profile=ReadingProfile(Reading.TEXT),
            state="active",
            chat_id=number,
        )
        due = now + APART * number
        plan = Plan(weekly(EVERY_DAY), due.time(), "UTC", window=timedelta(hours=8))
        await db.write(schedules.set_schedule, who, "check_in", plan, now, dialog_id="trivsel")
        await db.write(agendas.worked_through, who, now, due)
        await db.write(answered, who, now - timedelta(days=30))


def answered(tx: Tx, who: int, at: datetime) -> None:
    """A check-in was begun and ended at that time, with one question skipped."""
    dialog = LIBRARY[CHECK_IN]
    session = Session(dialog.id, dialog.version())
    place = add_surface(tx, who, who)
    session_id = sessions.add_session(tx, dialog, session, at, person_id=who, about_id=who, surface_id=place)
    record(tx, session_id, who, Answer("mood", "", 1, Outcome.SKIPPED, at))
    closed = replace(session, stage=Stage.CLOSED, end=End.DONE)
    sessions.save_session(tx, session_id, closed, at, awaits_words=False)


async def says_anew(run: Run, words: str, happens: Callable[[], None]) -> None:
    """Lets something happen, and waits until the process has said `words` once more than before. It may say them more
    often: libfaketime is read by several threads, and one may see for a moment what was before."""
    before = run.said.count(words)
    happens()
    await run.until(lambda: run.said.count(words) > before)


async def test_everything_comes_at_its_time_whatever_the_clock_does(tmp_path: Path) -> None:
    wrong, now = WrongClock(tmp_path), Clock().now
    async with telegram() as tg, database(tmp_path / "data") as db:
        begun = now()
        await move_in(db, begun)
        async with running(tg, tmp_path, **wrong.environment) as run:
            for number, leap in enumerate(LEAPS, 1):
                phone = tg.sim.user(number)
                phone.starts()
                await says_anew(run, "clock is wrong", partial(wrong.is_off, leap))
                await phone.waits_for(QUESTION, timeout=30)
                phone.taps("🙂 Godt")
                await says_anew(run, "clock is right", partial(wrong.is_off, timedelta()))
            await tg.sim.settles()
            await eventually(db, inbox.anything_waits)
            await run.stops()
        assert "Traceback" not in run.said
        for borger in await db.read(people.all_borgere):
            ((due, status),) = await check_ins(db, borger.id)
            assert status == "asked"
            assert await decided_in_time(db, borger.id, due, LATE), "neither too early nor too late"
            new = [answer.said_at > begun for answer in await db.read(own_answers, borger.id)]
            assert new == [False, True], "the answer of a month ago is kept, and the new one"
            agenda = await db.read(agendas.agenda_of, borger.id)
            assert agenda and agenda.done_until <= now()
    code, said = await command("forecast", environment=environment("", tmp_path), log=tmp_path / "forecast")
    assert code == 0 and said.count("check_in") >= len(LEAPS), said


@pytest.mark.parametrize("off", [timedelta(days=-20000), timedelta(days=900)], ids=str)
async def test_a_machine_that_wakes_up_in_the_wrong_year_does_no_harm(tmp_path: Path, off: timedelta) -> None:
    wrong, now = WrongClock(tmp_path), Clock().now
    wrong.is_off(off)
    async with telegram() as tg, database(tmp_path / "data") as db:
        await move_in(db, now())
        async with running(tg, tmp_path, **wrong.environment) as run:
            await run.says("clock is wrong")
            phone = tg.sim.user(1)
            phone.starts()
            await phone.waits_for(QUESTION, timeout=30)
            alive = await db.read(watch.last_alive)
            assert alive and abs(alive - now()) < timedelta(minutes=2)
            await run.stops()
        for borger in await db.read(people.all_borgere):
            assert len(await db.read(own_answers, borger.id)) == 1
