"""What a borger has said and done in a stretch of time, as their own week shows it."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from datetime import datetime

from storage.tx import Tx, moment, stamp


@dataclass(frozen=True)
class SaidOf:
    """A choice about something of a list: the dialog version and step it was given at, and the thing's id."""

    version: str
    step: str
    item: str
    choice: str


@dataclass(frozen=True)
class Lived:
    """`answered` are (dialog id, UTC instant) of what was answered to the end; `said` is what was chosen about
    something of a list, in order."""

    answered: list[tuple[str, datetime]] = field(default_factory=list)
    said: list[SaidOf] = field(default_factory=list)


def lived(tx: Tx, borger_id: int, since: datetime, until: datetime) -> Lived:
    """What a borger answered, alone or with help, from an instant on and before another."""
    answered = tx.all(
        "SELECT dialog_id, closed_at FROM session WHERE about_id = ? AND status = 'done' AND provenance <> 'observed'"
        " AND closed_at >= ? AND closed_at < ? ORDER BY closed_at",
        borger_id, stamp(since), stamp(until),
    )  # fmt: skip
    said = tx.all(
        "SELECT s.version, a.step, a.item, a.choices FROM answer a JOIN session s ON s.id = a.session_id"
        " WHERE a.borger_id = ? AND a.said_at >= ? AND a.item <> '' AND a.outcome = 'answered'"
        " AND a.provenance <> 'observed' AND NOT EXISTS (SELECT 1 FROM answer later WHERE later.corrects = a.id)"
        " ORDER BY a.id",
        borger_id, stamp(since),
    )  # fmt: skip
    found = [SaidOf(row[0], row[1], row[2], choice) for row in said for choice in json.loads(row[3])[:1]]
    return Lived([(row[0], moment(row[1])) for row in answered], found)
