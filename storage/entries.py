"""Entries: a borger's goals, wishes, people and the like, and what of their plan something was asked about. They hold
little; the rest are answers about them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal, TypeAlias

from dialogs.method.entries import ACTIVITY
from dialogs.time.occasions import Slot
from storage.activities import StoredActivity
from storage.tx import Row, Tx, moment, stamp

EntryState: TypeAlias = Literal["proposed", "accepted", "ended", "came_true"]
"""Staff have proposed it and the borger has not said yes; it counts; it is over; it is over because it came true."""
OVER: tuple[EntryState, ...] = ("ended", "came_true")
_COLUMNS = (
    "id, borger_id, kind, title, pictogram, state, topic, session_id, step, item, made_by, made_at, activity_id,"
    " slot, day, photo"
)


@dataclass(frozen=True)
class Entry:
    """`topic` is under which the borger shares it; session, step and item name the answer that made it. One occurrence
    of an activity has the local `day` it is on, and its `slot` while the activity is kept. `photo` is the id of a
    stored one that stands in place of the pictogram."""

    id: int
    borger_id: int
    kind: str
    title: str
    pictogram: str
    state: EntryState
    topic: str
    session_id: int | None
    step: str
    item: str
    made_by: int
    made_at: datetime
    slot: Slot | None = None
    day: date | None = None
    photo: int | None = None


def _entry(row: Row) -> Entry:
    slot = (row[12], date.fromisoformat(row[13])) if row[12] is not None else None
    day = date.fromisoformat(row[14]) if row[14] else None
    made_at = moment(row[11])
    return Entry(*(*row[:11], made_at, slot, day, row[15]))


def add_entry(
    tx: Tx, borger_id: int, kind: str, title: str, state: EntryState, by_id: int, now: datetime, *, topic: str,
    pictogram: str = "", photo: int | None = None, made_in: tuple[int | None, str, str] = (None, "", ""),
) -> int:  # fmt: skip
    """Adds an entry; `made_in` are the session, step and item whose answer makes it.

    Returns: its id.
    """
    return tx.insert(
        "INSERT INTO entry (borger_id, kind, title, pictogram, state, session_id, step, item, topic, made_by, photo,"
        " made_at, state_at) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?12)",
        borger_id, kind, title, pictogram, state, *made_in, topic, by_id, photo, stamp(now),
    )  # fmt: skip


def occasion(tx: Tx, activity: StoredActivity, slot: date, day: date, by_id: int, now: datetime) -> Entry:
    """The entry that stands for the occurrence of `slot`, which is on the local `day`; made if there is none yet. It is
    called as the activity is, until something is answered about it: that was said of it by the name it had."""
    tx.run(
        "INSERT INTO entry (borger_id, kind, title, pictogram, state, topic, made_by, made_at, state_at, activity_id,"
        " slot, day) VALUES (?1, ?2, ?3, ?4, 'accepted', '', ?5, ?6, ?6, ?7, ?8, ?9)"
        " ON CONFLICT (activity_id, slot) WHERE activity_id IS NOT NULL"
        " DO UPDATE SET title = excluded.title, pictogram = excluded.pictogram WHERE NOT EXISTS"
        " (SELECT 1 FROM session s JOIN answer a ON a.session_id = s.id WHERE s.entry_id = entry.id)",
        activity.borger_id, ACTIVITY, activity.plan.title, activity.plan.pictogram, by_id, stamp(now), activity.id,
        slot.isoformat(), day.isoformat(),
    )  # fmt: skip
    row = tx.one(f"SELECT {_COLUMNS} FROM entry WHERE activity_id = ? AND slot = ?", activity.id, slot.isoformat())
    assert row is not None
    return _entry(row)


def is_on(tx: Tx, entry_id: int, day: date) -> None:
    """The occurrence that an entry stands for is on another local day now."""
    tx.run("UPDATE entry SET day = ? WHERE id = ?", day.isoformat(), entry_id)


def told_of(tx: Tx, borger_id: int, dialog_id: str) -> frozenset[Slot]:
    """The occurrences that a borger has been asked about by a dialog, or has answered about, alone or with help; not
    those of which no question came."""
    rows = tx.all(
        "SELECT e.activity_id, e.slot FROM session s JOIN entry e ON e.id = s.entry_id WHERE s.about_id = ?"
        " AND s.dialog_id = ? AND e.activity_id IS NOT NULL AND s.provenance <> 'observed' AND NOT EXISTS"
        " (SELECT 1 FROM occurrence o WHERE o.session_id = s.id AND o.status IN ('stale', 'unreachable'))",
        borger_id, dialog_id,
    )  # fmt: skip
    return frozenset((row[0], date.fromisoformat(row[1])) for row in rows)


def entry_by_id(tx: Tx, entry_id: int) -> Entry | None:
    row = tx.one(f"SELECT {_COLUMNS} FROM entry WHERE id = ?", entry_id)
    return _entry(row) if row else None


def entries_of(tx: Tx, borger_id: int, kind: str | None = None, state: EntryState | None = None) -> list[Entry]:
    """A borger's entries, of one kind and in one state or all, in the order they were made. Occurrences of activities
    are among them only by their kind."""
    rows = tx.all(
        f"SELECT {_COLUMNS} FROM entry WHERE borger_id = ?1 AND kind = coalesce(?2, kind)"
        " AND (?2 IS NOT NULL OR kind <> ?4) AND (?3 IS NULL OR state = ?3) ORDER BY id",
        borger_id, kind, state, ACTIVITY,
    )  # fmt: skip
    return [_entry(row) for row in rows]


def made_in(tx: Tx, session_id: int) -> list[Entry]:
    """The entries that a session's answers made."""
    return [_entry(row) for row in tx.all(f"SELECT {_COLUMNS} FROM entry WHERE session_id = ? ORDER BY id", session_id)]


