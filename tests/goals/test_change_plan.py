"""The plan for a change: a field a day, doubt as an answer, and what comes of its steps and helpers."""

from __future__ import annotations

from datetime import time

from tests.goals_stage import SHELF, opens, says, uses
from tests.house import House
from tests.methods.test_methods import opens_shelf


async def test_a_field_a_day_doubt_is_kept_and_a_step_and_a_helper_lead_to_something(house: House) -> None:
    alma, mette = house.alma, house.mette
    await uses(house, "change_plan", "change_plan_do", topics=("goals", "change_plan"))
    await opens(alma, "My plan for a change", "The change", "Go on", "I am in doubt")
    await says(alma, "Jeg sover bedre, men jeg vil savne de andre")
    alma.sees("Jeg sover bedre, men jeg vil savne de andre")
    await house.at("2026-11-24 12.00")
    await opens(alma, "My plan for a change", "How I begin")
    await alma.says("Slukke skærmen klokken 22", "Gå en tur om aftenen")
    await alma.taps("Done", "onsdag den 25. november", alma.say("{when}", when=time(10)))
    alma.sees("I remind you of {what}: {when}.", what=alma.say("The first step of my plan"),
              when=house.local("2026-11-25 10.00"))  # fmt: skip
    await opens(alma, "Do something of my plan", "Gå en tur om aftenen", "Mette", "Done")
    await opens_shelf(alma, SHELF)
    assert await alma.finds("Gå en tur om aftenen"), "it is a task of her own"
    await mette.presses("Follow-up")
    await mette.taps("Svar: Hjælp til planen: Mette")
    await mette.says("Ja, jeg går med om torsdagen")
    alma.sees("Ja, jeg går med om torsdagen")
