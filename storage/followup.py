"""Summaries that were sent, what staff did with them, and calls for a talk."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal, TypeAlias

from storage.tx import Row, Tx, moment, stamp


@dataclass(frozen=True)
class Summary:
    """What one reader was shown of one borger: all that was shared with them and said after `since` up to `until`."""

    id: int
    reader_id: int
    borger_id: int
    since: datetime
    until: datetime
    surface_id: int | None


FollowUpKind: TypeAlias = Literal["seen", "follow_up"]


@dataclass(frozen=True)
class FollowUp:
    """What a member of staff does with what a borger said."""

    id: int
    borger_id: int
    staff_id: int
    summary_id: int | None
    kind: FollowUpKind
    note: str
    at: datetime
    done: bool


@dataclass(frozen=True)
class Talk:
    """A borger's call for somebody to talk with. `level` counts how far it has gone on, from 0."""

    id: int
    borger_id: int
    at: datetime
    level: int
    taken_by: int | None
    promise: str
    closed: bool
    surface_id: int | None


_FOLLOW_UP = "id, borger_id, staff_id, summary_id, kind, note, at, done_at IS NOT NULL"
_LOOK = (  # due since long ago: at the next tick, whenever that is
    "INSERT INTO timer (due_at, kind, talk_id) SELECT DISTINCT 0.0, 'nudge', t.id FROM surface s"
    " JOIN talk_call c ON c.surface_id = s.id JOIN talk t ON t.id = c.talk_id"
    " WHERE t.closed_at IS NULL AND t.taken_by IS NULL"
)
_TALK = "id, borger_id, at, level, taken_by, promise, closed_at IS NOT NULL, surface_id"


def add_summary(tx: Tx, reader_id: int, borger_id: int, since: datetime, until: datetime, surface_id: int) -> int:
    """Notes a summary that is about to be sent.

    Returns: its id.
    """
    return tx.insert(
        "INSERT INTO summary (reader_id, borger_id, since, until, surface_id) VALUES (?, ?, ?, ?, ?)",
        reader_id, borger_id, stamp(since), stamp(until), surface_id,
    )  # fmt: skip


def summary_by_id(tx: Tx, summary_id: int) -> Summary | None:
    row = tx.one("SELECT id, reader_id, borger_id, since, until, surface_id FROM summary WHERE id = ?", summary_id)
    return Summary(row[0], row[1], row[2], moment(row[3]), moment(row[4]), row[5]) if row else None


def never_came(tx: Tx, surface_id: int) -> None:
    """Takes back a summary that was never delivered: the reader's next one covers its time as well."""
    tx.run("DELETE FROM summary WHERE surface_id = ?", surface_id)


def not_reached(tx: Tx, chat_id: int) -> None:
    """Takes back the summaries and calls that still wait to be sent to a chat that cannot be written to. The talks they
    were for, and those that wait for an answer from there, are looked at again."""
    waiting = (
        "EXISTS (SELECT 1 FROM outbox o WHERE o.surface_id = s.id AND o.state = 'waiting' AND o.action = 'show'"
        " AND s.sent_at IS NULL)"
    )
    tx.run(
        f"{_LOOK} AND s.chat_id = ? AND ({waiting} OR EXISTS (SELECT 1 FROM timer k WHERE k.talk_id = t.id))", chat_id
    )
    tx.run(
        f"DELETE FROM talk_call WHERE surface_id IN (SELECT s.id FROM surface s WHERE s.chat_id = ? AND {waiting})",
        chat_id,
    )
    tx.run(
        "DELETE FROM summary WHERE surface_id IN (SELECT o.surface_id FROM outbox o JOIN surface s"
        " ON s.id = o.surface_id WHERE o.chat_id = ? AND o.state = 'waiting' AND o.action = 'show'"
        " AND s.sent_at IS NULL)",
        chat_id,
    )


def last_until(tx: Tx, reader_id: int, borger_id: int) -> datetime | None:
    """Up to when a reader's last summary of a borger went."""
    row = tx.one("SELECT max(until) FROM summary WHERE reader_id = ? AND borger_id = ?", reader_id, borger_id)
    return moment(row[0]) if row and row[0] is not None else None


def _follow_up(row: Row) -> FollowUp:
    at, done = moment(row[6]), bool(row[7])
    return FollowUp(*(*row[:6], at, done))


def add_follow_up(
    tx: Tx,
    borger_id: int,
    staff_id: int,
    kind: FollowUpKind,
    now: datetime,
    *,
    note: str = "",
    summary_id: int | None = None,
) -> bool:
    """Notes what staff do.

    Returns: False for a "seen" that was noted before.
    """
    return tx.run(
        "INSERT INTO follow_up (borger_id, staff_id, summary_id, kind, note, at) VALUES (?, ?, ?, ?, ?, ?)"
        " ON CONFLICT DO NOTHING",
        borger_id, staff_id, summary_id, kind, note, stamp(now),
    ) > 0  # fmt: skip


def follow_ups_of(tx: Tx, summary_id: int) -> list[FollowUp]:
    """What was done with one summary, in order."""
    rows = tx.all(f"SELECT {_FOLLOW_UP} FROM follow_up WHERE summary_id = ? ORDER BY id", summary_id)
    return [_follow_up(row) for row in rows]


def follow_ups_for(tx: Tx, borger_id: int) -> list[FollowUp]:
    """All that was done with what a borger said, oldest first."""
    rows = tx.all(f"SELECT {_FOLLOW_UP} FROM follow_up WHERE borger_id = ? ORDER BY id", borger_id)
    return [_follow_up(row) for row in rows]


