"""A thumb up on a card with one yes is that yes; everything else put on a message is neither answer nor look."""

from __future__ import annotations

import pytest

from dialogs.text import T
from tests.asking.test_words import at_the_words
from tests.books import books
from tests.copy_stage import copied
from tests.house import House
from tests.people.test_joining import ida
from tests.phone import Phone, da
from tests.planning_stage import saved

pytestmark = pytest.mark.long

__all__ = ["ida"]


async def reminded(house: House) -> Phone:
    """Alma's phone with a reminder on it."""
    await saved(house.mette, "Alma", day="i dag", at="18", leads=("30 minutes before",))
    house.alma.turns_page()
    await house.at("2026-11-23 17.31")
    return house.alma


async def answered(house: House, as_: str) -> bool:
    """Whether there is one reminder, and this is what was said to it."""
    lines, _ = await copied(house)
    said = [line for line in lines if da("A reminder: {answer}", answer="") in line]
    return len(said) == 1 and said[0].endswith(da("A reminder: {answer}", answer=T(as_)))


async def test_a_thumb_up_on_a_reminder_is_its_ok(house: House) -> None:
    alma = await reminded(house)
    await alma.reacts(alma.card.message_id)
    assert await answered(house, "OK")
    alma.sees("You have said OK.")


async def test_other_signs_are_no_answer(house: House) -> None:
    alma = await reminded(house)
    for emoji in ("❤", "👎", "🙏", "👍🏽"):
        await alma.reacts(alma.card.message_id, emoji)
    assert await answered(house, "not answered") and alma.has_button("OK")


async def test_taking_a_thumb_away_or_putting_another_sign_does_nothing(house: House) -> None:
    alma = await reminded(house)
    at = alma.card.message_id
    await alma.reacts(at)
    await alma.taps("Change my answer")
    before = alma.texts
    await alma.reacts(at, "")
    await alma.reacts(at, "❤")
    assert alma.texts == before


async def test_a_thumb_up_on_an_old_card_is_none(house: House) -> None:
    alma = await reminded(house)
    at = alma.card.message_id
    await alma.taps("Not today", "Not today")
    assert await answered(house, "not today")
    await alma.reacts(at)
    assert await answered(house, "not today")


@pytest.mark.parametrize("ways", [("Well",), ("Well", "Okay", "Some", "Nobody", "Food", "No thanks")])
async def test_on_questions_and_receipts_it_is_no_answer(house: House, ways: tuple[str, ...]) -> None:
    alma = house.alma
    await alma.presses("Answer now")
    await alma.taps(*ways)
    before = (alma.texts, await books(house.service.db, without=("inbox",)))
    await alma.reacts(alma.card.message_id)
    assert (alma.texts, await books(house.service.db, without=("inbox",))) == before


async def test_on_what_staff_read_it_is_no_look_and_no_seen(house: House) -> None:
    alma, mette = await at_the_words(house), house.mette
    await alma.says("Jeg er glad")
    await alma.taps("Done")
    await mette.opens_news()
    await alma.presses("Talk to someone")
    before = await books(house.service.db, without=("inbox",))
    for message in mette.shown:
        await mette.reacts(message.message_id)
    assert await books(house.service.db, without=("inbox",)) == before


async def test_it_never_erases(house: House) -> None:
    alma = house.alma
    await alma.says("/stop")
    await alma.taps("Leave for good", "Erase everything")
    await alma.reacts(alma.card.message_id)
    await alma.taps("Back", "Keep them")
    await alma.reacts(alma.card.message_id)
    assert len(alma.keys) == 4 and (await house.known(alma)).state == "active"


async def test_it_may_say_yes_to_joining(house: House, ida: Phone) -> None:
    await ida.taps(*["Go on"] * 7, "No, go on", "Nothing")
    await ida.reacts(ida.card.message_id)
    assert len(ida.keys) == 4


async def test_a_strangers_thumb_and_one_on_own_words_are_nothing(house: House) -> None:
    stranger = house.phone(99, "Fremmed")
    await stranger.says("hej")
    await stranger.reacts(stranger.shown[0].message_id)
    written = await house.alma.says("hej")
    before = house.alma.texts
    await house.alma.reacts(written)
    assert house.alma.texts == before and len(stranger.texts) == 1
    assert not [call for call in house.sim.calls if "reaction" in call.method.lower()], "the bot puts none itself"
