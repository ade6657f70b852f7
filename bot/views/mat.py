"""The view `mat`: cards as they were laid under their heads; two mats of one topic side by side."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from itertools import pairwise

from bot.pictures.spec import Band, ColumnsPicture, Tile
from bot.views.answers import drawn, in_a_line, in_a_tile, named
from bot.views.side_by_side import side_by_side
from bot.views.view import Seen, Sitting, Told, Viewer, dated, named_by
from dialogs.engine.photo_names import photo_id
from dialogs.engine.receipt import LEFT_LYING, SIGNS
from dialogs.engine.session import Outcome
from dialogs.engine.to_share import HELD
from dialogs.method.sort import Placing, Sort
from dialogs.method.steps import Blank, Choice
from dialogs.text import T, Text

_BESIDE: dict[str, tuple[str, Text]] = {
    Outcome.DONT_KNOW: SIGNS[Outcome.DONT_KNOW],
    Outcome.SKIPPED: LEFT_LYING,
    Outcome.WONT_SAY: SIGNS[Outcome.WONT_SAY],
}
"""The piles of cards that lie under no head."""


def pages(sittings: Sequence[Sitting]) -> list[tuple[Sitting, ...]]:
    """A picture of every mat, and after it one of it with the mat of the same topic before it."""
    found: list[tuple[Sitting, ...]] = []
    before = {
        new.id: old
        for topic in {topic_of(sitting) for sitting in sittings}
        for new, old in pairwise([sitting for sitting in sittings if topic_of(sitting) == topic])
    }
    for sitting in sittings:
        found.append((sitting,))
        if sitting.id in before:
            found.append((sitting, before[sitting.id]))
    return found


def topic_of(sitting: Sitting) -> tuple[str, str]:
    """What a mat is about: the sort, and what was chosen before it where its cards come of that."""
    sort = _sort(sitting)
    chosen = next((told for told in sitting.told if told.ask.step.id == sort.cards_from and not told.ask.item), None)
    return sort.id, "".join(chosen.given.choices) if chosen else ""


def mat(viewer: Viewer, sittings: Sequence[Sitting]) -> Seen:
    """One mat with all that was answered besides below it; or two to compare, the earlier one first."""
    newest, sort = sittings[0], _sort(sittings[0])
    heads: dict[str, tuple[str, Text]] = {head.id: (head.pictogram, head.label.plain()) for head in sort.heads}
    piles = {_pile(told) for sitting in sittings for told in sitting.told if isinstance(told.ask.step, Placing)}
    heads |= {pile: look for pile, look in _BESIDE.items() if pile in piles}
    sitting_of = [(Tile("", dated(sitting.day)), sitting) for sitting in reversed(sittings)]
    besides: list[Told] = []
    if len(sittings) > 1:
        picture = side_by_side(viewer, newest.dialog.pictogram, viewer.word(_title(newest)), heads,
                               [(head, partial(_cards, viewer, sitting)) for head, sitting in sitting_of])  # fmt: skip
    else:
        besides = [told for told in newest.told if _is_besides(newest, told)]
        title = T("{title} {date}", title=_title(newest), date=dated(newest.day))
        picture = ColumnsPicture(
            newest.dialog.pictogram,
            viewer.word(title) or dated(newest.day),
            tuple(Tile(sign, viewer.word(words)) for sign, words in heads.values()),
            (Band(tuple(_cards(viewer, newest, head) for head in heads)),),
            tuple(in_a_tile(viewer, newest, told) for told in drawn(besides)),
        )
    lines: list[Text] = []
    for sitting in sittings:
        lines.append(T("{title} {date}", title=_title(sitting), date=dated(sitting.day)))
        lines += [
            T("{head}: {things}", head=words, things=tuple(named(told) for told in under))
            for head, (_, words) in heads.items()
            if (under := _under(sitting, head))
        ]
    return Seen(picture, (*lines, *(in_a_line(newest, told) for told in besides)))


def _sort(sitting: Sitting) -> Sort:
    """The sort of which cards lie, else the first there is."""
    sorts = [step for step in sitting.dialog.steps if isinstance(step, Sort)]
    laid = {told.ask.step.id for told in sitting.told if isinstance(told.ask.step, Placing)}
    return next((sort for sort in sorts if sort.id in laid), sorts[0])


def _title(sitting: Sitting) -> Text:
    """What was chosen to talk about, else what the dialog is called."""
    sort = _sort(sitting)
    about = next((told for told in sitting.told if told.ask.step.id == sort.cards_from and told.given.choices), None)
    options = about.ask.step.options if about and isinstance(about.ask.step, Choice) else ()
    chosen = next((option for option in options if about and option.id in about.given.choices), None)
    return chosen.label.plain() if chosen else sitting.title


def _pile(told: Told) -> str:
    return told.given.choices[0] if told.given.choices else told.given.outcome


def _cards(viewer: Viewer, sitting: Sitting, head: str) -> tuple[Tile, ...]:
    return tuple(_card(viewer, sitting, told) for told in _under(sitting, head))


def _under(sitting: Sitting, head: str) -> list[Told]:
    return [told for told in sitting.told if isinstance(told.ask.step, Placing) and _pile(told) == head]


def _is_besides(sitting: Sitting, told: Told) -> bool:
    """Whether an answer is neither a card, nor what makes one, nor what the mat is about."""
    return not isinstance(told.ask.step, Placing | Blank) and told.ask.step.id != _sort(sitting).cards_from


def _card(viewer: Viewer, sitting: Sitting, told: Told) -> Tile:
    """A card with its picture; one of the borger's own with their photo, and always with their word."""
    own = named_by(sitting, told)
    label = viewer.word(named(told), essential=told.essential)
    return Tile(
        told.ask.pictogram + (HELD if told.held else ""),
        label,
        photo=own.photo if own else photo_id(told.ask.photo, viewer.photos),
    )
