"""The kinds of step: lists, ticks, times and dates, settings and menus."""

from __future__ import annotations

from datetime import timedelta

import pytest

from dialogs.engine.buttons import Button
from dialogs.engine.session import End, Item, Media, Open, Outcome, Outdated, Pressed, Show, Stage
from dialogs.method.model import Dialog
from dialogs.method.steps import Choice, Each
from dialogs.profile import ReadingProfile, ScaleStyle
from tests.transcripts import LIBRARY, PEOPLE, Phone, facts, own_dialog, written

# Lists


@pytest.mark.parametrize("count", [0, 1, 3])
def test_welcome_asks_about_each_contact_person(count: int) -> None:
    phone = Phone("welcome", facts=facts(LIBRARY["welcome"]), lists={"contacts": PEOPLE[:count], "trusted": PEOPLE})
    phone.sees("Hi Solhuset. I am an app from Solhuset. No person sits here and answers.")
    while "Go on" in phone.choices():
        phone.taps("Go on")
    phone.sees("Would you like to know more?").taps("No, go on")
    for person in PEOPLE[:count]:
        phone.sees(f"What may {person.label} read?").taps("How I am")
    phone.sees("Would you like to join?").taps("Yes please")
    phone.sees("Thank you, Solhuset. You have joined.")
    assert phone.card.essential
    results = [(g.step, g.item, g.choices) for g in phone.finished().results]
    shares = [("read", p.id, ("trivsel",)) for p in PEOPLE[:count]]
    assert results == [("more", "", ("go_on",)), *shares, ("consent", "", ("yes_",))]
    assert phone.kept == []


MAY = '{id: may, kind: choice, text: "May {item}?", options: [{id: yes_, label: "Yes"}, {id: no_, label: "No"}]}'
PAIRS = f"{{id: pairs, kind: each, over: pairs, steps: [{MAY}]}}"


@pytest.mark.parametrize("count", [0, 1, 3])
def test_a_form_asks_for_each_entry_of_its_list_and_closes_at_once_without_any(count: int) -> None:
    phone = Phone(own_dialog(PAIRS, purpose="form"), lists={"pairs": PEOPLE[:count]})
    if count == 0:
        assert phone.session.stage is Stage.CLOSED
        phone.sees("Closed.")
        return
    for person in PEOPLE[:count]:
        assert phone.question == f"May {person.label}?" and phone.card.essential
        phone.taps("No")
    assert [(g.item, g.choices) for g in phone.finished().results] == [(p.id, ("no_",)) for p in PEOPLE[:count]]
    assert (phone.finished().end, phone.session.stage) == (End.DONE, Stage.CLOSED)


def test_what_stands_already_is_ticked_and_asked_about_all_the_same() -> None:
    ticked = {"what": ("some",), "topics": ("p1",)}
    phone = Phone("sharing_of", facts={"reader": "Mette"}, lists={"topics": PEOPLE}, ticked=ticked)
    assert [button.id for row in phone.card.buttons for button in row if button.marked] == ["some"]
    phone.taps("Some of it")
    assert [button.id for row in phone.card.buttons for button in row if button.marked] == [PEOPLE[0].id]
    phone.taps(PEOPLE[0].label, PEOPLE[1].label, "Done")
    results = [(given.step, given.choices) for given in phone.finished().results]
    assert results == [("what", ("some",)), ("topics", (PEOPLE[1].id,))]


def test_an_item_shows_its_own_pictogram_and_names_its_answer() -> None:
    each = Each.model_validate(
        {
            "kind": "each",
            "id": "people",
            "over": "people",
            "steps": [{"kind": "rating", "id": "how", "text": "How is {item}?", "scale": "wellbeing", "name": "How"}],
        }
    )
    body = own_dialog("{id: a, kind: info, text: A}").model_dump() | {"steps": (each.model_dump(),)}
    phone = Phone(Dialog.model_validate(body), lists={"people": PEOPLE})
    phone.taps("Well", "Badly").sees("How is Lis?")
    assert phone.card.pictogram == "🦊"
    phone.taps("Okay")
    assert phone.receipt() == ["Mette: Well", "Jonas: Badly", "Lis: Okay"]
    phone.taps("Change").sees("Mette", "Jonas", "Lis").taps("Jonas").sees("How is Jonas?").taps("Well")
    assert phone.receipt()[1] == "Jonas: Well" and phone.kept[-1].corrects == 2


