"""When somebody comes on duty, by the shifts they have ticked and the house's hours of these."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from dialogs.time.hours import DAY, Span
from dialogs.time.schedule import Plan, instant, occurrences

NEARLY_OVER = timedelta(hours=1)
"""So long before they go, it is of no use any more to tell somebody what is open."""


@dataclass(frozen=True)
class Stay:
    """A time at work, from one UTC instant to another: a shift, and those that follow it without a break. `day` is the
    local day the first of them belongs to, `place` which shift of that day it is."""

    day: date
    place: int
    begins: datetime
    ends: datetime

    @property
    def name(self) -> str:
        """What tells it from all others of a person, whenever it begins."""
        return f"shift{self.place}_{self.day:%Y%m%d}"


@dataclass(frozen=True)
class Duty:
    """The shifts somebody has, each by its local day and its place on it, and the names of the stays at the beginning
    of which they were told already."""

    shifts: frozenset[tuple[date, int]] = frozenset()
    told: frozenset[str] = frozenset()

    def stays(self, spans: Sequence[Span], zone: str) -> list[Stay]:
        """The times at work, in order; `spans` are the house's hours of each shift, local in `zone` (IANA name)."""
        every = (Stay(day, place, *_instants(day, spans[place], zone)) for day, place in self.shifts)
        found: list[Stay] = []
        for stay in sorted(every, key=lambda stay: (stay.begins, stay.ends)):
            if found and stay.begins <= found[-1].ends:
                found[-1] = replace(found[-1], ends=max(found[-1].ends, stay.ends))
            elif stay.begins < stay.ends:  # not so for 2.00 to 3.00 in the night that leaves them out
                found.append(stay)
        return found

    def dues(
        self, plan: Plan, spans: Sequence[Span], after: datetime, until: datetime
    ) -> Iterator[tuple[datetime, datetime, str]]:
        """When somebody hears what is new, later than `after` and not much later than `until`: on a day with a shift as
        they come to work, on others by their plan. Each with when it is of no use any more, and what it is called."""
        if not plan.on:
            return
        for stay in self.stays(spans, plan.zone) if spans else ():
            if after < stay.begins <= until and stay.name not in self.told:
                yield stay.begins, max(stay.ends - NEARLY_OVER, stay.begins), stay.name
        taken = {day for day, _ in self.shifts} if spans else set()
        taken |= {date.fromisoformat(name.partition("_")[2]) for name in self.told}
        for due in occurrences(plan, after):
            if due > until:
                return
            if due.astimezone(ZoneInfo(plan.zone)).date() not in taken:
                yield due, due + plan.window, ""


NO_DUTY = Duty()


def _instants(day: date, span: Span, zone: str) -> tuple[datetime, datetime]:
    begin, end = (
        instant(day + timedelta(days=minutes // DAY), time(minutes % DAY // 60, minutes % 60), zone) for minutes in span
    )
    return begin, end
