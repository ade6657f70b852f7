"""The ways on and out under the answers: few at first, the rest behind three dots; and one to close what was opened."""

from __future__ import annotations

import json

import pytest

from dialogs.engine.buttons import Button
from dialogs.engine.session import End, Left, Outdated, Pressed, Provenance, Session, Show, Stage
from dialogs.profile import Reading, ReadingProfile
from tests.transcripts import PEOPLE, Phone, own_dialog, written

FORM = """
{id: title, kind: say, text: 'What?'}
{id: place, kind: say, text: 'Where?', optional: true}
{id: at, kind: when, what: time, text: 'When?', offers: ['09:00']}
"""
ONE = "{id: a, kind: choice, text: 'A?', name: A, options: [{id: x, label: X}, {id: y, label: Y}]}"


def rows(phone: Phone) -> list[list[str]]:
    """The rows under the answers, by words or sign."""
    under = [row for row in phone.card.buttons if not any(button.tile for button in row)]
    return [[written(button.label or button.pictogram) for button in row] for row in under]


def test_a_question_has_two_ways_and_the_rest_behind_dots() -> None:
    phone = Phone("trivsel").taps("Well")
    assert rows(phone) == [["Skip", "⋯"]]
    phone.taps("⋯")
    assert phone.effects == (Show(),) and phone.card.question is not None
    assert rows(phone) == [["Skip", "⋯"], ["Don't know", "Won't say", "Back", "Stop"]]
    phone.taps("⋯")
    assert rows(phone) == [["Skip", "⋯"]]


def test_a_finger_that_trembles_unfolds_once() -> None:
    phone = Phone("trivsel").taps("⋯")
    phone.gets(Pressed(phone.session.turn, Button.UNFOLD))
    assert len(rows(phone)) == 2


def test_an_answer_of_the_card_as_it_looked_before_counts() -> None:
    phone = Phone("trivsel")
    before = phone.session.turn
    phone.taps("⋯").gets(Pressed(before, "3/5"))
    assert phone.kept[0].choices == ("3/5",)


@pytest.mark.parametrize("way", ["Well", "Skip", "Don't know"])
def test_the_next_card_is_folded(way: str) -> None:
    assert rows(Phone("trivsel").taps("⋯", way)) == [["Skip", "⋯"]]


def test_ticks_leave_it_unfolded() -> None:
    phone = Phone("look_ahead").taps("⋯", "A trip")
    assert rows(phone) == [["Done", "⋯"], ["Don't know", "Won't say", "Stop"]]


def test_own_words_say_no_thanks_or_done() -> None:
    phone = Phone("trivsel").taps("Well", "Well", "Some", "Nobody", "Food")
    assert rows(phone) == [["No thanks", "⋯"]]
    phone.says("Vi bagte boller")
    assert rows(phone) == [["Done", "⋯"]]
    assert rows(phone.taps("⋯")) == [["Done", "⋯"], ["Back", "Stop"]], "what is kept stays"


@pytest.mark.parametrize("reading", list(Reading))
@pytest.mark.parametrize("media", ["true", "false"])
def test_one_line_says_what_can_be_sent(reading: Reading, media: str) -> None:
    own = own_dialog(f"{{id: a, kind: say, text: 'A?', media: {media}}}")
    card = Phone(own, profile=ReadingProfile(reading)).card
    told = [written(each) for each in (*card.lines, *(tile.label or "" for tile in card.tiles))]
    if reading is Reading.TEXT:
        assert told == ["Write, speak, or send a photo or video." if media == "true" else "Please write it as text."]
    else:
        assert told == ["Write", "Speak", "Photo or video"][: 3 if media == "true" else 1]


def test_what_would_be_alone_behind_the_dots_stands_in_their_place() -> None:
    phone = Phone("fit")
    assert rows(phone) == [["Go on", "Stop"]]
    assert rows(phone.taps("Go on", "Go on", "Go on")) == [["Skip", "⋯"]]


