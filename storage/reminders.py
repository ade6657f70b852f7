"""Reminders in borgere's chats, and what was said to them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal, TypeAlias

from storage.tx import Row, Tx, moment, stamp

_COLUMNS = "r.id, r.activity_id, r.borger_id, r.slot, r.lead, r.starts_at, r.sent_at, r.state, r.surface_id"


ReminderState: TypeAlias = Literal["open", "ok", "snoozed", "moving", "moved", "not_today", "over"]


@dataclass(frozen=True)
class Reminder:
    """A reminder of one occurrence. `starts_at` is when the occurrence was to begin when its card was last drawn,
    `sent_at` when it fell due.

    `state` "moving" waits for staff to say yes to another time; to one that is "over", nothing is to be said any more.
    """

    id: int
    activity_id: int
    borger_id: int
    slot: date
    lead: str
    starts_at: datetime
    sent_at: datetime
    state: ReminderState
    surface_id: int | None


def _reminder(row: Row) -> Reminder:
    slot, starts_at, sent_at = date.fromisoformat(row[3]), moment(row[5]), moment(row[6])
    return Reminder(*(*row[:3], slot, row[4], starts_at, sent_at, *row[7:]))


def add_reminder(
    tx: Tx, activity_id: int, borger_id: int, slot: date, lead: str, starts_at: datetime, surface_id: int | None,
    now: datetime,
) -> int:  # fmt: skip
    """Notes a reminder that is about to be sent; with no surface, one that cannot be.

    Returns: its id.
    """
    return tx.insert(
        "INSERT INTO reminder (activity_id, borger_id, slot, lead, starts_at, state, surface_id, sent_at)"
        " VALUES (?, ?, ?, ?, ?, 'open', ?, ?)",
        activity_id, borger_id, slot.isoformat(), lead, stamp(starts_at), surface_id, stamp(now),
    )  # fmt: skip


def reminder_by_id(tx: Tx, reminder_id: int) -> Reminder | None:
    row = tx.one(f"SELECT {_COLUMNS} FROM reminder r WHERE r.id = ?", reminder_id)
    return _reminder(row) if row else None


def reminders_of(tx: Tx, activity_id: int, slot: date | None = None) -> list[Reminder]:
    """The reminders of one occurrence, or of the whole series, oldest first."""
    rows = tx.all(
        f"SELECT {_COLUMNS} FROM reminder r WHERE r.activity_id = ?1 AND (?2 IS NULL OR r.slot = ?2) ORDER BY r.id",
        activity_id, slot.isoformat() if slot else None,
    )  # fmt: skip
    return [_reminder(row) for row in rows]


def running_without_card(tx: Tx, borger_id: int, since: datetime) -> list[Reminder]:
    """Reminders of what begins after an instant, that can still be answered and stand nowhere."""
    rows = tx.all(
        f"SELECT {_COLUMNS} FROM reminder r WHERE r.borger_id = ? AND r.surface_id IS NULL AND r.starts_at > ?"
        " AND r.state IN ('open', 'snoozed', 'ok') ORDER BY r.id",
        borger_id, stamp(since),
    )  # fmt: skip
    return [_reminder(row) for row in rows]


def waiting_for(tx: Tx, borger_id: int, since: datetime) -> list[Reminder]:
    """The newest reminder of each occurrence that began at an instant or later and has an open question, oldest
    first."""
    rows = tx.all(
        f"SELECT {_COLUMNS} FROM reminder r WHERE r.borger_id = ? AND r.starts_at >= ? AND r.surface_id IS NOT NULL"
        " AND r.state IN ('open', 'snoozed', 'moving') AND NOT EXISTS (SELECT 1 FROM reminder later"
        " WHERE later.activity_id = r.activity_id AND later.slot = r.slot AND later.id > r.id) ORDER BY r.id",
        borger_id, stamp(since),
    )  # fmt: skip
    return [_reminder(row) for row in rows]


def set_state(tx: Tx, reminder_id: int, state: ReminderState, now: datetime) -> bool:
    """Notes what was said to a reminder, or that it is open again.

    Returns: False if it was so already.
    """
    return tx.run(
        "UPDATE reminder SET state = ?1, answered_at = iif(?1 IN ('open', 'over'), answered_at, ?2)"
        " WHERE id = ?3 AND state <> ?1",
        state, stamp(now), reminder_id,
    ) > 0  # fmt: skip


def set_start(tx: Tx, reminder_id: int, starts_at: datetime) -> None:
    """Notes when what a reminder is of begins now."""
    tx.run("UPDATE reminder SET starts_at = ? WHERE id = ?", stamp(starts_at), reminder_id)


def on_surface(tx: Tx, reminder_id: int, surface_id: int | None) -> None:
    """Shows a reminder on another surface from now on, or nowhere."""
    tx.run("UPDATE reminder SET surface_id = ? WHERE id = ?", surface_id, reminder_id)


def waits_until(tx: Tx, surface_id: int) -> datetime | None:
    """Until when a card that has not come into its chat yet is of use; None if it has come or will not."""
    row = tx.one(
        "SELECT o.expires_at FROM outbox o JOIN surface s ON s.id = o.surface_id WHERE s.id = ?"
        " AND s.sent_at IS NULL AND o.action = 'show' AND o.state = 'waiting'",
        surface_id,
    )
    return moment(row[0]) if row else None


def declined_since(tx: Tx, borger_id: int, since: datetime) -> list[Reminder]:
    """The reminders a borger has answered with "not today" since an instant, of what staff have planned."""
    rows = tx.all(
        f"SELECT {_COLUMNS} FROM reminder r JOIN activity a ON a.id = r.activity_id WHERE r.borger_id = ?"
        " AND r.state = 'not_today' AND r.answered_at > ? AND a.kind <> 'own' ORDER BY r.answered_at",
        borger_id, stamp(since),
    )  # fmt: skip
    return [_reminder(row) for row in rows]
