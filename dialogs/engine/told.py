"""What a question's card tells besides what it asks."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from dialogs.engine import path, subject
from dialogs.engine.path import Ask
from dialogs.engine.session import Item, Session
from dialogs.method.lists import NOTHING
from dialogs.method.model import made_task
from dialogs.method.steps import Choice, Several
from dialogs.text import T, Text, TextValue

NOTES = {
    "nudge": T("You may answer now, if you like."),
    "more": T("I have kept it. You may send more."),
    "unseen": T("I cannot see anything in that. Please write it with letters."),
    "taken": T("Somebody else here is called that. Please add another name, or a letter."),
    "shorter": T("That was too long. Please write less."),
    "enough": T("No more can be picked. Tap one to take it away."),
    "which_time": T("Please write a time, such as 9.30."),
    "which_date": T("Please write a day, such as 24.12."),
    "which_one": T("Which one do you mean?"),
    "far_off": T("That is a long way off. Is it this day?"),
    "this_day": T("Is it this day?"),
    "this_time": T("Is it this time?"),
    "not_today": T("That is today. Please write a later day, such as tomorrow."),
    "past": T("That day is past. Please write a later one."),
    "too_far": T("That is more than two years away. Please write an earlier day."),
    "only_time": T("I only need the time, such as 9.30."),
    "only_date": T("I only need the day, such as 24.12."),
}


def described(ask: Ask) -> tuple[Text, ...]:
    """What each option says of the thing that the question is about, beside its sign."""
    known = ask.item.values if isinstance(ask.item, Item) else {}
    options = ask.step.options if isinstance(ask.step, Choice | Several) else ()
    return tuple(
        T("{sign} {words}", sign=option.pictogram, words=known[option.says])
        for option in options
        if option.says and known.get(option.says, NOTHING) != NOTHING
    )


def notes(ask: Ask, session: Session, values: Mapping[str, TextValue]) -> tuple[Text, ...]:
    above = (replace(ask.step.above.plain(), values=values),) if ask.step.above and _fits(ask, session, values) else ()
    stands = tuple(T("»{words}«", words=line) for line in path.lines_before(ask, session))
    return above + subject.chosen_by(ask, session) + stands + ((NOTES[session.note],) if session.note else ())


def _fits(ask: Ask, session: Session, values: Mapping[str, TextValue]) -> bool:
    """Whether what stands over a question names nothing that is empty, as the methods of who uses none; and tells of no
    option that is not offered, as to have contact persons told of who has none."""
    above, task = ask.step.above.plain() if ask.step.above else T(""), made_task(ask.step)
    if task and task.told and set(task.any_of) & set(session.without):
        return False
    return bool(values.get("uses")) or "{uses}" not in "".join((above.id, *above.languages.values()))
