"""Calls that go to certain readers alone: for somebody to read now what a borger has said, and agreed alerts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from storage.followup import CallKind, Talk, open_talks, talk_by_id, talks_of
from storage.tx import Tx, moment, stamp

NOTICES: tuple[CallKind, ...] = ("read", "alert")
"""The kinds of such calls."""
LATE = 9
"""How far such a call has gone that is on the leaders' list."""
ALONE = 10
"""The same of one of which nobody may hear any more, though the borger has taken nothing back: who might have works
here no more, or is no contact person of theirs."""


@dataclass(frozen=True)
class ToldOf:
    """Somebody who was told of a call, or will be: where that stands in their chat, and when they opened it."""

    staff_id: int
    surface_id: int | None
    seen_at: datetime | None


def add(
    tx: Tx, borger_id: int, session_id: int, now: datetime, surface_id: int | None, *, agreement_id: int | None = None
) -> int:
    """Opens such a call: an alert, if it is one that was agreed.

    Returns: its id.
    """
    return tx.insert(
        "INSERT INTO talk (borger_id, at, level, surface_id, kind, session_id, agreement_id)"
        " VALUES (?, ?, 0, ?, ?, ?, ?)",
        borger_id, stamp(now), surface_id, "read" if agreement_id is None else "alert", session_id, agreement_id,
    )  # fmt: skip


def by_id(tx: Tx, call_id: int) -> Talk | None:
    """Such a call; None if there is none, or it is for a talk."""
    call = talk_by_id(tx, call_id)
    return call if call and call.kind in NOTICES else None


def of_borger(tx: Tx, borger_id: int) -> list[Talk]:
    """All such calls of a borger's, oldest first."""
    return [call for call in talks_of(tx, borger_id) if call.kind in NOTICES]


def all_open(tx: Tx) -> list[Talk]:
    """All that nobody has taken yet, oldest first."""
    return [call for call in open_talks(tx) if call.kind in NOTICES]


def about(tx: Tx, session_id: int, agreement_id: int | None = None) -> Talk | None:
    """The last call about a session, however it stands: by an agreement, or for somebody to read it."""
    row = tx.one(
        "SELECT max(id) FROM talk WHERE session_id = ? AND agreement_id IS ? AND kind <> 'talk'",
        session_id, agreement_id,
    )  # fmt: skip
    return talk_by_id(tx, int(row[0])) if row and row[0] is not None else None


def told_of(tx: Tx, call_id: int) -> list[ToldOf]:
    """Everybody who was told, in order."""
    rows = tx.all("SELECT staff_id, surface_id, seen_at FROM talk_call WHERE talk_id = ? ORDER BY surface_id", call_id)
    return [ToldOf(row[0], row[1], None if row[2] is None else moment(row[2])) for row in rows]


def set_seen(tx: Tx, call_id: int, staff_id: int, now: datetime) -> bool:
    """Notes that somebody who was told has opened it.

    Returns: False if it was noted before.
    """
    return tx.run(
        "UPDATE talk_call SET seen_at = ? WHERE talk_id = ? AND staff_id = ? AND seen_at IS NULL",
        stamp(now), call_id, staff_id,
    ) > 0  # fmt: skip
