"""Cards laid under heads, one at a time: tried first, moved until they lie right, with cards of one's own."""

from __future__ import annotations

import re

import pytest

from dialogs.engine import path
from dialogs.engine.session import Media, Outcome, Stage
from dialogs.engine.trial import begun
from dialogs.method.problems import DialogError
from dialogs.profile import ReadingProfile
from tests.transcripts import PROFILES, Phone, own_dialog, written

HEADS = "heads: [{id: good, label: Good, pictogram: 🙂}, {id: bad, label: Bad, pictogram: 🙁}]"
CARDS = "cards: [{id: tea, label: Tea, pictogram: 🍵}, {id: cake, label: Cake, pictogram: 🍰}]"
TEXT = "text: 'How is it with {item}?', name: Mat"
SORT = f"kind: sort, {TEXT}, {HEADS}"
PLAIN = own_dialog(f"{{id: mat, {SORT}, {CARDS}}}")
WHOLE = own_dialog(
    f"{{id: mat, {SORT}, {CARDS}, blanks: 2, practice: {{id: sun, label: Sun, pictogram: ☀️}}}}\n"
    "{id: pick, kind: several, text: 'Which?', name: Picked, options_from: mat}\n"
)
BY_TOPIC = own_dialog(
    "{id: topic, kind: choice, text: What?, name: About, options: [{id: food, label: Food}, {id: home, label: Home}]}\n"
    f"{{id: mat, {SORT}, cards_from: topic}}",
    fields="lists: {food: {items: [{id: tea, label: Tea}]},"
    " home: {items: [{id: bed, label: Bed}, {id: key, label: Key}]}}",
)
LISTS = begun(BY_TOPIC, ReadingProfile(language="en"), written).lists
LOOK = "This is how your cards lie. Is it right?"
MORE = "Would you like one more card? Write a word, or send a photo."


def stands(phone: Phone) -> list[tuple[str, str, str]]:
    """(step, card, what was chosen or became of it) of all that is kept and stands."""
    return [(a.step, a.item, "".join(a.choices) or a.outcome) for a in phone.standing() if not a.withdrawn]


def test_one_card_at_a_time_with_piles_beside_for_those_that_lie_under_no_head() -> None:
    phone = Phone(PLAIN)
    assert written(phone.card.question or "") == "How is it with Tea?" and phone.card.pictogram == "🍵"
    assert [b.pictogram for b in phone.buttons] == ["🙂", "🙁", "🤷", "✋", "⏹️"]
    phone.taps("Good").taps("Leave it")
    phone.sees(LOOK, "Tea: Good", "Cake: Left lying").taps("It is right")
    assert phone.session.stage is Stage.RECEIPT
    assert stands(phone) == [("mat", "tea", "good"), ("mat", "cake", Outcome.SKIPPED)]
    assert all(answer.score is None for answer in phone.kept)


def test_a_card_is_moved_until_it_lies_right() -> None:
    phone = Phone(PLAIN).taps("Good", "Don't know", "Move a card")
    phone.sees("Which card do you want to move?", "Tea", "Cake", "Back")
    phone.taps("Back").sees(LOOK).taps("Move a card", "Cake")
    assert phone.question == "How is it with Cake?"
    phone.taps("Bad").sees(LOOK, "Tea: Good", "Cake: Bad")
    phone.taps("Move a card", "Tea", "Back").sees(LOOK, "Tea: Good").taps("It is right")
    assert stands(phone) == [("mat", "tea", "good"), ("mat", "cake", "bad")]
    phone.taps("Change", "Tea", "Bad")
    assert stands(phone)[-1] == ("mat", "tea", "bad") and phone.session.stage is Stage.RECEIPT


def test_the_card_to_try_with_is_kept_nowhere() -> None:
    phone = Phone(WHOLE).sees("Try it with this one first. I do not keep it.", "Good", "Bad", "Go on")
    phone.taps("Bad")
    assert phone.question == "How is it with Tea?" and not phone.kept and not phone.session.given


def test_cards_of_ones_own_are_offered_once_each_and_laid_like_the_others() -> None:
    phone = Phone(WHOLE).taps("Go on", "Good", "Bad")
    assert phone.question == MORE
    phone.says("Min hund").taps("Done")
    assert phone.question == "How is it with Min hund?"
    phone.taps("Good")
    assert phone.question == MORE
    phone.says(media=Media("photo", "f", "u")).taps("Done")
    assert phone.question == "How is it with My own card?"
    assert (phone.card.pictogram, phone.card.photo) == ("🗣️", "mat_own2")
    phone.taps("Bad").sees(LOOK, "Min hund: Good", "My own card: Bad").taps("It is right")
    assert [written(tile.label or "") for tile in phone.tiles] == ["Tea", "Cake", "Min hund", "My own card"]
    phone.taps("Min hund", "Done").sees("Picked: Min hund")
    assert ("mat", "own1", "good") in stands(phone) and ("pick", "", "own1") in stands(phone)


