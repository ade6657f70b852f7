"""A borger's shared answers as a table that reads by itself, and the meaning of its columns as another."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time
from typing import TypeAlias

from bot.desk import occasions
from bot.desk.desk import Desk
from bot.reviewing.answer_facts import given_in, laid_out, of_a_list
from bot.reviewing.series import Total, totals_of
from dialogs.engine import path
from dialogs.engine.path import Ask
from dialogs.engine.receipt import in_words
from dialogs.engine.session import Outcome
from dialogs.engine.waiting import waits
from dialogs.method.model import Dialog
from dialogs.method.steps import Choice, PlainStep, Rating, Say, Several
from dialogs.profile import STEP_COUNTS
from dialogs.scoring import Score
from dialogs.summary import WHOSE
from dialogs.text import T, Text, named
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
MEDIA: Mapping[str, Text] = {
    "voice": T("voice message"),
    "photo": T("photo"),
    "video": T("video"),
    "video_note": T("video"),
}


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
    (
        T("Exact time"),
        T("The local time with its distance from UTC: in October an hour comes twice."),
        T("date time distance"),
        NEVER,
    ),
    (T("Sitting"), T("Answers given in one go have the same number."), T("1 is the first"), NEVER),
    (T("Topic"), T("What was asked about."), T("words"), NEVER),
    (T("Regarding"), T("What the question is about, such as an activity."), T("words"), T("it is about the person")),
    (T("Question"), T("The question, or its short name."), T("words"), NEVER),
    (T("Answer"), T("What was chosen, or that it was not answered and why."), T("words"), NEVER),
    (T("Number"), T("The answer as a number, higher is more or better."), T("0 to 10"), T("it has no number")),
    (T("Total"), T("The total of several numbers."), T("see the question"), T("the row is no total")),
    (
        T("Steps"),
        T("How many steps there were to choose from. Only compare what was given in as many."),
        T("2, 3, 5 or 11"),
        T("it was not rated, or in steps of several kinds"),
    ),
    (T("Own words"), T("What was said, as it was said."), T("words"), T("nothing was said")),
    (T("Attached"), T("A voice message, photo or video. It stays in the app."), T("words"), T("nothing was sent")),
    (T("Kind"), T("Whose answer it is."), T("one of three"), NEVER),
    (T("Staff"), T("Who helped, or who noticed it."), T("a name"), T("the answer is the person's alone")),
)
"""Heading, meaning, unit, and what it means that a cell is empty."""


def answers_table(desk: Desk, reader: Person, found: Sequence[StoredAnswer]) -> Table:
    """A row for each answer, the oldest instant first, and after each sitting a row for each of its totals."""
    texts = desk.texts(reader)
    sittings: dict[int, list[StoredAnswer]] = defaultdict(list)
    for answer in found:
        sittings[answer.session_id].append(answer)
    asked: dict[tuple[str, str], Dialog] = {}
    rows: list[tuple[datetime, tuple[Cell, ...]]] = []
    for number, said in enumerate(sittings.values(), 1):
        dialog = desk.dialog(said[0].version)
        asks = laid_out(desk, said[0].session_id) if any(of_a_list(desk, each) for each in said) else {}
        for answer in said:
            step = dialog.step(answer.step)
            if isinstance(step, Say) and answer.outcome is Outcome.SKIPPED and not waits(answer):
                continue  # own words that were taken back
            asked[answer.dialog_id, answer.step] = dialog
            _, ask = asks.get((answer.step, answer.item), (0, None))
            stored = media.media_by_id(desk.tx, answer.media_id) if answer.media_id else None
            row = _row(desk, texts, dialog, answer, number, ask=ask, attached=stored)
            rows.append((answer.said_at, row))
        last = max(said, key=lambda answer: answer.said_at)
        rows += [
            (last.said_at, (*_begin(desk, texts, dialog, last, number), _thing(texts, last),
                            texts.say(each.score.name.plain()), texts.say(T("Total")), None, each.value, each.one_kind,
                            None, None, *_whose(texts, each)))
            for each in totals_of(desk, dialog, said)
            if each.value is not None
        ]  # fmt: skip
    columns = tuple(texts.say(heading) for heading, *_ in COLUMNS)
    in_order = tuple(row for _, row in sorted(rows, key=lambda each: each[0]))
    return Table(texts.say(T("Answers")), columns, in_order, _decimal(texts), asked)


def _row(
    desk: Desk, texts: Texts, dialog: Dialog, answer: StoredAnswer, sitting: int, *, ask: Ask | None,
    attached: media.StoredMedia | None,
) -> tuple[Cell, ...]:  # fmt: skip
    step = dialog.step(answer.step)
    own = T("Own words") if answer.words or attached else None
    about = texts.say(path.label(ask.item)) if ask and ask.item else _thing(texts, answer)
    return (
        *_begin(desk, texts, dialog, answer, sitting),
        about,
        texts.say((step.name or step.text).plain()),
        texts.say(own or in_words(step, answer.outcome, answer.choices, ask)),
        answer.score,
        None,
        given_in(answer) or None,
        answer.words or None,
        texts.say(MEDIA[attached.kind]) if attached else None,
        *_whose(texts, answer),
    )


def _thing(texts: Texts, answer: StoredAnswer) -> str | None:
    """The goal, activity or the like that a sitting is about."""
    thing = occasions.thing(answer)
    return texts.say(thing) if thing else None


def _begin(desk: Desk, texts: Texts, dialog: Dialog, answer: StoredAnswer, sitting: int) -> tuple[Cell, ...]:
    local = answer.said_at.astimezone(desk.house.zone)
    minute = local.time().replace(second=0, microsecond=0, tzinfo=None)
    instant = local.isoformat(" ", "minutes")
    return local.date(), minute, f"{instant[:16]} {instant[16:]}", sitting, texts.say(dialog.title.plain())


def _whose(texts: Texts, said: StoredAnswer | Total) -> tuple[Cell, Cell]:
    """Whose it is, and who helped or noticed it. A total is the person's alone only if all of it is."""
    names = said.by if isinstance(said, Total) else (said.by,) if said.by else ()
    return texts.say(WHOSE[said.provenance]), texts.say(T("{names}", names=names)) if names else None


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
        (texts.say(T("Question: {question}", question=_whole((step.name or step.text).plain()))),
         texts.say(_whole(step.text.plain())),
         "; ".join(_levels(step, texts)), None)
        for step in (dialog.step(step_id) for (_, step_id), dialog in table.asked.items())
    ]  # fmt: skip
    rows += [
        (texts.say(T("Total: {score}", score=score.name.plain())), *(texts.say(part) for part in _made(dialog, score)))
        for dialog in {dialog.id: dialog for dialog in table.asked.values()}.values()
        for score in dialog.scores
    ]
    note = T("In CSV, words that begin with =, +, - or @ have an apostrophe in front, so that they are not run.")
    rows.append((texts.say(T("File")), texts.say(note), None, None))
    return Table(texts.say(T("Columns")), tuple(texts.say(c) for c in columns), tuple(rows), table.decimal)


