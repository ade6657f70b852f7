"""A picture as a list of shapes at fixed places: what the layouts build, what the tests measure, what resvg draws."""

from __future__ import annotations

from base64 import b64encode
from dataclasses import dataclass
from functools import lru_cache
from html import escape
from itertools import pairwise

import resvg_py

from bot.pictures.pictograms import pictogram_svg, split_pictograms
from bot.pictures.text import ASCENT, LINE_HEIGHT, FittedText, font_file, measure

WIDTH = 1000
"""Pixels across every picture; Telegram shows it about 330-400 CSS pixels wide on a phone."""
INK = "#1b1f23"
QUIET_INK = "#535b64"
PAPER = "#f7f6f2"
TILE = "#ffffff"
EDGE = "#c8ccd2"
FADED = 0.5
MOST_PIXELS = 9900
"""Width and height together that Telegram takes of a photo; a higher picture is drawn smaller."""
MOST_NARROW = 19
"""How many times as high as wide a photo may be for Telegram."""
PHOTO = 300
"""Pixels across a photo as it is kept for drawing: as many as most places it is drawn in."""


@dataclass(frozen=True)
class TextLine:
    """One line of text, its top at `y`; `x` is its left, middle or right by `anchor` ("start", "middle", "end")."""

    text: str
    x: float
    y: float
    size: float
    anchor: str = "start"
    bold: bool = True
    ink: str = INK
    struck: bool = False

    @property
    def box(self) -> tuple[float, float, float, float]:
        width = measure(self.text, self.size, bold=self.bold)
        left = self.x - width * {"start": 0.0, "middle": 0.5, "end": 1.0}[self.anchor]
        return left, self.y, left + width, self.y + self.size * LINE_HEIGHT

    def svg(self) -> str:
        struck = ' text-decoration="line-through"' if self.struck else ""
        return (
            f'<text x="{self.x:g}" y="{self.y + self.size * ASCENT:g}" font-size="{self.size:g}" '
            f'font-weight="{600 if self.bold else 400}" text-anchor="{self.anchor}" fill="{self.ink}"{struck}>'
            f"{escape(self.text)}</text>"
        )


@dataclass(frozen=True)
class Sign:
    """One pictogram in a square of `size` pixels. A `faded` one is past or will not be."""

    sign: str
    x: float
    y: float
    size: float
    faded: bool = False

    @property
    def box(self) -> tuple[float, float, float, float]:
        return self.x, self.y, self.x + self.size, self.y + self.size

    def svg(self) -> str:
        drawn = pictogram_svg(self.sign, self.x, self.y, self.size)
        return f'<g opacity="{FADED}">{drawn}</g>' if self.faded else drawn


@dataclass(frozen=True)
class Photo:
    """A photo, `link` being its data URI, in a square of `size` pixels."""

    link: str
    x: float
    y: float
    size: float
    faded: bool = False

    @property
    def box(self) -> tuple[float, float, float, float]:
        return self.x, self.y, self.x + self.size, self.y + self.size

    def svg(self) -> str:
        return (
            f'<image href="{self.link}" x="{self.x:g}" y="{self.y:g}" width="{self.size:g}"'
            f' height="{self.size:g}" opacity="{FADED if self.faded else 1}"/>'
        )


@dataclass(frozen=True)
class Shape:
    """Any other SVG markup: frames, dots, lines."""

    markup: str

    def svg(self) -> str:
        return self.markup


ScenePart = TextLine | Sign | Photo | Shape


@dataclass(frozen=True)
class Scene:
    """Everything on a picture that is `WIDTH` pixels wide and `height` high, in drawing order."""

    height: int
    parts: tuple[ScenePart, ...]

    def png(self) -> bytes:
        """The drawn picture. Always the same bytes for the same scene."""
        body = "".join(part.svg() for part in self.parts)
        wide = max(WIDTH, self.height / MOST_NARROW)
        scale = min(1.0, MOST_PIXELS / (wide + self.height))
        svg = (
            f'<svg xmlns="http://www.w3.org/2000/svg" width="{wide * scale:g}" height="{self.height * scale:g}"'
            f' viewBox="0 0 {wide:g} {self.height}" font-family="Open Sans">'
            f'<rect width="100%" height="100%" fill="{PAPER}"/>{body}</svg>'
        )
        fonts = [str(font_file(bold)) for bold in (False, True)]
        return bytes(resvg_py.svg_to_bytes(svg_string=svg, skip_system_fonts=True, font_files=fonts))


