"""Lays out a question or receipt: heading, tiles and quiet progress dots."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from bot.pictures.pictograms import split_pictograms
from bot.pictures.scene import QUIET_INK, WIDTH, Scene, ScenePart, dot, frame, image, signs, tick, words
from bot.pictures.spec import CardPicture, Tile
from bot.pictures.text import FittedText, fit, fits, measure, showable

MARGIN = 22
GAP = 12
PAD = 14
LABEL_SIDE = 8
HEADING_SIZES = (60, 56, 52, 48, 44, 40)
LABEL_SIZES = (48, 46, 44, 42, 40)
"""What all labels of a card share, if they fit; one that does not is shrunk alone, so that the others stay large."""
SMALL_LABEL_SIZES = (38, 36, 34, 32, 30)
WORD_SIZES = (64, 60, 56, 52, *LABEL_SIZES)
LARGEST_SIGN = 300
FEW = 5
"""With more tiles than this labels and pictograms may be smaller: a card higher than a phone helps nobody."""
ROOM = 900.0
"""Pixels down that tiles have on a card of which a phone shows all at once: of what is higher, labels may take
`MANY_LINES`, so that more tiles stand to a row."""
MANY_LINES = 4
LARGEST_SIGN_OF_MANY, LARGEST_SIGN_OF_MUCH = 210, 130
HEADING_SIGN, HEADING_SIGN_OF_MANY = 260, 160
"""Pixels across of what stands over the tiles without words."""
BIG_SIGN, BIG_PHOTO = 440, 700
"""Pixels across of what fills a picture alone."""
MARKS_HEIGHT = 54.0
"""Pixels down that the marks of pages take, or their number."""
SMALLEST_PAIR, SMALLEST_OF_MANY = 75, 60
"""Pixels across each of several pictograms in one tile, below which the tiles get fewer to a row; and on a card that
would else be higher than a phone."""


@dataclass(frozen=True)
class Grid:
    """How the tiles of a card are set: all of one width, and in a row of one height; labels in one size of text."""

    columns: int
    tile_width: float
    row_heights: tuple[float, ...]
    sign_height: float
    labels: tuple[FittedText, ...]

    @property
    def height(self) -> float:
        """Pixels down that all rows take."""
        return sum(self.row_heights) + (len(self.row_heights) - 1) * GAP


def lay_out_card(picture: CardPicture, photos: Mapping[int, bytes]) -> Scene:
    """The card's scene, as high as its contents. Raises ValueError for a pictogram that is not in OpenMoji."""
    parts, y = _heading(picture, photos.get(picture.photo))
    if picture.tiles:
        grid = lay_out_tiles(picture.tiles)
        for index, tile in enumerate(picture.tiles):
            row, column = divmod(index, grid.columns)
            in_row = min(grid.columns, len(picture.tiles) - row * grid.columns)
            row_width = in_row * grid.tile_width + (in_row - 1) * GAP
            x = (WIDTH - row_width) / 2 + column * (grid.tile_width + GAP)
            down = sum(grid.row_heights[:row]) + row * GAP
            parts += _tile(tile, grid, index, x, y + down, photos.get(tile.photo))
        y += grid.height + MARGIN
    if picture.total > 0:
        parts += _progress(picture.done, picture.total, y + 12)
        y += 24 + MARGIN
    return Scene(round(y), tuple(parts))


def lay_out_tiles(tiles: tuple[Tile, ...]) -> Grid:
    """The grid with the most tiles to a row in which every label and pictogram is still large enough to read; where
    that is higher than a phone, the same with longer labels."""
    grid = _grid(tiles, lines=2, pair=SMALLEST_PAIR, largest=LARGEST_SIGN_OF_MANY)
    if len(tiles) > FEW and grid.height > ROOM:
        return _grid(tiles, lines=MANY_LINES, pair=SMALLEST_OF_MANY, largest=LARGEST_SIGN_OF_MUCH)
    return grid


