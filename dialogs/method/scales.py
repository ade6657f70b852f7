"""Rating scales: five described levels each, shown in 2, 3, 5 or 11 steps and always scored 0-10."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from dialogs.profile import ReadingProfile, ScaleStyle
from dialogs.text import T, Text

LEVELS = {2: (1, 3), 3: (1, 2, 3), 5: (0, 1, 2, 3, 4)}
"""The levels a shorter scale shows: never the extremes alone, for most days are neither."""

THUMBS = ("👎👎", "👎", "🫱", "👍", "👍👍")


@dataclass(frozen=True)
class Level:
    """One of the five described levels of a scale, worst or least first."""

    word: Text
    face: str


@dataclass(frozen=True)
class Scale:
    """A scale by its id; `levels` always holds five."""

    id: str
    levels: tuple[Level, ...]


@dataclass(frozen=True)
class Mark:
    """One step of a scale as a borger taps it. `id` is "place/steps", counted from 0; `score` is 0-10."""

    id: str
    score: float
    word: Text
    pictogram: str
    number: str


def _scale(name: str, *levels: tuple[Text, str]) -> Scale:
    return Scale(name, tuple(Level(word, face) for word, face in levels))


SCALES: Mapping[str, Scale] = {
    scale.id: scale
    for scale in (
        _scale(
            "wellbeing",
            (T("Very badly"), "😢"),
            (T("Badly"), "🙁"),
            (T("Okay"), "😐"),
            (T("Well"), "🙂"),
            (T("Very well"), "😄"),
        ),
        _scale(
            "amount",
            (T("None"), "🪫🪫"),
            (T("A little"), "🪫"),
            (T("Some"), "🪫🔋"),
            (T("A lot"), "🔋"),
            (T("Very much"), "🔋🔋"),
        ),
        _scale(
            "agreement",
            (T("No, not at all"), "😢"),
            (T("Only a little"), "🙁"),
            (T("Both yes and no"), "😐"),
            (T("Mostly"), "🙂"),
            (T("Yes, always"), "😄"),
        ),
    )
}


def marks(scale: Scale, profile: ReadingProfile) -> tuple[Mark, ...]:
    """The steps of `scale` in the way `profile` shows them, lowest first."""
    settled = profile.settled()
    return tuple(mark(scale, place, settled.steps, settled.style) for place in range(settled.steps))


def mark(scale: Scale, place: int, steps: int, style: ScaleStyle = ScaleStyle.FACES) -> Mark:
    """Step number `place` (from 0) of `scale` in `steps` steps; its score is that of the level it is named by.
    With 11 steps the score is the number itself, and the nearest level lends its word."""
    level = round(place / 10 * 4) if steps == 11 else LEVELS[steps][place]
    numbers = style is ScaleStyle.NUMBERS
    return Mark(
        id=f"{place}/{steps}",
        score=scores_in(steps)[place],
        word=scale.levels[level].word,
        pictogram=THUMBS[level] if style is ScaleStyle.THUMBS else scale.levels[level].face,
        number=str(place if steps == 11 else place + 1) if numbers else "",
    )


def scores_in(steps: int) -> tuple[float, ...]:
    """The scores that a scale of so many steps can give, lowest first."""
    return tuple(float(n) for n in range(11)) if steps == 11 else tuple(level * 2.5 for level in LEVELS[steps])


def steps_of(choice: str) -> int:
    """How many steps a stored choice ("3/5") was one of; 0 for what is no step of a scale."""
    place, _, steps = choice.partition("/")
    return int(steps) if place.isdecimal() and steps.isdecimal() else 0


def mark_of(scale: Scale, choice: str) -> Mark:
    """The step that a stored choice ("3/5") stands for.

    Raises:
        ValueError: if `choice` is not of that form.
    """
    place, _, steps = choice.partition("/")
    return mark(scale, int(place), int(steps))
