"""The idea box where two are at it at once, and ways in which an idea without a name might be traced."""

from __future__ import annotations

import pytest

from dialogs.permissions import Role
from tests.books import traces
from tests.daily.test_ideas import BO, answers, at_work, has_an_idea, opens_box
from tests.house import House
from tests.say_stage import opens

UNNAMED = ("Ideas for the house", "I have an idea", "The house meeting", "No, no name", "Food")


async def test_i_want_that_too_is_said_to_the_idea_that_was_seen(house: House) -> None:
    alma, mette = house.alma, house.mette
    bo = await house.joins(BO, "Bo", Role.BORGER)
    await opens_box(house)
    await has_an_idea(bo, "The house meeting", "Yes, my name", "Going out", words="En tur til Møns Klint")
    await opens(alma, "My life", "Ideas for the house")
    wanted = alma.button("I want that too")
    await has_an_idea(bo, "The house meeting", "Yes, my name", "Food", words="Fisk hver dag")
    await alma.taps_data(*wanted)
    await at_work(mette)
    await mette.taps("En tur til Møns Klint")
    mette.sees("Want it too: {count}", count=1)


@pytest.mark.parametrize("words", ["Mere hjælp i køkkenet", "hjælp", "Jeg vil stoppe med fisk"])
async def test_words_that_ask_for_help_leave_no_trace_either(house: House, words: str) -> None:
    alma = house.alma
    await opens_box(house)
    await opens(alma, "My life", *UNNAMED)
    await alma.says(words)
    found = await traces(house.service.db, words)
    assert set(found) <= {"idea.what"}, found


async def test_whose_the_mark_is_is_kept_nowhere(house: House) -> None:
    alma = house.alma
    await opens_box(house)
    await opens(alma, "My life", *UNNAMED)
    await alma.says("Mere karry")
    alma.sees("🐻🍎")
    assert await traces(house.service.db, "🐻🍎") == []


async def test_not_yet_can_become_a_yes(house: House) -> None:
    alma, mette = house.alma, house.mette
    await opens_box(house)
    await has_an_idea(alma, "The house meeting", "Yes, my name", "Food", words="Mere karry")
    await answers(mette, "Mere karry", "Not yet", "Køkkenet er lukket i denne uge.")
    await answers(mette, "Mere karry", "Yes, it is tried", "På fredag.")
    alma.sees("{name}: »{answer}«", name="Mette", answer="På fredag.")