def _whole(text: Text) -> Text:
    """A text that can be read without what it is about."""
    return replace(text, values=dict.fromkeys(named(text), "…"))


def _made(dialog: Dialog, score: Score) -> tuple[Text, Text, Text]:
    """How a total is made, from what to what it can be, and when there is none."""
    parts = tuple((step.name or step.text).plain() for step in map(dialog.step, score.of))
    how = T("The mean of {parts}.", parts=parts) if score.kind == "mean" else T("Added up: {parts}.", parts=parts)
    if score.kind not in ("mean", "sum"):
        how = T("Worked out from {parts}.", parts=parts)
    bottom, top = dialog.span(score)
    between = T("{bottom} to {top}", bottom=bottom, top=top)
    if score.cutoff is not None:
        between = T("{bottom} to {top}, line {line}, a change of {least} counts",
                    bottom=bottom, top=top, line=score.cutoff, least=score.reliable_change or 0.0)  # fmt: skip
    elif score.talk_below is not None:
        between = T("{bottom} to {top}, line {line}", bottom=bottom, top=top, line=score.talk_below)
    if score.line is not None and (counts := _held_in(dialog, score, score.line)) is not None:
        between = T("{between}; the line counts for what is given in {steps} steps", between=between, steps=counts)
    return how, between, T("a part has no number; then there is no row")


def _held_in(dialog: Dialog, score: Score, line: float) -> tuple[str, ...] | None:
    """In which numbers of steps a total is held against the line; None where no part is rated in steps."""
    rated = [isinstance(dialog.step(part), Rating) for part in score.of]
    if not any(rated):
        return None
    return tuple(
        str(n) for n in STEP_COUNTS if dialog.range_in(score, [n if each else 0 for each in rated]).crosses(line)
    )


def _levels(step: PlainStep, texts: Texts) -> Iterator[str]:
    """The levels of a scale with their numbers, or what there was to choose from."""
    if isinstance(step, Rating):
        for place, level in enumerate(step.on.levels):
            yield texts.say(T("{score} = {word}", score=place * 2.5, word=level.word))
    elif isinstance(step, Choice | Several):
        yield from (texts.say(option.label.plain()) for option in step.options)
    else:
        yield texts.say(T("words"))


def _decimal(texts: Texts) -> str:
    return texts.say(T("{score}", score=0.5))[1]
