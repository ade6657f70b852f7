"""Asking two whether they help each other, with something in the way: night, a closed phone, a contact person who is
none any more, somebody who changes their mind or is erased."""

from __future__ import annotations

from bot.commands.copies import erase
from bot.config import read_settings
from tests.hands.test_hands import ALMA_WILL, BO_WILL, WALK, asks, bo
from tests.house import RHYTHM, House
from tests.phone import Phone
from tests.review_stage import opened

__all__ = ["bo"]
BOTH = "You and {name} have both said yes. Staff know it."


async def test_nobody_is_asked_at_night_or_in_a_break(house: House, bo: Phone) -> None:
    await house.lives(bo, RHYTHM)
    await house.at("2026-11-23 23.00")
    await asks(house)
    bo.sees_not(BO_WILL)
    await house.at("2026-11-24 08.00")
    bo.sees(BO_WILL)


async def test_who_cannot_be_reached_is_not_said_to_be_asked(house: House, bo: Phone) -> None:
    await bo.blocks()
    mette = await opened(house)
    assert not await mette.finds("Kan måske hjælpe hinanden: 1")


async def test_a_yes_can_be_taken_back(house: House, bo: Phone) -> None:
    alma, mette = house.alma, await asks(house)
    await bo.taps("Yes")
    await alma.taps("Yes")
    alma.sees(BOTH, name="Bo")
    await bo.taps("I do not want to after all")
    bo.sees("You said no. That is quite all right.")
    alma.sees("It comes to nothing this time.")
    alma.sees_not("Sig tak")
    mette.sees("It comes to nothing this time: {thing}.", thing=WALK)


async def test_who_is_contact_person_no_more_hears_nothing_of_it(house: House, bo: Phone) -> None:
    alma, mette, jonas = house.alma, await asks(house), house.jonas
    await bo.taps("Yes")
    await house.contacts(alma, jonas)
    await house.contacts(bo, jonas)
    mette.turns_page()
    await alma.taps("Yes")
    mette.sees_not("Bo", "Alma", WALK)
    jonas.sees("Alma og Bo har begge sagt ja")


async def test_a_name_goes_from_the_others_phone_when_they_are_erased(house: House, bo: Phone) -> None:
    alma, _ = house.alma, await asks(house)
    await bo.taps("Yes")
    await alma.taps("Yes")
    await erase(read_settings(house.settings), "Alma", house.clock.now())
    await house.passes(minutes=1)
    bo.sees_not("Alma")
    assert ALMA_WILL
