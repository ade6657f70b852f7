"""How things went: what a borger is asked about when they look back. Each thing once, and not before it is over."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.desk import occasions
from bot.desk.desk import Desk
from bot.desk.flow import Start
from dialogs.engine.session import Item
from dialogs.method.model import Dialog
from dialogs.time.activity import Happening
from dialogs.time.answered import told_day
from dialogs.time.schedule import instant
from storage import activities, schedules, sessions
from storage.activities import StoredActivity
from storage.tx import Tx

A_WEEK = timedelta(days=7)
"""How much later something is still asked about, where that is not every day."""
AT_MOST = timedelta(days=31)
"""How much later what was left of the last day is asked about, if there was none to look back on since: a break."""
Found = tuple[StoredActivity, Happening]


OCCURRENCES = "occurrences"
"""The list of what was planned and is over, as a dialog's file names it."""


def looks_back(dialog: Dialog) -> bool:
    """Whether a dialog asks about what was planned and is over."""
    return any(source.from_ == OCCURRENCES for source in dialog.lists.values())


def occurrences(desk: Desk, start: Start, dialog: Dialog, _word: str) -> tuple[Item, ...]:
    """What is over and has not been asked about by this dialog, each with its day if that is not today."""
    zone = desk.house.settings.timezone
    found = to_ask(desk.tx, zone, start.about.id, dialog.id, desk.now)
    today = told_day(desk.now, zone)
    return tuple(occasions.item(desk, start.about, activity, one, today) for activity, one in found)


def to_ask(
    tx: Tx,
    zone: str,
    borger_id: int,
    dialog_id: str,
    now: datetime,
    *,
    asked: datetime | None = None,
    days: Collection[date] = (),
) -> list[Found]:
    """What is over at an instant of the day it then is, and of the days that were looked back on or were to be, lately
    and on `days` besides: all that was not over when that was last done, or was `asked`."""
    local = ZoneInfo(zone)
    dues = schedules.occurrences_between(tx, borger_id, "check_in", now - AT_MOST, now, dialog_id=dialog_id)
    sat = sessions.last_opened(tx, borger_id, dialog_id, now)
    last = max((moment for moment in (sat, asked) if moment), default=None)
    looked = {*days, *(due.astimezone(local).date() for due, _ in dues)} | ({told_day(last, zone)} if last else set())
    wanted = {told_day(now, zone), *_to_look_back_on(looked, now.astimezone(local).date())}
    found = activities.week_of(tx, borger_id, instant(min(wanted), time(), zone), now)
    return [
        (activity, one)
        for activity, one in looked_back_on(found)
        if one.end <= now and (last is None or one.end > last) and one.start.astimezone(local).date() in wanted
    ]


def _to_look_back_on(looked: Collection[date], today: date) -> set[date]:
    """Of the days looked back on those whose rest is asked about: the lately ones, and if there is none, the last."""
    lately = {day for day in looked if day >= today - A_WEEK}
    before = sorted(day for day in looked if today - AT_MOST <= day < today - A_WEEK)
    return lately if lately - {today} else lately | {*before[-1:]}


def looked_back_on(found: Collection[Found]) -> list[Found]:
    """What of a day's occurrences is asked about: those that stand, and are more than a reminder."""
    return [(activity, one) for activity, one in found if one.stands and activity.plan.minutes]
