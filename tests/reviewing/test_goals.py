"""Goals rated together: the T-score over a list of them, with their own weights and words, in each voice by itself."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.house import House, open_house
from tests.methods.test_methods import opens_shelf
from tests.phone import Phone
from tests.review_stage import opened

GOAL = """
id: aim
title: {da: Nyt mål}
pictogram: "⭐"
purpose: answers
topic: wishes
voices: [borger, staff]
shelf: plans
steps:
  - {id: what, kind: say, text: {da: Hvad er målet?}, makes: {entry: goal}}
  - id: weighs
    kind: choice
    text: {da: Hvor meget betyder det?}
    options: [{id: much, value: 3, label: {da: Meget}}, {id: little, value: 1, label: {da: Lidt}}]
  - {id: best, kind: say, text: {da: Hvordan er det bedst?}}
"""
NEAR = """
id: near
title: {da: Mine mål}
pictogram: "🪜"
purpose: answers
topic: wishes
voices: [borger, staff]
shelf: plans
lists:
  goals: {from: entries.goal, most: 3, values: {weight: aim.weighs, best: aim.best}}
steps:
  - id: goals
    kind: each
    over: goals
    steps:
      - id: level
        kind: choice
        above: {da: "Bedst: {item_best}"}
        text: {da: "{item}: hvor er du?"}
        name: {da: Trin}
        options:
          - {id: a, score: -2, label: {da: Første}}
          - {id: b, score: -1, label: {da: Andet}}
          - {id: c, score: 0, label: {da: Tredje}}
          - {id: d, score: 1, label: {da: Fjerde}}
          - {id: e, score: 2, label: {da: Femte}}
scores:
  - {id: gas, name: {da: Målene samlet}, kind: gas, over: goals, of: [level], weights: weight}
"""


@pytest.fixture
async def own(tmp_path: Path) -> AsyncIterator[House]:
    async with open_house(tmp_path, GOAL, NEAR) as house:
        for title, weight, best in (("Gøre rent", "Meget", "Alene på en time"), ("Løbe", "Lidt", "Hver dag")):
            await shelf(house.alma, "Nyt mål")
            await house.alma.says(title)
            await house.alma.taps("Done", weight)
            await house.alma.says(best)
            await house.alma.taps("Done")
        yield house


async def shelf(alma: Phone, *taps: str) -> None:
    await opens_shelf(alma, "My goals and plans", *taps)


async def curves(house: House) -> Phone:
    """Mette's phone with the one topic's curves that there are."""
    mette = await opened(house, "Curves")
    await mette.taps(next(label for label in mette.labels if label.startswith("📈")))
    return mette


async def test_what_a_goal_is_like_at_its_best_stands_over_the_question(own: House) -> None:
    await shelf(own.alma, "Mine mål")
    own.alma.sees("Bedst: Alene på en time")
    await own.alma.taps("Fjerde")
    own.alma.sees("Bedst: Hver dag")


async def test_goals_count_by_their_weights_and_each_voice_by_itself(own: House) -> None:
    """Weights 3 and 1, levels +1 and -1: 55.82 by the formula, to one decimal."""
    await own.shares(own.alma, own.mette, "wishes")
    await shelf(own.alma, "Mine mål", "Fjerde", "Andet")
    mette = await opened(own, "Write what you noticed", "Mine mål", "Femte", "Femte", "Done")
    mette = await curves(own)
    mette.sees("{score}: {latest} (the first time)", score="Målene samlet", latest=55.8)
    mette.sees("{score}: {latest} (the first time)", score="Målene samlet (personalets iagttagelse)", latest=73.3)


async def test_no_total_where_one_goal_has_no_level(own: House) -> None:
    await own.shares(own.alma, own.mette, "wishes")
    await shelf(own.alma, "Mine mål", "Fjerde", "Don't know")
    mette = await curves(own)
    mette.sees_not("Målene samlet")
