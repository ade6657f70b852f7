"""A borger's calls for a talk in their own copy."""

from __future__ import annotations

from bot.desk.copying import Copy
from bot.talking.promises import promised
from dialogs.text import T
from storage import followup
from storage.people import Person


def talks_in_copy(copy: Copy, borger: Person) -> list[list[str]]:
    lines: list[str] = []
    for call in followup.talks_of(copy.tx, borger.id):
        ended = T("You called it off.") if call.closed else T("Nobody has answered yet.")
        if call.taken_by is not None:
            ended = promised(call.promise, copy.name(call.taken_by))
        lines.append(f"{copy.said(call.at, T('You asked to talk with somebody.'))} {copy.say(ended)}")
    return [lines]
