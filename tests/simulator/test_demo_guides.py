"""A guide on the demo's phones: gone through by Dorthe, with six weeks behind it, and read by Jonas."""

from __future__ import annotations

import pytest
from playwright.async_api import expect

from tests.demo_stage import House, da

pytestmark = [pytest.mark.asyncio(loop_scope="session"), pytest.mark.long]


async def test_six_weeks_of_cleaning_and_one_more(page_of_house: House) -> None:
    house = page_of_house
    dorthe = await house.borger.is_of("Dorthe")
    await dorthe.presses(da("More"))
    await dorthe.answers(da("My life"), da("Clean my home"), da("How it went"))
    await dorthe.sees("begyndt ved påmindelsen, det hele, alene, 50 minutter")
    await dorthe.answers(da("Back"), da("Begin"), da("Done"))
    await dorthe.sees(da("Open a window."))
    await expect(dorthe.newest.locator(".photo img")).to_be_visible()
    jonas = await house.staff.is_of("Jonas")
    await jonas.presses(da("Borgere"))
    await jonas.answers("Dorthe", da("Read and see"), da("Step by step"), da("Clean my home"), da("How it went"))
    await jonas.sees("7 af 11 trin, med hjælp")
