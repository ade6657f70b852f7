"""What is said of what is written: no signs, and numbers as one says them."""

from __future__ import annotations

import pytest

from bot.telegram.spoken import speech_of
from dialogs.engine.cards import Card, CardButton, CardTile
from dialogs.profile import ReadingProfile, ScaleStyle
from dialogs.text import T, Text
from dialogs.words.aloud import Speech, to_say
from locales.texts import load_texts
from tests.transcripts import Phone

TEXTS = load_texts()
WRITTEN = [
    ("da", "Godt", "Godt."),
    ("da", "Hvordan sov du?", "Hvordan sov du?"),
    ("da", "kl. 16.30", "Klokken 16 30."),
    ("da", "kl. 16.00", "Klokken 16."),
    ("da", "kl. 7 til 22", "Klokken 7 til 22."),
    ("da", "Jeg spørger kl. 9.05: svømning", "Jeg spørger klokken 9 nul 5: svømning."),
    ("da", "• 14.00 Svømning", "Klokken 14, Svømning."),
    ("da", "Tirsdag 24.11", "Tirsdag 24 11."),
    ("da", "Hvem bestemmer? 14.3.2025", "Hvem bestemmer? 14 3 2025."),
    ("da", "mandag den 23. november", "Mandag den 23. november."),
    ("da", "1/5", "1 af 5."),
    ("da", "0-10", "0 til 10."),
    ("da", "1½ time", "Halvanden time."),
    ("da", "2½ time", "2 en halv time."),
    ("da", "½ time", "En halv time."),
    ("da", "3,2", "3,2."),
    ("da", "Ring 12 34 56 78.", "Ring 12, 34, 56, 78."),
    ("da", "Ring 12345678", "Ring 12, 34, 56, 78."),
    ("da", "Ring +45 12 34 56 78", "Ring 12, 34, 56, 78."),
    ("da", "Livslinien 70 201 201", "Livslinien 70, 201, 201."),
    ("da", "Er du i fare? Ring 112.", "Er du i fare? Ring 1 1 2."),
    ("da", "»Jeg vil ud«", "Jeg vil ud."),
    ("da", "Må Mette læse »Min uge«?", "Må Mette læse Min uge?"),
    ("da", "🙂 Søvn: Godt", "Søvn: Godt."),
    ("da", "• Søvn: Godt (3)", "Søvn: Godt (3)."),
    ("da", "Stå op · Godt", "Stå op, Godt."),
    ("da", "Mandag 23.11 – I dag", "Mandag 23 11, I dag."),
    ("da", "— Nu —", "Nu."),
    ("da", "✓ Ja, del det ✓", "Ja, del det."),
    ("da", "🇩🇰 Dansk", "Dansk."),
    ("da", "1️⃣ En", "En."),
    ("da", "➡️●○○", ""),
    ("da", "»🙂«", ""),
    ("da", "…", ""),
    ("da", "–", ""),
    ("da", "Anne-Marie og A\u030age", "Anne-Marie og Åge."),
    ("da", "Læs https://t.me/x?start=1 nu", "Læs nu."),
    ("da", "Et\n\nTo", "Et. To."),
    ("da", "Vask <b> & tør", "Vask b & tør."),
    ("en", "at 16:30", "At 16 30."),
    ("en", "at 16:00", "At 16 o'clock."),
    ("en", "at 9:05", "At 9 oh 5."),
    ("en", "• 14:00 Swimming", "At 14 o'clock, Swimming."),
    ("en", "1/5", "1 of 5."),
    ("en", "0-10", "0 to 10."),
    ("en", "1½ hours", "1 and a half hours."),
]


@pytest.mark.parametrize(("language", "written", "spoken"), WRITTEN)
def test_what_is_written_is_said_so(language: str, written: str, spoken: str) -> None:
    assert to_say([written], language) == spoken


def said(card: Card) -> Speech:
    found = speech_of(card, TEXTS["da"])
    assert found is not None
    return found


def test_the_question_comes_first_and_then_the_answers_in_their_order() -> None:
    row = tuple(CardButton(name, Text(name), "🙂", tile=True) for name in ("Godt", "Mellem", "Dårligt"))
    ways = (CardButton(">", T("Skip"), "⏭️"), CardButton(".", None, "⋯"))
    card = Card(Text("Hvordan sov du?"), "😴", (row, ways), notes=(Text("Tag dig god tid."),))
    assert said(card).words == "Tag dig god tid. Hvordan sov du? Godt. Mellem. Dårligt."


def test_ways_out_are_said_once_they_are_unfolded() -> None:
    phone = Phone("trivsel", opened=True, profile=ReadingProfile(aloud=True))
    folded = said(phone.card).words
    phone.taps(".")
    assert said(phone.card).words == f"{folded} Ved ikke. Vil ikke svare. Luk."


@pytest.mark.parametrize(("steps", "ends"), [(11, "0 til 10."), (3, "1: Dårligt. 2: Okay. 3: Godt.")])
def test_numbers_are_said_with_what_they_mean(steps: int, ends: str) -> None:
    phone = Phone("trivsel", profile=ReadingProfile(style=ScaleStyle.NUMBERS, steps=steps))
    assert said(phone.card).words.endswith(ends)


def test_a_receipt_says_each_answer_and_what_can_be_done_then() -> None:
    tiles = (CardTile("😴🙂", T("{question}: {answer}", question=Text("Søvn"), answer=Text("Godt"))),)
    card = Card(Text("Tak."), "🙂", ((CardButton("~", Text("Ret svar"), "✏️"),),), tiles=tiles)
    assert said(card).words == "Tak. Søvn: Godt. Ret svar."


@pytest.mark.parametrize(
    ("text", "personal"),
    [
        (T("How are you today?"), False),
        (Text("Hvordan sov du?", {"about": "Alma"}), False),  # a value that the text does not use
        (T("{question}: {answer}", question=Text("Søvn"), answer=Text("Godt")), False),
        (T("»{words}«", words="Jeg savner min hund"), True),
        (T("{question}: {answer}", question=Text("Hos"), answer=T("{name}", name="Mette")), True),
        (Text("How does {about} feel?", {"about": "Alma"}), True),
        (Text("x", {"about": "Alma"}, {"da": "Hvordan har {about} det?"}), True),
    ],
)
def test_a_text_with_more_than_the_houses_own_words_is_personal(text: Text, personal: bool) -> None:
    assert said(Card(text, "🙂")).personal is personal


def test_a_card_without_words_cannot_be_heard() -> None:
    assert speech_of(Card(None, "🙂", ((CardButton("ok", None, "👍"),),)), TEXTS["da"]) is None
