"""Who of certain people is at work, by the same hours as calls for a talk, and when the next of them will be."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, time, timedelta

from bot.desk.at_work import on_duty_now
from bot.desk.desk import Desk
from bot.desk.standing_in import there
from bot.talking.duty import DAYS, is_off
from dialogs.time.schedule import instant
from storage.people import Person

A_DAY = 24 * 60
Candidates = Callable[[Desk], list[Person]]
"""Those a call may be told to as things stand at the desk's instant, in order."""


def at_hand(desk: Desk, found: list[Person]) -> list[Person]:
    """Those of `found` who are at work at the desk's instant. While anybody is on duty by the plan, that decides; where
    nobody is, they are taken to be there in the house's hours, but for who has time off, and whose shift of the day is
    over or still to come. Who stands in for them is not told: nobody but those named may be."""
    on_duty = on_duty_now(desk)
    if on_duty:
        return [one for one in found if one.id in on_duty]
    if desk.house.settings.staffed.is_open(desk.now):
        return [one for one in there(desk, found) if not is_off(desk, one.id)]
    return []


def next_at_hand(desk: Desk, candidates: Candidates) -> tuple[datetime, list[Person]] | None:
    """When the first of the candidates come to work, as the plan and the house's hours stand now, and who that is; None
    if nothing is known of that for a week."""
    for at in _changes(desk):
        then = replace(desk, now=at, counts_at=None)
        if found := at_hand(then, candidates(then)):
            return at, found
    return None


def _changes(desk: Desk) -> list[datetime]:
    """The instants of the days to come at which somebody can begin to be at work: a shift begins or ends, or the house
    has staff again."""
    settings, today = desk.house.settings, desk.local.date()
    found: set[datetime] = set()
    for day in (today + timedelta(days=ahead) for ahead in range(DAYS + 1)):
        for minutes in {minute % A_DAY for shift in settings.shifts for minute in shift}:
            found.add(instant(day, time(minutes // 60, minutes % 60), settings.timezone))
    at, ends = desk.now, desk.now + timedelta(days=DAYS + 1)
    while at < ends and (period := settings.staffed.period(at)):
        found.add(period[0])
        at = max(period[1], at + timedelta(minutes=1))
    return sorted(moment for moment in found if moment > desk.now)
