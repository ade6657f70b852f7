"""What has become of borgere's wishes: how staff answered them, and what was planned from them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal, TypeAlias

from storage.tasks import TaskKind
from storage.tx import Row, Tx

Way: TypeAlias = Literal["yes_", "smaller", "not_now"]
"""Yes, with a first step; a smaller version; not now, with why."""


@dataclass(frozen=True)
class WishAnswer:
    """An answer to a wish, given by ending the task `task_id`: `said` is the first step, the smaller version or why not
    now, `smaller_id` the entry that stands for the smaller version, `again` the local day it is looked at again."""

    task_id: int
    entry_id: int
    way: Way
    said: str
    smaller_id: int | None
    again: date | None


def _answer(row: Row) -> WishAnswer:
    return WishAnswer(*(*row[:5], date.fromisoformat(row[5]) if row[5] else None))


_COLUMNS = "task_id, entry_id, way, said, smaller_id, again"


def keep_answer(
    tx: Tx, task_id: int, entry_id: int, way: Way, said: str, *, smaller_id: int | None = None,
    again: date | None = None,
) -> None:  # fmt: skip
    """Keeps how a wish was answered."""
    tx.run(
        f"INSERT INTO wish_answer ({_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?)",
        task_id, entry_id, way, said, smaller_id, again.isoformat() if again else "",
    )  # fmt: skip


def answers_to(tx: Tx, entry_id: int) -> list[WishAnswer]:
    """All answers to a wish, oldest first."""
    rows = tx.all(f"SELECT {_COLUMNS} FROM wish_answer WHERE entry_id = ? ORDER BY task_id", entry_id)
    return [_answer(row) for row in rows]


def last_answer(tx: Tx, entry_id: int) -> WishAnswer | None:
    """The newest of them."""
    return next(reversed(answers_to(tx, entry_id)), None)


def offered_as(tx: Tx, entry_id: int) -> WishAnswer | None:
    """The answer that offered an entry as a smaller version of another, if one did."""
    row = tx.one(f"SELECT {_COLUMNS} FROM wish_answer WHERE smaller_id = ?", entry_id)
    return _answer(row) if row else None


def tasks_of(tx: Tx, entry_id: int) -> list[int]:
    """The tasks to staff to answer a wish, open or not, by id, oldest first."""
    rows = tx.all(
        "SELECT t.id FROM entry e JOIN task t ON t.session_id = e.session_id AND t.step = e.step AND t.item = e.item"
        " WHERE e.id = ? AND t.kind = 'answer' ORDER BY t.id",
        entry_id,
    )
    return [row[0] for row in rows]


def after(tx: Tx, task_id: int, kind: TaskKind | None = None) -> int | None:
    """The newest task that came of an answer, by its id: a first step ("to_do"), or that it is to be answered anew."""
    row = tx.one(
        "SELECT id FROM task WHERE after_id = ?1 AND kind = coalesce(?2, kind) ORDER BY id DESC LIMIT 1", task_id, kind
    )
    return row[0] if row else None


def offers_to(tx: Tx, borger_id: int) -> list[WishAnswer]:
    """The answers by which something smaller was offered to a borger, oldest first."""
    rows = tx.all(
        f"SELECT {_COLUMNS} FROM wish_answer WHERE smaller_id IN (SELECT id FROM entry WHERE borger_id = ?)"
        " ORDER BY task_id",
        borger_id,
    )
    return [_answer(row) for row in rows]


def planned_from(tx: Tx, entry_id: int) -> int | None:
    """The id of the newest activity that was planned from an entry and is not taken out."""
    row = tx.one("SELECT id FROM activity WHERE entry_id = ? AND ended_at IS NULL ORDER BY id DESC LIMIT 1", entry_id)
    return row[0] if row else None


def entry_answered_by(tx: Tx, task_id: int) -> int | None:
    """The id of the wish that a task asks an answer to."""
    row = tx.one(
        "SELECT e.id FROM task t JOIN entry e ON e.session_id = t.session_id AND e.step = t.step AND e.item = t.item"
        " WHERE t.id = ? AND e.kind = 'wish'",
        task_id,
    )
    return row[0] if row else None
