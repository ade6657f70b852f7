"""Calls for a talk that are for help with something."""

from __future__ import annotations

from dataclasses import dataclass

from storage.tx import Tx


@dataclass(frozen=True)
class HelpCall:
    """`what` the help is with, in words, and who is told of it first, if that is somebody."""

    what: str
    first_id: int | None = None


def is_for(tx: Tx, talk_id: int, call: HelpCall) -> None:
    """A call is for help with this from now on."""
    tx.run("INSERT OR REPLACE INTO help_call VALUES (?, ?, ?)", talk_id, call.what, call.first_id)


def of_talk(tx: Tx, talk_id: int) -> HelpCall | None:
    """What help a call is for; None if it is for a talk."""
    row = tx.one("SELECT what, first_id FROM help_call WHERE talk_id = ?", talk_id)
    return HelpCall(*row) if row else None
