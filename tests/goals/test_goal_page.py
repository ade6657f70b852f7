"""One goal on one page: right with nothing, with one mark, with all there is; and nothing of it that is kept."""

from __future__ import annotations

import pytest

from storage import answers, entries
from tests.goals.test_small_steps import sets
from tests.goals_stage import STEPS, opens, says, sets_goal, uses, words_steps
from tests.house import House
from tests.phone import Phone
from tests.review_stage import opened
from tests.views.test_ladder import drawn

ALL = ("goal", "goal_levels", "goal_rating", "goal_over", "small_step", "small_step_look")
PAGE = "Mål: 1"
OWN = "How my goals stand"


@pytest.fixture
async def own(house: House) -> House:
    await uses(house, *ALL)
    return house


async def rates(alma: Phone, step: str) -> None:
    await opens(alma, "How near my goals are", step)


async def sees_own(alma: Phone) -> None:
    alma.turns_page()
    await opens(alma, OWN)


async def test_all_of_it_on_one_page_for_both_and_what_staff_know_for_them_alone(own: House) -> None:
    alma = own.alma
    await opens(alma)
    assert not await alma.finds(OWN), "there is no goal yet"
    await opened(own)
    assert not await own.mette.finds(PAGE)
    await sets_goal(alma)
    await sees_own(alma)
    alma.sees("Nobody has put it on its ladder yet.")
    alma.sees("»Mette, påmindelsen og guiden«")
    assert not alma.has_button("Show the number")
    await words_steps(alma)
    await rates(alma, "Step 2")
    await opened(own, "Write what you noticed", "How near the goals are", "Step 3", "Done")
    await opens(alma, "A new small step", "Gøre rent derhjemme")
    await says(alma, "Tørre bordet af", "Bordet er blankt")
    await alma.taps("mandag den 23. november")
    await says(alma, "Mette")
    await alma.taps("Something new")
    await opens(alma, "How my small steps went", "Not today", "Skip", "Make it smaller")
    await says(alma, "Tage kluden frem")
    await opened(own, "Write what you noticed", "Process evaluation of a goal", "As planned", "Said no")
    await own.mette.taps("Done, by the right people")
    await says(own.mette, "Musik imens", "Larm fra gangen")
    await own.mette.taps("Skip", "Done")
    mette = await opened(own, PAGE)
    for words in ("Tage kluden frem (før: Tørre bordet af)", "Larm fra gangen", "Sagde nej"):
        mette.sees(words)
    mette.sees("{score}: {latest} (the first time)", score="Målene samlet", latest=40.0)
    assert f"words='{STEPS[2]}', marks=(('🙂'" in drawn(mette) and f"words='{STEPS[3]}', marks=(('📝'" in drawn(mette)
    await sees_own(alma)
    alma.sees("Tage kluden frem (før: Tørre bordet af)")
    for kept in ("Larm fra gangen", "40"):
        alma.sees_not(kept)
    await alma.taps("Show the number")
    alma.sees("Your goals together: {latest}. 50 is as you hoped.", latest=40.0)
    await is_over(own)


async def is_over(own: House) -> None:
    """Alma has reached it: there is nothing of it to look at any more, and nobody owes it."""
    await own.mette.presses("Follow-up")
    own.mette.reads("Se på et mål sammen")
    await opens(own.alma, "Am I finished with my goal?", "Yes, I have reached it")
    await says(own.alma, "Guiden")
    own.mette.reads("No open follow-ups.")
    await opens(own.alma)
    assert not await own.alma.finds(OWN), "it is over when she says so"


async def test_a_mark_stays_with_the_words_it_was_given_under(own: House) -> None:
    alma = own.alma
    await sets_goal(alma)
    await words_steps(alma)
    await rates(alma, "Step 2")
    await sees_own(alma)
    await alma.taps("The steps of my goal", "Go on", "No thanks")
    await says(alma, "Kommer halvt igennem guiden")
    await alma.taps("No thanks", "No thanks", "No thanks")
    await own.at("2026-11-30 12.00")
    await rates(alma, "Step 3")
    await sees_own(alma)
    assert f"words='{STEPS[2]}', marks=(('🙂'" in drawn(alma), "as it was called then"
    assert "words='Kommer halvt igennem guiden', marks=()" in drawn(alma)
    alma.sees(STEPS[3])


async def test_nothing_of_it_that_the_borger_keeps_is_on_staffs_page(own: House) -> None:
    alma = own.alma
    await sets_goal(alma)
    await words_steps(alma)
    await sets(alma, "Tørre bordet af", "mandag den 23. november")
    await rates(alma, "Step 2")
    made = (await own.service.db.read(entries.entries_of, (await own.known(alma)).id, "goal"))[0]
    for step in ("hard", "until"):
        await own.service.db.write(answers.hold_back, made.session_id or 0, step, "", True, own.clock.now())
    mette = await opened(own, PAGE)
    mette.sees_not("Jeg glemmer det")
    mette.sees_not("Tørre bordet af")
    await own.service.db.write(answers.hold_back, made.session_id or 0, made.step, "", True, own.clock.now())
    await opened(own)
    assert not await mette.finds(PAGE)
