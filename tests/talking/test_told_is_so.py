"""What the stories of `tests/whole/test_truth.py` found to be untrue, each by itself."""

from __future__ import annotations

from pathlib import Path

import pytest

from storage import followup
from storage.tx import Tx
from tests.house import House
from tests.leading.test_hours_numbers import opens
from tests.people.test_time_off import takes_days_off
from tests.storage.test_house import opened
from tests.storage.test_migrations import MIGRATIONS, up_to
from tests.talking.test_agreed_alerts import MONDAY, TOLD, TUESDAY, agrees, answers
from tests.talking.test_alert_clock import LATE, TELLS, with_jonas
from tests.talking.test_read_now import on_duty
from tests.talking.test_talk import KEY, WANTS

CANNOT = "{name} cannot after all. I ask others."


async def test_who_can_be_reached_again_is_told_when_the_card_says(house: House) -> None:
    alma, mette = house.alma, house.mette
    await agrees(house, "Mette")
    await house.at("2026-11-23 21.30")
    await mette.blocks()
    await answers(house, "Badly")
    alma.sees(LATE)
    await house.at("2026-11-24 04.30")
    await mette.unblocks()
    alma.sees(TELLS, names=("Mette",), when=house.local("2026-11-24 07.00"))
    await house.at("2026-11-24 06.59")
    assert not mette.has_seen(TOLD, name="Alma")
    await house.at("2026-11-24 07.00")
    assert mette.has_seen(TOLD, name="Alma")


async def test_at_work_they_are_told_at_once(house: House) -> None:
    await agrees(house, "Mette")
    await house.mette.blocks()
    await answers(house, "Badly")
    await house.passes(hours=2)
    await house.mette.unblocks()
    assert house.mette.has_seen(TOLD, name="Alma")


async def test_while_somebody_has_seen_it_the_next_is_told_when_that_has_been_waited_for(house: House) -> None:
    alma, mette, jonas = house.alma, house.mette, house.jonas
    await with_jonas(house)
    await on_duty(house, mette, MONDAY, "day", "evening")
    await on_duty(house, jonas, MONDAY, "evening")
    await house.at("2026-11-23 14.35")
    await answers(house, "Badly")
    await house.at("2026-11-23 14.40")
    await mette.taps("See the answer")
    alma.sees(TELLS, names=("Jonas",), when=house.local("2026-11-23 15.40"))
    await house.at("2026-11-23 15.39")
    assert not jonas.has_seen(TOLD, name="Alma")
    await house.at("2026-11-23 15.41")
    assert jonas.has_seen(TOLD, name="Alma")


async def test_hours_that_a_leader_changes_count_for_an_alert_that_waits(house: House) -> None:
    alma, lis, mette = house.alma, house.lis, house.mette
    await agrees(house, "Mette")
    await house.at("2026-11-23 23.00")
    await answers(house, "Badly")
    alma.sees(TELLS, names=("Mette",), when=house.local("2026-11-24 07.00"))
    await opens(lis, "When there is staff", "Write other hours")
    await lis.says("9-21")
    alma.sees(TELLS, names=("Mette",), when=house.local("2026-11-24 09.00"))
    await house.at("2026-11-24 08.59")
    assert not mette.has_seen(TOLD, name="Alma")
    await house.at("2026-11-24 09.00")
    assert mette.has_seen(TOLD, name="Alma")


async def test_nobody_is_said_to_come_now_hours_after_they_said_so(house: House) -> None:
    alma, mette = house.alma, house.mette
    await alma.presses(KEY)
    await alma.blocks()
    said = house.clock.now().astimezone(house.service.house.zone)
    await mette.taps("I am coming now")
    await house.passes(hours=2)
    await alma.unblocks()
    alma.sees("{name} answered you {when}.", name="Mette", when=said)
    alma.sees_not(alma.say("{name} is coming now.", name="Mette"), "It is not needed now")


async def test_what_still_lies_ahead_is_said(house: House) -> None:
    alma, mette = house.alma, house.mette
    await alma.presses(KEY)
    await alma.blocks()
    await mette.taps("I come at …", "20.00")
    await house.passes(hours=2)
    await alma.unblocks()
    alma.sees("{name} comes {when}.", name="Mette", when=house.local("2026-11-23 20.00"))


async def test_who_takes_days_off_comes_not_as_they_said_and_others_are_asked(house: House) -> None:
    alma, mette, jonas = house.alma, house.mette, house.jonas
    await alma.presses(KEY)
    await mette.taps("I come at …", "20.00")
    await takes_days_off(mette, "Jonas")
    alma.sees(CANNOT, name="Mette")
    assert jonas.has_seen(WANTS, name="Alma")
    alma.sees("I have told {names}.", names=("Jonas",))


async def test_days_off_that_begin_after_it_take_nothing_back(house: House) -> None:
    await house.alma.presses(KEY)
    await house.mette.taps("I come at …", "20.00")
    await takes_days_off(house.mette, "Jonas", first="24.11")
    house.alma.sees_not(house.alma.say(CANNOT, name="Mette"))


async def test_tomorrows_are_taken_back_as_soon_as_they_are_known(house: House) -> None:
    await house.at("2026-11-23 21.30")
    await on_duty(house, house.mette, TUESDAY, "day")
    await house.alma.presses(KEY)
    await house.mette.taps("I come at …", "10.00")
    await takes_days_off(house.mette, "Jonas", first="24.11")
    house.alma.sees(CANNOT, name="Mette")


async def test_of_a_call_that_was_taken_before_it_is_not_known_when(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    up_to(monkeypatch, [one for one in MIGRATIONS if one[0] < 52])
    async with opened(tmp_path) as db:
        for id_, role in ((1, "borger"), (2, "staff")):
            await db.write(Tx.run, "INSERT INTO person (id, role, name, profile, state, created_at)"
                           " VALUES (?, ?, 'N', '{}', 'active', 0)", id_, role)  # fmt: skip
        await db.write(Tx.run, "INSERT INTO talk (id, borger_id, at, level, taken_by, promise)"
                       " VALUES (3, 1, 0, 1, 2, 'come_now')")  # fmt: skip
    monkeypatch.undo()
    async with opened(tmp_path) as db:
        call = await db.read(followup.talk_by_id, 3)
        assert call and (call.taken_by, call.taken_at, call.promise) == (2, None, "come_now")