def words(
    text: FittedText, x: float, y: float, *, anchor: str = "start", bold: bool = True, ink: str = INK,
    struck: bool = False,
) -> list[ScenePart]:  # fmt: skip
    """The lines of `text` under each other, the first one's top at `y`."""
    step = text.size * LINE_HEIGHT
    return [
        TextLine(line, x, y + step * index, text.size, anchor, bold, ink, struck)
        for index, line in enumerate(text.lines)
    ]


def signs(emoji: str, centre: float, y: float, size: float, *, faded: bool = False) -> list[ScenePart]:
    """The pictograms of `emoji` side by side around the x `centre`, each `size` pixels wide. Raises ValueError."""
    found = split_pictograms(emoji)
    left = centre - len(found) * size / 2
    return [Sign(sign, left + index * size, y, size, faded) for index, sign in enumerate(found)]


def image(
    emoji: str, body: bytes | None, x: float, y: float, size: float, *, faded: bool = False
) -> list[ScenePart]:  # fmt: skip
    """A photo (JPEG or PNG), or if there is none that can be read the pictograms of `emoji`, in a square of `size`
    pixels. Raises ValueError."""
    if link := _square(body, max(PHOTO, round(size))) if body else "":
        return [Photo(link, x, y, size, faded)]
    each = size / max(len(split_pictograms(emoji)), 1)
    return signs(emoji, x + size / 2, y + (size - each) / 2, each, faded=faded)


def frame(x: float, y: float, width: float, height: float, *, marked: bool = False) -> Shape:
    """A tile's background; a marked one has a thick edge."""
    edge, stroke = (INK, 8) if marked else (EDGE, 2)
    return Shape(
        f'<rect x="{x:g}" y="{y:g}" width="{width:g}" height="{height:g}" rx="20" fill="{TILE}" '
        f'stroke="{edge}" stroke-width="{stroke}"/>'
    )


def dot(x: float, y: float, radius: float, *, filled: bool = True, ink: str = INK) -> Shape:
    """A filled or open round mark."""
    fill = ink if filled else TILE
    return Shape(f'<circle cx="{x:g}" cy="{y:g}" r="{radius:g}" fill="{fill}" stroke="{ink}" stroke-width="3"/>')


def line(x1: float, y1: float, x2: float, y2: float, *, ink: str = EDGE, width: float = 2) -> Shape:
    """A straight line."""
    return Shape(f'<path d="M{x1:g} {y1:g}L{x2:g} {y2:g}" stroke="{ink}" stroke-width="{width:g}"/>')


def dashed(x1: float, y1: float, x2: float, y2: float) -> Shape:
    """A dashed straight line, to compare with."""
    return Shape(f'<path d="M{x1:g} {y1:g}L{x2:g} {y2:g}" stroke="{INK}" stroke-width="4" stroke-dasharray="14 8"/>')


def tick(x: float, y: float, radius: float, *, ink: str = INK) -> Shape:
    """A tick in a filled circle, its middle at (x, y)."""
    part = radius / 28
    points = ((x - 13 * part, y + part), (x - 4 * part, y + 10 * part), (x + 13 * part, y - 9 * part))
    path = "".join(f"M{a:g} {b:g}L{c:g} {d:g}" for (a, b), (c, d) in pairwise(points))
    return Shape(
        f'<circle cx="{x:g}" cy="{y:g}" r="{radius:g}" fill="{ink}"/>'
        f'<path d="{path}" stroke="{TILE}" stroke-width="{7 * part:g}" stroke-linecap="round" fill="none"/>'
    )


@lru_cache(maxsize=32)
def _square(body: bytes, size: int) -> str:
    """A photo cut and shrunk to a square of `size` pixels with round corners, as a data URI; empty if unreadable.

    Kept, for a week may show it every day, and to read a photo takes longer than to draw all the rest.
    """
    # resvg draws nothing if it is told the wrong kind.
    kind = "jpeg" if body.startswith(b"\xff\xd8\xff") else "png"
    photo = f'<image href="data:image/{kind};base64,{b64encode(body).decode()}" width="100%" height="100%" '
    drawn = _rounded(photo + 'preserveAspectRatio="xMidYMid slice" clip-path="url(#corners)"/>', size)
    return "" if drawn == _rounded("", size) else f"data:image/png;base64,{b64encode(drawn).decode()}"


def _rounded(markup: str, size: int) -> bytes:
    corners = f'<clipPath id="corners"><rect width="{size}" height="{size}" rx="{PHOTO / 8}"/></clipPath>'
    svg = f'<svg xmlns="http://www.w3.org/2000/svg" width="{size}" height="{size}">{corners}{markup}</svg>'
    return bytes(resvg_py.svg_to_bytes(svg_string=svg))
