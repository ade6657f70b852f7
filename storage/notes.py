"""What staff note about a borger: theirs, kept apart from what the borger said, and never changed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from storage.tx import Tx, moment, stamp


@dataclass(frozen=True)
class StaffNote:
    """A note with the name of who wrote it; "" if they have left."""

    id: int
    by: str
    words: str
    at: datetime


def add_note(tx: Tx, borger_id: int, staff_id: int, words: str, now: datetime) -> None:
    """Keeps a note."""
    tx.run(
        "INSERT INTO staff_note (borger_id, staff_id, words, at) VALUES (?, ?, ?, ?)",
        borger_id, staff_id, words, stamp(now),
    )  # fmt: skip


def notes_of(tx: Tx, borger_id: int) -> list[StaffNote]:
    """All that is noted about a borger, newest first."""
    rows = tx.all(
        "SELECT n.id, coalesce(p.name, ''), n.words, n.at FROM staff_note n LEFT JOIN person p ON p.id = n.staff_id"
        " WHERE n.borger_id = ? ORDER BY n.at DESC, n.id DESC",
        borger_id,
    )
    return [StaffNote(*(*row[:3], moment(row[3]))) for row in rows]
