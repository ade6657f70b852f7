"""When a borger last said what they say yes to, and how often they have been asked since."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from storage.tx import Tx, moment, stamp


@dataclass(frozen=True)
class Consent:
    """`said_at` is the instant of the last yes; `asked` counts how often they were asked since and gave no answer."""

    said_at: datetime
    asked: int


def said(tx: Tx, borger_id: int, now: datetime) -> None:
    """Notes that a borger says yes, from now on."""
    tx.run("INSERT OR REPLACE INTO consent (borger_id, said_at) VALUES (?, ?)", borger_id, stamp(now))


def consent_of(tx: Tx, borger_id: int) -> Consent | None:
    """A borger's yes; None while they do not take part."""
    row = tx.one("SELECT said_at, asked FROM consent WHERE borger_id = ?", borger_id)
    return Consent(moment(row[0]), row[1]) if row else None


def asked(tx: Tx, borger_id: int, times: int) -> None:
    """Notes how often they have been asked without an answer."""
    tx.run("UPDATE consent SET asked = ? WHERE borger_id = ?", times, borger_id)
