"""Things of one's own in a paper: they stand with what was said about them until their name is taken out."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.house import House
from tests.papers.plan_stage import GOOD, house_with_plan, opens, staff_open
from tests.pictures.test_week import PNG
from tests.views.test_ladder import drawn

SIGNS = """
id: calm
title: {da: Min plan, en: My plan}
pictogram: "🌱"
purpose: paper
topic: wishes
voices: [borger, staff]
shelf: plans
sections:
  - {name: {da: Det gode}, pictogram: "🙂", steps: [signs]}
steps:
  - id: signs
    kind: each
    one_more: {most: 2, text: {da: Hvad er et tidligt tegn?}, name: {da: Tegn}}
    steps:
      - {id: i_do, kind: say, text: {da: "{item}: hvad gør du?"}, name: {da: Jeg gør}}
"""


@pytest.fixture
async def own(tmp_path: Path) -> AsyncIterator[House]:
    async with house_with_plan(tmp_path, SIGNS) as house:
        await opens(house.alma, GOOD)
        await house.alma.says("Jeg sover dårligt")
        await house.alma.taps("Done")
        await house.alma.says("Går en tur")
        await house.alma.taps("Done", "No thanks")
        yield house


STANDS = "Tegn: »Jeg sover dårligt«\nJeg sover dårligt · Jeg gør: »Går en tur«"


async def test_a_sign_stands_with_what_is_done_and_more_is_added_on_another_day(own: House) -> None:
    alma = own.alma
    alma.reads(STANDS)
    await own.at("2026-11-25 14.00")
    await opens(alma, GOOD, "Add more")
    alma.reads("»Jeg sover dårligt«")
    await alma.taps("Keep it as it is")
    alma.reads("Jeg sover dårligt: hvad gør du?")
    alma.sees("»Går en tur«")
    await alma.taps("Keep it as it is")
    await alma.says("Jeg råber")
    await alma.taps("Done", "No thanks")
    alma.reads(STANDS + "\nTegn: »Jeg råber«")


async def test_its_name_is_changed_and_what_is_done_is_told_of_the_new_one(own: House) -> None:
    alma = own.alma
    await opens(alma, GOOD, "Jeg sover dårligt")
    await alma.says("Jeg sover ikke")
    alma.reads("Tegn: »Jeg sover ikke«\nJeg sover ikke · Jeg gør: »Går en tur«")
    await opens(alma, GOOD, "Går en tur")
    alma.reads("Jeg sover ikke: hvad gør du?")
    await alma.says("Ringer til Mette")
    alma.reads("Jeg sover ikke · Jeg gør: »Ringer til Mette«")


async def test_what_was_said_of_a_sign_that_is_taken_out_does_not_come_back_with_the_next(own: House) -> None:
    alma = own.alma
    await opens(alma, GOOD, "Jeg sover dårligt", "Take it out")
    alma.sees("I have taken it out.")
    alma.sees_not("Går en tur")
    await opens(alma, GOOD)
    await alma.says("Jeg råber")
    await alma.taps("Done")
    alma.reads("Jeg råber: hvad gør du?")
    alma.sees_not("Går en tur")
    await alma.taps("No thanks", "No thanks")
    alma.reads("Tegn: »Jeg råber«")
    await alma.taps("Before", "Older")
    alma.reads(STANDS)


async def test_staff_name_signs_of_their_own_beside(own: House) -> None:
    await own.shares(own.alma, own.mette, "wishes")
    mette = await staff_open(own.mette, GOOD, "Write what you noticed")
    mette.reads("Hvad er et tidligt tegn?")
    assert "Jeg sover dårligt" not in mette.last
    await mette.says("Alma bliver stille")
    await mette.taps("Done")
    mette.reads("Alma bliver stille: hvad gør du?")
    await mette.taps("No thanks", "No thanks")
    await opens(own.alma)
    own.alma.sees("Jeg sover dårligt · Jeg gør: »Går en tur«")
    own.alma.sees("Alma bliver stille")


@pytest.mark.parametrize("shares", [True, False])
async def test_a_sign_that_is_a_photo_is_drawn_for_those_alone_who_may_see_it(tmp_path: Path, *, shares: bool) -> None:
    async with house_with_plan(tmp_path, SIGNS) as house:
        alma, mette = house.alma, house.mette
        await house.shares(alma, mette, "wishes")
        await opens(alma, GOOD)
        await alma.sends_photo(PNG)
        await alma.taps("Done", "No thanks", "No thanks", *(() if shares else ("Don't share",)))
        await staff_open(mette, GOOD, "Answer together")
        assert ("photo=1" in drawn(mette)) == shares
        await mette.says("Bo")
        await mette.taps("Done", "No thanks", "No thanks")
        mette.sees("Bo")
        assert ("photo=1" in drawn(mette)) == shares


async def test_staffs_photo_of_a_sign_stands_on_no_card_of_the_borgers(tmp_path: Path) -> None:
    async with house_with_plan(tmp_path, SIGNS) as house:
        alma, mette = house.alma, house.mette
        await house.shares(alma, mette, "wishes")
        await staff_open(mette, GOOD, "Write what you noticed")
        await mette.sends_photo(PNG)
        await mette.taps("Done", "No thanks", "No thanks")
        await opens(alma, GOOD)
        await alma.says("Bo")
        await alma.taps("Done")
        alma.reads("Bo: hvad gør du?")
        assert "photo=1" not in drawn(alma)
        await alma.taps("No thanks", "No thanks")
        await opens(alma, GOOD, "Add more", "Keep it as it is")
        alma.reads("Bo: hvad gør du?")
        assert "photo=1" not in drawn(alma)
