"""The texts and pictograms of a dialog, each with its place in the file and what is made of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal, TypeAlias

from dialogs.fields import Words
from dialogs.method.beside import Beside
from dialogs.method.checks import placed
from dialogs.method.lists import Listed
from dialogs.method.model import Dialog, made_reminder, made_task
from dialogs.method.problems import Place
from dialogs.method.sort import Look, Placing, Sort, Trying
from dialogs.method.steps import Blank, Choice, Each, Info, OneMore, PlainStep, Rating, ScaleLevel, Several, When
from dialogs.text import Text

Use: TypeAlias = Literal["question", "told", "ending", "read_back", "label", "name"]
"""What a text is for: a step's question, what is told by it or over it, the dialog's last words, how a time is read
back, a button, or what something is called."""


@dataclass(frozen=True)
class Part:
    """One text of a dialog. `facts` says whether it may name what the house knows; `names` are what else is filled in:
    a block's "item" and what is known of it, or the "when" that was chosen."""

    place: Place
    use: Use
    text: Text
    facts: bool = False
    names: tuple[str, ...] = ()


def texts(dialog: Dialog) -> Iterator[Part]:
    """All texts of a dialog, in the file's order."""
    yield Part(("title",), "name", dialog.title.plain())
    yield from _text(("called",), "name", dialog.called)
    yield from _text(("album",), "name", dialog.album)
    if dialog.ending:
        yield Part(("ending",), "ending", dialog.ending.plain(), facts=True)
    if dialog.shelf:
        yield from _text(("shelf", "name"), "name", dialog.shelf.name)
    for index, section in enumerate(dialog.sections):
        yield Part(("sections", index, "name"), "label", section.name.plain())
    for name, source in dialog.lists.items():
        for index, item in enumerate(source.items):
            yield Part(("lists", name, "items", index, "label"), "label", item.label.plain())
    for place, step, each in placed(dialog.steps):
        if not isinstance(step, Beside | Blank | Look | Trying):  # these have no texts of the file's own
            yield from _of_step(step, place, _of_item(dialog, each) if each else ())
    for place, card in (*_cards(dialog), *((("bring", n), thing) for n, thing in enumerate(dialog.bring))):
        yield Part((*place, "label"), "label", card.label.plain())
    for index, block in enumerate(dialog.steps):
        if isinstance(block, Each) and block.one_more:
            yield from _one_more(block.one_more, ("steps", index, "one_more"))
    if dialog.leads_to:
        yield Part(("leads_to", "task", "text"), "question", dialog.leads_to.task.text.plain(), facts=True)
    for index, score in enumerate(dialog.scores):
        yield Part(("scores", index, "name"), "name", score.name.plain())


def _text(place: Place, use: Use, words: Words | None) -> Iterator[Part]:
    if words:
        yield Part(place, use, words.plain())


def _one_more(one_more: OneMore, place: Place) -> Iterator[Part]:
    if one_more.text:
        yield Part((*place, "text"), "question", one_more.text.plain(), facts=True)
    yield from _text((*place, "name"), "name", one_more.name)


def _of_item(dialog: Dialog, each: Each) -> tuple[str, ...]:
    """What texts may name of the thing that a block is about."""
    source = dialog.lists.get(each.over or "")
    return ("item", *(f"item_{name}" for name in source.values)) if source else ("item",)


def _of_step(step: PlainStep, place: Place, names: tuple[str, ...]) -> Iterator[Part]:
    tells: Use = "told" if step.kind == "info" else "question"
    names = ("item",) if isinstance(step, Placing) else names
    yield Part((*place, "text"), tells, step.text.plain(), True, names)
    if step.to_staff:
        yield Part((*place, "to_staff"), tells, step.to_staff.plain(), True, names)
    if step.above:
        yield Part((*place, "above"), "told", step.above.plain(), True, names)
    yield from _text((*place, "name"), "name", step.name)
    if (task := made_task(step)) and task.called:
        yield Part((*place, "makes", "task", "called"), "name", task.called.plain(), True, (*names, "said"))
    if (rings := made_reminder(step)) and rings.called:
        yield Part((*place, "makes", "reminder", "called"), "name", rings.called.plain(), True, (*names, "said"))
    if isinstance(step, When) and step.read_back:
        yield Part((*place, "read_back"), "read_back", step.read_back.plain(), names=("when",))
    for index, option in enumerate(step.options if isinstance(step, Choice | Several) else ()):
        yield Part((*place, _options(step), index, "label"), "label", option.label.plain())
    for index, level in enumerate(_levels(step)):
        yield Part((*place, "scale", index, "label"), "label", level.label.plain())


def photos(dialog: Dialog) -> Iterator[tuple[Place, str]]:
    """The files of all photos of a dialog."""
    for name, source in dialog.lists.items():
        yield from (
            (("lists", name, "items", n, "photo"), item.photo) for n, item in enumerate(source.items) if item.photo
        )
    yield from ((("bring", n, "photo"), thing.photo) for n, thing in enumerate(dialog.bring) if thing.photo)
    for place, step, _ in placed(dialog.steps):
        if isinstance(step, Info) and step.photo:
            yield (*place, "photo"), step.photo
        options = step.options if isinstance(step, Choice | Several) else ()
        yield from (((*place, "options", n, "photo"), option.photo) for n, option in enumerate(options) if option.photo)
    yield from (((*place, "photo"), card.photo) for place, card in _cards(dialog) if card.photo)


def _options(step: PlainStep) -> str:
    """What the options of a step are called in the file."""
    return "heads" if isinstance(step, Placing) else "options"


def _cards(dialog: Dialog) -> Iterator[tuple[Place, Listed]]:
    """The cards that are written with a sort."""
    for index, step in enumerate(dialog.steps):
        if isinstance(step, Sort):
            yield from ((("steps", index, "cards", n), card) for n, card in enumerate(step.cards))
            if step.practice:
                yield ("steps", index, "practice"), step.practice


def _levels(step: PlainStep) -> tuple[ScaleLevel, ...]:
    """The levels of a rating's own scale."""
    return step.scale if isinstance(step, Rating) and not isinstance(step.scale, str) else ()


def signs(dialog: Dialog) -> Iterator[tuple[Place, str]]:
    """All pictograms of a dialog."""
    yield ("pictogram",), dialog.pictogram
    if dialog.shelf:
        yield ("shelf", "pictogram"), dialog.shelf.pictogram
    for index, section in enumerate(dialog.sections):
        yield ("sections", index, "pictogram"), section.pictogram
    for name, source in dialog.lists.items():
        for index, item in enumerate(source.items):
            yield ("lists", name, "items", index, "pictogram"), item.pictogram
    for index, thing in enumerate(dialog.bring):
        yield ("bring", index, "pictogram"), thing.pictogram
    for index, block in enumerate(dialog.steps):
        if isinstance(block, Each) and block.one_more:
            yield ("steps", index, "one_more", "pictogram"), block.one_more.pictogram
    for place, step, _ in placed(dialog.steps):
        yield (*place, "pictogram"), "" if isinstance(step, Beside | Blank) else step.pictogram
        for index, option in enumerate(step.options if isinstance(step, Choice | Several) else ()):
            yield (*place, _options(step), index, "pictogram"), option.pictogram
        for index, level in enumerate(_levels(step)):
            yield (*place, "scale", index, "pictogram"), level.pictogram
    for place, card in _cards(dialog):
        yield (*place, "pictogram"), card.pictogram
