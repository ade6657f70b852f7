"""A block repeated for what was chosen before, steps that may be left out, and a photo given to a setting."""

from __future__ import annotations

import pytest

from dialogs.engine.buttons import Button
from dialogs.engine.session import End, Item, Media, Outcome, Outdated, Pressed
from dialogs.method.problems import DialogError
from dialogs.profile import Reading, ReadingProfile
from tests.transcripts import PEOPLE, Phone, own_dialog

PHOTO = Media("photo", "file-2", "unique-2")

WISHES = """
{id: what, kind: several, text: 'What would you like?', name: Wishes, options: [
    {id: swim, label: Swimming, pictogram: "🏊"}, {id: bake, label: Baking, pictogram: "🧁"},
    {id: walk, label: A walk, pictogram: "🚶"}]}
{id: wishes, kind: each, over: what, steps: [
    {id: day, kind: choice, text: '{item}: which day?', options: [{id: mon, label: Monday}, {id: tue, label: Tuesday}]},
    {id: at, kind: when, what: time, text: 'At what time, {item}?', offers: ["10:00"],
        only_if: {step: day, any_of: [tue]}}]}
{id: end, kind: choice, text: 'All right?', name: End, options: [{id: yes_, label: "Yes"}, {id: no_, label: "No"}]}
"""


def wisher() -> Phone:
    return Phone(own_dialog(WISHES))


# A block for every option chosen


def test_each_option_chosen_is_asked_about_with_its_own_name_and_pictogram() -> None:
    phone = wisher().taps("Swimming", "A walk", "Done").sees("Swimming: which day?")
    assert phone.card.pictogram == "🏊" and phone.card.essential
    phone.taps("Tuesday").sees("At what time, Swimming?").taps("10:00").sees("A walk: which day?").taps("Monday")
    phone.sees("All right?").taps("Yes")
    assert phone.receipt() == [
        "Wishes: Swimming, A walk",
        "Swimming: Tuesday",
        "Swimming: 10:00:00",
        "A walk: Monday",
        "End: Yes",
    ]
    assert [(a.step, a.item) for a in phone.kept] == [
        ("what", ""), ("day", "swim"), ("at", "swim"), ("day", "walk"), ("end", ""),
    ]  # fmt: skip


def test_own_words_after_another_question_about_a_thing_have_their_own_name_on_the_receipt() -> None:
    phone = Phone(own_dialog(WISHES.replace("text: '{item}: which day?'", "text: '{item}: which day?', name: Day")
                             .replace("text: 'At what time, {item}?'", "text: 'At what time, {item}?', name: Time")
                             .replace("{id: at, kind: when", "{id: who, kind: say, text: With whom?, name: With},"
                                                             "\n    {id: at, kind: when")))  # fmt: skip
    phone.taps("Swimming", "Done", "Tuesday").says("Mette").taps("Done", "10:00", "Yes")
    assert phone.receipt()[1:4] == ["Swimming: Tuesday", "Swimming · With: Kept", "Swimming: 10:00:00"]


@pytest.mark.parametrize("way", ["Skip", "Don't know", "Won't say"])
def test_nothing_chosen_is_asked_about_nothing(way: str) -> None:
    assert wisher().taps(way).sees("All right?").taps("Yes").receipt()[1:] == ["End: Yes"]


def test_there_are_no_dots_where_an_answer_brings_more_questions() -> None:
    phone = wisher()
    assert (phone.card.done, phone.card.total) == (0, 0)
    phone.taps("Swimming", "Baking", "Done")
    assert (phone.card.done, phone.card.total) == (0, 0)


def test_a_thing_with_all_that_is_asked_about_it_is_one_dot() -> None:
    happened = (Item("a1", "Gåtur"), Item("a2", "Svømning"))
    phone, dots = Phone("look_back", lists={"today": happened}), []
    for answer in ("Yes", "Well", "Yes, with help", "Well"):
        dots.append((phone.card.done, phone.card.total))
        phone.taps(answer)
    assert dots == [(1, 2), (1, 2), (2, 2), (2, 2)]


def test_going_back_to_choose_otherwise_takes_back_what_is_no_longer_chosen_and_keeps_the_rest() -> None:
    phone = wisher().taps("Swimming", "Baking", "Done", "Monday", "Monday", "Back", "Back", "Back")
    phone.sees("What would you like?").taps("Swimming", "A walk", "Done").sees("Baking: which day?")
    assert [b.id for b in phone.tiles if b.marked] == ["mon"]
    phone.taps("Tuesday", "10:00", "Monday", "Yes")
    assert phone.receipt()[1:] == ["Baking: Tuesday", "Baking: 10:00:00", "A walk: Monday", "End: Yes"]
    assert {a.item for a in phone.standing() if a.outcome is Outcome.ANSWERED} == {"", "bake", "walk"}


