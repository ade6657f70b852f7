"""What goes with a chat that cannot be written to any more."""

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
