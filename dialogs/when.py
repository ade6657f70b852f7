"""Times of day and dates as people write them, in Danish or English."""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta

_MONTHS = (
    ("januar", "january"), ("februar", "february"), ("marts", "march"), ("april",), ("maj", "may"), ("juni", "june"),
    ("juli", "july"), ("august",), ("september",), ("oktober", "october"), ("november",), ("december",),
)  # fmt: skip
_WEEKDAYS = (
    ("mandag", "monday"), ("tirsdag", "tuesday"), ("onsdag", "wednesday"), ("torsdag", "thursday"),
    ("fredag", "friday"), ("lørdag", "saturday"), ("søndag", "sunday"),
)  # fmt: skip
_DAYS_ON = {
    "i dag": 0, "idag": 0, "today": 0, "i morgen": 1, "imorgen": 1, "tomorrow": 1, "i overmorgen": 2, "overmorgen": 2,
}  # fmt: skip
_TIME = re.compile(r"(?:kl\.?|klokken|at)?\s*(\d{1,2})(?:[.:\s]?(\d{2}))?\s*(am|pm)?")
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_DAY_MONTH = re.compile(
    r"(?:(?:d\.|den|the)\s*)?(\d{1,2})(?:st|nd|rd|th)?[-./\s]+(?:of\s+)?(\d{1,2}|[a-zæøå]+)\.?(?:[-./\s]+(\d{4}|\d{2}))?"
)


def parse(what: str, words: str, local_now: datetime) -> str | None:
    """Reads a "time" ("9.30", "kl. 14") as HH:MM or a "date" ("24.12", "24. december", "fredag", "i morgen") as
    YYYY-MM-DD. A date without a year is the next such day, today included. None if it cannot be
    read, or is a day that is past."""
    text = " ".join(words.lower().split())
    if what == "time":
        return _time(text)
    day = _date(text, local_now.date())
    return day.isoformat() if day and day >= local_now.date() else None


def settle(what: str, offer: str, local_now: datetime) -> str:
    """An offered choice as it is stored: a time as it is, "+3" as the date three days on."""
    return offer if what == "time" else (local_now.date() + timedelta(days=int(offer))).isoformat()


def shown(what: str, stored: str) -> time | date:
    """A stored time or date as a value to be written out."""
    return time.fromisoformat(stored) if what == "time" else date.fromisoformat(stored)


def clock_face(at: time) -> str:
    """The clock face that shows the hour, or half past it."""
    return chr((0x1F55C if at.minute >= 30 else 0x1F550) + (at.hour - 1) % 12)


def _time(text: str) -> str | None:
    found = _TIME.fullmatch(text)
    if not found:
        return None
    hour, minute = int(found[1]), int(found[2] or 0)
    if found[3]:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if found[3] == "pm" else 0)
    return f"{hour:02}:{minute:02}" if hour < 24 and minute < 60 else None


def _date(text: str, today: date) -> date | None:
    if text in _DAYS_ON:
        return today + timedelta(days=_DAYS_ON[text])
    weekday = _place(_WEEKDAYS, text.removeprefix("på ").removeprefix("on "))
    if weekday is not None:
        return today + timedelta(days=(weekday - today.weekday() - 1) % 7 + 1)
    if found := _ISO.fullmatch(text):
        return _maybe(int(found[1]), int(found[2]), int(found[3]))
    found = _DAY_MONTH.fullmatch(text)
    if not found:
        return None
    place = int(found[2]) - 1 if found[2].isdecimal() else _place(_MONTHS, found[2])
    return None if place is None else _next(int(found[1]), place + 1, found[3], today)


def _next(day: int, month: int, year: str | None, today: date) -> date | None:
    if year:
        return _maybe(int(year) + (2000 if len(year) == 2 else 0), month, day)
    days = (_maybe(today.year + on, month, day) for on in range(9))  # 29 February may be up to eight years away
    return next((d for d in days if d and d >= today), None)


def _maybe(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _place(names: tuple[tuple[str, ...], ...], word: str) -> int | None:
    """Where `word` is in a list of names, written out or cut short to three letters or more."""
    word = word.removesuffix(".")
    found = (place for place, both in enumerate(names) if any(name.startswith(word) for name in both))
    return next(found, None) if len(word) >= 3 else None
