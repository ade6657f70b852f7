"""Somebody of the staff meets a borger who is not theirs, and asks to become contact person."""

from __future__ import annotations

from dialogs.permissions import Role
from tests.house import House
from tests.people.test_access import chosen_from_staff

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
    alma.sees_not("What may {reader} read?", reader="Jonas")
    await mette.presses("Borgere")
    await mette.taps("Alma")
    await mette.taps("Answers")


async def test_who_left_meanwhile_becomes_nobodys_contact_person(house: House) -> None:
    lis, alma = house.lis, house.alma
    ruth = await house.joins(21, "Ruth", Role.LEADER)
    await lis.presses("Borgere")
    await lis.taps("Alma", "Contact persons", "Jonas", "Done")
    await chosen_from_staff(ruth, "Jonas")
    await ruth.taps("End access", "Yes, end it now")
    await lis.taps("Yes, save it")
    lis.sees("Contact persons of {name} now: {names}.", name="Alma", names=("Mette",))
    alma.sees_not(alma.say("{name} is your contact person now.", name="Jonas"))


async def test_undo_brings_nobody_back_who_left(house: House) -> None:
    lis, alma = house.lis, house.alma
    ruth = await house.joins(21, "Ruth", Role.LEADER)
    await lis.presses("Borgere")
    await lis.taps("Alma", "Contact persons", "Mette", "Jonas", "Done", "Yes, save it")
    await chosen_from_staff(ruth, "Mette")
    await ruth.taps("End access", "Yes, end it now")
    await lis.taps("Undo")
    lis.sees("{name} then has no contact person.", name="Alma")
    await lis.taps("No, as it was")
    alma.sees_not(alma.say("{name} is your contact person now.", name="Mette"))


async def test_what_another_leader_changed_meanwhile_is_read_back_first(house: House) -> None:
    lis, alma = house.lis, house.alma
    ruth, _ = await house.joins(21, "Ruth", Role.LEADER), await house.joins(22, "Bo", Role.STAFF)
    await lis.presses("Borgere")
    await lis.taps("Alma", "Contact persons", "Jonas", "Done")
    await ruth.presses("Borgere")
    await ruth.taps("Alma", "Contact persons", "Bo", "Done", "Yes, save it")
    await lis.taps("Yes, save it")
    lis.reads("{name} stops being contact person.", name="Bo")
    alma.sees_not(alma.say("{name} is not your contact person any more.", name="Bo"))
    await lis.taps("Yes, save it")
    alma.sees("{name} is not your contact person any more.", name="Bo")


async def test_the_borger_is_asked_about_each_who_came(house: House) -> None:
    lis, alma = house.lis, house.alma
    await house.joins(22, "Bo", Role.STAFF)
    for name in ("Jonas", "Bo"):
        lis.turns_page()
        await lis.presses("Borgere")
        await lis.taps("Alma", "Contact persons", name, "Done", "Yes, save it")
    alma.reads("What may {reader} read?", reader="Jonas")
    await alma.taps("Everything")
    alma.reads("What may {reader} read?", reader="Bo")
