"""Whom a call for a talk has reached: what Telegram took, what it did not take, and what nobody can tell."""

from __future__ import annotations

from enum import Enum, auto

from storage.tx import Tx


class Reach(Enum):
    """How it stands with a call to one member of staff: Telegram has taken the message; it is being tried; it does not
    get through for now; or it was sent and Telegram never said whether it took it."""

    TOLD = auto()
    TRYING = auto()
    TROUBLE = auto()
    UNSURE = auto()


CALL_TRIES = 3
"""Tries that have failed after which the next are called without waiting for this one."""


def reach_of(tx: Tx, talk_id: int) -> dict[int, Reach]:
    """How it stands with everybody who is called, by staff id."""
    rows = tx.all(
        "SELECT c.staff_id, s.unsure, s.sent_at IS NOT NULL OR o.id IS NULL, coalesce(o.tries, 0) FROM talk_call c"
        " LEFT JOIN surface s ON s.id = c.surface_id LEFT JOIN outbox o ON o.surface_id = s.id AND o.action = 'show'"
        " AND o.state = 'waiting' WHERE c.talk_id = ?",
        talk_id,
    )
    return {staff: _reach(bool(unsure), bool(sent), tries) for staff, unsure, sent, tries in rows}


def _reach(unsure: bool, sent: bool, tries: int) -> Reach:
    if unsure:
        return Reach.UNSURE
    if sent:
        return Reach.TOLD
    return Reach.TROUBLE if tries >= CALL_TRIES else Reach.TRYING
