"""Forms of the version before that somebody was in the middle of when this one came: they end as they began."""

from __future__ import annotations

from dataclasses import replace
from datetime import time, timedelta

from bot.desk.desk import Desk
from bot.desk.flow import Done, Start
from bot.methods import quiet_times
from dialogs.engine.session import End
from dialogs.time.repeat import LONG_AGO, weekly
from dialogs.time.schedule import Plan
from storage import schedules

ASKED_OF_ALL = "trivsel"
"""Whose time a borger's own form set, which named none."""
BEFORE = {"q21_8": ("21:00", "08:00"), "q22_9": ("22:00", "09:00"), "q23_7": ("23:00", "07:00")}
"""The quiet hours that could be chosen before any could."""


def times_done(desk: Desk, done: Done) -> None:
    """Sets when one check-in is asked, or that it is not, and the quiet hours: one form did both."""
    if done.finish.end is not End.DONE or (not done.given("at") and not done.given("on")):
        return
    dialog = desk.house.dialogs.get(done.chosen("which") or ASKED_OF_ALL)
    found = schedules.schedule_of(desk.tx, done.about.id, "check_in", dialog.id) if dialog else None
    if dialog is None:
        return
    plan = found.plan if found else Plan(weekly(()), time(16), desk.house.settings.timezone, dialog.window)
    if days := done.values("days"):
        plan = replace(plan, repeat=replace(plan.repeat, days=days), at=time.fromisoformat(done.chosen("at")), on=True)
    elif done.chosen("on") == "off":
        plan = replace(plan, on=False)
    if done.given("often") and (weeks := done.value("often")):
        plan = replace(plan, repeat=weekly(plan.repeat.days, weeks, desk.local.date() if weeks > 1 else LONG_AGO))
    if done.given("window") and (hours := done.value("window")):
        plan = replace(plan, window=timedelta(hours=hours))
    if chosen := done.chosen("quiet"):
        quiet_times.set_hours(desk, done, *BEFORE.get(chosen, (done.chosen("quiet_from"), done.chosen("quiet_to"))))
    here = Start(done.person, done.about, done.stored.surface_id)
    quiet_times.settle(desk, here, quiet_times.Pending(dialog.id, plan))
