"""What a borger has said that they will do themself: they find it under »More«, and nobody else hears of it."""

from __future__ import annotations

from datetime import timedelta

from bot.desk.desk import Desk, Dispatch
from bot.desk.flow import Done, Known, Start
from bot.desk.owed import IN_THE_MORNING
from dialogs.engine.session import End, Item
from dialogs.text import T
from dialogs.time.schedule import instant
from storage import schedules, tasks
from storage.outbox import Lane
from storage.people import Person
from storage.tasks import Task

MY_TASK = "my_task"
"""The form in which a borger says how it stands: its target is the task."""
DONE, AGAIN, DROP = "done", "again", "drop"


def known(desk: Desk, start: Start) -> Known:
    """The ways to answer; to be asked once more is offered until that has happened."""
    task, say = _target(desk, start.target, start.about), desk.texts(start.person).say
    ways = [Item(DONE, say(T("I have done it")), "✅", essential=False)]
    if task and task.state == "unseen":
        ways.append(Item(AGAIN, say(T("Ask me once more")), "🔔", essential=False))
    ways.append(Item(DROP, say(T("I do not want to any more")), "✋", essential=False))
    return Known({"what": task.what if task else ""}, {"ways": tuple(ways) if task else ()})


def answered(desk: Desk, done: Done) -> None:
    task = _target(desk, done.stored.target, done.about)
    if task is None or done.finish.end is not End.DONE:
        return
    match done.chosen("way"):
        case "done":
            tasks.finish(desk.tx, task.id, done.about.id, desk.now)
        case "again":
            tomorrow = desk.local.date() + timedelta(days=1)
            day = max(task.due or tomorrow, tomorrow)
            at = instant(day, IN_THE_MORNING, desk.house.settings.timezone)
            schedules.set_timer(desk.tx, at, "owed", task_id=task.id)
        case "drop":
            tasks.withdraw(desk.tx, task.id, desk.now)
            schedules.clear_timers(desk.tx, task_id=task.id)


def offer_again(desk: Desk, borger: Person, task: Task) -> None:
    """Puts it before the borger once more, as they wished; after that it is only found under »More«."""
    tasks.set_seen(desk.tx, task.id)
    if borger.chat_id is None or not borger.reachable or borger.state != "active":
        return
    begin = desk.after_quiet(borger)
    dispatch = Dispatch(Lane.REMINDER, not_before=begin, expires_at=begin + timedelta(hours=12))
    start = Start(borger, borger, target=str(task.id), asked=True)
    desk.runner.open(desk, desk.house.dialogs[MY_TASK], start, dispatch, quietly=True)


def _target(desk: Desk, target: str, borger: Person) -> Task | None:
    task = tasks.task_by_id(desk.tx, int(target)) if target.isdecimal() else None
    theirs = task is not None and task.borger_id == borger.id and task.owner == "borger"
    return task if task and theirs and task.is_open else None
