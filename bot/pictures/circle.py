"""Lays out columns as rings around a middle: what stands under the first head lies nearest."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import combinations
from math import cos, pi, sin

from bot.pictures.columns import GAP, LABEL_SIZES, MARGIN, lay_out_columns, lay_out_rest, of_tile
from bot.pictures.scene import EDGE, TILE, WIDTH, Scene, Shape, image, words
from bot.pictures.spec import ColumnsPicture, Tile
from bot.pictures.text import FittedText, fit, fits, measure
from bot.pictures.title import lay_out_title

RADIUS = WIDTH / 2 - MARGIN
MIDDLE = 50.0
"""Pixels from the middle to the first ring."""
MIDDLE_SIGN = "🙂"
SIGNS = (130, 115, 100, 85, 70, 60)
"""Pixels across the picture of a tile."""
WIDER = (120, 90, 60, 30, 0)
"""Pixels that the words of a tile may stand out beside its picture."""
HEAD_SIGN = 44
HEAD_ROOM = 240
SIZES = LABEL_SIZES[-2:]
LINES = 2

Box = tuple[float, float, float, float]


@dataclass(frozen=True)
class _Placed:
    """A tile with its picture of `sign` pixels around the x `centre`, its top at `y`; its words are `width` wide."""

    tile: Tile
    centre: float
    y: float
    sign: float
    label: FittedText
    width: float

    @property
    def box(self) -> Box:
        half = max(self.sign, self.width) / 2
        return self.centre - half, self.y, self.centre + half, self.y + self.sign + self.label.height


def lay_out_circle(picture: ColumnsPicture, photos: Mapping[int, bytes]) -> Scene:
    """The scene; as columns, where more lies on a ring than can be seen there. Raises ValueError for a pictogram that
    is not in OpenMoji."""
    parts, top = lay_out_title(picture.pictogram, picture.title)
    centre = top + RADIUS
    ways = ((sign, sign + wider) for sign in SIGNS for wider in WIDER)
    placed = next((found for sign, room in ways if (found := _placed(picture, centre, sign, room))), None)
    if placed is None:
        return lay_out_columns(picture, photos)
    rings = [MIDDLE + (n + 1) * _across(picture) for n in range(len(picture.heads))]
    parts += [_disc(centre, radius) for radius in (*reversed(rings), MIDDLE)]
    parts += image(MIDDLE_SIGN, None, WIDTH / 2 - MIDDLE * 0.75, centre - MIDDLE * 0.75, MIDDLE * 1.5)
    for each in placed:
        parts += of_tile(each.tile, photos, each.centre - each.sign / 2, each.y, each.sign)
        parts += words(each.label, each.centre, each.y + each.sign, anchor="middle")
    rest, y = lay_out_rest(picture.rest, centre + RADIUS + GAP, photos)
    return Scene(round(y + MARGIN - GAP), (*parts, *rest))


def _across(picture: ColumnsPicture) -> float:
    """Pixels between one ring and the next."""
    return (RADIUS - MIDDLE) / len(picture.heads)


def _placed(picture: ColumnsPicture, centre: float, sign: float, room: float) -> list[_Placed] | None:
    """Every tile on its ring, the ring's own head uppermost; None if they do not stand clear of each other."""
    found: list[_Placed] = []
    for n, (head, ring) in enumerate(zip(picture.heads, picture.bands[0].columns, strict=True)):
        radius = MIDDLE + (n + 0.5) * _across(picture)
        for place, tile in enumerate((head, *ring)):
            angle = 2 * pi * place / (len(ring) + 1)
            size, wide = (sign, room) if place else (HEAD_SIGN, HEAD_ROOM)
            if not fits(tile.label, wide, SIZES[-1], max_lines=LINES):
                return None
            label = fit(tile.label, wide, SIZES, max_lines=LINES)
            wide = max((measure(line, label.size) for line in label.lines), default=0.0)
            height = size + label.height
            if height > _across(picture):
                return None
            x, y = WIDTH / 2 + radius * sin(angle), centre - radius * cos(angle) - height / 2
            found.append(_Placed(tile, x, y, size, label, wide))
    clear = all(not _overlap(one.box, other.box) for one, other in combinations(found, 2))
    inside = all(each.box[0] >= MARGIN and each.box[2] <= WIDTH - MARGIN for each in found)
    return found if clear and inside else None


def _overlap(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def _disc(centre: float, radius: float) -> Shape:
    fill = f'fill="{TILE}" stroke="{EDGE}" stroke-width="3"'
    return Shape(f'<circle cx="{WIDTH / 2:g}" cy="{centre:g}" r="{radius:g}" {fill}/>')
