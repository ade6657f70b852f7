"""Tasks that sittings make: brought in line with what was said, however it is corrected."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta

from bot.desk.desk import Desk
from bot.desk.owed import due_day, will_be_reminded
from bot.desk.partners import partner_of
from bot.tasks import sheets
from dialogs.engine import leads, path
from dialogs.engine.receipt import answer_in_words, in_words
from dialogs.engine.session import Outcome
from dialogs.method.checks import REPLY
from dialogs.method.model import Dialog, made_task
from dialogs.method.steps import Choice, Several, When
from dialogs.method.tasks import ANSWER_TASK
from dialogs.text import T, TextValue
from dialogs.words.visible import cut, one_line
from storage import answers, entries, people, schedules, sessions, tasks
from storage.answers import CORRECTED_WITHIN, StoredAnswer
from storage.entries import OVER
from storage.people import Person
from storage.sessions import StoredSession
from storage.tasks import Place, TaskKind, TaskOwner

LONGEST = 60


@dataclass(frozen=True)
class Wanted:
    """A task as a sitting's answers ask for it."""

    kind: TaskKind
    owner: TaskOwner
    what: str
    pictogram: str
    due: timedelta


def bring_in_line(desk: Desk, borger: Person) -> None:
    """Makes the tasks of the borger's sittings what was said in them lately. What somebody has taken on and may not see
    any more is owed again by all who may."""
    since = desk.now - CORRECTED_WITHIN
    for session_id, version in tasks.sittings_since(desk.tx, borger.id, since):
        dialog = desk.dialog(version)
        stored = sessions.session_by_id(desk.tx, session_id) if dialog.makes_tasks else None
        if stored:
            _align(desk, borger, stored, dialog)
    for task in tasks.tasks_of(desk.tx, borger.id):
        if task.is_open and (
            entries.is_over(desk.tx, task.session_id, task.step, task.item) or sheets.is_for_nothing(desk, task)
        ):
            tasks.withdraw(desk.tx, task.id, desk.now)
            schedules.clear_timers(desk.tx, task_id=task.id)
            continue
        _with_the_partner(desk, borger, task)
        taken = task.is_open and task.kind != "follow_up" and task.owner == "staff"
        if taken and task.taken_by and not tasks.is_visible(desk.tx, task.taken_by, task, desk.local.date()):
            tasks.let_go(desk.tx, task.id)


def _align(desk: Desk, borger: Person, stored: StoredSession, dialog: Dialog) -> None:
    """What has been done stays as it is; what is still owed is called as the answer is now, or taken back with it."""
    wanted = {(want.kind, place): want for place, want in _wanted(desk, borger, stored, dialog)}
    made = {(each.kind, each.place): each for each in tasks.made_in(desk.tx, stored.id) if each.state != "withdrawn"}
    for key, want in wanted.items():
        old = made.get(key)
        if old is None:
            _add(desk, borger, stored, key[1], want)
        elif (old.what, old.pictogram) != (want.what, want.pictogram):
            tasks.reword(desk.tx, old.id, want.what, want.pictogram)
    for key, old in made.items():
        came_of_one = old.after_id is not None and ("answer", old.place) in wanted
        if old.is_open and key not in wanted and not came_of_one:
            tasks.withdraw(desk.tx, old.id, desk.now)
            schedules.clear_timers(desk.tx, task_id=old.id)


def _add(desk: Desk, borger: Person, stored: StoredSession, place: Place, want: Wanted) -> None:
    due = due_day(desk, want.due)
    partner = partner_of(desk, borger, desk.dialog(stored.session.version)) if want.kind == "told" else None
    task_id = tasks.add_task(
        desk.tx, borger.id, want.kind, want.what, desk.now, owner=want.owner, pictogram=want.pictogram, due=due,
        session_id=stored.id, place=place, taken_by=partner.id if partner else None,
    )  # fmt: skip
    if partner:
        tell_partner(desk, borger, partner, want.what)
    if want.owner == "staff":
        will_be_reminded(desk, task_id, due)


def tell_partner(desk: Desk, borger: Person, partner: Person, what: str) -> None:
    """Who talks with a borger about a method hears that the borger has asked for that."""
    asked = T("{name} asks for you. See »Follow-up«: {what}", name=borger.name, what=what)
    desk.tell(partner, asked, wait_for_day=True, about=borger)


def _with_the_partner(desk: Desk, borger: Person, task: tasks.Task) -> None:
    """What a borger has asked to have told goes on to whoever talks with them about it now, or where nobody does to the
    contact persons; who has taken it on as one of these keeps it."""
    stored = sessions.session_by_id(desk.tx, task.session_id) if task.session_id else None
    if stored is None or task.kind != "told" or not task.is_open or not task.taken_by:
        return
    partner = partner_of(desk, borger, desk.dialog(stored.session.version))
    if task.taken_by == (partner.id if partner else None) or people.is_contact(desk.tx, task.taken_by, borger.id):
        return
    tasks.let_go(desk.tx, task.id)
    if partner and tasks.take(desk.tx, task.id, partner.id):
        tell_partner(desk, borger, partner, task.what)


