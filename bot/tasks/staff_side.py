"""What staff owe, on their phones: on a borger's page and in a list of their own, with a way to take it on, to answer
and to say that it is done. The borger is told by name."""

from __future__ import annotations

from datetime import datetime, time
from html import escape

from bot.deleting import KEPT_RIGHT
from bot.desk import heard
from bot.desk.desk import Desk
from bot.desk.flow import Done, Start
from bot.desk.owed import will_be_reminded
from bot.desk.page_parts import PAGE_SHOWS, SUMMARY_SHOWS, ButtonRow, PagePart, Sight
from bot.desk.speaking_to import SENT_AS
from bot.desk.standing_in import there
from bot.tasks import sheets
from bot.tasks.made import borger_of, reply_to, told_to_borger
from bot.tasks.owed_days import OWED
from bot.telegram.buttons import Tap, button_data
from bot.telegram.content import Content, InlineButton
from bot.telegram.render import laid_out
from dialogs.engine import leads
from dialogs.method.tasks import ANSWER_TASK
from dialogs.text import T, Text
from dialogs.time.schedule import instant
from dialogs.words.visible import cut
from locales.texts import Texts
from storage import people, schedules, sharing, surfaces, tasks
from storage.people import Person
from storage.surfaces import Surface
from storage.tasks import TASKS, Task

TASK = "f"
"""The letter that buttons of tasks begin with."""
LONGEST, SHORT = 28, 22
"""Letters of what a task is about on its buttons, with short words before it and with long ones: a phone shows all."""
LOOKED = "task"
HAS_DONE = "has done"
"""What a surface shows that tells a borger that staff have done something: its `ref` is the task."""
MOST = 20
"""Tasks shown at most, the oldest first: they have waited longest."""


def waiting_for(desk: Desk, reader: Person, borger: Person) -> list[Task]:
    """What staff owe a borger, of what the reader may see."""
    found = [task for task in tasks.tasks_of(desk.tx, borger.id) if task.owner == "staff" and task.is_open]
    return tasks.visible(desk.tx, reader.id, found, desk.local.date())


def part(sight: Sight) -> PagePart:
    """What staff owe this borger."""
    waiting = waiting_for(sight.desk, sight.reader, sight.borger)[:MOST]
    lines, rows = _listed(sight.desk, sight.reader, sight.borger, waiting)
    looked = LOOKED if any(task.session_id for task in waiting) else ""
    return PagePart(tuple(lines), (*rows, (sight.button("🤝", T("I follow up"), "follow_up"),)), looked=looked)


def _listed(desk: Desk, reader: Person, borger: Person, found: list[Task]) -> tuple[list[str], list[ButtonRow]]:
    """Tasks for a borger with what the reader can do about each, and what they have done today; the reader has seen
    them by that."""
    texts, rows = desk.texts(reader), list[ButtonRow]()
    lines = [f"<b>{escape(texts.say(T('{name}: open follow-ups', name=borger.name)))}</b>"]
    for task in found:
        tasks.set_seen(desk.tx, task.id)
        lines.append(f"\n{_lines(desk, texts, task)}")
        rows += _buttons(desk, reader, task)
    if not found:
        lines.append(escape(texts.say(T("No open follow-ups."))))
    done, back = _done_today(desk, reader, borger)
    return [*lines, *done], [*rows, *back]


def mine(desk: Desk, person: Person) -> list[Task]:
    """What somebody follows up on themself, and what they may see of what else is owed, which they have taken on or
    nobody has; oldest first."""
    found = tasks.open_for_staff(desk.tx)
    seen = {task.id for task in tasks.visible(desk.tx, person.id, found, desk.local.date())}
    return [
        task for task in found
        if (task.kind == "follow_up" and task.taken_by == person.id)
        or (task.id in seen and (task.taken_by in (None, person.id) or not _is_with(desk, task)))
    ]  # fmt: skip


