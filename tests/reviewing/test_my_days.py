"""The mood as a curve: to the borger alone, when they ask for it, with every value."""

from __future__ import annotations

from datetime import date

import pytest

from dialogs.profile import Reading, ReadingProfile
from tests.house import House
from tests.review_stage import rated
from tests.reviewing.test_summaries import answers

DAYS = (("2026-11-24", "Well"), ("2026-11-25", "Badly"), ("2026-11-26", "Okay"))
GENTLE = "This is your curve. Curves go up and down. You can talk with someone about it."


def sketch(house: House) -> str:
    file = house.alma.shown[-1].file
    return file.content.decode("utf-8", "ignore") if file else ""


async def lives(house: House) -> None:
    for day, mood in DAYS:
        await house.at(f"{day} 12.00")
        await answers(house.alma, mood=mood)
    house.alma.turns_page()


async def test_the_mood_is_shown_on_wish_with_every_value(house: House) -> None:
    alma = house.alma
    await lives(house)
    await alma.presses("More")
    await alma.taps("How I am", "My curve")
    alma.reads("Shall I show what you have answered, day by day?")
    assert "CardPicture(" in sketch(house) and "ChartRow(" not in sketch(house), "not before it is asked for"
    await alma.taps("How I am")
    alma.reads(GENTLE)
    assert sketch(house).count("ChartRow(") == 3 and f"label='{alma.say('Mood')}'" in sketch(house)
    mood = sketch(house).partition("ChartRow(")[2].partition("ChartRow(")[0]
    assert [mood.index(f"shown='{value}'") for value in ("7,5", "2,5", "5")] == sorted(
        mood.index(f"shown='{value}'") for value in ("7,5", "2,5", "5")
    )
    assert "ChartLine" not in sketch(house), "nothing to measure up to"
    await alma.taps("Back")
    assert "ChartRow(" not in sketch(house) and len(alma.shown) == 1


async def test_beside_curves_there_is_a_way_to_the_days(house: House) -> None:
    alma = house.alma
    await rated(house, "2026-11-09", (4, 4, 4, 4.5))
    await lives(house)
    await alma.presses("More")
    await alma.taps("How I am", "My curve")
    alma.reads(GENTLE)
    assert alma.say("Mood") not in sketch(house)
    await alma.taps("How I am")
    assert alma.say("Mood") in sketch(house)


@pytest.mark.parametrize("reading", [Reading.PICTURES, Reading.TEXT])
async def test_in_pictures_alone_and_in_words_alone(house: House, reading: Reading) -> None:
    alma = house.alma
    await lives(house)
    await house.reads_as(alma, ReadingProfile(reading=reading))
    alma.turns_page()
    await alma.presses("➕" if reading is Reading.PICTURES else "More")
    await alma.taps(*(("🙂", "📈", "🙂") if reading is Reading.PICTURES else ("How I am", "My curve", "How I am")))
    if reading is Reading.PICTURES:
        assert "shown='2,5'" in sketch(house) and not alma.shown[-1].caption
    else:
        alma.reads("{date}: {value}", date=date(2026, 11, 25), value=2.5)


async def test_it_is_the_last_two_weeks_and_ones_own_card(house: House) -> None:
    alma = house.alma
    for day in range(1, 19):
        await house.at(f"2026-12-{day:02} 12.00")
        await answers(alma)
    alma.turns_page()
    await alma.presses("More")
    await alma.taps("How I am", "My curve")
    at, data = alma.button("How I am")
    await house.mette.taps_data(at, data)
    assert house.mette.toast == house.mette.say("That button is old. See the newest message.")
    await alma.taps_data(at, data)
    mood = sketch(house).partition("ChartRow(")[2].partition("ChartRow(")[0]
    assert mood.count("ChartPoint(") == 14 and "'5.12'" in mood and "'4.12'" not in mood
