"""What a borger is told of an alert, a call for a talk and a follow-up is so at that moment, whatever happens; and each
ends, or stands on the leader's list."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from tests.examples import examples
from tests.house import open_house
from tests.truth_stage import Truth

STARTS = ("2026-11-23 12.00", "2026-11-23 21.30", "2026-11-24 06.30", "2026-11-27 14.50", "2026-10-24 22.00",
          "2026-03-28 20.30", "2026-12-31 14.00")  # fmt: skip


async def lived_through(folder: Path, seed: int, steps: int) -> int:
    """Some hours or days from one of several dates. Returns: how much the borger was told."""
    chance = random.Random(seed)
    async with open_house(folder, at=STARTS[seed % len(STARTS)]) as house:
        truth = Truth(house, chance)
        await truth.begins()
        for _ in range(steps):
            await truth.acts()
            await truth.holds()
            if chance.random() < 0.7:
                await truth.passes()
                await truth.holds()
        await truth.ends()
        return len(truth.heard)


@pytest.mark.parametrize("seed", [3, 24])
async def test_what_the_borger_was_told_was_so(tmp_path: Path, seed: int) -> None:
    assert await lived_through(tmp_path, seed, 8)


@pytest.mark.long
@pytest.mark.parametrize("seed", range(100, 100 + examples(12)))
async def test_through_days_with_whatever_happens(tmp_path: Path, seed: int) -> None:
    assert await lived_through(tmp_path, seed, 16)
