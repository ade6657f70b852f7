"""Own words that can wait for another day: the sitting goes on, and they come later, or are let go."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest

from dialogs.engine.session import Expired, Outcome, Stage
from dialogs.engine.waiting import waits
from dialogs.method.problems import DialogError
from dialogs.profile import ReadingProfile
from tests.transcripts import NOW, PROFILES, Phone, own_dialog

DAY = own_dialog(
    "{id: mood, kind: rating, scale: wellbeing, text: How are you?}\n"
    "{id: film, kind: say, text: Show me your day, name: My day, waits: 7d}\n"
    "{id: last, kind: say, text: Anything else?, name: More}"
)
ALONE = own_dialog("{id: film, kind: say, text: Show me your day, waits: 7d}")


def waited() -> Phone:
    return Phone(DAY).taps("🙂", "Another day", "No thanks")


def test_the_sitting_goes_on_and_the_receipt_says_what_is_waited_for() -> None:
    phone = Phone(DAY).taps("🙂")
    assert [b.pictogram for b in phone.buttons] == ["⏭️", "📆", "⋯"]
    phone.taps("Another day")
    assert phone.question == "Anything else?"
    phone.taps("No thanks")
    assert phone.session.stage is Stage.RECEIPT
    assert "My day: Comes another day" in phone.receipt()
    phone.sees("»My day« waits until 2025-03-21. You find it under »Answer the rest«.", "Answer the rest")
    kept = next(a for a in phone.kept if a.step == "film")
    assert kept.outcome is Outcome.SKIPPED and waits(kept)


def test_own_words_come_another_day() -> None:
    phone = waited()
    phone.now = NOW + timedelta(days=6)
    phone.taps("Answer the rest")
    assert phone.question == "Show me your day"
    phone.says("En tur").taps("Done")
    assert phone.session.stage is Stage.RECEIPT and "My day: Kept" in phone.receipt()
    assert not phone.has("Answer the rest")
    assert [a.words for a in phone.standing() if a.step == "film"] == ["En tur"]


def test_it_may_be_left_once_more_or_not_be_wanted_any_more() -> None:
    phone = waited()
    phone.now = NOW + timedelta(days=1)
    phone.taps("Answer the rest", "Another day")
    assert "My day: Comes another day" in phone.receipt()
    phone.taps("Answer the rest", "Close")
    assert "My day: Comes another day" in phone.receipt()
    phone.taps("Answer the rest", "No thanks")
    assert "My day: Skipped" in phone.receipt() and not phone.has("Answer the rest")
    phone.taps("Change", "My day")
    assert not phone.has("Another day"), "what was said no to does not begin to wait again"


def test_what_was_not_said_in_time_is_skipped() -> None:
    phone = waited()
    phone.gets(Expired())
    assert "My day: Comes another day" in phone.receipt(), "its time is not over"
    phone.now = NOW + timedelta(days=7)
    assert not phone.has("Answer the rest")
    phone.gets(Expired())
    assert "My day: Skipped" in phone.receipt()
    (film,) = [a for a in phone.standing() if a.step == "film"]
    assert film.outcome is Outcome.SKIPPED and not waits(film)
    phone.gets(Expired())
    assert len(phone.kept) == 4, "nothing more is kept of it"


def test_what_was_left_of_another_day_is_not_asked_with_it() -> None:
    phone = Phone(DAY).taps("🙂", "Another day", "Stop")
    phone.now = NOW + timedelta(days=3)
    phone.taps("Answer the rest")
    assert phone.question == "Show me your day"
    phone.says("En tur").taps("Done")
    assert phone.session.stage is Stage.RECEIPT


def test_where_somebody_helps_nothing_is_left_for_another_day() -> None:
    phone = Phone(DAY, provenance="helped").taps("🙂")
    assert not phone.has("Another day")


def test_what_one_has_opened_oneself_has_it_too() -> None:
    phone = Phone(ALONE, opened=True)
    assert [b.pictogram for b in phone.buttons] == ["📆", "✖️"]
    phone.taps("Another day").sees("Answer the rest")
    row = [b.pictogram for b in Phone(DAY, opened=True).taps("🙂").buttons]
    assert row == ["⏭️", "📆", "⋯"], "three under each other's words, the rest behind the dots"


@pytest.mark.parametrize("profile", PROFILES[::7])
def test_it_can_be_gone_through_in_every_way_of_reading(profile: ReadingProfile) -> None:
    phone = Phone(ALONE, profile=profile).taps(";", "@")
    phone.says("En tur").taps("+")
    assert phone.session.stage is Stage.RECEIPT


@pytest.mark.parametrize(
    ("written_so", "purpose", "told"),
    [
        ("kind: say, waits: 1d", "answers", "field 'waits': is too short or too long; write a number of days from 2d"),
        ("kind: say, waits: soon", "answers", "field 'waits': must be a number with m, h or d"),
        ("kind: say, waits: 7d", "form", "field 'waits': is for what the borger answers once"),
        ("kind: rating, scale: amount, waits: 7d", "answers", "field 'waits': there is no such field here"),
    ],
)
def test_what_could_never_wait_is_refused(written_so: str, purpose: str, told: str) -> None:
    with pytest.raises(DialogError) as refused:
        own_dialog(f"{{id: film, {written_so}, text: Show me}}", purpose)
    assert told in re.sub(r"\s+", " ", str(refused.value))
