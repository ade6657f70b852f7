"""A call for a talk while nobody is at work: nobody who is off is called, and the borger reads when it goes on."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import date
from pathlib import Path

import pytest

from tests.house import House, open_house
from tests.talking.test_talk import KEY, TOLD, WAITING, is_told
from tests.talking.test_talk_duty import MONDAY, NO_STAFF, REAL, told, works

TUESDAY = date(2026, 11, 24)
NOBODY = "I could not reach anybody."
AGAIN = "Jeg spørger personalet igen {}."
OFF = "By the plan, {names} are not at work now."


@pytest.fixture
async def real(tmp_path: Path) -> AsyncIterator[House]:
    async with open_house(tmp_path, machine=None, **REAL) as found:
        yield found


async def all_off_at_night(house: House) -> None:
    """Everybody's shift is over at 22, and Mette's is the first to come."""
    for phone in (house.mette, house.jonas, house.lis):
        await works(house, phone, MONDAY, "evening")
    await works(house, house.mette, TUESDAY, "day")
    await house.at("2026-11-23 23.30")


async def test_at_night_nobody_is_called_who_is_off_and_the_call_is_taken_up_by_the_next_on_duty(real: House) -> None:
    alma, mette = real.alma, real.mette
    await all_off_at_night(real)
    await alma.presses(KEY)
    assert told(real) == []
    for words in (NO_STAFF, NOBODY, AGAIN.format("tirsdag den 24. november kl. 7.00"), "Ring til 87 65 43 21."):
        alma.reads(words)
    await real.at("2026-11-24 06.59")
    assert told(real) == []
    await real.at("2026-11-24 07.00")
    assert told(real) == ["Mette"]
    mette.sees("Asked {when}.", when=real.local("2026-11-23 23.30"))
    alma.sees(TOLD, names=("Mette",))
    alma.sees_not(NOBODY, "Jeg spørger personalet igen")
    await mette.taps("I am coming now")
    alma.reads("{name} is coming now.", name="Mette")


async def test_what_the_borger_called_off_is_not_taken_up(real: House) -> None:
    await all_off_at_night(real)
    await real.alma.presses(KEY)
    await real.alma.taps("It is not needed now")
    await real.at("2026-11-24 12.00")
    assert told(real) == []


async def test_without_a_plan_a_call_of_the_night_is_taken_up_when_there_is_staff_again(real: House) -> None:
    """Who was told at night, and did not answer, hears of it again; the borger is not woken by that."""
    alma = real.alma
    await real.at("2026-11-24 03.00")
    await alma.presses(KEY)
    await real.at("2026-11-24 03.31")
    assert told(real) == ["Mette", "Jonas", "Lis"]
    alma.reads(WAITING)
    alma.reads(AGAIN.format("tirsdag den 24. november kl. 8.00"))
    for phone in (real.mette, real.jonas, real.lis):
        phone.turns_page()
    ring = alma.card.message_id
    await real.at("2026-11-24 07.59")
    assert told(real) == []
    await real.at("2026-11-24 08.00")
    assert told(real) == ["Mette"]
    await real.at("2026-11-24 09.00")
    assert told(real) == ["Mette", "Jonas", "Lis"]
    assert alma.card.message_id == ring
    alma.sees_not("Jeg spørger personalet igen")


async def test_those_who_cannot_be_told_are_not_waited_for(real: House) -> None:
    await all_off_at_night(real)
    await works(real, real.jonas, TUESDAY, "evening")
    await real.mette.blocks()
    await real.alma.presses(KEY)
    real.alma.reads(AGAIN.format("tirsdag den 24. november kl. 8.00"))


async def test_whoever_comes_on_duty_has_a_call_that_the_shift_before_did_not_answer(real: House) -> None:
    await works(real, real.mette, MONDAY, "day")
    await works(real, real.jonas, MONDAY, "evening")
    await works(real, real.lis, MONDAY, "night")
    await real.alma.presses(KEY)
    await real.at("2026-11-23 13.00")
    assert told(real) == ["Mette"]
    real.alma.reads(AGAIN.format("mandag den 23. november kl. 15.00"))
    await real.at("2026-11-23 15.00")
    assert is_told(real.jonas) and not is_told(real.lis)


async def test_a_shift_ticked_later_counts_for_a_call_that_waits(real: House) -> None:
    """One that is on now is called at once; one that is taken off again is no time to wait for."""
    await all_off_at_night(real)
    alma, mette, jonas = real.alma, real.mette, real.jonas
    await alma.presses(KEY)
    for phone, tick in ((mette, "20261124_day_0"), (jonas, "20261123_night_1")):
        await phone.presses("Plan")
        await phone.taps("Shifts")
        who, surface = (await real.known(phone)).id, phone.button("Night")[1].split(":")[2]
        await phone.taps_data(phone.card.message_id, f"1:v{who}:{surface}:{tick}")
        if phone is mette:
            alma.reads(AGAIN.format("tirsdag den 24. november kl. 8.00"))
    await real.passes(seconds=2)
    assert told(real) == ["Jonas"]
    alma.sees(TOLD, names=("Jonas",))


async def test_in_the_houses_hours_a_plan_without_anybody_keeps_nobody_from_being_called(real: House) -> None:
    for phone in (real.mette, real.jonas, real.lis):
        await works(real, phone, MONDAY, "evening")
    await real.alma.presses(KEY)
    assert told(real) == ["Mette"]
    real.alma.sees(OFF, names=("Mette",))
    real.alma.sees_not("Jeg ved ikke")
