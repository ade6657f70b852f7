"""Own words: in parts, taken back, and where they were not asked for."""

from __future__ import annotations

import pytest

from dialogs.engine.buttons import Button
from dialogs.engine.receipt import in_words
from dialogs.engine.session import Media, Outcome, Pressed, Record, Said, Show, Unexpected
from dialogs.summary import Fact, summary_lines
from dialogs.text import T
from tests.transcripts import NOW, Phone, written

VOICE = Media("voice", "file-1", "unique-1", seconds=7)
PHOTO = Media("photo", "file-2", "unique-2")


def borger() -> Phone:
    return Phone("trivsel", facts={"readers": "Mette"})


def through() -> Phone:
    """A borger who has answered everything and stands at the receipt."""
    return borger().taps("Well", "Badly", "Some", "One person", "Food", "No thanks")


# Own words


def test_own_words_in_parts_by_text_voice_and_photo() -> None:
    phone = borger().taps("Well", "Badly", "Some", "Nobody", "Food")
    phone.says("Jeg har bagt", message_id=11).sees("I have kept it. You may send more.", "Done")
    assert phone.effects[-1] == Show(fresh=True)
    phone.gets(Pressed(phone.session.turn, Button.UNFOLD))
    assert phone.choices() == ["Done", "", "Back", "Stop"], "what is kept stays"
    phone.says(media=VOICE, message_id=12).says("Kagen", media=PHOTO, message_id=13).taps("Done")
    assert [(a.words, a.media, a.message_id, a.corrects) for a in phone.kept[5:]] == [
        ("Jeg har bagt", None, 11, None),
        ("", VOICE, 12, None),
        ("Kagen", PHOTO, 13, None),
    ]
    assert phone.receipt()[-1] == "Your words: Kept"
    assert phone.finished().results[-1].words == "Jeg har bagt\nKagen"


def test_going_back_from_own_words_and_forward_again_keeps_them() -> None:
    phone = borger().taps("Well", "Badly", "Some", "Nobody", "Food").says("Et").taps("Back", "People")
    phone.sees("Would you like to say more?", "Done").says("To").taps("Done")
    assert [a.words for a in phone.standing() if a.step == "words"] == ["Et", "To"]


def test_words_after_a_skip_replace_the_skip() -> None:
    phone = through().taps("Change", "Your words").sees("No thanks", "Close")
    assert "Done" not in phone.choices()
    phone.says("Alligevel").taps("Done")
    assert [(a.outcome, a.words, a.corrects) for a in phone.kept[5:]] == [
        (Outcome.SKIPPED, "", None),
        (Outcome.ANSWERED, "Alligevel", 6),
    ]


def test_own_words_can_be_added_to_taken_back_and_said_anew() -> None:
    phone = borger().taps("Well", "Badly", "Some", "Nobody", "Food").says("Et").says("To").taps("Done")
    phone.taps("Change", "Your words").says("Tre").taps("Done")
    assert [a.words for a in phone.standing()][5:] == ["Et", "To", "Tre"]
    phone.taps("Change", "Your words", "Won't say")
    assert phone.receipt()[-1] == "Your words: Won't say"
    assert not any(a.words for a in phone.standing())
    phone.taps("Change", "Your words").says("Fire").says("Fem").taps("Done")
    assert [a.words for a in phone.standing() if a.outcome is Outcome.ANSWERED][5:] == ["Fire", "Fem"]


def test_a_summary_names_words_taken_back_once_and_not_at_all_when_they_were_said_anew() -> None:
    def lines(phone: Phone) -> list[str]:
        step = phone.dialog.step("words")
        facts = [
            Fact(1, NOW, a.step, T(a.step), a.outcome, in_words(step, a.outcome, a.choices), quote=a.words)
            for a in phone.standing()
            if a.step == "words"
        ]
        return [written(line.text) for line in summary_lines(facts)][1:]

    phone = borger().taps("Well", "Badly", "Some", "Nobody", "Food").says("Et").says("To").taps("Done")
    assert lines(phone) == ["words: »Et«", "words: »To«"]
    phone.taps("Change", "Your words", "Don't know")
    assert lines(phone) == ["Not answered: words (Don't know)"]
    phone.taps("Change", "Your words").says("Tre").taps("Done")
    assert lines(phone) == ["words: »Tre«"]


@pytest.mark.parametrize("media", [None, VOICE, PHOTO])
def test_words_where_a_button_was_asked_for_are_handed_on(media: Media | None) -> None:
    for phone in (borger(), borger().pauses(), through(), through().taps("Change"), borger().taps("Stop")):
        before = phone.session
        phone.says("Jeg vil hjem", media=media, message_id=5)
        assert phone.session == before and phone.got(Record) == []
        assert phone.effects == (Unexpected(Said("Jeg vil hjem", media, 5)),)


def test_an_empty_message_is_no_answer() -> None:
    phone = borger().taps("Well", "Badly", "Some", "Nobody", "Food").says("  ")
    assert phone.got(Unexpected) and len(phone.kept) == 5
