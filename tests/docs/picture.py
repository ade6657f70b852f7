"""`docs/rooms.svg`: the rooms of the code as boxes, the lowest at the bottom, an arrow from each to what it imports."""

from __future__ import annotations

import ast
from collections.abc import Mapping, Sequence
from html import escape
from itertools import pairwise
from math import fsum

from tests.docs.rooms import BESIDE, ROOT, Imports, imports, levels, needed

WHAT = {
    "bot/cli.py": "the commands",
    "bot/app.py": "puts it together",
    "bot/handler.py": "one update, whole or not",
    "bot/routing.py": "what a message is for",
    BESIDE: "clock, settings, keys",
    "dialogs/": "the pure core",
    "locales/": "Danish and English",
    "storage/": "SQL and transactions",
}
"""What is no room of `bot/` is for, in a few words. A room's own words are the docstring of its `__init__.py`."""
WIDTH, BOX, HIGH, STEP, GAP = 800, 152, 40, 62, 8
"""Pixels: of the picture, of a box, and from one row to the next; and the least between two boxes."""
LINE = 18
"""Pixels that an arrow which goes past a row takes up in it."""
SWEEPS = 24

Place = tuple[str, str]
"""What stands in a row: a box ("", its room), or where an arrow from one room to another goes past."""


def rooms_svg() -> str:
    """The picture as the code is now."""
    return draw(imports())


def draw(found: Imports) -> str:
    """The picture of these imports; only those that do not follow from others have arrows.

    Raises:
        ValueError: for a room that does not say what it is for.
    """
    arrows = sorted((room, other) for room, others in needed(found).items() for other in others)
    level = levels(found)
    routes = {arrow: _route(arrow, level) for arrow in arrows}
    rows = _ordered(_rows(level, routes), routes)
    at = _places(rows, routes)
    high = STEP * len(rows) + 10
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{high}" viewBox="0 0 {WIDTH} {high}"'
        ' font-family="Open Sans, Helvetica, Arial, sans-serif" text-anchor="middle">',
        "<title>The rooms of the code, the lowest at the bottom</title>",
        '<rect width="100%" height="100%" fill="#fff"/>',
        '<defs><marker id="tip" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" orient="auto">'
        '<path d="M0 0 8 4 0 8z" fill="#5b6670"/></marker></defs>',
    ]

    def y(row: int) -> int:
        return STEP * (len(rows) - 1 - row) + 15

    for arrow in arrows:
        points = [(at[place], y(row)) for row, place in routes[arrow]]
        parts.append(
            f'<path d="{_line(points)}" fill="none" stroke="#5b6670" stroke-width="1.4" marker-end="url(#tip)"/>'
        )
    for room in sorted(level):
        parts += _box(room, at["", room], y(level[room]))
    return "\n".join((*parts, "</svg>", ""))


def _box(room: str, x: int, y: int) -> list[str]:
    fill = "#d9efe4" if not room.startswith("bot/") else "#fff1cf" if room.endswith(".py") else "#e2ecfa"
    return [
        f'<rect x="{x - BOX // 2}" y="{y}" width="{BOX}" height="{HIGH}" rx="6" fill="{fill}" stroke="#33414d"/>',
        f'<text x="{x}" y="{y + 17}" font-size="13.5" font-weight="600" fill="#111">{escape(room)}</text>',
        f'<text x="{x}" y="{y + 32}" font-size="11.5" fill="#333">{escape(_what(room))}</text>',
    ]


def _line(points: Sequence[tuple[int, int]]) -> str:
    """From the lower edge of the first box through the rows between to the upper edge of the last."""
    (x, y), *between, (last, end) = points
    found, y = [f"M{x} {y + HIGH}"], y + HIGH
    stops = [stop for px, py in between for stop in ((px, py), (px, py + HIGH))]
    for to_x, to_y in (*stops, (last, end - 1)):
        middle = (y + to_y) // 2
        found.append(f"C{x} {middle} {to_x} {middle} {to_x} {to_y}" if to_x != x else f"V{to_y}")
        x, y = to_x, to_y
    return "".join(found)


Routes = Mapping[tuple[str, str], Sequence[tuple[int, Place]]]


def _route(arrow: tuple[str, str], level: Mapping[str, int]) -> list[tuple[int, Place]]:
    """The rows that an arrow goes through, from above, and its place in each."""
    begin, end = arrow
    past = [(row, arrow) for row in range(level[begin] - 1, level[end], -1)]
    return [(level[begin], ("", begin)), *past, (level[end], ("", end))]


