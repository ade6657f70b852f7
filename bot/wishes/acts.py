"""What a borger makes of a wish: it came true, it is put away, it is brought out again. Staff who had to do with it
hear of that, and owe nothing for what is over."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from bot.desk.desk import Desk
from bot.desk.owed import due_day, look_again_on
from bot.tasks.made import owed_again
from bot.wishes.standing import Wish, changed
from dialogs.method.tasks import A_WEEK
from dialogs.text import T
from storage import entries, people, schedules, tasks, wishes
from storage.people import Person


def came_true(desk: Desk, borger: Person, wish: Wish) -> None:
    entries.set_state(desk.tx, wish.entry.id, "came_true", desk.now)
    _nothing_owed(desk, borger, wish, tells=False)
    if teller := _answerer(desk, wish):
        said = T("{name} says that a wish came true: {title}", name=borger.name, title=wish.entry.title)
        desk.tell(teller, said, wait_for_day=True, about=borger)
    changed(desk, borger)


def put_away(desk: Desk, borger: Person, wish: Wish) -> None:
    entries.set_state(desk.tx, wish.entry.id, "ended", desk.now)
    _nothing_owed(desk, borger, wish, tells=True)
    changed(desk, borger)


def bring_out(desk: Desk, borger: Person, wish: Wish) -> None:
    """It counts again; what was never answered is owed an answer anew."""
    entries.set_state(desk.tx, wish.entry.id, "accepted", desk.now)
    asked = [
        task for task_id in wishes.tasks_of(desk.tx, wish.entry.id) if (task := tasks.task_by_id(desk.tx, task_id))
    ]
    if asked and wish.answer is None and asked[-1].state == "withdrawn":
        owed_again(desk, asked[-1], due_day(desk, A_WEEK))
    if wish.answer and wish.answer.again:
        look_again_on(desk, wish.answer.task_id, max(wish.answer.again, due_day(desk, A_WEEK)))
    changed(desk, borger)


ACTS: Mapping[str, Callable[[Desk, Person, Wish], None]] = {"true": came_true, "away": put_away, "again": bring_out}
"""The same by the names of the buttons."""


def _nothing_owed(desk: Desk, borger: Person, wish: Wish, *, tells: bool) -> None:
    """Answers and first steps that are still owed are asked for no more; with `tells`, who had taken the step on hears
    it."""
    asked = [tasks.task_by_id(desk.tx, task_id) for task_id in wishes.tasks_of(desk.tx, wish.entry.id)]
    for task in (*asked, wish.step):
        if task and task.is_open:
            tasks.withdraw(desk.tx, task.id, desk.now)
            taker = people.person_by_id(desk.tx, task.taken_by) if task.taken_by and tells else None
            if taker and taker.can_be_told and task.kind == "to_do":
                said = T("{name} needs this no more: {what}", name=borger.name, what=task.what)
                desk.tell(taker, said, wait_for_day=True, about=borger)
        if task:
            schedules.clear_timers(desk.tx, task_id=task.id)


def _answerer(desk: Desk, wish: Wish) -> Person | None:
    """Who answered a wish, while they may still see what it was about."""
    task = tasks.task_by_id(desk.tx, wish.answer.task_id) if wish.answer else None
    person = people.person_by_id(desk.tx, task.taken_by) if task and task.taken_by else None
    if task is None or person is None or not person.can_be_told:
        return None
    return person if tasks.is_visible(desk.tx, person.id, task, desk.local.date()) else None
