"""A maybe is brought up once more, quietly, and is nobody else's to know; how and when to meet stands on both cards."""

from __future__ import annotations

from pathlib import Path

import pytest

from storage import circle
from storage.tx import Tx
from tests.circle.test_team import ASKED, circles, picks
from tests.copy_stage import copied
from tests.house import House
from tests.phone import da
from tests.storage.test_house import couple, opened
from tests.storage.test_migrations import MIGRATIONS, up_to
from tests.views.test_views import sketch

UNSURE = "INSERT INTO circle_pick (borger_id, staff_id, area, wish, at) VALUES (?, ?, 'out', 'maybe', 0)"
AGAIN = "You said maybe. Would you like to look again?"


async def test_a_maybe_is_asked_about_once_more_and_told_nobody(house: House) -> None:
    alma, jonas, mette, lis = house.alma, house.jonas, house.mette, house.lis
    await circles(house)
    await picks(alma, "Going out", "Jonas", "Maybe")
    await house.jumps("2026-12-03 12.00")
    await picks(alma, "Money", "Mette", "Maybe")
    await lis.presses("The house")
    await lis.taps("Teams")
    lis.reads("{name} has picked nobody yet.", name="Alma")
    alma.turns_page()
    await house.jumps("2026-12-21 14.01")
    alma.sees(AGAIN)
    assert not any(da("Money") in label for label in alma.labels), "that was later"
    assert alma.card.silent
    await alma.taps("Jonas")
    alma.reads("{area}: would you like {name}?", area=da("Going out"), name="Jonas")
    await alma.taps("Maybe", "My team", "Close")
    alma.turns_page()
    await house.jumps("2027-01-20 12.00")
    alma.sees(AGAIN)
    assert any(da("Money") in label for label in alma.labels)
    assert not any(da("Going out") in label for label in alma.labels), "not a second time"
    await alma.taps("Let it be")
    alma.sees_not(da(AGAIN))
    for phone in (jonas, mette):
        phone.sees_not(da("Maybe"), da(ASKED, name="Alma", area=da("Going out")))


async def test_how_and_when_they_meet_stands_on_both_cards(house: House) -> None:
    alma, jonas = house.alma, house.jonas
    await circles(house)
    await picks(alma, "Going out", "Jonas", "Gladly")
    await alma.taps("Place and time", "On a walk", "Done", "In the evening", "Done")
    alma.reads("I ask {name}. You hear what {name} answers.", name="Jonas")
    alma.reads("On a walk")
    jonas.sees(ASKED, name="Alma", area=da("Going out"))
    jonas.reads("In the evening")
    await jonas.taps("Yes, gladly")
    await alma.taps("Nothing")
    alma.turns_page()
    await alma.presses("More")
    await alma.taps("My team", "Jonas")
    assert "beside='🥾🌙'" in sketch(alma.card), "also for who reads no words"
    await alma.taps("Place and time")
    assert "marked=True" in sketch(alma.card)
    await alma.taps("On a walk", "Over coffee", "Done", "Done")
    jonas.sees("{name} has said how you meet: {area}. See »My card«.", name="Alma", area=da("Going out"))
    await jonas.presses("More")
    await jonas.taps("My card")
    jonas.reads("Over coffee")
    assert da("On a walk") not in jonas.last
    lines, _ = await copied(house)
    assert any(da("Over coffee") in line for line in lines)


async def test_nothing_was_said_of_it_before(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    number = next(number for number, sql in MIGRATIONS if "COLUMN meets" in sql)
    up_to(monkeypatch, [one for one in MIGRATIONS if one[0] < number])
    async with opened(tmp_path) as db:
        borger, staff = await db.write(couple)
        await db.write(Tx.run, UNSURE, borger, staff)  # fmt: skip
    monkeypatch.undo()
    async with opened(tmp_path) as db:
        (pick,) = await db.read(circle.picks_of, borger)
        assert (pick.meets, pick.asked_again) == ((), None)
