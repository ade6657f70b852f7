"""Lays out heads side by side, with the tiles that belong under each: one band of them, or more to compare."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bot.pictures.pictograms import split_pictograms
from bot.pictures.scene import QUIET_INK, WIDTH, Scene, ScenePart, frame, image, words
from bot.pictures.spec import Band, ColumnsPicture, Tile
from bot.pictures.text import FittedText, fit, fits
from bot.pictures.title import lay_out_title

MARGIN = 16
GAP = 10
PAD = 10
HEAD_SIGN = 120
HEAD_SIZES = (42, 40, 38, 36, 34, 32, 30, 28)
BAND_SIGN = 64
BAND_SIZES = (44, 40)
LABEL_SIZES = (42, 40, 38, 36, 34, 32, 30)
LINES = 3
"""Lines a label may take before it is shrunk."""
REST_SIGN = 100
WORDLESS = 3
"""Tiles without words that stand beside each other in a line."""
MOST_SIGNS = 0.45
"""How much of a tile in a line its signs take at most, beside its words."""
SIGNS = (190, 170, 150, 130, 110, 90)
"""Pixels across the picture of a tile: the largest with which all of it stands on a phone."""
BADGE = 0.45
"""How large a small sign on a picture is, of the picture."""
NARROWEST = 150
"""Pixels below which no two tiles stand beside each other in a column."""
USUAL = 1250
"""Pixels that a phone shows across its whole width; what takes more is drawn smaller."""
TALL, TALLEST = 1700, 2400


@dataclass(frozen=True)
class _Cells:
    """How tiles stand in a column: so many beside each other, each this wide, with pictures of one size."""

    beside: int
    width: float
    sign: float
    size: int

    def label(self, tile: Tile) -> FittedText:
        return fit(tile.label, self.width - PAD, (self.size, *LABEL_SIZES[-1:]), max_lines=LINES)

    def height(self, tile: Tile) -> float:
        return (self.sign if tile.pictogram or tile.photo else 0) + self.label(tile).height + PAD

    def rows(self, column: Sequence[Tile]) -> list[Sequence[Tile]]:
        return [column[start : start + self.beside] for start in range(0, len(column), self.beside)]

    def column(self, column: Sequence[Tile]) -> float:
        return sum(max(map(self.height, row)) for row in self.rows(column))

    def band(self, band: Band) -> float:
        return max(self.sign / 2, *map(self.column, band.columns)) + 2 * PAD


def lay_out_columns(picture: ColumnsPicture, photos: Mapping[int, bytes]) -> Scene:
    """The scene, as high as its contents: where columns are far higher than a phone, the heads stand under each other
    if that is lower. Raises ValueError for a pictogram that is not in OpenMoji."""
    scene = _side_by_side(picture, photos)
    if scene.height <= TALL or len(picture.bands) != 1:
        return scene
    return min(scene, _stacked(picture, photos), key=lambda each: each.height)


def _stacked(picture: ColumnsPicture, photos: Mapping[int, bytes]) -> Scene:
    """The heads under each other, each with its tiles beside its sign."""
    parts, y = lay_out_title(picture.pictogram, picture.title)
    left, right = MARGIN + PAD + HEAD_SIGN + GAP, WIDTH - MARGIN - PAD
    for head, column in zip(picture.heads, picture.bands[0].columns, strict=True):
        name = fit(head.label, right - left, HEAD_SIZES, max_lines=1)
        tiles, end = lay_out_rest(column, y + PAD + name.height, photos, left=left, right=right, beside=2)
        height = max(end - y, HEAD_SIGN + 2 * PAD)
        parts.append(frame(MARGIN, y, WIDTH - 2 * MARGIN, height))
        parts += image(head.pictogram, photos.get(head.photo), MARGIN + PAD, y + PAD, HEAD_SIGN)
        parts += words(name, left, y + PAD / 2) + tiles
        y += height + GAP
    rest, y = lay_out_rest(picture.rest, y, photos)
    return Scene(round(y + MARGIN - GAP), (*parts, *rest))


def _side_by_side(picture: ColumnsPicture, photos: Mapping[int, bytes]) -> Scene:
    parts, y = lay_out_title(picture.pictogram, picture.title)
    width = (WIDTH - 2 * MARGIN - (len(picture.heads) - 1) * GAP) / len(picture.heads)
    heads, top = _heads(picture.heads, width, y, photos)
    names = [_name(band) for band in picture.bands]
    cells = _cells(picture, width, top + sum(height for _, height in names))
    parts += [frame(MARGIN + n * (width + GAP), y, width, top - y) for n in range(len(picture.heads))] + heads
    y = top + GAP
    for band, (name, height) in zip(picture.bands, names, strict=True):
        aside = BAND_SIGN + GAP if band.sign else 0
        parts += image(band.sign, None, MARGIN, y, BAND_SIGN) if band.sign else []
        parts += words(name, MARGIN + aside, y + (height - name.height) / 2, ink=QUIET_INK)
        y += height
        parts += _band(band, cells, width, y, photos)
        y += cells.band(band) + GAP
    rest, y = lay_out_rest(picture.rest, y, photos)
    return Scene(round(y + MARGIN - GAP), (*parts, *rest))


def _name(band: Band) -> tuple[FittedText, float]:
    """What a band is called, and how high that is with its sign."""
    aside = BAND_SIGN + GAP if band.sign else 0
    name = fit(band.name, WIDTH - 2 * MARGIN - aside, BAND_SIZES, max_lines=1)
    return name, max(name.height, BAND_SIGN + GAP / 2 if band.sign else 0)


def _heads(
    heads: Sequence[Tile], width: float, y: float, photos: Mapping[int, bytes]
) -> tuple[list[ScenePart], float]:  # fmt: skip
    """The heads, and the y under them; their words all in one size, if that can be."""
    room = width - PAD
    size = next((s for s in HEAD_SIZES if all(fits(h.label, room, s, max_lines=LINES) for h in heads)), HEAD_SIZES[-1])
    labels = [fit(head.label, room, (size,), max_lines=LINES) for head in heads]
    sign = min(HEAD_SIGN, room) if any(head.pictogram or head.photo for head in heads) else 0
    parts: list[ScenePart] = []
    for n, (head, label) in enumerate(zip(heads, labels, strict=True)):
        centre = MARGIN + n * (width + GAP) + width / 2
        parts += image(head.pictogram, photos.get(head.photo), centre - sign / 2, y + PAD, sign)
        parts += words(label, centre, y + PAD + sign, anchor="middle")
    return parts, y + 2 * PAD + sign + max(label.height for label in labels)


def _cells(picture: ColumnsPicture, width: float, taken: float) -> _Cells:
    """The way for the tiles to stand in which they are largest and yet all on one phone; else the lowest there is, of
    those that break no word and can still be read if there are such."""
    tiles = [tile for band in picture.bands for column in band.columns for tile in column]
    ways = [(sign, beside) for sign in SIGNS for beside in (1, 2, 3) if beside == 1 or width / beside >= NARROWEST]
    found: list[tuple[bool, float, _Cells]] = []
    for sign, beside in ways:
        each = (width - PAD) / beside
        room = each - PAD
        size = next((s for s in LABEL_SIZES if all(fits(t.label, room, s, max_lines=LINES) for t in tiles)), None)
        cells = _Cells(beside, each, min(sign, room), size or LABEL_SIZES[-1])
        height = _height(picture, cells)
        if size and taken + height <= USUAL:
            return cells
        found.append((size is None or taken + height > TALLEST, height, cells))
    return min(found, key=lambda way: way[:2])[2]


def _height(picture: ColumnsPicture, cells: _Cells) -> float:
    return sum(cells.band(band) + GAP for band in picture.bands)


def _band(band: Band, cells: _Cells, width: float, y: float, photos: Mapping[int, bytes]) -> list[ScenePart]:
    parts: list[ScenePart] = []
    for n, column in enumerate(band.columns):
        left = MARGIN + n * (width + GAP)
        parts.append(frame(left, y, width, cells.band(band)))
        top = y + PAD
        for row in cells.rows(column):
            begin = left + (width - len(row) * cells.width) / 2
            for place, tile in enumerate(row):
                parts += _tile(tile, cells, begin + (place + 0.5) * cells.width, top, photos)
            top += max(map(cells.height, row))
    return parts


def _tile(tile: Tile, cells: _Cells, centre: float, y: float, photos: Mapping[int, bytes]) -> list[ScenePart]:
    shown = bool(tile.pictogram or tile.photo)
    parts = of_tile(tile, photos, centre - cells.sign / 2, y, cells.sign) if shown else []
    return parts + words(cells.label(tile), centre, y + (cells.sign if shown else 0), anchor="middle")


def of_tile(tile: Tile, photos: Mapping[int, bytes], x: float, y: float, size: float) -> list[ScenePart]:
    """A tile's picture in a square, with what stands beside it as a small sign on its lower corner. Raises
    ValueError."""
    parts = image(tile.pictogram, photos.get(tile.photo), x, y, size)
    small = size * BADGE
    return parts + (image(tile.beside, None, x + size - small, y + size - small, small) if tile.beside else [])


def lay_out_rest(
    rest: Sequence[Tile], y: float, photos: Mapping[int, bytes], *, left: float = MARGIN, right: float = WIDTH - MARGIN,
    beside: int = 1,
) -> tuple[list[ScenePart], float]:  # fmt: skip
    """Tiles that stand in lines: so many `beside` each other with their words, and three without; and the y under
    them."""
    parts: list[ScenePart] = []
    for row in _lines(rest, beside):
        most = beside if row[0].label else WORDLESS
        width = (right - left - (most - 1) * GAP) / most
        signs = [_across(tile, width, photos) for tile in row]
        labels = [fit(tile.label, width - sign - 4 * PAD, LABEL_SIZES) for tile, sign in zip(row, signs, strict=True)]
        height = max(REST_SIGN + PAD, *(label.height + PAD for label in labels))
        for n, (tile, sign, label) in enumerate(zip(row, signs, labels, strict=True)):
            x = left + n * (width + GAP)
            parts.append(frame(x, y, width, height))
            parts += of_tile(tile, photos, x + 2 * PAD, y + (height - sign) / 2, sign)
            parts += words(label, x + sign + 3 * PAD, y + (height - label.height) / 2)
        y += height + GAP
    return parts, y


def _across(tile: Tile, width: float, photos: Mapping[int, bytes]) -> float:
    """Pixels that a tile's signs take in a line: with words they leave room for these."""
    count = 1 if tile.photo in photos else len(split_pictograms(tile.pictogram))
    return min(REST_SIGN * count, width * MOST_SIGNS if tile.label else width - 4 * PAD)


def _lines(rest: Sequence[Tile], beside: int) -> list[list[Tile]]:
    """The tiles in order: those with words in lines of so many, those without in lines of their own."""
    lines: list[list[Tile]] = []
    for tile in rest:
        most = beside if tile.label else WORDLESS
        if lines and bool(tile.label) == bool(lines[-1][0].label) and len(lines[-1]) < most:
            lines[-1].append(tile)
        else:
            lines.append([tile])
    return lines