def test_a_list_of_choices_is_named_on_the_receipt_and_left_out_when_empty() -> None:
    own = own_dialog(
        "{id: who, kind: choice, text: 'Who?', name: Who, options_from: people}\n{id: b, kind: info, text: End}"
    )
    phone = Phone(own, lists={"people": PEOPLE}).taps("Jonas", "Go on")
    assert phone.receipt() == ["Who: Jonas"] and phone.card.tiles[0].essential
    Phone(own, lists={"people": ()}).sees("End")
    Phone(own).sees("End")


# Several


def test_days_are_ticked_and_unticked_and_sent_in_the_weeks_order() -> None:
    offers = {"rhythms": (Item("w1", "Every week"),), "windows": (Item("h4", "4 hours"),)}
    phone = Phone("method", lists=offers).taps("Yes", "Yes, at fixed times", "Every week").sees("Which days?")
    assert "Done" not in phone.choices()
    phone.taps("Friday", "Monday", "Sunday", "Friday")
    assert [b.id for b in phone.tiles if b.marked] == ["mon", "sun"]
    phone.taps("Done").sees("What time is good?").taps("Back")
    assert [b.id for b in phone.tiles if b.marked] == ["mon", "sun"]
    phone.taps("Done", "16:00", "4 hours")
    assert [g.choices for g in phone.finished().results][3:5] == [("mon", "sun"), ("16:00",)]


SEVERAL = (
    "{id: a, kind: several, text: 'A?', name: A, options: [{id: x, label: X}, {id: y, label: Y}, {id: z, label: Z}]}"
)


def test_nothing_ticked_is_no_answer_but_can_be_skipped() -> None:
    phone = Phone(own_dialog(SEVERAL))
    phone.gets(Pressed(0, Button.ON))
    assert Outdated() in phone.effects and phone.kept == []
    phone.taps("X", "X", "Skip")
    assert phone.kept[0].outcome is Outcome.SKIPPED


def test_ticks_are_there_again_when_they_are_corrected() -> None:
    phone = Phone(own_dialog(SEVERAL)).taps("Z", "X", "Done")
    assert phone.receipt() == ["A: X, Z"]
    phone.taps("Change", "A")
    assert [b.id for b in phone.tiles if b.marked] == ["x", "z"]
    phone.taps("Y", "Z", "Done")
    assert phone.receipt() == ["A: X, Y"] and phone.kept[-1].corrects == 1


# Times and dates


def test_a_time_is_tapped_or_written() -> None:
    days = {"weekdays": (Item("mon", "Mandag"),)}
    Phone("my_time", lists=days).taps("14:00").sees("Which days?")
    phone = Phone("my_time", lists=days).says("snart").sees("Please write a time, such as 9.30.", "What time is good?")
    assert phone.effects == (Show(fresh=True),)
    phone.says("kl. 9.30").sees("Which days?")
    assert phone.got(Show) == [Show(fresh=True)], "the card follows what was written to the end of the chat"
    assert phone.session.given[0].choices == ("09:30",)


def test_a_date_is_tapped_or_written() -> None:
    tapped = Phone("pause").taps("From questions").sees("When shall I ask again?").taps("2025-03-17")
    assert tapped.finished().results[-1].choices == ("2025-03-17",)
    typed = Phone("pause").taps("From questions").says("31.2")
    typed.sees("Please write a day, such as 24.12.").says("1. april")
    assert typed.finished().results[-1].choices == ("2025-04-01",)


def test_an_offered_date_is_the_one_that_was_shown_even_after_midnight() -> None:
    phone = Phone("pause").taps("From questions")
    shown = phone.tiles[1]
    phone.now += timedelta(hours=20)
    phone.gets(Pressed(phone.session.turn, shown.id))
    assert shown.id == "2025-03-17" and phone.finished().results[-1].choices == ("2025-03-17",)


def test_what_is_to_be_again_is_not_so_today() -> None:
    """Tomorrow's button, tapped after midnight, is today's: a break until then would be none."""
    phone = Phone("pause").taps("From questions").says("i dag")
    phone.sees("That is today. Please write a later day, such as tomorrow.")
    shown = phone.tiles[0]
    phone.now += timedelta(hours=20)
    phone.gets(Pressed(phone.session.turn, shown.id))
    assert shown.id == "2025-03-15" and Outdated() in phone.effects and phone.tiles[0].id == "2025-03-16"


