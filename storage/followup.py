"""Summaries that were sent, which of them were seen, and borgere's calls to staff."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal, TypeAlias

from storage.tx import Row, Tx, moment, stamp


@dataclass(frozen=True)
class Summary:
    """What one reader was told of one borger: that there is news of what was shared with them and said after `since` up
    to `until`; they have seen it once it is opened."""

    id: int
    reader_id: int
    borger_id: int
    since: datetime
    until: datetime
    surface_id: int | None
    is_open: bool


CallKind: TypeAlias = Literal["talk", "read", "alert"]
"""What a call is for: a talk, to read now what a borger has said, or an alert that was agreed in advance."""


@dataclass(frozen=True)
class Talk:
    """A borger's call for somebody to talk with, or for what else its `kind` says. `level` counts how far it has gone
    on, from 0; `way` and `topic` are how they would like it and what it is about, empty until they say so. What is to
    be read, or an alert is about, was said in the session `session_id`; an alert was agreed by `agreement_id`. Somebody
    took it at `taken_at`; of calls of earlier versions, that is not known."""

    id: int
    borger_id: int
    at: datetime
    level: int
    taken_by: int | None
    taken_at: datetime | None
    promise: str
    closed: bool
    surface_id: int | None
    way: str
    topic: str
    kind: CallKind
    session_id: int | None
    agreement_id: int | None

    @property
    def is_open(self) -> bool:
        """Whether nobody has taken it, and nobody has called it off."""
        return not self.closed and self.taken_by is None


_LOOK = (  # due since long ago: at the next tick, whenever that is
    "INSERT INTO timer (due_at, kind, talk_id) SELECT DISTINCT 0.0, 'nudge', t.id FROM surface s"
    " JOIN talk_call c ON c.surface_id = s.id JOIN talk t ON t.id = c.talk_id"
    " WHERE t.closed_at IS NULL AND t.taken_by IS NULL"
)
_TALK = (
    "id, borger_id, at, level, taken_by, promise, closed_at IS NOT NULL, surface_id, way, topic, kind, session_id,"
    " agreement_id, taken_at"
)


def add_summary(
    tx: Tx, reader_id: int, borger_id: int, since: datetime, until: datetime, surface_id: int,
    opened_at: datetime | None = None,
) -> int:  # fmt: skip
    """Notes a summary that a reader is told of, or has opened.

    Returns: its id.
    """
    return tx.insert(
        "INSERT INTO summary (reader_id, borger_id, since, until, surface_id, opened_at) VALUES (?, ?, ?, ?, ?, ?)",
        reader_id, borger_id, stamp(since), stamp(until), surface_id, stamp(opened_at) if opened_at else None,
    )  # fmt: skip


def summary_by_id(tx: Tx, summary_id: int) -> Summary | None:
    row = tx.one(
        "SELECT id, reader_id, borger_id, since, until, surface_id, opened_at IS NOT NULL FROM summary WHERE id = ?",
        summary_id,
    )
    return Summary(row[0], row[1], row[2], moment(row[3]), moment(row[4]), row[5], bool(row[6])) if row else None


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


def set_seen(tx: Tx, summary: Summary, now: datetime) -> bool:
    """Notes that a reader has seen a summary.

    Returns: False if it was noted before.
    """
    return tx.run(
        "INSERT INTO seen (borger_id, staff_id, summary_id, at) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING",
        summary.borger_id, summary.reader_id, summary.id, stamp(now),
    ) > 0  # fmt: skip


def take_back_seen(tx: Tx, summary_id: int) -> bool:
    """A reader has not seen a summary after all.

    Returns: False if they had not said so.
    """
    return tx.run("DELETE FROM seen WHERE summary_id = ?", summary_id) > 0


def is_seen(tx: Tx, summary_id: int) -> bool:
    """Whether a reader has said that they have seen a summary."""
    return tx.one("SELECT 1 FROM seen WHERE summary_id = ?", summary_id) is not None


def just_opened(tx: Tx, reader_id: int, borger_id: int, since: datetime) -> Summary | None:
    """The summary of a borger that a reader has opened since an instant, and not marked as seen."""
    row = tx.one(
        "SELECT max(y.id) FROM summary y WHERE y.reader_id = ? AND y.borger_id = ? AND y.opened_at >= ?"
        " AND NOT EXISTS (SELECT 1 FROM seen s WHERE s.summary_id = y.id)",
        reader_id, borger_id, stamp(since),
    )  # fmt: skip
    return summary_by_id(tx, row[0]) if row and row[0] is not None else None


def seen_of(tx: Tx, borger_id: int) -> list[tuple[int, datetime]]:
    """(staff id, when) of each time somebody has said that they have seen what a borger answered, oldest first."""
    return [
        (r[0], moment(r[1])) for r in tx.all("SELECT staff_id, at FROM seen WHERE borger_id = ? ORDER BY id", borger_id)
    ]


def _talk(row: Row) -> Talk:
    at, closed = moment(row[2]), bool(row[6])
    taken_at = None if row[13] is None else moment(row[13])
    return Talk(row[0], row[1], at, row[3], row[4], taken_at, row[5], closed, *row[7:13])


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
    """A borger's call for a talk that nobody has taken yet."""
    row = tx.one(
        f"SELECT {_TALK} FROM talk WHERE borger_id = ? AND kind = 'talk' AND closed_at IS NULL AND taken_by IS NULL",
        borger_id,
    )
    return _talk(row) if row else None


