"""A method whose file the house has taken away is called what it was called, and never by its id."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.desk import gone_methods
from tests.copy_stage import copied
from tests.house import House, open_house
from tests.talking.test_agreed_alerts import opens_agreements

BREAKS = """
id: breaks_xy
title: {da: Pausen}
pictogram: "☕"
purpose: answers
topic: trivsel
shelf: me
low: [{step: calm, at_most: 2.5}]
steps:
  - {id: calm, kind: rating, scale: wellbeing, text: {da: Hvordan var pausen?}, name: {da: Min pause}, pictogram: "☕"}
"""


@pytest.fixture
async def house(tmp_path: Path) -> AsyncIterator[House]:
    async with open_house(tmp_path, BREAKS) as found:
        yield found


async def goes(house: House, folder: Path) -> None:
    """The house takes the method's file away, and the bot is started anew."""
    await house.closes()
    (folder / "dialogs" / "breaks_xy.yaml").unlink()
    await house.opens()


async def agrees(house: House) -> None:
    alma = house.alma
    await opens_agreements(alma)
    badly = alma.say("{answer} or lower", answer=alma.say("Badly"))
    await alma.taps(alma.say("New: {question}", question="Min pause"), badly, "On one day", "Mette", "Done")
    await alma.taps("Yes")


def nobody_reads_an_id(house: House) -> None:
    for phone in (house.alma, house.mette, house.lis):
        assert "breaks_xy" not in phone.screen


async def answers(house: House) -> None:
    await house.alma.presses("More")
    await house.alma.taps("How I am", "Pausen", "Well")


async def test_the_copy_and_the_agreement_name_it_as_it_was(house: House, tmp_path: Path) -> None:
    await answers(house)
    await agrees(house)
    await goes(house, tmp_path)
    await opens_agreements(house.alma)
    assert house.alma.can_tap("Min pause")
    lines, _ = await copied(house)
    assert any("Min pause" in line for line in lines) and not any("breaks_xy" in line for line in lines)
    nobody_reads_an_id(house)


async def test_one_that_nobody_ever_had_before_them_is_said_to_be_gone(house: House, tmp_path: Path) -> None:
    await agrees(house)
    await goes(house, tmp_path)
    await opens_agreements(house.alma)
    gone = house.alma.say(gone_methods.GONE.id)
    assert house.alma.can_tap(gone[:1].upper() + gone[1:])
    lines, _ = await copied(house)
    assert any(gone in line for line in lines) and not any("breaks_xy" in line for line in lines)
    nobody_reads_an_id(house)


async def test_the_week_still_has_what_was_answered(house: House, tmp_path: Path) -> None:
    await answers(house)
    await goes(house, tmp_path)
    house.alma.turns_page()
    await house.alma.presses("My week")
    file = house.alma.shown[-1].file
    assert file and "Pausen" in file.content.decode("utf-8", "ignore")
