"""How often a method is asked once it is in use, as its file proposes it."""

from __future__ import annotations

import re
from datetime import date, time, timedelta
from typing import Annotated, Literal, Self

from pydantic import BeforeValidator, Field

from dialogs.fields import TIME, Duration, Model, sound
from dialogs.time.repeat import EVERY_DAY, LONG_AGO, Repeat, weekly
from dialogs.time.schedule import ALL, After, Before, Plan

_EVERY = re.compile(r"([1-9]\d?)([dwmy])")
LONGEST_AFTER = timedelta(days=7)
"""So long after something is over it can still be asked about."""
WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


class MethodRhythm(Model):
    """`every` so many days, weeks, months or years ("1d", "2w", "3m", "1y"), of weeks on these `days`, at the local
    time `at`; or so many `days_before` something planned, at that time; or so long `after` it is over. Which thing that
    is, is chosen when it is agreed; a method about activities is asked of all of them, if nothing else is. The first
    time is no sooner than `first_after` from then; without `days`, a week's day is that of the first time. `asks_time`
    lets staff choose the time when they put a new borger in."""

    every: str = ""
    days_before: int | None = Field(default=None, ge=1, le=60)
    after: Duration | None = None
    at: str = ""
    days: tuple[Literal["mon", "tue", "wed", "thu", "fri", "sat", "sun"], ...] = ()
    first_after: Duration = timedelta(0)
    asks_time: bool = False

    @sound
    def _can_be_read(self) -> Self:
        if [bool(self.every), self.days_before is not None, self.after is not None].count(True) != 1:
            raise ValueError("needs either every, days_before or after, and one of them alone")
        if self.after is not None:
            if self.after > LONGEST_AFTER:
                raise ValueError("after may be 7d at most; what is longer ago is hard to tell of")
            if self.at or self.days or self.first_after or self.asks_time:
                raise ValueError("after says when it is asked; take at, days, first_after and asks_time out")
            return self
        if not self.at:
            raise ValueError('needs at: and a time in quotes, such as "14:00"')
        if self.every and not _EVERY.fullmatch(self.every):
            raise ValueError("every must be a number with d, w, m or y, such as 1d, 2w or 1y")
        if not TIME.fullmatch(self.at):
            raise ValueError('at must be a time in quotes, such as "14:00"')
        if self.days and not self.every.endswith("w"):
            raise ValueError("days belong to a rhythm of weeks, such as 1w")
        return self

    @property
    def by_plan(self) -> bool:
        """Whether it goes by what is planned for somebody, and not by the calendar."""
        return not self.every

    def plan(self, today: date, zone: str, window: timedelta, *, each: bool = False) -> Plan:
        """The plan it makes for somebody it is agreed with on the local day `today`; `window` is how long an answer may
        take. One that goes by what is planned is about `each` occurrence of all of it."""
        first = today + self.first_after
        if self.after is not None:
            return Plan(Repeat(today), time(), zone, window, after=After(ALL, self.after), each=each)
        at = time.fromisoformat(self.at)
        if self.days_before is not None:
            return Plan(Repeat(first), at, zone, window, before=Before(ALL, self.days_before), each=each)
        return Plan(self._repeat(first), at, zone, window)

    def _repeat(self, first: date) -> Repeat:
        found = _EVERY.fullmatch(self.every)
        assert found is not None
        count, unit = int(found[1]), found[2]
        if unit == "d":
            start = first if self.first_after else LONG_AGO
            return weekly(EVERY_DAY, 1, start) if count == 1 else Repeat(first, "days", count)
        if unit in "my":
            return Repeat(first, "months", count * (12 if unit == "y" else 1))
        days = tuple(WEEKDAYS.index(day) + 1 for day in self.days) or (first.isoweekday(),)
        return weekly(days, count, first if count > 1 or self.first_after else LONG_AGO)


def _on_wish(value: object) -> object:
    return None if value == "on_wish" else value


RhythmField = Annotated[MethodRhythm | None, BeforeValidator(_on_wish), Field(default=None)]
"""A rhythm, or `on_wish`: nobody is asked, whoever wants to answers."""
