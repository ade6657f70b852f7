"""What staff did not mean so when they planned: it is said kindly, and mended without beginning again."""

from __future__ import annotations

from datetime import date, time

from tests.house import House
from tests.planning_stage import kept, plans, slots


async def test_until_before_the_first_day(house: House) -> None:
    mette = house.mette
    await plans(mette, "Alma", day="24.12.2026", often="Several days a week+Thursday+Done", until="1.12.2026")
    mette.reads("The last day is before the first. Tap Change to mend it.")
    assert not mette.has_button("Save")
    await mette.taps("Change it", "Last day", "Done")
    await mette.says("7.1.2027")
    await mette.taps("Save")
    assert await slots(house, house.alma, date(2026, 11, 23), date(2027, 2, 1)) == ["24.12", "31.12", "7.1"]


async def test_a_time_that_is_past(house: House) -> None:
    mette = house.mette
    await plans(mette, "Alma", day="i dag", at="9")
    mette.reads("No time of it is still to come. Tap Change to mend it.")
    assert not mette.has_button("Save")
    await mette.taps("Change it", "Time", "Done")
    await mette.says("15")
    await mette.taps("Save")
    assert (await kept(house, house.alma))[0].plan.at == time(15)


async def test_a_time_that_passes_while_the_card_waits(house: House) -> None:
    mette = house.mette
    await plans(mette, "Alma", day="i dag", at="12.30")
    await house.passes(hours=1)
    await mette.taps("Save")
    mette.reads("No time of it is still to come. Tap Change to mend it.")
    assert await kept(house, house.alma) == []


async def test_words_that_are_no_day_or_time(house: House) -> None:
    mette = house.mette
    await mette.presses("Plan")
    await mette.taps("Plan something", "Skip", "Alma", "Done", "Shopping")
    for words in ("engang", "31.2.2027"):
        await mette.says(words)
        mette.reads("Please write a day, such as 24.12.")
    await mette.says("1.1.2020")
    mette.reads("That day is past. Please write a later one.")
    await mette.says("24/12-2126")
    mette.reads("That is more than two years away. Please write an earlier day.")
    await mette.says("i morgen", "om lidt")
    mette.reads("Please write a time, such as 9.30.")
    await mette.says("x" * 500)
    mette.reads("Please write a time, such as 9.30.")
    await mette.says("14")
    mette.reads("How often?")


async def test_what_is_planned_is_read_back_with_weekday_and_year(house: House) -> None:
    mette = house.mette
    await plans(mette, "Alma", day="1. juni", often="Every month", until="1.10.2027")
    mette.reads("tirsdag den 1. juni 2027, til og med fredag den 1. oktober 2027")
    await mette.taps("Close")
    await plans(mette, "Alma", day="juleaften", at="halv tre om eftermiddagen")
    mette.reads("Torsdag den 24. december 2026 kl. 14.30")


async def test_a_day_that_was_is_not_taken_for_next_years(house: House) -> None:
    """A break that would last a year is asked about, and read back in full."""
    alma = house.alma
    await alma.presses("More")
    await alma.taps("Settings", "A break", "From questions")
    await alma.says("22.11")
    alma.reads("That is a long way off. Is it this day?")
    await alma.says("på fredag")
    alma.sees("📅 Fra fredag den 27. november 2026 spørger jeg igen.")


async def test_a_voice_where_text_is_asked_for(house: House) -> None:
    mette = house.mette
    await mette.presses("Plan")
    await mette.taps("Plan something", "Skip", "Alma", "Done", "Something else")
    await mette.speaks()
    mette.reads("Please write it as text.")
    await mette.says("Svømning")
    mette.reads("Which day, the first time?")


async def test_neither_a_photo_nor_an_emoji(house: House) -> None:
    mette = house.mette
    await plans(mette, "Alma")
    for words in ("bil", "", "5"):
        await mette.taps("Change it", "Photo or emoji", "Done")
        await (mette.says(words) if words else mette.speaks())
        mette.reads("What came was neither a photo nor one emoji. Tap Change to send another.")
    await mette.taps("Change it", "Photo or emoji", "Done")
    await mette.says("🚗")
    mette.sees_not("What came was neither a photo nor one emoji. Tap Change to send another.")
    await mette.taps("Save")
    assert (await kept(house, house.alma))[0].plan.pictogram == "🚗"


async def test_markup_in_a_title_is_only_text(house: House) -> None:
    mette = house.mette
    await plans(mette, "Alma")
    await mette.taps("Change it", "Title", "Done")
    await mette.says("<b>Kør & {hent}</b>")
    await mette.taps("Save")
    house.alma.sees("<b>Kør & {hent}</b>")
    await mette.presses("Plan")
    await mette.taps("tir 24")
    mette.reads("<b>Kør & {hent}</b>")
