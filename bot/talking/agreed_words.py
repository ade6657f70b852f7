"""An agreement in words, as the borger and those it names read it."""

from __future__ import annotations

from bot.desk import gone_methods
from bot.desk.desk import Desk
from bot.talking.hearers import still_hear
from dialogs.method.library import Library
from dialogs.method.model import Dialog
from dialogs.method.scales import mark_of, steps_of
from dialogs.method.steps import Choice, PlainStep, Rating
from dialogs.text import T, Text
from storage import people
from storage.agreements import Agreement, Answers
from storage.people import Person
from storage.tx import Tx


def question(dialog: Dialog, step_id: str) -> Text:
    """What a question is called for short; the method, if it has no such question any more."""
    step = _step(dialog, step_id)
    return (step.name or step.text).plain() if step else dialog.title.plain()


def asked_about(tx: Tx, library: Library, answers: Answers) -> Text:
    """What the question of an agreement is called, also where its method is gone."""
    dialog = gone_methods.known(tx, library, answers.dialog_id)
    return question(dialog, answers.step) if dialog else gone_methods.GONE


def _step(dialog: Dialog, step_id: str) -> PlainStep | None:
    try:
        return dialog.step(step_id)
    except KeyError:
        return None


def answer_in_words(dialog: Dialog, answers: Answers) -> Text:
    """The answers an agreement is about."""
    step = _step(dialog, answers.step)
    if isinstance(step, Rating) and steps_of(answers.choice):
        return or_beyond(mark_of(step.on, answers.choice).word, answers)
    options = step.options if isinstance(step, Choice) else ()
    return next((one.label.plain() for one in options if one.id == answers.choice), T("{title}", title=answers.choice))


def or_beyond(word: Text, answers: Answers) -> Text:
    """A step of a scale with those beyond it, if there are any."""
    place, _, steps = answers.choice.partition("/")
    if answers.at_most is not None and place != "0":
        return T("{answer} or lower", answer=word)
    if answers.at_least is not None and int(place) < int(steps) - 1:
        return T("{answer} or higher", answer=word)
    return word


def in_words(desk: Desk, agreement: Agreement, reader: Person) -> tuple[Text, ...]:
    """An agreement, read back to the borger, or to somebody of the staff; of a question that is
    no more, just that."""
    dialog = desk.house.dialogs.get(agreement.answers.dialog_id)
    borger = people.person_by_id(desk.tx, agreement.borger_id)
    if borger is None:
        return ()
    if dialog is None or _step(dialog, agreement.answers.step) is None:
        return (T("The question of this agreement is asked no more."),)
    in_a_row = T("{answer}, {count} days in a row", answer=answer_in_words(dialog, agreement.answers),
                 count=agreement.days)  # fmt: skip
    answer = in_a_row if agreement.days > 1 else answer_in_words(dialog, agreement.answers)
    to = question(dialog, agreement.answers.step)
    begins = T("When {name} answers »{answer}« to »{question}«:", name=borger.name, answer=answer, question=to)
    if reader.id == borger.id:
        begins = T("When you answer »{answer}« to »{question}«:", answer=answer, question=to)
    names = tuple(one.name for one in still_hear(desk, agreement))
    return (
        begins,
        T("Then {names} may be told at once.", names=names),
        *([T("I tell one at a time, in this order.")] if len(names) > 1 else []),
        T("That is when {name} is at work.", name=names[0]) if len(names) == 1 else T("That is when they are at work."),
        T("Nobody else is told."),
    )
