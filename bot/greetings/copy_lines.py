"""The greetings a borger has been sent, in their own copy."""

from __future__ import annotations

from bot.desk.copying import Copy
from dialogs.text import T
from storage import greetings
from storage.people import Person


def greetings_in_copy(copy: Copy, borger: Person) -> list[list[str]]:
    """Each, with who sent it."""
    found = reversed(greetings.of_borger(copy.tx, borger.id))
    return [[
        copy.said(each.at, T("A greeting from {name}: »{greeting}«", name=copy.name(each.by_id or 0),
                             greeting=each.said)) for each in found
    ]]  # fmt: skip
