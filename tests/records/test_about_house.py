"""Records about the house: written by staff about no borger, asked of those at work, read as sheets and curves."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.commands.copies import export
from bot.commands.dialog_trial import PROFILES
from bot.commands.forecast import forecast
from bot.config import read_settings
from dialogs.engine import trial
from dialogs.method.library import read_dialog
from dialogs.method.problems import DialogError
from storage import people, records
from tests.house import House, open_house
from tests.phone import Phone
from tests.reader_stage import works
from tests.review_stage import looks

SHIFT = """
id: shift
title: {da: Vagten}
pictogram: "🌗"
purpose: record
readers: house
about: house
window: 2h
steps:
  - {id: went, kind: rating, scale: wellbeing, text: {da: "Hvordan gik vagten i {about}?"}, name: {da: Vagten gik}}
  - {id: words, kind: say, text: {da: Hvad skal de næste vide?}, name: {da: Til de næste}}
scores:
  - {id: all, name: {da: Vagten i alt}, kind: mean, of: [went]}
"""
MINE = """
id: mine
title: {da: Min egen dagbog}
purpose: record
readers: author
about: house
steps:
  - {id: words, kind: say, text: {da: Hvad lærte jeg?}, name: {da: Lært}}
"""
ASKS = "Hvordan gik vagten i"


@pytest.fixture
async def own(tmp_path: Path) -> AsyncIterator[House]:
    async with open_house(tmp_path, SHIFT, MINE) as house:
        yield house


async def of_house(phone: Phone, *taps: str) -> None:
    phone.turns_page()
    await phone.presses("More")
    await phone.taps("About the house", *taps)


async def writes(phone: Phone, mark: str, words: str) -> None:
    await of_house(phone, "Skriv: Vagten")
    await phone.taps(mark)
    await phone.says(words)
    await phone.taps("Done")
    phone.reads("I show it to all of the staff.")
    phone.sees_not("The borger can ask to see it.")
    await phone.taps("Done")


async def scheduled(house: House) -> None:
    """Lis lets the shift be asked about each day at 14."""
    await house.lis.presses("More")
    await house.lis.taps("Methods of the house", "Vagten", "Yes", "Yes, at fixed times", "Every day")
    await house.lis.says("14")
    await house.lis.taps("2 hours")
    house.lis.turns_page()


# -- written and read


async def test_staff_write_it_and_all_of_them_read_it_as_dated_sheets(own: House) -> None:
    await writes(own.mette, "Well", "Vi mangler mælk")
    await of_house(own.mette, "Læs: Vagten (1)", "Curves")
    own.mette.sees("Vagten gik: ét svar, 7,5")
    await own.at("2026-11-24 12.00")
    await writes(own.jonas, "Badly", "Travl aften")
    await of_house(own.mette, "Læs: Vagten (2)")
    own.mette.sees("Travl aften")
    own.mette.sees("Jonas, tirsdag den 24. november kl. 12.00.")
    await own.mette.taps("Older")
    own.mette.sees("Vi mangler mælk")
    own.mette.sees("Vagten gik: Godt")
    await own.mette.taps("Curves")
    own.mette.sees("Vagten i alt: 2,5 (første gang 7,5)")
    own.mette.sees("Vagten gik: 2 svar, fra 2,5 til 7,5, senest 2,5")
    await own.mette.taps("Sheets")
    own.mette.sees("Vi mangler mælk")


@pytest.mark.long
async def test_what_is_for_its_author_nobody_else_reads(own: House) -> None:
    await of_house(own.mette, "Skriv: Min egen dagbog")
    await own.mette.says("Spørge roligere")
    await own.mette.taps("Done", "Done")
    await of_house(own.mette, "Læs: Min egen dagbog (1)")
    own.mette.sees("Spørge roligere")
    await of_house(own.jonas)
    assert not own.jonas.has_button("Læs: Min egen dagbog (1)")


async def test_borgere_and_leaders_find_nothing_of_it_and_no_look_is_noted(own: House, tmp_path: Path) -> None:
    await writes(own.mette, "Well", "Vi mangler mælk")
    await of_house(own.jonas, "Læs: Vagten (1)")
    assert await looks(own) == []
    file = await export(read_settings(own.settings), "Alma", tmp_path / "copy", own.clock.now())
    assert "mælk" not in file.read_text("utf-8") and "Vagten" not in file.read_text("utf-8")
    await own.lis.presses("More")
    assert not own.lis.has_button("About the house") and own.lis.has_button("Methods of the house")
    await own.mette.presses("Borgere")
    await own.mette.taps("Alma")
    own.mette.sees_not("mælk")
    assert await own.service.db.read(records.for_house) == []


async def test_who_leaves_takes_nothing_along_and_an_erased_borger_changes_nothing(own: House) -> None:
    await writes(own.mette, "Well", "Vi mangler mælk")
    mette, alma = await own.known(own.mette), await own.known(own.alma)
    await own.service.db.write(people.remove_person, alma.id)
    await own.service.db.write(people.remove_person, mette.id)
    await of_house(own.jonas, "Læs: Vagten (1)")
    own.jonas.sees("Vi mangler mælk")
    own.jonas.sees("–, mandag den 23. november kl. 12.00.")


@pytest.mark.long
async def test_it_is_a_file_of_its_own(own: House) -> None:
    await writes(own.mette, "Well", "Vi mangler mælk")
    await of_house(own.jonas, "Læs: Vagten (1)", "CSV")
    found = [
        message.file.content.decode("utf-8")
        for message in own.jonas.shown
        if message.file and message.file.name.endswith("csv")
    ]
    assert any("Vi mangler mælk" in text and "Mette" in text for text in found)


# -- asked


async def test_those_at_work_are_asked_when_the_leader_says(own: House) -> None:
    await works(own, own.mette, "day")
    await scheduled(own)
    lines = await forecast(read_settings(own.settings), None, 1, own.clock.now())
    assert [line for line in lines if "Vagten" in line and "14:00" in line]
    await own.at("2026-11-23 14.00")
    own.mette.sees(ASKS)
    own.jonas.sees_not(ASKS)
    own.alma.sees_not(ASKS)
    await own.mette.taps("Well")
    await own.closes()
    await own.opens()
    await own.at("2026-11-23 16.01")
    own.mette.sees_not("Hvad skal de næste vide?")
    await of_house(own.jonas, "Læs: Vagten (1)")
    own.jonas.sees("Vagten gik: Godt")
    await own.at("2026-11-24 14.30")
    own.mette.turns_page()
    own.jonas.sees_not(ASKS)


@pytest.mark.long
async def test_where_no_plan_of_shifts_is_kept_all_staff_are_asked_who_can_be_reached(own: House) -> None:
    await own.mette.blocks()
    await own.service.db.write(people.set_reachable, own.mette.chat_id, False, own.clock.now())
    await scheduled(own)
    await own.at("2026-11-23 15.00")
    own.jonas.sees(ASKS)
    await own.jonas.taps("Well")
    await own.at("2026-11-24 15.00")
    await of_house(own.jonas, "Læs: Vagten (1)")


@pytest.mark.long
async def test_what_is_switched_off_is_not_written_and_not_asked(own: House) -> None:
    await scheduled(own)
    await own.lis.presses("More")
    await own.lis.taps("Methods of the house", "Vagten", "No")
    await own.at("2026-11-23 16.00")
    own.jonas.sees_not(ASKS)
    await of_house(own.jonas)
    assert not own.jonas.has_button("Skriv: Vagten")


@pytest.mark.long
async def test_what_is_half_written_comes_back(own: House) -> None:
    await of_house(own.mette, "Skriv: Vagten")
    await own.mette.taps("Well")
    await of_house(own.mette, "Skriv: Vagten")
    own.mette.sees("Hvad skal de næste vide?")


async def test_a_house_without_any_is_not_told_of_it(house: House) -> None:
    for phone in (house.mette, house.lis):
        await phone.presses("More")
        assert not phone.has_button("About the house") and not phone.has_button("Methods of the house")


# -- the file


def test_it_is_tried_as_about_a_house() -> None:
    session = trial.begun(
        read_dialog("shift.yaml", SHIFT), PROFILES["staff"], lambda text: text.id, provenance="observed"
    )
    assert session.facts["about"] == "Birkehuset"


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        (("readers: house", "readers: team"), "the house has none, write author or house"),
        (("purpose: record\nreaders: house", "purpose: answers\ntopic: week"), "a borger answers about themself"),
        (("window: 2h", "rhythm: {after: 1h}"), "goes by what is planned for a borger"),
        (("window: 2h", "lists: {g: {from: entries.goal}}"), "write the list's items into the file"),
        (("vide?}", "vide?}, makes: {task: {due: 3d}}"), "what is about the house makes nothing"),
        (("about: house", "about: team"), "for the contact persons there is a record with readers: team"),
    ],
)
def test_what_makes_no_sense_is_refused(changed: tuple[str, str], told: str) -> None:
    with pytest.raises(DialogError, match=re.escape(told)):
        read_dialog("shift.yaml", SHIFT.replace(*changed))
