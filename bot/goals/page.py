"""A goal's page: the same for those who may read it and for the borger, but for what staff alone know."""

from __future__ import annotations

from collections.abc import Sequence

from bot.goals.known import Goal
from bot.pictures.ladder_spec import LadderPicture
from bot.views.ladder import through_time
from bot.views.view import Viewer
from dialogs.text import T, Text


def picture(goal: Goal, viewer: Viewer) -> tuple[LadderPicture | None, tuple[Text, ...]]:
    """Its ladder with both marks through time, and in words where each put it last; nothing while nobody has."""
    if not goal.ratings:
        return None, ()
    seen = through_time(viewer, goal.ratings, goal.name)
    return seen.picture if isinstance(seen.picture, LadderPicture) else None, seen.lines


def beside(goal: Goal) -> Sequence[Text]:
    """What other features know of it, such as how its guide was gone through lately."""
    return [line for lines in goal.desk.runner.features.beside for line in lines(goal.desk, goal.entry, goal.who)]


def lines(goal: Goal, viewer: Viewer) -> list[Text]:
    """All there is to read of it, what was last first."""
    _, stands = picture(goal, viewer)
    steps = list(goal.small_steps())
    found: list[Text] = [*stands] or [T("Nobody has put it on its ladder yet.")]
    return [*found, *goal.made_of, *steps, *beside(goal)]
