"""Times of day and dates as people write them, in Danish or English: what they may mean, and what is asked back."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta

from dialogs.fields import DayMeans
from dialogs.text import T, Text
from dialogs.time.date_words import DATE_WORDS, Days, read_days
from dialogs.time.feasts import next_feast
from dialogs.time.time_words import TIME_WORDS, Times, is_part, read_times
from dialogs.words.spelling import put_right, unadorned

SURE_WITHIN = timedelta(days=330)
"""Further off, a day is asked about: one could think of the one that was, and mean another year."""
FURTHEST = timedelta(days=731)
MOST_CHOICES = 4
_MOST_WORDS = 12


@dataclass(frozen=True)
class Understood:
    """What was written, as it is stored ("09:30", "2026-12-24").

    `values` holds what it may mean: one that is `sure` is taken, others are asked about. Without any, `problem` names
    the note that says why. `day` is set where a time came with its day, `time` where a day came with its time;
    `counted` for a time reckoned from now; `days` is how many days on a time falls (24.00). `has_time` is True for a
    day that came with a time, also one that must be asked about.
    """

    values: tuple[str, ...] = ()
    sure: bool = True
    problem: str = ""
    day: date | None = None
    days: int = 0
    counted: bool = False
    time: str = ""
    has_time: bool = False


def read(what: str, words: str, local_now: datetime, means: DayMeans = "day") -> Understood:
    """Reads a "time" or a "date" that `means` something from what somebody wrote. What can be read only with a slip of
    the finger put right is asked about."""

    def reading(text: str) -> Understood:
        return _read_time(text, local_now) if what == "time" else _read_date(text, local_now, means)

    text = unadorned(words)
    found = reading(text)
    if found.problem != f"which_{what}" or len(text.split()) > _MOST_WORDS:
        return found
    known = dict.fromkeys((*TIME_WORDS, *DATE_WORDS))
    meant = [other for right in put_right(text, known) if (other := reading(right)).values]
    if not meant:
        return found
    values = dict.fromkeys(value for other in meant for value in other.values)
    return replace(meant[0], values=tuple(values)[:MOST_CHOICES], sure=False, time="")


def earliest(local_now: datetime, means: DayMeans) -> date:
    """The first day that can be chosen: what is to be again is not so today."""
    return local_now.date() + timedelta(days=means == "again")


def stored(what: str, choice: str, local_now: datetime, means: DayMeans = "day") -> str | None:
    """A button's value, if it is one that is stored so and no day that is too early."""
    try:
        found = shown(what, choice)
    except ValueError:
        return None
    kept = f"{found:%H:%M}" if isinstance(found, time) else found.isoformat()
    past = isinstance(found, date) and found < earliest(local_now, means)
    return choice if kept == choice and not past else None


def settle(what: str, offer: str, local_now: datetime) -> str:
    """An offered choice as it is stored: a time as it is, "+30m" or "+2h" as the time so much later, to the next five
    minutes, "+3" as the date three days on."""
    if what == "date":
        return (local_now.date() + timedelta(days=int(offer))).isoformat()
    if not offer.startswith("+"):
        return offer
    on = timedelta(hours=int(offer[1:-1])) if offer.endswith("h") else timedelta(minutes=int(offer[1:-1]))
    later = local_now.astimezone(UTC) + on
    later += timedelta(minutes=-later.minute % 5)
    return f"{later.astimezone(local_now.tzinfo):%H:%M}"


def shown(what: str, value: str) -> time | date:
    """A stored time or date as a value to be written out."""
    return time.fromisoformat(value) if what == "time" else date.fromisoformat(value)


def in_full(what: str, value: str) -> Text:
    """A stored time or date as it is read back: a day with its weekday and its year."""
    found = shown(what, value)
    return T("{date} {year}", date=found, year=str(found.year)) if isinstance(found, date) else T("{when}", when=found)


DAY_SIGNS = ("🟢", "🟣", "🟠", "🔵", "🟡", "🔴", "⚪")
"""Each weekday's colour, Monday first: what a day is told apart by without reading."""


