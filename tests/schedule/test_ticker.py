"""What falls due when something goes wrong: a defect is put aside, a full disk is waited for, nobody else waits."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import datetime, time, timedelta
from pathlib import Path

import pytest
import sqlcipher3

from bot.app import Service
from bot.asking import checkins
from bot.clock import Clock
from bot.config import read_settings
from bot.desk.desk import Desk
from bot.simulator.server import Simulator
from dialogs.permissions import Role
from dialogs.profile import Reading, ReadingProfile
from dialogs.time.agenda import AgendaEntry
from dialogs.time.repeat import EVERY_DAY, weekly
from dialogs.time.schedule import Plan
from storage import agendas, people, schedules
from storage.database import may_pass
from storage.people import Person
from tests.clock_stage import check_ins
from tests.running import TOKEN, made, settings

ANNA, BIRK = 1, 2
QUESTION = "Hvordan har du det i dag?"
real = checkins.check_in_due


@asynccontextmanager
async def service(folder: Path) -> AsyncIterator[tuple[Simulator, Service]]:
    """The bot at noon, with two borgere who are asked at one."""
    clock = Clock()
    noon = datetime(2027, 3, 2, 11, tzinfo=clock.now().tzinfo)
    clock.jump_to(noon)
    sim = Simulator(TOKEN, now=clock.now)
    await sim.start()
    try:
        await made(folder)
        async with Service(read_settings(settings(sim.url, folder)), clock) as bot:
            for chat in (ANNA, BIRK):
                sim.user(chat)
                sim.state.chats[chat].started = True
                borger = await bot.db.write(
                    people.add_person, Role.BORGER, f"Prøve {chat}", noon, state="active", chat_id=chat,
                    profile=ReadingProfile(Reading.TEXT),
                )  # fmt: skip
                plan = Plan(weekly(EVERY_DAY), time(13), "Europe/Copenhagen")
                await bot.db.write(schedules.set_schedule, borger, "check_in", plan, noon, dialog_id="trivsel")
            yield sim, bot
    finally:
        await sim.stop()


async def plans(bot: Service) -> list[tuple[list[str], int]]:
    """(what became of the check-ins, hours until the next; 0 for now) of each borger."""
    found = []
    for borger in await bot.db.read(people.people_of_role, Role.BORGER):
        came = [status for _, status in await check_ins(bot.db, borger.id)]
        found.append((came, min([hours for hours in range(48) if borger.id in await due_by(bot, hours)])))
    return found


async def due_by(bot: Service, hours: int) -> list[int]:
    """Whose agenda is to be looked at by then, give or take half an hour."""
    return await bot.db.read(agendas.due_agendas, bot.house.clock.now() + timedelta(hours=hours, minutes=30), 10)


async def test_a_check_in_that_meets_a_defect_is_put_aside_and_the_others_come(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def breaks(desk: Desk, borger: Person, entry: AgendaEntry) -> None:
        if borger.id == 1:
            raise ValueError("Prøve 1")
        real(desk, borger, entry)

    async with service(tmp_path) as (sim, bot):
        monkeypatch.setitem(bot.house.runner.features.due, "check_in", breaks)
        bot.house.clock.ahead += timedelta(hours=1, seconds=1)
        await bot.ticker.tick()
        await sim.user(BIRK).waits_for(QUESTION)
        assert await plans(bot) == [(["stale"], 24), (["asked"], 24)]
        assert "ValueError" in caplog.text and "Prøve" not in caplog.text
        monkeypatch.setitem(bot.house.runner.features.due, "check_in", real)
        bot.house.clock.ahead += timedelta(days=1)
        await bot.ticker.tick()
        await sim.user(ANNA).waits_for(QUESTION)


async def test_a_full_disk_puts_nothing_aside(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(desk: Desk, borger: Person, entry: AgendaEntry) -> None:
        real(desk, borger, entry)
        raise sqlcipher3.dbapi2.OperationalError("database or disk is full")

    async with service(tmp_path) as (sim, bot):
        monkeypatch.setitem(bot.house.runner.features.due, "check_in", full)
        bot.house.clock.ahead += timedelta(hours=1, seconds=1)
        with pytest.raises(sqlcipher3.dbapi2.OperationalError):
            await bot.ticker.tick()
        assert await plans(bot) == [([], 0)] * 2
        monkeypatch.setitem(bot.house.runner.features.due, "check_in", real)
        await bot.ticker.tick()
        for chat in (ANNA, BIRK):
            await sim.user(chat).waits_for(QUESTION)
        assert await plans(bot) == [(["asked"], 24)] * 2


def test_a_wrong_statement_does_not_pass_by_itself() -> None:
    connection = sqlcipher3.connect(":memory:")
    with pytest.raises(sqlcipher3.dbapi2.OperationalError) as wrong:
        connection.execute("this is no statement")
    connection.close()
    assert not may_pass(wrong.value)
    assert may_pass(sqlcipher3.dbapi2.OperationalError("database is locked"))
    assert not may_pass(ValueError())
