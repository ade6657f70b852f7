"""The card that each of the staff makes of themself: a photo, what they like, what they know about."""

from __future__ import annotations

from dataclasses import dataclass

from storage.tx import Tx


@dataclass(frozen=True)
class StaffCard:
    """What stands on a card; `photo` is the id of a stored photo. Each may be missing."""

    photo: int | None = None
    likes: str = ""
    knows: str = ""


def card_of(tx: Tx, staff_id: int) -> StaffCard:
    """Somebody's card, empty if they have made none."""
    row = tx.one("SELECT photo, likes, knows FROM staff_card WHERE staff_id = ?", staff_id)
    return StaffCard(*row) if row else StaffCard()


def set_card(tx: Tx, staff_id: int, card: StaffCard) -> None:
    tx.run("INSERT OR REPLACE INTO staff_card VALUES (?, ?, ?, ?)", staff_id, card.photo, card.likes, card.knows)
