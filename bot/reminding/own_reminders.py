"""What borgere have themselves reminded of: set by a short dialog, listed, and removed again."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from bot.desk import plan_words
from bot.desk.desk import Desk
from bot.desk.flow import Done, Known, Start
from bot.reminding.reminders import occurrence_changed
from bot.reminding.rings import first_ring
from dialogs.engine.session import End, Item
from dialogs.method.steps import Choice
from dialogs.text import T, Text
from dialogs.time.activity import START, Activity, happenings
from dialogs.time.repeat import EVERY_DAY, Repeat
from dialogs.time.schedule import instant
from dialogs.words.visible import one_line
from storage import activities, agendas
from storage.people import Person

AHEAD = timedelta(days=60)
"""How far ahead one looks for what is still to come; those that repeat do so each week."""
WEEKDAYS = (T("Mon"), T("Tue"), T("Wed"), T("Thu"), T("Fri"), T("Sat"), T("Sun"))


def added(desk: Desk, done: Done) -> None:
    """Plans what was chosen, and says when it comes first."""
    if done.finish.end is not End.DONE:
        return
    words, what = done.given("words"), done.dialog.step("what")
    assert isinstance(what, Choice)
    option = next(each for each in what.options if each.id == done.chosen("what"))
    title = one_line(words.words) if words else desk.texts(done.person).say(option.label.plain())
    at = time.fromisoformat(done.chosen("at"))
    plan = Activity(title, _repeat(desk, done, at), at, desk.house.settings.timezone, minutes=0,
                    pictogram="🔔" if words else option.pictogram, leads=(START,))  # fmt: skip
    add(desk, done.person, plan)


def add(desk: Desk, borger: Person, plan: Activity) -> int:
    """Keeps a reminder of a borger's own, and tells them when it comes first.

    Returns: its id.
    """
    (made,) = activities.add_activity(desk.tx, (borger.id,), "own", plan, borger.id, desk.now)
    when, title = first_ring(desk, borger, made), plan.title.rstrip(".")
    coming = happenings(plan, {}, desk.now, desk.now + AHEAD)
    paused = agendas.rhythm_of(desk.tx, borger.id).paused_until
    if paused and coming and when != coming[0].start.astimezone(desk.house.zone):
        desk.tell(borger, T("You have a break from reminders until {date}.", date=paused), pictogram="☕")
    said = T("I cannot remind you of {what} then.", what=title)
    if when and plan.repeat.unit == "once":
        said = T("I remind you of {what}: {when}.", what=title, when=when)
    elif when:
        said = T("I remind you of {what}: {when}. After that {days}.", what=title, when=when, days=_days(plan.repeat))
    desk.tell(borger, said, pictogram=plan.pictogram)
    return made


def take_out(desk: Desk, borger: Person, activity_id: int, *, tells: bool = False) -> None:
    """Takes a reminder of a borger's own out, with what is on its way of it; perhaps they are told."""
    activity = activities.activity_by_id(desk.tx, activity_id)
    if activity and activity.borger_id == borger.id and activity.kind == "own":
        activities.remove_activity(desk.tx, activity, desk.now)
        occurrence_changed(desk, borger, activity)
        if tells:
            desk.tell(borger, T("I do not remind you of {what} any more.", what=activity.plan.title.rstrip(".")),
                      pictogram=activity.plan.pictogram)  # fmt: skip


def first_day(desk: Desk, at: time, said_at: datetime) -> date:
    """The next local day on which it is `at`, after something was said."""
    today = said_at.astimezone(desk.house.zone).date()
    past = instant(today, at, desk.house.settings.timezone) <= said_at
    return today + timedelta(days=1) if past else today


def _repeat(desk: Desk, done: Done, at: time) -> Repeat:
    """Once is the next time it is that late."""
    today = desk.local.date()
    weekdays = done.values("weekdays")
    if done.chosen("days") == "daily":
        return Repeat(today, "weeks", days=EVERY_DAY)
    if weekdays:
        return Repeat(today, "weeks", days=weekdays)
    return Repeat(first_day(desk, at, desk.now))


def known(desk: Desk, start: Start) -> Known:
    """The reminders still to come, each with its time and days."""
    texts = desk.texts(start.person)
    found = [a for a in activities.activities_of(desk.tx, start.person.id) if a.kind == "own"]
    coming = [a for a in found if happenings(a.plan, a.changes, desk.now, desk.now + AHEAD)]
    items = []
    for each in sorted(coming, key=lambda found: (found.plan.at, found.id)):
        plan = each.plan
        said = T("{what}, {days} {time}", what=plan.title, days=_days(plan.repeat), time=plan.at)
        items.append(Item(str(each.id), texts.say(said), plan.pictogram))
    return Known(lists={"mine": tuple(items)})


def _days(repeat: Repeat) -> Text:
    if repeat.unit == "once":
        return T("{day}", day=repeat.start)
    if repeat.every > 1 or repeat.unit != "weeks":
        return plan_words.often(repeat)
    if set(repeat.days) == set(EVERY_DAY):
        return T("every day")
    return T("{days}", days=tuple(WEEKDAYS[day - 1] for day in sorted(repeat.days)))


def removed(desk: Desk, done: Done) -> None:
    """Takes a reminder out that the borger has chosen."""
    if done.finish.end is not End.DONE or done.chosen("sure") != "remove":
        return
    take_out(desk, done.person, int(done.chosen("which")))
