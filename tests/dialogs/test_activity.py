"""Occurrences of activities: at their local time, once, through every change of clocks.

What should come is computed without `instant`: a local time is looked for under each offset the zone has about then.
"""

from __future__ import annotations

from bisect import bisect_right
from calendar import monthrange
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dialogs.time.activity import Activity, Change, Happening, HappeningState, ended, happening, happenings
from dialogs.time.repeat import EVERY_DAY, Repeat
from dialogs.time.schedule import instant
from tests.dialogs.test_repeat import SERIES, falls_on
from tests.examples import examples

COPENHAGEN = "Europe/Copenhagen"
# Nuuk changes its clocks about midnight, Lord Howe by half an hour, Casablanca for Ramadan, Apia left out a whole day.
ZONES = (COPENHAGEN, "America/New_York", "America/Nuuk", "Australia/Lord_Howe", "Africa/Casablanca", "Pacific/Apia")
BEGIN, END = datetime(1990, 1, 1, tzinfo=UTC), datetime(2040, 1, 1, tzinfo=UTC)
ONE_DAY, ONE_MINUTE = timedelta(days=1), timedelta(minutes=1)


@dataclass(frozen=True)
class Transition:
    """A change of clocks: the instant, and the offsets on its two sides."""

    at: datetime
    before: timedelta
    after: timedelta

    @property
    def local(self) -> datetime:
        """What the clocks showed as they were changed."""
        return (self.at + self.before).replace(tzinfo=None)


def offset(zone: ZoneInfo, moment: datetime) -> timedelta:
    found = moment.astimezone(zone).utcoffset()
    assert found is not None
    return found


@lru_cache
def transitions(name: str) -> tuple[Transition, ...]:
    """All changes of a zone's clocks from 1990 to 2040, found by looking twice a day and then closer."""
    zone, found = ZoneInfo(name), []
    low = BEGIN
    while low < END:
        high = low + timedelta(hours=12)
        before, after = offset(zone, low), offset(zone, high)
        if before != after:
            early, late = low, high
            while late - early > ONE_MINUTE:
                middle = early + (late - early) // 120 * 60 // ONE_MINUTE * ONE_MINUTE
                middle = max(middle, early + ONE_MINUTE)
                early, late = (middle, late) if offset(zone, middle) == before else (early, middle)
            found.append(Transition(late, before, after))
        low = high
    return tuple(found)


def wanted_instant(day: date, at: time, name: str) -> datetime:
    """A local time: the first instant at which the clocks show it; if none does, as much later as they were moved."""
    wanted = datetime.combine(day, at, UTC)
    changes = transitions(name)
    place = bisect_right(changes, wanted, key=lambda change: change.at)
    near = changes[max(place - 1, 0) : place + 1]
    shown = [wanted - o for change in near for o in (change.before, change.after)]
    shown = [moment for moment in shown if moment + offset(ZoneInfo(name), moment) == wanted]
    if shown:
        return min(shown)
    (gap,) = [change for change in near if change.at + change.before <= wanted < change.at + change.after]
    return gap.at + (wanted - (gap.at + gap.before))


def about(change: Transition) -> set[datetime]:
    """Local times (naive) on both sides of a change and in what it skips or doubles."""
    first, last = sorted((change.local, change.local + change.after - change.before))
    middle = first + (last - first) / 2
    return {first - ONE_MINUTE, first, middle, last - ONE_MINUTE, last}


def several(local: datetime) -> list[tuple[Repeat, int]]:
    """Series with an occurrence on that day, each with how many days on both sides are worth a look."""
    day = local.date()
    weekday = (day.isoweekday(),)
    month = date(day.year - 1, 12, 31) if day.day > 27 and (day + ONE_DAY).day == 1 else date(day.year - 1, 12, day.day)
    return [
        (Repeat(day), 2),
        (Repeat(day - timedelta(days=90), "weeks", 1, EVERY_DAY), 2),
        (Repeat(day - timedelta(weeks=20), "weeks", 1, weekday), 8),
        (Repeat(day - timedelta(weeks=33), "weeks", 3, weekday), 22),
        (Repeat(month, "months"), 32),
    ]


@pytest.mark.parametrize(("name", "fewest"), list(zip(ZONES, (100, 100, 60, 90, 70, 20), strict=True)))
def test_every_occurrence_comes_at_its_local_time_and_once_through_every_change_of_clocks(
    name: str, fewest: int
) -> None:
    assert len(transitions(name)) >= fewest
    for change in transitions(name):
        for local in about(change):
            for repeat, days in several(local):
                activity = Activity("Svømning", repeat, local.time(), name)
                span = timedelta(days=days)
                since, until = change.at - span, change.at + span
                found = happenings(activity, {}, since, until)
                assert [(one.slot, one.start) for one in found] == walked(activity, {}, since, until)
                assert len({one.start for one in found}) == len(found)


