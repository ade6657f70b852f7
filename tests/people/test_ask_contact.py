"""Somebody of the staff meets a borger who is not theirs, and asks to become contact person."""

from __future__ import annotations

from tests.house import House

ASKS = "{name} asks to become contact person of {borger}. See »Borgere«, »Contact persons«."


async def test_leaders_and_contact_persons_read_who_asks(house: House) -> None:
    jonas, alma = house.jonas, house.alma
    await jonas.presses("More")
    await jonas.taps("Become contact person", "Alma")
    jonas.sees("I have asked. You hear of it when it is changed.")
    for one in (house.lis, house.mette):
        one.reads(ASKS, name="Jonas", borger="Alma")
    assert alma.texts == []
    await house.mette.presses("Borgere")
    await house.mette.taps("Alma", "Settings", "Contact persons", "Jonas", "Done", "Yes, save it")
    jonas.sees("You are contact person of {name} now. {name} chooses what you may read.", name="Alma")
    alma.sees("{name} is your contact person now.", name="Jonas")


async def test_undone_it_is_as_before_with_what_was_shared(house: House) -> None:
    lis, alma, mette = house.lis, house.alma, house.mette
    await lis.presses("Borgere")
    await lis.taps("Alma", "Contact persons", "Mette", "Jonas", "Done")
    lis.reads("{name} becomes contact person.", name="Jonas")
    lis.reads("{name} stops being contact person.", name="Mette")
    await lis.taps("Yes, save it")
    lis.reads("Contact persons of {name} now: {names}.", name="Alma", names=("Jonas",))
    await lis.taps("Undo")
    alma.reads("What you share is as before.")
    alma.sees_not("What may {reader} read?")
    await mette.presses("Borgere")
    await mette.taps("Alma")
    await mette.taps("Answers")
