"""The idea box: with a name or without, wanted by others too, and each with an answer that reaches the phone."""

from __future__ import annotations

import pytest

from dialogs.permissions import Role
from tests.books import traces
from tests.house import House
from tests.phone import Phone, da
from tests.say_stage import opens

BO = 15
WAITS = "Der er svar i idékassen."


async def opens_box(house: House) -> None:
    """A leader opens the idea box."""
    await at_work(house.lis)
    house.lis.sees("The idea box is closed. Borgere do not see it.")
    await house.lis.taps("Open the idea box")


async def at_work(phone: Phone) -> None:
    """Opens the idea box as somebody who works here."""
    phone.turns_page()
    await phone.presses("More")
    await phone.taps("Idea box")


async def has_an_idea(borger: Phone, *taps: str, words: str) -> None:
    await opens(borger, "My life", "Ideas for the house", "I have an idea", *taps)
    await borger.says(words)
    await borger.taps("Done") if borger.has_button("Done") else None


async def answers(staff: Phone, what: str, way: str, words: str) -> None:
    await at_work(staff)
    await staff.taps(what, "Answer", way)
    await staff.says(words)


async def test_an_idea_with_a_name_is_wanted_by_others_answered_and_told_how_it_went(house: House) -> None:
    alma, mette = house.alma, house.mette
    bo = await house.joins(BO, "Bo", Role.BORGER)
    await opens(alma, "My life")
    assert not await alma.finds("Ideas for the house")
    await opens_box(house)
    await has_an_idea(alma, "The house meeting", "Yes, my name", "The shared rooms", words="Nye gardiner")
    alma.sees("Everybody here can read it.")
    await opens(bo, "My life", "Ideas for the house", "I want that too")
    assert bo.can_tap("I do not want that after all")
    await house.at("2026-11-24 09.00")
    house.lis.sees("New in the idea box: {count}. It is under »More«.", count=1)
    await answers(mette, "Nye gardiner", "Yes, it is tried", "Vi vælger stof på mandag.")
    for phone in (alma, bo):
        phone.sees("{name}: »{answer}«", name="Mette", answer="Vi vælger stof på mandag.")
    await at_work(mette)
    mette.sees("Wait for an answer: {count}", count=0)
    await mette.taps("Nye gardiner")
    mette.sees("Want it too: {count}", count=1)
    mette.sees_not("Bo")
    await mette.taps("How it went")
    await mette.says("De er hængt op.")
    bo.sees("How it went: »{answer}«", answer="De er hængt op.")


@pytest.mark.parametrize("to", ["The house meeting", "The leader"])
async def test_an_idea_without_a_name_is_answered_and_nothing_tells_whose_it_is(house: House, to: str) -> None:
    alma, mette, lis = house.alma, house.mette, house.lis
    bo = await house.joins(BO, "Bo", Role.BORGER)
    await opens_box(house)
    await opens(alma, "My life", "Ideas for the house", "I have an idea", to, "No, no name", "Food")
    alma.sees("A voice or a photo can tell who you are. So I take written words alone.")
    await alma.speaks()
    await alma.says("Mere karry")
    alma.sees("Your idea has the mark {mark}. Remember it.", mark="🐻🍎")
    assert not [each for each in alma.person.messages if each.text == "Mere karry"]
    assert await traces(house.service.db, "Mere karry") == ["idea.what"]
    kept = set(await traces(house.service.db, "idea", str(alma.chat_id)))
    assert kept <= {"dialog_version.dialog_id", "dialog_version.body", "person.chat_id", "surface.chat_id"}
    await opens(bo, "My life", "Ideas for the house")
    bo.sees("There is no idea yet.")
    await house.at("2026-11-24 09.00")
    await answers(lis, "Mere karry", "No, because …", "Køkkenet kan ikke.")
    lis.sees_not("Alma")
    for phone in (alma, bo):
        phone.sees(WAITS)
        phone.sees("🐻🍎")
    await opens(bo, "My life", "Ideas for the house")
    bo.sees("{name}: »{answer}«", name="Lis", answer="Køkkenet kan ikke.")
    assert (to == "The leader") is (da("»{idea}«", idea="Mere karry") not in bo.screen)
    await at_work(mette)
    assert (to == "The leader") is not mette.can_tap("Mere karry")