def _wanted(desk: Desk, borger: Person, stored: StoredSession, dialog: Dialog) -> Iterator[tuple[Place, Wanted]]:
    """What the standing answers ask for. What the borger holds back asks nobody for anything."""
    texts, rows = desk.texts(borger), path.laid_out(dialog, stored.session)
    if dialog.leads_to and (picked := leads.standing(dialog, stored.session)):
        ask, given = picked
        (name,) = path.names((ask,))
        said = texts.say(T("{question}: {answer}", question=name, answer=answer_in_words(ask, given, stored.session)))
        due = dialog.leads_to.task.due
        yield (given.step, given.item, ""), Wanted("answer", "staff", cut(one_line(said), LONGEST), leads.SIGN, due)
    observed = stored.session.provenance == "observed"
    held = answers.held_in(desk.tx, stored.id)
    over = {(each.step, each.item) for each in entries.made_in(desk.tx, stored.id) if each.state in OVER}
    held |= over  # what the borger has put away asks for nothing more
    own = answers.own_answers(desk.tx, borger.id, stored.id)
    shown = [a for a in own if (a.step, a.item) not in held or _is_told(dialog, a.step)]
    for place, own_sign, words in _said(desk, borger, dialog, stored, rows, shown):
        step = dialog.step(place[0])
        task, ask = made_task(step), rows.get(place[:2], (0, path.Ask(step)))[1]
        if task is None or (task.opens and sheets.is_over(desk, stored)):
            continue
        known = path.item_values(ask)
        if task.owner == "staff":  # what was said elsewhere of the thing may be kept from them
            known = {name: value if name == "item" else "–" for name, value in known.items()}
        values: dict[str, TextValue] = {**stored.session.facts, **known, "said": words}
        what = texts.say(replace(task.called.plain(), values=values)) if task.called else words
        sign = own_sign or ask.pictogram or dialog.pictogram
        kind: TaskKind = "told" if task.told else "answer" if task.answer and not observed else "to_do"
        due = date.fromisoformat(place[2]) - desk.local.date() if isinstance(step, When) else task.due
        yield place, Wanted(kind, task.owner, cut(one_line(what).rstrip("."), LONGEST), sign, due)


def _is_told(dialog: Dialog, step: str) -> bool:
    task = made_task(dialog.step(step))
    return task is not None and task.told


def _said(
    desk: Desk, borger: Person, dialog: Dialog, stored: StoredSession,
    rows: Mapping[tuple[str, str], tuple[int, path.Ask]], found: list[StoredAnswer],
) -> Iterator[tuple[Place, str, str]]:  # fmt: skip
    """Each thing that was said or chosen, with where and its sign."""
    texts, words = desk.texts(borger), dict[tuple[str, str], list[str]]()
    for answer in found:
        step = dialog.step(answer.step)
        task = made_task(step) if answer.outcome is Outcome.ANSWERED else None
        if task is None:
            continue
        if isinstance(step, When):
            yield (
                (answer.step, answer.item, answer.choices[0]),
                "",
                texts.say(in_words(step, answer.outcome, answer.choices)),
            )
            continue
        if not isinstance(step, Choice | Several):
            name = (step.name or step.text).plain()
            words.setdefault((answer.step, answer.item), []).append(answer.words or texts.say(name))
            continue
        ask = rows.get((answer.step, answer.item), (0, path.Ask(step)))[1]
        for option in path.options(ask, stored.session):
            if option.id in answer.choices and option.id in (task.any_of or answer.choices):
                label = texts.say(path.label(option))
                yield (answer.step, answer.item, option.id), option.pictogram, label
    for (step_id, item), said in words.items():
        yield (step_id, item, ""), "", " ".join(said)


def owed_again(desk: Desk, task: tasks.Task, due: date) -> None:
    """What was answered is to be answered anew by a day, by all who may see it."""
    made = tasks.add_task(
        desk.tx, task.borger_id, task.kind, task.what, desk.now, pictogram=task.pictogram, due=due,
        session_id=task.session_id, place=task.place, after_id=task.id,
    )  # fmt: skip
    will_be_reminded(desk, made, due)


def reply_to(desk: Desk, task: tasks.Task) -> str:
    """The form in which staff answer a task: the one that the file named, if there still is such a one."""
    stored = sessions.session_by_id(desk.tx, task.session_id) if task.session_id else None
    if stored is None:
        return ANSWER_TASK
    dialog = desk.dialog(stored.session.version)
    made = made_task(dialog.step(task.step))
    picked = dialog.leads_to.task.answer if dialog.leads_to else None
    name = (made.answer if made else None) or picked or ANSWER_TASK
    reply = desk.house.dialogs.get(name)
    return name if reply and reply.purpose == REPLY else ANSWER_TASK


def told_to_borger(desk: Desk, task: tasks.Task) -> bool:
    """Whether the borger hears of what becomes of a task: not of what staff have asked of themselves."""
    stored = sessions.session_by_id(desk.tx, task.session_id) if task.session_id else None
    return stored is None or stored.session.provenance != "observed"


def borger_of(desk: Desk, task: tasks.Task | None) -> Person | None:
    """Whom a task is about."""
    return people.person_by_id(desk.tx, task.borger_id) if task else None
