"""What was stopped or ran out of time is gone on with from its receipt, and whoever reads it sees the rest."""

from __future__ import annotations

from tests.copy_stage import answer, sittings
from tests.house import House

REST = "Answer the rest"


async def test_the_rest_is_answered_after_all_and_read_by_those_who_read_the_first(house: House) -> None:
    alma, mette = house.alma, house.mette
    await house.at("2026-11-23 16.00")
    await alma.taps("Badly", "⋯", "Stop")
    await mette.presses("News")
    await house.is_back()
    await alma.taps(REST, "Okay")
    assert await sittings(house) == [[answer("Mood", "Badly"), answer("Sleep", "Okay")]]
    await mette.presses("News")
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
