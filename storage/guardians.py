"""Who decides with a borger by law, as staff have noted it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal, TypeAlias

from storage.tx import Tx, stamp

GuardianKind: TypeAlias = Literal["guardian", "together"]
"""A værge, or one who decides together with the borger: a samværge."""


@dataclass(frozen=True)
class Guardian:
    """Somebody who decides with a borger; `covers` are "money" and "personal", as far as they are noted."""

    id: int
    name: str
    kind: GuardianKind
    covers: tuple[str, ...]


def add(
    tx: Tx, borger_id: int, name: str, kind: GuardianKind, covers: Sequence[str], by_id: int, now: datetime
) -> Guardian:
    """Notes somebody."""
    id_ = tx.insert(
        "INSERT INTO guardian (borger_id, name, kind, covers, noted_by, noted_at) VALUES (?, ?, ?, ?, ?, ?)",
        borger_id, name, kind, " ".join(covers), by_id, stamp(now),
    )  # fmt: skip
    return Guardian(id_, name, kind, tuple(covers))


def of(tx: Tx, borger_id: int) -> list[Guardian]:
    """Those of a borger, in the order they were noted."""
    rows = tx.all("SELECT id, name, kind, covers FROM guardian WHERE borger_id = ? ORDER BY id", borger_id)
    return [Guardian(row[0], row[1], row[2], tuple(row[3].split())) for row in rows]


def take_out(tx: Tx, borger_id: int, guardian_id: int) -> bool:
    """Takes one out of what is noted of a borger. Returns: False if there is no such one."""
    return tx.run("DELETE FROM guardian WHERE id = ? AND borger_id = ?", guardian_id, borger_id) > 0
