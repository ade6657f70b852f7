"""What a receipt offers besides: a talk after a low answer, and that somebody reads own words now. Neither is more than
an offer: what was answered stays as it is, and nobody is told before the borger taps."""

from __future__ import annotations

from dataclasses import replace

from dialogs.engine import path
from dialogs.engine.buttons import Button
from dialogs.engine.cards import CardButton
from dialogs.engine.session import Effect, Given, Open, Outcome, Session, Show, Stage
from dialogs.method.model import Dialog
from dialogs.method.steps import Say
from dialogs.text import T, Text

TALK, READ_NOW = "talk", "read_now"
"""What opens: the call for a talk, and the call to whoever may read this and is at work."""
ASKED = "read_asked"
"""What a session knows once somebody has been asked to read it."""
TALK_BUTTON = CardButton(Button.TALK, T("Talk to someone"), "💬", tile=True)
READ_BUTTON = CardButton(Button.READ_NOW, T("Ask somebody to read it"), "👀💬", tile=True)


def pressed(dialog: Dialog, session: Session, choice: str) -> tuple[Session, tuple[Effect, ...]] | None:
    """What a button that asks for somebody makes of the session; None if it is none of these."""
    if session.stage is Stage.RECEIPT and choice == Button.TALK and after_a_low_answer(dialog, session):
        return session, (Open(TALK),)
    if session.stage is Stage.RECEIPT and choice == Button.READ_NOW and can_be_read(dialog, session):
        return replace(session, facts={**session.facts, ASKED: "1"}), (Open(READ_NOW), Show())
    return None


def after_a_low_answer(dialog: Dialog, session: Session) -> bool:
    """Whether a borger, on their own phone, has given an answer that the dialog calls low."""
    return session.provenance == "self" and any(
        low.fits(given.choices, given.score)
        for low in dialog.low
        for given in _answers(dialog, session)
        if given.step == low.step
    )


def can_be_read(dialog: Dialog, session: Session) -> bool:
    """Whether there are own words that somebody may read, and has not been asked to read yet."""
    if session.provenance != "self" or not session.shares or not session.decided or session.facts.get(ASKED):
        return False
    held = path.held(dialog, session)
    said = (
        g for g in _answers(dialog, session) if isinstance(dialog.step(g.step), Say) and (g.step, g.item) not in held
    )
    return bool(session.facts.get("readers")) and dialog.purpose == "answers" and any(said)


def _answers(dialog: Dialog, session: Session) -> list[Given]:
    found = path.answered(dialog, session).values()
    return [given for _, given in found if given.outcome is Outcome.ANSWERED]


def buttons(dialog: Dialog, session: Session) -> tuple[CardButton, ...]:
    """The offers, at most two."""
    talk = (TALK_BUTTON,) if after_a_low_answer(dialog, session) else ()
    return (*talk, READ_BUTTON) if can_be_read(dialog, session) else talk


def lines(dialog: Dialog, session: Session) -> tuple[Text, ...]:
    """What the offers ask."""
    talk = (T("Would you like to talk with somebody?"),) if after_a_low_answer(dialog, session) else ()
    read = (T("Would you like somebody to read it now?"),) if can_be_read(dialog, session) else ()
    return (*talk, *read)
