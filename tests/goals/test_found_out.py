"""What is not clear yet and what others have set: a question to all around the borger, and the municipality's goals."""

from __future__ import annotations

from tests.goals_stage import SHELF, opens, says, uses
from tests.house import House
from tests.methods.test_methods import opens_shelf
from tests.review_stage import opened

OWN = "How my goals stand"


async def test_a_question_counts_with_the_borgers_yes_and_everybody_reads_what_was_seen(house: House) -> None:
    alma, mette = house.alma, house.mette
    await uses(house, "clarify", "clarify_seen")
    await opened(house, "Write what you noticed", "Something to find out together")
    await says(mette, "Hvad gør dig nysgerrig?")
    await mette.taps("mandag den 7. december", "Done")
    await opens_shelf(alma, SHELF)
    assert not await alma.finds(OWN), "it counts for nothing yet"
    await alma.taps("Hvad gør dig nysgerrig?", "Yes")
    await opened(house, "Write what you noticed", "Something to find out, what was seen")
    mette.sees("Hvad gør dig nysgerrig? Hvad har du set eller hørt?")
    await says(mette, "Alma så længe på koret", "En prøveaften")
    await mette.taps("Yes, go on", "Done")
    await opens(alma, OWN)
    alma.sees("Mette, mandag den 23. november: Set: »Alma så længe på koret«")
    await alma.taps("What we find out together")
    await says(alma, "Jeg kan godt lide at høre på", "Koncert")
    await alma.taps("No, that is enough")
    await opens_shelf(alma)
    assert not await alma.finds(SHELF), "nothing stands on it any more"
    await mette.presses("Follow-up")
    mette.sees("Tell what has been found out")


async def test_a_goal_of_the_municipality_that_is_not_the_borgers_is_taken_back(house: House) -> None:
    alma, mette = house.alma, house.mette
    await uses(house, "authority_goal", "authority_goal_mark", "goal")
    await opened(house, "Write what you noticed", "A goal of the municipality")
    await says(mette, "Du klarer dit hjem selv", "Hjælp to gange om ugen")
    await mette.taps("Done")
    alma.sees("{name} has written: »{title}«. You find it under »More«.", name="Mette", title="Du klarer dit hjem selv")
    await opens(alma, "The municipality's goal for me", "No, it is somebody else's")
    await says(alma, "Ikke være alene")
    await mette.presses("Follow-up")
    mette.sees("Back to the caseworker: {entry}", entry="Du klarer dit hjem selv")
    await opened(house, "Mål: 1")
    mette.sees("Ikke være alene")
    await opens(alma, "The municipality's goal for me", "I do not understand it", "Yes, please")
    await mette.presses("Follow-up")
    mette.sees("Explain the goal: {entry}", entry="Du klarer dit hjem selv")
