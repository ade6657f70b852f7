"""When a check-in or summary falls due: weekdays and a local time of day, right across summer time."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

EVERY_DAY = (1, 2, 3, 4, 5, 6, 7)


@dataclass(frozen=True)
class QuietHours:
    """From one local time to another, past midnight if `start` is the later. Nothing rings in between."""

    start: time
    end: time

    def holds(self, at: time) -> bool:
        if self.start <= self.end:
            return self.start <= at < self.end
        return at >= self.start or at < self.end


@dataclass(frozen=True)
class Plan:
    """What recurs: ISO weekdays (1 is Monday), a local time in `zone` (IANA name), and how long an answer is of use.

    With `paused_until`, nothing falls due before that local date.
    """

    days: tuple[int, ...]
    at: time
    zone: str
    window: timedelta = timedelta(hours=8)
    quiet: QuietHours | None = None
    paused_until: date | None = None


def instant(day: date, at: time, zone: str) -> datetime:
    """The UTC instant of a local time. One that a change of clocks skips comes as much later as the clocks were moved
    (02.30 becomes 03.30); one that comes twice is taken the first time."""
    return datetime.combine(day, at, ZoneInfo(zone)).astimezone(UTC)


def occurrences(plan: Plan, after: datetime) -> Iterator[datetime]:
    """Every UTC instant later than `after` at which `plan` falls due, in order, without end; none if no day is set."""
    day = after.astimezone(ZoneInfo(plan.zone)).date() - timedelta(days=1)
    if plan.paused_until and plan.paused_until > day:
        day = plan.paused_until
    while plan.days:
        due = instant(day, plan.at, plan.zone)
        if day.isoweekday() in plan.days and due > after:
            after = due  # a country that leaves out a whole day gives two days one instant
            yield due
        day += timedelta(days=1)


def next_due(plan: Plan, after: datetime) -> datetime | None:
    """The first occurrence later than `after`."""
    return next(occurrences(plan, after), None)


def send_at(plan: Plan, due: datetime, now: datetime) -> datetime | None:
    """When something due at `due` is to be sent, seen from `now`: at once, at the end of the quiet hours, or never
    (None) because it would come too late to be of use."""
    moment = max(due, now)
    if plan.quiet:
        moment = after_quiet(plan.quiet, moment, plan.zone)
    return moment if moment < due + plan.window else None


def after_quiet(quiet: QuietHours, moment: datetime, zone: str) -> datetime:
    """`moment` itself, or the end of the quiet hours it lies in."""
    local = moment.astimezone(ZoneInfo(zone))
    if not quiet.holds(local.time().replace(tzinfo=None)):
        return moment
    day = local.date() if local.time() < quiet.end else local.date() + timedelta(days=1)
    return instant(day, quiet.end.replace(fold=local.fold), zone)
