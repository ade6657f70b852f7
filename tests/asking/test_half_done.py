"""What is half-done is gone on with: it is of one dialog, about one borger and one thing, in one voice."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import time
from pathlib import Path

import pytest

from dialogs.time.repeat import EVERY_DAY, weekly
from dialogs.time.schedule import Plan
from storage import schedules
from tests.house import ZONE, House, open_house
from tests.methods.test_entries import AIM, plans_shelf, sets
from tests.records.test_about_house import SHIFT, of_house, scheduled
from tests.review_stage import opened

pytestmark = pytest.mark.long

LOOK = """
id: look
title: {da: Et mål, en: A goal}
pictogram: "📏"
purpose: answers
topic: wishes
voices: [borger, staff]
shelf: plans
about: entry.goal
steps:
  - {id: near, kind: rating, scale: amount, text: {da: "{entry}: hvor tæt på?"}}
  - {id: next, kind: rating, scale: amount, text: {da: "{entry}: hvor svært?"}}
"""
CLEAN, RUN = "Gøre rent", "Løbe"


@pytest.fixture
async def own(tmp_path: Path) -> AsyncIterator[House]:
    async with open_house(tmp_path, AIM, LOOK, SHIFT) as house:
        await sets(house.alma, CLEAN)
        await sets(house.alma, RUN)
        await house.shares(house.alma, house.mette, "wishes")
        yield house


@pytest.mark.parametrize("way", ["Answer together", "Write what you noticed"])
async def test_staff_go_on_with_the_goal_they_choose_and_no_other(own: House, way: str) -> None:
    mette = await opened(own, way, "Et mål", CLEAN, "Some")
    mette.sees("Gøre rent: hvor svært?")
    mette = await opened(own, way, "Et mål", RUN)
    mette.reads("Løbe: hvor tæt på?")
    mette = await opened(own, way, "Et mål", CLEAN)
    mette.reads("Gøre rent: hvor svært?")


async def test_a_borger_goes_on_from_the_shelf_and_what_is_answered_with_help_is_asked_no_more(own: House) -> None:
    alma = own.alma
    daily = Plan(weekly(EVERY_DAY), time(15), ZONE)
    who = (await own.known(alma)).id
    await own.service.db.write(schedules.set_schedule, who, "check_in", daily, own.clock.now(), dialog_id="look")
    await plans_shelf(alma, "Et mål", CLEAN, "Some")
    await plans_shelf(alma, "Et mål", RUN)
    alma.reads("Løbe: hvor tæt på?")
    await plans_shelf(alma, "Et mål", CLEAN)
    alma.reads("Gøre rent: hvor svært?")
    await own.at("2026-11-23 15.00")
    alma.reads("What is it about?")
    await alma.taps(CLEAN)
    alma.reads("Gøre rent: hvor svært?")
    await plans_shelf(alma, "Et mål")
    alma.sees("What is it about?")
    mette = await opened(own, "Answer together", "Et mål", RUN, "Some", "Some")
    mette.sees("Løbe\n\nTak. Det her svarede du.")
    alma.sees_not("What is it about?")


async def test_who_writes_about_the_house_when_it_is_asked_writes_on(own: House) -> None:
    mette = own.mette
    await scheduled(own)
    await own.at("2026-11-23 13.50")
    await of_house(mette, "Skriv: Vagten")
    await mette.taps("Well")
    await mette.opens_news()
    await own.at("2026-11-23 14.00")
    mette.reads("Hvad skal de næste vide?")
    await mette.says("Alt er roligt")
    await own.at("2026-11-23 15.00")
    await mette.taps("Done")
    mette.reads("I show it to all of the staff.")
