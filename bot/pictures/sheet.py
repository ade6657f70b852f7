"""Lays out a whole paper: sections under each other, in each what was said, and beside it what others see."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bot.pictures.pictograms import split_pictograms
from bot.pictures.scene import QUIET_INK, WIDTH, Scene, ScenePart, Shape, frame, image, signs, words
from bot.pictures.spec import SheetGroup, SheetLine, SheetPicture, SheetSection
from bot.pictures.text import FittedText, fit

MARGIN = 16
GAP = 12
PAD = 18
TITLE_SIZES = (56, 52, 48, 44)
TITLE_SIGN = 110
STAMP_SIZE = 34
SECTION_SIZES = (48, 44, 40)
SECTION_SIGN = 90
NAME_SIZE = 36
LINE_SIZE = 40
"""Text on a phone is about 0.4 of this."""
LINE_SIGN, WORDLESS_SIGN = 56, 110
"""Pixels across a sign beside words, and where there are no words to go by."""
LINE_PHOTO = 220
MANY_LINES = 99
OUTSIDE = "#eef2f6"
"""The ground of what was seen from the outside."""


@dataclass(frozen=True)
class _Row:
    """One line, measured for a width."""

    line: SheetLine
    text: FittedText
    sign: float

    @property
    def across(self) -> float:
        """Pixels that what stands before the words takes."""
        return LINE_PHOTO if self.line.photo else self.sign * len(split_pictograms(self.line.sign))

    @property
    def height(self) -> float:
        return max(LINE_PHOTO if self.line.photo else self.sign if self.line.sign else 0, self.text.height) + 8


@dataclass(frozen=True)
class _Column:
    """The lines of one voice under each other; what is seen from the outside has a ground of its own."""

    rows: tuple[_Row, ...]
    width: float
    outside: bool

    @property
    def height(self) -> float:
        return sum(row.height for row in self.rows) + (PAD if self.outside else 0)


@dataclass(frozen=True)
class _Block:
    """A question with what stands under it, in one column or two."""

    pictogram: str
    name: FittedText
    columns: tuple[_Column, ...]
    sign: float

    @property
    def head(self) -> float:
        return max(self.sign if self.pictogram else 0, self.name.height)

    @property
    def height(self) -> float:
        return self.head + max((column.height for column in self.columns), default=0) + GAP


def lay_out_sheet(picture: SheetPicture, photos: Mapping[int, bytes]) -> Scene:
    """The scene, as high as its contents. Raises ValueError for a pictogram that is not in OpenMoji."""
    parts, y = _title(picture)
    said = [line.text for part in picture.sections for group in part.groups for line in (*group.inside, *group.outside)]
    sign = LINE_SIGN if any(said) else WORDLESS_SIGN
    for section in picture.sections:
        drawn, height = _section(section, sign, y, photos)
        parts += drawn
        y += height + GAP
    return Scene(round(y + MARGIN - GAP), tuple(parts))


def _title(picture: SheetPicture) -> tuple[list[ScenePart], float]:
    left = MARGIN + TITLE_SIGN + 2 * GAP
    title = fit(picture.title, WIDTH - MARGIN - left, TITLE_SIZES)
    stamp = fit(picture.stamp, WIDTH - MARGIN - left, (STAMP_SIZE,))
    high = title.height + stamp.height
    height = max(TITLE_SIGN, high)
    parts = image(picture.pictogram, None, MARGIN, MARGIN + (height - TITLE_SIGN) / 2, TITLE_SIGN)
    top = MARGIN + (height - high) / 2
    parts += words(title, left, top)
    return parts + words(stamp, left, top + title.height, bold=False, ink=QUIET_INK), MARGIN + height + GAP


def _section(
    section: SheetSection, sign: float, y: float, photos: Mapping[int, bytes]
) -> tuple[list[ScenePart], float]:  # fmt: skip
    """A section on a tile from `y` on, and how high it is."""
    left, width = MARGIN + PAD, WIDTH - 2 * MARGIN - 2 * PAD
    across = SECTION_SIGN * len(split_pictograms(section.pictogram))
    name = fit(section.name, width - across - GAP, SECTION_SIZES)
    head = max(SECTION_SIGN, name.height)
    blocks = [_block(group, width, sign) for group in section.groups]
    height = head + sum(block.height for block in blocks) + 2 * PAD
    parts: list[ScenePart] = [frame(MARGIN, y, WIDTH - 2 * MARGIN, height)]
    top = y + PAD
    parts += image(section.pictogram, None, left, top + (head - across) / 2, across)
    parts += words(name, left + across + GAP, top + (head - name.height) / 2)
    top += head
    for block in blocks:
        parts += _draw(block, left, top, photos)
        top += block.height
    return parts, height


def _block(group: SheetGroup, width: float, sign: float) -> _Block:
    voices = [(lines, outside) for lines, outside in ((group.inside, False), (group.outside, True)) if lines]
    each = (width - GAP * (len(voices) - 1)) / max(len(voices), 1)
    columns = tuple(_column(lines, each, sign, outside) for lines, outside in voices)
    room = width - (sign * len(split_pictograms(group.pictogram)) + GAP if group.pictogram else 0)
    name = fit(group.name, room, (NAME_SIZE,), max_lines=MANY_LINES, bold=False)
    return _Block(group.pictogram, name, columns, sign)


def _column(lines: Sequence[SheetLine], width: float, sign: float, outside: bool) -> _Column:
    rows: list[_Row] = []
    for line in lines:
        across = _Row(line, FittedText(LINE_SIZE, ()), sign).across
        room = width - (2 * PAD if outside else 0) - (across + GAP if across else 0)
        rows.append(_Row(line, fit(line.text, room, (LINE_SIZE,), max_lines=MANY_LINES), sign))
    return _Column(tuple(rows), width, outside)


def _draw(block: _Block, left: float, y: float, photos: Mapping[int, bytes]) -> list[ScenePart]:
    parts = _signs(block.pictogram, left, y + (block.head - block.sign) / 2, block.sign)
    after = left + (block.sign * len(parts) + GAP if parts else 0)
    parts += words(block.name, after, y + (block.head - block.name.height) / 2, bold=False, ink=QUIET_INK)
    y += block.head
    for column in block.columns:
        x, top = left, y
        if column.outside:
            parts.append(_ground(left, y, column.width, column.height))
            x, top = left + PAD, y + PAD / 2
        for row in column.rows:
            middle = top + (row.height - 8) / 2
            if row.line.photo:
                parts += image(row.line.sign, photos.get(row.line.photo), x, middle - row.across / 2, row.across)
            else:
                parts += _signs(row.line.sign, x, middle - row.sign / 2, row.sign)
            after = x + row.across + (GAP if row.across else 0)
            parts += words(row.text, after, middle - row.text.height / 2)
            top += row.height
        left += column.width + GAP
    return parts


def _signs(emoji: str, x: float, y: float, size: float) -> list[ScenePart]:
    """Pictograms beside each other, from the left."""
    return signs(emoji, x + len(split_pictograms(emoji)) * size / 2, y, size)


def _ground(x: float, y: float, width: float, height: float) -> Shape:
    return Shape(
        f'<rect x="{x:g}" y="{y:g}" width="{width:g}" height="{height:g}" rx="14" fill="{OUTSIDE}" stroke="none"/>'
    )
