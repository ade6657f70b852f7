"""A day and a time written in one."""

from __future__ import annotations

from datetime import date

import pytest

from dialogs.time import when
from dialogs.time.when import Understood
from tests.dialogs.test_when import MONDAY


@pytest.mark.parametrize("words", ["fredag kl 14", "kl 14 fredag", "Fredag, kl. 14.00", "27.11 kl. 14", "27/11 14.00"])
def test_a_day_may_come_with_its_time_and_a_time_with_its_day(words: str) -> None:
    assert when.read("date", words, MONDAY) == Understood(("2026-11-27",), time="14:00", has_time=True)
    assert when.read("time", words, MONDAY) == Understood(("14:00",), day=date(2026, 11, 27))


@pytest.mark.parametrize(
    ("words", "day", "clock"),
    [
        *((words, 23, "20:00") for words in ("i aften kl 8", "kl. 8 i aften", "i aften 20.00", "i aften ved 8-tiden")),
        *((words, 24, "02:00") for words in ("i nat kl 2", "kl 2 i nat")),
        *((words, 24, "00:00") for words in ("i aften kl 12", "i dag kl 24", "kl. 12 i nat")),
        *((words, 27, "20:00") for words in ("fredag aften kl 8", "kl 8 fredag aften", "fredag kl 8 om aftenen")),
        *((words, 24, "08:00") for words in ("i morgen tidlig kl 8", "kl 8 i morgen tidlig", "i morgen kl 8 🙂")),
        ("i dag om 2 timer", 23, "14:00"),
    ],
)
def test_a_part_of_the_day_goes_with_its_time(words: str, day: int, clock: str) -> None:
    """Eight this evening is 20.00, and the small hours of tonight are tomorrow's, whichever of the two is asked for."""
    assert when.read("date", words, MONDAY) == Understood((f"2026-11-{day}",), time=clock, has_time=True)
    found = when.read("time", words, MONDAY)
    assert found.values == (clock,) and found.sure and found.day in (None, date(2026, 11, day))


def test_after_midnight_tonight_is_still_the_night_that_is() -> None:
    assert when.read("date", "i nat kl 4", MONDAY.replace(hour=2)).values == ("2026-11-23",)
    assert when.read("time", "kl 4 i nat", MONDAY.replace(hour=2)).day is None


def test_no_day_and_time_are_picked_out_of_a_long_text() -> None:
    words = "i morgen kl 8 er der desværre ikke nogen der kan tage med på turen"
    assert when.read("date", words, MONDAY).problem == "which_date"
    assert when.read("time", words, MONDAY).problem == "which_time"
    assert when.read("date", "31.12.9999 kl 24", MONDAY).problem


def test_a_time_takes_no_day_along_that_would_be_asked_about_or_refused() -> None:
    """»22.11 kl. 14« where the time is asked for: almost a year away, and not taken unasked."""
    told = {"22.11 kl 14": "only_time", "24/12-2126 kl 8": "too_far", "1.1.2020 kl 8": "past", "1/12 kl 8": ""}
    assert {words: when.read("time", words, MONDAY).problem for words in told} == told
