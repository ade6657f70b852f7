"""What goes with a chat that cannot be written to any more, and what is out of date in it when it can be again."""

from __future__ import annotations

from datetime import datetime

from storage import followup, outbox, people, schedules
from storage.tx import Tx


def cannot_be_reached(tx: Tx, chat_id: int, now: datetime) -> None:
    """Notes that the bot was blocked in a chat, or that it is gone: what waited for it is dropped, and what was to be
    asked or told there counts as not reached."""
    people.set_reachable(tx, chat_id, False, now)
    schedules.not_reached(tx, chat_id)
    followup.not_reached(tx, chat_id)
    outbox.drop_chat(tx, chat_id)


def ended_calls_to(tx: Tx, staff_id: int) -> list[int]:
    """Where the calls that a member of staff was told of stand in their chat, of those that have ended or that somebody
    else has taken, by surface."""
    rows = tx.all(
        "SELECT c.surface_id FROM talk_call c JOIN talk t ON t.id = c.talk_id JOIN surface s ON s.id = c.surface_id"
        " WHERE c.staff_id = ?1 AND s.message_id IS NOT NULL AND (t.closed_at IS NOT NULL OR t.taken_by <> ?1)",
        staff_id,
    )  # fmt: skip
    return [row[0] for row in rows]
