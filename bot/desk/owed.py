"""Who of the staff owes an answer to what a borger has picked or asked, and by when, as a receipt says it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, time, timedelta

from bot.desk.desk import Desk
from dialogs.engine.leads import DUE, OWES, due_of
from dialogs.method.model import Dialog, answers_owed
from dialogs.text import T
from dialogs.time.schedule import instant
from storage import people, schedules, sharing, tasks
from storage.people import Person
from storage.sessions import StoredSession
from storage.sharing import Reader

IN_THE_MORNING = time(9)
"""When staff are reminded of what is owed that day, and a leader told of what was owed the day before."""


def known_at_receipt(desk: Desk, stored: StoredSession, dialog: Dialog, reader: Person) -> Mapping[str, str]:
    """The contact persons who may read what is answered, and the day by which they are asked to answer."""
    owed = {due_of(name): task.due for name, task in answers_owed(dialog).items()}
    if dialog.leads_to:
        owed[DUE] = dialog.leads_to.task.due
    if not owed:
        return {}
    say = desk.texts(reader).say
    names = tuple(one.name for one in owing(desk, stored.about_id, dialog.topic or ""))
    made = [task for task in tasks.made_in(desk.tx, stored.id) if task.kind == "answer" and task.state != "withdrawn"]
    asked = {DUE if due_of(task.step) not in owed else due_of(task.step): task.due for task in reversed(made)}
    days = {name: asked.get(name) or due_day(desk, due) for name, due in owed.items()}
    return {OWES: say(T("{names}", names=names)) if names else "",
            **{name: say(T("{when}", when=day)) for name, day in days.items()}}  # fmt: skip


def owing(desk: Desk, borger_id: int, topic: str) -> list[Person]:
    """The borger's contact persons who may read a topic."""
    found = people.contacts_of(desk.tx, borger_id)
    return [one for one in found if sharing.may_read(desk.tx, Reader(one.id), borger_id, topic)]


def due_day(desk: Desk, due: timedelta) -> date:
    """The local day on which something is owed that is made now."""
    return desk.local.date() + due


def will_be_reminded(desk: Desk, task_id: int, due: date) -> None:
    """Sets when staff are reminded of what they owe, and when a leader hears that it is overdue. Who has just said that
    they will do it today needs no word of it."""
    zone = desk.house.settings.timezone
    if due > desk.local.date():
        schedules.set_timer(desk.tx, instant(due, IN_THE_MORNING, zone), "owed", task_id=task_id)
    told = instant(due + timedelta(days=1), IN_THE_MORNING, zone)
    if told <= desk.now:  # it is owed again, and its day has passed: the next morning
        ahead = timedelta(days=int(desk.local.time() >= IN_THE_MORNING))
        told = instant(desk.local.date() + ahead, IN_THE_MORNING, zone)
    schedules.set_timer(desk.tx, told, "overdue", task_id=task_id)


def look_again_on(desk: Desk, task_id: int, day: date) -> None:
    """Sets on which local day an answer that has been given is owed anew."""
    schedules.set_timer(desk.tx, instant(day, IN_THE_MORNING, desk.house.settings.timezone), "again", task_id=task_id)
