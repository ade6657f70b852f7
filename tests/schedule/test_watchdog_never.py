"""A check-in that can never be asked: staff hear of it once, also of one that was set before the bot asked again."""

from __future__ import annotations

from dataclasses import replace
from datetime import time, timedelta
from pathlib import Path

import pytest

from dialogs.time.agenda import Rhythm
from dialogs.time.repeat import weekly
from dialogs.time.schedule import QuietHours
from storage import watch
from storage.tx import Tx
from tests.books import books
from tests.house import PLAN, RHYTHM, House
from tests.phone import Phone
from tests.schedule.test_watchdog import looks
from tests.storage.test_house import NOW, opened
from tests.storage.test_migrations import MIGRATIONS, up_to

NEVER = (
    "I never ask {name} »{what}«: it is set to {time}, and it is quiet from {start} to {end}. Please choose"
    " another time under Methods."
)


def heard(staff: Phone, clock: time = time(21)) -> int:
    what = staff.say("How are you")
    return staff.has_seen(NEVER, what=what, name="Alma", time=clock, start=21, end=8)


async def test_staff_hear_of_it_once_and_anew_when_it_is_so_again(house: House) -> None:
    night = Rhythm(QuietHours(time(21), time(8)))
    await house.lives(house.alma, night)
    await house.plans(house.alma, replace(PLAN, at=time(21)))
    for _ in range(3):
        await looks(house)
    assert heard(house.mette) == 1 and heard(house.jonas) == 0, "her contact person"
    await house.lives(house.alma, RHYTHM)
    await looks(house)
    await house.lives(house.alma, night)
    await looks(house)
    assert heard(house.mette) == 2


@pytest.mark.parametrize(
    ("clock", "hours", "days"),
    [(time(20, 59), 8, (1,)), (time(21), 12, (1,)), (time(6), 4, (1,)), (time(21), 8, ())],
)
async def test_nothing_is_said_of_what_can_be_asked_or_is_off(
    house: House, clock: time, hours: int, days: tuple[int, ...]
) -> None:
    await house.lives(house.alma, Rhythm(QuietHours(time(21), time(8))))
    await house.plans(house.alma, replace(PLAN, at=clock, window=timedelta(hours=hours), repeat=weekly(days)))
    await looks(house)
    assert heard(house.mette, clock) == 0


async def test_what_staff_were_told_before_is_still_known(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    up_to(monkeypatch, [one for one in MIGRATIONS if one[0] < 7])
    async with opened(tmp_path) as db:
        await db.write(Tx.run, "INSERT INTO person (id, role, name, profile, state, created_at)"
                     " VALUES (1, 'borger', 'Bo', '{}', 'active', 0)")  # fmt: skip
        await db.write(Tx.run, "INSERT INTO watch VALUES (1, 'silent', 5, 6)")
    monkeypatch.undo()
    async with opened(tmp_path) as db:
        assert (await books(db))["watch"] == [(1, "silent", 5, 6)]
        assert await db.write(watch.tell, 1, "never:3", NOW, NOW)
