"""What a card or the forecast promises is what happens on the clock, whatever is set, planned and answered when."""

from __future__ import annotations

import random
from datetime import timedelta
from pathlib import Path

import pytest

from tests.house import open_house
from tests.promise_stage import Promises

STARTS = ("2026-11-23 12.00", "2026-03-27 09.00", "2026-10-23 20.30", "2027-12-30 23.10", "2028-02-28 06.00",
          "2027-03-27 23.50", "2026-10-24 23.58")  # fmt: skip


async def lived_through(folder: Path, seed: int, steps: int) -> int:
    """A house's days from one of several dates. Returns: how many messages came."""
    chance = random.Random(seed)
    ceiling, apart = str(chance.choice((1, 2, 4, 12))), str(chance.choice((0, 5, 20, 60)))
    start = STARTS[seed % len(STARTS)]
    came = 0
    async with open_house(folder, at=start, messages_a_day=ceiling, minutes_apart=apart) as house:
        stage = Promises(house, chance)
        for _ in range(steps):
            for _ in range(chance.randrange(1, 4)):
                await stage.acts()
            span = timedelta(minutes=chance.choice((3, 90, 500, 1440, 2000)) + chance.randrange(60))
            came += len(await stage.passes_until(house.clock.now() + span))
    return came


@pytest.mark.parametrize("seed", [1, pytest.param(2, marks=pytest.mark.long)])
async def test_what_is_promised_is_what_happens(tmp_path: Path, seed: int) -> None:
    assert await lived_through(tmp_path, seed, 4)


@pytest.mark.long
@pytest.mark.parametrize("seed", range(10, 14))
async def test_for_long_and_at_every_change_of_clocks_and_year(tmp_path: Path, seed: int) -> None:
    assert await lived_through(tmp_path, seed, 12)
