"""The views `columns` and `circle`: the options of a choice side by side, or as rings around the borger, and under each
what was answered so. The borger's view and staff's stand beside each other."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from bot.pictures.spec import Band, ColumnsPicture, Tile
from bot.views.answers import drawn, in_a_line, in_a_tile, named
from bot.views.side_by_side import headed, in_both_voices, side_by_side, whose
from bot.views.view import Seen, Sitting, Told, Viewer, dated, named_by
from dialogs.engine.photo_names import photo_id
from dialogs.engine.receipt import SIGNS, answer_of
from dialogs.engine.session import Outcome
from dialogs.engine.to_share import HELD
from dialogs.method.views import MOST_COLUMNS, columns_of
from dialogs.text import T, Text

DONT_KNOW = Outcome.DONT_KNOW.value


def columns(viewer: Viewer, sittings: Sequence[Sitting]) -> Seen:
    """The picture of one sitting, or of one in each voice. What else was answered about a thing stands with it; all
    other answers below."""
    if len(sittings) > 1:
        return _both_voices(viewer, sittings)
    return _under_heads(viewer, sittings[0], rings=False)


def circle(viewer: Viewer, sittings: Sequence[Sitting]) -> Seen:
    """The same as rings, the first option nearest. What has no place on a ring stands below."""
    return _under_heads(viewer, sittings[0], rings=True)


def pages(sittings: Sequence[Sitting]) -> list[tuple[Sitting, ...]]:
    """A picture of every sitting, and after it one with the sitting before it in the other voice, if that is about any
    of the same."""
    found: list[tuple[Sitting, ...]] = []
    for beside in in_both_voices(sittings):
        about = [{told.place for told in sitting.told} for sitting in beside]
        found += [beside[:1], beside] if set.intersection(*about) and len(beside) > 1 else [beside[:1]]
    return found


def _both_voices(viewer: Viewer, sittings: Sequence[Sitting]) -> Seen:
    """A column for the borger and one for staff, and a row for each option."""
    names = {choice.id for choice in columns_of(sittings[0].dialog)}
    heads = _heads(sittings[0])
    told = [(sitting, told) for sitting in sittings for told in sitting.told if told.ask.step.id in names]
    if any(each.given.outcome is Outcome.DONT_KNOW for _, each in told):
        heads[DONT_KNOW] = SIGNS[Outcome.DONT_KNOW]
    voices = sorted(sittings, key=lambda sitting: sitting.provenance == "observed")

    def tiles(sitting: Sitting, row: str) -> tuple[Tile, ...]:
        return tuple(_tile(viewer, sitting, each, names) for of, each in told if of is sitting and _column(each) == row)

    picture = side_by_side(viewer, sittings[0].dialog.pictogram, viewer.word(sittings[0].title), heads,
                           [(headed(viewer, each), partial(tiles, each)) for each in voices])  # fmt: skip
    lines: list[Text] = [sittings[0].title]
    for sitting in voices:
        lines.append(whose(sitting))
        for row, (_, words) in heads.items():
            things = tuple(_name(of, each, names) for of, each in told if of is sitting and _column(each) == row)
            lines += [T("{head}: {things}", head=words, things=things)] if things else []
    return Seen(picture, tuple(lines))


def _heads(sitting: Sitting) -> dict[str, tuple[str, Text]]:
    return {o.id: (o.pictogram, o.label.plain()) for o in columns_of(sitting.dialog)[0].options}


def _under_heads(viewer: Viewer, sitting: Sitting, *, rings: bool) -> Seen:
    choices = columns_of(sitting.dialog)
    names = {choice.id for choice in choices}
    heads = _heads(sitting)
    chosen = [told for told in sitting.told if told.ask.step.id in names]
    unsure = len(heads) < MOST_COLUMNS and not rings
    if unsure and any(told.given.outcome is Outcome.DONT_KNOW for told in chosen):
        heads[DONT_KNOW] = SIGNS[Outcome.DONT_KNOW]
    piles = {head: [told for told in chosen if _column(told) == head] for head in heads}
    placed = [told.place for pile in piles.values() for told in pile]
    things = {item for step, item in placed if item}
    shown = {own.place for pile in piles.values() for told in pile if (own := named_by(sitting, told))}
    rest = [
        told
        for told in sitting.told
        if told.place not in (*placed, *shown)
        and not (told.place[1] in things and told.given.outcome is Outcome.ANSWERED)
    ]
    title = T("{title} {date}", title=sitting.title, date=dated(sitting.day))
    picture = ColumnsPicture(
        sitting.dialog.pictogram,
        viewer.word(title) or dated(sitting.day),
        tuple(Tile(sign, viewer.word(words)) for sign, words in heads.values()),
        (Band(tuple(tuple(_tile(viewer, sitting, told, names) for told in pile) for pile in piles.values())),),
        tuple(in_a_tile(viewer, sitting, told) for told in drawn(rest)),
        rings,
    )
    lines = [
        T("{head}: {things}", head=heads[head][1], things=tuple(_name(sitting, told, names) for told in pile))
        for head, pile in piles.items()
        if pile
    ]
    return Seen(picture, (title, *lines, *(in_a_line(sitting, told) for told in rest)))


def _column(told: Told) -> str:
    if told.given.outcome is Outcome.DONT_KNOW:
        return DONT_KNOW
    return told.given.choices[0] if told.given.choices else ""


def _besides(sitting: Sitting, told: Told, names: set[str]) -> list[Told]:
    """What else was answered about the same thing."""
    _, item = told.place
    return [other for other in sitting.told if item and other.place[1] == item and other.place[0] not in names
            and other.given.outcome is Outcome.ANSWERED]  # fmt: skip


def _tile(viewer: Viewer, sitting: Sitting, told: Told, names: set[str]) -> Tile:
    signs = "".join(answer_of(other.ask, other.given, sitting.session)[0] for other in _besides(sitting, told, names))
    label = viewer.word(_name(sitting, told, names), essential=told.essential)
    own = named_by(sitting, told)
    photo = own.photo if own else photo_id(told.ask.photo, viewer.photos)
    return Tile(told.ask.pictogram + signs + (HELD if told.held else ""), label, photo=photo)


def _name(sitting: Sitting, told: Told, names: set[str]) -> Text:
    """What was answered about, with what else was said of it."""
    name = named(told)
    besides = tuple(in_a_line(sitting, other, short=True) for other in _besides(sitting, told, names))
    return T("{item} ({answer})", item=name, answer=besides) if besides else name
