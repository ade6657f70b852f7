"""Who was asked to give whom a hand, with what each of the two has said."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal, TypeAlias

from storage.tx import Row, Tx, moment, stamp

Says: TypeAlias = Literal["", "yes", "no"]
"""Not answered yet, or what was answered."""
_COLUMNS = (
    "id, giver_id, wanter_id, thing, sign, asked_by, asked_at, giver_says, wanter_says, thanked, giver_card,"
    " wanter_card, task_id"
)


@dataclass(frozen=True)
class Hand:
    """One thing that a borger may help another with, as staff asked both; `asked_by` is None once they have left;
    the two `_card` are the surfaces their cards stand on, and `task_id` is the task of whoever plans it."""

    id: int
    giver_id: int
    wanter_id: int
    thing: str
    sign: str
    asked_by: int | None
    asked_at: datetime
    giver_says: Says
    wanter_says: Says
    thanked: bool
    giver_card: int | None
    wanter_card: int | None
    task_id: int | None

    def says(self, person_id: int) -> Says:
        return self.giver_says if person_id == self.giver_id else self.wanter_says

    def other(self, person_id: int) -> int:
        return self.wanter_id if person_id == self.giver_id else self.giver_id

    def card(self, person_id: int) -> int | None:
        return self.giver_card if person_id == self.giver_id else self.wanter_card

    @property
    def agreed(self) -> bool:
        return self.giver_says == self.wanter_says == "yes"

    @property
    def refused(self) -> bool:
        return "no" in (self.giver_says, self.wanter_says)


def _hand(row: Row) -> Hand:
    return Hand(*(*row[:6], moment(row[6]), *row[7:9], bool(row[9]), *row[10:13]))


def ask(tx: Tx, giver_id: int, wanter_id: int, thing: str, sign: str, by_id: int, now: datetime) -> int:
    """Notes that both are asked.

    Returns: its id.
    """
    return tx.insert(
        "INSERT INTO hand (giver_id, wanter_id, thing, sign, asked_by, asked_at) VALUES (?, ?, ?, ?, ?, ?)",
        giver_id, wanter_id, thing, sign, by_id, stamp(now),
    )  # fmt: skip


def hand_by_id(tx: Tx, hand_id: int) -> Hand | None:
    row = tx.one(f"SELECT {_COLUMNS} FROM hand WHERE id = ?", hand_id)
    return _hand(row) if row else None


def hands_of(tx: Tx, borger_id: int) -> list[Hand]:
    """All that a borger was asked about, oldest first."""
    rows = tx.all(f"SELECT {_COLUMNS} FROM hand WHERE giver_id = ?1 OR wanter_id = ?1 ORDER BY id", borger_id)
    return [_hand(row) for row in rows]


def say(tx: Tx, hand: Hand, person_id: int, says: Says) -> None:
    """One of the two answers."""
    column = "giver_says" if person_id == hand.giver_id else "wanter_says"
    tx.run(f"UPDATE hand SET {column} = ? WHERE id = ?", says, hand.id)


def stands_on(tx: Tx, hand: Hand, person_id: int, surface_id: int) -> None:
    """Notes where the card of one of the two stands."""
    column = "giver_card" if person_id == hand.giver_id else "wanter_card"
    tx.run(f"UPDATE hand SET {column} = ? WHERE id = ?", surface_id, hand.id)


def planned_by(tx: Tx, hand_id: int, task_id: int) -> None:
    """Notes the task of whoever plans what both have said yes to."""
    tx.run("UPDATE hand SET task_id = ? WHERE id = ?", task_id, hand_id)


def thank(tx: Tx, hand_id: int) -> None:
    """Whoever got the hand has said thank you."""
    tx.run("UPDATE hand SET thanked = 1 WHERE id = ?", hand_id)
