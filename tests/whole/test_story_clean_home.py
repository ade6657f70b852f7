"""A woman with brain injury keeps her home clean: from the wish to the page that is looked at in the meeting."""

from __future__ import annotations

from datetime import date

import pytest

from tests.goals.test_goal_page import PAGE, rates, sees_own
from tests.goals_stage import says, sets_goal, uses, words_steps
from tests.guides.test_making import guide_page
from tests.guides.test_runs import has_a_guide
from tests.house import House
from tests.phone import Phone, da
from tests.planning_stage import saved
from tests.review_stage import opened
from tests.views.test_ladder import drawn
from tests.wishes.test_wishes import album

pytestmark = pytest.mark.long
WISH, STEP = "Jeg vil selv holde mit hjem", "Vi finder et mål sammen"


async def cleans(alma: Phone, house: House, minutes: int, *how: str) -> None:
    """From the reminder through the whole guide."""
    await alma.taps("Begin", *["Done"] * 6)
    await house.passes(minutes=minutes)
    await alma.taps(*["Done"] * 6, *how)


async def both_rate(alma: Phone, house: House, own: str, theirs: str, beside: str = "") -> None:
    """Each with what the guide's last run was beside the question."""
    await rates(alma, own)
    mette = await opened(house, "Write what you noticed", "How near the goals are")
    mette.sees(beside)
    await mette.taps(theirs, "Done")


async def wish_with_a_first_step(alma: Phone, mette: Phone) -> None:
    await album(alma)
    await alma.says(WISH)
    await alma.taps("Done")
    await mette.presses("Follow-up")
    await mette.taps(da("Answer: {what}", what=WISH), "Yes, with a first step")
    await mette.says(STEP)
    await mette.taps(da("{when}", when=date(2026, 11, 30)))
    alma.sees(f"Første skridt: {STEP}")


async def guide_at_the_reminder(mette: Phone, house: House) -> None:
    await saved(mette, "Alma", day="25.11.2026", at="14", leads=("30 minutes before",))
    await has_a_guide(house)
    await guide_page(mette, "Clean my home", "Begun from, help, goal", "Begin it from the plan", "Shopping")
    await guide_page(mette, "Clean my home", "Begun from, help, goal", "A goal it belongs to", "Gøre rent derhjemme")


async def why_it_went_so(mette: Phone) -> None:
    await mette.presses("Follow-up")
    await mette.taps("Skriv: Se på et mål sammen", "As planned", "Took part as expected")
    await mette.taps("Done, by the right people")
    await says(mette, "Guiden på telefonen", "Larm fra gangen")
    await mette.taps("Skip", "Done")


async def test_a_wish_becomes_a_clean_home(house: House) -> None:
    alma, mette = house.alma, house.mette
    await uses(house, "goal", "goal_levels", "goal_rating", "process", topics=("goals", "wishes"))
    await wish_with_a_first_step(alma, mette)
    await sets_goal(alma)
    await words_steps(alma)
    await guide_at_the_reminder(mette, house)
    await both_rate(alma, house, "Step 1", "Step 1")
    await house.at("2026-11-25 13.31")
    await cleans(alma, house, 50, "With help")
    await both_rate(alma, house, "Step 2", "Step 3", "begyndt ved påmindelsen, det hele, med hjælp, 50 minutter")
    await house.at("2026-12-23 09.05")  # the day the goal is to be looked at
    await both_rate(alma, house, "Step 4", "Step 4")
    await why_it_went_so(mette)

    # the page for the meeting: for staff with the T-score and the sheet, for her without
    await opened(house, PAGE)
    mette.sees("{score}: {latest} (first {first})", score="Målene samlet", latest=60.0, first=30.0)
    mette.sees("Guiden på telefonen")
    mette.sees("begyndt ved påmindelsen")
    assert "'Mette, 23.12.2026'), ('🙂', 'Eget svar, 23.12.2026')" in drawn(mette)
    await sees_own(alma)
    alma.sees("Gøre rent derhjemme")
    alma.sees_not("Larm fra gangen", "60")
