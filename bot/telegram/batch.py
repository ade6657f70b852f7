"""What Telegram hands over in one answer: which of it are updates, and by which number it is confirmed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeGuard

from bot.telegram.incoming import LARGEST, whole

FULL_BATCH = 100
"""Updates that Telegram hands over at most in one answer."""
FAR = 2**31
"""How far the numbers of one batch lie apart at most, if they are Telegram's."""


def is_update(given: object) -> TypeGuard[dict[str, object]]:
    """Whether something is an update as far as keeping it goes: an object with a number that can be stored."""
    return isinstance(given, dict) and whole(given.get("update_id"), 0, LARGEST - 1) is not None


def number_of(update: Mapping[str, object]) -> int:
    number = update["update_id"]
    assert isinstance(number, int)
    return number


def sorted_out(batch: object) -> tuple[list[dict[str, object]], list[object]]:
    """The updates of a batch, and what of it is none."""
    updates: list[dict[str, object]] = []
    junk: list[object] = []
    for one in batch if isinstance(batch, list) else [batch]:
        if is_update(one):
            updates.append(one)
        else:
            junk.append(one)
    return updates, junk


def confirms(numbers: list[int]) -> int:
    """The offset that confirms a batch. A number far beyond most of them confirms nothing by itself: Telegram gives
    them in order, and with it would go what has not come yet."""
    typical = sorted(numbers)[len(numbers) // 2]
    return max(number for number in numbers if number <= typical + FAR) + 1


def past(junk: list[object]) -> int | None:
    """The offset that confirms a whole batch of things that are no updates: nothing else could come past them."""
    numbers = [one["update_id"] for one in junk if isinstance(one, dict) and isinstance(one.get("update_id"), int)]
    return max(numbers) + 1 if numbers else None