def talks_of(tx: Tx, borger_id: int) -> list[Talk]:
    """All of a borger's calls of every kind, oldest first."""
    return [_talk(r) for r in tx.all(f"SELECT {_TALK} FROM talk WHERE borger_id = ? ORDER BY id", borger_id)]


def open_talks(tx: Tx) -> list[Talk]:
    """All calls of every kind that nobody has taken yet, oldest first."""
    rows = tx.all(f"SELECT {_TALK} FROM talk WHERE closed_at IS NULL AND taken_by IS NULL ORDER BY at")
    return [_talk(row) for row in rows]


def talk_on_surface(tx: Tx, talk_id: int, surface_id: int) -> None:
    """Shows a call on another surface of the borger's from now on."""
    tx.run("UPDATE talk SET surface_id = ? WHERE id = ?", surface_id, talk_id)


def talk_wish(tx: Tx, talk_id: int, way: str, topic: str) -> None:
    """Keeps how a borger would like a talk, and what it is about."""
    tx.run("UPDATE talk SET way = ?, topic = ? WHERE id = ?", way, topic, talk_id)


def restart_talk(tx: Tx, talk_id: int, at: datetime) -> None:
    """Makes a call of any kind as if it had just been made, at an instant: nobody has been told or has taken it."""
    tx.run("DELETE FROM talk_call WHERE talk_id = ?", talk_id)
    tx.run(
        "UPDATE talk SET at = ?, level = iif(kind = 'talk', -1, 0), taken_by = NULL, taken_at = NULL,"
        " promise = '' WHERE id = ?",
        stamp(at), talk_id,
    )  # fmt: skip


def move_talk_on(tx: Tx, talk_id: int, level: int) -> None:
    tx.run("UPDATE talk SET level = ? WHERE id = ?", level, talk_id)


def take_talk(tx: Tx, talk_id: int, staff_id: int, promise: str, now: datetime) -> bool:
    """Lets one member of staff take a call, or promise another time for it.

    Returns: False if it is so already, somebody else has taken it, or the borger has called it off.
    """
    return tx.run(
        "UPDATE talk SET taken_by = ?1, promise = ?2, taken_at = ?3 WHERE id = ?4"
        " AND (taken_by IS NULL OR taken_by = ?1) AND promise <> ?2 AND closed_at IS NULL",
        staff_id, promise, stamp(now), talk_id,
    ) > 0  # fmt: skip


def promised_by(tx: Tx, staff_id: int, since: datetime) -> list[Talk]:
    """The calls that a member of staff has taken since an instant, oldest first."""
    rows = tx.all(
        f"SELECT {_TALK} FROM talk WHERE taken_by = ? AND closed_at IS NULL AND coalesce(taken_at, at) >= ?"
        " ORDER BY id",
        staff_id, stamp(since),
    )  # fmt: skip
    return [_talk(row) for row in rows]


def calls_to(tx: Tx, staff_id: int) -> list[int]:
    """The open calls that a member of staff was told of."""
    rows = tx.all(
        "SELECT t.id FROM talk_call c JOIN talk t ON t.id = c.talk_id"
        " WHERE c.staff_id = ? AND t.closed_at IS NULL AND t.taken_by IS NULL ORDER BY t.id", staff_id,
    )  # fmt: skip
    return [row[0] for row in rows]


def close_talk(tx: Tx, talk_id: int, now: datetime, *, because: str = "") -> bool:
    """Ends a call; what it ended `because` of stands in the place of an answer.

    Returns: False if it had ended.
    """
    return tx.run(
        "UPDATE talk SET closed_at = ?1, promise = iif(?2 = '', promise, ?2) WHERE id = ?3 AND closed_at IS NULL",
        stamp(now), because, talk_id,
    ) > 0  # fmt: skip


def add_call(tx: Tx, talk_id: int, staff_id: int, surface_id: int) -> None:
    """Notes that a member of staff is being told."""
    insert = "INSERT OR IGNORE INTO talk_call (talk_id, staff_id, surface_id) VALUES (?, ?, ?)"
    tx.run(insert, talk_id, staff_id, surface_id)


def call_on_surface(tx: Tx, talk_id: int, staff_id: int, surface_id: int) -> None:
    """Shows a call on another surface of a member of staff from now on."""
    tx.run("UPDATE talk_call SET surface_id = ? WHERE talk_id = ? AND staff_id = ?", surface_id, talk_id, staff_id)


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
