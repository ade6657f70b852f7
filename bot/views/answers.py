"""One answer as it stands in a view: as a tile, and as a line of words."""

from __future__ import annotations

from collections.abc import Sequence

from bot.pictures.spec import Tile
from bot.views.view import Sitting, Told, Viewer
from dialogs.engine.receipt import answer_of
from dialogs.engine.session import Outcome
from dialogs.engine.to_share import HELD
from dialogs.engine.waiting import waits
from dialogs.text import T, Text


def named(told: Told) -> Text:
    """What was asked about, for short."""
    return told.ask.name or told.ask.step.text.plain()


def in_a_line(sitting: Sitting, told: Told, *, short: bool = False) -> Text:
    """The question and its answer in words, own words as they were said; `short` has the name of the question alone,
    of a thing of a list without the thing."""
    name, question = named(told), told.ask.step.name
    if question and told.ask.item:
        name = question.plain() if short else T("{item} · {question}", item=name, question=question.plain())
    _, words, number = answer_of(told.ask, told.given, sitting.session)
    said = T("»{words}«", words=told.given.words) if told.given.words else _with_number(words, number)
    return T("{question}: {answer}", question=name, answer=said)


def _with_number(words: Text | None, number: str) -> Text:
    if words and number:
        return T("{answer} ({number})", answer=words, number=number)
    return words or T("{number}", number=number)


def in_a_tile(viewer: Viewer, sitting: Sitting, told: Told) -> Tile:
    """The question's sign with the answer's, or the photo that was sent."""
    sign, _, number = answer_of(told.ask, told.given, sitting.session)
    words = viewer.word(in_a_line(sitting, told), essential=told.essential)
    held = HELD if told.held else ""
    return Tile(told.ask.pictogram + ("" if number else sign) + held, words, number, photo=told.photo)


def drawn(rest: Sequence[Told]) -> list[Told]:
    """Of all that stands beside the view itself, what is drawn: what was skipped is told in words alone."""
    return [told for told in rest if told.given.outcome is not Outcome.SKIPPED or waits(told.given)]
