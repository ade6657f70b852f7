"""What is wrong with a dialog file, as a value: where it is, what it is, and what to do about it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TypeAlias

Place: TypeAlias = tuple[int | str, ...]
"""Where in a file something stands, from its top: ("steps", 2, "options", 0, "opens")."""


@dataclass(frozen=True)
class Flaw:
    """Something wrong at a place of a dialog. A `mild` one is told and does no harm."""

    place: Place
    words: str
    mild: bool = False


class Flawed(ValueError):
    """Raised by a model that has flaws, each at its place inside the model."""

    def __init__(self, flaws: Iterable[Flaw]) -> None:
        self.flaws = tuple(flaws)
        super().__init__("; ".join(flaw.words for flaw in self.flaws))


@dataclass(frozen=True)
class Problem:
    """A flaw of a file, told in one line. `place` names it ("step 'mood', field 'scale'"), and is empty for the whole
    file; `line` is 0 where there is none."""

    file: str
    line: int
    place: str
    words: str
    mild: bool = False

    @property
    def about(self) -> str:
        """The same wherever in the file it stands."""
        place, advice = f"{self.place}: " if self.place else "", "advice: " if self.mild else ""
        return f"{self.file}: {place}{advice}{self.words}"

    def __str__(self) -> str:
        where = f"{self.file}:{self.line}" if self.line else self.file
        return where + self.about.removeprefix(self.file)


class DialogError(Exception):
    """Dialog files that cannot be used. The text has a line for each problem."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(map(str, self.problems)))
