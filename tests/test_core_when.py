"""Times and dates as people write them."""

from __future__ import annotations

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.pictures.pictograms import pictogram_exists
from dialogs import when
from dialogs.when import clock_face

MOMENTS = st.datetimes(datetime.fromisoformat("1990-01-01"), datetime.fromisoformat("2040-01-01"))
FRIDAY = datetime(2025, 3, 14, 9, 0, tzinfo=ZoneInfo("Europe/Copenhagen"))


@pytest.mark.parametrize(
    ("words", "stored"),
    [
        *((words, "09:30") for words in ("9.30", "09:30", "9 30", "0930", "930", "kl. 9.30", "KL 9:30", "9.30 am")),
        *((words, "14:00") for words in ("14", "kl14", "klokken 14", " 14.00 ", "2 pm", "2pm", "at 2 pm")),
        ("0", "00:00"),
        ("12 am", "00:00"),
        ("12 pm", "12:00"),
        ("23.59", "23:59"),
    ],
)
def test_times(words: str, stored: str) -> None:
    assert when.parse("time", words, FRIDAY) == stored


@pytest.mark.parametrize(
    "words", ["", "24", "9.60", "-1", "9.3", "99999", "13 pm", "0 am", "halv ti", "ni", "9.30 i morgen", "9,30", "²"]
)
def test_what_is_no_time(words: str) -> None:
    assert when.parse("time", words, FRIDAY) is None


@pytest.mark.parametrize(
    ("words", "stored"),
    [
        *((words, "2025-03-14") for words in ("i dag", "I DAG", "idag", "today", "14.3", "14. marts")),
        *((words, "2025-03-15") for words in ("i morgen", "imorgen", "tomorrow", "i  morgen", "lørdag", "på lørdag")),
        ("i overmorgen", "2025-03-16"),
        *((words, "2025-03-21") for words in ("fredag", "Fre.", "friday", "on friday", "fri")),
        *((words, "2025-03-17") for words in ("mandag", "man", "monday", "mon")),
        *(
            (words, "2025-12-24")
            for words in ("24.12", "24.12.", "24/12", "24-12", "24 12", "24. december", "24. dec.", "d. 24. december")
        ),
        *((words, "2025-12-24") for words in ("den 24. december", "the 24th of December", "24 Dec", "24.12.2025")),
        *((words, "2025-12-24") for words in ("2025-12-24", "24. dec 25", "24.12.25", "24/12-2025")),
        ("13.3", "2026-03-13"),
        ("1. januar", "2026-01-01"),
        ("31.12", "2025-12-31"),
        ("29. februar", "2028-02-29"),
        ("29.2.2028", "2028-02-29"),
        ("3. maj", "2025-05-03"),
        ("3 May", "2025-05-03"),
        ("1. okt", "2025-10-01"),
        ("1st october", "2025-10-01"),
        ("13.3.2020", None),
    ],
)
def test_dates(words: str, stored: str) -> None:
    assert when.parse("date", words, FRIDAY) == stored


@pytest.mark.parametrize(
    "words",
    [
        *("", "24", "31.2", "31. april", "29.2.2025", "0.1", "1.0", "1.13", "32.1", "24.12.123", "1.1.0000"),
        *("2025-13-01", "2025-02-30", "1. m", "1. majs", "24.12.2025 kl. 9"),
        *("mandarin", "mange", "fr", "sund mad", "snart", "jul"),
    ],
)
def test_what_is_no_date(words: str) -> None:
    assert when.parse("date", words, FRIDAY) is None


def test_29_february_across_the_century_that_has_none() -> None:
    assert when.parse("date", "29.2", FRIDAY.replace(year=2096, month=3, day=1)) == "2104-02-29"


@given(st.sampled_from(["time", "date"]), st.text(max_size=30), MOMENTS)
def test_anything_written_is_read_or_not_and_never_breaks(what: str, words: str, now: datetime) -> None:
    stored = when.parse(what, words, now)
    if stored is not None:
        assert when.shown(what, stored).isoformat().startswith(stored)


@given(st.dates(), MOMENTS)
def test_what_is_stored_reads_back_as_itself(day: date, now: datetime) -> None:
    """An offered day travels on its button as it is stored, and is read like a written one."""
    for offer in ("+0", "+1", "+14"):
        stored = when.settle("date", offer, now)
        assert when.parse("date", stored, now) == stored
    assert when.parse("date", day.isoformat(), now) == (day.isoformat() if day >= now.date() else None)
    assert when.parse("time", when.settle("time", "09:30", now), now) == "09:30"


@pytest.mark.parametrize(("at", "face"), [(time(0), "🕛"), (time(9, 15), "🕘"), (time(14, 30), "🕝"), (time(23), "🕚")])
def test_a_clock_face_shows_the_hour_or_half_past_it(at: time, face: str) -> None:
    assert clock_face(at) == face and pictogram_exists(face)