def _grid(tiles: tuple[Tile, ...], lines: int, pair: float, largest: float) -> Grid:
    choices = _column_choices(tiles)
    columns = next((each for each in choices if _readable(tiles, _tile_width(each), lines, pair)), choices[-1])
    width = _tile_width(columns)
    room = width - 2 * LABEL_SIDE
    sizes = LABEL_SIZES if any(tile.pictogram or tile.number for tile in tiles) else WORD_SIZES
    size = next((each for each in sizes if all(fits(tile.label, room, each) for tile in tiles)), sizes[-1])
    labels = tuple(fit(tile.label, room, (size, *SMALL_LABEL_SIZES), max_lines=lines) for tile in tiles)
    largest = LARGEST_SIGN if len(tiles) <= FEW else largest
    sign_height = min(largest, max(_sign_size(tile, width) for tile in tiles))
    under = [max(label.height, MARKS_HEIGHT if tile.pages else 0.0) for tile, label in zip(tiles, labels, strict=True)]
    rows = tuple(
        PAD + sign_height + max(under[at : at + columns]) + PAD for at in range(0, len(tiles), columns)
    )  # fmt: skip
    return Grid(columns, width, rows, sign_height, labels)


def _column_choices(tiles: tuple[Tile, ...]) -> tuple[int, ...]:
    count = len(tiles)
    if count > 5 and all(tile.number and not (tile.pictogram or tile.label) for tile in tiles):
        return (6,)
    return {1: (1,), 2: (2,), 3: (3, 2), 4: (4, 2), 5: (5, 3, 2), 6: (3, 2), 9: (3, 2)}.get(count, (4, 3, 2))


def _tile_width(columns: int) -> float:
    return (WIDTH - 2 * MARGIN - (columns - 1) * GAP) / columns


def _readable(tiles: tuple[Tile, ...], width: float, lines: int, pair: float) -> bool:
    room = width - 2 * LABEL_SIDE
    smallest = LABEL_SIZES[-1] if len(tiles) <= FEW else SMALL_LABEL_SIZES[-1]
    for tile in tiles:
        if _sign_count(tile) > 1 and _sign_size(tile, width) < pair:
            return False
        if not fits(tile.label, room, smallest, max_lines=lines):
            return False
    return True


def _sign_count(tile: Tile) -> int:
    return len(split_pictograms(tile.pictogram + tile.beside)) + bool(tile.number)


def _sign_size(tile: Tile, width: float) -> float:
    """The most room each of a tile's pictograms and its number has across, 0 when it has none."""
    count = _sign_count(tile)
    return (width - 2 * PAD) / count if count else 0


