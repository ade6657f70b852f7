"""What a borger uses: a house's own method from one file, found on its shelf, agreed, asked, switched on and off."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from dialogs.profile import Reading, ReadingProfile
from storage import answers
from tests.copy_stage import copied
from tests.house import House, open_house
from tests.phone import Phone

WALK = """
id: walk
title: {da: Min tur, en: My walk}
pictogram: "🚶"
purpose: answers
topic: trivsel
voices: [borger, staff]
shelf: {id: out, name: {da: Ude, en: Outside}, pictogram: "🌳"}
offered: agreed
rhythm: {every: 2d, at: "15:00"}
lists:
  ways:
    items: [{id: wood, label: {da: Skoven}}, {id: sea, label: {da: Havet}}, {id: town, label: {da: Byen}}]
    most: 2
steps:
  - id: where
    kind: choice
    text: {da: Hvor gik du?}
    options: [{id: wood, label: {da: Skov}}, {id: sea, label: {da: Hav}}]
  - id: how
    kind: each
    over: ways
    steps: [{id: nice, kind: rating, scale: wellbeing, text: {da: "{item}: hvordan er der?"}, name: {da: Der}}]
"""


@pytest.fixture
async def own(tmp_path: Path) -> AsyncIterator[House]:
    async with open_house(tmp_path, WALK) as house:
        yield house


async def agrees(house: House, *taps: str) -> None:
    await house.mette.presses("Borgere")
    await house.mette.taps("Alma", "Settings", "Methods", "Min tur", *taps)


async def opens_shelf(alma: Phone, *taps: str) -> None:
    alma.turns_page()
    await alma.presses("More")
    await alma.taps(*taps)


async def test_what_is_to_be_agreed_is_nowhere_before(own: House) -> None:
    alma = own.alma
    await opens_shelf(alma)
    assert not await alma.finds("Ude")
    await opens_shelf(alma, "Settings", "What I use")
    assert await alma.finds("How I am") and not await alma.finds("Min tur")
    await own.mette.presses("Borgere")
    await own.mette.taps("Alma", "Settings", "Methods")
    own.mette.sees_not("Min tur: ")


async def test_one_file_is_agreed_found_asked_and_answered_in_three_voices(own: House) -> None:
    alma, mette = own.alma, own.mette
    await agrees(own, "Yes", "Yes, at fixed times", "Every day", "18.00", "8 hours")
    mette.sees("That is saved.")
    await own.mette.presses("Borgere")
    await mette.taps("Alma", "Settings", "Methods")
    mette.sees("Min tur: hver dag kl. 18.00")
    await opens_shelf(alma, "Ude", "Min tur")
    await alma.taps("Skov", "Well", "Badly")
    assert [a.provenance for a in await said(own)] == ["self"] * 3
    await own.shares(alma, mette)
    await mette.presses("Borgere")
    await mette.taps("Alma", "Answer together", "Min tur", "Hav", "Well", "Well")
    await mette.taps("Done")
    await mette.presses("Borgere")
    await mette.taps("Alma", "Write what you noticed", "Min tur", "Hav", "Well", "Well", "Done")
    assert {a.provenance for a in await said(own)} == {"self", "helped", "observed"}
    alma.turns_page()
    await own.at("2026-11-24 18.00")
    alma.sees("Hvor gik du?")


async def said(house: House) -> list[answers.StoredAnswer]:
    alma = await house.known(house.alma)
    return await house.service.db.read(answers.own_answers, alma.id, dialog_id="walk")


async def test_staff_see_first_what_is_used_and_of_the_rest_how_much_there_is(own: House) -> None:
    mette = own.mette
    await agrees(own, "Yes", "No, only on their own wish")
    await mette.presses("Borgere")
    await mette.taps("Alma", "Settings", "Methods")
    mette.reads("{what}: {use}", what="Min tur", use=mette.say("on their own wish"))
    assert not any(mette.say("not used") in line for line in mette.last.splitlines()), "of so many, none by its name"
    assert re.search(r"\d\d$", next(line for line in mette.last.splitlines() if mette.say("Not used: {count}", count="")
                                    in line))  # fmt: skip
    used = [line.partition(":")[0] for line in mette.last.splitlines()]
    assert set(mette.labels[:4]) <= set(used), "what is used comes first"


async def test_of_a_long_list_what_has_waited_longest_is_asked(own: House) -> None:
    await agrees(own, "Yes", "No, only on their own wish")
    await opens_shelf(own.alma, "Ude", "Min tur")
    await own.alma.taps("Skov", "Well", "Well")
    await own.at("2026-11-23 13.00")
    await opens_shelf(own.alma, "Ude", "Min tur")
    await own.alma.taps("Skov", "Well", "Well")
    assert [a.item for a in await said(own) if a.item] == ["wood", "sea", "wood", "town"]


async def test_a_borger_switches_off_and_nothing_is_asked_until_they_switch_on(own: House) -> None:
    alma, mette = own.alma, own.mette
    await agrees(own, "Yes", "Yes, at fixed times", "Every day", "14.00", "8 hours")
    await opens_shelf(alma, "Settings", "What I use")
    assert await alma.finds("Min tur")
    assert "✓" in next(label for label in alma.labels if "Min tur" in label)
    await alma.taps("Min tur", "How I am", "Done")
    alma.turns_page()
    await own.at("2026-11-23 18.00")
    assert not alma.shown, "neither is asked any more"
    await opens_shelf(alma)
    assert not await alma.finds("Ude")
    await agrees(own, "Yes", "No, only on their own wish")
    mette.sees("{name} has switched that off. {name} can switch it on under »More«.", name="Alma")
    await opens_shelf(alma, "Settings", "What I use", "Min tur", "How I am", "Done")
    alma.turns_page()
    await own.at("2026-11-24 14.00")
    alma.sees("Hvor gik du?")


async def test_the_borgers_copy_says_what_was_agreed_and_switched(own: House) -> None:
    await agrees(own, "Yes", "No, only on their own wish")
    await opens_shelf(own.alma, "Settings", "What I use", "Min tur", "Done")
    lines, _ = await copied(own)
    assert any("Min tur: bruges ikke (Alma)" in line for line in lines), "the last word on it, and whose it is"


async def test_staff_switch_it_off_and_on_with_its_own_rhythm(own: House) -> None:
    await agrees(own, "Yes", "No, only on their own wish")
    await agrees(own, "No")
    own.mette.turns_page()
    await own.mette.presses("Borgere")
    await own.mette.taps("Alma", "Settings", "Methods")
    own.mette.sees_not("Min tur: ")


async def test_with_several_methods_of_how_somebody_is_they_choose(tmp_path: Path) -> None:
    also = WALK.replace('shelf: {id: out, name: {da: Ude, en: Outside}, pictogram: "🌳"}', "shelf: me")
    async with open_house(tmp_path, also.replace("offered: agreed", "offered: always")) as house:
        await house.alma.presses("Answer now")
        assert await house.alma.finds("How I am") and await house.alma.finds("Min tur")
        await house.alma.taps("Min tur")
        house.alma.sees("Hvor gik du?")


async def test_who_reads_pictures_finds_everything_by_signs(own: House) -> None:
    await own.reads_as(own.alma, ReadingProfile(reading=Reading.PICTURES))
    await agrees(own, "Yes", "No, only on their own wish")
    own.alma.turns_page()
    await own.alma.says("➕")
    await own.alma.taps("🌳", "🚶")
    assert own.alma.card.photo


async def test_it_is_asked_before_an_appointment(own: House) -> None:
    alma, mette = own.alma, own.mette
    await agrees(own, "Yes", "Yes, at fixed times", "Before something planned", "The day before", "14.00", "8 hours")
    mette.sees("{name} has no appointment. Plan one first.", name="Alma")
    mette.turns_page()
    await mette.presses("Plan")
    await mette.taps("Plan something", "Skip", "Alma", "Done", "Something else")
    await mette.says("Møde")
    await mette.says("27.11.2026", "10")
    await mette.taps("Once", "Skip", "Change it", "Activity or appointment", "Done", "Appointment", "Save")
    await agrees(
        own, "Yes", "Yes, at fixed times", "Before something planned", "Møde", "2 days before", "14.00", "8 hours"
    )
    await mette.presses("Borgere")
    await mette.taps("Alma", "Settings", "Methods")
    mette.sees("Min tur: 2 dage før Møde kl. 14.00")
    alma.turns_page()
    await own.at("2026-11-25 13.59")
    alma.sees_not("Hvor gik du?")
    await own.at("2026-11-25 14.00")
    alma.sees("Hvor gik du?")
