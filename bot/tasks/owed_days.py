"""The day on which something is owed, and the day after: staff are reminded, and then a leader hears of it."""

from __future__ import annotations

from datetime import date, timedelta

from bot.desk.desk import Desk
from bot.desk.owed import IN_THE_MORNING, due_day
from bot.desk.standing_in import stand_ins, there
from bot.tasks.made import borger_of, owed_again
from bot.tasks.own import offer_again
from dialogs.method.tasks import A_WEEK
from dialogs.permissions import Role
from dialogs.text import T, Text
from dialogs.time.schedule import instant
from storage import activities, away, people, schedules, surfaces, tasks
from storage.outbox import Lane
from storage.people import Person
from storage.schedules import Timer
from storage.surfaces import Surface
from storage.tasks import TASKS, Task, TaskKind

OWED = "owed"
"""What a surface shows that reminds of a task: its `ref` is the task."""
AROUND = timedelta(days=7)
"""Who has a shift within so many days before or after is one whose shifts are entered."""
OF_ONE: tuple[TaskKind, ...] = ("follow_up", "told")
"""What can be somebody's who is no contact person."""
LATE: dict[TaskKind, Text] = {
    "answer": T("An answer to a borger is missing. {names} owed it by {day}."),
    "told": T("A task for a borger is not done. {names} owed it by {day}."),
    "to_do": T("A task for a borger is not done. {names} owed it by {day}."),
    "follow_up": T("A follow-up is not done. {names} owed it by {day}."),
}


def when_due(desk: Desk, timer: Timer) -> None:
    """Reminds whoever owes it, on that day alone; or, the day after, tells the leaders the kind, the owner and the day,
    and no word of what it is about. What nobody who owes it may see any more reminds nobody. Where it was promised, an
    answer is owed anew."""
    task = tasks.task_by_id(desk.tx, timer.task_id or 0)
    borger = borger_of(desk, task)
    if task and borger and timer.kind == "again" and not task.is_open and borger.state == "active":
        owed_again(desk, task, due_day(desk, A_WEEK))
        desk.runner.changed_only(desk, borger, TASKS)
        return
    if task is None or borger is None or not task.is_open or borger.state != "active":
        return
    if task.owner == "borger":
        offer_again(desk, borger, task)
        return
    owing = owed_by(desk, task)
    if timer.kind == "owed":
        _when_back(desk, task)
        later = [one for one in owing if is_off_today(desk, one)]
        if owing and len(later) == len(owing):  # they hear of it when they are at work again
            if days := [day for one in later if (day := next_day_at_work(desk, one))]:
                when = instant(min(days), IN_THE_MORNING, desk.house.settings.timezone)
                schedules.set_timer(desk.tx, when, "owed", task_id=task.id)
            return
        for staff in (one for one in owing if one not in later and one.can_be_told and _comes_in_time(desk, one, task)):
            desk.tell(staff, _owes(desk, task, borger), lane=Lane.REMINDER, wait_for_day=True, about=borger)
            surfaces.now_shows(desk.tx, surfaces.newest(desk.tx), OWED, task.id, borger.id)
    elif is_owed(desk, task, owing):
        for leader in (one for one in people.people_of_role(desk.tx, Role.LEADER) if one.can_be_told):
            desk.tell(leader, late(desk, task), lane=Lane.SUMMARY, wait_for_day=True, about=borger)
            surfaces.now_shows(desk.tx, surfaces.newest(desk.tx), OWED, task.id, borger.id)


def _when_back(desk: Desk, task: Task) -> None:
    """Who has said that they will do it, and is off, is reminded on the first day after: it is still theirs."""
    off = away.away_of(desk.tx, task.taken_by, desk.local.date()) if task.taken_by else None
    if off and off.first <= desk.local.date():
        back = instant(off.last + timedelta(days=1), IN_THE_MORNING, desk.house.settings.timezone)
        schedules.set_timer(desk.tx, back, "owed", task_id=task.id)


def is_off_today(desk: Desk, staff: Person) -> bool:
    """Whether the plan of shifts has somebody on other days around, and not today. Of who is never on it, nothing is
    known."""
    today = desk.local.date()
    kept = activities.duty_of(desk.tx, staff.id, today - AROUND, today + AROUND)
    return any(kept.values()) and not kept.get(today)


