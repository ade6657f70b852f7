"""Times and dates as people write them."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import get_args
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.pictures.pictograms import pictogram_exists
from dialogs.fields import DayMeans
from dialogs.time import when
from dialogs.time.when import Understood, clock_face

MOMENTS = st.datetimes(datetime.fromisoformat("1990-01-01"), datetime.fromisoformat("2040-01-01"))
MEANS = st.sampled_from(get_args(DayMeans))
WORDS = [
    *("om", "2", "halv", "kvart", "i", "over", "ni", "fredag", "den", "24.", "12", "kl", "næste", "uge", "dage"),
    *("morgen", "aften", "13:30", "maj", "-", "2027", "på", "og", "til", "med", "i", "dag", "fedag", "ugen", "ud"),
]
FRIDAY = datetime(2025, 3, 14, 9, 0, tzinfo=ZoneInfo("Europe/Copenhagen"))
MONDAY = datetime(2026, 11, 23, 12, 0, tzinfo=ZoneInfo("Europe/Copenhagen"))


def sure(what: str, words: str, now: datetime = FRIDAY) -> str:
    """What `words` are taken for; "" if they are not."""
    found = when.read(what, words, now)
    return found.values[0] if found.sure and found.values else ""


def asked(what: str, words: str, now: datetime = FRIDAY) -> tuple[str, ...]:
    """What `words` are asked about."""
    found = when.read(what, words, now)
    return () if found.sure else found.values


# -- times of day


@pytest.mark.parametrize(
    ("words", "stored"),
    [
        *((words, "09:30") for words in ("9.30", "09:30", "9 30", "0930", "930", "kl. 9.30", "KL 9:30", "9.30 am")),
        *(
            (words, "09:30")
            for words in ("9,30", "9-30", "halv ti", "HALV 10", "ni tredive", "half past nine", "9.30.")
        ),
        *((words, "14:00") for words in ("14", "kl14", "klokken 14", " 14.00 ", "2 pm", "2pm", "at 2 pm", "fjorten")),
        *((words, "08:30") for words in ("8,30", "halv ni", "halv 9", "kl. halv ni", "ca. halv ni")),
        *((words, "08:00") for words in ("8.", "8", "kl 8", "kl.8", "otte", "klokken otte", "08", "8 om morgenen")),
        *((words, "08:15") for words in ("kvart over 8", "kvart over otte", "et kvarter over 8", "quarter past eight")),
        *((words, "08:45") for words in ("kvart i ni", "kvart i 9", "quarter to nine", "15 minutter i 9")),
        *((words, "08:10") for words in ("ti minutter over 8", "ti over otte", "10 min over 8", "ten past eight")),
        *((words, "09:25") for words in ("fem i halv ti", "fem minutter i halv ti", "5 i halv 10")),
        *((words, "08:55") for words in ("5 min før 9", "fem i ni", "8.55-", "klk 8.55", "bare 8.55")),
        *((words, "08:10") for words in ("ti efter otte", "10 min efter 8")),
        *((words, "09:35") for words in ("fem over halv ti", "5 minutter over halv 10")),
        *((words, "20:00") for words in ("8 om aftenen", "kl 8 i aften", "i aften kl. 8", "aften kl. otte", "20")),
        *((words, "15:00") for words in ("3 om eftermiddagen", "i eftermiddag kl 3", "15.00", "3 in the afternoon")),
        *((words, "03:00") for words in ("3 om natten", "03", "03.00", "0300", "3 am")),
        *((words, "12:00") for words in ("kl. 12 middag", "ved middagstiden", "om middagen")),
        *((words, "12:00") for words in ("middag", "til middag", "12", "tolv", "noon", "12 pm")),
        *((words, "08:00") for words in ("ved 8-tiden", "ottetiden", "fra kl 8", "sådan cirka 8", "kl. 8 🙂", "8 :)")),
        *((words, "08:30") for words in ("½9", "kl ½ 9", "8.30 tak", "halv ni, tak!", "præcis 8.30", "otte tredve")),
        *((words, "20:00") for words in ("ved ottetiden om aftenen", "til kl 20", "20-tiden", "kl. 8 om aftenen ❤️")),
        *((words, "00:00") for words in ("12 om natten", "kl 24 om natten")),
        *((words, "12:30") for words in ("halv et", "halv 1", "halv 13")),
        *((words, "00:00") for words in ("24.00", "24", "midnat", "midnight", "0", "0.00", "12 am")),
        *((words, "14:30") for words in ("kl. 14.30", "1430", "14-30", "fjorten tredive", "halv tre om eftermiddagen")),
        ("23.59", "23:59"),
        ("kvart over 13", "13:15"),
    ],
)
def test_a_time_is_read_as_people_write_it(words: str, stored: str) -> None:
    assert sure("time", words) == stored


@pytest.mark.parametrize(
    ("words", "meant"),
    [
        *((words, ("03:00", "15:00")) for words in ("kl 3", "3", "tre", "3.", "klokken tre")),
        *((words, ("02:30", "14:30")) for words in ("halv 3", "halv tre", "2.30", "230")),
        *((words, ("01:12", "13:12")) for words in ("112", "1.12")),
        ("kvart over 6", ("06:15", "18:15")),
        ("14-16", ("14:00", "14:16")),
        *((words, ("18:00", "19:00", "20:00", "21:00")) for words in ("sent på aftenen", "først på aftenen")),
        ("tidlig morgen", ("07:00", "08:00", "09:00")),
        *(("1813", ("18:13",)), ("2025", ("20:25",)), ("2026", ("20:26",))),
        ("i aften", ("18:00", "19:00", "20:00", "21:00")),
        ("om morgenen", ("07:00", "08:00", "09:00")),
    ],
)
def test_a_time_that_could_be_two_is_asked_about(words: str, meant: tuple[str, ...]) -> None:
    assert asked("time", words) == meant


@pytest.mark.parametrize(
    "words",
    ["", "25", "24.30", "9.60", "-1", "9.3", "99999", "13 pm", "0 am", "fredag", "24.12", "om lidt", "halv",
     "kvart over", "otteogtyve", "om 25 timer", "40 over 8", "8 8", "1 1", "8%", "5 min", "14–16", "lige før 8",
     "i går", "ved ikke", "kl", "3 om formiddagen", "kl 25", "nu", "8-9", "31/2", "sent", "8 1/2", "klokken",
     "9.30 10.30"],
)  # fmt: skip
def test_what_is_no_time(words: str) -> None:
    assert when.read("time", words, FRIDAY) == Understood(problem="which_time")


@pytest.mark.parametrize(
    ("words", "minutes"),
    [
        *((words, 120) for words in ("om 2 timer", "om to timer", "in 2 hours", "om 120 minutter")),
        *((words, 60) for words in ("om en time", "om 1 time", "in an hour", "om en times tid")),
        *((words, 30) for words in ("om en halv time", "om 30 min", "in half an hour")),
        *((words, 90) for words in ("om halvanden time", "om 1,5 time", "om 1½ time", "om en time og 30 minutter")),
        *((words, 15) for words in ("om et kvarter", "om et kvarters tid", "om 15m", "om 15 minutters tid")),
        ("om tre kvarter", 45),
    ],
)
def test_a_time_counted_from_now_knows_its_day(words: str, minutes: int) -> None:
    for now in (MONDAY, MONDAY.replace(hour=23, minute=30)):
        at = now + timedelta(minutes=minutes)
        assert when.read("time", words, now) == Understood((f"{at:%H:%M}",), day=at.date(), counted=True)


def test_hours_counted_over_a_change_of_clocks_are_hours_that_pass() -> None:
    before = datetime(2026, 10, 25, 1, 30, tzinfo=ZoneInfo("Europe/Copenhagen"))
    assert sure("time", "om 3 timer", before) == "03:30"


# -- days


@pytest.mark.parametrize(
    ("words", "stored"),
    [
        *((words, "2025-03-14") for words in ("i dag", "I DAG", "idag", "today", "14.3", "14. marts", "i aften")),
        *((words, "2025-03-15") for words in ("i morgen", "imorgen", "tomorrow", "i  morgen", "lørdag", "på lørdag")),
        *((words, "2025-03-15") for words in ("indtil lørdag", "lørdag 😊", "lørdag, tak", "frem til lørdag :-)")),
        *((words, "2025-03-15") for words in ("lordag", "loerdag", "Lørdag.", "nu på lørdag", "førstkommende lørdag")),
        *((words, "2025-03-16") for words in ("i overmorgen", "søndag", "sondag", "soendag", "sun")),
        *((words, "2025-03-17") for words in ("mandag", "man", "monday", "mon", "på mandag", "til mandag", "den 17.")),
        *((words, "2025-03-21") for words in ("om en uge", "om 1 uge", "in a week", "om syv dage", "om en uges tid")),
        *((words, "2025-03-28") for words in ("om 14 dage", "om fjorten dage", "om to uger", "in two weeks")),
        *(
            (words, "2025-12-24")
            for words in ("24.12", "24.12.", "24/12", "24-12", "24 12", "24. december", "24. dec.", "d. 24. december")
        ),
        *((words, "2025-12-24") for words in ("den 24. december", "the 24th of December", "24 Dec", "24.12.2025")),
        *(
            (words, "2025-12-24")
            for words in ("2025-12-24", "24. dec 25", "24.12.25", "24/12-2025", "24,12", "d. 24/12")
        ),
        *((words, "2025-12-24") for words in ("juleaften", "christmas eve", "onsdag den 24. december", "ons d. 24/12")),
        *((words, "2025-12-03") for words in ("den 3. i 12.", "d. 3/12", "3. december", "den tredje december")),
        *((words, "2025-12-31") for words in ("31.12", "nytårsaften", "nytaarsaften", "nytarsaften")),
        *((words, "2025-12-25") for words in ("1. juledag", "juledag", "første juledag")),
        *((words, "2025-04-24") for words in ("d. 24/4", "24. april", "torsdag 24. april")),
        *((words, "2025-04-18") for words in ("langfredag", "good friday")),
        *((words, "2025-03-24") for words in ("24.", "den 24.", "d. 24", "mandag den 24.", "mandag d. 24")),
        *((words, "2025-12-25") for words in ("1 juledag", "1.juledag", "JULEDAG")),
        *((words, "2025-12-26") for words in ("2 juledag", "2.juledag", "anden juledag")),
        *((words, "2025-12-24") for words in ("d24/12", "jule aften", "2025/12/24", "den fireogtyvende december")),
        *((words, "2025-03-15") for words in ("imorn", "i mårn")),
        *((words, "2025-03-21") for words in ("i dag om en uge", "i dag om otte dage", "i dag 8 dage")),
        *((words, "2025-03-24") for words in ("mandag otte dage", "på mandag om en uge")),
        *((words, "2025-03-18") for words in ("tirsdag i næste uge", "i næste uge på tirsdag", "tirsdag uge 12")),
        ("efter weekenden", "2025-03-17"),
        ("den enogtredivte", "2025-03-31"),
        ("syttende maj", "2025-05-17"),
        ("om 3 mdr.", "2025-06-14"),
        ("mandag i næste uge", "2025-03-17"),
        ("fredag uge 13", "2025-03-28"),
        ("mandag om en uge", "2025-03-24"),
        ("mandag om otte dage", "2025-03-24"),
        ("om en måned", "2025-04-14"),
        ("grundlovsdag", "2025-06-05"),
        ("skærtorsdag", "2025-04-17"),
        ("2. påskedag", "2025-04-21"),
        ("1. januar", "2026-01-01"),
        ("3. maj", "2025-05-03"),
        ("3 May", "2025-05-03"),
        ("1. okt", "2025-10-01"),
        ("1st october", "2025-10-01"),
    ],
)
def test_a_day_is_read_as_people_write_it(words: str, stored: str) -> None:
    assert sure("date", words) == stored


@pytest.mark.parametrize(
    ("words", "meant"),
    [
        *((words, ("2025-03-14", "2025-03-21")) for words in ("fredag", "Fre.", "friday", "on friday")),
        *((words, ("2025-03-21", "2025-03-28")) for words in ("næste fredag", "naeste fredag", "next friday")),
        ("næste mandag", ("2025-03-17", "2025-03-24")),
        *((words, ("2025-03-17",)) for words in ("3 dage", "i tre dage", "næste uge", "i uge 12")),
        ("om et par dage", ("2025-03-16", "2025-03-17")),
        ("weekenden", ("2025-03-15", "2025-03-16")),
        ("næste måned", ("2025-04-01",)),
        ("24", ("2025-03-24",)),
        ("2412", ("2025-12-24",)),
        ("om 8 dage", ("2025-03-21", "2025-03-22")),
        ("fredag den 15. marts", ("2025-03-15", "2025-03-14")),
        ("fredag den 15.", ("2025-03-15", "2025-03-14", "2025-08-15")),
    ],
)
def test_a_day_that_could_be_two_is_asked_about(words: str, meant: tuple[str, ...]) -> None:
    assert asked("date", words) == meant


@pytest.mark.parametrize(
    "words",
    [
        *(
            "",
            "31.2",
            "31. april",
            "29.2.2025",
            "0.1",
            "1.0",
            "1.13",
            "32.1",
            "24.12.123",
            "1.1.0000",
            "0",
            "næste uge",
        ),
        *("2025-13-01", "2025-02-30", "1. m", "1. majs", "8.30", "kl. 9", "om 2 timer", "uge 12", "fredag og lørdag"),
        *("mandarin", "mange", "fr", "sund mad", "snart", "jul", "sidste fredag", "den", "²"),
    ],
)
def test_what_is_no_day(words: str) -> None:
    found = when.read("date", words, FRIDAY)
    assert found.problem == "which_date" or not found.sure, found


def test_a_day_of_next_year_is_never_taken_unasked_for_one_that_was() -> None:
    """»22.11« written on 23 November is asked about: it would be almost a year away."""
    assert asked("date", "22.11", MONDAY) == ("2027-11-22",)
    assert sure("date", "23.11", MONDAY) == "2026-11-23"
    assert sure("date", (MONDAY.date() + timedelta(days=330)).isoformat(), MONDAY)
    assert asked("date", (MONDAY.date() + timedelta(days=331)).isoformat(), MONDAY)
    assert asked("date", "om et år", MONDAY) == ("2027-11-23",)


@pytest.mark.parametrize(
    ("words", "problem"),
    [("24/12-2126", "too_far"), ("om 3 år", "too_far"), ("13.3.2020", "past"), ("22.11.2026", "past"),
     ("22.11.26", "past")],
)  # fmt: skip
def test_what_is_past_or_too_far_is_refused(words: str, problem: str) -> None:
    assert when.read("date", words, MONDAY).problem == problem
    assert when.read("date", "29.2", MONDAY.replace(year=2096, month=3, day=1)).problem == "too_far"


def test_two_years_are_the_furthest() -> None:
    assert asked("date", (MONDAY.date() + timedelta(days=731)).isoformat(), MONDAY)
    assert when.read("date", (MONDAY.date() + timedelta(days=732)).isoformat(), MONDAY).problem == "too_far"


# -- what is stored


@given(st.sampled_from(["time", "date"]), st.text(max_size=30), MOMENTS, MEANS)
def test_anything_written_is_read_or_not(what: str, words: str, now: datetime, means: DayMeans) -> None:
    found = when.read(what, words, now, means)
    assert bool(found.values) != bool(found.problem)
    for value in found.values:
        assert when.shown(what, value).isoformat().startswith(value) and when.stored(what, value, now, means) == value


@given(st.lists(st.sampled_from(WORDS), max_size=6), st.sampled_from(["time", "date"]), MOMENTS, MEANS)
def test_words_of_time_in_any_order_never_break(words: list[str], what: str, now: datetime, means: DayMeans) -> None:
    found = when.read(what, " ".join(words), now, means)
    assert bool(found.values) != bool(found.problem) and len(set(found.values)) == len(found.values) <= 4
    assert all(when.stored(what, value, now, means) == value for value in found.values)


@given(st.dates(), MOMENTS)
def test_what_is_stored_reads_back_as_itself(day: date, now: datetime) -> None:
    """An offered day travels on its button as it is stored."""
    for offer in ("+0", "+1", "+14"):
        stored = when.settle("date", offer, now)
        assert when.stored("date", stored, now) == stored == sure("date", stored, now)
    assert when.stored("date", day.isoformat(), now) == (day.isoformat() if day >= now.date() else None)
    assert when.stored("time", when.settle("time", "09:30", now), now) == "09:30"


@pytest.mark.parametrize("choice", ["", "x", "9:30", "0930", "T0930", "24:00", "20261224", "2026-W52-4"])
def test_what_is_not_stored_so_is_no_button(choice: str) -> None:
    assert when.stored("time", choice, MONDAY) is None and when.stored("date", choice, MONDAY) is None


@pytest.mark.parametrize(("at", "face"), [(time(0), "🕛"), (time(9, 15), "🕘"), (time(14, 30), "🕝"), (time(23), "🕚")])
def test_a_clock_face_shows_the_hour_or_half_past_it(at: time, face: str) -> None:
    assert clock_face(at) == face and pictogram_exists(face)