def _lines(desk: Desk, texts: Texts, task: Task) -> str:
    """What a task is, of when, and who has it."""
    taker = people.person_by_id(desk.tx, task.taken_by) if task.taken_by else None
    made = T("{when}", when=task.made_at.astimezone(desk.house.zone).date())
    by = T("By {day}", day=task.due) if task.due else made
    if task.kind == "follow_up":
        who = escape(taker.name if taker else "–")
        return f"{who}, {escape(texts.say(made))}:\n»{escape(task.what)}«" + (
            f"\n{escape(texts.say(by))}" if task.due else ""
        )
    talks = task.kind == "answer" and (task.pictogram == leads.SIGN or reply_to(desk, task) == ANSWER_TASK)
    begins = T("Would like to talk about: {what}", what=task.what) if talks else T("{what}", what=task.what)
    has_it = T("It is with {name}.") if task.kind == "told" else T("{name} has taken it on")
    told = [begins, by, *((Text(has_it.id, {"name": taker.name}),) if taker else ())]
    sign = f"{task.pictogram} " if task.pictogram else ""
    return sign + "\n".join(escape(texts.say(line)) for line in told)


def _done_today(desk: Desk, reader: Person, borger: Person) -> tuple[list[str], list[ButtonRow]]:
    """A line for each of what the reader has done today, and the way to take that back."""
    done, say = _done(desk, reader, borger), desk.texts(reader).say
    lines = [f"\n✓ {escape(say(T('Done: {note}', note=task.what)))}" for task in done]
    rows: list[ButtonRow] = [
        (InlineButton(f"↩️ {say(T('Not done: {note}', note=cut(task.what, SHORT)))}",
                      button_data(Tap(TASK, task.id, 0, "undo"))),)
        for task in done if not task.answer
    ]  # fmt: skip
    return lines, rows


def _done(desk: Desk, reader: Person, borger: Person) -> list[Task]:
    """What the reader has done today of what is owed to a borger, as far as they may see it."""
    midnight = instant(desk.local.date(), time(), desk.house.settings.timezone)
    found = tasks.done_by(desk.tx, reader.id, borger.id, midnight)
    return tasks.visible(desk.tx, reader.id, found, desk.local.date())


def _buttons(desk: Desk, reader: Person, task: Task) -> list[ButtonRow]:
    """What the reader can do about a task."""
    texts, what = desk.texts(reader), cut(task.what, LONGEST)

    def button(sign: str, label: Text, choice: str) -> InlineButton:
        return InlineButton(f"{sign} {texts.say(label)}", button_data(Tap(TASK, task.id, 0, choice)))

    if task.kind == "follow_up":
        mine = task.taken_by in (reader.id, None) or not _is_with(desk, task)
        return [(button("✓", T("Done: {note}", note=what), "done"),)] if mine else []
    act = button("💬", T("Answer: {what}", what=what), "answer")
    if task.kind in ("to_do", "told"):
        act = button("✓", T("Done: {note}", note=what), "done")
    short = cut(task.what, SHORT)
    take = () if task.taken_by else ((button("🤝", T("I take it on: {what}", what=short), "take"),),)
    write = ((button("📝", T("Write: {what}", what=what), "write"),),) if sheets.sheet_of(desk, task) else ()
    return [*write, (act,), *take]


def list_mine(desk: Desk, start: Start) -> None:
    """What somebody owes: a card for each of the borgere whom they owe it, in place of those from before and of what
    reminded of it."""
    person = start.person
    for shows in (TASKS, OWED):
        for surface_id in surfaces.standing(desk.tx, person.id, shows):
            desk.retire(person, surface_id)
    found = mine(desk, person)
    if not found:
        desk.tell(person, T("No open follow-ups."))
    for borger_id in dict.fromkeys(task.borger_id for task in found):
        if borger := people.person_by_id(desk.tx, borger_id):
            _show(desk, person, borger, desk.new_surface(person, borger, TASKS), desk.now)


def draw(desk: Desk, borger: Person, surface: Surface) -> None:
    """Draws a card of the list as it is now; whoever is no contact person any more and owes nothing has none."""
    reader = people.person_by_id(desk.tx, surface.person_id)
    if reader is None or surface.is_older_than(desk.now - KEPT_RIGHT):
        return
    owes = any(task.borger_id == borger.id for task in mine(desk, reader))
    if owes or people.is_contact(desk.tx, reader.id, borger.id):
        _show(desk, reader, borger, surface.id, surface.sent_at or desk.now)
    else:
        desk.retire(reader, surface.id)


def _show(desk: Desk, reader: Person, borger: Person, surface_id: int, since: datetime) -> None:
    """What somebody owes a borger, on one card; it is a look, noted once `since` it came."""
    found = [task for task in mine(desk, reader) if task.borger_id == borger.id][:MOST]
    lines, rows = _listed(desk, reader, borger, found)
    if any(task.session_id for task in found) and not sharing.has_looked(desk.tx, reader.id, borger.id, LOOKED, since):
        sharing.log_look(desk.tx, reader.id, borger.id, LOOKED, desk.now)
    desk.show(reader, Content("\n".join(lines), laid_out(rows)), surface_id)


