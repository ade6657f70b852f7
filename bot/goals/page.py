"""A goal's page: the same for those who may read it and for the borger, but for what staff alone know."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from bot.desk.lately import told_of
from bot.goals.known import GOAL, Goal
from bot.pictures.ladder_spec import LadderPicture
from bot.telegram.content import length
from bot.views.ladder import through_time
from bot.views.view import Viewer
from dialogs.text import T, Text
from storage.people import Person


def picture(goal: Goal, viewer: Viewer) -> tuple[LadderPicture | None, tuple[Text, ...]]:
    """Its ladder with both marks through time, and in words where each put it last; nothing while nobody has."""
    if not goal.ratings:
        return None, ()
    seen = through_time(viewer, goal.ratings, goal.name)
    return seen.picture if isinstance(seen.picture, LadderPicture) else None, seen.lines


def lines(goal: Goal, viewer: Viewer, reader: Person) -> list[Text]:
    """All there is to read of it, what was last first; with what other features know of it, such as how its guide was
    gone through."""
    _, stands = picture(goal, viewer)
    found: list[Text] = [*stands, *goal.said_since]
    if goal.entry.kind == GOAL and not stands:
        found.append(T("Nobody has put it on its ladder yet."))
    return [*found, *goal.made_of, *goal.small_steps(), *told_of(goal.desk, reader, goal.entry)]


def fitting(say: Callable[[Text], str], blocks: Sequence[Sequence[Text]], room: int) -> list[Text]:
    """Of what belongs together, what matters most first, as much as has room: so many units of text."""
    found: list[Text] = []
    for block in blocks:
        longer = [*found, *block]
        found = longer if length("\n".join(map(say, longer))) <= room else found
    return found