def open_follow_ups(tx: Tx, staff_id: int | None = None) -> list[FollowUp]:
    """What somebody, or with None anybody, has said they will follow up on and not done yet, oldest first."""
    rows = tx.all(
        f"SELECT {_FOLLOW_UP} FROM follow_up WHERE kind = 'follow_up' AND done_at IS NULL"
        " AND (?1 IS NULL OR staff_id = ?1) ORDER BY id",
        staff_id,
    )  # fmt: skip
    return [_follow_up(row) for row in rows]


def follow_up_done(tx: Tx, follow_up_id: int, staff_id: int, now: datetime) -> FollowUp | None:
    """Closes one of somebody's follow-ups. None if it is not theirs or was closed before."""
    if not tx.run(
        "UPDATE follow_up SET done_at = ? WHERE id = ? AND staff_id = ? AND done_at IS NULL",
        stamp(now), follow_up_id, staff_id,
    ):  # fmt: skip
        return None
    row = tx.one(f"SELECT {_FOLLOW_UP} FROM follow_up WHERE id = ?", follow_up_id)
    return _follow_up(row) if row else None


def _talk(row: Row) -> Talk:
    at, closed = moment(row[2]), bool(row[6])
    return Talk(row[0], row[1], at, row[3], row[4], row[5], closed, row[7])


def add_talk(tx: Tx, borger_id: int, now: datetime, surface_id: int) -> int:
    """Opens a call for a talk.

    Returns: its id.
    """
    return tx.insert(
        "INSERT INTO talk (borger_id, at, level, surface_id) VALUES (?, ?, -1, ?)", borger_id, stamp(now), surface_id
    )


def talk_by_id(tx: Tx, talk_id: int) -> Talk | None:
    row = tx.one(f"SELECT {_TALK} FROM talk WHERE id = ?", talk_id)
    return _talk(row) if row else None


def open_talk(tx: Tx, borger_id: int) -> Talk | None:
    """A borger's call that nobody has taken yet."""
    row = tx.one(f"SELECT {_TALK} FROM talk WHERE borger_id = ? AND closed_at IS NULL AND taken_by IS NULL", borger_id)
    return _talk(row) if row else None


def talks_of(tx: Tx, borger_id: int) -> list[Talk]:
    """All of a borger's calls, oldest first."""
    return [_talk(r) for r in tx.all(f"SELECT {_TALK} FROM talk WHERE borger_id = ? ORDER BY id", borger_id)]


def open_talks(tx: Tx) -> list[Talk]:
    """All calls that nobody has taken yet, oldest first."""
    rows = tx.all(f"SELECT {_TALK} FROM talk WHERE closed_at IS NULL AND taken_by IS NULL ORDER BY at")
    return [_talk(row) for row in rows]


def talk_on_surface(tx: Tx, talk_id: int, surface_id: int) -> None:
    """Shows a call on another surface of the borger's from now on."""
    tx.run("UPDATE talk SET surface_id = ? WHERE id = ?", surface_id, talk_id)


def restart_talk(tx: Tx, talk_id: int, at: datetime) -> None:
    """Makes a call as if it had just been made, at an instant: nobody has been told."""
    tx.run("DELETE FROM talk_call WHERE talk_id = ?", talk_id)
    tx.run("UPDATE talk SET at = ?, level = -1 WHERE id = ?", stamp(at), talk_id)


def move_talk_on(tx: Tx, talk_id: int, level: int) -> None:
    tx.run("UPDATE talk SET level = ? WHERE id = ?", level, talk_id)


def take_talk(tx: Tx, talk_id: int, staff_id: int, promise: str) -> bool:
    """Lets one member of staff take a call, or promise another time for it.

    Returns: False if it is so already, somebody else has taken it, or the borger has called it off.
    """
    return tx.run(
        "UPDATE talk SET taken_by = ?, promise = ? WHERE id = ? AND (taken_by IS NULL OR taken_by = ?)"
        " AND promise <> ? AND closed_at IS NULL",
        staff_id, promise, talk_id, staff_id, promise,
    ) > 0  # fmt: skip


def close_talk(tx: Tx, talk_id: int, now: datetime) -> bool:
    """Ends a call.

    Returns: False if it had ended.
    """
    return tx.run("UPDATE talk SET closed_at = ? WHERE id = ? AND closed_at IS NULL", stamp(now), talk_id) > 0


def add_call(tx: Tx, talk_id: int, staff_id: int, surface_id: int) -> None:
    """Notes that a member of staff is being told."""
    tx.run("INSERT OR IGNORE INTO talk_call VALUES (?, ?, ?)", talk_id, staff_id, surface_id)


def calls_of(tx: Tx, talk_id: int) -> list[tuple[int, int]]:
    """(staff id, surface id) of everybody who was told, or to whom the message is on its way."""
    rows = tx.all("SELECT staff_id, surface_id FROM talk_call WHERE talk_id = ?", talk_id)
    return [(row[0], row[1]) for row in rows]


def call_changed(tx: Tx, surface_id: int) -> None:
    """Has an open talk looked at again whose message on this surface has arrived, or does not get through."""
    tx.run(f"{_LOOK} AND s.id = ?", surface_id)


def call_never_came(tx: Tx, surface_id: int) -> None:
    """Takes back a call whose message will not arrive, and has its talk looked at again."""
    lost = (
        "s.sent_at IS NULL AND NOT EXISTS (SELECT 1 FROM outbox o WHERE o.surface_id = s.id"
        " AND o.state = 'waiting' AND o.action = 'show')"
    )
    tx.run(f"{_LOOK} AND s.id = ? AND {lost}", surface_id)
    tx.run(
        f"DELETE FROM talk_call WHERE surface_id IN (SELECT s.id FROM surface s WHERE s.id = ? AND {lost})", surface_id
    )
