"""Lays out answers over time: for each question a dot a day on its scale, and every exact value written under it."""

from __future__ import annotations

from itertools import pairwise

from bot.pictures.scene import EDGE, INK, QUIET_INK, WIDTH, Part, Scene, Words, dot, line, signs, words
from bot.pictures.spec import ChartPicture, ChartPoint, ChartRow
from bot.pictures.text import LINE_HEIGHT, fit, measure, showable

MARGIN = 24
GUTTER = 150
"""Pixels left of the days, for the names of the scale's ends."""
HEAD = 76
PLOT = 140
SCALE = 10
"""The highest value of a point."""
MARK_ROOM = 30
"""Pixels under the plot for the open marks of days without a score: off the scale, so that none reads as a value."""
ROW_GAP = 28
VALUE_SIZES = (34, 32, 30, 28, 26, 24)
DAY_SIZE = 26
WEEK = 7
AIR = 12
"""The least pixels between two values on a line."""


def lay_out_chart(picture: ChartPicture) -> Scene:
    """The chart's scene, as high as its rows. Raises ValueError for a pictogram that is not in OpenMoji."""
    title = fit(picture.title, WIDTH - 2 * MARGIN, (52, 48, 44, 40))
    parts = words(title, MARGIN, MARGIN)
    y = MARGIN + title.height + (ROW_GAP / 2 if title.lines else 0)
    size, lines = _value_text(picture.rows)
    for row in picture.rows:
        parts += _header(row, y)
        parts += _plot(row, y + HEAD)
        y += HEAD + PLOT + MARK_ROOM
        parts += _values(row, y, size, lines)
        y += lines * size * LINE_HEIGHT + ROW_GAP
    days = max((row.points for row in picture.rows), key=len, default=())
    if days:
        parts += _days(days, y - ROW_GAP / 2)
        y += DAY_SIZE * LINE_HEIGHT
    return Scene(round(y + MARGIN - ROW_GAP / 2), tuple(parts))


def _header(row: ChartRow, y: float) -> list[Part]:
    sign_parts = signs(row.pictogram, 0, 0, 64)
    width = 64 * len(sign_parts)
    left = MARGIN + (width + 14 if width else 0)
    label = fit(row.label, WIDTH - MARGIN - left, (40, 38, 36, 34, 32, 30, 28), max_lines=1)
    return [
        *signs(row.pictogram, MARGIN + width / 2, y, 64),
        *words(label, left, y + (64 - label.height) / 2),
    ]


def _plot(row: ChartRow, y: float) -> list[Part]:
    bottom = y + PLOT
    parts: list[Part] = [line(GUTTER, level, WIDTH - MARGIN, level) for level in (y, y + PLOT / 2, bottom)]
    room = GUTTER - MARGIN - 14
    high = fit(row.high, room, (28, 26, 24), bold=False)
    low = fit(row.low, room, (28, 26, 24), bold=False)
    parts += words(high, MARGIN, y - 12, bold=False, ink=QUIET_INK)
    parts += words(low, MARGIN, bottom + 12 - low.height, bold=False, ink=QUIET_INK)
    places = [
        (_x(index, len(row.points)), None if point.value is None else bottom - PLOT * point.value / SCALE)
        for index, point in enumerate(row.points)
    ]
    # Every seventh day is marked, to find the way from a value under the plot to its dot.
    parts += [line(x, y, x, bottom) for x, _ in places[::-WEEK]]
    for (x1, y1), (x2, y2) in pairwise(places):
        if y1 is not None and y2 is not None:
            parts.append(line(x1, y1, x2, y2, ink=INK, width=3))
    for x, level in places:
        parts.append(dot(x, bottom + 20, 5, filled=False, ink=QUIET_INK) if level is None else dot(x, level, 8))
    return parts


def _values(row: ChartRow, y: float, size: int, lines: int) -> list[Part]:
    """The exact values under their dots, on one line or by turns on two where they would touch."""
    step = size * LINE_HEIGHT
    return [
        Words(showable(point.shown), _x(index, len(row.points)), y + step * (index % lines), size, "middle")
        for index, point in enumerate(row.points)
    ]


def _value_text(rows: tuple[ChartRow, ...]) -> tuple[int, int]:
    """The size of the values and on how many lines they stand, the same for all rows."""
    for lines in (1, 2, 3):
        for size in VALUE_SIZES:
            if all(_values_fit(row.points, size, lines) for row in rows):
                return size, lines
    return VALUE_SIZES[-1], 3


def _values_fit(points: tuple[ChartPoint, ...], size: int, lines: int) -> bool:
    widest = max((measure(showable(point.shown), size) for point in points), default=0.0)
    return widest + AIR <= _step(len(points)) * lines


def _days(points: tuple[ChartPoint, ...], y: float) -> list[Part]:
    """The days' names: all if they fit, else every seventh counted back from the last."""
    count = len(points)
    widest = max(measure(point.day, DAY_SIZE, bold=False) for point in points)
    last = WIDTH - MARGIN / 2 - widest / 2
    every = 1 if widest + AIR <= _step(count) else WEEK
    parts: list[Part] = [line(GUTTER, y - 6, WIDTH - MARGIN, y - 6, ink=EDGE)]
    parts += [
        Words(showable(point.day), min(_x(index, count), last), y, DAY_SIZE, "middle", False, QUIET_INK)
        for index, point in enumerate(points)
        if (count - 1 - index) % every == 0
    ]
    return parts


def _step(count: int) -> float:
    """Pixels from one day to the next."""
    return (WIDTH - MARGIN - GUTTER) / max(count, 1)


def _x(index: int, count: int) -> float:
    return GUTTER + _step(count) * (index + 0.5)
