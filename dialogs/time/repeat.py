"""Which local days something falls on: once, every so many days, every so many weeks on given weekdays, or monthly."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Literal

from dateutil.rrule import DAILY, MONTHLY, WEEKLY, rrule

EVERY_DAY = (1, 2, 3, 4, 5, 6, 7)
LONG_AGO = date(1990, 1, 1)
"""A Monday before anything there is: the start of a series that has no first day of its own."""


@dataclass(frozen=True)
class Repeat:
    """The days of a series, the first no earlier than `start` and the last no later than `until`.

    `unit` "once" is `start` alone. "days" is every `every`th day, counted from `start`. "weeks" are the ISO weekdays
    `days` (1 is Monday) of every `every`th week, counted from the week `start` lies in. "months" is `start`'s day of
    every `every`th month; a month that has no such day takes its last. `day` is another day of the month than
    `start`'s: a series of the 31st that goes on in November starts there on the 30th. With `weeks`, a weekly series is
    in those alone that have an even or odd number (ISO): not every other week, for week 1 follows week 53.
    """

    start: date
    unit: Literal["once", "days", "weeks", "months"] = "once"
    every: int = 1
    days: tuple[int, ...] = ()
    until: date | None = None
    day: int = 0
    weeks: Literal["", "even", "odd"] = ""

    def __post_init__(self) -> None:
        if self.every < 1 or any(not 1 <= day <= 7 for day in self.days):
            raise ValueError("every must be 1 or more, and days from 1 to 7")
        if self.weeks and (self.unit != "weeks" or self.every != 1):
            raise ValueError("only a weekly series can be in even or odd weeks")


def weekly(days: tuple[int, ...], every: int = 1, start: date = LONG_AGO) -> Repeat:
    """ISO weekdays of every `every`th week, counted from the week of `start`; with no weekday, no day at all."""
    return Repeat(start, "weeks", every, days)


def days(repeat: Repeat, since: date) -> Iterator[date]:
    """The series' days from `since` on, in order; without end if it has none."""
    if repeat.unit == "once":
        last = repeat.until or repeat.start
        return iter([repeat.start] if since <= repeat.start <= last else [])
    return _recurring(repeat, since)


def _recurring(repeat: Repeat, since: date) -> Iterator[date]:
    begin = max(since, repeat.start)
    if repeat.unit == "days":
        passed = (begin - repeat.start).days // repeat.every * repeat.every
        rule = rrule(DAILY, datetime.combine(repeat.start + timedelta(passed), datetime.min.time()), repeat.every)
    elif repeat.unit == "weeks":
        if not repeat.days:
            return
        first = _week_before(repeat, begin)
        rule = rrule(WEEKLY, first, repeat.every, byweekday=[day - 1 for day in repeat.days])
    else:
        first = _month_before(repeat, begin)
        day = repeat.day or repeat.start.day
        # Of the days from the 28th to the wanted one, the last that the month has.
        wanted = {"bymonthday": range(28, day + 1), "bysetpos": -1} if day > 28 else {"bymonthday": day}
        rule = rrule(MONTHLY, first, repeat.every, **wanted)
    for moment in rule:
        found = moment.date()
        if repeat.until and found > repeat.until:
            return
        if repeat.weeks and found.isocalendar().week % 2 != (repeat.weeks == "odd"):
            continue
        if found >= begin:
            yield found


def _week_before(repeat: Repeat, begin: date) -> datetime:
    """The Monday of the series' last week that begins no later than `begin`, so that long series need not be run
    through from their start."""
    monday = repeat.start - timedelta(days=repeat.start.weekday())
    weeks = (begin - monday).days // 7 // repeat.every * repeat.every
    return datetime.combine(monday + timedelta(weeks=weeks), datetime.min.time())


def _month_before(repeat: Repeat, begin: date) -> datetime:
    """The first day of the series' last month that begins no later than `begin`."""
    passed = (begin.year - repeat.start.year) * 12 + begin.month - repeat.start.month
    months = repeat.start.year * 12 + repeat.start.month - 1 + passed // repeat.every * repeat.every
    return datetime.combine(date(months // 12, months % 12 + 1, 1), datetime.min.time())


def going_on(repeat: Repeat, slot: date) -> Repeat:
    """The rest of a series from one of its days on, as a series of its own."""
    return replace(repeat, start=slot, day=repeat.day or repeat.start.day)
