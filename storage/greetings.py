"""Greetings from staff: what was said, whether it has come, and whether the borger keeps it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal, TypeAlias

from storage.tx import Row, Tx, moment, stamp

GreetingState: TypeAlias = Literal["waiting", "shown", "kept"]
"""It waits until the borger can be told; it was put on their phone; they keep it."""


@dataclass(frozen=True)
class Greeting:
    """`by_id` is None once who sent it has left; `told` says that they know whether it has come."""

    id: int
    borger_id: int
    by_id: int | None
    said: str
    media_id: int | None
    at: datetime
    state: GreetingState
    surface_id: int | None
    told: bool


_COLUMNS = "id, borger_id, by_id, said, media_id, at, state, surface_id, told"


def _greeting(row: Row) -> Greeting:
    return Greeting(row[0], row[1], row[2], row[3], row[4], moment(row[5]), row[6], row[7], bool(row[8]))


def add(tx: Tx, borger_id: int, by_id: int, said: str, media_id: int | None, now: datetime) -> None:
    """Keeps a greeting that is to be sent."""
    tx.run(
        "INSERT INTO greeting (borger_id, by_id, said, media_id, at) VALUES (?, ?, ?, ?, ?)",
        borger_id, by_id, said, media_id, stamp(now),
    )  # fmt: skip


def by_id(tx: Tx, greeting_id: int) -> Greeting | None:
    row = tx.one(f"SELECT {_COLUMNS} FROM greeting WHERE id = ?", greeting_id)
    return _greeting(row) if row else None


def of_borger(tx: Tx, borger_id: int) -> list[Greeting]:
    """All that a borger has been sent and has not let go, the newest first."""
    rows = tx.all(f"SELECT {_COLUMNS} FROM greeting WHERE borger_id = ? ORDER BY id DESC", borger_id)
    return [_greeting(row) for row in rows]


def shown(tx: Tx, greeting_id: int, surface_id: int) -> None:
    tx.run("UPDATE greeting SET state = 'shown', surface_id = ? WHERE id = ?", surface_id, greeting_id)


def told(tx: Tx, greeting_id: int) -> None:
    """Who sent it knows whether it has come."""
    tx.run("UPDATE greeting SET told = 1 WHERE id = ?", greeting_id)


def keep(tx: Tx, greeting_id: int) -> None:
    tx.run("UPDATE greeting SET state = 'kept' WHERE id = ?", greeting_id)


def let_go(tx: Tx, greeting_id: int) -> None:
    tx.run("DELETE FROM greeting WHERE id = ?", greeting_id)
