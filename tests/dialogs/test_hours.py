"""Hours of the week: how a house may write them, and what is open when."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from bot.public_holidays import PublicHolidays
from dialogs.time.hours import DAY, Hours, HoursError, read_hours, read_spans, running

ZONE = "Europe/Copenhagen"
NIGHTS = "man-tor 22:00-08:00; fre-søn,helligdage 23:00-09:00"
REAL = "mon-fri 08:00-22:00; sat-sun,holidays 12:00-20:00"


def hours(written: str, country: str = "DK") -> Hours:
    return read_hours(written, ZONE, PublicHolidays(country))


def at(local: str) -> datetime:
    return datetime.fromisoformat(local).replace(tzinfo=ZoneInfo(ZONE)).astimezone(UTC)


def span(first: int, last: int) -> tuple[int, int]:
    return first * 60, last * 60


@pytest.mark.parametrize(
    ("written", "monday", "saturday", "holidays"),
    [
        ("07:00-22:00", [(7, 22)], [(7, 22)], [(7, 22)]),
        (REAL, [(8, 22)], [(12, 20)], [(12, 20)]),
        ("mandag-fredag 8-22; lørdag, søndag og helligdage kl. 12-20", [(8, 22)], [(12, 20)], [(12, 20)]),
        ("Mandag til fredag 8.00 til 22.00; weekend 12-20", [(8, 22)], [(12, 20)], [(12, 20)]),
        ("hverdage 8–22", [(8, 22)], [], []),
        ("ma-fr 8-22; lø-sø 12-20", [(8, 22)], [(12, 20)], [(12, 20)]),
        ("Mo-Fr 8:00-22:00; Sa,Su 12:00-20:00; holidays none", [(8, 22)], [(12, 20)], []),
        ("man 8-12, 16-22; tirs-søn closed", [(8, 12), (16, 22)], [], []),
        (NIGHTS, [(22, 32)], [(23, 33)], [(23, 33)]),
        ("lør-man 10-18; helligdage lukket", [(10, 18)], [(10, 18)], []),
        ("alle dage døgnet rundt", [(0, 24)], [(0, 24)], [(0, 24)]),
        ("hver dag kl. 7 til 22", [(7, 22)], [(7, 22)], [(7, 22)]),
        ("hver dag hele døgnet", [(0, 24)], [(0, 24)], [(0, 24)]),
        ("00:00-24:00", [(0, 24)], [(0, 24)], [(0, 24)]),
        ("mon-fri 8-22\nsat-sun,holidays 12-20\n", [(8, 22)], [(12, 20)], [(12, 20)]),
    ],
)
def test_hours_are_read_as_a_house_writes_them(
    written: str, monday: list[tuple[int, int]], saturday: list[tuple[int, int]], holidays: list[tuple[int, int]]
) -> None:
    found = hours(written)
    assert [list(spans) for spans in (found.weekdays[0], found.weekdays[5], found.holidays)] == [
        [span(*one) for one in spans] for spans in (monday, saturday, holidays)
    ]


@pytest.mark.parametrize(
    "written", ["", "mon", "8", "mon 8-22; mon 9-10", "8-22; sat 12-20", "xyz 8-22", "man 8-22 tirs"]
)
def test_what_cannot_be_read_is_named(written: str) -> None:
    with pytest.raises(HoursError):
        hours(written)


@pytest.mark.parametrize(
    ("moment", "is_open"),
    [
        ("2026-11-27 08:00", True),
        ("2026-11-27 21:59", True),
        ("2026-11-27 22:00", False),
        ("2026-11-28 11:59", False),
        ("2026-11-28 12:30", True),
        ("2026-11-29 20:00", False),
        ("2026-12-24 09:00", False),
        ("2026-12-24 13:00", True),
        ("2026-12-31 09:00", True),
        ("2026-05-01 09:00", True),
        ("2026-12-25 09:00", False),
        ("2026-12-25 12:00", True),
        ("2026-05-14 09:00", False),
        ("2027-03-25 09:00", False),
    ],
)
def test_each_day_has_its_own_hours_and_public_holidays_theirs(moment: str, is_open: bool) -> None:
    assert hours(REAL).is_open(at(moment)) is is_open


def test_single_dates_go_before_holidays_and_weekdays() -> None:
    found = hours(f"{REAL}; 24/12, 31.12. 10-14; 25/12 lukket")
    assert [found.is_open(at(f"2026-12-{when}")) for when in ("24 09:00", "24 13:59", "24 15:00")] == [
        False,
        True,
        False,
    ]
    assert not found.is_open(at("2026-12-25 13:00")) and found.of(date(2026, 12, 31)) == (span(10, 14),)


def test_another_country_and_none_have_other_holidays() -> None:
    christmas = at("2026-12-25 09:00")
    assert hours(REAL, "").is_open(christmas) and not hours(REAL, "SE").is_open(christmas)


def test_a_night_belongs_to_the_day_it_begins_on() -> None:
    nights = hours(NIGHTS)
    assert nights.is_open(at("2026-11-24 07:59")) and not nights.is_open(at("2026-11-24 08:00"))
    assert nights.is_open(at("2026-11-28 08:30")), "Friday's night"
    assert nights.is_open(at("2026-11-30 08:30")) and not nights.is_open(at("2026-11-30 09:00")), "Sunday's"


@pytest.mark.parametrize(
    ("written", "moment", "begin", "end"),
    [
        (REAL, "2026-11-27 23:00", "2026-11-28 12:00", "2026-11-28 20:00"),
        (REAL, "2026-12-24 22:30", "2026-12-25 12:00", "2026-12-25 20:00"),
        ("mon-fri 16-08; sat-sun 08-08", "2026-11-28 12:00", "2026-11-28 08:00", "2026-11-30 08:00"),
        ("mon 8-10, 10-12", "2026-11-30 08:30", "2026-11-30 08:00", "2026-11-30 12:00"),
        ("24/12 12-16", "2026-12-24 18:00", "2027-12-24 12:00", "2027-12-24 16:00"),
    ],
)
def test_the_open_time_around_a_moment_or_the_next(written: str, moment: str, begin: str, end: str) -> None:
    found = hours(written)
    assert found.period(at(moment)) == (at(begin), at(end))
    assert found.opens(at(moment)) == max(at(moment), at(begin))


def test_hours_that_a_change_of_clocks_leaves_out_are_not_open() -> None:
    found = hours("sun 2.30-3.00; holidays closed")
    assert found.period(at("2027-03-28 01:00")) == (at("2027-04-04 02:30"), at("2027-04-04 03:00"))


def test_what_never_closes_is_open_for_more_than_a_week() -> None:
    period = hours("always").period(at("2026-11-28 03:00"))
    assert period and period[1] - at("2026-11-28 03:00") > timedelta(days=8)


@pytest.mark.parametrize(
    ("opens", "moment", "length"),
    [("01-04", "2026-03-29 00:30", 2), ("01-04", "2026-10-25 00:30", 4), ("00-24", "2026-10-25 12:00", 0)],
)
def test_hours_are_local_ones_when_the_clocks_change(opens: str, moment: str, length: int) -> None:
    period = hours(opens).period(at(moment))
    assert period is not None
    if length:
        assert period[1] - period[0] == timedelta(hours=length)
    else:
        assert period[0] <= at(moment) - timedelta(hours=12)


def test_shifts_may_overlap_and_the_night_is_that_of_the_day_before() -> None:
    shifts = read_spans("07:00-15:15, 15:00-23:00, 22:45-07:15")
    friday, saturday = date(2026, 11, 27), date(2026, 11, 28)
    assert shifts[2] == (22 * 60 + 45, DAY + 7 * 60 + 15)
    for moment, on in {
        "15:05": [(friday, 0), (friday, 1)], "22:40": [(friday, 1)], "22:47": [(friday, 1), (friday, 2)],
        "23:30": [(friday, 2)],
    }.items():  # fmt: skip
        assert running(shifts, datetime.fromisoformat(f"2026-11-27 {moment}")) == on
    assert running(shifts, datetime.fromisoformat("2026-11-28 07:10")) == [(friday, 2), (saturday, 0)]
