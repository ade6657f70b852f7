"""Schedules: the right local time, once, whatever the clocks do."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from itertools import islice
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dialogs.time.repeat import EVERY_DAY, weekly
from dialogs.time.schedule import Plan, QuietHours, after_quiet, instant, occurrences

COPENHAGEN = "Europe/Copenhagen"
# Nuuk changes its clocks around midnight, Lord Howe by half an hour, Apia once left out a whole day.
ZONES = st.sampled_from([COPENHAGEN, "America/Nuuk", "America/Sao_Paulo", "Australia/Lord_Howe", "Pacific/Apia"])
TIMES = st.times(min_value=time(0, 0), max_value=time(23, 59)).map(lambda t: t.replace(second=0, microsecond=0))
INSTANTS = st.datetimes(  # a plan without a first day begins in 1990, in its own zone
    datetime.fromisoformat("1990-01-02"), datetime.fromisoformat("2040-01-01"), timezones=st.just(UTC)
)
DAYS = st.sets(st.integers(1, 7), min_size=1).map(lambda days: tuple(sorted(days)))


def local(moment: datetime, zone: str = COPENHAGEN) -> str:
    return f"{moment.astimezone(ZoneInfo(zone)):%Y-%m-%d %H:%M}"


def at(text: str, zone: str = COPENHAGEN, fold: int = 0) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(zone), fold=fold).astimezone(UTC)


def exists(day: date, clock: time, zone: str) -> bool:
    """Whether a local time comes at all."""
    wanted = datetime.combine(day, clock)
    return (
        wanted.replace(tzinfo=ZoneInfo(zone)).astimezone(UTC).astimezone(ZoneInfo(zone)).replace(tzinfo=None) == wanted
    )


@given(ZONES, TIMES, DAYS, INSTANTS)
def test_once_on_every_wanted_local_day(zone: str, clock: time, days: tuple[int, ...], after: datetime) -> None:
    found = list(islice(occurrences(Plan(weekly(days), clock, zone), after), 40))
    assert all(a < b for a, b in zip([after, *found], found, strict=False)), "later and later"
    here = [due.astimezone(ZoneInfo(zone)) for due in found]
    # Where a whole day is left out, its midnight comes a day later: at the right time, on another day of the week.
    on_time = [due for due in here if due.time() == clock and due.isoweekday() in days]
    at_the_time = [due.date() for due in on_time]
    assert len(at_the_time) == len(set(at_the_time))
    # Seen the other way round: every local time that exists in the stretch is there.
    first = after.astimezone(ZoneInfo(zone)).date() - timedelta(days=1)
    wanted = [first + timedelta(days=n) for n in range((here[-1].date() - first).days + 1)]
    wanted = [day for day in wanted if day.isoweekday() in days and exists(day, clock, zone)]
    assert at_the_time == [day for day in wanted if after < instant(day, clock, zone) <= found[-1]]
    # Whatever came at another time of day stands for a time that was skipped, and comes after it.
    for due in here:
        if due not in on_time:
            missed = [due.date() - timedelta(days=n) for n in range(2)]
            assert any(not exists(day, clock, zone) and day.isoweekday() in days for day in missed)


@given(ZONES, TIMES, st.dates(date(1990, 1, 1), date(2040, 1, 1)))
def test_a_doubled_time_is_taken_the_first_time(zone: str, clock: time, day: date) -> None:
    again = datetime.combine(day, clock, ZoneInfo(zone)).replace(fold=1).astimezone(UTC)
    if exists(day, clock, zone):
        assert instant(day, clock, zone) <= again


@pytest.mark.parametrize(
    ("clock", "day", "shown"),
    [
        ("02:30", "2025-03-30", "2025-03-30 03:30"),
        ("02:00", "2025-03-30", "2025-03-30 03:00"),
        ("03:00", "2025-03-30", "2025-03-30 03:00"),
        ("09:00", "2025-03-30", "2025-03-30 09:00"),
        ("09:00", "2025-10-26", "2025-10-26 09:00"),
    ],
)
def test_the_days_when_danish_clocks_change(clock: str, day: str, shown: str) -> None:
    assert local(instant(date.fromisoformat(day), time.fromisoformat(clock), COPENHAGEN)) == shown


def test_the_doubled_hour_rings_once() -> None:
    plan = Plan(weekly(EVERY_DAY), time(2, 30), COPENHAGEN)
    found = list(islice(occurrences(plan, at("2025-10-25 12:00")), 2))
    assert found == [datetime(2025, 10, 26, 0, 30, tzinfo=UTC), datetime(2025, 10, 27, 1, 30, tzinfo=UTC)]
    assert next(occurrences(plan, found[0])) == found[1]


def test_a_skipped_time_before_midnight_comes_in_the_next_day_and_that_day_has_its_own() -> None:
    found = list(islice(occurrences(Plan(weekly(EVERY_DAY), time(23, 30), "America/Nuuk"), at("2025-03-28 12:00")), 4))
    assert [local(due, "America/Nuuk") for due in found] == [
        "2025-03-28 23:30",
        "2025-03-30 00:30",
        "2025-03-30 23:30",
        "2025-03-31 23:30",
    ]


def test_a_skipped_time_before_midnight_is_still_ahead_just_after_midnight() -> None:
    nuuk = "America/Nuuk"
    plan = Plan(weekly(EVERY_DAY), time(23, 30), nuuk)
    assert local(next(occurrences(plan, at("2025-03-30 00:10", nuuk))), nuuk) == "2025-03-30 00:30"


def test_a_day_that_a_country_left_out_does_not_ring_twice() -> None:
    apia = "Pacific/Apia"
    found = list(islice(occurrences(Plan(weekly(EVERY_DAY), time(9, 0), apia), at("2011-12-28 12:00", apia)), 3))
    assert [local(due, apia) for due in found] == ["2011-12-29 09:00", "2011-12-31 09:00", "2012-01-01 09:00"]


def test_no_days_no_check_ins() -> None:
    assert not [*occurrences(Plan(weekly(()), time(9, 0), COPENHAGEN), at("2025-03-14 08:00"))]


def test_an_occurrence_is_later_than_the_moment_asked_from() -> None:
    plan = Plan(weekly((5,)), time(9, 0), COPENHAGEN)
    assert next(occurrences(plan, at("2025-03-14 08:59"))) == at("2025-03-14 09:00")
    assert next(occurrences(plan, at("2025-03-14 09:00"))) == at("2025-03-21 09:00")


# Quiet hours


@given(ZONES, TIMES, st.integers(1, 16), INSTANTS)
def test_quiet_hours_end_once_and_nothing_rings_in_them(zone: str, start: time, hours: int, moment: datetime) -> None:
    end = time((start.hour + hours) % 24, start.minute)
    quiet = QuietHours(start, end)
    rings = after_quiet(quiet, moment, zone)
    assert moment <= rings <= moment + timedelta(hours=hours + 2)
    assert not quiet.holds(rings.astimezone(ZoneInfo(zone)).time())
    assert after_quiet(quiet, rings, zone) == rings
    assert (rings == moment) == (not quiet.holds(moment.astimezone(ZoneInfo(zone)).time()))


@pytest.mark.parametrize(
    ("quiet", "moment", "rings"),
    [
        ("22:00-08:00", "2025-03-14 21:59", "2025-03-14 21:59"),
        ("22:00-08:00", "2025-03-14 22:00", "2025-03-15 08:00"),
        ("22:00-08:00", "2025-03-15 00:00", "2025-03-15 08:00"),
        ("22:00-08:00", "2025-03-15 08:00", "2025-03-15 08:00"),
        ("13:00-15:00", "2025-03-14 14:00", "2025-03-14 15:00"),
        ("13:00-15:00", "2025-03-14 23:00", "2025-03-14 23:00"),
        ("22:00-08:00", "2025-03-29 23:00", "2025-03-30 08:00"),
        ("22:00-08:00", "2025-10-25 23:00", "2025-10-26 08:00"),
        ("22:00-02:30", "2025-03-30 01:00", "2025-03-30 03:30"),
        ("09:00-09:00", "2025-03-14 09:00", "2025-03-14 09:00"),
    ],
)
def test_quiet_hours_by_the_wall_clock(quiet: str, moment: str, rings: str) -> None:
    start, end = (time.fromisoformat(part) for part in quiet.split("-"))
    assert local(after_quiet(QuietHours(start, end), at(moment), COPENHAGEN)) == rings


def test_quiet_hours_that_end_in_the_doubled_hour_end_after_the_moment() -> None:
    second = at("2025-10-26 02:15", fold=1)
    assert after_quiet(QuietHours(time(22), time(2, 30)), second, COPENHAGEN) == second + timedelta(minutes=15)
