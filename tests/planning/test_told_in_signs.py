"""What borgere are told of their plans and wishes can be grasped without reading: its picture, what became of it, the
colour of the day and the clock."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from unittest.mock import patch

import pytest

from bot.desk.desk import Desk
from dialogs.engine.cards import Card
from storage.people import Person
from tests.house import House
from tests.phone import Phone
from tests.planning.test_proposals import wishes


@pytest.fixture
def signs() -> Iterator[list[tuple[str, ...]]]:
    """The signs of each card that a borger is told something on: its picture, then what stands under it."""
    seen: list[tuple[str, ...]] = []
    show = Desk.show_card

    def shown(desk: Desk, person: Person, card: Card, owner: str, *rest: Any, **how: Any) -> None:
        if owner == "l":
            seen.append((card.pictogram, *(tile.pictogram for tile in card.tiles)))
        show(desk, person, card, owner, *rest, **how)

    with patch.object(Desk, "show_card", shown):
        yield seen


async def test_a_yes_to_a_wish(house: House, signs: list[tuple[str, ...]]) -> None:
    await wishes(house)
    await house.mette.taps("Say yes")
    assert signs == [("🏃", "✅", "🟠", "🕑")]


async def test_an_answer_to_a_wish_in_own_words(house: House, signs: list[tuple[str, ...]]) -> None:
    await wishes(house)
    await house.mette.taps("Write an answer")
    await house.mette.says("Vi finder en dag sammen")
    assert signs == [("🏃", "✍️")]


async def test_what_is_moved_or_cancelled(planner: Phone, house: House, signs: list[tuple[str, ...]]) -> None:
    await planner.taps(
        f"Alma: {planner.say('Shopping')}", "Cancel", "Move it", "torsdag den 26. november", "kl. 10.00", "Skip"
    )
    await planner.taps("Cancel", "Cancel it", "Skip")
    assert [each[1:] for each in signs] == [("➡️", "🔵", "🕙"), ("❌", "🔵", "🕙")]
