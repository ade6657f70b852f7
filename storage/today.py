"""What borgere feel like on a day, who was told of it, and how it was answered."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal, TypeAlias

from storage.tx import Row, Tx, moment, stamp

TodayState: TypeAlias = Literal["waiting", "yes_", "later", "no_", "enough", "over"]
"""Nobody has answered; yes, now; yes, later that day; not that day; the borger has called it off; the day is over."""


@dataclass(frozen=True)
class Today:
    """`what` was picked or said in the session, `photo` is a stored one of it; `said` is staff's answer in words: the
    local time or the reason. `level` is how far it has gone on."""

    id: int
    borger_id: int
    session_id: int
    what: str
    pictogram: str
    photo: int | None
    at: datetime
    level: int
    state: TodayState
    surface_id: int | None
    answered_by: int | None
    said: str


_COLUMNS = "id, borger_id, session_id, what, pictogram, photo, at, level, state, surface_id, answered_by, said"


def _today(row: Row) -> Today:
    return Today(*(*row[:6], moment(row[6]), *row[7:12]))


def add(
    tx: Tx, borger_id: int, session_id: int, what: str, pictogram: str, photo: int | None, now: datetime,
    surface_id: int,
) -> int:  # fmt: skip
    """Keeps what a borger feels like now. Returns: its id."""
    return tx.insert(
        "INSERT INTO today_wish (borger_id, session_id, what, pictogram, photo, at, surface_id)"
        " VALUES (?, ?, ?, ?, ?, ?, ?)",
        borger_id, session_id, what, pictogram, photo, stamp(now), surface_id,
    )  # fmt: skip


def by_id(tx: Tx, wish_id: int) -> Today | None:
    row = tx.one(f"SELECT {_COLUMNS} FROM today_wish WHERE id = ?", wish_id)
    return _today(row) if row else None


def waiting(tx: Tx, borger_id: int) -> Today | None:
    """What a borger waits for an answer to."""
    row = tx.one(f"SELECT {_COLUMNS} FROM today_wish WHERE borger_id = ? AND state = 'waiting'", borger_id)
    return _today(row) if row else None


def of_borger(tx: Tx, borger_id: int) -> list[Today]:
    """All that a borger has felt like, oldest first."""
    return [
        _today(row) for row in tx.all(f"SELECT {_COLUMNS} FROM today_wish WHERE borger_id = ? ORDER BY id", borger_id)
    ]


def moved_on(tx: Tx, wish_id: int, level: int) -> None:
    tx.run("UPDATE today_wish SET level = ? WHERE id = ?", level, wish_id)


def on_surface(tx: Tx, wish_id: int, surface_id: int) -> None:
    """The borger's card stands somewhere else now."""
    tx.run("UPDATE today_wish SET surface_id = ? WHERE id = ?", surface_id, wish_id)


def end(tx: Tx, wish_id: int, state: TodayState, by_id: int | None = None, said: str = "") -> bool:
    """Notes what has become of it. Returns: False if it was not waiting any more."""
    return tx.run(
        "UPDATE today_wish SET state = ?, answered_by = ?, said = ? WHERE id = ? AND state = 'waiting'",
        state, by_id, said, wish_id,
    ) > 0  # fmt: skip


def tell(tx: Tx, wish_id: int, staff_id: int, surface_id: int) -> None:
    """Notes that somebody is told on a card."""
    tx.run("INSERT INTO today_told VALUES (?, ?, ?)", wish_id, staff_id, surface_id)


def told(tx: Tx, wish_id: int) -> list[tuple[int, int | None]]:
    """(staff, surface) of all who were told."""
    return [
        (row[0], row[1]) for row in tx.all("SELECT staff_id, surface_id FROM today_told WHERE wish_id = ?", wish_id)
    ]
