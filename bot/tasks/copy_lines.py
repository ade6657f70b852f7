"""What somebody owes somebody, in the borger's own copy."""

from __future__ import annotations

from bot.desk.copying import Copy
from dialogs.text import T, Text
from storage import followup, spoken, tasks
from storage.people import Person
from storage.tasks import Task


def tasks_in_copy(copy: Copy, borger: Person) -> list[list[str]]:
    """Who has read what the borger said and what they do about it, and all else that is owed, in order."""
    lines = [
        (at, copy.said(at, T("{name} has read your answer.", name=copy.name(staff_id))))
        for staff_id, at in followup.seen_of(copy.tx, borger.id)
    ]
    for task in tasks.tasks_of(copy.tx, borger.id):
        said = [copy.said(task.made_at, _made(copy, task)), *(copy.say(text) for text in _stands(copy, task))]
        lines += [(task.made_at, line) for line in said]
    return [[line for _, line in sorted(lines, key=lambda each: each[0])], _spoken(copy, borger)]


def _spoken(copy: Copy, borger: Person) -> list[str]:
    """What was said to the borger by voice, photo or video, with the files."""
    lines = []
    for media_id, by_id in spoken.said_to(copy.tx, borger.id):
        if file := copy.file(media_id):
            lines.append(copy.say(T("{name} has sent you this: {file}", name=copy.name(by_id), file=file)))
    return lines


def _made(copy: Copy, task: Task) -> Text:
    if task.kind == "follow_up":
        return T("{name} writes: »{note}«", name=copy.name(task.taken_by or 0), note=task.what)
    if task.kind == "answer":
        return T("You would like to talk about: {what}.", what=task.what)
    if task.owner == "borger":
        return T("You said that you would do this: {what}", what=task.what)
    return T("Staff have this to do: {what}", what=task.what)


def _stands(copy: Copy, task: Task) -> list[Text]:
    name = copy.name(task.taken_by or 0)
    if task.state == "withdrawn":
        return [T("It is not asked for any more.")]
    if task.answer:
        return [T("{name} answered: »{reason}«", name=name, reason=task.answer)]
    if task.done_at and task.owner == "staff":
        return [T("{name} has done it: »{note}«", name=name, note=task.what)]
    if task.done_at:
        return [T("You did it.")]
    return [T("{name} has taken it on", name=name)] if task.taken_by and task.kind != "follow_up" else []
