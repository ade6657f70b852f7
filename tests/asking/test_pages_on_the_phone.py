"""More answers than a card shows at once, on a phone: the arrow, and the words of another page."""

from __future__ import annotations

from tests.asking.test_words import OFFER
from tests.copy_stage import answer, sittings
from tests.house import House

GOOD = "Was there something good today?"


async def test_the_arrow_turns_the_page_on_the_same_card(house: House) -> None:
    alma = house.alma
    await house.at("2026-11-23 16.00")
    await alma.taps("Well", "Okay", "Some", "Nobody")
    card = alma.card.message_id
    assert "➡️●○" in alma.labels and alma.has_button("Food") and not alma.has_button("No, not today")
    await alma.taps("➡️●○")
    assert "➡️○●" in alma.labels and alma.has_button("No, not today") and not alma.has_button("Food")
    assert alma.card.message_id == card and alma.has_seen(GOOD) == 1
    await alma.taps("No, not today")
    assert answer("Something good", "No, not today") in (await sittings(house))[0]


async def test_the_word_of_an_answer_on_another_page_is_a_tap_on_it(house: House) -> None:
    alma = house.alma
    await house.at("2026-11-23 16.00")
    await alma.taps("Well", "Okay", "Some", "Nobody")
    await alma.says(alma.say("No, not today"))
    alma.sees_not(OFFER)
    assert answer("Something good", "No, not today") in (await sittings(house))[0]
