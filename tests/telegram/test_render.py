"""Cards as messages: every label fits its line, and each profile shows what it should."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from bot.desk.desk import SESSION
from bot.pictures.pictograms import split_pictograms
from bot.pictures.spec import CardPicture
from bot.talking.staff_cards import TALK
from bot.telegram.buttons import Tap, button_data, read_button
from bot.telegram.content import Content, InlineButton
from bot.telegram.render import LINE_FITS, key_pressed, keyboard, laid_out, render, width
from dialogs.engine import engine
from dialogs.engine.buttons import Button
from dialogs.engine.face import card
from dialogs.engine.session import Item
from dialogs.permissions import Role
from dialogs.profile import STEP_COUNTS, Reading, ReadingProfile, ScaleStyle
from locales.texts import LANGUAGES, load_texts
from tests.transcripts import LIBRARY, Phone

NOW = datetime(2026, 11, 23, 15, 0, tzinfo=UTC)
TEXTS = load_texts()


def first_card(dialog: str, profile: ReadingProfile) -> Content:
    people = {name: (Item("1", "Mette"), Item("2", "Jonas")) for name in ("contacts", "pairs", "staff", "borgere")}
    facts = dict.fromkeys(("name", "house", "contacts", "numbers", "about"), "Alma")
    session = engine.start(LIBRARY[dialog], profile=profile, zone="Europe/Copenhagen", facts=facts, lists=people)
    return render(card(LIBRARY[dialog], session, NOW), profile, TEXTS[profile.language], SESSION, 7, session.turn)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("style", ScaleStyle)
@pytest.mark.parametrize("reading", Reading)
def test_every_label_fits_its_line(reading: Reading, style: ScaleStyle, language: str) -> None:
    room = {count: letters for letters, count in LINE_FITS}
    for steps in STEP_COUNTS:
        for dialog in LIBRARY:
            content = first_card(dialog, ReadingProfile(reading, style, steps, language))
            assert content.text or content.drawn
            for line in content.rows:
                assert all(0 < width(b.text) <= max(v for k, v in room.items() if k >= len(line)) for b in line)
                assert all(len(b.data.encode()) <= 64 for b in line)


def test_pictures_alone_bring_no_words_and_text_alone_no_picture() -> None:
    pictures = first_card("trivsel", ReadingProfile(Reading.PICTURES))
    assert pictures.text == "" and pictures.drawn and pictures.drawn.card
    assert not any(tile.label for tile in pictures.drawn.card.tiles)
    assert not any(char.isalpha() for line in pictures.rows for button in line for char in button.text)
    text = first_card("trivsel", ReadingProfile(Reading.TEXT, ScaleStyle.WORDS))
    assert text.drawn is None and "Hvordan har du det i dag?" in text.text
    assert text.rows[0][0].text == "Meget dårligt"


def test_names_are_read_even_by_those_who_read_pictures() -> None:
    content = first_card("borgere", ReadingProfile(Reading.PICTURES))
    assert [button.text for button in content.rows[0]] == ["👤 Mette", "👤 Jonas"]


def test_what_is_said_cannot_become_markup() -> None:
    session = engine.start(
        LIBRARY["welcome"], profile=ReadingProfile(), zone="Europe/Copenhagen", facts={"name": "<b>&", "house": "X"}
    )
    content = render(card(LIBRARY["welcome"], session, NOW), ReadingProfile(), TEXTS["da"], SESSION, 1)
    assert "&lt;b&gt;&amp;" in content.text


def test_content_survives_the_outbox() -> None:
    import json

    content = first_card("trivsel", ReadingProfile())
    assert Content.read(json.dumps(content.payload())) == content


@pytest.mark.parametrize("tap", [Tap(SESSION, 1, 0, "3/5"), Tap(TALK, 2**40, 999, "09:00")])
def test_a_button_says_again_what_it_was_given(tap: Tap) -> None:
    assert read_button(button_data(tap)) == tap


@pytest.mark.parametrize("junk", ["", "1", "1:s1:2", "0:s1:2:x", "1:?1:2:x", "1:s:2:x", "1:sx:2:x", "1:s1:x:x", "::::"])
def test_junk_is_no_button(junk: str) -> None:
    assert read_button(junk) is None


def test_a_button_too_long_is_a_defect() -> None:
    with pytest.raises(ValueError, match="too long"):
        button_data(Tap(SESSION, 1, 0, "x" * 60))


@pytest.mark.parametrize("reading", Reading)
@pytest.mark.parametrize("role", [Role.BORGER, Role.STAFF, Role.LEADER])
def test_every_key_is_known_again_in_every_profile_and_language(role: Role, reading: Reading) -> None:
    texts = tuple(TEXTS.values())
    for language in LANGUAGES:
        keys = [key for row in keyboard(role, TEXTS[language], reading) for key in row]
        opened = [key_pressed(role, key, texts) for key in keys]
        assert None not in opened and len(set(opened)) == len(keys) >= 4
    assert key_pressed(role, "hvad som helst", texts) is None


def test_wide_signs_take_more_room() -> None:
    assert [width(label) for label in ("10", "🙂", "❤️", "👎👎", "✓🙂", "🧑‍🤝‍🧑", "Mad")] == [2, 2, 2, 4, 3, 2, 3]
    thumbs = first_card("trivsel", ReadingProfile(style=ScaleStyle.THUMBS))
    faces = first_card("trivsel", ReadingProfile(style=ScaleStyle.FACES))
    assert len(thumbs.rows[0]) == len(faces.rows[0]) == 5


@pytest.mark.parametrize("reading", [Reading.PICTURES, Reading.BOTH])
def test_a_preview_in_numbers_shows_what_each_was_about(reading: Reading) -> None:
    profile = ReadingProfile(reading, ScaleStyle.NUMBERS, 11)
    phone = Phone("fit", profile=profile, facts={"readers": "Mette"}).taps(*[Button.ON] * 3, *["3/11"] * 8)
    phone.taps("No thanks", "No thanks", "Skip")
    drawn = render(phone.card, profile, TEXTS["da"], SESSION, 1).drawn
    assert drawn and isinstance(picture := drawn.picture, CardPicture)
    assert [(tile.number, len(split_pictograms(tile.pictogram))) for tile in picture.tiles] == [
        ("3", {3: 3, 7: 2}.get(at, 1)) for at in range(8)
    ], "of so many, what was skipped takes no room"
    assert len({tile.pictogram for tile in picture.tiles}) == 8
    assert all(bool(tile.label) == (reading is Reading.BOTH) for tile in picture.tiles)


def test_a_preview_in_words_alone_tells_the_numbers() -> None:
    profile = ReadingProfile(Reading.TEXT, ScaleStyle.NUMBERS, 11)
    phone = Phone("fit", profile=profile, facts={"readers": "Mette"}).taps(
        *[Button.ON] * 3, "3/11", *[Button.DONT_KNOW] * 10
    )
    first, second, *_ = render(phone.card, profile, TEXTS["da"], SESSION, 1).text.splitlines()[2:]
    assert first.endswith(" (3)") and not second.endswith(")")


def test_what_is_no_card_is_laid_out_like_one() -> None:
    row = (InlineButton("🕘 Et andet tidspunkt", "1"), InlineButton("💬 Svar", "2"))
    assert laid_out([row]) == (row[:1], row[1:])
    assert laid_out([row[1:] * 2]) == (row[1:] * 2,)
    talk, wont_say = InlineButton("💬 Snak med nogen", "3"), InlineButton("🤐 Vil ikke svare", "4")
    assert len(laid_out([(talk, row[1])])) == 2
    assert len(laid_out([(row[1], wont_say)])) == 1, "of as many letters, but narrower"


def test_no_way_on_or_out_is_cut_on_a_narrow_phone() -> None:
    """Three in a line have room for about ten letters each; where one needs more, they take two lines."""
    phone = Phone("trivsel", opened=True)
    rows = render(phone.card, ReadingProfile(), TEXTS["da"], SESSION, 1).rows
    assert [[button.text for button in row] for row in rows[1:]] == [["⏭️ Spring over", "⋯"], ["✖️ Luk"]]
    in_pictures = ReadingProfile(Reading.PICTURES)
    pictures = render(Phone("trivsel", profile=in_pictures, opened=True).card, in_pictures, TEXTS["da"], SESSION, 1)
    assert [[button.text for button in row] for row in pictures.rows[1:]] == [["⏭️", "⋯", "🔊"]]