def test_words_too_long_for_the_question_are_asked_for_again() -> None:
    own = own_dialog("{id: a, kind: say, text: Name, longest: 5}")
    phone = Phone(own).says("Marie-Louise").sees("That was too long. Please write less.", "Name")
    assert phone.kept == [] and phone.says("Marie").kept[0].words == "Marie"


def test_a_picture_is_no_date() -> None:
    phone = Phone("pause").taps("From questions").says(media=Media("photo", "f", "u"))
    phone.sees("Please write a day, such as 24.12.")


def test_a_name_written_again_in_a_setting_replaces_the_first() -> None:
    own = own_dialog(
        "{id: a, kind: say, text: 'Name?'}\n"
        "{id: b, kind: choice, text: 'B?', options: [{id: x, label: X}, {id: y, label: Y}]}",
        purpose="form",
    )
    phone = Phone(own).says("Anna").taps("Back").says("Bente").taps("X")
    assert [g.words for g in phone.finished().results] == ["Bente", ""] and phone.kept == []


# Settings and menus


@pytest.mark.parametrize("way", [Button.SKIP, Button.DONT_KNOW, Button.WONT_SAY])
def test_a_setting_has_no_way_of_not_answering(way: Button) -> None:
    phone = Phone("pause")
    phone.gets(Pressed(0, way))
    assert Outdated() in phone.effects and phone.question == "Would you like a break?"


def test_a_setting_can_be_closed_at_any_question() -> None:
    phone = Phone("pause").taps("From questions", "Close").sees("Closed.")
    assert phone.finished().end is End.STOPPED and phone.kept == []


@pytest.mark.parametrize("menu", [d.id for d in LIBRARY.values() if d.purpose == "menu"])
def test_a_menu_opens_what_was_tapped(menu: str) -> None:
    for place, button in enumerate(Phone(menu).tiles):
        phone = Phone(menu).taps(button.id)
        (step,) = LIBRARY[menu].steps
        assert isinstance(step, Choice)
        assert [opened.target for opened in phone.got(Open)] == [step.options[place].opens]
        assert phone.session.stage is Stage.CLOSED and phone.finished().end is End.DONE


# Scales of a file's own

OWN_SCALE = (
    "{id: noise, kind: rating, text: 'How loud?', name: Noise, scale: [{label: Unbearable, pictogram: 📢},"
    " {label: Loud, pictogram: 🔊}, {label: Middling, pictogram: 🔉}, {label: Low, pictogram: 🔈},"
    " {label: Still, pictogram: 🔇}]}"
)


@pytest.mark.parametrize(
    ("style", "steps", "tap", "score", "told"),
    [
        (ScaleStyle.FACES, 5, "🔈", 7.5, "Noise: Low"),
        (ScaleStyle.WORDS, 3, "Middling", 5.0, "Noise: Middling"),
        (ScaleStyle.NUMBERS, 11, "10", 10.0, "Noise: Still"),
    ],
)
def test_a_file_may_have_a_scale_of_its_own(style: ScaleStyle, steps: int, tap: str, score: float, told: str) -> None:
    phone = Phone(own_dialog(OWN_SCALE), profile=ReadingProfile(style=style, steps=steps)).taps(tap)
    assert phone.kept[0].score == score and phone.receipt()[0].startswith(told)


def test_staff_with_their_own_view_are_asked_in_words_of_their_own() -> None:
    slept = own_dialog(
        "{id: a, kind: rating, scale: wellbeing, text: 'How did you sleep?', to_staff: 'How did {about} sleep?'}"
    )
    assert Phone(slept).question == "How did you sleep?"
    assert Phone(slept, provenance="helped").question == "How did you sleep?"
    assert Phone(slept, provenance="observed", facts={"about": "Alma"}).question == "How did Alma sleep?"


def test_staff_are_not_asked_for_the_yes_that_is_the_borgers() -> None:
    alone = own_dialog("{id: a, kind: rating, scale: wellbeing, text: 'How?'}", fields="shares: false")
    phone = Phone(alone, provenance="observed", facts={"readers": "Mette"}).taps("Well")
    assert phone.choices() == ["Change", "Done"] and "Mette may read it." in [
        written(line) for line in phone.card.lines
    ]
