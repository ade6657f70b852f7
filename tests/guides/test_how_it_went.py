"""How it went with a guide: shown to the borger first, shared as their goals, beside the rating of a goal; erased."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.commands.copies import erase
from bot.config import read_settings
from storage import guides, sharing
from tests.books import books
from tests.copy_stage import copied
from tests.guides.test_making import PHOTO, guide_page
from tests.guides.test_runs import has_a_guide, opens
from tests.house import House, open_house
from tests.methods.test_methods import opens_shelf
from tests.review_stage import opened

GOAL = """
id: aim
title: {da: Nyt mål}
purpose: answers
topic: goals
shelf: plans
steps: [{id: what, kind: say, text: {da: Hvad er målet?}, makes: {entry: goal}}]
"""
NEAR = """
id: near
title: {da: Mine mål}
purpose: answers
topic: goals
voices: [borger, staff]
shelf: plans
lists: {goals: {from: entries.goal}}
steps:
  - id: goals
    kind: each
    over: goals
    steps:
      - id: level
        kind: choice
        text: {da: "{item}: hvor er du?"}
        options: [{id: a, score: 0, label: {da: Her}}, {id: b, score: 1, label: {da: Længere}}]
"""
WENT = "begyndt uden påmindelse, det hele, med hjælp"


@pytest.fixture
async def own(tmp_path: Path) -> AsyncIterator[House]:
    async with open_house(tmp_path, GOAL, NEAR) as house:
        await opens_shelf(house.alma, "My goals and plans", "Nyt mål")
        await house.alma.says("Gøre rent")
        await house.alma.taps("Done")
        who, to = await house.known(house.alma), await house.known(house.mette)
        await house.service.db.write(sharing.set_grant, who.id, to.id, "goals", True, house.clock.now())
        yield house


async def goes_through(house: House, *last: str) -> None:
    await opens(house.alma)
    await house.alma.taps("Begin", *["Done"] * 6)
    await house.passes(minutes=50)
    await house.alma.taps(*["Done"] * 6, *last)


async def test_it_stands_beside_the_goal_for_both_and_sets_nothing(own: House) -> None:
    alma, mette = own.alma, own.mette
    await has_a_guide(own)
    await guide_page(mette, "Clean my home", "Begun from, help, goal", "A goal it belongs to", "Gøre rent")
    await goes_through(own, "With help")
    alma.sees("{names} can read how it went.", names=("Mette",))
    await opens(alma)
    await alma.taps("How it went")
    alma.reads(WENT)
    alma.sees_not("begyndt ved påmindelsen")
    await opens_shelf(alma, "My goals and plans", "Mine mål")
    alma.reads("Sidste gang med »Gøre rent hos mig«: " + WENT)
    assert not any(label.startswith("✓") for label in alma.labels), "the level is hers to say"
    await opened(own, "Write what you noticed", "Mine mål")
    mette.reads(f"23. november: {WENT}, 50 minutter")
    await opened(own, mette.say("Goals: {count}", count=1))
    mette.reads(f"23. november: {WENT}, 50 minutter")
    await alma.presses("More")
    await alma.taps("Settings", "Who has read")
    alma.sees("how it went with a guide")


async def test_what_is_kept_is_told_nobody(own: House) -> None:
    alma, mette = own.alma, own.mette
    guide_id = await has_a_guide(own)
    await guide_page(mette, "Clean my home", "Begun from, help, goal", "A goal it belongs to", "Gøre rent")
    await goes_through(own, "Only for me")
    alma.reads("I show it to nobody else.")
    await opened(own, "Write what you noticed", "Mine mål")
    mette.sees_not("23. november")
    await guide_page(mette, "Clean my home", "How it went")
    mette.reads("Nothing yet.")
    run = (await own.service.db.read(guides.runs_of, (await own.known(alma)).id, guide_id))[0]
    assert run.kept
    await alma.taps("Share it after all")
    await guide_page(mette, "Clean my home", "How it went")
    mette.reads("det hele")


async def test_a_copy_has_guides_and_photos_and_erasing_takes_all(house: House) -> None:
    mette = house.mette
    await guide_page(mette, "Make a new one")
    await mette.says("Vaske tøj")
    await mette.taps("Clothes")
    await mette.sends_photo(PHOTO, "Find vasketøjet.")
    await house.service.upkeep.fetch_media()
    lines, files = await copied(house)
    assert "Guide: Vaske tøj" in "\n".join(lines)
    assert any("1. Find vasketøjet. (" in line for line in lines) and len(files) == 1
    await has_a_guide(house)
    await goes_through(house)
    await erase(read_settings(house.settings), "Alma", house.clock.now())
    left = await books(house.service.db)
    assert [left[table] for table in ("guide", "guide_run", "guide_media", "media", "help_call")] == [[]] * 5
