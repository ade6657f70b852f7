"""Which of a borger's contact persons they have picked themself: with a circle, these are its core."""

from __future__ import annotations

from collections.abc import Collection

from storage.tx import Tx


def core_of(tx: Tx, borger_id: int) -> set[int]:
    """Those of a borger's contact persons whom they have picked, by id."""
    rows = tx.all(
        "SELECT k.staff_id FROM core_pick k JOIN contact c ON c.borger_id = k.borger_id AND c.staff_id = k.staff_id"
        " WHERE k.borger_id = ?",
        borger_id,
    )
    return {row[0] for row in rows}


def set_core(tx: Tx, borger_id: int, staff_ids: Collection[int]) -> None:
    """These of their contact persons a borger has picked, and no others."""
    tx.run("DELETE FROM core_pick WHERE borger_id = ?", borger_id)
    for staff_id in staff_ids:
        tx.run("INSERT INTO core_pick VALUES (?, ?)", borger_id, staff_id)
