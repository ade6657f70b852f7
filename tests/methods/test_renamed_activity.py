"""An activity that is given another name: it is asked about by the new one, until something is answered about it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from storage import activities
from tests.house import House, open_house
from tests.methods.test_about_activity import HOW, SWIM, planned
from tests.methods.test_methods import opens_shelf


async def renamed(house: House, activity_id: int, title: str) -> None:
    one = await house.service.db.read(activities.activity_by_id, activity_id)
    assert one
    now = house.clock.now()
    await house.service.db.write(activities.set_plan, one, replace(one.plan, title=title), now)


async def test_it_is_asked_about_by_its_new_name_until_something_is_answered(tmp_path: Path) -> None:
    async with open_house(tmp_path, HOW) as house:
        alma, swim = house.alma, await planned(house, SWIM, 10)
        await opens_shelf(alma, "My week", "Sådan gik det")
        alma.reads("Svømning: hvordan var det?")
        await renamed(house, swim, "Vandgang")
        await opens_shelf(alma, "My week", "Sådan gik det")
        alma.reads("Vandgang: hvordan var det?")
        await alma.taps("Well", "No thanks")
        await renamed(house, swim, "Bad")
        await opens_shelf(alma, "My week", "Sådan gik det")
        alma.reads("Vandgang: hvordan var det?")
