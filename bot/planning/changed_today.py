"""What of today is not as it was planned, as somebody's list of news has it."""

from __future__ import annotations

from datetime import date

from bot.desk import plan_words
from bot.desk.allowed import allowed
from bot.desk.desk import Desk
from dialogs.permissions import Action
from dialogs.text import T, Text
from dialogs.time.activity import Change, HappeningState, happening
from storage import activities, people
from storage.activities import StoredActivity
from storage.people import Person


def changed_today(desk: Desk, reader: Person) -> list[Text]:
    """What staff have changed of today's plans of the borgere somebody is contact person of, as far as it is not over:
    a line for each borger."""
    lines = []
    for borger in people.borgere_of(desk.tx, reader.id):
        if not allowed(desk, reader, Action.PLAN_WEEK, borger):
            continue
        found = [
            said
            for activity in activities.activities_of(desk.tx, borger.id) if activity.kind != "own"
            for slot, change in sorted(activity.changes.items())
            if (said := _said(desk, activity, slot, change))
        ]  # fmt: skip
        if found:
            lines.append(T("{name}, changed today: {list}", name=borger.name, list=tuple(found)))
    return lines


def _said(desk: Desk, activity: StoredActivity, slot: date, change: Change) -> Text | None:
    """How an occurrence stands that was to be today, or is now; None if it is neither, or over. What the borger has
    said "not today" to is told as such."""
    today, one = desk.local.date(), happening(activity.plan, slot, change)
    begins = one.start.astimezone(desk.house.zone)
    if today not in (slot, begins.date()) or one.state in (HappeningState.PLANNED, HappeningState.DECLINED):
        return None
    if one.end < desk.now:
        return None
    if not one.stands:
        return T("{title} (cancelled)", title=activity.plan.title)
    return T("{title} (now {when})", title=activity.plan.title, when=plan_words.moment(begins, today))
