"""A paper of the house's own, and what tests of it begin with."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from tests.house import House, open_house
from tests.methods.test_methods import opens_shelf
from tests.phone import Phone

PLAN = """
id: calm
title: {da: Min plan, en: My plan}
pictogram: "🌱"
purpose: paper
topic: wishes
voices: [borger, staff]
shelf: plans
rhythm: {every: 26w, at: "14:00", first_after: 7d}
sections:
  - {name: {da: Det gode}, pictogram: "🙂", steps: [good, how]}
  - {name: {da: Det svære}, pictogram: "🌧️", steps: [signs, each_sign]}
steps:
  - {id: good, kind: say, text: {da: Hvad er godt?}, name: {da: Det er godt}}
  - id: how
    kind: choice
    text: {da: Hvor tit?}
    name: {da: Hvor tit}
    options: [{id: often, label: {da: Tit}}, {id: seldom, label: {da: Sjældent}}]
  - id: signs
    kind: several
    text: {da: Hvad sker der?}
    name: {da: Det sker}
    options: [{id: loud, label: {da: Jeg råber}}, {id: away, label: {da: Jeg går}}]
  - id: each_sign
    kind: each
    over: signs
    steps: [{id: staff_do, kind: say, text: {da: "{item}: hvad gør personalet?"}, name: {da: Personalet gør}}]
"""
GOOD, HARD = "Det gode", "Det svære"


@asynccontextmanager
async def house_with_plan(folder: Path, plan: str = PLAN) -> AsyncIterator[House]:
    async with open_house(folder, plan) as house:
        yield house


async def opens(alma: Phone, *taps: str) -> None:
    """Alma opens her plan from its shelf, and goes on."""
    alma.turns_page()
    await opens_shelf(alma, "My goals and plans", "Min plan", *taps)


async def staff_open(staff: Phone, *taps: str) -> Phone:
    """Somebody of the staff opens Alma's plan from her page, and goes on."""
    staff.turns_page()
    await staff.presses("Borgere")
    await staff.taps("Alma", "Min plan", *taps)
    return staff


async def says_good(alma: Phone, *lines: str) -> None:
    """Alma fills the first section: what is good, and nothing of how often."""
    await opens(alma, GOOD)
    await alma.says(*lines)
    await alma.taps("Done", "Skip")
