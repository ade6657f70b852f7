"""Questions that were stopped, or ran out of time, can be gone on with."""

from __future__ import annotations

from datetime import timedelta

from dialogs.engine.buttons import Button
from dialogs.engine.session import End, Expired, Finish, Pressed, Record, Stage
from tests.dialogs.test_sort import LOOK, WHOLE
from tests.transcripts import Phone, own_dialog

FOUR = """
{id: a, kind: choice, text: "First?", name: First, options: [{id: y, label: "Yes"}, {id: n, label: "No"}]}
{id: b, kind: rating, scale: wellbeing, text: "Second?", name: Second}
{id: tell, kind: info, text: "Something to know."}
{id: c, kind: say, text: "Third?", name: Third}
"""


def stopped() -> Phone:
    return Phone(own_dialog(FOUR)).taps("Yes", "Stop")


def test_what_was_stopped_is_gone_on_with_at_its_first_open_question() -> None:
    phone = stopped().sees("You stopped here. That is all right.", "Answer the rest").taps("Answer the rest")
    assert phone.question == "Second?"
    phone.taps("Skip")
    assert phone.question == "Third?", "what is only told is not told again"
    phone.says("All of it").taps("Done").sees("Thank you. This is what you answered.")
    assert phone.session.end is End.DONE and not phone.has(Button.ANSWER_ON)
    assert [answer.step for answer in phone.kept] == ["a", "b", "c"]


def test_that_it_had_ended_is_told_once() -> None:
    phone = stopped().taps("Answer the rest", "Skip").says("More").taps("Done")
    assert [effect.end for effect in phone.history if isinstance(effect, Finish)] == [End.STOPPED]


def test_left_again_it_comes_back_as_it_was_and_can_be_gone_on_with_again() -> None:
    phone = stopped().taps("Answer the rest", "Okay", "Close")
    assert phone.session.end is End.STOPPED and phone.session.stage is Stage.RECEIPT
    phone.taps("Answer the rest")
    assert phone.question == "Third?"
    phone.gets(Expired())
    assert phone.session.end is End.STOPPED, "nobody said that the time was over"


def test_after_the_time_is_over_the_rest_can_still_be_answered_that_day() -> None:
    phone = Phone(own_dialog(FOUR, fields="window: 2h")).taps("Yes")
    phone.now += timedelta(hours=2)
    phone.gets(Expired())
    phone.sees("The time is over. That is all right.").taps("Answer the rest", "Okay").says("Late").taps("Done")
    assert phone.session.end is End.DONE


def test_a_later_day_is_not_answered_for_in_place_of_the_first() -> None:
    phone = Phone(own_dialog(FOUR, fields="window: 2h")).taps("Yes", "Stop")
    phone.now += timedelta(days=1)
    assert not phone.has(Button.ANSWER_ON)
    phone.gets(Pressed(phone.session.turn, Button.ANSWER_ON))  # the button still stands on the card sent yesterday
    assert phone.session.stage is Stage.RECEIPT and not phone.got(Record)


def test_over_midnight_it_goes_on_while_an_answer_may_take_as_long() -> None:
    phone = Phone(own_dialog(FOUR, fields="window: 24h"))
    phone.now += timedelta(hours=14)
    phone.taps("Yes", "Stop")
    phone.now += timedelta(hours=3)
    assert phone.taps("Answer the rest").question == "Second?"


def test_what_is_answered_whole_has_nothing_to_go_on_with() -> None:
    phone = Phone(own_dialog(FOUR)).taps("Yes", "Okay", "Go on").says("Enough").taps("Done")
    assert not phone.has(Button.ANSWER_ON)


def test_a_correction_of_what_was_stopped_asks_no_more_than_it() -> None:
    phone = stopped().taps("Change", "First", "No")
    assert phone.session.stage is Stage.RECEIPT and phone.session.end is End.STOPPED


def test_who_goes_on_with_cards_sees_how_they_lie_before_what_comes_next() -> None:
    phone = Phone(WHOLE).taps("Good", "Good", "Stop", "Answer the rest", "Bad", "No thanks").sees(LOOK)
    phone.taps("Move a card", "Cake", "Good").sees(LOOK).taps("It is right")
    assert phone.question == "Which?"
