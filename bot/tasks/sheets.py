"""Tasks that are done by writing a sheet: what is asked of staff on a day that was said, such as to look at a goal."""

from __future__ import annotations

from datetime import timedelta

from bot.desk import about_entries
from bot.desk.desk import Desk
from bot.desk.flow import Done, Start
from dialogs.engine.session import End
from dialogs.method.model import Dialog, made_task
from dialogs.method.records import RECORD
from storage import entries, sessions, tasks
from storage.entries import OVER
from storage.people import Person
from storage.sessions import StoredSession
from storage.tasks import Task

EARLY = timedelta(days=7)
"""So long before its day a sheet that is written is the one that was asked for."""


def sheet_of(desk: Desk, task: Task) -> Dialog | None:
    """The record that a task is done by, if it is done by one that there is."""
    found = _asked(desk, task)
    return found[0] if found else None


def write(desk: Desk, person: Person, borger: Person, task: Task) -> bool:
    """Opens the sheet, about what the task came from.

    Returns: False if there is none any more.
    """
    found = _asked(desk, task)
    if found is None:
        return False
    dialog, stored = found
    start = Start(person, borger, provenance="observed")
    if stored.entry_id and dialog.entry_kind:
        start = about_entries.about(start, about_entries.name_of(stored.entry_id))
    desk.runner.open(desk, dialog, start)
    return True


def owed_as(desk: Desk, done: Done) -> list[Task]:
    """The open tasks for which a record that was just written was asked."""
    if done.finish.end is not End.DONE or done.dialog.purpose != RECORD:
        return []
    found = []
    for task in tasks.tasks_of(desk.tx, done.about.id):
        asked = _asked(desk, task) if task.is_open and task.owner == "staff" else None
        if asked is None or asked[0].id != done.dialog.id or asked[1].id == done.stored.id:
            continue
        about = asked[1].entry_id in (None, done.stored.entry_id) or not done.dialog.entry_kind
        if about and (task.due is None or task.due - EARLY <= desk.local.date()):
            found.append(task)
    return found


def is_for_nothing(desk: Desk, task: Task) -> bool:
    """Whether a task is to write a sheet about what is over by now, such as a goal: nobody owes that any more."""
    if task.kind != "to_do" or task.session_id is None:
        return False
    stored = sessions.session_by_id(desk.tx, task.session_id)
    if stored is None or not is_over(desk, stored):
        return False
    made = made_task(desk.dialog(stored.session.version).step(task.step))
    return made is not None and made.opens is not None


def is_over(desk: Desk, stored: StoredSession) -> bool:
    """Whether the entry that a sitting made or was about is over."""
    entry = entries.entry_by_id(desk.tx, stored.entry_id) if stored.entry_id else None
    return entry is not None and entry.state in OVER


def _asked(desk: Desk, task: Task) -> tuple[Dialog, StoredSession] | None:
    stored = sessions.session_by_id(desk.tx, task.session_id) if task.session_id else None
    made = made_task(desk.dialog(stored.session.version).step(task.step)) if stored and task.kind == "to_do" else None
    dialog = desk.house.dialogs.get(made.opens) if made and made.opens else None
    if stored is None or dialog is None or dialog.purpose != RECORD:
        return None
    entry = entries.entry_by_id(desk.tx, stored.entry_id) if stored.entry_id else None
    return None if entry and entry.state != "accepted" else (dialog, stored)
