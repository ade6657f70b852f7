"""How what stood in the day went, as a borger is asked it, in every reading profile. No answer is a wrong one."""

from __future__ import annotations

import pytest

from dialogs.engine.session import End, Item, Stage
from dialogs.method.steps import Choice
from dialogs.profile import ReadingProfile
from tests.transcripts import PROFILES, Phone

SWIM = Item("a7_20250314", "Svømning", "🏊")
WALK = Item("a9_20250314", "Gåtur", "🚶")


def borger(*today: Item, profile: ReadingProfile | None = None) -> Phone:
    return Phone("look_back", profile=profile, facts={"readers": "Mette"}, lists={"today": today})


@pytest.mark.parametrize("profile", PROFILES, ids=lambda p: f"{p.reading}-{p.style}-{p.steps}")
def test_each_thing_of_the_day_in_every_profile(profile: ReadingProfile) -> None:
    phone = borger(SWIM, WALK, profile=profile)
    for item in (SWIM, WALK):
        assert phone.question == f"{item.label}: did it happen?" and phone.card.essential
        assert phone.card.pictogram == item.pictogram
        assert [tile.id for tile in phone.tiles] == ["did_it", "with_help", "another_day", "not_today", "too_big"]
        phone.taps("with_help")
        assert phone.question == f"{item.label}: how was it?"
        phone.taps(phone.tiles[-1].id)
        assert phone.question == f"{item.label}: what helped?"
        phone.taps("reminded")
    assert phone.finished().end is End.DONE
    assert [(a.step, a.item) for a in phone.kept] == [
        ("went", SWIM.id), ("how", SWIM.id), ("helped", SWIM.id),
        ("went", WALK.id), ("how", WALK.id), ("helped", WALK.id),
    ]  # fmt: skip
    assert [a.score for a in phone.kept if a.step == "how"] == [10.0 if len(phone_marks(profile)) > 3 else 7.5] * 2


def phone_marks(profile: ReadingProfile) -> tuple[object, ...]:
    return borger(SWIM, profile=profile).taps("did_it").tiles


@pytest.mark.parametrize("went", ["Rather another day", "Not today", "It was too big a step"])
def test_what_was_not_done_is_not_asked_about_further(went: str) -> None:
    phone = borger(SWIM, WALK).taps(went)
    assert phone.question == "Gåtur: did it happen?"
    phone.taps("Yes", "Well")
    assert phone.receipt() == [f"Svømning: {went}", "Gåtur: Yes", "Gåtur · How it was: Well"]


def test_nothing_today_asks_nothing() -> None:
    phone = borger()
    assert phone.session.stage is Stage.CLOSED and phone.kept == []


def test_done_after_all_is_asked_about_then() -> None:
    phone = borger(SWIM).taps("Not today")
    phone.taps("Change", "Svømning", "Yes, with help")
    assert phone.question == "Svømning: how was it?"
    phone.taps("Okay", "I was reminded")
    assert phone.receipt() == [
        "Svømning: Yes, with help", "Svømning · How it was: Okay", "Svømning: I was reminded",
    ]  # fmt: skip


def test_not_done_after_all_takes_the_rating_back() -> None:
    phone = borger(SWIM).taps("Yes", "Well", "Change", phone_place(SWIM), "Rather another day")
    assert phone.receipt() == ["Svømning: Rather another day"]
    assert [(a.step, a.choices) for a in phone.standing()][-1] == ("how", ())


def phone_place(item: Item) -> str:
    """The first of an item's answers among those that can be changed."""
    phone = borger(item).taps("Yes", "Well", "Change")
    return phone.tiles[0].id


def test_no_answer_blames_or_cheers() -> None:
    step = borger(SWIM).dialog.step("went")
    assert isinstance(step, Choice)
    assert not {option.pictogram for option in step.options} & {"❌", "👎", "⛔", "🎉", "🏆", "⭐"}
