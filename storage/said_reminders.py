"""Which of a borger's own reminders came of what they answered."""

from __future__ import annotations

import json
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from storage.tx import Tx, stamp


@dataclass(frozen=True)
class SaidReminder:
    """A reminder that came of an answer. `of` is what was answered about, `session_id` the sitting it was said in last,
    while that is kept, `entry_id` the entry it is about, if about one; it `stands` until it is taken out."""

    activity_id: int
    session_id: int | None
    of: str
    stands: bool
    entry_id: int | None


def came_of(tx: Tx, activity_id: int, session_id: int, of: str, entry_id: int | None) -> None:
    """Notes of which sitting a reminder came, about what, and about which entry, if about one."""
    tx.run(
        "UPDATE activity SET said_in = ?, said_of = ?, entry_id = ? WHERE id = ?", session_id, of, entry_id, activity_id
    )


def said_reminders(tx: Tx, borger_id: int) -> dict[str, SaidReminder]:
    """The newest reminder about each thing, also where it was taken out since."""
    rows = tx.all(
        "SELECT id, said_in, said_of, ended_at IS NULL, entry_id FROM activity"
        " WHERE borger_id = ? AND said_of <> '' ORDER BY id",
        borger_id,
    )
    return {row[2]: SaidReminder(row[0], row[1], row[2], bool(row[3]), row[4]) for row in rows}


def of_what_is_over(tx: Tx, borger_id: int) -> list[int]:
    """The reminders that stand about an entry that is over, by id."""
    rows = tx.all(
        "SELECT a.id FROM activity a JOIN entry e ON e.id = a.entry_id WHERE a.borger_id = ? AND a.said_of <> ''"
        " AND a.ended_at IS NULL AND e.state IN ('ended', 'came_true')",
        borger_id,
    )
    return [row[0] for row in rows]


def sittings_since(tx: Tx, borger_id: int, dialogs: Collection[str], since: datetime) -> list[tuple[int, str, str]]:
    """(id, dialog, its version) of the ended sittings of these dialogs, begun since an instant, in order."""
    rows = tx.all(
        "SELECT id, dialog_id, version FROM session WHERE about_id = ? AND opened_at >= ? AND status <> 'open'"
        " AND dialog_id IN (SELECT value FROM json_each(?)) ORDER BY id",
        borger_id, stamp(since), json.dumps(sorted(dialogs)),
    )  # fmt: skip
    return [(row[0], row[1], row[2]) for row in rows]
