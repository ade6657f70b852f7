"""When a borger is asked what: the plans they begin with, and how they and staff change them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import time, timedelta

from bot.asking import quiet_times
from bot.desk.desk import Desk
from bot.desk.flow import Done, Known, Start
from dialogs.engine.session import End, Item
from dialogs.method.known import CHECK_IN, LOOK_BACK
from dialogs.text import T
from dialogs.time.agenda import Rhythm
from dialogs.time.repeat import EVERY_DAY, LONG_AGO, weekly
from dialogs.time.schedule import Plan, QuietHours
from storage import agendas, schedules
from storage.people import Person

BEFORE = {"q21_8": ("21:00", "08:00"), "q22_9": ("22:00", "09:00"), "q23_7": ("23:00", "07:00")}
"""The quiet hours that could be chosen before any could: somebody may still be in the middle of that dialog."""
FIRST_RHYTHM = Rhythm(QuietHours(time(22), time(8)))
"""The rhythm a borger begins with: quiet at night."""


def first_plans(desk: Desk, at: str) -> Mapping[str, Plan]:
    """What a borger is asked from the beginning, by dialog id, as far as the house has it: how they are, every day at
    `at` (HH:MM); how the day went, in the evening; the week to come, on Sundays; and every other week, from a week on,
    how life goes."""
    zone = desk.house.settings.timezone
    later = desk.local.date() + timedelta(days=7)
    plans = {
        CHECK_IN: Plan(weekly(EVERY_DAY), time.fromisoformat(at), zone),
        LOOK_BACK: Plan(weekly(EVERY_DAY), time(19, 30), zone),
        "look_ahead": Plan(weekly((7,)), time(15), zone),
        "fit": Plan(weekly((later.isoweekday(),), 2, later), time(14), zone),
    }
    found = {id_: dialog for id_ in plans if (dialog := desk.house.dialogs.get(id_))}
    return {id_: replace(plans[id_], window=dialog.window) for id_, dialog in found.items()}


def begin(desk: Desk, by: Person, borger: Person, at: str) -> None:
    """Gives a new borger their first plans; `by` has chosen when they are asked how they are."""
    agendas.set_rhythm(desk.tx, borger.id, FIRST_RHYTHM, desk.now)
    for dialog_id, plan in first_plans(desk, at).items():
        moved = quiet_times.moved(desk, by, borger, plan)
        schedules.set_schedule(desk.tx, borger.id, "check_in", moved, desk.now, dialog_id=dialog_id)


def times_known(desk: Desk, start: Start) -> Known:
    """The check-ins that can be planned."""
    texts = desk.texts(start.person)
    known = (desk.house.dialogs[id_] for id_ in first_plans(desk, "16:00"))
    return Known(lists={"check_ins": tuple(Item(d.id, texts.say(d.title.plain()), d.pictogram) for d in known)})


def times_done(desk: Desk, done: Done) -> None:
    """Sets when one check-in is asked, or that it is not. What was not asked about stays as it was agreed."""
    if done.finish.end is not End.DONE:
        return
    dialog_id = done.chosen("which") or CHECK_IN
    old = schedules.schedule_of(desk.tx, done.about.id, "check_in", dialog_id)
    plan = old.plan if old else first_plans(desk, "16:00")[dialog_id]
    if days := done.values("days"):
        chosen = replace(plan.repeat, days=days)
        plan = replace(plan, repeat=chosen, at=time.fromisoformat(done.chosen("at")))
    elif done.chosen("on") == "off":
        plan = replace(plan, repeat=replace(plan.repeat, days=()))
    if weeks := done.value("often"):
        plan = replace(plan, repeat=weekly(plan.repeat.days, weeks, desk.local.date() if weeks > 1 else LONG_AGO))
    if window := done.value("window"):
        plan = replace(plan, window=timedelta(hours=window))
    if done.chosen("quiet"):
        _set_quiet(desk, done)
    here = Start(done.person, done.about, done.stored.surface_id)
    quiet_times.settle(desk, here, quiet_times.Pending(dialog_id, plan))


def _set_quiet(desk: Desk, done: Done) -> None:
    """Sets the borger's quiet hours, from any time to any other, past midnight if they begin later than they end."""
    start, end = BEFORE.get(done.chosen("quiet"), (done.chosen("quiet_from"), done.chosen("quiet_to")))
    if start and start == end:
        desk.tell(done.person, T("Quiet hours need two different times. They are as they were."))
        return
    quiet = QuietHours(time.fromisoformat(start), time.fromisoformat(end)) if start else None
    rhythm = agendas.rhythm_of(desk.tx, done.about.id)
    agendas.set_rhythm(desk.tx, done.about.id, replace(rhythm, quiet=quiet), desk.now)
