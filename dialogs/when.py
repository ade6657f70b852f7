"""Times of day and dates as people write them, in Danish or English."""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta

_MONTHS = ("jan", "feb", "mar", "apr", "maj|may", "jun", "jul", "aug", "sep", "okt|oct", "nov", "dec")
_WEEKDAYS = ("man|mon", "tir|tue", "ons|wed", "tor|thu", "fre|fri", "lør|sat", "søn|sun")
_TIME = re.compile(r"^(?:kl\.?\s*)?(\d{1,2})(?:[.:\s]?(\d{2}))?$")
_ISO = re.compile(r"^(\d{4})-(\d{1,2})-(\d{1,2})$")
_DAY_MONTH = re.compile(r"^(?:d\.|den)?\s*(\d{1,2})[./\s]+(\d{1,2}|[a-zæøå]+)\.?(?:[./\s]+(\d{4}))?$")


def parse(what: str, words: str, local_now: datetime) -> str | None:
    """Reads a "time" ("9.30", "kl. 14") as HH:MM or a "date" ("24.12", "24. december", "fredag", "i morgen") as
    YYYY-MM-DD. A date without a year is the next such day, today included. None if it cannot be read."""
    text = words.strip().lower()
    if what == "time":
        found = _TIME.match(text)
        if not found or int(found[1]) > 23 or int(found[2] or 0) > 59:
            return None
        return f"{int(found[1]):02}:{int(found[2] or 0):02}"
    day = _date(text, local_now.date())
    return day.isoformat() if day else None


def settle(what: str, offer: str, local_now: datetime) -> str:
    """An offered choice as it is stored: a time as it is, "+3" as the date three days on."""
    return offer if what == "time" else (local_now.date() + timedelta(days=int(offer))).isoformat()


def shown(what: str, stored: str) -> time | date:
    """A stored time or date as a value to be written out."""
    return time.fromisoformat(stored) if what == "time" else date.fromisoformat(stored)


def _date(text: str, today: date) -> date | None:
    if text in ("i dag", "idag", "today"):
        return today
    if text in ("i morgen", "imorgen", "tomorrow"):
        return today + timedelta(days=1)
    for number, names in enumerate(_WEEKDAYS):
        if re.match(rf"^(?:på\s+)?(?:{names})[a-zæøå]*$", text):
            return today + timedelta(days=(number - today.weekday() - 1) % 7 + 1)
    try:
        if found := _ISO.match(text):
            return date(int(found[1]), int(found[2]), int(found[3]))
        if found := _DAY_MONTH.match(text):
            return _next(int(found[1]), found[2], found[3], today)
    except ValueError:
        pass
    return None


def _next(day: int, month_text: str, year_text: str | None, today: date) -> date | None:
    month = int(month_text) if month_text.isdigit() else _month(month_text)
    if month is None:
        return None
    if year_text:
        return date(int(year_text), month, day)
    years = range(today.year, today.year + 9)  # 29 February may be up to eight years away
    return next(
        (d for y in years if (d := _maybe(y, month, day)) is not None and d >= today),
        None,
    )


def _maybe(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _month(text: str) -> int | None:
    return next((n for n, names in enumerate(_MONTHS, 1) if re.match(rf"^(?:{names})", text)), None)
