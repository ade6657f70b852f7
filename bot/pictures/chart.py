"""Lays out answers over time: for each question a mark a day or week on its scale, and every exact value in figures."""

from __future__ import annotations

from itertools import pairwise

from bot.pictures.scene import (
    EDGE,
    INK,
    QUIET_INK,
    TILE,
    WIDTH,
    Scene,
    ScenePart,
    Shape,
    TextLine,
    dashed,
    dot,
    line,
    signs,
    words,
)
from bot.pictures.spec import ChartPicture, ChartPoint, ChartRow
from bot.pictures.text import LINE_HEIGHT, fit, measure, showable
from dialogs.engine.session import Provenance

MARGIN = 24
GUTTER = 150
"""Pixels left of the days, for the names of the scale's ends."""
SIGN = 64
HEAD_GAP = 12
PLOT = 140
MARK_ROOM = 30
"""Pixels under the plot for the open marks of days without a score: off the scale, so that none reads as a value."""
ROW_GAP = 28
VALUE_SIZES = (38, 36, 34, 32, 30)
DAY_SIZE = 30
TABLE_SIZE = 26
LEGEND_SIZES = (34, 32, 30)
LINE_LABEL_SIZES = (34, 32, 30)
END_SIZES = (32, 30)
DASH = 44
"""Pixels of the sample of a dashed line beside its name."""
MONTH = 31
"""Up to so many points they are days, and every seventh is named; more are weeks."""
AIR = 12
"""The least pixels between two values on a line."""


def lay_out_chart(picture: ChartPicture) -> Scene:
    """The chart's scene, as high as its rows. Raises ValueError for a pictogram that is not in OpenMoji."""
    title = fit(picture.title, WIDTH - 2 * MARGIN, (52, 48, 44, 40))
    parts = words(title, MARGIN, MARGIN)
    y = MARGIN + title.height + (ROW_GAP / 2 if title.lines else 0)
    value_text = _value_text(picture.rows)
    for row in picture.rows:
        header, height = _header(row, y)
        y += height
        parts += [*header, *_plot(row, y)]
        y += PLOT + MARK_ROOM
        shown, height = _values(row, y, *value_text) if value_text else _table(row, y)
        parts += shown
        y += height + ROW_GAP
    days = max((row.points for row in picture.rows), key=len, default=())
    if days and value_text:
        parts += _days(days, y - ROW_GAP / 2)
        y += DAY_SIZE * LINE_HEIGHT
    legend, height = _legend(picture, y)
    return Scene(round(y + height + MARGIN - ROW_GAP / 2), (*parts, *legend))


def _header(row: ChartRow, y: float) -> tuple[list[ScenePart], float]:
    """The row's sign and name, with the dashed line's name at the right or, if that is too long, under it; and how high
    that is."""
    sign_parts = signs(row.pictogram, 0, 0, SIGN)
    width = SIGN * len(sign_parts)
    left = MARGIN + (width + 14 if width else 0)
    room = WIDTH - MARGIN - left
    said = row.line.label if row.line else ""
    named = fit(said, WIDTH - MARGIN - GUTTER - DASH, LINE_LABEL_SIZES, max_lines=1, bold=False)
    across = max((measure(each, named.size, bold=False) for each in named.lines), default=0.0)
    label = fit(row.label, room, (42, 40, 38, 36, 34, 32, 30), max_lines=1)
    beside = max((measure(each, label.size) for each in label.lines), default=0.0) + across + DASH + 3 * AIR <= room
    height = max(SIGN, label.height)
    parts = [
        *signs(row.pictogram, MARGIN + width / 2, y + (height - SIGN) / 2, SIGN),
        *words(label, left, y + (height - label.height) / 2),
    ]
    if named.lines:
        top = y + (height - named.height) / 2 if beside else y + height
        start = WIDTH - MARGIN - across
        middle = top + named.height / 2
        parts += words(named, start, top, bold=False)
        parts.append(dashed(start - DASH - AIR, middle, start - AIR, middle))
        height += 0 if beside else named.height
    return parts, height + HEAD_GAP


