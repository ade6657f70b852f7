"""Somebody takes part whose phone was cut off: until they have another, nothing reaches them."""

from __future__ import annotations

from bot.desk.desk import Desk
from dialogs.text import T, Text
from storage import phones
from storage.people import Person


def not_here(desk: Desk, whose: Person) -> Text:
    """How it stands with somebody who has no phone here: it was cut off, or they have not come yet."""
    if whose.chat_id is None and phones.expected(desk.tx, whose.id):
        return T("The phone of {name} is closed. Make a new link.", name=whose.name)
    return T("{name} has not joined yet.", name=whose.name)
