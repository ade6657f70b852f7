"""What borgere have said of today alone: it stands for the day, and is erased at midnight with all else that was said
in the same sitting, or as soon as they say otherwise."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import Final

from bot.desk.desk import Desk
from bot.desk.flow import Done
from dialogs.engine.session import Outcome
from dialogs.method.model import Dialog
from dialogs.method.steps import Choice, Option
from dialogs.time.schedule import instant
from storage import answers, people, schedules, sessions
from storage.people import Person
from storage.schedules import Timer
from storage.sessions import StoredSession
from storage.sharing import Reader

FADES: Final = "fades"


def said(desk: Desk, borger: Person, who: Reader | None = None) -> list[Option]:
    """What a borger would like of today, as far as a reader may see it; without one the borger looks."""
    begun = _midnight(desk, desk.now)
    if who is None:
        given = [one for each in _of_the_day(desk) for one in answers.own_answers(desk.tx, borger.id, None, each.id)]
    else:
        given = answers.shared_answers(desk.tx, who, borger.id, begun, desk.now)
    found = []
    for answer in given:
        dialog = desk.dialog(answer.version)
        step = dialog.step(answer.step) if answer.step in dialog.today else None
        if isinstance(step, Choice) and answer.outcome is Outcome.ANSWERED and answer.said_at >= begun:
            found += [option for option in step.options if option.id in answer.choices]
    return found


def _of_the_day(desk: Desk) -> list[Dialog]:
    return [dialog for dialog in desk.house.dialogs.values() if dialog.today]


def _midnight(desk: Desk, at: datetime, days: int = 0) -> datetime:
    """When the local day of an instant began, or one so many days on."""
    day = at.astimezone(desk.house.zone).date() + timedelta(days=days)
    return instant(day, time(), desk.house.settings.timezone)


def ended(desk: Desk, done: Done) -> None:
    """What was said before gives way to what is said now, and goes at midnight itself."""
    if not done.dialog.today:
        return
    for stored in sessions.ended_of(desk.tx, done.about.id, done.dialog.id):
        if stored.id != done.stored.id:
            _erase(desk, stored)
    over = max(_midnight(desk, done.session.began or desk.now, 1), desk.now)
    schedules.clear_timers(desk.tx, borger_id=done.about.id, kind=FADES)
    schedules.set_timer(desk.tx, over, FADES, borger_id=done.about.id)


def timer_due(desk: Desk, timer: Timer) -> None:
    """The day is over."""
    borger = people.person_by_id(desk.tx, timer.borger_id or 0)
    if borger is None:
        return
    begun = _midnight(desk, desk.now)
    for dialog in _of_the_day(desk):
        for stored in sessions.ended_of(desk.tx, borger.id, dialog.id):
            if (stored.session.began or begun) <= begun:
                _erase(desk, stored)
    desk.runner.changed(desk, borger)


def _erase(desk: Desk, stored: StoredSession) -> None:
    """All of a sitting goes, and its receipt from the chat."""
    person = people.person_by_id(desk.tx, stored.person_id)
    if person and stored.surface_id and sessions.newest_on(desk.tx, stored.surface_id) == stored.id:
        desk.retire(person, stored.surface_id)
    sessions.take_back(desk.tx, stored.id)
