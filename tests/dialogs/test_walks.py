"""Every dialog of the library is walked to an end in every reading profile."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dialogs.engine import engine
from dialogs.engine.buttons import Button
from dialogs.engine.cards import Card
from dialogs.engine.session import End, Event, Expired, Nudged, Open, Pressed, Said, Shown, Stage
from dialogs.engine.to_share import WHO_READS
from dialogs.method.model import Dialog
from dialogs.profile import ReadingProfile
from tests.counting import count
from tests.dialogs.test_conditions import CHAIN
from tests.examples import examples
from tests.transcripts import LIBRARY, PROFILES, Phone, facts, lists_of, own_dialog

# Walks


def check(phone: Phone) -> None:
    card: Card = phone.card
    buttons = [button for row in card.buttons for button in row]
    assert len({b.id for b in buttons}) == len(buttons), "every button has its own id"
    assert all(b.pictogram or b.number or b.label for b in buttons)
    own = [b.id for b in buttons if b.id not in tuple(Button)]
    assert all(re.fullmatch(r"[a-z0-9_/:-]{1,24}|#[0-9]{1,3}", each) for each in own)
    count(card)


class Walk:
    """Somebody who taps at random, and after a while only onward."""

    def __init__(self, dialog: Dialog, profile: ReadingProfile) -> None:
        self.phone = Phone(dialog, profile=profile, facts=facts(dialog) | {"owes": "Mette"},
                           lists=lists_of(dialog))  # fmt: skip
        self.went_on = False

    def at_random(self, choices: st.DataObject) -> None:
        phone = self.phone
        events: list[Event] = [Pressed(phone.session.turn, b.id) for b in phone.buttons]
        events += [Shown(), Nudged(), Expired(), Pressed(phone.session.turn - 1, "0")]
        events += [Said(words) for words in ("9.30", "i morgen", "Sommerfest", "x" * 5000)]
        event = choices.draw(st.sampled_from(events))
        self.went_on |= isinstance(event, Pressed) and event.choice == Button.ANSWER_ON
        phone.gets(event)

    def onward(self) -> None:
        phone = self.phone
        ids = {b.id for b in phone.buttons}
        on = next((button for button in (Button.ON, Button.SKIP) if button in ids), None)
        if on:
            phone.taps(on)
        elif phone.tiles:
            phone.taps(phone.tiles[0].id)
        elif engine.awaits_words(phone.dialog, phone.session):
            phone.says("Kirsten")
        else:
            phone.taps(Button.BACK)


@pytest.mark.parametrize("profile", PROFILES, ids=lambda p: f"{p.reading}-{p.style}-{p.steps}")
def test_every_dialog_ends_whatever_is_tapped_in_every_profile(profile: ReadingProfile) -> None:
    @settings(max_examples=examples(12), deadline=None, database=None)
    @given(st.sampled_from(sorted(LIBRARY)), st.integers(0, 25), st.data())
    def walk(name: str, wandering: int, choices: st.DataObject) -> None:
        walker = Walk(LIBRARY[name], profile)
        phone = walker.phone
        totals = set[int]()
        for _ in range(wandering):
            check(phone)
            if phone.session.stage is Stage.ASKING:
                totals.add(phone.card.total)
                assert phone.card.done <= phone.card.total
            walker.at_random(choices)
        assert len(totals) <= 1, "what is left never grows"
        for _ in range(60):
            check(phone)
            if phone.session.stage in (Stage.RECEIPT, Stage.CLOSED):
                break
            walker.onward()
        assert phone.session.stage in (Stage.RECEIPT, Stage.CLOSED), "a dead end"
        assert walker.went_on or phone.finished().end is phone.session.end
        opened = {effect.target for effect in phone.history if isinstance(effect, Open)}

        assert not phone.dialog.keeps or opened <= {WHO_READS}

    walk()


@pytest.mark.parametrize("name", sorted(LIBRARY))
def test_every_dialog_is_short_and_its_way_straight_on_is_an_end(name: str) -> None:
    walker = Walk(LIBRARY[name], ReadingProfile())
    for _ in range(40):
        if walker.phone.session.stage in (Stage.RECEIPT, Stage.CLOSED):
            break
        assert len(walker.phone.question) <= 60 or walker.phone.dialog.step(_at(walker.phone)).kind == "info"
        walker.onward()
    assert walker.phone.finished().end is End.DONE


def _at(phone: Phone) -> str:
    return engine.current(phone.dialog, phone.session).step.id


WINDING = own_dialog(
    CHAIN
    + """
{id: people, kind: each, over: people, steps: [
    {id: met, kind: several, text: 'Met {item}?', options: [{id: m, label: M}, {id: n, label: N}]},
    {id: how, kind: say, text: 'How was {item}?', only_if: {step: met, any_of: [m]}}]}
{id: when, kind: when, what: time, text: "When?", offers: ["09:00", "10:00"], only_if: {step: a, any_of: [y]}}
"""
)


@settings(max_examples=examples(30), deadline=None, database=None)
@given(st.data())
def test_whatever_is_changed_back_and_forth_what_is_kept_is_what_the_receipt_tells(choices: st.DataObject) -> None:
    """The phone checks, at every step, that numbers chain, and at every receipt that it tells what stands."""
    phone = Walk(WINDING, ReadingProfile(steps=2)).phone
    for _ in range(choices.draw(st.integers(1, 60))):
        ways = [b.id for b in phone.buttons if b.id not in (Button.STOP, Button.PAUSE)]
        if not ways or (engine.awaits_words(phone.dialog, phone.session) and choices.draw(st.booleans())):
            phone.says("10.15")
        else:
            phone.taps(choices.draw(st.sampled_from(ways)))
    assert phone.history
