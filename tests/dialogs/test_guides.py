"""Guides: what a file may say, and how somebody comes through one."""

from __future__ import annotations

from datetime import timedelta

import pytest

from dialogs.guides import Progress, after, spent
from dialogs.method.guides import GUIDE, MOST_WORDS
from dialogs.method.library import read_dialog
from dialogs.method.model import Dialog
from dialogs.method.problems import DialogError
from locales.texts import load_texts
from tests.transcripts import LIBRARY

SHIPPED = [dialog for dialog in LIBRARY.values() if dialog.purpose == GUIDE]
SMALL = """\
id: tea
title: {da: Te}
purpose: guide
steps: [{id: water, kind: info, text: {da: Kog vand.}}]
"""


@pytest.mark.parametrize("guide", SHIPPED, ids=lambda guide: guide.id)
def test_the_shipped_ones_have_short_lines_and_a_picture_for_each(guide: Dialog) -> None:
    lines = [step.text.plain() for step in guide.plain_steps]
    assert 8 <= len(lines) <= 12 and guide.minutes
    for texts in load_texts().values():
        assert [said for line in lines if len((said := texts.say(line)).split()) > MOST_WORDS] == []
    signs = [each.pictogram for each in (*guide.plain_steps, *guide.bring)]
    assert all(signs) and len(set(signs[: len(lines)])) == len(lines), "no two steps look alike"


@pytest.mark.parametrize(
    ("field", "said"),
    [
        ("topic: goals", "topic': has no place in a guide"),
        ("about: activity", "about': has no place in a guide"),
        ("nudge_after: 1h", "nudge_after': has no place in a guide"),
    ],
)
def test_what_belongs_to_something_asked_is_refused(field: str, said: str) -> None:
    with pytest.raises(DialogError, match=said):
        read_dialog("tea.yaml", f"{SMALL}{field}\n")


def test_a_question_in_a_guide_and_a_guides_field_elsewhere_are_refused() -> None:
    asks = SMALL.replace("kind: info", "kind: say")
    with pytest.raises(DialogError, match="asks something, and a guide does not"):
        read_dialog("tea.yaml", asks)
    with pytest.raises(DialogError, match=r"minutes.*belongs to a guide"):
        read_dialog("tea.yaml", SMALL.replace("guide", "form").replace("title", "minutes: 5\ntitle"))


def test_each_button_leads_to_one_card_and_others_to_none() -> None:
    begun = Progress()
    second = after(begun, "done", 2)
    assert second == Progress(1, "going", 1) and after(second, "done", 2) == Progress(2, "done", 2)
    assert after(second, "back", 2) == Progress(0, "going", 2) and after(begun, "back", 2) is None
    paused = after(second, "pause", 2)
    assert paused and after(paused, "done", 2) is None and after(paused, "on", 2) == Progress(1, "going", 3)
    stopped = after(paused, "stop", 2)
    assert stopped and after(stopped, "on", 2) == Progress(1, "going", 4)
    assert after(Progress(2, "done", 2), "on", 2) is None


def test_a_long_break_does_not_count_and_a_short_one_does() -> None:
    minutes = timedelta(minutes=1)
    assert spent(5 * minutes, 60 * minutes) == 5 * minutes
    assert spent(5 * minutes, 61 * minutes) == 66 * minutes
