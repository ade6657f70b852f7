"""What should be sent, reckoned simply and on its own: day by day, by the rules as the README tells them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta
from typing import Literal
from zoneinfo import ZoneInfo

ZONE = ZoneInfo("Europe/Copenhagen")
APART = timedelta(minutes=5)
MOST = 12
DAY = timedelta(days=1)

Unit = Literal["once", "days", "weeks", "months"]


@dataclass(frozen=True)
class Series:
    """A method's plan or an activity's: `days` are ISO weekdays, where it goes by weeks. `own` is a borger's own
    reminder, which rings at night too. A method that is not `on` is not asked; one that is asked `before` an activity
    (its id, so many days) has no days of its own."""

    id: int
    at: time
    unit: Unit
    start: date
    every: int = 1
    days: tuple[int, ...] = ()
    until: date | None = None
    window: timedelta = timedelta(hours=8)
    leads: tuple[str, ...] = ()
    set_at: float = 0.0
    changes: Mapping[date, tuple[str, date | None, time | None, int, float]] = field(default_factory=dict)
    own: bool = False
    on: bool = True
    before: tuple[int, int] | None = None


@dataclass(frozen=True)
class Life:
    """A borger between two edits: quiet hours as (start, end), the break, and all that recurs."""

    quiet: tuple[time, time] | None
    paused_until: date | None = None
    pauses_reminders: bool = False
    resumed_at: float = 0.0
    asked: tuple[Series, ...] = ()
    planned: tuple[Series, ...] = ()


Key = tuple[str, int, str, float]
"""(kind, series, lead, due) of a message."""


@dataclass(frozen=True)
class Message:
    key: Key
    thing: tuple[object, ...]
    at: float
    until: float
    rank: int
    own: bool = False
    known: float = 0.0


def utc(day: date, clock: time) -> float:
    """A local time as seconds in UTC: one that comes twice the first time, one that never comes an hour later."""
    return datetime.combine(day, clock, ZONE).timestamp()


def local(at: float) -> datetime:
    return datetime.fromtimestamp(at, ZONE)


def falls_on(series: Series, day: date) -> bool:
    """Whether a series has an occurrence on a local day, counted on the fingers."""
    if day < series.start or (series.until and day > series.until):
        return False
    if series.unit == "once":
        return day == series.start
    if series.unit == "days":
        return (day - series.start).days % series.every == 0
    if series.unit == "weeks":
        weeks = (day - timedelta(days=day.weekday()) - series.start + timedelta(days=series.start.weekday())).days // 7
        return day.isoweekday() in series.days and weeks % series.every == 0
    months = (day.year - series.start.year) * 12 + day.month - series.start.month
    last = ((day.replace(day=1) + timedelta(days=32)).replace(day=1) - DAY).day
    return months % series.every == 0 and day.day == min(series.start.day, last)


def is_quiet(life: Life, at: float) -> bool:
    if life.quiet is None:
        return False
    start, end = life.quiet
    clock = local(at).time().replace(tzinfo=None)
    return start <= clock < end if start <= end else clock >= start or clock < end


def quiet_ends(life: Life, at: float) -> float:
    """The end of the quiet hours an instant lies in; itself outside of them."""
    if not is_quiet(life, at):
        return at
    assert life.quiet is not None
    day = local(at).date()
    ends = utc(day, life.quiet[1])
    return ends if ends > at else utc(day + DAY, life.quiet[1])


def told_day(at: float) -> date:
    """The local day that somebody who is awake tells of: until five at night the day before."""
    there = local(at)
    return there.date() if there.hour >= 5 else there.date() - DAY


def of_day(life: Life, day: date) -> list[Message]:
    """All messages that come on a local day, by the rules."""
    near = [day + timedelta(days=shift) for shift in range(-2, 4)]
    wished = [m for d in near for m in (*_asked_on(life, d), *_reminded_of(life, d))]
    moved = [m for wish in wished if (m := _out_of_quiet(life, wish)) and local(m.at).date() == day and m.at > m.known]
    moved.sort(key=_order)
    told = [m for m in moved if not _said_again(m, moved)]
    told.sort(key=lambda m: (m.rank, _order(m)))
    placed: list[Message] = []
    for m in told[:MOST]:
        placed.append(m if m.rank == 0 else replace(m, at=_room(life, m, [p.at for p in placed])))
    return placed


def _asked_on(life: Life, day: date) -> Iterable[Message]:
    for series in life.asked:
        due = utc(day, series.at)
        paused = life.paused_until and local(due).date() < life.paused_until
        if _is_asked_on(life, series, day) and due > series.set_at and due > life.resumed_at and not paused:
            key = ("asks", series.id, "", due)
            yield Message(key, ("asks", series.id), due, due + series.window.total_seconds(), 2)


def _is_asked_on(life: Life, series: Series, day: date) -> bool:
    if series.before is None:
        return series.on and falls_on(series, day)
    activity, ahead = series.before
    meetings = (planned for planned in life.planned if planned.id == activity)
    return series.on and any(_taking_place(meeting, day + ahead * DAY) for meeting in meetings)


def _taking_place(series: Series, day: date) -> list[date]:
    """The occurrences that are to take place on a local day, by the days that they were planned for."""
    slots = [day, *(slot for slot, change in series.changes.items() if change[1] == day != slot)]
    changes = {slot: series.changes.get(slot) for slot in slots if falls_on(series, slot)}
    return [s for s, change in changes.items() if not change or (change[0] != "cancelled" and (change[1] or s) == day)]


def _reminded_of(life: Life, day: date) -> Iterable[Message]:
    """The reminders of every occurrence that is to take place on a local day."""
    for series in life.planned:
        for slot in _taking_place(series, day):
            _, _, clock, late, changed = series.changes.get(slot, ("", None, None, 0, 0.0))
            start = utc(day, clock or series.at) + late * 60
            for lead in series.leads:
                due = _lead(lead, start)
                known = max(series.set_at, changed)
                if life.pauses_reminders:
                    paused = life.paused_until and local(due).date() < life.paused_until
                    if paused or due <= life.resumed_at:
                        continue
                    known = max(known, life.resumed_at, utc(life.paused_until, time()) - 1 if life.paused_until else 0)
                if due > known:
                    useful = start + 1800 if lead == "start" else start
                    rank = 0 if lead == "start" or lead.startswith("before") else 1
                    key, thing = ("reminds", series.id, lead, due), ("reminds", series.id, slot)
                    yield Message(key, thing, due, useful, rank, series.own, known)


def _lead(lead: str, start: float) -> float:
    day = local(start).date()
    if lead == "evening":
        return utc(day - DAY, time(19))
    if lead == "morning":
        return min(utc(day, time(8)), start - 3600)
    return start if lead == "start" else start - 60 * int(lead.removeprefix("before"))


def _out_of_quiet(life: Life, m: Message) -> Message | None:
    at = quiet_ends(life, m.at)
    if at == m.at or m.own:
        return m
    rank = max(m.rank, 1)
    if at < m.until:
        return replace(m, at=at, rank=rank)
    if m.rank == 2:
        return None
    assert life.quiet is not None
    day = local(m.at).date()
    begins = utc(day, life.quiet[0])
    if begins > m.at:
        begins = utc(day - DAY, life.quiet[0])
    return replace(m, at=begins - 900, rank=rank)


def _said_again(m: Message, all_of_them: list[Message]) -> bool:
    close = APART.total_seconds()
    return m.thing[0] == "reminds" and any(
        o.thing == m.thing and _newness(o) > _newness(m) and (o.at == m.at or o.at - m.at < close) for o in all_of_them
    )


def _newness(m: Message) -> tuple[float, bool, str]:
    return m.key[3], m.rank == 0, m.key[2]


def _room(life: Life, m: Message, taken: list[float]) -> float:
    at, close = m.at, APART.total_seconds()
    while near := [t for t in taken if abs(t - at) < close]:
        at = max(near) + close
    fits = at < m.until and not is_quiet(life, at) and local(at).date() == local(m.at).date()
    return at if fits else m.at


def _order(m: Message) -> tuple[float, float, int, int, str]:
    return m.at, m.key[3], m.rank, m.key[1], m.key[2]


@dataclass
class Expected:
    """What is to be sent, and when; and what comes too late to be."""

    sent: dict[Key, float] = field(default_factory=dict)
    stale: set[Key] = field(default_factory=set)


def expected(lives: list[tuple[float, Life]], ends: float, outages: list[tuple[float, float]]) -> Expected:
    """For one borger: `lives` are (from, as it is from then on), `outages` (from, until) of the bot, in order."""
    known: dict[Key, tuple[Message, float]] = {}
    for (begins, life), (until, _) in zip(lives, [*lives[1:], (ends, lives[-1][1])], strict=True):
        day = local(begins).date() - timedelta(days=1)
        while day <= local(until).date():
            for m in of_day(life, day):
                if m.key not in known and m.at <= until and m.at > begins - 86400:
                    known[m.key] = m, _processed(lives, max(m.at, begins), outages, m.own)
            day += DAY
    groups: dict[tuple[object, ...], list[tuple[Message, float]]] = defaultdict(list)
    for m, when in known.values():
        if when <= ends:
            groups[(when, *m.thing)].append((m, when))
    found = Expected()
    for group in groups.values():
        *older, (newest, when) = sorted(group, key=lambda pair: _order(pair[0]))
        found.stale |= {m.key for m, _ in older}
        if when < newest.until:
            found.sent[newest.key] = when
        else:
            found.stale.add(newest.key)
    return found


def _processed(lives: list[tuple[float, Life]], at: float, outages: list[tuple[float, float]], own: bool) -> float:
    """When something that falls due at an instant can be sent: once the bot is up, and it is not quiet or their own."""
    while True:
        up = next((until for begins, until in outages if begins <= at < until), at)
        life = next(life for begins, life in reversed(lives) if begins <= up)
        moment = up if own else quiet_ends(life, up)
        if moment == at:
            return at
        at = moment