def sign(value: time | date) -> str:
    """The sign of a time or day: the clock that shows it, or the colour of its weekday."""
    return clock_face(value) if isinstance(value, time) else DAY_SIGNS[value.weekday()]


def clock_face(at: time) -> str:
    """The clock face that shows the hour, or half past it."""
    return chr((0x1F55C if at.minute >= 30 else 0x1F550) + (at.hour - 1) % 12)


def _read_time(text: str, now: datetime) -> Understood:
    if times := read_times(text, now):
        return _times(times)
    if next_feast(text, now.date()):  # "2. juledag" is not 2 o'clock
        return Understood(problem="only_time")
    for days, with_it in _both(text, now):
        if with_it.at and {now.date(), with_it.at.date()} & {*days.choices}:
            return _times(with_it)
        if days.sure and len(days.choices) == 1 and not with_it.at:
            later = _on(days.choices, with_it.days)
            day = _days(replace(days, choices=later), now)
            if not day.sure or day.problem:  # a day that must be asked about is none to be taken along
                return Understood(problem=day.problem or "only_time")
            return replace(_times(with_it, later[0]), days=0)
    return Understood(problem="which_time")


def _times(times: Times, day: date | None = None) -> Understood:
    values = tuple(f"{at:%H:%M}" for at in times.choices[:MOST_CHOICES])
    if times.at:
        return Understood(values, day=times.at.date(), counted=True)
    return Understood(values, times.sure and len(values) == 1, day=day, days=times.days)


def _read_date(text: str, now: datetime, means: DayMeans) -> Understood:
    if days := read_days(text, now.date()):
        return _days(days, now, means)
    for days, with_it in _both(text, now):
        if with_it.at and not {now.date(), with_it.at.date()} & {*days.choices}:
            continue
        later = (with_it.at.date(),) if with_it.at else _on(days.choices, with_it.days)
        reading = _days(replace(days, choices=later), now, means)
        sure = with_it.sure and len(with_it.choices) == 1
        exact = f"{with_it.choices[0]:%H:%M}" if sure else ""
        return Understood(reading.values, reading.sure, reading.problem, time=exact, has_time=True)
    return Understood(problem="which_date")


def _on(days: tuple[date, ...], by: int) -> tuple[date, ...]:
    return tuple(day + timedelta(days=by) for day in days if day < date.max)


def _days(days: Days, now: datetime, means: DayMeans = "day") -> Understood:
    """Days in reach; those that are past or too far away fall out, and say so if none is left. After the last day of
    something, it is again."""
    today, choices = now.date(), days.choices
    if days.last and means == "day":
        return Understood(problem="which_date")
    if days.last and means == "again":
        choices = _on(choices, 1)
    to_come = [day for day in choices if day >= earliest(now, means)]
    near = [day for day in to_come if day - today <= FURTHEST]
    if not near:
        return Understood(problem="too_far" if to_come else "not_today" if today in choices else "past")
    sure = days.sure and len(near) == 1 and near[0] - today <= SURE_WITHIN
    return Understood(tuple(day.isoformat() for day in near[:MOST_CHOICES]), sure)


def _both(text: str, now: datetime) -> list[tuple[Days, Times]]:
    """A day and a time in one, the day wherever it stands and as long as it can be read: "kl 8 fredag aften". A part of
    today is both: "i aften kl. 8" is not in the morning."""
    words = text.replace(",", " ").split()
    found: list[tuple[Days, Times]] = []
    if len(words) > _MOST_WORDS:
        return found
    for length in range(len(words) - 1, 0, -1):
        for first in (0, *range(len(words) - length, 0, -1)):
            day = " ".join(words[first : first + length])
            rest = " ".join(words[:first] + words[first + length :])
            days = read_days(day, now.date())
            if days is None:
                continue
            if 0 < first < len(words) - length and not days.sure:  # "kl. 12 om natten" is no 12th
                continue
            today = days.choices == (now.date(),) and is_part(day)
            if times := read_times(text if today else rest, now):
                found.append((days, times))
    return found