def tapped(desk: Desk, person: Person, tap: Tap) -> bool:
    """A button of a task.

    Returns: False if it is not this person's to tap, or the task is not open any more.
    """
    task = tasks.task_by_id(desk.tx, tap.id)
    borger = borger_of(desk, task)
    if task and borger and tap.choice == "undo":
        return _undone(desk, person, borger, task)
    if task is None or borger is None or not theirs(desk, person, task):
        return False
    match tap.choice:
        case "done" if task.kind != "answer":
            return finished(desk, person, borger, task)
        case "take" if task.kind != "follow_up":
            return _taken(desk, person, borger, task)
        case "write":
            return sheets.write(desk, person, borger, task)
        case "answer" if task.kind == "answer":
            desk.runner.go(desk, reply_to(desk, task), Start(person, borger, target=str(task.id)))
            return True
    return False


def _is_with(desk: Desk, task: Task) -> bool:
    """Whether somebody has a task who is there and can be reached: of who is not, those who stand in, or the other
    contact persons, may end it."""
    taker = people.person_by_id(desk.tx, task.taken_by) if task.taken_by else None
    return taker is not None and taker.can_be_told and bool(there(desk, [taker]))


def theirs(desk: Desk, person: Person, task: Task) -> bool:
    """Whether somebody may do something about a task: their own follow-up; else what they may see."""
    if not task.is_open or task.owner != "staff":
        return False
    if task.kind == "follow_up" and _is_with(desk, task):
        return task.taken_by == person.id
    return task.taken_by == person.id or tasks.is_visible(desk.tx, person.id, task, desk.local.date())


def finished(desk: Desk, person: Person, borger: Person, task: Task) -> bool:
    """Staff have done what they owe; the borger is told.

    Returns: False if it was not open any more.
    """
    told = told_to_borger(desk, task)
    if not tasks.finish(desk.tx, task.id, person.id, desk.now, told=told and borger.reachable):
        return False
    if told:
        has_done = T("{name} has done it: »{note}«", name=person.name, note=task.what)
        if sent := SENT_AS.get(task.what):  # it was said by voice, or shown: there are no words to quote
            has_done = T("{name} has done what you got {what} about.", name=person.name, what=sent)
        heard.tell(desk, person, borger, has_done, "✅")
        if borger.can_be_told:
            surfaces.now_shows(desk.tx, surfaces.newest(desk.tx), HAS_DONE, task.id)
    changed(desk, borger, task)
    return True


def sheet_written(desk: Desk, done: Done) -> None:
    """What was owed as a sheet is done once the sheet is written."""
    for task in sheets.owed_as(desk, done):
        finished(desk, done.person, done.about, task)


def _undone(desk: Desk, person: Person, borger: Person, task: Task) -> bool:
    """It is not done after all: the borger is not told so any more, and whoever said it today owes it as before."""
    if task not in _done(desk, person, borger) or not tasks.reopen(desk.tx, task.id, person.id):
        return False
    for surface_id in surfaces.standing(desk.tx, borger.id, HAS_DONE, task.id):
        desk.retire(borger, surface_id)
    if task.due:
        will_be_reminded(desk, task.id, task.due)
    changed(desk, borger)
    return True


def _taken(desk: Desk, person: Person, borger: Person, task: Task) -> bool:
    if not tasks.take(desk.tx, task.id, person.id):
        return False
    if told_to_borger(desk, task):
        has_it = T("{name} will answer you: {what}") if task.kind == "answer" else T("{name} takes it on: {what}")
        words = Text(has_it.id, {"name": person.name, "what": task.what})
        heard.tell(desk, person, borger, words, "🤲")
    changed(desk, borger)
    return True


def changed(desk: Desk, borger: Person, ended: Task | None = None) -> None:
    """What shows a task says how it stands now; one that has ended reminds nobody any more."""
    if ended:
        schedules.clear_timers(desk.tx, task_id=ended.id)
    for shows in (SUMMARY_SHOWS, PAGE_SHOWS, TASKS, OWED):
        desk.runner.changed_only(desk, borger, shows)
