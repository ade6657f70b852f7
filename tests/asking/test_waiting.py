"""Own words left for another day, in the house: brought up once, found until then, let go when their time is over."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import date, time
from pathlib import Path

import pytest

from bot.commands.copies import erase
from bot.config import read_settings
from dialogs.time.agenda import Rhythm
from dialogs.time.schedule import QuietHours
from storage import answers
from tests.books import traces
from tests.commands.test_forecast import lines
from tests.copy_stage import copied
from tests.house import House, open_house
from tests.methods.test_methods import opens_shelf
from tests.phone import Phone
from tests.review_stage import opened

DAY = """
id: day
title: {da: Min dag}
pictogram: "🎬"
purpose: answers
topic: trivsel
voices: [borger, staff]
shelf: life
steps:
  - {id: mood, kind: rating, scale: wellbeing, text: {da: Hvordan går det?}, name: {da: Det går}}
  - {id: film, kind: say, text: {da: Vis mig din dag}, name: {da: Min film}, waits: 7d}
"""
ASKED = "Vis mig din dag"


@pytest.fixture
async def own(tmp_path: Path) -> AsyncIterator[House]:
    async with open_house(tmp_path, DAY) as house:
        await house.shares(house.alma, house.mette, "trivsel")
        yield house


async def leaves_it(alma: Phone) -> None:
    """Alma answers on Monday at noon, and leaves the film for another day."""
    await opens_shelf(alma, "My life", "Min dag", "🙂", "Another day")
    alma.turns_page()


async def test_it_comes_once_the_next_day_and_a_video_answers_it(own: House) -> None:
    alma = own.alma
    await opens_shelf(alma, "My life", "Min dag", "🙂", "Another day")
    alma.sees("Du kan svare på »Min film« indtil mandag den 30. november.")
    alma.sees("Jeg spørger om det én gang til: tirsdag den 24. november kl. 12.00.")
    alma.turns_page()
    await own.at("2026-11-24 11.59")
    alma.sees_not(ASKED)
    await own.is_back()
    await own.at("2026-11-24 12.01")
    alma.reads(ASKED)
    await alma.films()
    await alma.taps("Done")
    alma.sees("Thank you. This is what you answered.")
    alma.sees_not("indtil")
    mette = await opened(own, "Answers")
    mette.sees("Min film")
    mette.sees_not("Kommer en anden dag")


async def test_who_does_not_answer_then_is_not_asked_again_and_at_last_it_is_skipped(own: House) -> None:
    alma = own.alma
    await leaves_it(alma)
    mette = await opened(own, "Answers")
    mette.sees("Min film (Kommer en anden dag)")
    await own.at("2026-11-24 12.01")
    alma.reads(ASKED)
    await own.at("2026-11-25 12.01")
    alma.sees_not(ASKED)
    alma.sees("indtil mandag den 30. november")
    assert not [one for one in await lines(own, 5) if "another" in one and "another_day" in one]
    alma.turns_page()
    await own.at("2026-11-30 12.01")
    alma.sees_not(ASKED)
    mette = await opened(own, "Answers")
    mette.sees("Det går")
    mette.sees_not("Kommer en anden dag", "Min film")
    await opens_shelf(alma, "My life")
    assert not alma.has_button("Min film")


async def test_it_is_found_on_its_shelf_until_then_and_two_taps_are_one(own: House) -> None:
    alma = own.alma
    await leaves_it(alma)
    await own.at("2026-11-26 15.00")
    await opens_shelf(alma, "My life")
    found = alma.button("Min film, mandag den 23. november")
    await alma.taps("Min film, mandag den 23. november")
    await alma.taps_data(*found)
    alma.reads(ASKED)
    await alma.says("Jeg gik en tur")
    await alma.taps("Done")
    alma.turns_page()
    mette = await opened(own, "Answers")
    mette.sees("»Jeg gik en tur«")
    await opens_shelf(alma, "My life")
    assert not alma.has_button("Min film")


async def test_its_shelf_opens_the_question_it_names_though_others_were_left_too(tmp_path: Path) -> None:
    more = "  - {id: last, kind: rating, scale: wellbeing, text: {da: Og ellers?}, name: {da: Ellers}}\n"
    async with open_house(tmp_path, DAY + more) as own:
        alma = own.alma
        await opens_shelf(alma, "My life", "Min dag", "🙂", "Another day", "Close")
        await opens_shelf(alma, "My life", "Min film, mandag den 23. november")
        alma.reads(ASKED)
        await alma.says("Jeg gik en tur")
        await alma.taps("Done")
        alma.sees("»Jeg gik en tur«")
        await alma.taps("Answer the rest")
        alma.reads("Og ellers?")


async def test_its_shelf_opens_it_while_the_rest_is_being_answered(tmp_path: Path) -> None:
    more = "  - {id: last, kind: rating, scale: wellbeing, text: {da: Og ellers?}, name: {da: Ellers}}\n"
    async with open_house(tmp_path, DAY + more) as own:
        alma = own.alma
        await opens_shelf(alma, "My life", "Min dag", "🙂", "Another day", "Close")
        await alma.taps("Answer the rest")
        alma.reads("Og ellers?")
        await opens_shelf(alma, "My life", "Min film, mandag den 23. november")
        alma.reads(ASKED)


async def test_it_waits_for_the_end_of_quiet_hours_and_of_a_break_and_the_forecast_knows(own: House) -> None:
    alma = own.alma
    await leaves_it(alma)
    await own.lives(alma, Rhythm(QuietHours(time(11), time(14))))
    assert any("Tue 2026-11-24 14:00  Alma  another_day day" in one for one in await lines(own, 3))
    await own.at("2026-11-24 13.59")
    alma.sees_not(ASKED)
    await own.lives(alma, Rhythm(QuietHours(time(11), time(14)), paused_until=date(2026, 11, 27)))
    await own.at("2026-11-26 20.00")
    alma.sees_not(ASKED)
    await own.at("2026-11-27 14.01")
    alma.reads(ASKED)


async def test_it_is_in_the_copy_and_goes_when_alma_is_erased(own: House) -> None:
    alma = own.alma
    await leaves_it(alma)
    pages, _ = await copied(own)
    assert any("Min film: Kommer en anden dag" in line for line in pages)
    await erase(read_settings(own.settings), "Alma", own.clock.now())
    await own.at("2026-12-01 12.00")
    assert not await traces(own.service.db, "Alma", "another_day")


async def test_words_after_going_on_to_something_else_do_not_answer_what_waits(own: House) -> None:
    alma = own.alma
    await leaves_it(alma)
    await own.at("2026-11-24 12.01")
    alma.reads(ASKED)
    await alma.presses("More")
    await alma.says("Jeg har ondt i maven")
    who = await own.known(alma)
    assert not [each for each in await own.service.db.read(answers.own_answers, who.id) if each.words]
