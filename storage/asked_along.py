"""Which borgere may be asked along by others who live here, and who was asked by whom to which time of an offer."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal, TypeAlias

from storage.tx import Row, Tx

Answer: TypeAlias = Literal["", "yes", "no"]
_COLUMNS = "a.id, a.offer_id, a.slot, a.by_id, a.to_id, a.says, a.surface_id"


@dataclass(frozen=True)
class Asked:
    """`by_id` has asked `to_id` along to one time of an offer; `surface_id` is the card that asks."""

    id: int
    offer_id: int
    slot: date
    by_id: int
    to_id: int
    says: Answer
    surface_id: int | None


def _asked(row: Row) -> Asked:
    return Asked(row[0], row[1], date.fromisoformat(row[2]), *row[3:7])


def set_may_be_asked(tx: Tx, borger_id: int, yes: bool) -> None:
    """Notes whether others who live here may ask a borger along."""
    if yes:
        tx.run("INSERT OR IGNORE INTO may_be_asked VALUES (?)", borger_id)
    else:
        tx.run("DELETE FROM may_be_asked WHERE borger_id = ?", borger_id)


def may_be_asked(tx: Tx) -> list[int]:
    """Who may be asked along and takes part, by name."""
    rows = tx.all(
        "SELECT p.id FROM may_be_asked m JOIN person p ON p.id = m.borger_id AND p.state = 'active' ORDER BY p.name"
    )
    return [row[0] for row in rows]


def ask(tx: Tx, offer_id: int, slot: date, by_id: int, to_id: int, surface_id: int) -> int:
    """Notes that somebody is asked.

    Returns: its id.
    """
    return tx.insert(
        "INSERT INTO asked_along (offer_id, slot, by_id, to_id, surface_id) VALUES (?, ?, ?, ?, ?)",
        offer_id, slot.isoformat(), by_id, to_id, surface_id,
    )  # fmt: skip


def say(tx: Tx, asked_id: int, says: Answer) -> None:
    tx.run("UPDATE asked_along SET says = ? WHERE id = ?", says, asked_id)


def by_id(tx: Tx, asked_id: int) -> Asked | None:
    row = tx.one(f"SELECT {_COLUMNS} FROM asked_along a WHERE a.id = ?", asked_id)
    return _asked(row) if row else None


def of_borger(tx: Tx, borger_id: int) -> list[Asked]:
    """All that a borger has asked, or was asked, oldest first."""
    rows = tx.all(f"SELECT {_COLUMNS} FROM asked_along a WHERE a.by_id = ?1 OR a.to_id = ?1 ORDER BY a.id", borger_id)
    return [_asked(row) for row in rows]


def take_back(tx: Tx, asked_id: int) -> None:
    """Nobody was asked."""
    tx.run("DELETE FROM asked_along WHERE id = ?", asked_id)


def let_go_of_those_away(tx: Tx) -> list[Asked]:
    """Takes back what those have asked, or were asked, who take no part in the house now.

    Returns: what was still to be answered of that.
    """
    away = "NOT IN (SELECT id FROM person WHERE state = 'active')"
    tx.run(f"DELETE FROM may_be_asked WHERE borger_id {away}")
    rows = tx.all(f"SELECT {_COLUMNS} FROM asked_along a WHERE a.by_id {away} OR a.to_id {away}")
    tx.run(f"DELETE FROM asked_along WHERE by_id {away} OR to_id {away}")
    return [one for one in map(_asked, rows) if not one.says]
