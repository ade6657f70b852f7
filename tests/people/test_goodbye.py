"""A borger leaves with everything erased, or moves out: done a day later, with a way back and a copy until then."""

from __future__ import annotations

import pytest

from tests.books import traces
from tests.house import House
from tests.people.test_leaving import ERASE, ERASED, LAST_WORD, with_an_answer
from tests.phone import Phone

pytestmark = pytest.mark.long

LEAVES = "{name} leaves. I erase all about {name} {when}. Write in the journal before what you must keep."
STAYS = "{name} does not leave. I erase nothing."


async def erases(alma: Phone) -> None:
    await alma.says("/stop")
    await alma.taps(*ERASE, "Yes, erase everything")


async def moves_out(house: House) -> None:
    await house.mette.presses("Borgere")
    await house.mette.taps("Alma", "Settings", "Moving out", "Yes, tomorrow")


async def test_there_is_a_day_to_undo_it_and_staff_are_reminded_of_their_records(house: House) -> None:
    alma, when = await with_an_answer(house), house.clock.now().astimezone(house.service.house.zone)
    await erases(alma)
    when = when.replace(day=when.day + 1)
    alma.reads("I erase all about you {when}.", when=when)
    for one in (house.mette, house.lis):
        one.sees(LEAVES, name="Alma", when=when)
    await house.passes(hours=23)
    assert await traces(house.service.db, "Jeg savner min hund")
    await house.passes(hours=1, minutes=1)
    assert alma.texts == [alma.say(LAST_WORD)] and not alma.keys
    house.mette.sees(ERASED, name="Alma")
    house.lis.sees(ERASED, name="Alma")
    assert not await traces(house.service.db, "Alma", "Jeg savner min hund", str(alma.chat_id))


async def test_undone_all_is_as_it_was(house: House) -> None:
    alma = await with_an_answer(house)
    await erases(alma)
    await alma.presses("More")
    await alma.taps("I stay")
    alma.sees("I erase nothing. All is as it was.")
    house.mette.sees(STAYS, name="Alma")
    house.lis.sees(STAYS, name="Alma")
    await house.passes(hours=30)
    assert await traces(house.service.db, "Jeg savner min hund") and len(alma.keys) == 4


async def test_a_copy_comes_here_only_on_an_informed_yes(house: House) -> None:
    alma = await with_an_answer(house)
    await erases(alma)
    await alma.taps("A copy here")
    alma.reads("Telegram gets the copy too. Others at your phone can read it.")
    alma.turns_page()
    await alma.taps_data(*_no(alma))
    alma.sees_not("»Jeg savner min hund«")
    await alma.taps("A copy here", "Yes, send it here")
    assert any("Jeg savner min hund" in text and "Alma" in text for text in alma.texts)
    assert alma.has_button("I stay"), "the way back is still there"
    await house.passes(hours=25)
    assert any("Jeg savner min hund" in text for text in alma.texts), "the copy is hers"
    assert not await traces(house.service.db, "Alma", "Jeg savner min hund")


def _no(alma: Phone) -> tuple[int, str]:
    page, alma._page = alma._page, 0
    try:
        return alma.button("No thanks")
    finally:
        alma._page = page


async def test_a_copy_on_paper_is_the_leaders_to_see_to(house: House) -> None:
    alma = await with_an_answer(house)
    await erases(alma)
    await alma.taps("A copy from the staff")
    alma.sees("The leader knows now that you want a copy.")
    assert "papir" in house.lis.last and "Alma" in house.lis.last
    house.lis.sees_not("hund")


async def test_moving_out_is_begun_by_staff_and_the_borger_is_told_by_whom(house: House) -> None:
    alma = await with_an_answer(house)
    await moves_out(house)
    alma.reads("{name} has written that you move out.", name="Mette")
    await alma.taps("I stay")
    house.mette.sees(STAYS, name="Alma")
    await moves_out(house)
    house.mette.turns_page()
    await house.mette.presses("Borgere")
    await house.mette.taps("Alma", "Settings", "Moving out", "Undo")
    alma.sees("I erase nothing. All is as it was.")
    await house.passes(hours=30)
    assert await traces(house.service.db, "Jeg savner min hund")


async def test_who_moves_out_is_gone_a_day_later(house: House) -> None:
    alma = await with_an_answer(house)
    await moves_out(house)
    await house.passes(hours=25)
    alma.reads(LAST_WORD)
    assert not await traces(house.service.db, "Alma", "Jeg savner min hund")
