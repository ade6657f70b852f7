"""What a time of day makes: a reminder, so often, from a first day to a last."""

from __future__ import annotations

from datetime import date

import pytest

from dialogs.method.library import read_dialog
from dialogs.method.problems import DialogError
from dialogs.method.reminders import repeat_of
from dialogs.time.repeat import EVERY_DAY, Repeat

MONDAY, LAST = date(2026, 11, 23), date(2027, 1, 1)
FILE = """
id: medicine
title: {{da: Min medicin, en: My medicine}}
purpose: {purpose}
topic: life
steps:
  - {{id: first, kind: when, what: date, text: {{da: "Første dag?", en: "First day?"}}, offers: ["+1"]}}
  - {{id: often, kind: choice, text: {{da: "Hvor tit?", en: "How often?"}}, options: [
      {{id: a, value: {value}, label: {{da: A, en: A}}}}, {{id: b, label: {{da: B, en: B}}}}]}}
  - {{id: at, kind: {at}, text: {{da: "Hvornår?", en: "When?"}}, makes: {{reminder: {{{made}}}}}}}
"""
TIME = 'when, what: time, offers: ["10:00"]'
CALLED = "called: {da: Medicin, en: Medicine}"


def test_how_often_it_comes() -> None:
    assert repeat_of("", MONDAY) == Repeat(MONDAY)
    assert repeat_of("1d", MONDAY, LAST) == Repeat(MONDAY, "weeks", days=EVERY_DAY, until=LAST)
    assert repeat_of("3d", MONDAY) == Repeat(MONDAY, "days", 3)
    assert repeat_of("2w", MONDAY) == Repeat(MONDAY, "weeks", 2, (1,))
    assert repeat_of("1m", MONDAY) == Repeat(MONDAY, "months")


@pytest.mark.parametrize(
    ("purpose", "value", "at", "made", "said"),
    [
        ("answers", "1w", TIME, "first: first", "is called nothing"),
        ("answers", "1w", TIME, f"{CALLED}, first: often", "'often' is no earlier date; there are first"),
        ("answers", "often", TIME, f"{CALLED}, every: often", "an option has value: often"),
        ("form", "1w", TIME, CALLED, "is the borger's own"),
        ("answers", "1w", 'when, what: date, offers: ["+1"]', CALLED, "is made by a time of day alone"),
        ("answers", "1w", "say", CALLED, "is made by a time of day alone"),
    ],
)
def test_what_could_never_ring_is_refused(purpose: str, value: str, at: str, made: str, said: str) -> None:
    with pytest.raises(DialogError, match=said):
        read_dialog("medicine.yaml", FILE.format(purpose=purpose, value=value, at=at, made=made))


def test_a_reminder_that_can_ring_is_taken() -> None:
    made = f"{CALLED}, first: first, every: often"
    assert read_dialog("medicine.yaml", FILE.format(purpose="answers", value="1w", at=TIME, made=made)).reminds
