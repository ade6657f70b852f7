"""When a borger is asked what: the plans they begin with, and how they and staff change them."""

from __future__ import annotations

from dataclasses import replace
from datetime import time

from bot.desk import plan_words
from bot.desk.desk import Desk
from bot.desk.flow import Done, Known, Start
from bot.methods import quiet_times
from bot.methods.in_use import answered_by, methods_of
from dialogs.engine.session import End, Item
from dialogs.method.entries import ACTIVITY
from dialogs.method.model import Dialog
from dialogs.method.rhythm import WEEKDAYS, MethodRhythm
from dialogs.text import Text
from dialogs.time.agenda import Rhythm
from dialogs.time.schedule import Plan, QuietHours
from dialogs.time.when import DAY_SIGNS
from storage import activities, agendas, schedules
from storage.people import Person

FIRST_QUIET = Rhythm(QuietHours(time(22), time(8)))
"""What a borger begins with: quiet at night."""


def begin(desk: Desk, by: Person, borger: Person, at: str) -> None:
    """Gives a new borger the plans of all methods that everybody is offered; `by` has chosen the time (HH:MM) of those
    that leave it to them."""
    agendas.set_rhythm(desk.tx, borger.id, FIRST_QUIET, desk.now)
    for dialog in answered_by(desk):
        if dialog.offered == "always" and dialog.rhythm and goes_by_itself(dialog):
            plan = proposed(desk, dialog, dialog.rhythm)
            if dialog.rhythm.asks_time:
                plan = replace(plan, at=time.fromisoformat(at))
            set_plan(desk, borger, dialog, quiet_times.moved(desk, by, borger, plan))


def proposed(desk: Desk, dialog: Dialog, rhythm: MethodRhythm) -> Plan:
    """The plan that a rhythm makes from today on."""
    return rhythm.plan(desk.local.date(), desk.house.settings.timezone, dialog.window, each=dialog.about == ACTIVITY)


def goes_by_itself(dialog: Dialog) -> bool:
    """Whether a dialog's rhythm says all there is to know of when it is asked. What goes by something planned does not,
    until that is chosen; unless it is about activities: then it is asked of all of them."""
    return dialog.rhythm is not None and (not dialog.rhythm.by_plan or dialog.about == ACTIVITY)


def set_plan(desk: Desk, borger: Person, dialog: Dialog, plan: Plan) -> None:
    schedules.set_schedule(desk.tx, borger.id, "check_in", plan, desk.now, dialog_id=dialog.id)


def plan_of(desk: Desk, borger: Person, dialog: Dialog) -> Plan | None:
    """When a borger is asked a method; None while they are not."""
    found = schedules.schedule_of(desk.tx, borger.id, "check_in", dialog.id)
    return found.plan if found and found.plan.asks else None


def _known_plan(desk: Desk, borger: Person, dialog: Dialog) -> Plan | None:
    """When a borger is asked a method, or was before, or would be if its file's rhythm were agreed; None for what has
    no time of its own, but goes by when something is over."""
    found = schedules.schedule_of(desk.tx, borger.id, "check_in", dialog.id)
    plan = found.plan if found else None
    if plan is None and dialog.rhythm and goes_by_itself(dialog):
        plan = proposed(desk, dialog, dialog.rhythm)
    return None if plan and plan.after else plan


def said(desk: Desk, plan: Plan) -> Text:
    """When something is asked, in words."""
    return plan_words.asked_when(plan, activities.title_of(desk.tx, plan.around.activity_id) if plan.around else None)


def my_times_known(desk: Desk, start: Start) -> Known:
    """What the borger uses and can be asked at fixed times."""
    say = desk.texts(start.person).say
    found = [dialog for dialog in methods_of(desk, start.about) if _known_plan(desk, start.about, dialog)]
    items = tuple(
        Item(each.id, say(each.own_title), each.pictogram, essential=False, opens=f"my_time:{each.id}")
        for each in found
    )
    return Known(lists={"methods": items})


def my_time_known(desk: Desk, start: Start) -> Known:
    """The time of the method that is the target and, where it goes by weeks, the weekdays, as they are now."""
    dialog = desk.house.dialogs.get(start.target)
    plan = _known_plan(desk, start.about, dialog) if dialog else None
    if plan is None:
        return Known()
    now = {"at": (f"{plan.at:%H:%M}",)}
    if plan.before or plan.repeat.unit != "weeks":
        return Known(ticked=now)
    say = desk.texts(start.person).say
    known = zip(WEEKDAYS, plan_words.WEEKDAYS, DAY_SIGNS, strict=True)
    days = tuple(Item(day, say(name), sign) for day, name, sign in known)
    return Known(lists={"weekdays": days}, ticked=now | {"days": tuple(WEEKDAYS[day - 1] for day in plan.repeat.days)})


def my_time_done(desk: Desk, done: Done) -> None:
    """Sets the time, and the days where there were any to choose."""
    dialog = desk.house.dialogs.get(done.stored.target)
    plan = _known_plan(desk, done.about, dialog) if dialog else None
    if done.finish.end is not End.DONE or dialog is None or plan is None:
        return
    plan = replace(plan, at=time.fromisoformat(done.chosen("at")), on=True)
    if chosen := done.given("days"):
        days = tuple(WEEKDAYS.index(day) + 1 for day in chosen.choices)
        plan = replace(plan, repeat=replace(plan.repeat, days=days))
    here = Start(done.person, done.about, done.stored.surface_id)
    quiet_times.settle(desk, here, quiet_times.Pending(dialog.id, plan))
