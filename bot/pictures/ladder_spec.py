"""What a picture of ladders shows: see `bot.pictures.spec`."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class LadderStep:
    """A described step. `marks` are those who stand on it: a sign, and who and when in a few words."""

    pictogram: str
    words: str
    marks: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Ladder:
    """A goal with its steps, the best first; `photo` is the id of a stored one of it, 0 if there is none."""

    title: str
    steps: tuple[LadderStep, ...]
    photo: int = 0


@dataclass(frozen=True)
class LadderPicture:
    """Goals under each other, each as a ladder."""

    pictogram: str
    title: str
    ladders: tuple[Ladder, ...]
