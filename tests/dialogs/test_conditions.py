"""Questions that open and close by earlier answers, also when those are changed."""

from __future__ import annotations

import pytest

from dialogs.engine.buttons import Button
from dialogs.engine.session import Finish, Open, Outcome, Pressed
from dialogs.method.problems import DialogError
from tests.transcripts import PEOPLE, Phone, own_dialog, written

# Conditions

CHAIN = """
{id: a, kind: choice, text: 'A?', name: A, options: [{id: x, label: X}, {id: y, label: Y}]}
{id: b, kind: choice, only_if: {step: a, any_of: [x]}, text: 'B?', name: B,
    options: [{id: p, label: P}, {id: r, label: R}]}
{id: c, kind: say, text: 'C?', name: C, only_if: {step: b, any_of: [p]}}
{id: d, kind: rating, scale: wellbeing, text: 'D?', name: D}
{id: e, kind: info, text: E!, only_if: {step: d, at_most: 2.5}}
"""


def test_questions_open_by_answers_and_by_scores() -> None:
    Phone(own_dialog(CHAIN)).taps("X").sees("B?").taps("P").sees("C?").taps("No thanks").sees("D?").taps("Badly").sees(
        "E!"
    )
    assert Phone(own_dialog(CHAIN)).taps("Y").sees("D?").taps("Okay").receipt() == ["A: Y", "D: Okay"]
    assert Phone(own_dialog(CHAIN)).taps("Don't know").sees("D?").taps("Won't say").receipt()[1] == "D: Won't say"


def test_going_back_closes_what_hung_on_the_answer_and_takes_it_back() -> None:
    phone = Phone(own_dialog(CHAIN)).taps("X", "P").says("Et").says("To").taps("Back", "Back").sees("A?").taps("Y")
    phone.sees("D?").taps("Well")
    assert phone.receipt() == ["A: Y", "D: Well"]
    assert [g.step for g in phone.finished().results] == ["a", "d"]
    assert {a.step for a in phone.standing() if a.outcome is Outcome.ANSWERED} == {"a", "d"}
    assert not any(a.words for a in phone.standing())


def test_changing_ones_mind_and_back_before_the_end_loses_nothing() -> None:
    phone = Phone(own_dialog(CHAIN)).taps("X", "P").says("Et").taps("Back", "Back", "Y", "Back", "X").sees("B?")
    assert [b.id for b in phone.tiles if b.marked] == ["p"]
    phone.taps("P", "Done", "Well")
    assert phone.receipt() == ["A: X", "B: P", "C: Kept", "D: Well"]


def test_a_correction_opens_the_questions_that_hang_on_it_and_only_those() -> None:
    phone = (
        Phone(own_dialog(CHAIN)).taps("Y", "Well", "Change", "A", "X").sees("B?").taps("P").sees("C?").taps("No thanks")
    )
    assert phone.receipt() == ["A: X", "B: P", "C: Skipped", "D: Well"]
    assert len([e for e in phone.history if isinstance(e, Finish)]) == 1


def test_a_correction_closes_and_another_opens_again_with_numbers_that_chain() -> None:
    phone = Phone(own_dialog(CHAIN)).taps("X", "P").says("Et").says("To").taps("Done", "Well", "Change", "A", "Y")
    assert phone.receipt() == ["A: Y", "D: Well"]
    phone.taps("Change", "A", "X").sees("B?")
    assert not any(b.marked for b in phone.tiles)
    phone.taps("P").sees("C?", "No thanks").says("Tre").taps("Done")
    assert phone.receipt() == ["A: X", "B: P", "C: Kept", "D: Well"]
    assert [a.words for a in phone.standing() if a.words] == ["Tre"]


def test_leaving_a_correction_halfway_still_takes_back_what_it_closed() -> None:
    both = (
        CHAIN + "{id: f, kind: choice, text: 'F?', name: F, only_if: {step: a, any_of: [y]},"
        " options: [{id: m, label: M}, {id: n, label: N}]}"
    )
    for way in (Button.STOP, Button.BACK):  # the second stood on cards that were sent before
        phone = Phone(own_dialog(both)).taps("X", "P", "No thanks", "Well", "Change", "A", "Y").sees("F?", "Close")
        phone.gets(Pressed(phone.session.turn, way))
        assert phone.receipt() == ["A: Y", "D: Well"]
        assert {a.step for a in phone.standing() if a.outcome is Outcome.ANSWERED} == {"a", "d"}


