"""What stands under the answers of a question: one row of at most three ways on and out, and what is folded away."""

from __future__ import annotations

from dialogs.engine import path
from dialogs.engine.asides import asides
from dialogs.engine.buttons import Button
from dialogs.engine.cards import CardButton
from dialogs.engine.path import Ask
from dialogs.engine.session import Session
from dialogs.method.model import Dialog
from dialogs.method.sort import Look, Placing
from dialogs.method.steps import Info, Say, Several
from dialogs.text import T, Text

Buttons = tuple[CardButton, ...]

MOST = 3
"""What one row holds. Five ways out on each card proved to be a barrier of their own."""


def way(button: Button, label: Text, pictogram: str, *, marked: bool = False) -> CardButton:
    """A button that every dialog has."""
    return CardButton(button, label, pictogram, marked=marked)


SKIP = way(Button.SKIP, T("Skip"), "⏭️")
NO_THANKS = way(Button.SKIP, T("No thanks"), "⏭️")
DONT_KNOW = way(Button.DONT_KNOW, T("Don't know"), "🤷")
WONT_SAY = way(Button.WONT_SAY, T("Won't say"), "🤐")
BACK = way(Button.BACK, T("Back"), "⬅️")
STOP = way(Button.STOP, T("Stop"), "⏹️")
CLOSE = way(Button.STOP, T("Close"), "✖️")
GO_ON = way(Button.ON, T("Go on"), "▶️")
DONE = way(Button.ON, T("Done"), "✅")
ANOTHER_DAY = way(Button.LATER, T("Another day"), "📆")
LEAVE_IT = way(Button.SKIP, T("Leave it"), "✋")
IT_IS_RIGHT = way(Button.ON, T("It is right"), "👍")
MOVE = way(Button.MEND, T("Move a card"), "✏️")
KEEP = way(Button.SKIP, T("Keep it as it is"), "⏭️")
TAKE_OUT = way(Button.TAKE_OUT, T("Take it out"), "🗑️")
UNFOLD = CardButton(Button.UNFOLD, None, "⋯")
FOLD = CardButton(Button.FOLD, None, "⋯")


def under(dialog: Dialog, session: Session, ask: Ask) -> tuple[Buttons, ...]:
    """The row under the answers; and, once it is unfolded, the row that was folded away.

    Where answers are kept, all but the first way is folded away; in other dialogs only what finds no room. What would
    be alone behind the dots stands in their place. Who can hear the card has a button for that beside them."""
    first, folded, close = _ways(dialog, session, ask)
    if isinstance(ask.step, Placing | Look) or ANOTHER_DAY in first:  # what stands beside takes the room
        folded, close = (*folded, *close), ()
    room = 1 if dialog.keeps else MOST - len(first) - len(close)
    if session.profile.hears and len(first) + len(close) + (len(folded) if len(folded) <= room else 1) >= MOST:
        folded, close = (*folded, *close), ()
        room = 1 if dialog.keeps else MOST - len(first) - 1
    if len(folded) <= room:
        return tuple(row for row in ((*first, *folded, *close),) if row)
    if session.unfolded:
        return (*first, FOLD, *close), folded
    return ((*first, UNFOLD, *close),)


def by_word(dialog: Dialog, session: Session, ask: Ask) -> Buttons:
    """Every way on and out that can be taken by writing its word, seen or not."""
    ways = tuple(each for part in _ways(dialog, session, ask) for each in part)
    if not dialog.keeps:
        return ways
    return (*ways, *((SKIP,) if Button.SKIP in asides(dialog, session, ask) else ()), STOP)


def _ways(dialog: Dialog, session: Session, ask: Ask) -> tuple[Buttons, Buttons, Buttons]:
    """The way on that is always one tap away, what is needed more seldom, and the way out of what somebody has opened
    themself. That one keeps what was answered."""
    keeps, said = dialog.keeps, path.has_words(ask, session)
    # Own words that are kept stay, unless they are taken back from the receipt.
    instead = () if said and keeps and not session.mending else asides(dialog, session, ask)
    if isinstance(ask.step, Look) and session.moving:
        return (BACK,), (), ()
    first = _first(dialog, session, ask)
    closes = session.opened or session.mending if keeps else dialog.closes
    close = (CLOSE,) if closes else ()
    if keeps and session.opened and not session.mending and len(path.row(dialog, session)) == 1:
        # A single question: to leave it is to leave the dialog, and so is to be done.
        on = tuple(each for each in first if each.id in (Button.ON, Button.TAKE_OUT, Button.LATER))
        return on, (), () if said else close
    folded: Buttons = (SKIP,) if said and Button.SKIP in instead else ()
    if Button.DONT_KNOW in instead and not isinstance(ask.step, Placing):
        folded += (DONT_KNOW,) if session.provenance == "observed" else (DONT_KNOW, WONT_SAY)
    if path.before(dialog, session) is not None and not session.mending:
        folded += (BACK,)
    return first, folded if closes or not keeps else (*folded, STOP), close


def _first(dialog: Dialog, session: Session, ask: Ask) -> Buttons:
    if isinstance(ask.step, Placing):
        return (DONT_KNOW, LEAVE_IT)
    if isinstance(ask.step, Look):
        return (IT_IS_RIGHT, MOVE)
    if isinstance(ask.step, Info):
        return (GO_ON,)
    if session.instead and not session.mending:
        on = isinstance(ask.step, Several) and path.may_go_on(ask.step, session)
        return (DONE, TAKE_OUT) if on else (TAKE_OUT, KEEP)
    if path.has_words(ask, session) or (isinstance(ask.step, Several) and path.may_go_on(ask.step, session)):
        return (DONE,)
    if Button.SKIP not in asides(dialog, session, ask):
        return ()
    if session.before(ask.step.id, ask.item_id):
        return (KEEP,)
    later = (ANOTHER_DAY,) if Button.LATER in asides(dialog, session, ask) else ()
    return (NO_THANKS, *later) if isinstance(ask.step, Say) and dialog.keeps else (SKIP,)
