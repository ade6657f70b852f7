"""Days of a series, beside a walk through the calendar day by day."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from itertools import islice, takewhile
from typing import Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dialogs.time.repeat import Repeat, days

ONE_DAY = timedelta(days=1)
DATES = st.dates(date(1990, 1, 1), date(2040, 1, 1))
WEEKDAYS = st.sets(st.integers(1, 7)).map(tuple)
SERIES = st.builds(
    lambda start, unit, every, weekdays, lasts: Repeat(
        start, unit, every, weekdays, None if lasts is None else start + timedelta(days=lasts)
    ),
    DATES, st.sampled_from(["once", "days", "weeks", "months"]), st.integers(1, 14), WEEKDAYS,
    st.none() | st.integers(-10, 900),
)  # fmt: skip


def falls_on(repeat: Repeat, day: date) -> bool:
    """Whether a series has a day, by counting weeks and months from its start."""
    if day < repeat.start or (repeat.until and day > repeat.until):
        return False
    if repeat.unit == "once":
        return day == repeat.start
    if repeat.unit == "days":
        return (day - repeat.start).days % repeat.every == 0
    if repeat.unit == "weeks":
        begun = repeat.start - timedelta(days=repeat.start.isoweekday() - 1)
        return day.isoweekday() in repeat.days and (day - begun).days // 7 % repeat.every == 0
    months = (day.year - repeat.start.year) * 12 + day.month - repeat.start.month
    return months % repeat.every == 0 and day.day == min(repeat.start.day, monthrange(day.year, day.month)[1])


def walked(repeat: Repeat, since: date, last: date) -> Iterator[date]:
    while since <= last:
        if falls_on(repeat, since):
            yield since
        since += ONE_DAY


def up_to(repeat: Repeat, since: date, last: date) -> list[date]:
    return list(takewhile(lambda day: day <= last, days(repeat, since)))


@given(SERIES, st.integers(-400, 4000), st.integers(0, 900))
def test_a_series_has_the_days_that_a_walk_finds(repeat: Repeat, skipped: int, span: int) -> None:
    since = repeat.start + timedelta(days=skipped)
    last = since + timedelta(days=span)
    assert up_to(repeat, since, last) == list(walked(repeat, since, last))


@given(SERIES, st.lists(st.integers(-30, 3000), min_size=1, max_size=4))
def test_resuming_anywhere_gives_the_days_that_were_to_come(repeat: Repeat, places: list[int]) -> None:
    last = repeat.start + timedelta(days=3000)
    whole = up_to(repeat, repeat.start, last)
    for place in places:
        since = repeat.start + timedelta(days=place)
        assert up_to(repeat, since, last) == [day for day in whole if day >= since]


@pytest.mark.parametrize("every", [1, 2, 3, 4, 5, 12])
def test_every_so_many_weeks_stays_on_its_weeks_for_fifty_years(every: int) -> None:
    begun = Repeat(date(1990, 1, 3), "weeks", every, (1, 3, 7))  # a Wednesday: the Monday before is not in it
    found = up_to(begun, begun.start, date(2040, 1, 1))
    assert found == list(walked(begun, begun.start, date(2040, 1, 1)))
    assert found[0] == begun.start and found[1] == date(1990, 1, 7)
    assert found[2] == date(1990, 1, 1) + timedelta(weeks=every)
    for resumed in range(0, len(found), 50):
        assert next(days(begun, found[resumed])) == found[resumed]
        assert next(days(begun, found[resumed] + ONE_DAY)) == found[resumed + 1]


@pytest.mark.parametrize("day", [28, 29, 30, 31])
def test_a_month_without_the_day_takes_its_last_and_the_next_has_its_own_again(day: int) -> None:
    monthly = Repeat(date(1995, 12, day), "months")
    found = up_to(monthly, monthly.start, date(2005, 12, 31))
    assert len(found) == 121, "one in each month"
    assert [one.day for one in found] == [min(day, monthrange(one.year, one.month)[1]) for one in found]
    assert date(1997, 2, 28) in found and date(1996, 3, day) in found


def test_a_leap_day_comes_each_year() -> None:
    yearly = Repeat(date(2020, 2, 29), "months", 12)
    found = up_to(yearly, yearly.start, date(2029, 1, 1))
    assert [day.isoformat()[2:] for day in found] == [
        "20-02-29", "21-02-28", "22-02-28", "23-02-28", "24-02-29", "25-02-28", "26-02-28", "27-02-28", "28-02-29",
    ]  # fmt: skip
    daily = Repeat(date(2024, 2, 28), "weeks", 1, (1, 2, 3, 4, 5, 6, 7), date(2024, 3, 1))
    assert [day.day for day in days(daily, daily.start)] == [28, 29, 1]


@given(SERIES, st.integers(0, 2000))
def test_the_last_day_is_in_the_series(repeat: Repeat, place: int) -> None:
    """Ending a series on one of its days keeps that day, ending it the day before does not."""
    since = repeat.start + timedelta(days=place)
    day = next(days(repeat, since), None)
    if day is not None:
        kept, lost = (
            Repeat(repeat.start, repeat.unit, repeat.every, repeat.days, last) for last in (day, day - ONE_DAY)
        )
        assert list(days(kept, day)) == [day]
        assert list(days(lost, day)) == []


def test_no_weekdays_no_days() -> None:
    assert list(days(Repeat(date(2026, 1, 1), "weeks"), date(2026, 1, 1))) == []


@pytest.mark.parametrize(("every", "weekdays"), [(0, (1,)), (-1, (1,)), (1, (0,)), (1, (8,))])
def test_what_is_no_series_is_refused(every: int, weekdays: tuple[int, ...]) -> None:
    with pytest.raises(ValueError, match="every must be"):
        Repeat(date(2026, 1, 1), "weeks", every, weekdays)


def test_odd_weeks_follow_each_other_where_a_year_has_53() -> None:
    series = Repeat(date(2026, 12, 10), "weeks", days=(4,), weeks="odd")
    assert list(islice(days(series, series.start), 5)) == [
        date(2026, 12, 17), date(2026, 12, 31), date(2027, 1, 7), date(2027, 1, 21), date(2027, 2, 4),
    ]  # fmt: skip
    even = replace(series, weeks="even")
    assert list(islice(days(even, date(2026, 12, 20)), 3)) == [
        date(2026, 12, 24), date(2027, 1, 14), date(2027, 1, 28),
    ]  # fmt: skip


@pytest.mark.parametrize(("unit", "every"), [("weeks", 2), ("months", 1)])
def test_only_a_weekly_series_is_in_odd_weeks(unit: Literal["weeks", "months"], every: int) -> None:
    with pytest.raises(ValueError, match="weekly"):
        Repeat(date(2026, 12, 10), unit, every, (4,), weeks="odd")
