"""What staff owe, as their list of news has it: a line for each kind."""

from __future__ import annotations

from collections import defaultdict
from datetime import date

from bot.desk.desk import Desk
from bot.tasks.made import borger_of
from bot.tasks.staff_side import mine, waiting_for
from dialogs.text import T, Text
from storage import people
from storage.people import Person


def waiting_lines(desk: Desk, reader: Person) -> list[Text]:
    """A line for the borgere who are owed an answer, or something to be done, by the reader or by nobody yet."""
    names = tuple(one.name for one in people.borgere_of(desk.tx, reader.id) if _waits(desk, reader, one))
    return [T("Waits for you under »Follow-up«: {names}", names=names)] if names else []


def due_lines(desk: Desk, reader: Person) -> list[Text]:
    """Lines for the borgere whom the reader follows up on: by a day that is past, by today, or by no day."""
    names: dict[str, dict[str, None]] = defaultdict(dict)
    for task in mine(desk, reader):
        borger = borger_of(desk, task)
        if borger and task.kind == "follow_up" and (when := _when(task.due, desk.local.date())):
            names[when][borger.name] = None
    words = {
        "past": T("Follow-up, the day is past: {names}"),
        "today": T("Follow-up today: {names}"),
        "open": T("Open follow-up: {names}"),
    }
    return [Text(line.id, {"names": tuple(names[when])}) for when, line in words.items() if when in names]


def _when(due: date | None, today: date) -> str:
    return "open" if due is None else "past" if due < today else "today" if due == today else ""


def _waits(desk: Desk, reader: Person, borger: Person) -> bool:
    theirs = (task for task in waiting_for(desk, reader, borger) if task.taken_by in (None, reader.id))
    return any(task.kind != "follow_up" for task in theirs)
