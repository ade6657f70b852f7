"""A break: until when it goes on is understood as it is said, read back, and what then happens."""

from __future__ import annotations

from datetime import date

import pytest

from storage import agendas
from tests.asking.test_checkins import cards
from tests.house import House
from tests.phone import Phone


async def begins(alma: Phone, what: str = "From questions") -> None:
    await alma.presses("More")
    await alma.taps("Settings", "A break", what)


async def paused_until(house: House) -> date | None:
    alma = await house.known(house.alma)
    return (await house.service.db.read(agendas.rhythm_of, alma.id)).paused_until


@pytest.mark.parametrize(
    ("words", "read", "last", "first"),
    [
        ("til og med tirsdag", "onsdag den 25. november 2026", "2026-11-24 23.59", "2026-11-25 16.00"),
        ("t.o.m. 24/11", "onsdag den 25. november 2026", "2026-11-24 23.59", "2026-11-25 16.00"),
        ("indtil på tirsdag", "tirsdag den 24. november 2026", "2026-11-23 23.59", "2026-11-24 16.00"),
        ("til på mandag", "mandag den 30. november 2026", "2026-11-29 23.59", "2026-11-30 16.00"),
    ],
)
async def test_what_is_read_back_of_a_break_is_what_happens(
    house: House, words: str, read: str, last: str, first: str
) -> None:
    alma = house.alma
    await begins(alma)
    await alma.says(words)
    alma.reads(f"Fra {read} spørger jeg igen.")
    alma.turns_page()
    await house.at(last)
    assert cards(alma) == 0
    await house.at(first)
    assert cards(alma) == 1


async def test_a_break_until_today_is_asked_about_again(house: House) -> None:
    alma = house.alma
    await begins(alma)
    await alma.says("i dag")
    alma.reads("Det er i dag. Skriv en senere dag, for eksempel i morgen.")
    assert await paused_until(house) is None
    await alma.says("i morgen")
    assert await paused_until(house) == date(2026, 11, 24)


async def test_tomorrow_tapped_after_midnight_is_not_taken_for_today(house: House) -> None:
    alma = house.alma
    await house.at("2026-11-23 23.59")
    await begins(alma)
    await house.at("2026-11-24 00.01")
    tomorrow = alma.button("tirsdag den 24. november")
    await alma.taps_data(*tomorrow)
    assert await paused_until(house) is None
    await alma.taps("onsdag den 25. november")
    assert await paused_until(house) == date(2026, 11, 25)


async def test_a_break_that_begins_while_a_question_waits_keeps_its_reminder_away(house: House) -> None:
    """The question stays, and can be answered; but nothing more comes of it."""
    alma = house.alma
    await house.at("2026-11-23 16.30")
    await begins(alma)
    await alma.says("i overmorgen")
    alma.turns_page()
    await house.at("2026-11-25 15.59")
    assert alma.texts == []
    await house.at("2026-11-25 18.00")
    assert cards(alma) == 1
    alma.sees("You may answer now, if you like.")


async def test_no_break_says_nothing_of_a_day(house: House) -> None:
    await begins(house.alma, "No break")
    house.alma.reads("Thank you. That is how it will be.")
    house.alma.sees_not("spørger jeg igen")
