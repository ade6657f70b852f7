"""How a question may be left without an answer."""

from __future__ import annotations

from dialogs.engine.buttons import Button
from dialogs.engine.path import Ask
from dialogs.engine.session import Outcome, Session
from dialogs.method.model import Dialog
from dialogs.method.steps import Choice, Info, Say, Several, When

ASIDES = {
    Button.DONT_KNOW: Outcome.DONT_KNOW,
    Button.WONT_SAY: Outcome.WONT_SAY,
    Button.SKIP: Outcome.SKIPPED,
}
"""What becomes of a question that is answered by none of its answers."""
LATER = "another_day"
"""What is kept with a question that is skipped for now, and answered another day."""


def asides(dialog: Dialog, session: Session, ask: Ask) -> tuple[Button, ...]:
    """How a question may be left without an answer: in every way where answers are kept, elsewhere as it says. What can
    wait for another day waits on the borger's own phone, from the sitting on."""
    if isinstance(ask.step, Info):
        return ()
    if dialog.keeps:
        given = session.answer(ask.step.id, ask.item_id)
        open_still = session.end is None or (given is not None and LATER in given.choices)
        waits = isinstance(ask.step, Say) and ask.step.waits and session.provenance == "self" and open_still
        return (*ASIDES, *((Button.LATER,) if waits else ()))
    optional = isinstance(ask.step, Choice | Several | Say | When) and ask.step.optional
    return (Button.SKIP,) if optional else ()


def outcome_of(choice: str) -> tuple[Outcome, tuple[str, ...]]:
    """What becomes of a question by such a button, and what is kept with it."""
    if choice == Button.LATER:
        return Outcome.SKIPPED, (LATER,)
    return ASIDES[Button(choice)], ()
