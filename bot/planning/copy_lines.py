"""A borger's wishes and what is planned for them in their own copy."""

from __future__ import annotations

from datetime import datetime

from bot.desk import plan_words
from bot.desk.copying import Copy
from bot.planning import proposal_view
from dialogs.text import T, Text
from dialogs.time.activity import happening
from storage import activities, proposals, reminders
from storage.people import Person

REMINDED = {
    "open": T("not answered"),
    "over": T("not answered"),
    "ok": T("OK"),
    "snoozed": T("remind me again"),
    "moving": T("you asked to move it"),
    "moved": T("you moved it"),
    "not_today": T("not today"),
}


def wishes_in_copy(copy: Copy, borger: Person) -> list[list[str]]:
    lines: list[str] = []
    for wish in proposals.proposals_of(copy.tx, borger.id):
        when = datetime.combine(wish.day, wish.at) if wish.day and wish.at else wish.day
        what = T("{title}, {when}", title=wish.title, when=when) if when else T("{title}", title=wish.title)
        stands = proposal_view.STATES.get(wish.state, T("Nobody has answered yet."))
        said = Text(stands.id, {"name": copy.name(wish.answered_by or 0), "reason": wish.reason})
        lines.append(f"{copy.said(wish.made_at, T('You would like: {what}.', what=what))} {copy.say(said)}")
    return [lines]


def planned_in_copy(copy: Copy, borger: Person) -> list[list[str]]:
    """What stands in the week, how single days differ, and what was said to reminders of it."""
    lines: list[str] = []
    for activity in activities.activities_of(copy.tx, borger.id, with_ended=True):
        plan = activity.plan
        line = copy.say(T("{title}, {when}", title=plan.title, when=plan_words.when(plan, activity.set_at)))
        details = [copy.say(text) for text in plan_words.details(plan)]
        lines.append(" ".join((f"{line}.", *details)) if details else line)
        for slot, change in sorted(activity.changes.items()):
            one = happening(plan, slot, change)
            stands = plan_words.standing(one)
            said = f"{copy.said(one.start, stands)}" if stands else copy.say(T("{when}", when=slot))
            lines.append(f"{said}. {change.reason}" if change.reason else said)
        for reminder in reminders.reminders_of(copy.tx, activity.id):
            answer = T("A reminder: {answer}", answer=REMINDED[reminder.state])
            lines.append(copy.said(reminder.sent_at, answer))
    return [lines]
