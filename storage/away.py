"""When those who work here are off, and who stands in for them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from storage.tx import Row, Tx


@dataclass(frozen=True)
class Away:
    """Local days, both included. Nobody need stand in."""

    staff_id: int
    first: date
    last: date
    deputy_id: int | None


def _away(row: Row) -> Away:
    return Away(row[0], date.fromisoformat(row[1]), date.fromisoformat(row[2]), row[3])


def set_away(tx: Tx, away: Away) -> None:
    """Somebody is off; what they had set before is forgotten."""
    tx.run(
        "INSERT OR REPLACE INTO away (staff_id, first, last, deputy_id) VALUES (?, ?, ?, ?)",
        away.staff_id, away.first.isoformat(), away.last.isoformat(), away.deputy_id,
    )  # fmt: skip


def is_back(tx: Tx, staff_id: int) -> None:
    tx.run("DELETE FROM away WHERE staff_id = ?", staff_id)


def away_of(tx: Tx, staff_id: int, today: date) -> Away | None:
    """When somebody is off, now or later."""
    row = tx.one(
        "SELECT staff_id, first, last, deputy_id FROM away WHERE staff_id = ? AND last >= ?",
        staff_id,
        today.isoformat(),
    )
    return _away(row) if row else None


def stood_in_by(tx: Tx, deputy_id: int, today: date) -> list[Away]:
    """Those somebody stands in for, now or later."""
    rows = tx.all(
        "SELECT staff_id, first, last, deputy_id FROM away WHERE deputy_id = ? AND last >= ? ORDER BY staff_id",
        deputy_id, today.isoformat(),
    )  # fmt: skip
    return [_away(row) for row in rows]


def stands_in_at(tx: Tx, deputy_id: int, borger_id: int, day: date) -> bool:
    """Whether somebody stands in on a day for a contact person of a borger."""
    row = tx.one(
        "SELECT 1 FROM away a JOIN contact c ON c.staff_id = a.staff_id AND c.borger_id = ?"
        " WHERE a.deputy_id = ? AND ? BETWEEN a.first AND a.last LIMIT 1",
        borger_id, deputy_id, day.isoformat(),
    )  # fmt: skip
    return row is not None


def away_on(tx: Tx, day: date) -> dict[int, Away]:
    """Who is off on a day, by id."""
    rows = tx.all("SELECT staff_id, first, last, deputy_id FROM away WHERE ? BETWEEN first AND last", day.isoformat())
    return {row[0]: _away(row) for row in rows}
