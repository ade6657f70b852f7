"""All about a borger is to be erased: who began it, and what others know of it. When, is their timer's to say."""

from __future__ import annotations

from storage.tx import Tx


def begin(tx: Tx, borger_id: int, by_id: int) -> None:
    """Notes who began it; of what is on its way already, whose it is from now on."""
    tx.run(
        "INSERT INTO goodbye (borger_id, begun_by) VALUES (?, ?)"
        " ON CONFLICT DO UPDATE SET begun_by = excluded.begun_by",
        borger_id, by_id,
    )  # fmt: skip


def begun_by(tx: Tx, borger_id: int) -> int | None:
    """The id of who began it; None if nothing is on its way, or they are known no more."""
    row = tx.one("SELECT begun_by FROM goodbye WHERE borger_id = ?", borger_id)
    return row[0] if row else None


def end(tx: Tx, borger_id: int) -> None:
    """It does not happen."""
    tx.run("DELETE FROM goodbye WHERE borger_id = ?", borger_id)


def wants_paper(tx: Tx, borger_id: int) -> bool:
    """Notes that the borger wants a copy on paper.

    Returns: False if that was noted before.
    """
    return tx.run("UPDATE goodbye SET on_paper = 1 WHERE borger_id = ? AND on_paper = 0", borger_id) > 0


def set_waits(tx: Tx, borger_id: int, waits: bool) -> bool:
    """Notes whether staff know that it waits until the borger can be told.

    Returns: False if that was noted before.
    """
    return tx.run("UPDATE goodbye SET waits = ?1 WHERE borger_id = ?2 AND waits <> ?1", int(waits), borger_id) > 0