def test_who_wants_no_card_of_their_own_is_not_asked_again() -> None:
    phone = Phone(WHOLE).taps("Go on", "Good", "Bad", "No thanks").sees(LOOK)
    phone.taps("It is right", "Tea", "Done", "Change", "My own card")
    phone.says("Te i sengen").taps("Done")
    assert phone.question == "How is it with Te i sengen?"
    phone.taps("Good", "No thanks")
    assert phone.session.stage is Stage.RECEIPT and ("mat", "own1", "good") in stands(phone)


def test_what_can_be_picked_is_what_lies_under_a_head() -> None:
    phone = Phone(WHOLE).taps("Go on", "Don't know", "Bad", "No thanks", "It is right")
    assert [written(tile.label or "") for tile in phone.tiles] == ["Cake"]
    phone = Phone(WHOLE).taps("Go on", "Don't know", "Leave it", "No thanks", "It is right")
    assert phone.session.stage is Stage.RECEIPT


def test_the_cards_are_those_of_what_was_chosen_before() -> None:
    phone = Phone(BY_TOPIC, lists=LISTS).taps("Home")
    assert phone.question == "How is it with Bed?"
    phone.taps("Good", "Bad", "It is right").taps("Change", "About", "Food")
    assert phone.question == "How is it with Tea?"
    phone.taps("Good")
    assert stands(phone)[-1] == ("mat", "tea", "good") and len(phone.receipt()) == 2
    assert Phone(BY_TOPIC, lists=LISTS).taps("Skip").session.stage is Stage.RECEIPT


def test_who_may_not_know_what_was_chosen_does_not_see_its_cards() -> None:
    phone = Phone(BY_TOPIC, lists=LISTS, facts={"readers": "Mette"}).taps("Home", "Good", "Bad", "It is right")
    phone.taps("Change", "Some of it is only for me", "About")
    assert path.held(BY_TOPIC, phone.session) == {("topic", ""), ("mat", "bed"), ("mat", "key")}


@pytest.mark.parametrize("profile", PROFILES[::5])
def test_it_can_be_gone_through_in_every_way_of_reading(profile: ReadingProfile) -> None:
    phone = Phone(WHOLE, profile=profile).taps("+", "good", "bad", ">", "~")
    phone.taps("Tea", "bad", "+", "tea", "+")
    assert ("mat", "tea", "bad") in stands(phone)


@pytest.mark.parametrize(
    ("written_so", "told"),
    [
        (f"kind: sort, {TEXT}, {HEADS}", "field 'cards': needs cards of its own"),
        (f"{SORT}, {CARDS}, cards_from: own", "field 'cards': needs cards of its own"),
        (
            f"kind: sort, {TEXT}, heads: [{{id: a, label: A, pictogram: 🙂}}], {CARDS}",
            "'heads': has 1 in it, and needs",
        ),
        (f"{SORT}, {CARDS}, blanks: 3", "field 'blanks'"),
        (f"{SORT}, {CARDS.replace('cake', 'tea')}", "card 'tea', field 'id': two cards are called 'tea'"),
        (f"{SORT.replace('bad', 'good')}, {CARDS}", "head 'good', field 'id': two heads are called 'good'"),
        (
            f"{SORT.replace('label: Good', 'label: Good, score: 1')}, {CARDS}",
            "field 'score': there is no such field here",
        ),
        (f"{SORT.replace(' with {item}', '')}, {CARDS}", "field 'text': does not say which card it asks about"),
        (f"{SORT}, cards_from: before", "its option 'a' is no list; add lists: with a:"),
        (f"{SORT}, cards_from: say", "'say' is no choice with options of its own that comes before"),
    ],
)
def test_what_could_never_be_laid_is_refused(written_so: str, told: str) -> None:
    before = "{id: before, kind: choice, text: A, options: [{id: a, label: A}, {id: b, label: B}]}\n"
    with pytest.raises(DialogError) as refused:
        own_dialog(f"{before}{{id: say, kind: say, text: Say}}\n{{id: mat, {written_so}}}")
    assert told in re.sub(r"\s+", " ", str(refused.value))
