"""Small steps: asked about from the day that was said for each, made smaller, moved or put away, looked at together."""

from __future__ import annotations

from datetime import time

import pytest

from dialogs.time.repeat import weekly
from dialogs.time.schedule import Plan
from storage import entries
from storage.people import Person
from tests.goals_stage import asked_daily, opens, says, uses
from tests.house import ZONE, House
from tests.phone import Phone
from tests.review_stage import opened

WENT = "How my small steps went"


async def sets(alma: Phone, words: str, when: str) -> None:
    await opens(alma, "A new small step")
    if alma.has_button("Gøre rent derhjemme"):
        await alma.taps("Skip")
    await says(alma, words, "Posen er væk")
    await alma.taps(when)
    await says(alma, "Mette minder mig om det")
    await alma.taps("To keep what I can")


async def steps(house: House) -> list[tuple[str, str]]:
    alma: Person = await house.known(house.alma)
    found = await house.service.db.read(entries.entries_of, alma.id, "step")
    return [(each.title, each.state) for each in found]


@pytest.fixture
async def own(house: House) -> House:
    await uses(house, "small_step", "small_step_look", "small_step_review")
    await house.plans(house.alma, Plan(weekly(()), time(16), ZONE))
    await asked_daily(house, "small_step_look", 18)
    return house


async def test_one_is_asked_from_the_day_that_was_said_and_a_step_becomes_smaller_in_one_tap(own: House) -> None:
    alma = own.alma
    await sets(alma, "Gå ud med affaldet", "tirsdag den 24. november")
    await sets(alma, "Vaske op", "mandag den 30. november")
    await own.at("2026-11-23 18.05")
    alma.sees_not("Gå ud med affaldet: Blev det til noget?")
    await own.at("2026-11-24 18.05")
    alma.sees("Gå ud med affaldet: Blev det til noget?")
    await alma.taps("Not today", "Too early in the day", "Done", "Make it smaller")
    await says(alma, "Stille posen ved døren")
    alma.sees_not("Vaske op: Blev det til noget?")
    assert await steps(own) == [("Gå ud med affaldet", "ended"), ("Vaske op", "accepted"),
                                ("Stille posen ved døren", "accepted")]  # fmt: skip
    await own.at("2026-11-25 18.05")
    alma.sees("Stille posen ved døren: Blev det til noget?")
    await alma.taps("A little of it", "Too far away", "Done", "Another day", "fredag den 27. november")
    alma.turns_page()
    await own.at("2026-11-26 18.05")
    alma.sees_not("Blev det til noget?")
    await own.at("2026-11-27 18.05")
    await alma.taps("Yes, done")
    await says(alma, "Mette ringede")
    await alma.taps("I am finished with it")
    assert (await steps(own))[2][1] == "ended"
    mette = await opened(own, "Answers", "My goals")
    mette.sees("Mette ringede")


async def test_smaller_words_that_are_taken_back_leave_the_step_as_it_was(own: House) -> None:
    alma = own.alma
    await sets(alma, "Gå ud med affaldet", "mandag den 23. november")
    await opens(alma, WENT)
    await alma.taps("Not today", "Money", "Done", "Make it smaller")
    await says(alma, "Stille posen ved døren")
    await alma.taps("Change", "Gjort mindre", "Skip")
    assert await steps(own) == [("Gå ud med affaldet", "accepted"), ("Stille posen ved døren", "ended")]
    await opens(alma, WENT)
    await alma.taps("Not today", "Skip", "Let it lie")
    assert (await steps(own))[0] == ("Gå ud med affaldet", "ended")


async def test_both_look_at_the_steps_and_neither_is_over_the_other(own: House) -> None:
    alma = own.alma
    await sets(alma, "Gå ud med affaldet", "mandag den 23. november")
    await opens(alma, "Look at my small steps together")
    await alma.taps("It is too big")
    await says(alma, "Om aftenen er bedre")
    mette = await opened(own, "Write what you noticed", "Small steps, looked at together")
    mette.sees("Gå ud med affaldet: Passer skridtet til Alma?")
    await mette.taps("It fits", "No thanks", "Done")
    mette = await opened(own, "Answers", "My goals")
    mette.sees("Det er for stort")
    mette.sees("Det passer")
