"""Sheets that stay open: what staff write about a borger until it is over, from one shift to the next."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from storage.tx import Row, Tx, moment, stamp


@dataclass(frozen=True)
class OpenSheet:
    """A sheet begun on `dialog_id` by `opened_by`, None for who has left, looked at again at `again_at`, if a time was
    agreed. Once it is over, `over_by` has said so; `told_at` is when staff have told the borger, or have asked the
    bot to."""

    id: int
    borger_id: int
    dialog_id: str
    opened_at: datetime
    opened_by: int | None
    again_at: datetime | None
    over_at: datetime | None
    over_by: int | None
    told_at: datetime | None

    @property
    def is_settled(self) -> bool:
        """Whether it is over, and the borger knows."""
        return self.over_at is not None and self.told_at is not None


_COLUMNS = "id, borger_id, dialog_id, opened_at, opened_by, again_at, over_at, over_by, told_at"
_UNDER_WAY = "(over_at IS NULL OR told_at IS NULL)"


def _sheet(row: Row) -> OpenSheet:
    again, over, told = (moment(row[at]) if row[at] is not None else None for at in (5, 6, 8))
    return OpenSheet(row[0], row[1], row[2], moment(row[3]), row[4], again, over, row[7], told)


def add_sheet(tx: Tx, borger_id: int, dialog_id: str, by_id: int, opened: datetime) -> int:
    """Opens a sheet, from the instant it was begun to be written.

    Returns: its id.
    """
    return tx.insert(
        "INSERT INTO sheet (borger_id, dialog_id, opened_at, opened_by) VALUES (?, ?, ?, ?)",
        borger_id, dialog_id, stamp(opened), by_id,
    )  # fmt: skip


def sheet_by_id(tx: Tx, sheet_id: int) -> OpenSheet | None:
    row = tx.one(f"SELECT {_COLUMNS} FROM sheet WHERE id = ?", sheet_id)
    return _sheet(row) if row else None


def under_way(tx: Tx, borger_id: int | None = None) -> list[OpenSheet]:
    """The sheets that are open, or over without that the borger was told, of one borger or all; the oldest first."""
    rows = tx.all(
        f"SELECT {_COLUMNS} FROM sheet WHERE {_UNDER_WAY} AND (?1 IS NULL OR borger_id = ?1) ORDER BY id", borger_id
    )
    return [_sheet(row) for row in rows]


def all_of(tx: Tx, borger_id: int) -> list[OpenSheet]:
    """All sheets about a borger, oldest first."""
    return [_sheet(row) for row in tx.all(f"SELECT {_COLUMNS} FROM sheet WHERE borger_id = ? ORDER BY id", borger_id)]


def look_again(tx: Tx, sheet_id: int, at: datetime | None) -> None:
    """Notes when an open sheet is looked at again; None if no time was agreed."""
    tx.run("UPDATE sheet SET again_at = ? WHERE id = ?", stamp(at) if at else None, sheet_id)


def close(tx: Tx, sheet_id: int, by_id: int, now: datetime) -> bool:
    """Notes that it is over, and who says so.

    Returns: False if it was so already.
    """
    return tx.run(
        "UPDATE sheet SET over_at = ?, over_by = ?, again_at = NULL WHERE id = ? AND over_at IS NULL",
        stamp(now), by_id, sheet_id,
    ) > 0  # fmt: skip


def set_told(tx: Tx, sheet_id: int, now: datetime) -> bool:
    """Notes that the borger has been told that it is over.

    Returns: False if they had been.
    """
    return tx.run("UPDATE sheet SET told_at = ? WHERE id = ? AND told_at IS NULL", stamp(now), sheet_id) > 0


def set_timer(tx: Tx, sheet_id: int, kind: Literal["again", "then"], due: datetime | None) -> None:
    """When something of this kind is to be done for a sheet, in place of what was to come before; None is never."""
    tx.run("DELETE FROM timer WHERE sheet_id = ? AND kind = ?", sheet_id, kind)
    if due:
        tx.run("INSERT INTO timer (due_at, kind, sheet_id) VALUES (?, ?, ?)", stamp(due), kind, sheet_id)
