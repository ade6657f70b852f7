"""The demo's goal: Dorthe's clean home, with both marks through time, sheets, a guide and a small step."""

from __future__ import annotations

import pytest

from bot.simulator.demo_goal import TITLE
from bot.simulator.demo_host import live_until
from tests.house import House


@pytest.mark.long
async def test_two_months_of_a_clean_home(house: House) -> None:
    await house.service.db.write(live_until, house.clock.now())
    jonas, dorthe = house.phone(2002, "Jonas"), house.phone(1004, "Dorthe")
    await jonas.starts()
    await jonas.presses("Borgere")
    await jonas.taps("Dorthe", "Mål: 1")
    jonas.sees(TITLE)
    jonas.sees("{score}: {latest} (first {first})", score="Målene samlet", latest=60.0, first=30.0)
    jonas.sees("En vikar kendte ikke guiden.")
    jonas.sees("Støvsuge tæppet efter kaffe (før: Støvsuge stuen før frokost)")
    await dorthe.starts()
    await dorthe.presses("More")
    await dorthe.taps("My goals and plans", "How my goals stand")
    dorthe.sees("Musik imens")
    dorthe.sees_not("En vikar kendte ikke guiden.")
