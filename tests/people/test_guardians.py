"""Who decides with a borger by law, as staff note it; and that nobody says yes in the borger's place."""

from __future__ import annotations

import pytest

from storage import guardians, sharing
from tests.house import House
from tests.phone import Phone


async def notes_karen(phone: Phone) -> None:
    """Karen Hansen is noted as Alma's samværge about money."""
    await phone.presses("Borgere")
    await phone.taps("Alma", "Settings", "Who decides with them", "Note somebody")
    await phone.says("Karen Hansen")
    await phone.taps("Decides together (samværge)", "Money", "Done")


async def test_staff_note_it_and_the_borger_is_told_in_plain_words(house: House) -> None:
    alma, mette = house.alma, house.mette
    await notes_karen(mette)
    alma.sees("Karen Hansen er din samværge. I bestemmer sammen. Det gælder dine penge.")
    alma.sees("Mette")
    await alma.presses("More")
    await alma.taps("Settings", "What have I said yes to?", "Go on", "Go on", "Go on")
    alma.sees("Karen Hansen er din samværge.")
    await mette.presses("Borgere")
    await mette.taps("Alma")
    mette.sees("Samværge: Karen Hansen, økonomi.")


async def test_who_may_read_but_is_no_contact_person_does_not_see_it(house: House) -> None:
    await notes_karen(house.mette)
    house.jonas.turns_page()
    await house.jonas.presses("Borgere")
    house.jonas.sees_not("Karen Hansen")


async def test_it_is_taken_away_and_the_borger_told(house: House) -> None:
    await notes_karen(house.mette)
    await house.mette.presses("Borgere")
    await house.mette.taps("Alma", "Settings", "Who decides with them", "Fjern Karen Hansen")
    house.alma.sees("{staff} has noted this: {name} is no longer your guardian.", staff="Mette", name="Karen Hansen")
    assert await house.service.db.read(guardians.of, (await house.known(house.alma)).id) == []


async def test_it_goes_with_the_borger(house: House) -> None:
    await notes_karen(house.mette)
    who = (await house.known(house.alma)).id
    await house.alma.says("/stop")
    await house.alma.taps("Leave for good", "Erase everything", "Yes, erase everything")
    await house.passes(days=1, minutes=1)  # until then it can be undone
    assert await house.service.db.read(guardians.of, who) == []


FIT_ALONE = ("Answer together", "Life and working together")


@pytest.mark.parametrize("ends", ["Done", "by itself"])
async def test_with_help_staff_cannot_say_yes_to_share_and_her_own_phone_asks(house: House, ends: str) -> None:
    alma, mette = house.alma, house.mette
    who, to = (await house.known(alma)).id, (await house.known(mette)).id
    await house.service.db.write(sharing.set_grant, who, to, "fit", True, house.clock.now())
    await mette.presses("Borgere")
    await mette.taps("Alma", *FIT_ALONE)
    while not mette.can_tap("Don't share"):
        way = next(each for each in ("Go on", "No thanks", "") if not each or mette.has_button(each))
        if way:
            await mette.taps(way)
        else:
            await mette.taps_data(mette.card.message_id, mette.card.buttons[0][0].data or "")
    assert not mette.can_tap("Share")
    mette.sees("You say so on your own phone.")
    alma.turns_page()
    if ends == "Done":
        await mette.taps("Done")
    else:
        await house.passes(hours=1, minutes=1)
    alma.sees("Would you like to share it with {readers}?", readers="Mette")
    await mette.presses("Borgere")
    await mette.taps("Alma", "Answers")
    mette.sees_not("Life and working together")
    await alma.taps("Share")
    alma.sees("{readers} may read it.", readers="Mette")
    await mette.presses("Borgere")
    await mette.taps("Alma")
    mette.sees("Life and working together")