def _tile(tile: Tile, grid: Grid, index: int, x: float, y: float, photo: bytes | None) -> list[ScenePart]:
    label, high = grid.labels[index], grid.row_heights[index // grid.columns]
    centre = x + grid.tile_width / 2
    parts: list[ScenePart] = [frame(x, y, grid.tile_width, high, marked=tile.marked)]
    size = min(grid.sign_height, _sign_size(tile, grid.tile_width))
    if tile.number:
        digits = showable(tile.number)
        letters = min(0.75 * size, size * 0.9 / max(measure(digits, 1), 0.1))
        number = FittedText(round(letters), (digits,))
        beside = size * (_sign_count(tile) - 1) / 2  # the number stands last in the row of signs
        top = y + PAD + (grid.sign_height - number.height) / 2
        parts += signs(tile.pictogram, centre - size / 2, y + PAD + (grid.sign_height - size) / 2, size)
        parts += words(number, centre + beside, top, anchor="middle")
    elif photo:
        more = len(split_pictograms(tile.beside))
        size = min(grid.sign_height, (grid.tile_width - 2 * PAD) / (1 + more))
        top = y + PAD + (grid.sign_height - size) / 2
        parts += image(tile.pictogram, photo, centre - size * (1 + more) / 2, top, size)
        parts += signs(tile.beside, centre + size / 2, top, size)
    else:
        parts += signs(tile.pictogram + tile.beside, centre, y + PAD + (grid.sign_height - size) / 2, size)
    label_room = high - 2 * PAD - grid.sign_height
    top = y + PAD + grid.sign_height + (0 if grid.sign_height else (label_room - label.height) / 2)
    parts += words(label, centre, top, anchor="middle") + _page_marks(tile.pages, centre, top, grid)
    if tile.marked:
        parts.append(tick(x + grid.tile_width - 20, y + 20, 28))
    return parts


def _page_marks(pages: str, centre: float, top: float, grid: Grid) -> list[ScenePart]:
    """Where one is among the pages: a dot for each, and a tick where something is chosen; their number, where they are
    many."""
    if numbers := pages.rstrip("✓") if "/" in pages else "":
        told = fit(numbers, grid.tile_width - 2 * LABEL_SIDE, SMALL_LABEL_SIZES)
        beside = measure(numbers, told.size) / 2
        shift = 22.0 if numbers != pages else 0.0  # to make room for the tick
        marks = [tick(centre + beside, top + told.height / 2, 18)] if shift else []
        return [*words(told, centre - shift, top, anchor="middle"), *marks]
    step = min(46.0, (grid.tile_width - 2 * LABEL_SIDE) / max(len(pages), 1))
    left, y = centre - step * (len(pages) - 1) / 2, top + MARKS_HEIGHT / 2
    at = {left + step * n: mark for n, mark in enumerate(pages)}
    return [
        tick(x, y, 0.4 * step) if mark == "✓" else dot(x, y, 0.26 * step, filled=mark == "●") for x, mark in at.items()
    ]


def _heading(picture: CardPicture, photo: bytes | None) -> tuple[list[ScenePart], float]:
    """The heading beside its pictogram, or under it when there are no tiles; and the y where the tiles begin."""
    more = len(split_pictograms(picture.beside))
    count = len(split_pictograms(picture.pictogram)) + more
    if not showable(picture.heading):
        largest = BIG_SIGN if picture.big else HEADING_SIGN if len(picture.tiles) <= FEW else HEADING_SIGN_OF_MANY
        size = min(float(largest), (WIDTH - 2 * MARGIN) / max(count, 1))
        top = MARGIN if count else 0
        if photo:
            size, top = min(BIG_PHOTO if picture.big else LARGEST_SIGN, (WIDTH - 2 * MARGIN) / (1 + more)), MARGIN
            parts = image(picture.pictogram, photo, (WIDTH - size * (1 + more)) / 2, top, size)
            return parts + signs(picture.beside, (WIDTH + size) / 2, top, size), top + size + MARGIN
        return signs(picture.pictogram + picture.beside, WIDTH / 2, top, size), top + (size if count else 0) + MARGIN
    if not picture.tiles or not count:
        size = min(280.0, (WIDTH - 2 * MARGIN) / max(count, 1)) if count else 0.0
        text = fit(picture.heading, WIDTH - 4 * MARGIN, HEADING_SIZES)
        parts = signs(picture.pictogram + picture.beside, WIDTH / 2, MARGIN, size)
        parts += words(text, WIDTH / 2, MARGIN + size, anchor="middle")
        return parts, MARGIN + size + text.height + MARGIN
    size = min(150.0, 400 / count)
    left = MARGIN + count * size + 2 * GAP
    text = fit(picture.heading, WIDTH - MARGIN - left, HEADING_SIZES)
    height = max(size, text.height)
    parts = signs(picture.pictogram + picture.beside, MARGIN + count * size / 2, MARGIN + (height - size) / 2, size)
    parts += words(text, left, MARGIN + (height - text.height) / 2)
    return parts, MARGIN + height + MARGIN


def _progress(done: int, total: int, y: float) -> list[ScenePart]:
    step = min(36.0, (WIDTH - 2 * MARGIN) / total)
    left = WIDTH / 2 - step * (total - 1) / 2
    radius = min(8.0, step / 3)
    return [dot(left + step * index, y, radius, filled=index < done, ink=QUIET_INK) for index in range(total)]
