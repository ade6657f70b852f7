"""An answer to a call and something else cross each other: the call is called off, or the borger is out of reach."""

from __future__ import annotations

from tests.house import House

NOT_REACHED = "I cannot reach {name} just now. {name} has not seen your answer."


async def test_called_off_just_after_somebody_answered_they_are_told(house: House) -> None:
    alma, mette = house.alma, house.mette
    await alma.presses("Talk to someone")
    at, data = alma.button("It is not needed now")
    await mette.taps("I am coming now")
    await alma.taps_data(at, data)
    alma.sees("I tell {name}.", name="Mette")
    mette.reads("{name} does not need it any more.", name="Alma")
    mette.sees("{name} has called it off.", name="Alma")


async def test_an_answer_while_the_borger_has_blocked_the_bot_is_there_when_they_are_back(house: House) -> None:
    alma, mette = house.alma, house.mette
    await alma.presses("Talk to someone")
    await alma.blocks()
    await mette.taps("I come at …", "kl. 20.00")
    mette.sees(NOT_REACHED, name="Alma")
    await alma.unblocks()
    await house.passes(minutes=30)
    alma.reads("{name} comes {when}.", name="Mette", when=house.local("2026-11-23 20.00"))
    alma.sees_not("Nobody has answered yet.")


async def test_a_call_of_who_has_left_is_on_the_leaders_list_as_it_is_counted(house: House) -> None:
    await house.contacts(house.alma)
    await house.alma.presses("Talk to someone")
    await house.passes(hours=1)
    await house.alma.says("/stop")
    await house.alma.taps("Leave for good", "Keep them", "Yes, leave")
    await house.lis.presses("The house")
    assert "⏰ Forsinket · 1" in house.lis.labels
    house.lis.sees("Calls for a talk that wait: {count}", count=1)
