"""Who wants to see what helps them as the first thing after an answer that is a low one."""

from __future__ import annotations

from datetime import datetime

from storage.tx import Tx, moment, stamp


def wanted_since(tx: Tx, borger_id: int) -> datetime | None:
    """Since when a borger wants it; None if they do not."""
    row = tx.one("SELECT at FROM help_first WHERE borger_id = ?", borger_id)
    return moment(row[0]) if row else None


def set_wanted(tx: Tx, borger_id: int, wanted: bool, now: datetime) -> None:
    """Notes whether a borger wants it from now on."""
    if wanted:
        tx.run("INSERT OR IGNORE INTO help_first (borger_id, at) VALUES (?, ?)", borger_id, stamp(now))
    else:
        tx.run("DELETE FROM help_first WHERE borger_id = ?", borger_id)