def next_day_at_work(desk: Desk, staff: Person) -> date | None:
    """The first day after today on which somebody has a shift; None if the plan has none so far."""
    today = desk.local.date()
    kept = activities.duty_of(desk.tx, staff.id, today + timedelta(days=1), today + AROUND)
    return min((day for day, shifts in kept.items() if shifts), default=None)


def draw(desk: Desk, _borger: Person, surface: Surface) -> None:
    """A reminder of something that is done, or not asked for any more, goes."""
    task = tasks.task_by_id(desk.tx, surface.ref or 0)
    reader = people.person_by_id(desk.tx, surface.person_id)
    if reader and (task is None or not task.is_open):
        desk.retire(reader, surface.id)


def late(desk: Desk, task: Task) -> Text:
    """That something owed by a day is not done: the kind, who was to do it and since when; no word of what it is."""
    names = tuple(one.name for one in _was_to(desk, task))
    if task.due is None and not names:
        made = task.made_at.astimezone(desk.house.zone).date()
        return T("A follow-up without a day has been open since {day}. Nobody has it.", day=made)
    if task.due is None:
        made = task.made_at.astimezone(desk.house.zone).date()
        return T("A follow-up without a day has been open since {day}. {names} has it.", names=names, day=made)
    if not names:
        return T("Something for a borger was to be done by {day}. Nobody has it.", day=task.due)
    return Text(LATE[task.kind].id, {"names": names, "day": task.due})


def _was_to(desk: Desk, task: Task) -> list[Person]:
    """Who has said that they will do a task, there or not; else the contact persons who may see it. Who stands in has
    promised nothing."""
    taker = people.person_by_id(desk.tx, task.taken_by) if task.taken_by else None
    if taker:
        return [taker]
    found = [one for one in people.contacts_of(desk.tx, task.borger_id) if one.state == "active"]
    return [one for one in found if tasks.is_visible(desk.tx, one.id, task, desk.local.date())]


def is_owed(desk: Desk, task: Task, owing: list[Person]) -> bool:
    """Whether anybody owes it to anybody now: not what no contact person may see any more, for that stays the
    borger's own; what a borger asked for of whose contact persons none is there waits for one."""
    return bool(owing) or not there(desk, people.contacts_of(desk.tx, task.borger_id))


def still_owed(desk: Desk) -> list[tuple[Task, list[Person]]]:
    """All that staff owe somebody who takes part, and who owes it, oldest first."""
    active = {borger.id for borger in people.people_of_role(desk.tx, Role.BORGER)}
    found = [(task, owed_by(desk, task)) for task in tasks.open_for_staff(desk.tx) if task.borger_id in active]
    return [(task, owing) for task, owing in found if is_owed(desk, task, owing)]


def owed_by(desk: Desk, task: Task) -> list[Person]:
    """Who owes a task to staff: whoever has taken it on; while nobody has, the contact persons who may see it. What
    somebody has said that they will do, or was asked for by name, is theirs, also if they are no contact person, while
    they can be reached."""
    taker = people.person_by_id(desk.tx, task.taken_by) if task.taken_by and task.kind in OF_ONE else None
    if taker and taker.can_be_told and there(desk, [taker]):
        return [taker]
    found = [one for one in stand_ins(desk, people.contacts_of(desk.tx, task.borger_id)) if one.state == "active"]
    found = [one for one in found if tasks.is_visible(desk.tx, one.id, task, desk.local.date())]
    return [one for one in found if one.id == task.taken_by and one.can_be_told] or found


def _comes_in_time(desk: Desk, staff: Person, task: Task) -> bool:
    """Whether it is still the day when it comes: the bot may have been away, and staff may have quiet hours. Who was
    off on that day hears of it on the first day they are at work again."""
    comes = desk.after_quiet(staff).astimezone(desk.house.zone).date()
    return task.due is None or comes <= max(task.due, desk.local.date())


def _owes(desk: Desk, task: Task, borger: Person) -> Text:
    if task.due and task.due < desk.local.date():
        return T("For {name}, something was to be done by {day}. See »Follow-up«.", name=borger.name, day=task.due)
    if task.kind == "answer":
        return T("{name} is to have an answer from you today. See »Follow-up«.", name=borger.name)
    return T("Something for {name} is to be done today. See »Follow-up«.", name=borger.name)