@pytest.mark.parametrize("name", ZONES)
def test_a_local_time_is_the_first_that_shows_it_or_as_much_later_as_the_clocks_were_moved(name: str) -> None:
    zone = ZoneInfo(name)
    gaps = doubled = 0
    for change in transitions(name):
        moved = change.after - change.before
        for local in about(change):
            found = instant(local.date(), local.time(), name)
            assert found == wanted_instant(local.date(), local.time(), name)
            shown = found.astimezone(zone).replace(tzinfo=None)
            if moved > timedelta(0) and change.local <= local < change.local + moved:
                assert shown == local + moved
                gaps += 1
            else:
                assert shown == local
                doubled += change.local + moved <= local < change.local
    assert gaps and doubled


# Changes of single occurrences


def walked(
    activity: Activity, changes: dict[date, Change], since: datetime, until: datetime
) -> list[tuple[date, datetime]]:
    """(slot, start) of what starts in a window, by a walk over all days from well before to well after it and all that
    were changed. Of days that a country's clocks make the same instant, the last counts."""
    days = {since.date() + n * ONE_DAY for n in range(-4, (until - since).days + 5)} | set(changes)
    found: dict[date, datetime] = {}
    for slot in sorted(days):
        if falls_on(activity.repeat, slot):
            change = changes.get(slot, Change(HappeningState.PLANNED))
            start = wanted_instant(change.day or slot, change.at or activity.at, activity.zone)
            found[slot] = start + timedelta(minutes=change.late)
    plain = {start: slot for slot, start in found.items() if slot not in changes}
    return sorted(
        ((s, start) for s, start in found.items() if since <= start < until and (s in changes or plain[start] == s)),
        key=lambda pair: (pair[1], pair[0]),
    )


TIMES = st.sampled_from([time(0), time(0, 30), time(1, 45), time(2), time(2, 30), time(3), time(9), time(23, 30)])


@st.composite
def stories(draw: st.DrawFn) -> tuple[Activity, dict[date, Change], datetime, datetime]:
    """An activity, what was changed in it, and a window; all about a change of clocks."""
    zone = draw(st.sampled_from(ZONES))
    change = draw(st.sampled_from(transitions(zone)))
    near = change.local.date()
    repeat = draw(st.just(Repeat(near, "weeks", 1, EVERY_DAY)) | SERIES)
    start = near - draw(st.integers(-3, 60)) * ONE_DAY
    last = draw(st.none() | st.integers(0, 90).map(lambda n: start + n * ONE_DAY))
    activity = Activity("Svømning", replace(repeat, start=start, until=last), draw(TIMES), zone)
    since = change.at + draw(st.integers(-80, 80)) * timedelta(minutes=317)
    until = since + draw(st.integers(0, 60)) * timedelta(minutes=433)
    edges = [day + n * ONE_DAY for day in (since.date(), until.date(), near) for n in range(-5, 6)]
    slots = [day for day in edges if falls_on(activity.repeat, day)] or [near]  # which may have none of them
    changes = draw(st.dictionaries(st.sampled_from(slots + edges[:1]), differences(since.date()), max_size=6))
    return activity, changes, since, until


def differences(near: date) -> st.SearchStrategy[Change]:
    moved_to = st.integers(-9, 9).map(lambda n: near + n * ONE_DAY)
    moved = st.builds(Change, st.just(HappeningState.MOVED), moved_to, st.none() | TIMES)
    late = st.builds(
        Change, st.just(HappeningState.LATE), st.none() | moved_to, st.none() | TIMES, st.sampled_from([15, 90, 4000])
    )
    off = st.builds(Change, st.sampled_from([HappeningState.CANCELLED, HappeningState.DECLINED]), st.none() | moved_to)
    return moved | late | off


@settings(max_examples=examples(80))
@given(stories())
def test_what_starts_in_a_window_is_what_a_walk_over_the_days_finds(
    story: tuple[Activity, dict[date, Change], datetime, datetime],
) -> None:
    activity, changes, since, until = story
    found = happenings(activity, changes, since, until)
    assert [(one.slot, one.start) for one in found] == walked(activity, changes, since, until)
    for one in found:
        change = changes.get(one.slot)
        assert one.state is (change.state if change else HappeningState.PLANNED)
        assert one.stands == (one.state in (HappeningState.PLANNED, HappeningState.MOVED, HappeningState.LATE))
        assert one.end - one.start == timedelta(minutes=activity.minutes)
        assert one == happening(activity, one.slot, change)