def test_what_was_taken_back_once_is_not_taken_back_again() -> None:
    phone = Phone(own_dialog(CHAIN)).taps("X", "P", "No thanks", "Well", "Change", "A", "Y")
    kept = len(phone.kept)
    phone.taps("Change", "D", "Okay")
    assert len(phone.kept) == kept + 1


def test_not_answering_opens_nothing_not_even_what_an_answer_would_close() -> None:
    own = own_dialog(CHAIN.replace("any_of: [x]", "none_of: [x]"))
    Phone(own).taps("Y").sees("B?")
    Phone(own).taps("X").sees("D?")
    Phone(own).taps("Skip").sees("D?")


def test_inside_a_list_a_question_hangs_on_its_own_item() -> None:
    own = own_dialog("""
{id: people, kind: each, over: people, steps: [
    {id: met, kind: choice, text: 'Met {item}?', options: [{id: p, label: P}, {id: r, label: R}]},
    {id: how, kind: say, text: 'How was {item}?', only_if: {step: met, any_of: [p]}}]}
""")
    phone = Phone(own, lists={"people": PEOPLE}).taps("R").sees("Met Jonas?").taps("P").sees("How was Jonas?")
    phone.taps("No thanks").sees("Met Lis?").taps("R")
    assert [(g.step, g.item) for g in phone.finished().results] == [
        ("met", "p1"), ("met", "p2"), ("how", "p2"), ("met", "p3"),
    ]  # fmt: skip


def test_a_break_that_was_changed_to_none_has_no_date() -> None:
    phone = Phone("pause").taps("From questions", "Back", "No break")
    assert [(g.step, g.choices) for g in phone.finished().results] == [("what", ("resume",))]


def test_how_many_is_asked_by_the_kind_of_scale() -> None:
    phone = Phone("reading").taps("Dansk", "Both", "Faces", "Three")
    assert [g.step for g in phone.finished().results] == ["language", "reading", "style", "steps"]
    phone = Phone("reading").taps("Dansk", "Both", "Faces", "Back", "Numbers").sees("Which numbers?").taps("0 to 10")
    assert [g.choices[0] for g in phone.finished().results] == ["da", "both", "numbers", "n11"]


TALK = "Would you like to talk with somebody?"


def receipt_after(mood: str) -> Phone:
    """The receipt of a check-in in which the rest was answered as it is on most days."""
    return Phone("trivsel", facts={"readers": "Mette"}).taps(mood, "Badly", "Some", "Nobody", "Food", "No thanks")


@pytest.mark.parametrize("mood", ["Badly", "Very badly"])
def test_after_a_low_answer_the_receipt_offers_a_talk(mood: str) -> None:
    phone = receipt_after(mood)
    assert TALK in map(written, phone.card.lines)
    phone.taps("Talk to someone")
    assert Open("talk") in phone.effects
    assert TALK in map(written, phone.card.lines), "it stays, and so does the receipt"


def test_no_other_answer_asks_for_a_talk() -> None:
    assert TALK not in map(written, receipt_after("Okay").card.lines), "slept badly, but is not badly"


def test_what_only_some_are_asked_makes_nobodys_way_longer() -> None:
    own = own_dialog("""
{id: mood, kind: rating, scale: wellbeing, text: How are you?}
{id: why, kind: choice, text: Why?, only_if: {step: mood, at_most: 2.5},
    options: [{id: a, label: A}, {id: b, label: B}]}
{id: last, kind: say, text: More?}
""")
    phone = Phone(own).taps("Badly").sees("Why?")
    assert (phone.card.done, phone.card.total) == (1, 2)
    assert (phone.taps("A").card.done, phone.card.total) == (2, 2)


@pytest.mark.parametrize(
    ("low", "words"),
    [
        ("[{step: words, at_most: 2}]", "is no rating or choice"),
        ("[{step: nothing, at_most: 2}]", "no earlier step"),
        ("[{step: mood}]", "does not say which answers are low"),
        ("[{step: mood, any_of: [bad]}]", "no option 'bad'"),
    ],
)
def test_a_low_answer_is_one_that_can_be_given(low: str, words: str) -> None:
    steps = "{id: mood, kind: rating, scale: wellbeing, text: How are you?}\n{id: words, kind: say, text: More?}"
    with pytest.raises(DialogError, match=words):
        own_dialog(steps, fields=f"low: {low}")
