"""What a borger would like next week, as they are asked it, in every reading profile and with every change of mind."""

from __future__ import annotations

import pytest

from dialogs.engine.cards import shows
from dialogs.engine.session import End, Outcome
from dialogs.profile import Reading, ReadingProfile
from tests.transcripts import PROFILES, Phone


def borger(profile: ReadingProfile | None = None) -> Phone:
    return Phone("look_ahead", profile=profile, facts={"readers": "Mette", "monday": "2025-03-17"})


def asked(phone: Phone) -> str:
    return phone.question


@pytest.mark.parametrize("profile", PROFILES, ids=lambda p: f"{p.reading}-{p.style}-{p.steps}")
def test_wishes_with_day_and_time_in_every_profile(profile: ReadingProfile) -> None:
    phone = borger(profile)
    assert len(phone.tiles) == 11 and all(tile.pictogram for tile in phone.tiles)
    phone.taps("trip", "exercise", "Done")
    for item in ("A trip", "Exercise"):
        assert phone.question == f"{item}: which day?" and phone.card.essential
        assert [tile.essential for tile in phone.tiles] == [True] * 7, "no picture says which day it is"
        phone.taps("wed")
        assert phone.question == f"{item}: what time of day?" and len(phone.tiles) == 3
        phone.taps("afternoon")
        assert phone.question == f"{item}: who shall come along?" and len(phone.tiles) == 4
        phone.taps("friend")
    phone.sees("Is there more you would like?").says("Se havet")
    phone.taps("Done")
    assert phone.finished().end is End.DONE
    assert [(g.step, g.item, g.choices) for g in phone.finished().results] == [
        ("wishes", "", ("trip", "exercise")),
        ("day", "trip", ("wed",)),
        ("part", "trip", ("afternoon",)),
        ("along", "trip", ("friend",)),
        ("day", "exercise", ("wed",)),
        ("part", "exercise", ("afternoon",)),
        ("along", "exercise", ("friend",)),
        ("words", "", ()),
    ]
    pictures, _ = shows(profile.reading, essential=False)
    assert not pictures or all(tile.pictogram for tile in phone.card.tiles)


def test_the_receipt_says_it_back_and_who_may_read_it() -> None:
    phone = borger().taps("Having visitors", "Done", "Saturday", "In the morning", "Just me", "No thanks")
    phone.sees("Thank you. This is what you answered.", "Mette may read it.")
    assert phone.receipt() == [
        "Wishes: Having visitors",
        "Having visitors: Saturday",
        "Having visitors: In the morning",
        "Having visitors: Just me",
        "More wishes: Skipped",
    ]


def test_each_wish_is_asked_about_in_the_order_of_the_card() -> None:
    phone = borger().taps("Tidying my home", "A trip", "Done")
    assert asked(phone) == "A trip: which day?"
    phone.taps("Monday", "In the evening", "A friend")
    assert asked(phone) == "Tidying my home: which day?"


@pytest.mark.parametrize("aside", ["Skip", "Don't know", "Won't say"])
def test_no_wish_is_an_answer_and_asks_for_no_day(aside: str) -> None:
    phone = borger().taps(aside).sees("Is there more you would like?").taps("No thanks")
    assert [(a.step, a.choices) for a in phone.standing()] == [("wishes", ()), ("words", ())]


def test_the_day_may_be_left_open() -> None:
    phone = borger().taps("A trip", "Done", "Don't know", "Skip", "Skip", "No thanks")
    assert [(g.step, g.outcome) for g in phone.finished().results] == [
        ("wishes", Outcome.ANSWERED),
        ("day", Outcome.DONT_KNOW),
        ("part", Outcome.SKIPPED),
        ("along", Outcome.SKIPPED),
        ("words", Outcome.SKIPPED),
    ]


def test_stop_half_way_keeps_what_was_said() -> None:
    phone = borger().taps("A trip", "Exercise", "Done", "Monday", "Stop")
    phone.sees("You stopped here. That is all right.")
    assert [(g.step, g.item) for g in phone.finished().results] == [("wishes", ""), ("day", "trip")]


def test_a_wish_taken_out_at_the_receipt_takes_its_day_along() -> None:
    phone = borger().taps("A trip", "Exercise", "Done", "Monday", "In the morning", "Just me")
    phone.taps("Friday", "In the evening", "A friend", "No thanks")
    phone.taps("Change", "Wishes", "A trip", "Done")
    assert phone.receipt() == [
        "Wishes: Exercise", "Exercise: Friday", "Exercise: In the evening", "Exercise: A friend",
        "More wishes: Skipped",
    ]  # fmt: skip
    stand = {(a.step, a.item): a.choices for a in phone.standing() if a.outcome is Outcome.ANSWERED}
    assert stand == {
        ("wishes", ""): ("exercise",), ("day", "exercise"): ("fri",), ("part", "exercise"): ("evening",),
        ("along", "exercise"): ("friend",),
    }  # fmt: skip


def test_a_wish_added_at_the_receipt_is_asked_about() -> None:
    phone = borger().taps("A trip", "Done", "Monday", "In the morning", "Just me", "No thanks")
    phone.taps("Change", "Wishes", "Exercise", "Done")
    assert asked(phone) == "Exercise: which day?"
    phone.taps("Sunday", "In the evening", "A friend")
    assert phone.receipt()[4:7] == ["Exercise: Sunday", "Exercise: In the evening", "Exercise: A friend"]


def test_who_reads_words_gets_no_bare_colours() -> None:
    tiles = borger(ReadingProfile(Reading.TEXT)).taps("A trip", "Done").tiles
    assert [tile.label is not None for tile in tiles] == [True] * 7