def test_one_more_at_the_receipt_is_asked_about_and_one_less_is_taken_back() -> None:
    phone = wisher().taps("Swimming", "Done", "Monday", "Yes").taps("Change", "Wishes", "Baking", "Done")
    phone.sees("Baking: which day?").taps("Monday")
    assert phone.receipt() == ["Wishes: Swimming, Baking", "Swimming: Monday", "Baking: Monday", "End: Yes"]
    phone.taps("Change", "Wishes", "Swimming", "Done")
    assert phone.receipt() == ["Wishes: Baking", "Baking: Monday", "End: Yes"]
    phone.taps("Change", "Wishes", "Swimming", "Done").sees("Swimming: which day?")
    assert not any(b.marked for b in phone.tiles), "chosen anew, it starts afresh"


def test_the_list_may_itself_be_people() -> None:
    own = own_dialog("""
{id: who, kind: several, text: 'Who?', options_from: people}
{id: each_one, kind: each, over: who, steps: [{id: how, kind: rating, scale: wellbeing, text: 'How is {item}?'}]}
""")
    phone = Phone(own, lists={"people": PEOPLE}).taps("Lis", "Mette", "Done").sees("How is Mette?").taps("Well")
    assert phone.sees("How is Lis?").taps("Okay").receipt()[1:] == ["Mette: Well", "Lis: Okay"]


def test_a_house_reads_the_items_in_the_languages_of_its_file() -> None:
    own = own_dialog(WISHES.replace("label: Baking", "label: {da: Bage, en: Baking}"))
    question = Phone(own).taps("bake", "Done").card.question
    assert question is not None
    item = question.values["item"]
    assert getattr(item, "languages", None) == {"da": "Bage", "en": "Baking"}


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (("over: what", "over: end"), "step 'wishes', field 'over': 'end' is no several that comes before"),
        (("over: what", "over: day"), "step 'wishes', field 'over': 'day' is no several that comes before"),
        (("kind: several", "kind: choice"), "step 'wishes', field 'over': 'what' is no several that comes before"),
    ],
)
def test_a_block_is_over_an_earlier_several_or_a_list(change: tuple[str, str], told: str) -> None:
    with pytest.raises(DialogError) as error:
        own_dialog(WISHES.replace(*change))
    assert told in str(error.value)


# Steps that may be left out


PLAN = """
{id: title, kind: say, text: 'What?', media: false}
{id: place, kind: say, text: 'Where?', media: false, optional: true}
{id: at, kind: when, what: time, text: 'When?', offers: ["10:00"], optional: true}
{id: kind, kind: choice, text: 'Which?', optional: true, options: [{id: x, label: X}, {id: y, label: Y}]}
{id: who, kind: several, text: 'Who?', optional: true, options: [{id: m, label: M}, {id: n, label: N}]}
{id: photo, kind: say, text: 'A photo of it?', optional: true}
"""


def planner(reading: Reading = Reading.TEXT) -> Phone:
    return Phone(own_dialog(PLAN, purpose="form"), profile=ReadingProfile(reading))


def test_only_what_is_optional_can_be_skipped_in_a_setting() -> None:
    phone = planner()
    phone.gets(Pressed(0, Button.SKIP))
    assert Outdated() in phone.effects and phone.choices() == ["Close"]
    phone.says("Svømning").sees("Where?")
    assert phone.choices() == ["Skip", "Back", "Close"]
    for way in (Button.DONT_KNOW, Button.WONT_SAY):
        phone.gets(Pressed(phone.session.turn, way))
        assert Outdated() in phone.effects
    phone.taps("Skip", "Skip", "Skip", "Skip", "Skip")
    assert phone.finished().end is End.DONE
    assert [(g.step, g.outcome) for g in phone.finished().results] == [
        ("title", Outcome.ANSWERED),
        *((step, Outcome.SKIPPED) for step in ("place", "at", "kind", "who", "photo")),
    ]


def test_what_was_given_can_be_skipped_after_all() -> None:
    phone = planner().says("Svømning").says("Hallen").taps("Back").sees("Where?", "Done", "Close").taps("Skip")
    place = phone.session.answer("place")
    assert place is not None and (place.outcome, place.words) == (Outcome.SKIPPED, "")


@pytest.mark.parametrize("purpose", ["answers", "menu"])
def test_optional_is_for_settings(purpose: str) -> None:
    with pytest.raises(DialogError, match=r"own\.yaml:\d+: step 'place', field 'optional': belongs to a form"):
        own_dialog(PLAN, purpose=purpose)


# A photo


@pytest.mark.parametrize("reading", list(Reading))
def test_a_setting_takes_one_photo_and_goes_on(reading: Reading) -> None:
    phone = planner(reading).says("Svømning").taps("Skip", "Skip", "Skip", "Skip").sees("A photo of it?")
    assert phone.card.tiles == () and phone.card.lines == (), "the question says what is wanted"
    phone.says("Hallen", media=PHOTO)
    given = phone.finished().results[-1]
    assert (given.media, given.words) == (PHOTO, "Hallen") and phone.kept == []


def test_where_answers_are_kept_each_photo_is_kept_with_its_own() -> None:
    phone = Phone("wish").says("Ud at sejle", media=PHOTO).taps("Done")
    assert phone.kept[0].media == PHOTO and phone.finished().results[0].media is None
