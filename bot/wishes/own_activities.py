"""What a borger has done lately or has in their plan, for lists to choose from."""

from __future__ import annotations

from datetime import timedelta

from bot.desk.desk import Desk
from bot.desk.flow import Start
from bot.desk.occasions import counts
from dialogs.engine.photo_names import stored
from dialogs.engine.session import Item
from dialogs.method.model import Dialog
from storage import activities

LATELY, SOON = timedelta(days=60), timedelta(days=14)
MOST = 2
"""So many of their own stand before what the file offers: those done most often."""


def listed(desk: Desk, start: Start, _dialog: Dialog, _word: str) -> tuple[Item, ...]:
    """Each by its title and its photo or pictogram; no appointments."""
    found = activities.week_of(desk.tx, start.about.id, desk.now - LATELY, desk.now + SOON)
    times: dict[str, int] = {}
    things: dict[str, Item] = {}
    for activity, _ in found:
        if activity.kind == "activity" and counts(activity):
            title = activity.plan.title
            times[title] = times.get(title, 0) + 1
            things[title] = Item(f"p{activity.id}", title, activity.plan.pictogram, photo=stored(activity.photo_id))
    return tuple(things[title] for title in sorted(times, key=lambda title: -times[title])[:MOST])
