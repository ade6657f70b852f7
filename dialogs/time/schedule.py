"""When a check-in or summary falls due: days and a local time of day, right across summer time."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Literal, TypeAlias
from zoneinfo import ZoneInfo

from dialogs.time.repeat import Repeat, days

ScheduleKind: TypeAlias = Literal["check_in", "summary"]


@dataclass(frozen=True)
class QuietHours:
    """From one local time to another, past midnight if `start` is the later. Nothing rings in between."""

    start: time
    end: time

    def holds(self, at: time) -> bool:
        if self.start <= self.end:
            return self.start <= at < self.end
        return at >= self.start or at < self.end


ALL = 0
"""In place of an activity's id: all that is planned for somebody."""


@dataclass(frozen=True)
class Before:
    """So many days before each occurrence of a planned activity, or of `ALL`."""

    activity_id: int
    days: int


@dataclass(frozen=True)
class After:
    """So long after each occurrence of a planned activity is over, or of `ALL`."""

    activity_id: int
    span: timedelta


@dataclass(frozen=True)
class Plan:
    """What recurs: on which local days, at which time of theirs in `zone` (IANA name), and how long it is of use from
    then on. With `before`, the days are those so long before something planned; with `after`, it falls due so long
    after something planned is over, at whatever time that is. `each` says that what is asked is about that one
    occurrence: then it is asked of every one, and of none twice. While it is not `on`, it never falls due, and is as it
    was once it is again."""

    repeat: Repeat
    at: time
    zone: str
    window: timedelta = timedelta(hours=8)
    on: bool = True
    before: Before | None = None
    after: After | None = None
    each: bool = False

    @property
    def around(self) -> Before | After | None:
        """What planned thing it goes by, if it goes by one."""
        return self.before or self.after

    @property
    def asks(self) -> bool:
        """Whether it ever falls due."""
        return self.on and (self.around is not None or self.repeat.unit != "weeks" or bool(self.repeat.days))


def instants(day: date, at: time, zone: str) -> list[datetime]:
    """The UTC instants of a local time, in order: two, where a change of clocks brings it twice."""
    first = instant(day, at, zone)
    again = datetime.combine(day, at.replace(fold=1), ZoneInfo(zone)).astimezone(UTC)
    return [first, again] if again > first else [first]


def instant(day: date, at: time, zone: str) -> datetime:
    """The UTC instant of a local time. One that a change of clocks skips comes as much later as the clocks were moved
    (02.30 becomes 03.30); one that comes twice is taken the first time."""
    return datetime.combine(day, at, ZoneInfo(zone)).astimezone(UTC)


def occurrences(plan: Plan, after: datetime) -> Iterator[datetime]:
    """Every UTC instant later than `after` at which `plan` falls due, in order; without end if its days have none.
    None of one that goes by something planned: the agenda knows when that is."""
    if not plan.on or plan.around:
        return
    for day in days(plan.repeat, after.astimezone(ZoneInfo(plan.zone)).date() - timedelta(days=1)):
        due = instant(day, plan.at, plan.zone)
        if due > after:
            after = due  # a country that leaves out a whole day gives two days one instant
            yield due


def after_quiet(quiet: QuietHours, moment: datetime, zone: str) -> datetime:
    """`moment` itself, or the end of the quiet hours it lies in."""
    local = moment.astimezone(ZoneInfo(zone))
    if not quiet.holds(local.time().replace(tzinfo=None)):
        return moment
    day = local.date() if local.time() < quiet.end else local.date() + timedelta(days=1)
    return instant(day, quiet.end.replace(fold=local.fold), zone)
