"""How a person reads: pictures or text, which kind of scale, how many steps, which language."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum


class Reading(StrEnum):
    """What carries the meaning on a card."""

    PICTURES = "pictures"
    BOTH = "both"
    TEXT = "text"


class ScaleStyle(StrEnum):
    """What a rating is tapped on."""

    FACES = "faces"
    THUMBS = "thumbs"
    NUMBERS = "numbers"
    WORDS = "words"


STEP_COUNTS = (2, 3, 5, 11)
"""How many steps a rating may have. 11 is 0-10 and exists for numbers alone."""


@dataclass(frozen=True)
class ReadingProfile:
    """One person's way of reading. `steps` is one of STEP_COUNTS; `aloud` says whether cards can be heard, None leaves
    it to the reading: for pictures alone they can."""

    reading: Reading = Reading.BOTH
    style: ScaleStyle = ScaleStyle.FACES
    steps: int = 5
    language: str = "da"
    aloud: bool | None = None

    def __post_init__(self) -> None:
        if self.steps not in STEP_COUNTS:
            raise ValueError(f"steps must be one of {STEP_COUNTS}, not {self.steps}")

    def settled(self) -> ReadingProfile:
        """The profile a card is drawn by: words cannot be read from pictures alone, only
        numbers go 0-10, and a 1 and a 2 say nothing of what they mean."""
        style = self.style
        if style is ScaleStyle.WORDS and self.reading is Reading.PICTURES:
            style = ScaleStyle.FACES
        steps = 5 if self.steps == 11 and style is not ScaleStyle.NUMBERS else self.steps
        steps = 3 if steps == 2 and style is ScaleStyle.NUMBERS else steps
        return replace(self, style=style, steps=steps, aloud=self.hears)

    @property
    def hears(self) -> bool:
        """Whether cards can be heard."""
        return self.reading is Reading.PICTURES if self.aloud is None else self.aloud
