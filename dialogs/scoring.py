"""Scores as a dialog declares them: totals of its answers, and what a series of totals says.

Pure arithmetic on the answers' own scores. Nothing here judges a person, and a missing answer is never guessed:
"don't know", "won't say" and a question left out have no score, and without one there is no total.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum
from math import sqrt
from typing import Literal, Self

from pydantic import Field

from dialogs.fields import Identifier, Model, Number, Words, sound, twice

GAS_LEVELS = (-2.0, -1.0, 0.0, 1.0, 2.0)
_RHO = 0.3
"""The correlation that is assumed between the goals of one person (Kiresuk and Sherman's value)."""


class Score(Model):
    """A total over the steps `of`, or with `over` over one step inside the `each` of that id, asked about each thing of
    its list: all of them must have a score. Its `weights` are then the name of the things' own (`weight` stands for
    weight: of the list), where they have any.

    `kind`: their sum, their mean, their sum times `factor` (scaled), or the T-score of goals with `weights` (gas, one
    weight a step, all alike if there are none). The lines to hold a total against, each only if it is set: `cutoff`
    and `reliable_change` for `series_state`, `talk_below` and `talk_drop` for `talk_about_it`.
    """

    id: Identifier
    name: Words
    kind: Literal["sum", "mean", "scaled", "gas"]
    of: tuple[Identifier, ...] = Field(min_length=1)
    factor: Number | None = Field(default=None, gt=0)
    weights: tuple[Number, ...] | str = ()
    over: Identifier | None = None
    cutoff: Number | None = None
    reliable_change: Number | None = Field(default=None, gt=0)
    talk_below: Number | None = None
    talk_drop: Number | None = Field(default=None, gt=0)

    @sound
    def _fits_its_kind(self) -> Self:
        if (self.factor is None) == (self.kind == "scaled"):
            raise ValueError("a factor belongs to a scaled score, and to no other")
        if self.weights and self.kind != "gas":
            raise ValueError("weights belong to a gas score")
        if self.over and len(self.of) != 1:
            raise ValueError("of must name the one step inside the each that over names")
        if isinstance(self.weights, str) != bool(self.over) and self.weights:
            raise ValueError("weights are numbers, one for each step, or with over the name of the things' own")
        if not isinstance(self.weights, str):
            self._fit(self.weights)
        if same := twice(self.of):
            raise ValueError(f"of names '{same}' twice")
        return self

    def _fit(self, weights: Sequence[float]) -> None:
        if weights and len(weights) != len(self.of):
            raise ValueError(f"has {len(weights)} weights for {len(self.of)} steps")
        if any(weight < 0 for weight in weights):
            raise ValueError("a weight is below 0")

    def of_each(self, items: Sequence[str], weights: Sequence[float]) -> Score:
        """A score `over` an each as one over these things of its list, whose steps are called "step/thing"; a thing
        without a weight counts 1."""
        return self.model_copy(
            update={"of": tuple(f"{self.of[0]}/{item}" for item in items), "weights": tuple(weights)}
        )

    @property
    def line(self) -> float | None:
        """The reference line of the score's chart, if it has one."""
        return self.talk_below if self.cutoff is None else self.cutoff


class SeriesState(StrEnum):
    """How the latest total of a series stands to its first."""

    IMPROVED = "improved"
    CROSSED = "improved_and_crossed"
    WORSE = "worse"
    NO_CHANGE = "no_reliable_change"


def total(score: Score, scores: Mapping[str, float | None]) -> float | None:
    """The total of `scores` (by step id) as declared, to one decimal; None if one of its steps has no score."""
    parts = [scores.get(step) for step in score.of]
    known = [part for part in parts if part is not None]
    if len(known) < len(parts):
        return None
    if score.kind == "gas":
        weights = () if isinstance(score.weights, str) else score.weights
        t_score = gas_t_score(known, weights or (1.0,) * len(known))
        return None if t_score is None else _one_decimal(t_score)
    added = sum(map(_exact, known), Decimal(0))
    if score.kind == "mean":
        added /= len(known)
    return _one_decimal(added * _exact(score.factor or 1))


def span(score: Score, low: Sequence[float], high: Sequence[float]) -> tuple[float, float]:
    """The least and the greatest a total can be, from the least and greatest scores of its steps, in `of`'s order.
    A gas score whose weights are all 0 has none: (0, 0)."""
    ends = (total(score, dict(zip(score.of, end, strict=True))) for end in (low, high))
    lowest, highest = (0.0 if end is None else end for end in ends)
    return lowest, highest


def series_state(
    first: float, latest: float, *, cutoff: float | None = None, reliable_change: float = 5
) -> SeriesState:
    """How `latest` stands to `first`, both to one decimal, higher being better.

    A change of exactly `reliable_change` counts; a total equal to `cutoff` is at or above it; without a cut-off
    nothing crosses. The rule of reliable and clinically significant change (Jacobson and Truax 1991), with the lines
    usual for four-area outcome ratings of 0-40: 25 for adults and 5 points.
    """
    began, stands, least = _rounded(first), _rounded(latest), _exact(reliable_change)
    if stands - began <= -least:
        return SeriesState.WORSE
    if stands - began < least:
        return SeriesState.NO_CHANGE
    crossed = cutoff is not None and began < _exact(cutoff) <= stands
    return SeriesState.CROSSED if crossed else SeriesState.IMPROVED


def talk_about_it(latest: float, previous: float | None, *, below: float | None = 36, drop: float | None = 1) -> bool:
    """Whether the cooperation is worth a talk: the latest total is under `below`, or `drop` or more under the one
    before (None: there was none). The lines usual for four-area cooperation ratings of 0-40: 36 and 1 point."""
    stands = _rounded(latest)
    fell = None if previous is None else _rounded(previous) - stands
    return (below is not None and stands < _exact(below)) or (
        drop is not None and fell is not None and fell >= _exact(drop)
    )


@dataclass(frozen=True)
class Range:
    """The totals that are possible with the number of steps their parts were rated in: from `low` to `high`; `least` is
    the smallest change that one tap makes, 0 where a change can be of any size. An example: three faces score as the
    middle three of five, so four areas add up to 10-30, and compared with a line of 36 even the best would be too
    low."""

    low: float
    high: float
    least: float = 0

    def crosses(self, line: float) -> bool:
        """Whether there are possible totals on both sides of a line; one that is equal to it counts as above."""
        return self.low < line <= self.high

    def tells(self, change: float) -> bool:
        """Whether a change of this size tells anything: totals can change so much, and they can also change by less."""
        return self.least < change <= self.high - self.low


def state_of(score: Score, totals: Sequence[float], within: Range | None = None) -> SeriesState | None:
    """The state of a series, oldest total first. The score's cut-off counts only if the totals that are possible
    `within` a range lie on both sides of it; with no range, it always does. None with fewer than two totals, or where
    the score declares no reliable change, or one that totals in the range cannot show."""
    change = score.reliable_change
    if len(totals) < 2 or change is None or (within and not within.tells(change)):
        return None
    return series_state(totals[0], totals[-1], cutoff=_held(score.cutoff, within), reliable_change=change)


def talk_of(score: Score, totals: Sequence[float], within: Range | None = None) -> bool:
    """Whether a series, oldest total first, is worth a talk. Its line counts where the cut-off does in `state_of`."""
    *earlier, latest = totals or (None,)
    if latest is None:
        return False
    below = _held(score.talk_below, within)
    return talk_about_it(latest, earlier[-1] if earlier else None, below=below, drop=score.talk_drop)


def _held(line: float | None, within: Range | None) -> float | None:
    """The line, if possible totals lie on both sides of it."""
    return None if line is None or (within and not within.crosses(line)) else line


def gas_t_score(levels: Sequence[float], weights: Sequence[float]) -> float | None:
    """The T-score of goals reached at `levels` (-2..+2) with `weights`, unrounded; None with no goal or no weight.

    T = 50 + 10·Σwx / √((1 - ρ)·Σw² + ρ·(Σw)²), ρ = 0.3 (Kiresuk and Sherman 1968; the formula as printed in
    Turner-Stokes 2009 is wrong, this is the corrected one).

    Raises:
        ValueError: for another level, a weight below 0, or not one weight for each level.
    """
    if any(level not in GAS_LEVELS for level in levels) or any(weight < 0 for weight in weights):
        raise ValueError("levels are -2, -1, 0, 1 or 2, and weights not below 0")
    reached = sum(weight * level for weight, level in zip(weights, levels, strict=True))
    spread = sqrt((1 - _RHO) * sum(weight * weight for weight in weights) + _RHO * sum(weights) ** 2)
    return 50 + 10 * reached / spread if spread else None


def _exact(value: float) -> Decimal:
    """The number as it is written: 0.1 is a tenth, and sums of tenths are right."""
    return Decimal(str(value))


def _rounded(value: float | Decimal) -> Decimal:
    exact = value if isinstance(value, Decimal) else _exact(value)
    return exact.quantize(Decimal("0.1"), ROUND_HALF_UP)


def _one_decimal(value: float | Decimal) -> float:
    return float(_rounded(value))