def is_over(tx: Tx, session_id: int | None, step: str, item: str) -> bool:
    """Whether what an answer made is over."""
    row = tx.one(
        "SELECT 1 FROM entry WHERE session_id = ? AND step = ? AND item = ? AND state IN ('ended', 'came_true')",
        session_id, step, item,
    )  # fmt: skip
    return row is not None


def is_about(tx: Tx, session_id: int, entry_id: int) -> None:
    """All of a session is about the one entry it made."""
    tx.run("UPDATE session SET entry_id = ? WHERE id = ? AND entry_id IS NULL", entry_id, session_id)


def set_look(tx: Tx, entry_id: int, title: str, pictogram: str, photo: int | None) -> None:
    """Calls an entry by other words, or shows it by another picture: what was said of it was corrected. What the borger
    has picked for it themself stays."""
    tx.run(
        "UPDATE entry SET title = ?, pictogram = ?, photo = ? WHERE id = ? AND own_look = 0",
        title, pictogram, photo, entry_id,
    )  # fmt: skip


def pick_look(tx: Tx, entry_id: int, title: str, pictogram: str, photo: int | None) -> None:
    """Lets an entry look as the borger has picked."""
    tx.run(
        "UPDATE entry SET title = ?, pictogram = ?, photo = ?, own_look = 1 WHERE id = ?",
        title, pictogram, photo, entry_id,
    )  # fmt: skip


def set_state(tx: Tx, entry_id: int, state: EntryState, now: datetime, *, said_at: datetime | None = None) -> None:
    """Sets how an entry stands; not if that has changed since it was `said_at`."""
    tx.run(
        "UPDATE entry SET state = ?1, state_at = ?2 WHERE id = ?3 AND state <> ?1 AND (?4 IS NULL OR state_at <= ?4)",
        state, stamp(now), entry_id, stamp(said_at) if said_at else None,
    )  # fmt: skip


def sessions_making(tx: Tx, borger_id: int, since: datetime) -> list[int]:
    """The ended sessions about a borger, begun since an instant, in which anything was said or sent in own words,
    or which are about an entry or go through some."""
    rows = tx.all(
        "SELECT s.id FROM session s WHERE s.about_id = ? AND s.opened_at >= ? AND s.status <> 'open' AND"
        " (s.entry_id IS NOT NULL OR EXISTS (SELECT 1 FROM answer a WHERE a.session_id = s.id AND"
        "  (a.words <> '' OR a.media_id IS NOT NULL OR a.item GLOB 'e[0-9]*')))"
        " ORDER BY s.id",
        borger_id, stamp(since),
    )  # fmt: skip
    return [row[0] for row in rows]
