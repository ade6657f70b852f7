"""Lays out ladders: of each goal its described steps, the best at the top, with who stands on which."""

from __future__ import annotations

from collections.abc import Mapping

from bot.pictures.ladder_spec import Ladder, LadderPicture, LadderStep
from bot.pictures.scene import QUIET_INK, WIDTH, Scene, ScenePart, frame, image, signs, words
from bot.pictures.text import FittedText, fit
from bot.pictures.title import lay_out_title

MARGIN = 16
GAP = 10
PAD, NARROW_PAD = 14, 8
GOAL_SIZES = (50, 46, 42, 40)
STEP_SIZES = (40, 38, 36, 34)
MARK_SIZES = (36, 34, 32, 30)
GOAL_PHOTO = 160.0
STEP_SIGN, SMALL_STEP_SIGN = 84, 64
"""Pixels across the sign of a step, and where there are several ladders."""
MARK_SIGN = 64
MARKS = 300
"""Pixels across for those who stand on a step."""


def lay_out_ladder(picture: LadderPicture, photos: Mapping[int, bytes]) -> Scene:
    """The scene, as high as its contents. Raises ValueError for a pictogram that is not in OpenMoji."""
    parts, y = lay_out_title(picture.pictogram, picture.title)
    narrow = len(picture.ladders) > 1
    for ladder in picture.ladders:
        more, y = _ladder(ladder, y, photos, narrow=narrow)
        parts += more
    return Scene(round(y + MARGIN), tuple(parts))


def _ladder(
    ladder: Ladder, y: float, photos: Mapping[int, bytes], *, narrow: bool
) -> tuple[list[ScenePart], float]:  # fmt: skip
    """One goal with its photo, if it has one, and the y under it."""
    parts, left, high = list[ScenePart](), float(MARGIN), 0.0
    if ladder.photo in photos:
        parts, high = image("", photos[ladder.photo], left, y + GAP, GOAL_PHOTO), GOAL_PHOTO
        left += GOAL_PHOTO + 2 * GAP
    title = fit(ladder.title, WIDTH - left - MARGIN, GOAL_SIZES)
    high = max(high, title.height)
    parts += words(title, left, y + GAP + (high - title.height) / 2)
    y += high + 2 * GAP
    stands = any(step.marks for step in ladder.steps)
    for step in ladder.steps:
        more, y = _step(step, y, MARKS if stands else 0, narrow=narrow)
        parts += more
    return parts, y + GAP


def _step(step: LadderStep, y: float, room: float, *, narrow: bool) -> tuple[list[ScenePart], float]:
    size, pad = (SMALL_STEP_SIGN, NARROW_PAD) if narrow else (STEP_SIGN, PAD)
    left = MARGIN + PAD + size + GAP
    said = fit(step.words, WIDTH - MARGIN - PAD - left - room, STEP_SIZES, max_lines=4)
    marks = [(sign, fit(name, room - MARK_SIGN - 2 * GAP, MARK_SIZES)) for sign, name in step.marks]
    high = sum(max(MARK_SIGN, name.height) for _, name in marks)
    height = max(size, said.height, high) + 2 * pad
    parts: list[ScenePart] = [frame(MARGIN, y, WIDTH - 2 * MARGIN, height, marked=bool(marks))]
    middle = y + height / 2
    parts += signs(step.pictogram, MARGIN + PAD + size / 2, middle - size / 2, size)
    parts += words(said, left, middle - said.height / 2)
    parts += _marks(marks, WIDTH - MARGIN - PAD - room + GAP, middle - high / 2)
    return parts, y + height + GAP


def _marks(marks: list[tuple[str, FittedText]], x: float, y: float) -> list[ScenePart]:
    parts: list[ScenePart] = []
    for sign, name in marks:
        height = max(MARK_SIGN, name.height)
        parts += signs(sign, x + MARK_SIGN / 2, y + (height - MARK_SIGN) / 2, MARK_SIGN)
        parts += words(name, x + MARK_SIGN + GAP, y + (height - name.height) / 2, ink=QUIET_INK)
        y += height
    return parts
