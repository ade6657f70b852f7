"""By which rules what somebody answers differs from what is usual for them. Facts about numbers; no judgement, no
colour, and nothing said of a person."""

from __future__ import annotations

from collections.abc import Sequence

from dialogs.scoring import Range, Score, SeriesState, state_of, talk_of
from dialogs.summary import Before, Fact
from dialogs.text import T, Text, TextValue

FAR = 4.0
"""A rating of 0-10 that is so far from the mean of the four weeks before is not as usual: two of five faces."""


def far_from_usual(fact: Fact, before: Before) -> float:
    """How far a rating is from what was usual before it; 0 if that is no further than it may be, or not known."""
    mean = before.usual(fact)
    away = abs(fact.score - mean) if fact.score is not None and mean is not None else 0.0
    return away if away >= FAR else 0.0


def total_differs(name: Text, score: Score, numbers: Sequence[float], new: int, within: Range | None) -> Text | None:
    """Says in words that a total differs, and by which rule; None if none of the `new` last numbers does.

    Each is held against the one before it: a change of `reliable_change` or more, either way, or what is worth a talk
    by `talk_drop` and `talk_below`.
    """
    known = len(numbers) - new
    states = [_step(score, numbers[: place + 1], within) for place in range(known, len(numbers))]
    talks = any(talk_of(score, numbers[: place + 1], within) for place in range(known, len(numbers)))
    if not talks and not any(states):
        return None
    latest, least = numbers[-1], score.reliable_change or 0
    if len(numbers) == 1:
        return T("{score}: {now}, under {line}", score=name, now=latest, line=score.talk_below or 0)
    before = numbers[max(known - 1, 0)]
    values: dict[str, TextValue] = {
        "score": name,
        "before": before,
        "now": latest,
        "least": least,
        "line": score.talk_below or 0,
    }
    if any(states) and latest <= before - least:
        return Text(_LOWER.id, values)
    if any(states) and latest >= before + least:
        return Text(_HIGHER.id, values)
    if any(states):
        return Text(_BETWEEN.id, values)
    return Text((_DROPPED if latest < before else _UNDER).id, values)


_LOWER = T("{score}: {before} → {now}, lower by {least} or more")
_HIGHER = T("{score}: {before} → {now}, higher by {least} or more")
_BETWEEN = T("{score}: {before} → {now}, with {least} or more between two times")
_DROPPED = T("{score}: {before} → {now}, lower than last time")
_UNDER = T("{score}: {before} → {now}, still under {line}")


def _step(score: Score, numbers: Sequence[float], within: Range | None) -> bool:
    """Whether the last number has changed reliably since the one before it."""
    state = state_of(score, numbers[-2:], within)
    return state is not None and state is not SeriesState.NO_CHANGE