@pytest.mark.parametrize("provenance", ["helped", "observed"])
def test_on_the_phone_of_staff_it_is_the_same(provenance: Provenance) -> None:
    phone = Phone("trivsel", provenance=provenance).taps("⋯")
    wont_say = ["Won't say"] if provenance == "helped" else []
    assert rows(phone) == [["Skip", "⋯"], ["Don't know", *wont_say, "Stop"]]


# What somebody has opened themself


def test_what_was_opened_can_be_closed() -> None:
    phone = Phone("trivsel", opened=True).taps("Well")
    assert rows(phone) == [["Skip", "⋯", "Close"]]
    assert rows(phone.taps("⋯")) == [["Skip", "⋯", "Close"], ["Don't know", "Won't say", "Back"]]
    phone.taps("Close").sees("You stopped here. That is all right.", "Change")
    assert phone.receipt() == ["Mood: Well"] and phone.finished().end is End.STOPPED


@pytest.mark.parametrize("dialog", ["note", "wish"])
def test_a_single_question_that_was_opened_has_one_way(dialog: str) -> None:
    phone = Phone(dialog, opened=True)
    assert rows(phone) == [["Close"]]
    assert rows(phone.says("Jeg vil se havet")) == [["Done"]]
    assert phone.taps("Done").session.stage is Stage.RECEIPT


def test_a_single_choice_that_was_opened_is_closed_without_a_word() -> None:
    phone = Phone(own_dialog(ONE), opened=True)
    assert rows(phone) == [["Close"]]
    assert phone.taps("Close").kept == []


def test_a_single_question_about_a_list_is_more_than_one() -> None:
    inner = ONE.replace("\n", "")
    phone = Phone(own_dialog(f"{{id: l, kind: each, over: people, steps: [{inner}]}}"), lists={"people": PEOPLE})
    assert rows(phone) == [["Skip", "⋯"]]


def test_a_correction_is_opened_too() -> None:
    phone = Phone("trivsel").taps("Well", "Stop", "Change", "Mood")
    assert rows(phone) == [["Skip", "⋯", "Close"]]
    assert rows(phone.taps("⋯"))[1] == ["Don't know", "Won't say"]


def test_what_was_left_takes_taps_but_no_words() -> None:
    phone = Phone("note", opened=True).says("Et")
    phone.gets(Left())
    assert phone.effects == () and phone.session.left
    phone.says("To")
    assert [a.words for a in phone.kept] == ["Et"], "it went to what is on the screen"
    phone.taps("Done")
    assert not phone.session.left and phone.receipt() == ["Note: Kept"]


# Forms and menus


def test_a_form_has_all_its_ways_in_one_row_while_there_is_room() -> None:
    phone = Phone(own_dialog(FORM, purpose="form"))
    assert rows(phone) == [["Close"]]
    assert rows(phone.says("Svømning")) == [["Skip", "Back", "Close"]]
    assert rows(phone.says("Hallen")) == [["Back", "Close"]]
    assert rows(phone.taps("Back")) == [["Done", "⋯", "Close"]]
    assert rows(phone.taps("⋯")) == [["Done", "⋯", "Close"], ["Skip", "Back"]]


# Upgrades


def test_a_session_that_was_stored_before_goes_on() -> None:
    phone = Phone("trivsel").taps("Well")
    body = json.loads(phone.session.to_json())
    for name in ("opened", "left", "unfolded"):
        del body[name]
    phone.session = Session.from_json(json.dumps(body))
    assert rows(phone) == [["Skip", "⋯"]]
    for way in (Button.BACK, Button.DONT_KNOW):  # they stood on the card unfolded
        phone.gets(Pressed(phone.session.turn, way))
        assert Outdated() not in phone.effects
    phone.pauses().sees("You are taking a break.").taps("Go on").sees("How did you sleep?")
