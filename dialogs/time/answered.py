"""Which check-in an answer is to: the one that was asked, or the day's."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

DAY_BEGINS = time(5)
"""The local time from which an answer that nobody asked for is one of the new day: who is awake at night still tells of
the day before."""


@dataclass(frozen=True)
class Answered:
    """A check-in was answered to its end at the instant `at`: the one that fell due at `due`, or with None one that
    nobody had asked for."""

    at: datetime
    due: datetime | None = None


def is_answered(answers: Iterable[Answered], zone: str, due: datetime, at: datetime) -> bool:
    """Whether the check-in that falls due at `due` and comes at `at` has its answer among these: its day was answered
    when it was to fall due at another time, or unasked on the day it comes."""
    day = due.astimezone(ZoneInfo(zone)).date()
    return any(
        answer.due.astimezone(ZoneInfo(zone)).date() == day and answer.due != due
        if answer.due
        else told_day(answer.at, zone) == told_day(at, zone)
        for answer in answers
    )


def told_day(at: datetime, zone: str) -> date:
    """The local day that an answer which nobody asked for tells of."""
    local = at.astimezone(ZoneInfo(zone))
    return local.date() if local.time() >= DAY_BEGINS else local.date() - timedelta(days=1)
