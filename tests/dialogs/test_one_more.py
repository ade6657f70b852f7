"""Things of one's own in an `each`: named beside those of a list, or all there are, and asked about like them."""

from __future__ import annotations

import re

import pytest

from dialogs.engine import path
from dialogs.engine.session import Expired, Item, Media, Outcome, Stage
from dialogs.method.problems import DialogError
from dialogs.profile import ReadingProfile
from tests.transcripts import PROFILES, Phone, own_dialog, written

INNER = (
    "{id: went, kind: choice, text: '{item}: how is it?', name: How,"
    " options: [{id: good, label: Good, score: 2}, {id: bad, label: Bad, score: 1}]},"
    " {id: why, kind: say, text: 'Why {item}?', name: Why, only_if: {step: went, any_of: [bad]}}"
)
LISTED = own_dialog(
    f"{{id: things, kind: each, over: known, one_more: {{most: 2}}, steps: [{INNER}]}}",
    fields="lists: {known: {items: [{id: tea, label: Tea, pictogram: 🍵}]}}",
)
LISTS = {"known": (Item("tea", "Tea", "🍵"),)}
OWN = own_dialog(
    f"{{id: people, kind: each, one_more: {{most: 5, text: Who matters?, name: Person}}, steps: [{INNER}]}}\n"
    "{id: last, kind: rating, scale: amount, text: And in all?, name: In all}"
)
CHOSEN = own_dialog(
    "{id: help, kind: several, text: What?, options: [{id: help, label: Help}, {id: rest, label: Rest}]}\n"
    f"{{id: things, kind: each, over: help, one_more: {{most: 1}}, steps: [{INNER}]}}"
)
MORE = "Is there one more?"


def stands(phone: Phone) -> list[tuple[str, str, str]]:
    """(step, thing, what was chosen or became of it) of all that is kept and stands."""
    return [(a.step, a.item, "".join(a.choices) or a.words or a.outcome) for a in phone.standing() if not a.withdrawn]


def test_after_the_things_of_the_list_one_more_is_asked_for() -> None:
    phone = Phone(LISTED, lists=LISTS).taps("Good")
    assert phone.question == MORE
    assert [b.pictogram for b in phone.buttons] == ["⏭️", "⋯"]
    phone.says("Min kat").taps("Done")
    assert phone.question == "Min kat: how is it?" and phone.card.pictogram == "✍️"
    phone.taps("Bad").says("Den er væk").taps("Done")
    assert phone.question == MORE
    phone.taps("No thanks")
    assert phone.session.stage is Stage.RECEIPT
    assert stands(phone) == [
        ("went", "tea", "good"), ("things_own1", "", "Min kat"), ("went", "things_own1", "bad"),
        ("why", "things_own1", "Den er væk"), ("things_own2", "", Outcome.SKIPPED),
    ]  # fmt: skip
    assert "Min kat · How: Bad" in phone.receipt() or "Min kat: Bad" in phone.receipt()


def test_who_has_no_more_is_asked_for_none_and_there_are_no_more_than_the_file_says() -> None:
    assert Phone(LISTED, lists=LISTS).taps("Good", "No thanks").session.stage is Stage.RECEIPT
    phone = Phone(LISTED, lists=LISTS).taps("Good")
    for word in ("Kat", "Hund"):
        phone.says(word).taps("Done", "Good")
    assert phone.session.stage is Stage.RECEIPT


def test_things_of_ones_own_can_be_all_there_are() -> None:
    phone = Phone(OWN)
    assert phone.question == "Who matters?"
    phone.says("Bo").taps("Done", "Good")
    assert phone.question == MORE
    phone.says(media=Media("photo", "f", "u")).taps("Done")
    assert phone.question == "Person: how is it?" and phone.card.pictogram == "🗣️" and phone.card.photo == "people_own2"
    phone.taps("Good", "No thanks")
    assert phone.question == "And in all?"
    assert Phone(OWN).taps("No thanks").question == "And in all?"


def test_back_leads_to_the_word_and_it_can_be_said_otherwise() -> None:
    phone = Phone(OWN).says("Bo").taps("Done", "Good", "Back", "Back")
    assert phone.question == "Who matters?"
    phone.taps("Done", "Bad").says("Syg").taps("Done")
    assert phone.question == MORE and ("went", "people_own1", "bad") in stands(phone)


