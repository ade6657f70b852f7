"""A session goes on on another phone: where, and whose each answer is then."""

from __future__ import annotations

from datetime import timedelta

from dialogs.engine import changing_hands
from dialogs.engine.session import Expired, Stage
from dialogs.engine.voices import is_mixed, voice_of
from tests.transcripts import Phone, own_dialog

THREE = """
{id: a, kind: choice, text: "First?", name: First, options: [{id: y, label: "Yes"}, {id: n, label: "No"}]}
{id: b, kind: several, text: "Second?", name: Second, options: [{id: p, label: "Pens"}, {id: q, label: "Books"}]}
{id: c, kind: say, text: "Third?", name: Third}
"""


def begun(*taps: str) -> Phone:
    return Phone(own_dialog(THREE), facts={"about": "Alma", "helpers": "Mette"}).taps(*taps)


def voices(phone: Phone) -> dict[str, str]:
    return {given.step: voice_of(phone.session, given) for given in phone.session.given}


def test_it_goes_on_where_it_was_with_what_was_ticked() -> None:
    phone = begun("Yes", "Pens")
    assert phone.changes_hands() and phone.question == "Second?"
    assert phone.button("Pens").marked and not phone.button("Books").marked
    phone.taps("Done")
    assert voices(phone) == {"a": "self", "b": "helped"}


def test_from_an_answered_question_it_goes_on_to_the_first_open_one() -> None:
    phone = begun("Yes", "Back")
    assert phone.question == "First?" and phone.changes_hands() and phone.question == "Second?"
    phone.taps("Back", "No")
    assert voices(phone) == {"a": "helped"}, "what is changed with help was given with help"


def test_own_words_that_help_has_added_to_were_given_with_help() -> None:
    phone = begun("Yes", "Skip").says("Alone")
    assert phone.changes_hands() and phone.question == "Third?"
    phone.says("Together")
    assert phone.changes_hands()
    phone.says("Alone again").taps("Done")
    assert voices(phone) == {"a": "self", "b": "self", "c": "helped"} and is_mixed(phone.session)
    phone.sees("🤝 With help from Mette.")
    assert [tile.pictogram.endswith("🤝") for tile in phone.card.tiles] == [False, False, True]


def test_there_is_nothing_to_go_on_with_before_an_answer_at_the_end_and_the_day_after() -> None:
    assert not begun().changes_hands()
    assert not begun("Yes", "Skip", "No thanks").changes_hands()
    phone = begun("Yes", "Stop")
    assert changing_hands.open_at(phone.dialog, phone.session, phone.now) == 1
    assert changing_hands.open_at(phone.dialog, phone.session, phone.now + timedelta(days=3)) is None


def test_what_was_stopped_is_whole_once_the_rest_is_answered() -> None:
    phone = begun("Yes")
    phone.gets(Expired())
    assert phone.changes_hands() and phone.question == "Second?"
    phone.taps("Skip", "No thanks")
    assert phone.session.stage is Stage.RECEIPT and not phone.changes_hands()


def test_given_back_it_stands_as_a_break_or_a_receipt() -> None:
    phone = begun("Yes")
    phone.changes_hands()
    phone.taps("Skip")
    back = changing_hands.given_back(phone.session)
    assert (back.stage, back.provenance) == (Stage.PAUSED, "self")
    assert [voice_of(back, given) for given in back.given] == ["self", "helped"]
    phone.taps("Stop")
    assert changing_hands.given_back(phone.session).stage is Stage.RECEIPT


def test_what_waits_for_another_day_keeps_it_with_the_borger() -> None:
    waits = THREE.replace("id: c, kind: say", "id: c, kind: say, waits: 7d").replace("id: b", "id: b2")
    phone = Phone(own_dialog(waits)).taps("Yes", "Skip", "Another day")
    assert not phone.changes_hands()