def _plot(row: ChartRow, y: float) -> list[ScenePart]:
    bottom = y + PLOT
    parts: list[ScenePart] = [line(GUTTER, level, WIDTH - MARGIN, level) for level in (y, y + PLOT / 2, bottom)]
    room = GUTTER - MARGIN - 14
    high = fit(row.high, room, END_SIZES, bold=False)
    low = fit(row.low, room, END_SIZES, bold=False)
    parts += words(high, MARGIN, y - 12, bold=False, ink=QUIET_INK)
    parts += words(low, MARGIN, bottom + 12 - low.height, bold=False, ink=QUIET_INK)
    count = len(row.points)
    # The named days are marked, to find the way from a value under the plot to its dot.
    every = _every(row.points)
    parts += [line(_x(at, count), y, _x(at, count), bottom) for at in range(count) if (count - 1 - at) % every == 0]
    if row.line:
        level = _level(row, row.line.value, bottom)
        parts.append(dashed(GUTTER, level, WIDTH - MARGIN, level))
    places = [(_x(at, count), _level(row, point.value, bottom), point) for at, point in enumerate(row.points)]
    for (x1, y1, one), (x2, y2, other) in pairwise(places):
        if one.value is not None and other.value is not None and one.provenance == other.provenance:
            parts.append(line(x1, y1, x2, y2, ink=INK, width=3))
    radius = 8 if count <= MONTH else 6
    for x, level, point in places:
        if point.value is not None:
            parts.append(_mark(point.provenance, x, level, radius))
        elif point.shown or count <= MONTH:
            parts.append(dot(x, bottom + 20, 5, filled=False, ink=QUIET_INK))
    return parts


def _level(row: ChartRow, value: float | None, bottom: float) -> float:
    """How far down `value` stands; one off the scale stands at its end."""
    share = ((value or 0.0) - row.bottom) / ((row.top - row.bottom) or 1.0)
    return bottom - PLOT * min(max(share, 0.0), 1.0)


def _mark(provenance: Provenance, x: float, y: float, radius: float) -> Shape:
    """The borger's own answer is a filled dot, one given with help a square half filled, an observation an open
    diamond: told apart by shape."""
    match provenance:
        case "self":
            return dot(x, y, radius)
        case "helped":
            square = f'x="{x - radius:g}" y="{y - radius:g}" width="{2 * radius:g}" height="{2 * radius:g}"'
            half = f'x="{x - radius:g}" y="{y:g}" width="{2 * radius:g}" height="{radius:g}"'
            return Shape(f'<rect {square} fill="{TILE}" stroke="{INK}" stroke-width="3"/><rect {half} fill="{INK}"/>')
    reach = radius * 1.4
    path = f"M{x:g} {y - reach:g}L{x + reach:g} {y:g}L{x:g} {y + reach:g}L{x - reach:g} {y:g}Z"
    return Shape(f'<path d="{path}" fill="{TILE}" stroke="{INK}" stroke-width="3"/>')


def _values(row: ChartRow, y: float, size: int, lines: int) -> tuple[list[ScenePart], float]:
    """The exact values under their dots, on one line or by turns on several where they would touch; and how high that
    is."""
    step = size * LINE_HEIGHT
    return [
        TextLine(showable(point.shown), _x(index, len(row.points)), y + step * (index % lines), size, "middle")
        for index, point in enumerate(row.points)
    ], lines * step


def _value_text(rows: tuple[ChartRow, ...]) -> tuple[int, int] | None:
    """The size of the values and on how many lines they stand, the same for all rows; None where they would be small
    on three lines, too, and stand in a table instead."""
    for lines in (1, 2, 3):
        for size in VALUE_SIZES:
            if all(_values_fit(row.points, size, lines) for row in rows):
                return size, lines
    return None


def _values_fit(points: tuple[ChartPoint, ...], size: int, lines: int) -> bool:
    widest = max((measure(showable(point.shown), size) for point in points), default=0.0)
    return widest + AIR <= _step(len(points)) * lines


def _extremes(row: ChartRow, y: float) -> list[ScenePart]:
    """The first and last value, the highest and the lowest, under their dots as far as they do not touch."""
    size, count = VALUE_SIZES[0], len(row.points)
    scored = [(point.value, index) for index, point in enumerate(row.points) if point.value is not None]
    if not scored:
        return []
    wanted = (scored[-1], scored[0], max(scored, key=lambda each: each[0]), min(scored, key=lambda each: each[0]))
    parts: list[TextLine] = []
    for _, index in wanted:
        shown = showable(row.points[index].shown)
        half = measure(shown, size) / 2
        place = TextLine(shown, min(_x(index, count), WIDTH - MARGIN / 2 - half), y, size, "middle")
        left, _, right, _ = place.box
        if all(right + AIR <= other.box[0] or other.box[2] + AIR <= left for other in parts):
            parts.append(place)
    return list(parts)


