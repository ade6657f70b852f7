"""A greeting from staff: it asks for nothing, waits for quiet hours and closed phones, and is kept or let go."""

from __future__ import annotations

from tests.house import House
from tests.phone import Phone
from tests.pictures.test_week import PNG
from tests.reader_stage import lets, works
from tests.review_stage import opened
from tests.say_stage import opens

HERE = "Your greeting has come to {name}."


async def greets(house: House, words: str) -> Phone:
    mette = await opened(house, "Write", "Send a greeting")
    await mette.says(words)
    return mette


async def test_it_comes_is_kept_and_can_be_let_go_later(house: House) -> None:
    alma = house.alma
    mette = await greets(house, "God påske, Alma.")
    alma.sees("A greeting from {name}", name="Mette")
    alma.sees("»{greeting}«", greeting="God påske, Alma.")
    await house.passes(minutes=1)
    mette.sees(HERE, name="Alma")
    await alma.taps("Keep the greeting")
    mette = await opened(house, "Write", "Send a greeting")
    await mette.sends_photo(PNG, "Søen i dag")
    await alma.taps("Let it go")
    await opens(alma, "How I am", "Greetings")
    alma.sees("»{greeting}«", greeting="God påske, Alma.")
    await alma.taps("Let it go")
    alma.sees("There is no greeting here.")
    await opened(house, "Follow-up")
    mette.sees("No open follow-ups.")


async def test_it_waits_for_the_morning_and_for_a_phone_that_is_closed(house: House) -> None:
    alma = house.alma
    await house.at("2026-11-23 22.30")
    mette = await greets(house, "Tak for i aften.")
    await house.passes(minutes=5)
    alma.sees_not("Tak for i aften.")
    mette.sees_not("Din hilsen er kommet til Alma.")
    await alma.blocks()
    await house.at("2026-11-24 09.00")
    mette.sees_not("Din hilsen er kommet til Alma.")
    await alma.unblocks()
    await house.passes(minutes=40)
    alma.sees("»{greeting}«", greeting="Tak for i aften.")
    mette.sees(HERE, name="Alma")


async def page(jonas: Phone) -> None:
    jonas.turns_page()
    await jonas.presses("Borgere")
    await jonas.taps("Alma")


async def test_who_is_at_work_and_may_read_something_can_send_one_and_nobody_else(house: House) -> None:
    alma, jonas = house.alma, house.jonas
    await lets(house, alma, None, "trivsel")
    await works(house, jonas, "day")
    await page(jonas)
    await jonas.taps("Send a greeting")
    await jonas.says("Rart at høre dig synge.")
    alma.sees("A greeting from {name}", name="Jonas")
    alma.sees("»{greeting}«", greeting="Rart at høre dig synge.")
    await page(jonas)
    await jonas.taps("Send a greeting")
    await lets(house, alma, None)
    await jonas.says("God aften, Alma.")
    alma.sees_not("God aften, Alma.")
