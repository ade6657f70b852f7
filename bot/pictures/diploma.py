"""Lays out a diploma: what somebody did, in their own words or photo, with their name and the day."""

from __future__ import annotations

from collections.abc import Mapping

from bot.pictures.scene import INK, WIDTH, Scene, ScenePart, Shape, image, line, words
from bot.pictures.spec import DiplomaPicture
from bot.pictures.text import fit

MARGIN, GAP = 24, 28
INNER = 44
SIGN, PHOTO = 200, 520
TITLE_SIZES = (84, 76)
NAME_SIZES = (72, 64, 56, 48)
SAID_SIZES = (60, 54, 48, 42, 38)
DAY_SIZES = (42,)
MANY_LINES = 12


def lay_out_diploma(picture: DiplomaPicture, photos: Mapping[int, bytes]) -> Scene:
    """The diploma's scene, as high as its contents. Raises ValueError for a pictogram that is not in OpenMoji."""
    room, middle = WIDTH - 2 * (INNER + GAP), WIDTH / 2
    y = float(INNER + 2 * GAP)
    parts: list[ScenePart] = []
    body = photos.get(picture.photo)
    size = PHOTO if body else SIGN
    parts += image(picture.pictogram, body, middle - size / 2, y, size)
    y += size + GAP
    for text, sizes, lines in (
        (picture.title, TITLE_SIZES, 1), (picture.name, NAME_SIZES, 2), (picture.said, SAID_SIZES, MANY_LINES),
    ):  # fmt: skip
        fitted = fit(text, room, sizes, max_lines=lines)
        parts += words(fitted, middle, y, anchor="middle")
        y += fitted.height + (GAP if fitted.lines else 0)
    parts.append(line(middle - 140, y, middle + 140, y, ink=INK, width=3))
    day = fit(picture.day, room, DAY_SIZES)
    parts += words(day, middle, y + GAP / 2, anchor="middle", bold=False)
    height = round(y + GAP / 2 + day.height + 2 * GAP + INNER)
    return Scene(height, (_edge(MARGIN, height, 6), _edge(INNER, height, 2), *parts))


def _edge(inset: int, height: int, stroke: int) -> Shape:
    return Shape(
        f'<rect x="{inset}" y="{inset}" width="{WIDTH - 2 * inset}" height="{height - 2 * inset}" rx="12"'
        f' fill="none" stroke="{INK}" stroke-width="{stroke}"/>'
    )
