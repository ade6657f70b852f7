"""How often a method is asked once it is in use, as its file proposes it."""

from __future__ import annotations

import re
from datetime import date, time, timedelta
from typing import Annotated, Literal, Self

from pydantic import BeforeValidator, Field, model_validator

from dialogs.fields import Duration, Model
from dialogs.time.repeat import EVERY_DAY, LONG_AGO, Repeat, weekly
from dialogs.time.schedule import Plan

_EVERY = re.compile(r"([1-9]\d?)([dwmy])")
_TIME = re.compile(r"([01]\d|2[0-3]):[0-5]\d")
WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


class MethodRhythm(Model):
    """`every` so many days, weeks, months or years ("1d", "2w", "3m", "1y"), of weeks on these `days`, at the local
    time `at`; or so many `days_before` an appointment, which is chosen when it is agreed. The first time is no sooner
    than `first_after` from then; without `days`, a week's day is that of the first time. `asks_time` lets staff choose
    the time when they put a new borger in."""

    every: str = ""
    days_before: int | None = Field(default=None, ge=1, le=60)
    at: str
    days: tuple[Literal["mon", "tue", "wed", "thu", "fri", "sat", "sun"], ...] = ()
    first_after: Duration = timedelta(0)
    asks_time: bool = False

    @model_validator(mode="after")
    def _can_be_read(self) -> Self:
        if bool(self.every) == (self.days_before is not None):
            raise ValueError("needs either every or days_before")
        if self.every and not _EVERY.fullmatch(self.every):
            raise ValueError("every must be a number with d, w, m or y, such as 1d, 2w or 1y")
        if not _TIME.fullmatch(self.at):
            raise ValueError('at must be a time in quotes, such as "14:00"')
        if self.days and not self.every.endswith("w"):
            raise ValueError("days belong to a rhythm of weeks, such as 1w")
        return self

    @property
    def needs_appointment(self) -> bool:
        """Whether there is no plan before an appointment has been chosen."""
        return self.days_before is not None

    def plan(self, today: date, zone: str, window: timedelta) -> Plan:
        """The plan it makes for somebody it is agreed with on the local day `today`; `window` is how long an answer may
        take."""
        first = today + self.first_after
        return Plan(self._repeat(first), time.fromisoformat(self.at), zone, window)

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