@settings(max_examples=examples(80))
@given(stories(), st.integers(1, 5000))
def test_windows_that_meet_share_nothing_and_leave_nothing_out(
    story: tuple[Activity, dict[date, Change], datetime, datetime], minutes: int
) -> None:
    activity, changes, since, until = story
    middle = min(since + timedelta(minutes=minutes), until)
    halves = happenings(activity, changes, since, middle) + happenings(activity, changes, middle, until)
    assert halves == happenings(activity, changes, since, until)


WEEKLY = Activity("Svømning", Repeat(date(2026, 3, 2), "weeks", 1, (1,)), time(14), COPENHAGEN)


def seen(activity: Activity, changes: dict[date, Change], since: str, until: str) -> list[str]:
    """What starts from one local day up to another, in local time."""
    zone = ZoneInfo(COPENHAGEN)
    window = (datetime.fromisoformat(day).replace(tzinfo=zone) for day in (since, until))
    return [f"{_start(one, zone)} {one.state}" for one in happenings(activity, changes, *window)]


def _start(one: Happening, zone: ZoneInfo) -> str:
    return f"{one.start.astimezone(zone):%m-%d %H.%M}"


def test_moved_across_the_spring_it_keeps_the_local_time_it_was_moved_to() -> None:
    changes = {date(2026, 3, 23): Change(HappeningState.MOVED, date(2026, 3, 30), time(9))}
    assert seen(WEEKLY, changes, "2026-03-23", "2026-03-30") == []
    assert seen(WEEKLY, changes, "2026-03-30", "2026-03-31") == ["03-30 09.00 moved", "03-30 14.00 planned"]


def test_moved_out_of_the_day_and_into_another_far_away() -> None:
    changes = {date(2026, 3, 9): Change(HappeningState.MOVED, date(2026, 8, 5), time(10, 30))}
    assert seen(WEEKLY, changes, "2026-03-02", "2026-03-17") == ["03-02 14.00 planned", "03-16 14.00 planned"]
    assert seen(WEEKLY, changes, "2026-08-04", "2026-08-06") == ["08-05 10.30 moved"]


def test_late_counts_from_where_it_was_moved_to() -> None:
    changes = {date(2026, 3, 9): Change(HappeningState.LATE, date(2026, 3, 10), time(23, 50), 15)}
    assert seen(WEEKLY, changes, "2026-03-09", "2026-03-11") == []
    assert seen(WEEKLY, changes, "2026-03-11", "2026-03-12") == ["03-11 00.05 late"]


def test_late_by_days_it_is_found_where_it_comes() -> None:
    changes = {date(2026, 3, 9): Change(HappeningState.LATE, late=4 * 24 * 60)}
    assert seen(WEEKLY, changes, "2026-03-13", "2026-03-14") == ["03-13 14.00 late"]


def test_cancelled_is_still_there_to_be_told_of() -> None:
    changes = {date(2026, 3, 9): Change(HappeningState.CANCELLED), date(2026, 3, 16): Change(HappeningState.DECLINED)}
    assert seen(WEEKLY, changes, "2026-03-09", "2026-03-17") == ["03-09 14.00 cancelled", "03-16 14.00 declined"]


def test_a_series_that_ended_keeps_what_was_moved_within_it_and_drops_the_rest() -> None:
    changes = {
        day: Change(HappeningState.MOVED, date(2026, 4, 1), time(9)) for day in (date(2026, 3, 9), date(2026, 3, 16))
    }
    short = ended(WEEKLY, date(2026, 3, 15))
    assert seen(short, changes, "2026-03-01", "2026-05-01") == ["03-02 14.00 planned", "04-01 09.00 moved"]
    assert ended(short, date(2026, 5, 1)) == short


@pytest.mark.parametrize(("start", "last"), [(date(2026, 1, 31), 28), (date(2024, 2, 29), 29)])
def test_monthly_ends_of_months_come_at_their_time(start: date, last: int) -> None:
    monthly = replace(WEEKLY, repeat=Repeat(start, "months"))
    days = [int(text[3:5]) for text in seen(monthly, {}, "2026-01-01", "2027-01-01")]
    assert days == [min(start.day, monthrange(2026, month)[1]) for month in range(1, 13)]
    assert last in days
