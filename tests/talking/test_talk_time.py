"""Somebody answers a call with a time: the borger reads the day and the hour, which are still to come."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest

from tests.copy_stage import copied
from tests.house import House, open_house
from tests.phone import Phone

KEY = "Talk to someone"


async def asks(house: House, at: str = "2026-11-23 16.10") -> Phone:
    await house.at(at)
    house.alma.turns_page()
    house.mette.turns_page()
    await house.alma.presses(KEY)
    return house.mette


@pytest.mark.parametrize(
    ("button", "told"), [("I come at …", "{name} comes {when}."), ("I call at …", "{name} calls you {when}.")]
)
async def test_what_is_told_is_what_will_happen_and_when(house: House, button: str, told: str) -> None:
    mette = await asks(house)
    await mette.taps(button, "20.00")
    when = house.local("2026-11-23 20.00")
    house.alma.reads(told, name="Mette", when=when)
    mette.sees(told, name="Mette", when=when)
    mette.sees_not("I am coming now")
    lines, _ = await copied(house)
    assert house.alma.say(told, name="Mette", when=when) in "\n".join(lines)
    await house.passes(hours=2)
    assert not house.lis.has_seen("{name} would like to talk with someone.", name="Alma")


async def test_a_time_that_is_past_is_tomorrows(house: House) -> None:
    mette = await asks(house, "2026-11-23 21.30")
    await mette.taps("I come at …", "10.00")
    house.alma.reads("{name} comes {when}.", name="Mette", when=house.local("2026-11-24 10.00"))


async def test_any_time_can_be_written(house: House) -> None:
    mette = await asks(house)
    await mette.taps("I call at …")
    await mette.says("17.45")
    house.alma.reads("{name} calls you {when}.", name="Mette", when=house.local("2026-11-23 17.45"))


async def test_while_the_time_is_chosen_the_call_goes_on_and_who_is_quicker_has_it(house: House) -> None:
    mette, jonas = await asks(house), house.jonas
    await mette.taps("I come at …")
    await house.passes(minutes=11)
    await jonas.taps("I am coming now")
    await mette.taps("20.00")
    house.alma.reads("{name} is coming now.", name="Jonas")
    mette.sees("{name} has answered: »{answer}«", name="Jonas", answer=mette.say("I am coming now"))


async def test_what_was_called_off_is_not_taken(house: House) -> None:
    mette = await asks(house)
    await mette.taps("I come at …")
    await house.alma.taps("It is not needed now")
    house.alma.turns_page()
    await mette.taps("20.00")
    assert house.alma.texts == []
    mette.sees("{name} has called it off.", name="Alma")


async def test_it_stands_after_a_restart_and_the_night_the_clock_changes(house: House) -> None:
    mette = await asks(house, "2027-03-27 21.50")
    await mette.taps("I come at …")
    await house.closes()
    await house.opens()
    await mette.says("8.30")
    house.alma.reads("{name} comes {when}.", name="Mette", when=house.local("2027-03-28 08.30"))


async def test_a_time_that_comes_twice_is_the_next_of_them(tmp_path: Path) -> None:
    async with open_house(tmp_path, at="2026-10-25 02.55", house_hours="always") as house:
        await house.alma.presses("Talk to someone")
        await house.passes(minutes=11)  # 2.06, for the second time
        await house.jonas.taps("I come at …", "kl. 2.40")
        house.jonas.sees_not("lige gået")
        again = datetime(2026, 10, 25, 2, 40, fold=1, tzinfo=house.service.house.zone)
        house.alma.reads("{name} comes {when}.", name="Jonas", when=again)


async def test_a_time_of_this_morning_may_be_meant_for_the_evening(house: House) -> None:
    alma, mette = house.alma, house.mette
    await alma.presses(KEY)
    await mette.taps("I come at …")
    await mette.says("halv otte")
    mette.reads("Which one do you mean?")
    alma.sees_not("Mette kommer")
    await mette.taps("19.30")
    alma.sees("{name} comes {when}.", name="Mette", when=house.local("2026-11-23 19.30"))


async def test_a_time_with_its_day_is_what_it_says(house: House) -> None:
    await house.alma.presses(KEY)
    await house.mette.taps("I come at …")
    await house.mette.says("i morgen kl. 9")
    house.alma.sees("{name} comes {when}.", name="Mette", when=house.local("2026-11-24 09.00"))
