"""Answers that staff owe a borger, in the form that the method names: told to the borger by name, part by part."""

from __future__ import annotations

from bot.desk import heard
from bot.desk.desk import Desk
from bot.desk.flow import Done, Known, Start
from bot.desk.speaking_to import send_on, told
from bot.tasks.staff_side import changed, theirs
from dialogs.engine import path
from dialogs.engine.receipt import answer_in_words
from dialogs.engine.session import End, Outcome
from dialogs.method.steps import Say
from dialogs.text import T, Text
from storage import tasks
from storage.people import Person
from storage.sessions import StoredSession
from storage.tasks import Task


def known(desk: Desk, start: Start) -> Known:
    """What the borger has asked about."""
    task = target_of(desk, start.target)
    return Known({"what": task.what if task else ""})


def stands(desk: Desk, stored: StoredSession, person: Person, _borger: Person) -> bool:
    """Whether who is about to answer may still see what it is about."""
    task = target_of(desk, stored.target)
    return task is not None and tasks.is_visible(desk.tx, person.id, task, desk.local.date())


def done(desk: Desk, done: Done) -> None:
    """The answer goes to the borger as it was written or spoken, with the name of who gives it."""
    task = target_of(desk, done.stored.target)
    if done.finish.end is not End.DONE or task is None:
        return
    if task.borger_id != done.about.id or not theirs(desk, done.person, task):
        desk.tell(done.person, T("This does not wait for an answer any more."))
        return
    name, spoken = done.person.name, [told(given) for given in done.finish.results if given.media]
    parts = _parts(desk, done)
    tasks.finish(desk.tx, task.id, done.person.id, desk.now, answer="\n".join(parts), told=done.about.reachable)
    if len(parts) > 1:
        answers = T("{name} answers you, {what}:\n{parts}", name=name, what=task.what, parts="\n".join(parts))
    elif spoken:
        answers = T("{name} answers you, {what}:", name=name, what=task.what)
    else:
        answers = T("{name} answers you, {what}: »{answer}«", name=name, what=task.what, answer="".join(parts))
    heard.tell(desk, done.person, done.about, answers, task.pictogram or "✍️")
    for said in spoken:
        send_on(desk, done.person, done.about, said, task_id=task.id)
    changed(desk, done.about, task)


def _parts(desk: Desk, done: Done) -> list[str]:
    """What was said, part by part; of several, each after what it is called."""
    say, found = desk.texts(done.about).say, list[tuple[Text | None, str]]()
    for ask, given in path.answered(done.dialog, done.session).values():
        if given.outcome is Outcome.ANSWERED:
            said = told(given).words if isinstance(ask.step, Say) else say(answer_in_words(ask, given, done.session))
            found.append((ask.name, said))
    if len(found) == 1:
        return [found[0][1]]
    return [say(T("{question}: {answer}", question=name, answer=said)) if name else said for name, said in found]


def target_of(desk: Desk, target: str) -> Task | None:
    """The task that a reply answers, by the form's target."""
    return tasks.task_by_id(desk.tx, int(target)) if target.isdecimal() else None
