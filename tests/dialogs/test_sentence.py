"""A plan in one sentence: what is read in it, and what is named because it is not understood."""

from __future__ import annotations

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dialogs.time.repeat import EVERY_DAY, Repeat, days
from dialogs.time.sentence import read_sentence

BENT = [
    ("Svømning hver torsdag 14 med Bent", "Svømning", Repeat(date(2026, 11, 26), "weeks", 1, (4,)), time(14), None),
    ("Tandlæge den 3. december kl 9.15 Bent", "Tandlæge", Repeat(date(2026, 12, 3)), time(9, 15), None),
    ("Bent skal til læge i morgen kl 10", "Læge", Repeat(date(2026, 11, 24)), time(10), None),
    ("Indkøb tirsdag 14-15.30 for Bent", "Indkøb", Repeat(date(2026, 11, 24)), time(14), 90),
    ("Yoga hver 2. mandag kl 17 Bent", "Yoga", Repeat(date(2026, 11, 23), "weeks", 2, (1,)), time(17), None),
    ("Gåtur mandag 14 Bent", "Gåtur", Repeat(date(2026, 11, 30)), time(14), None),
    ("Kaffe på fredag 15 Bent", "Kaffe", Repeat(date(2026, 11, 27)), time(15), None),
    ("Pille hverdage kl. 8 Bent", "Pille", Repeat(date(2026, 11, 24), "weeks", 1, (1, 2, 3, 4, 5)), time(8), None),
    ("Møde den 15. hver måned kl 10 Bent", "Møde", Repeat(date(2026, 12, 15), "months"), time(10), None),
    ("Bingo man og tors 18.30 Bent", "Bingo", Repeat(date(2026, 11, 23), "weeks", 1, (1, 4)), time(18, 30), None),
    ("Bingo mandag og torsdag 19 Bent", "Bingo", Repeat(date(2026, 11, 23), "weeks", 1, (1, 4)), time(19), None),
    ("Svømning hver torsdag 14 til og med 1. februar Bent", "Svømning",
     Repeat(date(2026, 11, 26), "weeks", 1, (4,), date(2027, 2, 1)), time(14), None),
    ("Fri leg torsdag 14 Bent", "Fri leg", Repeat(date(2026, 11, 26)), time(14), None),
    ("Swim every thursday at 2 pm with Bent", "Swim", Repeat(date(2026, 11, 26), "weeks", 1, (4,)), time(14), None),
    ("Svømning 1/12 14 Bent", "Svømning", Repeat(date(2026, 12, 1)), time(14), None),
    ("Svømning den 3. december 14 Bent", "Svømning", Repeat(date(2026, 12, 3)), time(14), None),
    ("Spise sammen alle dage 18 Bent", "Spise sammen", Repeat(date(2026, 11, 23), "weeks", 1, EVERY_DAY),
     time(18), None),
    ("Medicin hver morgen kl. 8 Bent", "Medicin", Repeat(date(2026, 11, 24), "weeks", 1, EVERY_DAY), time(8), None),
    ("Vask hver 14. dag fra torsdag kl. 10 Bent", "Vask", Repeat(date(2026, 11, 26), "days", 14), time(10), None),
    ("Vask hver anden dag kl. 8 Bent", "Vask", Repeat(date(2026, 11, 24), "days", 2), time(8), None),
    ("Svømning hver torsdag kl. 14 i 8 uger Bent", "Svømning",
     Repeat(date(2026, 11, 26), "weeks", 1, (4,), date(2027, 1, 20)), time(14), None),
    ("Gåtur torsdag kl. 14 i 3 kvarter Bent", "Gåtur", Repeat(date(2026, 11, 26)), time(14), 45),
    ("Svømning hver torsdag 14 til 1. februar Bent", "Svømning",
     Repeat(date(2026, 11, 26), "weeks", 1, (4,), date(2027, 2, 1)), time(14), None),
    ("Svømning hver torsdag 14 med Bent til jul", "Svømning",
     Repeat(date(2026, 11, 26), "weeks", 1, (4,), date(2026, 12, 23)), time(14), None),
    ("Svømning hver torsdag 14 med Bent indtil 1. maj", "Svømning",
     Repeat(date(2026, 11, 26), "weeks", 1, (4,), date(2027, 5, 1)), time(14), None),
    ("Svømning hver torsdag 14 Bent t.o.m. 1. maj", "Svømning",
     Repeat(date(2026, 11, 26), "weeks", 1, (4,), date(2027, 5, 1)), time(14), None),
    ("Svømning hver torsdag 14 stopper 1. maj med Bent", "Svømning",
     Repeat(date(2026, 11, 26), "weeks", 1, (4,), date(2027, 5, 1)), time(14), None),
    ("Svømning hver torsdag 14 med Bent indtil videre", "Svømning",
     Repeat(date(2026, 11, 26), "weeks", 1, (4,)), time(14), None),
    ("Svømning hver anden tirsdag kl. 14 med Bent", "Svømning", Repeat(date(2026, 11, 24), "weeks", 2, (2,)),
     time(14), None),
    ("Svømning hver torsdag 14 i lige uger med Bent", "Svømning",
     Repeat(date(2026, 11, 26), "weeks", 1, (4,), weeks="even"), time(14), None),
    ("Svømning torsdage i ulige uger kl. 14 Bent", "Svømning",
     Repeat(date(2026, 12, 3), "weeks", 1, (4,), weeks="odd"), time(14), None),
    ("Svømning torsdag i ulige uger kl. 14 til jul Bent", "Svømning",
     Repeat(date(2026, 12, 3), "weeks", 1, (4,), date(2026, 12, 23), weeks="odd"), time(14), None),
    ("Swim thursday in odd weeks at 14 Bent", "Swim", Repeat(date(2026, 12, 3), "weeks", 1, (4,), weeks="odd"),
     time(14), None),
    ("Gaver til jul torsdag kl. 14 Bent", "Gaver til jul", Repeat(date(2026, 11, 26)), time(14), None),
    ("Brev til mor hver søndag kl. 14 Bent", "Brev til mor", Repeat(date(2026, 11, 29), "weeks", 1, (7,)), time(14),
     None),
    ("Tur torsdag kl. 14 til Aarhus Bent", "Tur til Aarhus", Repeat(date(2026, 11, 26)), time(14), None),
    ("Svømning hver torsdag 14, sidste gang 17. december Bent", "Svømning",
     Repeat(date(2026, 11, 26), "weeks", 1, (4,), date(2026, 12, 17)), time(14), None),
    ("Fest fredag aften kl. 8 Bent", "Fest", Repeat(date(2026, 11, 27)), time(20), None),
    ("Film i morgen aften kl. 7 Bent", "Film", Repeat(date(2026, 11, 24)), time(19), None),
    ("Læge i morgen kl. 7 Bent", "Læge", Repeat(date(2026, 11, 24)), time(7), None),
    ("Fest fredag kl. 22-02 Bent", "Fest", Repeat(date(2026, 11, 27)), time(22), 240),
    ("Bent", "", None, None, None),
    ("", "", None, None, None),
]  # fmt: skip
"""Sentences said on Monday 23 November 2026 at 15.00, and what is read in them."""


