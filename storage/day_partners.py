"""Whom of those at work a borger has chosen for a day: the latest alone, which counts on that day."""

from __future__ import annotations

from datetime import date

from storage.tx import Tx


def chosen(tx: Tx, borger_id: int, day: date) -> int | None:
    """Whom a borger has chosen for a local day, by id; None if nobody."""
    row = tx.one("SELECT staff_id FROM day_partner WHERE borger_id = ? AND day = ?", borger_id, day.isoformat())
    return int(row[0]) if row else None


def choose(tx: Tx, borger_id: int, staff_id: int, day: date) -> None:
    """Notes whom a borger chooses for a local day; what was chosen for days before it is gone, of all."""
    tx.run("DELETE FROM day_partner WHERE day < ?", day.isoformat())
    tx.run("INSERT OR REPLACE INTO day_partner VALUES (?, ?, ?)", borger_id, staff_id, day.isoformat())
