"""What a borger holds back of a sitting, and what goes with it because it would give that away."""

from __future__ import annotations

from dialogs.engine import path
from dialogs.engine.session import Expired, Held, Stage
from tests.transcripts import Phone, own_dialog

MON_OR_TUE = "options: [{id: mon, label: Monday}, {id: tue, label: Tuesday}]"
TRIP, DISH = "{id: trip, label: Trip}", "{id: dish, label: Dish}"
BECAUSE = "only_if: {step: mood, any_of: [bad]}"
OWN = own_dialog(
    f"""
{{id: mood, kind: choice, text: 'How?', name: How, options: [{{id: good, label: Good}}, {{id: bad, label: Bad}}]}}
{{id: why, kind: choice, text: 'Why?', name: Why, options: [{{id: a, label: A}}, {{id: b, label: B}}], {BECAUSE}}}
{{id: wishes, kind: several, text: 'What?', name: What, options: [{TRIP}, {DISH}]}}
{{id: days, kind: each, over: wishes, steps: [{{id: day, kind: choice, text: 'When?', name: Day, {MON_OR_TUE}}}]}}
"""
)
HOLD = "Some of it is only for me"


def at_the_receipt(readers: str = "Mette") -> Phone:
    phone = Phone(OWN, facts={"readers": readers}).taps("Bad", "A", "Trip", "Done", "Monday")
    assert phone.session.stage is Stage.RECEIPT
    return phone


def held(phone: Phone) -> set[tuple[str, str]]:
    return path.held(phone.dialog, phone.session)


def test_one_answer_is_held_back_and_shown_again() -> None:
    phone = at_the_receipt().taps("Change", HOLD).sees("What is only for you?").taps("Why")
    assert Held() in phone.effects and held(phone) == {("why", "")}
    phone.taps("Done").sees("Only for you: Why.", "Mette may read it.").taps("Change", HOLD, "Why", "Done")
    assert held(phone) == set() and "Only for you" not in str(phone.card.lines)


def test_what_was_asked_because_of_an_answer_goes_with_it() -> None:
    assert held(at_the_receipt().taps("Change", HOLD, "How")) == {("mood", ""), ("why", "")}


def test_what_was_asked_of_each_thing_that_was_chosen_goes_with_the_choice() -> None:
    phone = at_the_receipt().taps("Change", HOLD)
    assert phone.choices() == ["How", "Why", "What", "Done"]
    assert held(phone.taps("What")) == {("wishes", ""), ("day", "trip")}
    phone.taps("Done", "Change", "What", "Dish", "Done", "Tuesday").sees("Only for you: What.")
    assert held(phone) == {("wishes", ""), ("day", "trip"), ("day", "dish")}, "also what is asked after a correction"


def test_all_of_it_held_back_is_shown_to_nobody() -> None:
    at_the_receipt().taps("Change", HOLD, "How", "What", "Done").sees("I show it to nobody.")


def test_there_is_nothing_to_hold_back_from_nobody() -> None:
    assert HOLD in at_the_receipt().taps("Change").choices()
    assert HOLD not in at_the_receipt(readers="").taps("Change").choices()
    assert HOLD not in at_the_receipt().taps("Don't share", "Change").choices()


def test_a_list_that_is_left_open_comes_back_as_the_receipt_with_what_was_ticked() -> None:
    phone = at_the_receipt().taps("Change", HOLD, "Why")
    phone.gets(Expired())
    assert phone.session.stage is Stage.RECEIPT and held(phone) == {("why", "")}
