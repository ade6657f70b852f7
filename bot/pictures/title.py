"""The sign and title at the top of a picture."""

from __future__ import annotations

from bot.pictures.pictograms import split_pictograms
from bot.pictures.scene import WIDTH, ScenePart, image, words
from bot.pictures.text import fit

MARGIN = 16
GAP = 10
SIZES = (56, 52, 48, 44, 40)
SIGN = 100


def lay_out_title(pictogram: str, title: str) -> tuple[list[ScenePart], float]:
    """The sign with the title beside it, and the y under them. Raises ValueError for a pictogram that is not in
    OpenMoji."""
    count = len(split_pictograms(pictogram))
    left = MARGIN + count * SIGN + (2 * GAP if count else 0)
    fitted = fit(title, WIDTH - MARGIN - left, SIZES)
    height = max(SIGN if count else 0, fitted.height)
    middle = MARGIN + height / 2
    parts = image(pictogram, None, MARGIN, middle - count * SIGN / 2, count * SIGN)
    return parts + words(fitted, left, middle - fitted.height / 2), MARGIN + height + GAP
