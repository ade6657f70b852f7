"""What staff have chosen for a borger of the lists that are written in methods' files."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from storage.tx import Row, Tx, moment, stamp


@dataclass(frozen=True)
class Narrowed:
    """A few things of a list by their ids, chosen by somebody (`by_id`) at a UTC instant."""

    dialog_id: str
    list: str
    items: tuple[str, ...]
    by_id: int
    at: datetime


def choose(
    tx: Tx, borger_id: int, dialog_id: str, name: str, items: Sequence[str], by_id: int, now: datetime
) -> None:  # fmt: skip
    """These things of a list are offered from now on; without any, the whole list is."""
    tx.run("DELETE FROM narrowed WHERE borger_id = ? AND dialog_id = ? AND list = ?", borger_id, dialog_id, name)
    if items:
        tx.run("INSERT INTO narrowed (borger_id, dialog_id, list, items, by_id, at) VALUES (?, ?, ?, ?, ?, ?)",
               borger_id, dialog_id, name, json.dumps(items), by_id, stamp(now))  # fmt: skip


def chosen(tx: Tx, borger_id: int, dialog_id: str, name: str) -> Narrowed | None:
    """What is offered of a list; None for all of it."""
    row = tx.one(
        "SELECT dialog_id, list, items, by_id, at FROM narrowed WHERE borger_id = ? AND dialog_id = ? AND list = ?",
        borger_id, dialog_id, name,
    )  # fmt: skip
    return _narrowed(row) if row else None


def of_borger(tx: Tx, borger_id: int) -> list[Narrowed]:
    """All that has been chosen for a borger."""
    rows = tx.all("SELECT dialog_id, list, items, by_id, at FROM narrowed WHERE borger_id = ? ORDER BY at", borger_id)
    return [_narrowed(row) for row in rows]


def _narrowed(row: Row) -> Narrowed:
    return Narrowed(row[0], row[1], tuple(json.loads(row[2])), row[3], moment(row[4]))
