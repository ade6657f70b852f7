"""Text that fits: widths read from the very font files the pictures are drawn with, wrapping and shrinking."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from fontTools.ttLib import TTFont
from ttf_opensans import OPENSANS_REGULAR, OPENSANS_SEMIBOLD

LINE_HEIGHT = 1.2
ASCENT = 0.92
"""Where the baseline lies in a line of text, in parts of the font size from the line's top."""


_HYPHENS = re.compile(r"(?<=\w)-(?=\w{3})")


@dataclass(frozen=True)
class FittedText:
    """Lines of text at one font size in pixels; no lines when there was nothing to show."""

    size: int
    lines: tuple[str, ...]

    @property
    def height(self) -> float:
        return len(self.lines) * self.size * LINE_HEIGHT


def font_file(bold: bool) -> Path:
    """The font file of normal or bold text."""
    return Path((OPENSANS_SEMIBOLD if bold else OPENSANS_REGULAR).path)


def measure(text: str, size: float, *, bold: bool = True) -> float:
    """The width of `text` in pixels. Characters that the font lacks count as nothing; see `showable`."""
    widths = _advances(bold)
    return size * sum(widths.get(character, 0.0) for character in text)


def showable(text: str) -> str:
    """`text` in one line, without what the font cannot draw (control characters, emoji, soft hyphens)."""
    known = _advances(True)
    composed = unicodedata.normalize("NFC", text).replace("\u00ad", "")
    return " ".join("".join(c if c in known else " " for c in composed).split())


def fit(text: str, width: float, sizes: Sequence[int], *, max_lines: int = 2, bold: bool = True) -> FittedText:
    """`text` in at most `max_lines` at the largest of `sizes` (falling) that holds it in `width` pixels.

    A text too long for the smallest size keeps that size, breaks inside words and takes the lines it needs: it is
    never cut, for a borger must not be asked half a question.
    """
    text = showable(text)
    for size in sizes:
        if fits(text, width, size, max_lines=max_lines, bold=bold):
            return FittedText(size, _wrap(_at_hyphens(text, width, size, bold), width, size, bold))
    return FittedText(sizes[-1], _wrap(_broken(text, width, sizes[-1], bold), width, sizes[-1], bold))


def clip(text: FittedText, width: float, max_lines: int) -> FittedText:
    """At most so many lines of `text`, with an ellipsis where it was cut: for an overview, where the whole stands
    elsewhere."""
    if len(text.lines) <= max_lines:
        return text
    last = text.lines[max_lines - 1]
    while last and measure(f"{last}…", text.size) > width:
        last = last[:-1]
    return FittedText(text.size, (*text.lines[: max_lines - 1], f"{last.rstrip(' -')}…"))


def fits(text: str, width: float, size: int, *, max_lines: int = 2, bold: bool = True) -> bool:
    """Whether `text` takes at most `max_lines` of `width` pixels at `size` without breaking a word, but after a hyphen
    that it has."""
    lines = _wrap(_at_hyphens(showable(text), width, size, bold), width, size, bold)
    return len(lines) <= max_lines and all(measure(line, size, bold=bold) <= width for line in lines)


def _wrap(text: str, width: float, size: int, bold: bool) -> tuple[str, ...]:
    """Greedy lines; two lines are then evened out, which reads calmer than a long and a short one."""
    lines: list[str] = []
    for word in text.split():
        if lines and measure(f"{lines[-1]} {word}", size, bold=bold) <= width:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    if len(lines) != 2:
        return tuple(lines)
    words = text.split()
    halves = [(" ".join(words[:cut]), " ".join(words[cut:])) for cut in range(1, len(words))]
    return min(halves, key=lambda pair: max(measure(line, size, bold=bold) for line in pair))


def _at_hyphens(text: str, width: float, size: int, bold: bool) -> str:
    """`text` with a space after the hyphens of every word that is wider than a line."""
    return " ".join(
        word if measure(word, size, bold=bold) <= width else _HYPHENS.sub("- ", word) for word in text.split()
    )


def _broken(text: str, width: float, size: int, bold: bool) -> str:
    """`text` with a space put into every word that is wider than a line: after a hyphen it has, or one that is added,
    and with no less than three letters after it."""
    words: list[str] = []
    for word in text.split():
        rest = word
        while measure(rest, size, bold=bold) > width and len(rest) > 1:
            end = len(rest) - 1
            while end > 1 and measure(f"{rest[:end]}-", size, bold=bold) > width:
                end -= 1
            hyphen = rest.rfind("-", 1, end + 1) + 1
            end = hyphen or max(1, min(end, len(rest) - 3))
            words.append(rest[:end] if hyphen else f"{rest[:end]}-")
            rest = rest[end:]
        words.append(rest)
    return " ".join(words)


@lru_cache(maxsize=2)
def _advances(bold: bool) -> Mapping[str, float]:
    """The advance width of every character in the font, in parts of the font size."""
    with TTFont(font_file(bold), lazy=True) as font:
        units, metrics = font["head"].unitsPerEm, font["hmtx"]
        return {chr(code): metrics[glyph][0] / units for code, glyph in font.getBestCmap().items()}
