"""Which methods a borger uses: agreed with staff, or switched on and off by the borger."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from dialogs.method.model import Dialog
from storage import sessions
from storage.tx import Tx, moment, stamp


@dataclass(frozen=True)
class MethodUse:
    """Whether a borger uses a method, as somebody (`by_id`) said at a UTC instant."""

    used: bool
    by_id: int
    at: datetime


def set_used(tx: Tx, borger_id: int, method: str, used: bool, by_id: int, now: datetime) -> None:
    """Notes whether a borger uses a method from now on. What was so before is kept, the latest counts."""
    tx.run(
        "INSERT INTO method_use (borger_id, method, used, by_id, at) VALUES (?, ?, ?, ?, ?)",
        borger_id, method, int(used), by_id, stamp(now),
    )  # fmt: skip


def uses_of(tx: Tx, borger_id: int) -> dict[str, MethodUse]:
    """What was last said of each method, by its dialog's id; of those of which anything was."""
    rows = tx.all("SELECT method, used, by_id, at FROM method_use WHERE borger_id = ? ORDER BY id", borger_id)
    return {row[0]: MethodUse(bool(row[1]), row[2], moment(row[3])) for row in rows}


def last_version(tx: Tx, dialog_id: str) -> Dialog | None:
    """A dialog as it was when somebody last began on a new version of it; None if nobody ever has."""
    row = tx.one("SELECT version FROM dialog_version WHERE dialog_id = ? ORDER BY first_used DESC LIMIT 1", dialog_id)
    return sessions.dialog_of(tx, row[0]) if row else None
