"""What was stopped or ran out of time is gone on with from its receipt, and whoever reads it sees the rest."""

from __future__ import annotations

import pytest

from storage import answers
from tests.asking.test_help_in_the_middle import begins
from tests.asking.test_together import ANSWERS, sits_down
from tests.copy_stage import answer, sittings
from tests.house import House

REST = "Answer the rest"


async def test_the_rest_is_answered_after_all_and_read_by_those_who_read_the_first(house: House) -> None:
    alma, mette = house.alma, house.mette
    await house.at("2026-11-23 16.00")
    await alma.taps("Badly", "⋯", "Stop")
    await mette.opens_news()
    await house.is_back()
    await alma.taps(REST, "Okay")
    assert await sittings(house) == [[answer("Mood", "Badly"), answer("Sleep", "Okay")]]
    await house.passes(minutes=1)
    await mette.opens_news()
    mette.sees("Sleep")


async def test_whoever_leaves_it_again_finds_the_receipt_an_hour_later(house: House) -> None:
    alma = house.alma
    await house.at("2026-11-23 16.00")
    await alma.taps("Badly", "⋯", "Stop", REST)
    alma.reads("How did you sleep?")
    await house.at("2026-11-23 17.01")
    alma.reads("You stopped here. That is all right.")
    await alma.taps(REST, "Okay")
    assert await sittings(house) == [[answer("Mood", "Badly"), answer("Sleep", "Okay")]]


async def test_the_next_day_the_button_only_draws_the_receipt_anew(house: House) -> None:
    alma = house.alma
    await house.at("2026-11-23 16.00")
    await alma.taps("Badly", "⋯", "Stop")
    message, data = alma.button(REST)
    await house.at("2026-11-24 17.00")
    before = await sittings(house)
    alma.turns_page()
    await alma.taps_data(message, data)
    assert await sittings(house) == before
    assert not alma.has_button(REST) and "How did you sleep?" not in alma.screen


async def said(house: House) -> list[str]:
    """Alma's own words that stand."""
    who = await house.known(house.alma)
    return [each.words for each in await house.service.db.read(answers.own_answers, who.id) if each.words]


@pytest.mark.parametrize("way", [(REST,), ("Change", "➡️", "Own words")])
async def test_words_after_going_on_to_something_else_are_no_answer(house: House, way: tuple[str, ...]) -> None:
    alma = await begins(house, *ANSWERS, "⋯", "Stop") if way == (REST,) else await begins(house, *ANSWERS)
    if way != (REST,):
        await alma.says("Alt godt")
        await alma.taps("Done")
    before = await said(house)
    await alma.taps(*way)
    await alma.presses("More")
    await alma.says("Ring til min mor")
    assert await said(house) == before
    assert alma.has_button("As a note")


async def test_what_staff_write_after_it_is_not_taken_for_the_borgers_words(house: House) -> None:
    alma, mette = await begins(house, *ANSWERS[:4], "⋯", "Stop"), house.mette
    await sits_down(mette, "Alma")
    await mette.taps("Food")
    await mette.opens_news()
    await mette.says("Husk mælk til kaffen")
    assert not await said(house)
    mette.turns_page()
    await sits_down(mette, "Alma")
    await mette.says("Det gik godt")
    assert await said(house) == ["Det gik godt"], "the same sitting goes on where it was left"
    assert alma.shown


async def test_the_clock_does_not_ask_who_is_answering_the_rest(house: House) -> None:
    alma = house.alma
    await house.at("2026-11-23 14.00")
    await alma.presses("Answer now")
    await alma.taps("Well", "Close")
    await house.at("2026-11-23 15.55")
    await alma.taps(REST)
    await house.at("2026-11-23 16.05")
    alma.sees_not("How are you today?")
    await alma.presses("Answer now")
    alma.reads("How did you sleep?")
    await alma.taps("Okay")
    assert await sittings(house) == [[answer("Mood", "Well"), answer("Sleep", "Okay")]]
