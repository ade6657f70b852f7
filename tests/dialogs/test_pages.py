"""More than five answers: four at a time, with an arrow that says where one is and where something is ticked."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.pictures.spec import CardPicture
from bot.telegram.render import render
from dialogs.engine.buttons import Button
from dialogs.engine.face import by_words
from dialogs.engine.session import Item, Pressed, Said, Session
from dialogs.profile import Reading, ReadingProfile
from locales.texts import load_texts
from tests.transcripts import NOW, Phone, own_dialog, written

DAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]


def options(count: int, kind: str = "choice") -> str:
    listed = ", ".join(f"{{id: o{n}, label: L{n}, pictogram: 🙂}}" for n in range(count))
    return f"{{id: a, kind: {kind}, text: 'A?', name: A, options: [{listed}]}}"


def several(count: int = 10) -> Phone:
    return Phone(own_dialog(options(count, "several")))


def shown(phone: Phone) -> list[str]:
    """The answers of the card, and the marks of its arrow."""
    return [button.pages or written(button.label or "") for button in phone.buttons if button.tile]


def turn(phone: Phone, times: int = 1) -> Phone:
    for _ in range(times):
        phone.gets(Pressed(phone.session.turn, next(b.id for b in phone.buttons if b.pages)))
    return phone


@pytest.mark.parametrize("count", [2, 5])
def test_five_stand_on_one_card(count: int) -> None:
    assert shown(Phone(own_dialog(options(count)))) == [f"L{n}" for n in range(count)]


def test_more_come_four_at_a_time_and_after_the_last_the_first_again() -> None:
    phone = Phone(own_dialog(options(10)))
    assert shown(phone) == ["L0", "L1", "L2", "L3", "●○○"]
    assert shown(turn(phone)) == ["L4", "L5", "L6", "L7", "○●○"]
    assert shown(turn(phone)) == ["L8", "L9", "○○●"]
    assert shown(turn(phone)) == ["L0", "L1", "L2", "L3", "●○○"]
    assert phone.kept == [] and phone.session.turn == 0


def test_a_finger_that_trembles_turns_one_page() -> None:
    phone = Phone(own_dialog(options(10)))
    arrow = next(b.id for b in phone.buttons if b.pages)
    for _ in range(2):
        phone.gets(Pressed(phone.session.turn, arrow))
    assert shown(phone)[0] == "L4"


def test_ticks_stay_while_the_pages_are_turned_and_the_arrow_says_where_they_are() -> None:
    phone = several().taps("L1", "L2")
    assert shown(turn(phone))[-1] == "✓●○"
    phone.taps("L5")
    assert shown(turn(phone))[-1] == "✓✓●"
    phone.taps("L9").taps("Done")
    assert phone.kept[0].choices == ("o1", "o2", "o5", "o9")


def test_a_tick_of_a_page_that_was_turned_meanwhile_counts() -> None:
    phone = turn(several())
    phone.gets(Pressed(phone.session.turn, "o0"))
    assert phone.session.draft == ("o0",) and shown(phone)[0] == "L4"


def test_going_back_opens_the_page_of_the_answer() -> None:
    more = options(7) + "\n{id: b, kind: rating, scale: wellbeing, text: 'B?', name: B}"
    phone = Phone(own_dialog(more)).taps("L6", "Back")
    assert shown(phone) == ["L4", "L5", "L6", "○●"]
    assert [b.id for b in phone.buttons if b.marked] == ["o6"]
    assert shown(turn(phone))[-1] == "●✓"


def test_the_next_question_begins_at_its_first_page() -> None:
    phone = Phone("look_ahead").taps("A trip")
    assert shown(turn(phone).taps("Done")) == [*DAYS[:4], "●○"]


def test_many_pages_have_numbers() -> None:
    people = tuple(Item(f"p{n}", f"Bo {n}") for n in range(43))
    own = own_dialog("{id: a, kind: several, text: 'Who?', name: A, options_from: people}")
    phone = Phone(own, lists={"people": people})
    assert shown(phone)[-1] == "1/11"
    assert shown(turn(phone.taps("Bo 2"), 2))[-1] == "3/11✓"


@pytest.mark.parametrize("page", ["#-1", "#", "#x", "#9999", "#²"])
def test_a_page_that_was_made_up_is_no_page(page: str) -> None:
    phone = several()
    before = phone.session
    phone.gets(Pressed(0, page))
    assert phone.session == before


def test_a_page_that_is_no_more_is_the_last() -> None:
    phone = several()
    phone.gets(Pressed(0, "#99"))
    assert shown(phone) == ["L8", "L9", "○○●"]


def test_a_number_of_a_rating_is_never_on_another_page() -> None:
    assert len(Phone("trivsel", profile=ReadingProfile(steps=5)).tiles) == 5


def test_times_that_are_offered_and_what_was_written_may_mean() -> None:
    offers = [f"{hour}:00" for hour in range(10, 16)]
    own = own_dialog(f"{{id: at, kind: when, what: time, text: 'When?', offers: {offers}}}", purpose="form")
    phone = turn(Phone(own))
    assert [b.id for b in phone.buttons if b.tile and not b.pages] == ["14:00", "15:00"]
    phone.gets(Said("kl 3"))
    assert [b.id for b in phone.buttons if b.tile] == ["03:00", "15:00"], "from the first page again"


def test_every_answer_can_be_written_also_of_another_page() -> None:
    phone = several()
    assert {f"o{n}" for n in range(10)} <= {button.id for button in by_words(phone.dialog, phone.session, NOW)}


def test_what_is_to_be_changed_comes_four_at_a_time() -> None:
    phone = Phone("trivsel").taps("Well", "Badly", "Some", "One person", "Food", "No thanks", "Change")
    assert shown(phone) == ["Mood", "Sleep", "Energy", "Been with", "●○"]
    assert shown(turn(phone)) == ["Something good", "Your words", "○●"]
    phone.taps("Back", "Change")
    assert shown(phone)[0] == "Mood", "from the first again"


@pytest.mark.parametrize("reading", list(Reading))
def test_the_picture_has_what_is_on_the_page_in_the_buttons_order(reading: Reading) -> None:
    phone = turn(Phone(own_dialog(options(10, "several")), profile=ReadingProfile(reading)).taps("L1"))
    content = render(phone.card, phone.session.profile, load_texts()["da"], "s", 1)
    assert "➡️✓●○" in [button.text for row in content.rows for button in row]
    if reading is Reading.TEXT:
        assert content.drawn is None
    else:
        assert content.drawn and isinstance(picture := content.drawn.picture, CardPicture)
        words = ["L4", "L5", "L6", "L7"] if reading is Reading.BOTH else [""] * 4
        assert [tile.label for tile in picture.tiles] == [*words, ""]
        assert picture.tiles[-1].pages == "✓●○"


def test_a_session_that_was_stored_before_is_at_the_first_page() -> None:
    phone = several()
    body = json.loads(phone.session.to_json())
    del body["page"]
    phone.session = Session.from_json(json.dumps(body))
    assert shown(phone)[0] == "L0"


@given(st.integers(2, 43), st.lists(st.integers(0, 50), max_size=12))
def test_whatever_is_tapped_every_answer_can_be_come_to_and_ticks_are_kept(count: int, taps: list[int]) -> None:
    phone, ticked = several(count), set[str]()
    for tap in taps:
        button = phone.buttons[tap % len(phone.buttons)]
        if button.id in (Button.STOP, Button.SKIP, Button.DONT_KNOW, Button.WONT_SAY, Button.ON):
            continue
        ticked ^= {button.id} if button.tile and not button.pages else set()
        phone.gets(Pressed(phone.session.turn, button.id))
        assert {b.id for b in phone.tiles if b.marked} == ticked == set(phone.session.draft)
    assert [b.id for b in phone.tiles] == [f"o{n}" for n in range(count)]
