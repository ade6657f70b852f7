"""Which borgere have asked for a contact person, or for another one."""

from __future__ import annotations

from datetime import datetime

from storage.tx import Tx, moment, stamp


def ask(tx: Tx, borger_id: int, now: datetime) -> bool:
    """Notes that a borger asks.

    Returns: False if that was noted before.
    """
    return tx.run("INSERT OR IGNORE INTO contact_wish (borger_id, at) VALUES (?, ?)", borger_id, stamp(now)) > 0


def settle(tx: Tx, borger_id: int) -> bool:
    """It is changed, or not needed any more.

    Returns: False if nobody had asked.
    """
    return tx.run("DELETE FROM contact_wish WHERE borger_id = ?", borger_id) > 0


def asked_at(tx: Tx, borger_id: int) -> datetime | None:
    """Since when a borger asks; None if they do not."""
    row = tx.one("SELECT at FROM contact_wish WHERE borger_id = ?", borger_id)
    return moment(row[0]) if row else None


def waiting(tx: Tx) -> list[tuple[int, str, datetime]]:
    """(id, name, since when) of those who take part and ask, the longest first."""
    rows = tx.all(
        "SELECT b.id, b.name, w.at FROM contact_wish w JOIN person b ON b.id = w.borger_id AND b.state = 'active'"
        " ORDER BY w.at, b.id"
    )
    return [(row[0], row[1], moment(row[2])) for row in rows]