@pytest.mark.parametrize(("said", "title", "repeat", "at", "minutes"), BENT)
def test_a_sentence_is_read(said: str, title: str, repeat: Repeat | None, at: time | None, minutes: int | None) -> None:
    monday = datetime(2026, 11, 23, 15, tzinfo=ZoneInfo("Europe/Copenhagen"))
    read = read_sentence(said, monday, ["Bent"])
    assert (read.title, read.repeat, read.at, read.minutes) == (title, repeat, at, minutes)
    assert read.unclear == []


@pytest.mark.parametrize(
    "said",
    [
        "Gåtur hver dag kl. 9 undtagen søndag Bent", "Møde den første torsdag i hver måned kl. 19 Bent",
        "Svømning torsdag den 27. november kl. 14 Bent", "Ferie 1.-5. december kl. 9 Bent",
        "Svømning næste torsdag kl. 14 Bent", "Bent skal ikke svømme torsdag kl. 14", "Aflys svømning torsdag 14 Bent",
        "Læge torsdag kl. 14 nej fredag kl. 15 med Bent", "Svømning torsdag kl. 25 Bent",
        "Læge mandag 31.12.9999 kl. 9 Bent",
    ],
)  # fmt: skip
def test_what_was_not_understood_is_never_planned_around(said: str) -> None:
    monday = datetime(2026, 11, 23, 15, tzinfo=ZoneInfo("Europe/Copenhagen"))
    assert read_sentence(said, monday, ["Bent"]).unclear


