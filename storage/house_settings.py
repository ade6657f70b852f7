"""What a leader has set in the bot of the house's hours and numbers: it goes before what the bot was set up with."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from storage.tx import Tx, moment, stamp


@dataclass(frozen=True)
class Changed:
    """Who has set something, and when; `name` is empty when they have left the house."""

    name: str
    at: datetime


def values(tx: Tx) -> dict[str, str]:
    """All that has been set, by the setting's name."""
    return dict(tx.all("SELECT name, value FROM house_setting"))


def value(tx: Tx, name: str) -> str | None:
    """What has been set under one name, if anything."""
    row = tx.one("SELECT value FROM house_setting WHERE name = ?", name)
    return str(row[0]) if row else None


def change(tx: Tx, given: Mapping[str, str], by_id: int, now: datetime) -> None:
    """Sets these; what was set before of the same names is gone."""
    for name, value in given.items():
        tx.run("INSERT OR REPLACE INTO house_setting VALUES (?, ?, ?, ?)", name, value, by_id, stamp(now))


def changed(tx: Tx, name: str) -> Changed | None:
    """By whom and when something was last set; None if it is as the bot was set up."""
    row = tx.one(
        "SELECT coalesce(p.name, ''), s.changed_at FROM house_setting s LEFT JOIN person p ON p.id = s.changed_by"
        " WHERE s.name = ?",
        name,
    )
    return Changed(row[0], moment(row[1])) if row else None
