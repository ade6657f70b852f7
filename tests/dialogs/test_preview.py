"""A dialog that is shared only after a yes: the preview of what would be shared and with whom."""

from __future__ import annotations

import pytest

from dialogs.engine.session import Expired, Open, Outdated, Pressed, Share, Show
from dialogs.profile import Reading, ReadingProfile
from tests.transcripts import Phone, own_dialog

OWN = own_dialog(
    """
{id: a, kind: rating, scale: wellbeing, text: 'A?', name: A}
{id: b, kind: rating, scale: wellbeing, text: 'B?', name: B}
""",
    fields="shares: false",
)
ASKS = ("Would you like to share it with Mette?", "I show it to nobody before you say yes.")


def borger(readers: str = "Mette", reading: Reading = Reading.BOTH) -> Phone:
    return Phone(OWN, profile=ReadingProfile(reading), facts={"readers": readers})


def marked(phone: Phone) -> list[str]:
    return [b.id for b in phone.buttons if b.marked]


def test_nothing_is_shared_until_a_yes() -> None:
    phone = borger()
    assert not phone.session.shares
    phone.taps("Well", "Badly").sees(*ASKS, "Change", "Share", "Don't share")
    assert phone.receipt() == ["A: Well", "B: Badly"] and marked(phone) == []
    assert not phone.session.shares and not [e for e in phone.history if isinstance(e, Share)]
    phone.taps("Share").sees("Mette may read it.")
    assert phone.effects == (Share(True), Show()) and phone.session.shares
    assert phone.choices() == ["Change", "Share some of it", "Don't share"] and marked(phone) == []


def test_a_no_keeps_it_and_both_can_be_changed() -> None:
    phone = borger().taps("Well", "Badly", "Don't share").sees("I show it to nobody.")
    assert phone.effects == (Share(False), Show()) and not phone.session.shares and marked(phone) == ["/"]
    phone.taps("Share").sees("Mette may read it.").taps("Don't share").sees("I show it to nobody.")
    assert not phone.session.shares


def test_an_answer_changed_at_the_preview_is_asked_about_anew() -> None:
    phone = borger().taps("Well", "Badly", "Change", "B", "Okay").sees(*ASKS)
    assert phone.receipt() == ["A: Well", "B: Okay"] and not phone.session.shares


def test_a_correction_after_the_yes_is_read_like_the_rest() -> None:
    phone = borger().taps("Well", "Badly", "Share", "Change", "B", "Okay").sees("Mette may read it.")
    assert phone.session.shares


def test_what_was_stopped_or_ran_out_of_time_is_not_shared_either() -> None:
    stopped = borger().taps("Well", "Stop").sees("You stopped here. That is all right.", *ASKS)
    late = borger().taps("Well")
    late.gets(Expired())
    late.sees("The time is over. That is all right.", *ASKS)
    assert not stopped.session.shares and not late.session.shares


def test_a_yes_before_the_preview_is_no_yes() -> None:
    phone = borger()
    phone.gets(Pressed(0, "*"))
    assert Outdated() in phone.effects and not phone.session.shares


def test_without_readers_it_says_so_and_offers_to_choose_some_and_no_yes_that_would_let_nobody_in() -> None:
    phone = borger("").taps("Well", "Stop").sees("You have not chosen anyone to read it.")
    assert phone.choices() == ["Answer the rest", "Change", "Choose who may read it", "Don't share"]
    assert marked(phone) == []
    phone.taps("Choose who may read it")
    assert Open("who_reads") in phone.effects and not phone.session.decided
    phone.taps("Don't share").sees("I show it to nobody.")
    assert marked(phone) == ["/"]
    phone.taps("Share").sees("Nobody else may read it yet.")
    assert marked(phone) == [] and "Share" not in phone.choices()


@pytest.mark.parametrize("reading", list(Reading))
def test_whom_a_yes_lets_in_is_written_for_everybody(reading: Reading) -> None:
    assert borger(reading=reading).taps("🙂", "Stop").card.essential


def test_other_dialogs_are_shared_by_the_standing_choices() -> None:
    phone = Phone("trivsel", facts={"readers": "Mette"}).taps("Well", "Stop").sees("Mette may read it.")
    assert phone.session.shares and marked(phone) == ["*"]
