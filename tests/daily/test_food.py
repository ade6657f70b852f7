"""A dish for the week's plan: answered by name, with the day or why not."""

from __future__ import annotations

from pathlib import Path

from tests.phone import da
from tests.review_stage import opened
from tests.say_stage import house_using, lets_read, opens


async def test_a_dish_is_wished_for_and_the_borger_hears_when_it_is_on_the_plan(tmp_path: Path) -> None:
    async with house_using(tmp_path, "food_wish", "food_wish_facts") as house:
        alma, mette = house.alma, house.mette
        await lets_read(house, alma, mette, "week")
        await opens(alma, "My week", "What I would like to eat", "Soup", "In my room", "Yes, I help")
        await opened(house, "Follow-up")
        what = da("Dish for the week's plan: {said}", said="Suppe")
        await mette.taps(da("Answer: {what}", what=what), "Yes, it is on the plan")
        await mette.taps(mette.labels[1])
        await mette.says("Du og jeg laver den.")
        alma.sees("Yes, it is on the plan")
        alma.sees("Du og jeg laver den.")
