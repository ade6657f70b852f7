"""What of a borger's plan is asked about: one occurrence of an activity, by its title and its day."""

from __future__ import annotations

from datetime import date, timedelta

from bot.desk.desk import Desk
from bot.desk.plan_words import WEEKDAYS
from dialogs.engine.session import Item
from dialogs.method.model import Dialog
from dialogs.text import T, Text
from dialogs.time.activity import Happening, happening
from dialogs.time.occasions import Slot, named
from dialogs.time.repeat import days
from locales.texts import Texts
from storage import activities
from storage.activities import StoredActivity
from storage.answers import StoredAnswer
from storage.people import Person

PLANNED = "planned"
"""What has changed when an occurrence is moved, cancelled or let go of."""
OFFERED = "offered"
"""What has changed when a borger says to a reminder whether they come to what they have signed up for."""
RESTED = "rested"
"""What has changed when a borger ends their break."""
LATELY, SOON = timedelta(days=7), timedelta(days=7)
"""How long after it is over, and how long before it begins, something can be answered about without being asked."""
MOST = 12
"""How many are offered: those nearest to now."""
A_WEEK = timedelta(days=7)


def counts(activity: StoredActivity) -> bool:
    """Whether something planned is asked about: it is more than a reminder, and not the borger's own."""
    return bool(activity.plan.minutes) and activity.kind != "own"


def found_now(desk: Desk, borger_id: int, dialog: Dialog) -> list[tuple[StoredActivity, Happening]]:
    """The occurrences a dialog can be about now, those nearest to now first: lately over or soon to come, of which its
    rhythm may want only one kind."""
    before = dialog.rhythm is None or dialog.rhythm.after is None
    after = dialog.rhythm is None or dialog.rhythm.days_before is None
    week = activities.week_of(desk.tx, borger_id, desk.now - LATELY - timedelta(days=1), desk.now + SOON)
    kept = [
        (activity, one)
        for activity, one in week
        if counts(activity) and one.stands and one.end > desk.now - LATELY
        and ((after and one.start <= desk.now) or (before and one.end > desk.now))
    ]  # fmt: skip
    return sorted(kept, key=lambda each: abs(each[1].start - desk.now))[:MOST]


def present(desk: Desk, slot: Slot) -> tuple[StoredActivity, Happening] | None:
    """An occurrence as it is now, while it stands."""
    activity = activities.activity_by_id(desk.tx, slot[0])
    if activity is None or next(days(activity.plan.repeat, slot[1]), None) != slot[1]:
        return None
    one = happening(activity.plan, slot[1], activity.changes.get(slot[1]))
    return (activity, one) if one.stands else None


def day_of(desk: Desk, one: Happening) -> date:
    """The local day an occurrence is on."""
    return one.start.astimezone(desk.house.zone).date()


def item(
    desk: Desk, reader: Person, activity: StoredActivity, one: Happening, today: date | None = None
) -> Item:  # fmt: skip
    """An occurrence as a thing of a list: by its picture, its title, and its day where that is not `today`."""
    words = near(desk.texts(reader), activity.plan.title, day_of(desk, one), today or desk.local.date())
    return item_of(activity, one, words)


def item_of(activity: StoredActivity, one: Happening, words: str = "") -> Item:
    """An occurrence as a thing of a list, called by its title or other words."""
    return Item(named(activity.id, one.slot), words or activity.plan.title, activity.plan.pictogram)


def near(texts: Texts, title: str, day: date, today: date) -> str:
    """What something is called that is not of `today`: with its weekday if that was lately, else with its date."""
    if day == today:
        return title
    lately = timedelta(0) < today - day <= A_WEEK
    said = texts.say(WEEKDAYS[day.weekday()]).lower() if lately else texts.say(T("{date}", date=day))
    return texts.say(T("{what}, {day}", what=title, day=said))


def called(title: str, day: date | None) -> Text:
    """What an answer is about, for who reads it later: with its date, where it is of one day."""
    return T("{what}, {day}", what=title, day=T("{date}", date=day)) if day else T("{title}", title=title)


def thing(answer: StoredAnswer) -> Text | None:
    """What an answer is about, if not the borger as such."""
    return called(answer.entry, answer.entry_day) if answer.entry else None
