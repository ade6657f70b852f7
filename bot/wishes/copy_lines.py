"""What staff answered to a borger's wishes, in the borger's own copy."""

from __future__ import annotations

from bot.desk.copying import Copy
from dialogs.text import T
from storage import entries, tasks, today, wishes
from storage.people import Person


def today_in_copy(copy: Copy, borger: Person) -> list[list[str]]:
    """What they have felt like, and what was answered."""
    lines: list[str] = []
    for wish in today.of_borger(copy.tx, borger.id):
        lines.append(copy.said(wish.at, T("You felt like this: {what}", what=wish.what)))
        if wish.answered_by or wish.said:
            reply = wish.said or copy.say(T("Yes, now"))
            lines.append(
                copy.say(T("{name} answered: »{reason}«", name=copy.name(wish.answered_by or 0), reason=reply))
            )
    return [lines]


def answers_in_copy(copy: Copy, borger: Person) -> list[list[str]]:
    """Each answer with the wish it is to, and what it led to."""
    lines: list[str] = []
    for entry in entries.entries_of(copy.tx, borger.id, "wish"):
        for answer in wishes.answers_to(copy.tx, entry.id):
            task = tasks.task_by_id(copy.tx, answer.task_id)
            if task and task.done_at:
                said = T("{name} answers your wish, {title}: »{reason}«", name=copy.name(task.taken_by or 0),
                         title=entry.title, reason=answer.said)  # fmt: skip
                lines.append(copy.said(task.done_at, said))
    return [lines]
