"""What is refused of a dialog's file because it could never work: each check says what is wrong."""

from __future__ import annotations

from collections.abc import Mapping

from dialogs.method.steps import Choice, Condition, Each, PlainStep, Rating, Several, scores_of
from dialogs.scoring import GAS_LEVELS, Score


def check_condition(step: PlainStep, condition: Condition, earlier: Mapping[str, PlainStep]) -> None:
    """Refuses a condition that could never be told true from false."""
    asked = earlier.get(condition.step)
    where = f"step '{step.id}': only_if names '{condition.step}'"
    if asked is None:
        raise ValueError(f"{where}, which is not earlier")
    if (condition.at_least is not None or condition.at_most is not None) and not scores_of(asked):
        raise ValueError(f"{where}, which has no score")
    named = (*condition.any_of, *condition.none_of)
    if isinstance(asked, Choice | Several) and asked.options_from:
        return
    known = [option.id for option in asked.options] if isinstance(asked, Choice | Several) else []
    if unknown := next((name for name in named if name not in known), None):
        raise ValueError(f"{where}, which has no option '{unknown}'")


def check_over(each: Each, listed: PlainStep | None) -> None:
    if not isinstance(listed, Several):
        raise ValueError(f"step '{each.id}': over names '{each.over}', which is no earlier several outside an each")


def check_score(score: Score, steps: Mapping[str, PlainStep]) -> None:
    """Refuses a score that could never be reckoned. A step inside an each has many answers, and none to add."""
    for name in score.of:
        where = f"score '{score.id}': of names '{name}'"
        if name not in steps:
            raise ValueError(f"{where}, which is no step outside an each")
        scores = scores_of(steps[name])
        if not scores:
            raise ValueError(f"{where}, which has no score")
        if score.kind == "gas" and (isinstance(steps[name], Rating) or not set(scores) <= set(GAS_LEVELS)):
            raise ValueError(f"{where}, which is not scored -2, -1, 0, 1, 2")