def _rows(level: Mapping[str, int], routes: Routes) -> list[list[Place]]:
    rows: list[list[Place]] = [[] for _ in range(max(level.values()) + 1)]
    for room in sorted(level):
        rows[level[room]].append(("", room))
    for route in routes.values():
        for row, place in route[1:-1]:
            rows[row].append(place)
    return rows


def _ordered(rows: list[list[Place]], routes: Routes) -> list[list[Place]]:
    """Each row so that few arrows cross: everything comes near the middle of what it is joined to, above and below by
    turns, and the best of these orders counts."""
    best, fewest = rows, _crossings(rows, routes)
    for sweep in range(SWEEPS):
        rows, up = [list(row) for row in rows], sweep % 2 == 0
        for index in range(1, len(rows)) if up else range(len(rows) - 2, -1, -1):
            beside = rows[index - 1 if up else index + 1]
            order = {place: number / max(1, len(beside) - 1) for number, place in enumerate(beside)}
            middle: dict[Place, float] = {}
            for number, place in enumerate(rows[index]):
                near = [order[other] for other in _joined(place, routes) if other in order]
                middle[place] = fsum(near) / len(near) if near else number / max(1, len(rows[index]) - 1)
            rows[index].sort(key=lambda place: (round(middle[place], 6), place))
        if (now := _crossings(rows, routes)) < fewest:
            best, fewest = rows, now
    return best


def _joined(place: Place, routes: Routes) -> list[Place]:
    found: list[Place] = []
    for route in routes.values():
        for (_, upper), (_, lower) in pairwise(route):
            found += [lower] if upper == place else [upper] if lower == place else []
    return found


def _crossings(rows: Sequence[Sequence[Place]], routes: Routes) -> int:
    order = {place: number for row in rows for number, place in enumerate(row)}
    pieces: dict[int, list[tuple[int, int]]] = {}
    for route in routes.values():
        for (row, upper), (_, lower) in pairwise(route):
            pieces.setdefault(row, []).append((order[upper], order[lower]))
    return sum(
        (a - c) * (b - d) < 0 for found in pieces.values() for n, (a, b) in enumerate(found) for c, d in found[:n]
    )


def _places(rows: Sequence[Sequence[Place]], routes: Routes) -> dict[Place, int]:
    """Where the middle of each lies: near what it is joined to, as far as there is room."""
    at: dict[Place, float] = {}
    for row in rows:
        widths = [_wide(place) for place in row]
        x = (WIDTH - sum(widths)) / 2
        for place, wide in zip(row, widths, strict=True):
            at[place], x = x + wide / 2, x + wide
    for sweep in range(SWEEPS):
        for row in rows if sweep % 2 else reversed(rows):
            wanted = [_middle([at[other] for other in _joined(place, routes)], at[place]) for place in row]
            at |= zip(row, _apart(row, wanted), strict=True)
    aside = (WIDTH - min(at.values()) - max(at.values())) / 2
    return {place: round(x + aside) for place, x in at.items()}


def _middle(near: Sequence[float], otherwise: float) -> float:
    return fsum(near) / len(near) if near else otherwise


def _wide(place: Place) -> int:
    return LINE if place[0] else BOX + GAP


def _apart(row: Sequence[Place], wanted: Sequence[float]) -> list[float]:
    """As near to what is wanted as the widths and the picture's edges allow, in this order: between what comes of
    making room to the right and to the left."""
    widths = [_wide(place) for place in row]
    right = _pushed(widths, wanted)
    left = [WIDTH - x for x in _pushed(widths[::-1], [WIDTH - x for x in wanted[::-1]])[::-1]]
    return [(a + b) / 2 for a, b in zip(right, left, strict=True)]


def _pushed(widths: Sequence[int], wanted: Sequence[float]) -> list[float]:
    """Each where it is wanted or, if there is no room, right of the one before; none beyond the edges."""
    found, edge = list[float](), 0.0
    for number, (wide, x) in enumerate(zip(widths, wanted, strict=True)):
        at = max(min(x, WIDTH - sum(widths[number:]) + wide / 2), edge + wide / 2)
        found.append(at)
        edge = at + wide / 2
    return found


def _what(room: str) -> str:
    """What a room is for."""
    if room in WHAT:
        return WHAT[room]
    said = ast.get_docstring(ast.parse((ROOT / room / "__init__.py").read_text("utf-8"))) or ""
    if not said:
        raise ValueError(f"{room}__init__.py does not say what the room is for")
    return said.removesuffix(".")
