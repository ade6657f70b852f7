"""How much stands on a card: counted on every card of every dialog, in every profile and language, whoever answers."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from bot.telegram.render import render
from dialogs.engine import engine
from dialogs.engine.buttons import Button
from dialogs.engine.session import Event, Expired, Pressed, Provenance, Said, Session, Stage
from dialogs.method.model import Dialog
from dialogs.method.steps import Each, Rating
from dialogs.profile import ReadingProfile
from locales.texts import load_texts
from tests.counting import count
from tests.examples import examples
from tests.transcripts import LIBRARY, NOW, PROFILES, Phone, facts, long_lists, own_dialog

TEXTS = load_texts()
KNOWN = {"readers": "Mette", "owes": "Mette"}
DECIDES = own_dialog(
    "{id: who, kind: choice, text: Who, options: [{id: me, label: Me}, {id: you, label: You}]}",
    fields="leads_to: {task: {text: Which}}",
)
WHO: tuple[tuple[Provenance, bool], ...] = (("self", False), ("self", True), ("helped", False), ("observed", False))


def ways(phone: Phone) -> Iterator[Event]:
    """All that can happen on a card to lead to another; of the answers the first and the last."""
    session = phone.session
    answers = [b.id for b in phone.buttons if b.tile and not b.pages]
    others = [b.id for b in phone.buttons if not b.tile or b.pages]
    yield from (Pressed(session.turn, each) for each in {*answers[:1], *answers[-1:], *others})
    if engine.awaits_words(phone.dialog, session):
        yield from (Said("9.30"), Said("Sommerfest"), Said("næste fredag"))
    yield Expired()


def cards_of(dialog: Dialog, profile: ReadingProfile, who: tuple[Provenance, bool], most: int) -> Iterator[Phone]:
    """Every card that can be come to, but not the same question twice on the same page, folded and unfolded."""
    provenance, opened = who
    first = Phone(dialog, profile=profile, facts=KNOWN | facts(dialog), lists=long_lists(dialog), opened=opened,
                  provenance=provenance)  # fmt: skip
    waiting, seen = [first.session], set[tuple[object, ...]]()
    while waiting and len(seen) < most:
        phone = Phone(dialog, profile=profile, facts=KNOWN | facts(dialog), lists=long_lists(dialog))
        phone.session = waiting.pop()
        yield phone
        for event in ways(phone):
            after = engine.step(dialog, phone.session, event, NOW)[0]
            if (look := _look(after)) not in seen:
                seen.add(look)
                waiting.append(after)


def _look(session: Session) -> tuple[object, ...]:
    return (session.stage, session.at, session.page, session.unfolded, session.mending,
            bool(session.draft), bool(session.given))  # fmt: skip


EACH = [
    pytest.param(p, marks=[] if place % 5 == 0 else pytest.mark.long, id=f"{p.reading}-{p.style}-{p.steps}")
    for place, p in enumerate(PROFILES)
    if place % 5 == 0 or (place - place // 4) % 4 == place // 16
]
"""Profiles among which each way of reading meets each style and each number of steps, and each style each number of
steps; a fifth of all there are is tried each time."""


@pytest.mark.parametrize("profile", EACH)
def test_no_card_holds_more_than_one_can_weigh(profile: ReadingProfile) -> None:
    stages = set()
    usual = ReadingProfile(profile.reading)
    for dialog in (*LIBRARY.values(), DECIDES):
        if profile != usual and not rates(dialog) and dialog is not DECIDES:
            continue  # the way of rating and its steps are nothing to it
        for who in WHO if dialog.keeps else WHO[:2]:
            for phone in cards_of(dialog, profile, who, max(examples(75), 30)):
                count(phone.card)
                stages.add(phone.session.stage)
    assert stages == set(Stage) - {Stage.PAUSED}


def rates(dialog: Dialog) -> bool:
    """Whether anything is rated in a dialog."""
    steps = [inner for step in dialog.steps for inner in (step.steps if isinstance(step, Each) else (step,))]
    return any(isinstance(step, Rating) for step in steps)


def test_on_the_screen_it_is_the_same() -> None:
    """No button is lost or added on the way to Telegram but the one to hear it, and the picture has the answers in the
    same order. That one stands in the row with the dots, if there is one."""
    for profile in PROFILES[::5]:
        for name in ("trivsel", "look_ahead", "fit", "own_reminder", "settings"):
            for phone in cards_of(LIBRARY[name], profile, WHO[0], examples(40)):
                shown = render(phone.card, phone.session.profile, TEXTS["da"], "s", 1, phone.session.turn)
                aloud = [button for row in shown.rows for button in row if button.text == "🔊"]
                assert sum(map(len, shown.rows)) == len(phone.buttons) + len(aloud)
                assert len(aloud) == phone.session.profile.hears
                if aloud and any(button.id in (Button.UNFOLD, Button.FOLD) for button in phone.buttons):
                    beside = next(row for row in shown.rows if aloud[0] in row)
                    assert len(beside) in (1, 3)