def test_a_thing_is_named_or_taken_back_at_the_receipt() -> None:
    phone = Phone(OWN).says("Bo").taps("Done", "Good", "No thanks", "Skip").taps("Change", "Person")
    phone.says("Ida").taps("Done")
    assert phone.question == "Ida: how is it?"
    phone.taps("Bad").says("Savn").taps("Done")
    assert phone.question == MORE
    phone.taps("No thanks")
    assert phone.session.stage is Stage.RECEIPT and ("went", "people_own2", "bad") in stands(phone)
    phone.taps("Change", "Person: Bo", "Skip")
    assert not [one for one in stands(phone) if one[1] == "people_own1"], "what was said of Bo is taken back with him"
    assert ("went", "people_own2", "bad") not in stands(phone), "a thing comes after the one before it"


def test_what_was_left_open_is_gone_on_with() -> None:
    phone = Phone(OWN).says("Bo").taps("Done")
    phone.gets(Expired())
    phone.taps("Answer the rest")
    assert phone.question == "Bo: how is it?"
    phone.taps("Good")
    assert phone.question == MORE
    phone.taps("No thanks", "Skip")
    assert phone.session.stage is Stage.RECEIPT


def test_a_list_may_be_chosen_from_and_an_option_may_be_called_as_its_step() -> None:
    phone = Phone(CHOSEN).taps("Rest", "Done")
    assert phone.question == "Rest: how is it?", "help was not chosen"
    phone.taps("Good").says("Gå tur").taps("Done")
    assert phone.question == "Gå tur: how is it?"
    phone = Phone(CHOSEN).taps("Skip")
    assert phone.question == MORE, "who chooses nothing may still have one of their own"


def test_what_was_asked_of_it_is_held_back_with_the_word() -> None:
    phone = Phone(OWN, facts={"readers": "Mette"}).says("Bo").taps("Done", "Good", "No thanks", "Skip")
    phone.taps("Change", "Some of it is only for me", "Person: Bo")
    assert {("people_own1", ""), ("went", "people_own1")} <= path.held(OWN, phone.session)


@pytest.mark.parametrize("profile", PROFILES[::7])
def test_it_can_be_gone_through_in_every_way_of_reading(profile: ReadingProfile) -> None:
    phone = Phone(LISTED, lists=LISTS, profile=profile).taps("good").says("Kat").taps("+", "good", "-")
    assert phone.session.stage is Stage.RECEIPT
    assert "Kat" in written(phone.card.tiles[1].label or ""), "no picture tells one thing of one's own from another"


@pytest.mark.parametrize(
    ("written_so", "purpose", "told"),
    [
        ("kind: each", "answers", "field 'over': is missing; add over: and the id of an earlier several or a list, or"),
        ("kind: each, one_more: {most: 3}", "answers", "field 'one_more.text': is missing; without over: it asks"),
        ("kind: each, over: l, one_more: {most: 6}", "answers", "field 'one_more.most': is 6, and should be less than"),
        ("kind: each, over: l, one_more: 3", "answers", "field 'one_more': must hold fields"),
        ("kind: each, over: l, one_more: {most: 3}", "form", "field 'one_more': belongs to what keeps answers"),
    ],
)
def test_what_could_never_be_asked_is_refused(written_so: str, purpose: str, told: str) -> None:
    fields = "lists: {l: {items: [{id: a, label: A}]}}"
    with pytest.raises(DialogError) as refused:
        own_dialog(f"{{id: block, {written_so}, steps: [{{id: s, kind: say, text: '{{item}}'}}]}}", purpose,
                   fields=fields)  # fmt: skip
    assert told in re.sub(r"\s+", " ", str(refused.value))


def test_the_id_of_a_block_leaves_room_for_those_of_its_things() -> None:
    with pytest.raises(DialogError, match="has more than 19 signs"):
        own_dialog("{id: a_very_long_name_for_it, kind: each, one_more: {most: 1, text: Who?},"
                   " steps: [{id: s, kind: say, text: '{item}'}]}")  # fmt: skip
