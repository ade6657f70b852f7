"""What no phone can tell: that something was kept nowhere, or that nothing at all has changed.

Everything else is asked through the bot, on a phone.
"""

from __future__ import annotations

import re

from storage.database import Database
from storage.tx import Row, Tx

Books = dict[str, list[Row]]


async def books(db: Database, *, without: tuple[str, ...] = ()) -> Books:
    """All that is stored, by the name of its table, to be compared with what is stored later."""
    return await db.read(_books, without)


async def traces(db: Database, *words: str) -> list[str]:
    """The tables and columns in which one of the words stands, alone or within a longer text. A row's own number says
    nothing of anybody."""
    return await db.read(_traces, [re.compile(rf"(?<!\w){re.escape(word)}(?!\w)") for word in words])


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
