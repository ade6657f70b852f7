"""What a borger has said and done in a stretch of time, as their own week shows it."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from datetime import datetime

from dialogs.method.known import WENT
from storage.tx import Tx, moment, stamp


@dataclass(frozen=True)
class Lived:
    """`answered` are (dialog id, UTC instant) of what was answered to the end; `went` is what the look-back has on an
    occurrence, by its item."""

    answered: list[tuple[str, datetime]] = field(default_factory=list)
    went: dict[str, str] = field(default_factory=dict)


def lived(tx: Tx, borger_id: int, since: datetime, until: datetime) -> Lived:
    """What a borger answered, alone or with help, from an instant on and before another."""
    answered = tx.all(
        "SELECT dialog_id, closed_at FROM session WHERE about_id = ? AND status = 'done' AND provenance <> 'observed'"
        " AND closed_at >= ? AND closed_at < ? ORDER BY closed_at",
        borger_id, stamp(since), stamp(until),
    )  # fmt: skip
    went = tx.all(
        "SELECT item, choices FROM answer a WHERE borger_id = ? AND said_at >= ? AND step = ? AND item <> ''"
        " AND outcome = 'answered' AND provenance <> 'observed'"
        " AND NOT EXISTS (SELECT 1 FROM answer later WHERE later.corrects = a.id) ORDER BY id",
        borger_id, stamp(since), WENT,
    )  # fmt: skip
    choices = {row[0]: json.loads(row[1]) for row in went}
    return Lived([(row[0], moment(row[1])) for row in answered], {item: c[0] for item, c in choices.items() if c})
