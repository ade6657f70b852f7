"""A borger's shared answers as a table that reads by itself, and the meaning of its columns as another."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, time
from typing import TypeAlias

from bot.flows.house import Desk
from dialogs.model import Choice, Dialog, PlainStep, Rating, Say, Several
from dialogs.receipt import in_words
from dialogs.scales import SCALES
from dialogs.session import Outcome
from dialogs.summary import WHOSE
from dialogs.text import T, Text
from locales.texts import Texts
from storage import media
from storage.answers import StoredAnswer
from storage.people import Person

Cell: TypeAlias = str | int | float | date | time | None
NEVER = T("never")
MEANING: Mapping[str, Text] = {
    "self": T("The person answered alone."),
    "helped": T("The person answered with staff beside them."),
    "observed": T("Staff noticed it. It is not the person's own answer."),
}
MEDIA: Mapping[str, Text] = {"voice": T("voice message"), "photo": T("photo")}


@dataclass(frozen=True)
class Table:
    """Rows under their columns. `decimal` is the language's sign for CSV; `asked` are the questions the rows hold, with
    the dialog they were asked by."""

    name: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    decimal: str = "."
    asked: Mapping[tuple[str, str], Dialog] = field(default_factory=dict)


COLUMNS: tuple[tuple[Text, Text, Text, Text], ...] = (
    (T("Date"), T("The local day the answer was given."), T("year-month-day"), NEVER),
    (T("Time"), T("The local time the answer was given."), T("hours:minutes"), NEVER),
    (T("Sitting"), T("Answers given in one go have the same number."), T("1 is the first"), NEVER),
    (T("Topic"), T("What was asked about."), T("words"), NEVER),
    (T("About"), T("What the question is about, such as an activity."), T("words"), T("it is about the person")),
    (T("Question"), T("The question, or its short name."), T("words"), NEVER),
    (T("Answer"), T("What was chosen, or that it was not answered and why."), T("words"), NEVER),
    (T("Number"), T("The answer as a number, higher is more or better."), T("0 to 10"), T("it has no number")),
    (T("Total"), T("The total of several numbers."), T("see the question"), T("the row is no total")),
    (T("Own words"), T("What was said, as it was said."), T("words"), T("nothing was said")),
    (T("Attached"), T("A voice message or photo. It stays in the bot."), T("words"), T("nothing was sent")),
    (T("Kind"), T("Whose answer it is."), T("one of three"), NEVER),
    (T("Staff"), T("Who helped, or who noticed it."), T("a name"), T("the answer is the person's alone")),
)
"""Heading, meaning, unit, and what it means that a cell is empty."""


async def answers_table(desk: Desk, reader: Person, found: Sequence[StoredAnswer]) -> Table:
    """A row for each answer, oldest first."""
    texts = desk.texts(reader)
    sittings = {session_id: number for number, session_id in enumerate(dict.fromkeys(a.session_id for a in found), 1)}
    asked: dict[tuple[str, str], Dialog] = {}
    rows: list[tuple[Cell, ...]] = []
    for answer in found:
        dialog = await desk.dialog(answer.version)
        step = dialog.step(answer.step)
        if isinstance(step, Say) and answer.outcome is Outcome.SKIPPED:
            continue  # own words that were taken back
        asked[answer.dialog_id, answer.step] = dialog
        stored = await media.media_by_id(desk.tx, answer.media_id) if answer.media_id else None
        local = answer.said_at.astimezone(desk.house.zone)
        said = answer.words or stored
        rows.append(
            (
                local.date(), local.time().replace(second=0, microsecond=0, tzinfo=None), sittings[answer.session_id],
                texts.say(dialog.title.plain()), answer.item or None, texts.say((step.name or step.text).plain()),
                texts.say(T("Own words") if said else in_words(step, answer.outcome, answer.choices)), answer.score,
                None, answer.words or None, texts.say(MEDIA[stored.kind]) if stored else None,
                texts.say(WHOSE[answer.provenance]), answer.by or None,
            )
        )  # fmt: skip
    columns = tuple(texts.say(heading) for heading, *_ in COLUMNS)
    return Table(texts.say(T("Answers")), columns, tuple(rows), _decimal(texts), asked)


def dictionary_table(desk: Desk, reader: Person, table: Table) -> Table:
    """What each column means, and each question with its levels."""
    texts = desk.texts(reader)
    columns = (T("Column or question"), T("What it is"), T("Unit or levels"), T("Empty when"))
    rows: list[tuple[Cell, ...]] = [tuple(texts.say(part) for part in column) for column in COLUMNS]
    rows += [
        tuple(texts.say(part) for part in (T("Kind: {kind}", kind=words), MEANING[whose], T("words"), NEVER))
        for whose, words in WHOSE.items()
    ]
    aside = T("Don't know, won't say and skipped are answers without a number. They never count in a mean or a total.")
    rows.append(tuple(texts.say(part) for part in (T("Not answered"), aside, T("words"), NEVER)))
    rows += [
        (texts.say(T("Question: {question}", question=(step.name or step.text).plain())),
         texts.say(step.text.plain()), "; ".join(_levels(step, texts)), None)
        for step in (dialog.step(step_id) for (_, step_id), dialog in table.asked.items())
    ]  # fmt: skip
    note = T("In CSV, words that begin with =, +, - or @ have an apostrophe in front, so that they are not run.")
    rows.append((texts.say(T("File")), texts.say(note), None, None))
    return Table(texts.say(T("Columns")), tuple(texts.say(c) for c in columns), tuple(rows), table.decimal)


def _levels(step: PlainStep, texts: Texts) -> Iterator[str]:
    """The levels of a scale with their numbers, or what there was to choose from."""
    if isinstance(step, Rating):
        for place, level in enumerate(SCALES[step.scale].levels):
            yield texts.say(T("{score} = {word}", score=place * 2.5, word=level.word))
    elif isinstance(step, Choice | Several):
        yield from (texts.say(option.label.plain()) for option in step.options)
    else:
        yield texts.say(T("words"))


def _decimal(texts: Texts) -> str:
    return texts.say(T("{score}", score=0.5))[1]
