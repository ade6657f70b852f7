"""The goal of the worked example: what matters, the goal, the words of its steps, and both who rate it."""

from __future__ import annotations

from tests.goals_stage import STEPS, opens, says, sets_goal, uses, words_steps
from tests.house import House
from tests.review_stage import opened

ALL = ("goal", "goal_talk", "goal_again", "goal_levels", "goal_rating")


async def test_from_what_one_wants_to_a_goal_with_steps_that_both_rate(house: House) -> None:
    alma, mette = house.alma, house.mette
    await uses(house, *ALL)
    await opens(alma, "What I want to do")
    alma.sees("Senere vælger du, hvad der skal være et mål.")
    await alma.taps("Go on")
    await says(alma, "Gøre rent")
    await alma.taps("It is hard", "A lot", "🙁", "No")
    await sets_goal(alma)
    await opens(alma, "The steps of my goal")
    alma.sees("Gøre rent derhjemme")
    await alma.taps("Go on")
    await says(alma, STEPS[3], STEPS[2])
    await alma.taps("Another day", "No thanks", "No thanks")
    await opens(alma, "How near my goals are")
    alma.sees(STEPS[2])
    alma.sees_not("1️⃣ –")
    await alma.taps("Step 2")
    await words_steps(alma)
    await opened(house, "Write what you noticed", "How near the goals are")
    mette.sees(STEPS[1])
    await mette.taps("Step 3", "Done")
    await opened(house, "Pictures")
    mette.sees("2️⃣ " + STEPS[2])
    mette.sees("3️⃣ " + STEPS[3])
