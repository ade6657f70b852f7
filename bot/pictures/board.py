"""Lays out the board of a day: who is on duty, and all that happens from morning to evening."""

from __future__ import annotations

from bot.pictures.columns import of_tile
from bot.pictures.entries import EntryLook, Photos, draw_day, measure_day
from bot.pictures.scene import INK, QUIET_INK, WIDTH, Scene, ScenePart, Shape, frame, signs, words
from bot.pictures.spec import BoardPicture, Shift, Tile
from bot.pictures.text import fit

MARGIN = 22
GAP = 12
LOOKS = (
    EntryLook(140, 56, (56, 52, 48), (40, 38, 36), whole=True),
    EntryLook(108, 50, (50, 48), (38, 36, 34), pad=8, whole=True),
    EntryLook(84, 48, (48,), (36, 34), pad=6, whole=True),
)
USUAL = 1250
"""Pixels that a phone shows across its whole width; what takes more is drawn smaller."""
HIGHEST = 1900
"""Pixels above which entries are folded away; who reads text gets them all."""
NOTHING = "📭"
SHIFT_SIGN = 64
PARTNER = 130
"""Pixels across the picture of the day's partner."""
NOBODY = ("–",)


def lay_out_board(picture: BoardPicture, photos: Photos) -> Scene:
    """The board's scene, as high as its contents. Raises ValueError for a pictogram that is not in OpenMoji."""
    width = WIDTH - 2 * MARGIN
    title = fit(picture.title, width, (56, 52, 48))
    parts = words(title, MARGIN, MARGIN)
    y = MARGIN + title.height + (GAP if title.lines else 0)
    shown, height = _shifts(picture.shifts, y)
    parts += shown
    y += height
    if picture.partner:
        parts += _partner(picture.partner, y, photos)
        y += PARTNER + GAP
    if not picture.entries:
        return _empty(picture, parts, y)
    day = measure_day(picture.entries, width, USUAL - y - MARGIN, HIGHEST - y, LOOKS, picture.now)
    parts += draw_day(day, MARGIN, y, width, photos, now_word=picture.now_word, more=picture.more)
    return Scene(round(y + day.height + MARGIN - GAP / 2), tuple(parts))


def _empty(picture: BoardPicture, parts: list[ScenePart], y: float) -> Scene:
    text = fit(picture.empty, WIDTH - 4 * MARGIN, (52, 48))
    parts = parts + signs(NOTHING, WIDTH / 2, y + GAP, 180) + words(text, WIDTH / 2, y + 180 + GAP, anchor="middle")
    return Scene(round(y + 180 + GAP + text.height + MARGIN), tuple(parts))


def _partner(partner: Tile, y: float, photos: Photos) -> list[ScenePart]:
    """Who of them is the borger's own today, with their name."""
    name = fit(partner.label, WIDTH - 3 * MARGIN - PARTNER * 1.2, (52, 48, 44, 40), max_lines=2)
    parts = of_tile(partner, photos, MARGIN, y, PARTNER)
    return parts + words(name, 2 * MARGIN + PARTNER * 1.2, y + (PARTNER - name.height) / 2)


def _shifts(shifts: tuple[Shift, ...], y: float) -> tuple[list[ScenePart], float]:
    """Who is on duty, a tile for each shift, and how high that is. The present one has a thick edge and an arrow."""
    if not shifts:
        return [], 0.0
    width = (WIDTH - 2 * MARGIN - GAP * (len(shifts) - 1)) / len(shifts)
    room = width - SHIFT_SIGN - 4 * GAP
    named = [
        [fit(person, width - 3 * GAP, (44, 42, 40, 38, 36, 34)) for person in shift.people or NOBODY]
        for shift in shifts
    ]
    height = 3 * GAP + SHIFT_SIGN + max(sum(name.height for name in names) for names in named)
    parts: list[ScenePart] = []
    for index, (shift, names) in enumerate(zip(shifts, named, strict=True)):
        x = MARGIN + index * (width + GAP)
        ink = INK if shift.present else QUIET_INK
        parts.append(frame(x, y, width, height, marked=shift.present))
        parts += signs(shift.pictogram, x + 2 * GAP + SHIFT_SIGN / 2, y + GAP, SHIFT_SIGN)
        word = fit(shift.name, room - 40, (42, 40, 38, 36, 34), max_lines=1)
        parts += words(word, x + 3 * GAP + SHIFT_SIGN, y + GAP + (SHIFT_SIGN - word.height) / 2, ink=ink)
        if shift.present:
            parts.append(_arrow(x + width - 3 * GAP, y + GAP + SHIFT_SIGN / 2))
        top = y + 2 * GAP + SHIFT_SIGN
        for name in names:
            parts += words(name, x + 1.5 * GAP, top, ink=ink)
            top += name.height
    return parts, height + 2 * GAP


def _arrow(x: float, middle: float) -> Shape:
    """The same arrow as at now, pointing back at the shift."""
    return Shape(f'<path d="M{x:g} {middle - 14:g}L{x - 24:g} {middle:g}L{x:g} {middle + 14:g}Z" fill="{INK}"/>')