NOT_UNDERSTOOD = [
    ("Svømning ulige torsdage kl. 14 Bent", "ulige torsdage"),
    ("Svømning hver lige uge kl. 14 torsdag Bent", "hver lige uge"),
    ("Svømning hver anden torsdag i ulige uger kl. 14 Bent", "ulige uger"),
    ("Svømning hver ulige torsdag kl. 14 Bent", "hver ulige torsdag"),
    ("Svømning hver anden tirsdag i måneden kl. 14 Bent", "hver anden tirsdag i måneden"),
    ("Kor første mandag i måneden kl. 19 Bent", "første mandag i måneden"),
    ("Kor den første mandag i hver måned kl. 19 Bent", "den første mandag i hver måned"),
    ("Kor sidste fredag i måneden kl. 19 Bent", "sidste fredag i måneden"),
    ("Kor 2. mandag i måneden kl. 19 Bent", "2. mandag i måneden"),
    ("Choir first monday of the month at 19 Bent", "first monday of the month"),
    ("Svømning hver torsdag 14 med Bent frem til påske", "frem til påske"),
    ("Svømning hver torsdag 14 med Bent til sommerferien", "til sommerferien"),
    ("Svømning hver torsdag 14 med Bent til og med juni", "til og med juni"),
    ("Svømning hver torsdag 14 med Bent resten af året", "resten af året"),
    ("Svømning hver torsdag 14 med Bent året ud", "året"),
    ("Svømning hver torsdag 14 med Bent til uge 7", "til uge 7"),
    ("Svømning hver torsdag 14 med Bent til han flytter", "til han flytter"),
    ("Svømning hver torsdag 14 med Bent undtagen jul", "undtagen jul"),
    ("Svømning hver torsdag 14 med Bent ikke i juli", "ikke i juli"),
    ("Svømning hver torsdag 14 med Bent et halvt år", "halvt år"),
    ("Svømning torsdag 14 med Bent indtil 1. maj", "indtil 1. maj"),
    ("Kor hver mandag i december kl. 14 Bent", "i december"),
    ("Kor tirsdag og hver anden torsdag kl. 14 Bent", "tirsdag"),
    ("Svømning ugentligt torsdag kl. 14 Bent", "ugentligt"),
    ("Svømning den 31. november kl. 14 Bent", "den 31. november"),
    ("Svømning 31. nov. kl. 14 Bent", "31."),
    ("Svømning 31/11 kl. 14 Bent", "31/11"),
    ("Svømning torsdag kl. 24.00 Bent", "24.00"),
    ("Svømning torsdag 15-14 Bent", "15-14"),
    ("Svømning hver torsdag 14 fra 1. februar til 1. januar Bent", "til 1. januar"),
]  # fmt: skip


@pytest.mark.parametrize(("said", "named"), NOT_UNDERSTOOD)
def test_how_often_and_until_when_are_named_and_not_left_in_the_title(said: str, named: str) -> None:
    monday = datetime(2026, 11, 23, 15, tzinfo=ZoneInfo("Europe/Copenhagen"))
    assert " ".join(read_sentence(said, monday, ["Bent"]).unclear) == named


@given(
    st.lists(
        st.sampled_from(
            (
                "hver",
                "om",
                "mandag",
                "kl",
                "14",
                "14.30",
                "og",
                "med",
                "Bent",
                "til",
                "den",
                "3.",
                "maj",
                "2",
                "timer",
                "uge",
                "-",
                "½",
                "i",
                "anden",
                "dag",
                "måned",
                "",
            )
        ),
        max_size=9,
    )
)
def test_no_sentence_breaks_the_reading(words: list[str]) -> None:
    now = datetime(2026, 11, 23, 15, tzinfo=ZoneInfo("Europe/Copenhagen"))
    read = read_sentence(" ".join(words), now, ["Bent"])
    assert read.repeat is None or next(days(read.repeat, date.min), None) is not None or read.repeat.until