def _table(row: ChartRow, y: float) -> tuple[list[ScenePart], float]:
    """The days' names, a few values under their dots, and below all of them with their days, column by column; and how
    high that is."""
    cells = [(showable(point.day), showable(point.shown)) for point in row.points if point.shown]
    parts = [*_extremes(row, y), *_days(row.points, y + VALUE_SIZES[0] * LINE_HEIGHT + AIR)]
    top = VALUE_SIZES[0] * LINE_HEIGHT + DAY_SIZE * LINE_HEIGHT + 2 * AIR
    if not cells:
        return parts, top
    name = max(measure(day, TABLE_SIZE, bold=False) for day, _ in cells)
    value = max(measure(shown, TABLE_SIZE) for _, shown in cells)
    width = name + AIR + value + 3 * AIR
    columns = max(1, min(int((WIDTH - 2 * MARGIN + 3 * AIR) / width), len(cells)))
    lines = -(-len(cells) // columns)
    step = TABLE_SIZE * LINE_HEIGHT
    apart = (WIDTH - 2 * MARGIN + 3 * AIR) / columns
    for index, (day, shown) in enumerate(cells):
        column, at = divmod(index, lines)
        x, level = MARGIN + column * apart, y + top + at * step
        parts += [
            TextLine(day, x, level, TABLE_SIZE, "start", False, QUIET_INK),
            TextLine(shown, x + name + AIR, level, TABLE_SIZE),
        ]
    return parts, top + lines * step


def _days(points: tuple[ChartPoint, ...], y: float) -> list[ScenePart]:
    """The days' names: all if they fit, else every so many counted back from the last."""
    count = len(points)
    last = WIDTH - MARGIN / 2 - _widest(points) / 2
    every = _every(points)
    parts: list[ScenePart] = [line(GUTTER, y - 6, WIDTH - MARGIN, y - 6, ink=EDGE)]
    parts += [
        TextLine(showable(point.day), min(_x(index, count), last), y, DAY_SIZE, "middle", False, QUIET_INK)
        for index, point in enumerate(points)
        if (count - 1 - index) % every == 0
    ]
    return parts


def _every(points: tuple[ChartPoint, ...]) -> int:
    """Of how many days one is named: whole weeks of days, or of weeks about a month and its multiples."""
    step, widest = _step(len(points)), _widest(points)
    if widest + AIR <= step:
        return 1
    # The last name may have to stand left of its dot.
    unit = 7 if len(points) <= MONTH else 4
    return next(unit * n for n in range(1, 99) if n == 98 or 1.5 * widest + AIR <= step * unit * n)


def _widest(points: tuple[ChartPoint, ...]) -> float:
    return max((measure(showable(point.day), DAY_SIZE, bold=False) for point in points), default=0.0)


def _legend(picture: ChartPicture, y: float) -> tuple[list[ScenePart], float]:
    """What each mark means, if there is more than one kind; and how high that is."""
    found = {point.provenance for row in picture.rows for point in row.points if point.value is not None}
    if len(found) < 2:
        return [], 0.0
    parts: list[ScenePart] = []
    x, top, step = float(MARGIN), y, LEGEND_SIZES[0] * LINE_HEIGHT + 6
    for provenance, meaning in picture.legend:
        if provenance not in found:
            continue
        text = fit(meaning, WIDTH - 2 * MARGIN - 40, LEGEND_SIZES, max_lines=1, bold=False)
        across = 40 + max((measure(each, text.size, bold=False) for each in text.lines), default=0.0)
        if x > MARGIN and x + across > WIDTH - MARGIN:
            x, top = float(MARGIN), top + step
        parts.append(_mark(provenance, x + 14, top + step / 2, 10))
        parts += words(text, x + 40, top + (step - text.height) / 2, bold=False)
        x += across + 3 * AIR
    return parts, top + step - y + ROW_GAP / 2


def _step(count: int) -> float:
    """Pixels from one day to the next."""
    return (WIDTH - MARGIN - GUTTER) / max(count, 1)


def _x(index: int, count: int) -> float:
    return GUTTER + _step(count) * (index + 0.5)
