"""All about a borger is to be erased: who began it, and what others know of it. When, is their timer's to say."""

from __future__ import annotations

from dataclasses import dataclass

from storage.tx import Tx


@dataclass(frozen=True)
class Goodbye:
    """`begun_by` is None if whoever began it is known no more."""

    borger_id: int
    begun_by: int | None

    @property
    def own(self) -> bool:
        """Whether the borger began it themself."""
        return self.begun_by == self.borger_id


def begin(tx: Tx, borger_id: int, by_id: int) -> None:
    """Notes who began it; of what is on its way already, whose it is from now on."""
    tx.run(
        "INSERT INTO goodbye (borger_id, begun_by) VALUES (?, ?)"
        " ON CONFLICT DO UPDATE SET begun_by = excluded.begun_by",
        borger_id, by_id,
    )  # fmt: skip


def of(tx: Tx, borger_id: int) -> Goodbye | None:
    """What is on its way for a borger."""
    row = tx.one("SELECT borger_id, begun_by FROM goodbye WHERE borger_id = ?", borger_id)
    return Goodbye(*row) if row else None


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
