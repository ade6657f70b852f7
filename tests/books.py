"""What no phone can tell: that something was kept nowhere, that nothing at all has changed, or how what has arrived and
what is to leave was noted on its way.

Everything else is asked through the bot, on a phone.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime

from storage.database import Database
from storage.tx import Row, Tx, moment

Books = dict[str, list[Row]]


@dataclass(frozen=True)
class Arrived:
    """An update as it is kept: "new", "done", or "failed", which is put aside for a `reason`."""

    state: str
    body: str
    reason: str
    chat_id: int | None
    stranger: bool
    tries: int
    counts_at: datetime


@dataclass(frozen=True)
class Leaving:
    """A call to Telegram as it is kept: "waiting", or "failed", which is put aside for an `error`."""

    chat_id: int
    action: str
    state: str
    tries: int
    lost: int
    error: str
    payload: str
    not_before: datetime


async def books(db: Database, *, without: tuple[str, ...] = ()) -> Books:
    """All that is stored, by the name of its table, to be compared with what is stored later."""
    return await db.read(_books, without)


async def traces(db: Database, *words: str) -> list[str]:
    """The tables and columns in which one of the words stands, alone or within a longer text. A row's own number says
    nothing of anybody."""
    return await db.read(_traces, [re.compile(rf"(?<!\w){re.escape(word)}(?!\w)") for word in words])


async def arrived(db: Database) -> list[Arrived]:
    """All updates that are kept, by their numbers. Nobody sees on a phone which were put aside and why, nor that what
    has been handled is empty."""
    return await db.read(_arrived)


async def leaving(db: Database) -> list[Leaving]:
    """All that is still to leave or was put aside, in order. Nobody sees on a phone what has not come."""
    return await db.read(_leaving)


def as_if_never_said(tx: Tx, session_id: int, step: str, item: str) -> None:
    """Takes all answers to one question of a session out, the latest first: each may be corrected by another."""
    rows = tx.all(
        "SELECT id FROM answer WHERE session_id = ? AND step = ? AND item = ? ORDER BY id DESC", session_id, step, item
    )
    for (answer_id,) in rows:
        tx.run("DELETE FROM answer WHERE id = ?", answer_id)


def _arrived(tx: Tx) -> list[Arrived]:
    rows = tx.all(
        "SELECT status, body, reason, chat_id, stranger, tries, coalesce(counts_at, received_at) FROM inbox"
        " ORDER BY update_id"
    )
    return [Arrived(r[0], r[1], r[2], r[3], bool(r[4]), r[5], moment(r[6])) for r in rows]


def _leaving(tx: Tx) -> list[Leaving]:
    rows = tx.all("SELECT chat_id, action, state, tries, lost, error, payload, not_before FROM outbox ORDER BY id")
    return [Leaving(r[0], r[1], r[2], r[3], r[4], r[5], r[6], moment(r[7])) for r in rows]


def _books(tx: Tx, without: tuple[str, ...]) -> Books:
    return {name: tx.all(f"SELECT * FROM {name}") for name in _tables(tx) if name not in without}


def _traces(tx: Tx, words: list[re.Pattern[str]]) -> list[str]:
    found = []
    for table in _tables(tx):
        names = [str(row[1]) for row in tx.all(f"PRAGMA table_info({table})")]
        for row in tx.all(f"SELECT * FROM {table}"):
            cells = zip(names, map(_text, row), strict=True)
            found += [f"{table}.{name}" for name, text in cells if name != "id" and any(w.search(text) for w in words)]
    return found


def _text(value: object) -> str:
    """A cell as text. A line break within JSON is a backslash and an n; what follows is a word of its own."""
    text = value.decode("utf-8", "replace") if isinstance(value, bytes) else str(value)
    return text.replace("\\n", "\n")


def _tables(tx: Tx) -> list[str]:
    rows = tx.all("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%' ORDER BY name")
    return [str(name) for (name,) in rows]
