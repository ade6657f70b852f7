"""Hours of the week: when there is staff, or when a number is answered, by weekday, public holiday and date."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import TypeAlias
from zoneinfo import ZoneInfo

from dialogs.text import T, Text
from dialogs.time.schedule import instant

Span: TypeAlias = tuple[int, int]
"""From one minute of a day, counted from its midnight, to another; past midnight the end is over 24 hours."""

DAY = 24 * 60
HOLIDAY = 7
"""What stands beside the weekdays 0 (Monday) to 6: every public holiday."""
LONG = timedelta(days=8)
"""What is open for so long is open round the clock."""
_REACH = 400

_NAMES = (
    ("monday", "mandag"), ("tuesday", "tirsdag"), ("wednesday", "onsdag"), ("thursday", "torsdag"),
    ("friday", "fredag"), ("saturday", "lørdag", "lordag"), ("sunday", "søndag", "sondag"),
)  # fmt: skip
_SETS = {
    "weekdays": (0, 1, 2, 3, 4), "hverdage": (0, 1, 2, 3, 4), "weekend": (5, 6), "weekends": (5, 6),
    "weekender": (5, 6), **dict.fromkeys(("all", "alle", "hver", "daily", "dagligt", "every"), tuple(range(8))),
    "holiday": (HOLIDAY,), "holidays": (HOLIDAY,), "helligdag": (HOLIDAY,), "helligdage": (HOLIDAY,),
}  # fmt: skip
_CLOSED = {"closed", "none", "lukket", "ingen"}
_ALWAYS = {"always", "altid", "døgnet", "24/7"}
_FILLERS = {"kl", "kl.", "og", "and", "day", "days", "dag", "dage", "hele", "rundt"}
_TIME = r"(\d{1,2})(?:[:.](\d\d))?"
_SPAN = re.compile(rf"{_TIME}-{_TIME}")
_DATE = re.compile(r"(\d{1,2})[./](\d{1,2})\.?")


class HoursError(ValueError):
    """Hours that cannot be read. `said` names what is wrong, in a few words."""

    def __init__(self, said: Text) -> None:
        super().__init__(said.id.format_map(said.values))
        self.said = said


@dataclass(frozen=True)
class Hours:
    """What is open when, in local times of `zone` (IANA name): spans of each weekday from Monday, of public holidays,
    and of single dates (day, month), which go before both. `is_holiday` knows the public holidays."""

    weekdays: tuple[tuple[Span, ...], ...]
    holidays: tuple[Span, ...]
    dates: Mapping[tuple[int, int], tuple[Span, ...]]
    zone: str
    is_holiday: Callable[[date], bool]

    def of(self, day: date) -> tuple[Span, ...]:
        """The spans that begin on a local day, in order."""
        alone = self.dates.get((day.day, day.month))
        if alone is not None:
            return alone
        usual = self.weekdays[day.weekday()]
        return self.holidays if usual != self.holidays and self.is_holiday(day) else usual

    def period(self, now: datetime) -> tuple[datetime, datetime] | None:
        """From when to when it is open, in UTC: the time around `now`, or else the next. What follows without a gap is
        taken along, up to `LONG`; what went before is not. None if there is none within a year."""
        found: tuple[datetime, datetime] | None = None
        for begin, end in self._spans(now.astimezone(ZoneInfo(self.zone)).date() - timedelta(days=2)):
            if found and begin > found[1]:
                return found
            if end > now:
                found = (found[0], max(found[1], end)) if found else (begin, end)
            if found and found[1] - max(now, found[0]) > LONG:
                return found
        return found

    def is_open(self, now: datetime) -> bool:
        period = self.period(now)
        return period is not None and period[0] <= now

    def opens(self, now: datetime) -> datetime:
        """`now` itself, or when it opens next; a year from `now` if it does not before."""
        period = self.period(now)
        return max(now, period[0]) if period else now + timedelta(days=365)

    def _spans(self, since: date) -> Iterator[tuple[datetime, datetime]]:
        for day in (since + timedelta(days=ahead) for ahead in range(_REACH)):
            for begin, end in self.of(day):
                first, last = _moment(day, begin, self.zone), _moment(day, end, self.zone)
                if first < last:  # not so for 2.30 to 3.00 in the night that leaves them out
                    yield first, last


def _moment(day: date, minutes: int, zone: str) -> datetime:
    days, minutes = divmod(minutes, DAY)
    return instant(day + timedelta(days=days), time(minutes // 60, minutes % 60), zone)


def read_hours(written: str, zone: str, is_holiday: Callable[[date], bool]) -> Hours:
    """Hours as a house writes them: "mon-fri 08:00-22:00; sat-sun,holidays 12:00-20:00".

    Each part names days and one span or several; a span whose end is not after its beginning goes past midnight, two
    times alike are the whole day and night. Danish names of days do as well, and dates such as 24/12. Days that no part
    names are closed; public holidays are then as Sundays. Spans alone are for all days.

    Raises:
        HoursError: saying what cannot be read.
    """
    days: dict[int | tuple[int, int], tuple[Span, ...]] = {}
    parts = [part for part in re.split(r"[;\n]", written) if part.strip()]
    for part in parts:
        named, spans = _part(part)
        if not named and len(parts) > 1:
            raise HoursError(T('"{part}" names no day', part=_short(part)))
        for day in named or range(8):
            if day in days:
                raise HoursError(T('"{part}" names a day twice', part=_short(part)))
            days[day] = spans
    if not any(days.values()):
        raise HoursError(T("it has no hours"))
    week = tuple(days.get(day, ()) for day in range(7))
    dates = {day: spans for day, spans in days.items() if isinstance(day, tuple)}
    return Hours(week, days.get(HOLIDAY, week[6]), dates, zone, is_holiday)


def read_spans(written: str) -> tuple[Span, ...]:
    """Spans as a house writes them: "07:00-15:00, 15:00-22:00, 22:00-07:00", in the order they are written.

    Raises:
        HoursError: saying what cannot be read.
    """
    words = [word for word in re.split(r"[,;\s]+", re.sub(r"\s*[-–]\s*", "-", written.strip())) if word]
    return tuple(_span(_SPAN.fullmatch(word), word) for word in words)


def running(spans: Sequence[Span], local: datetime) -> list[tuple[date, int]]:
    """Which of the spans of every day are running at a local time: the day each began on, and its place."""
    today = local.date()
    minutes = local.hour * 60 + local.minute
    return [
        (today - timedelta(days=ago), place)
        for ago in (1, 0)
        for place, (begin, end) in enumerate(spans)
        if begin <= minutes + ago * DAY < end
    ]


def _part(part: str) -> tuple[list[int | tuple[int, int]], tuple[Span, ...]]:
    """The days and the spans of one part."""
    days: list[int | tuple[int, int]] = []
    spans: list[Span] = []
    closed = False
    for word in re.split(r"[,\s]+", re.sub(r"\s*[-–]\s*|\s+(til|to)\s+", "-", part.strip().lower())):
        if word in _CLOSED:
            closed = True
        elif word in _ALWAYS:
            spans.append((0, DAY))
        elif found := _SPAN.fullmatch(word):
            spans.append(_span(found, word))
        elif word not in _FILLERS:
            if spans or closed:
                raise HoursError(T('"{part}" stands after the hours', part=_short(word)))
            days += _days(word)
    if closed == bool(spans):
        raise HoursError(T('"{part}" has no hours', part=_short(part)))
    return days, tuple(sorted(spans))


def _span(found: re.Match[str] | None, word: str) -> Span:
    if found is None:
        raise HoursError(T('"{part}" is not two times', part=_short(word)))
    hours = [int(found[group] or 0) for group in (1, 2, 3, 4)]
    begin, end = hours[0] * 60 + hours[1], hours[2] * 60 + hours[3]
    if begin >= DAY or end > DAY or hours[1] > 59 or hours[3] > 59:
        raise HoursError(T('"{part}" is not two times', part=_short(word)))
    return begin, end if end > begin else end + DAY


def _days(word: str) -> list[int | tuple[int, int]]:
    if word in _SETS:
        return list(_SETS[word])
    if found := _DATE.fullmatch(word):
        day, month = int(found[1]), int(found[2])
        try:
            date(2024, month, day)  # a leap year: the 29th of February is a date
        except ValueError:
            raise HoursError(T('"{part}" is no date', part=_short(word))) from None
        return [(day, month)]
    first, _, last = word.partition("-")
    begin, end = _weekday(first), _weekday(last or first)
    return [(begin + more) % 7 for more in range((end - begin) % 7 + 1)]


def _weekday(word: str) -> int:
    """A day by its name, whole or shortened to two letters or more, in Danish or English."""
    written = word.removesuffix(".")
    for number, names in enumerate(_NAMES):
        if any(len(written) >= 2 and (name.startswith(written) or written in (name + "e", name + "s"))
               for name in names):  # fmt: skip
            return number
    raise HoursError(T('"{part}" is no day', part=_short(word)))


def _short(words: str) -> str:
    words = " ".join(words.split())
    return words if len(words) <= 16 else words[:15] + "…"
