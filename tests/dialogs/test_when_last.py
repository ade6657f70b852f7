"""Days and times with a slip of the finger, the last day of something, and days at the edges of the year."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from dialogs.time import when
from dialogs.time.when import Understood
from tests.dialogs.test_when import MONDAY, asked, sure


@pytest.mark.parametrize(
    ("what", "words", "meant"),
    [
        *(("date", words, ("2025-03-18",)) for words in ("tisdag", "tirdag", "titsdag", "på tirssdag", "tirsdga")),
        ("date", "trsdag", ("2025-03-18", "2025-03-20")),
        *(("date", words, ("2025-12-24",)) for words in ("24. decmber", "julaften", "24. desember")),
        ("date", "imorgne", ("2025-03-15",)),
        *(("time", words, ("08:00",)) for words in ("ottte", "klokekn otte", "8 om morgnen", "i mrogen kl 8")),
        *(("time", words, ("08:45",)) for words in ("kvat i ni", "kvrat i ni")),
        ("time", "8 om aftnen", ("20:00",)),
    ],
)
def test_a_slip_of_the_finger_is_put_right_and_asked_about(what: str, words: str, meant: tuple[str, ...]) -> None:
    assert asked(what, words) == meant


UNTIL_FRIDAY = ("til og med fredag", "t.o.m. fredag", "tom fredag", "frem til og med på fredag", "til og med d. 27/11")


@pytest.mark.parametrize("words", UNTIL_FRIDAY)
def test_the_last_day_of_something_is_in_it(words: str) -> None:
    assert when.read("date", words, MONDAY, "again") == Understood(("2026-11-28",))
    assert when.read("date", words, MONDAY, "last") == Understood(("2026-11-27",))
    assert when.read("date", words, MONDAY).problem == "which_date", "no day to do something on"


def test_until_a_day_is_until_it_comes() -> None:
    for words in ("indtil fredag", "til på fredag", "frem til fredag", "ind til fredag"):
        assert when.read("date", words, MONDAY, "again") == Understood(("2026-11-27",))


@pytest.mark.parametrize("words", ["mandag", "til på mandag", "om en uge", "efter weekenden", "til og med søndag"])
def test_what_is_again_on_a_day_of_this_name_is_not_so_today(words: str) -> None:
    assert when.read("date", words, MONDAY, "again") == Understood(("2026-11-30",))


@pytest.mark.parametrize("words", ["i dag", "23/11", "den 23.", "i aften", "til og med i går", "t.o.m. 22.11.2026"])
def test_today_is_no_day_on_which_something_is_again(words: str) -> None:
    found = when.read("date", words, MONDAY, "again")
    assert not found.values and (found.problem == "not_today" or "går" in words)


def test_the_rest_of_the_week_ends_with_sunday_and_is_asked_about() -> None:
    for words in ("resten af ugen", "ugen ud", "denne uge"):
        assert when.read("date", words, MONDAY, "again") == Understood(("2026-11-30",), sure=False)
        assert when.read("date", words, MONDAY, "last") == Understood(("2026-11-29",), sure=False)


@pytest.mark.parametrize("words", ["2. juledag", "2 juledag", "juleaften", "1.pinsedag"])
def test_the_number_of_a_feast_is_no_time(words: str) -> None:
    assert when.read("time", words, MONDAY) == Understood(problem="only_time")


@pytest.mark.parametrize(
    ("now", "words", "stored"),
    [
        ("2026-12-31 23:59", "i morgen", "2027-01-01"),
        ("2026-12-31 23:59", "nytårsaften", "2026-12-31"),
        ("2026-12-31 23:59", "nytårsdag", "2027-01-01"),
        ("2026-12-31 23:59", "1/1", "2027-01-01"),
        ("2026-12-28 12:00", "fredag uge 53", "2027-01-01"),
        ("2028-02-28 23:59", "i morgen", "2028-02-29"),
        ("2028-02-29 12:00", "29/2", "2028-02-29"),
        ("2028-02-29 12:00", "om en måned", "2028-03-29"),
        ("2027-01-31 12:00", "om en måned", "2027-02-28"),
        ("2028-03-01 12:00", "om en uge", "2028-03-08"),
        ("2027-03-27 23:59", "i overmorgen", "2027-03-29"),
        ("2026-10-25 02:30", "i morgen", "2026-10-26"),
    ],
)
def test_days_at_the_edges_of_months_and_years(now: str, words: str, stored: str) -> None:
    assert sure("date", words, datetime.fromisoformat(now).replace(tzinfo=ZoneInfo("Europe/Copenhagen"))) == stored
