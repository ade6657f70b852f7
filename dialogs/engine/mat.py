"""The card that shows how all cards of a `sort` lie, and lets one be moved."""

from __future__ import annotations

from dialogs.engine import pages, path
from dialogs.engine.cards import Card, CardButton
from dialogs.engine.path import Ask
from dialogs.engine.progress import progress
from dialogs.engine.receipt import receipt_tile
from dialogs.engine.session import Session
from dialogs.engine.ways import under
from dialogs.method.model import Dialog
from dialogs.text import T


def card(dialog: Dialog, session: Session, ask: Ask) -> Card:
    """How they lie; or, while one is to be moved, which."""
    done, total = progress(dialog, session)
    pictogram = ask.pictogram or dialog.pictogram
    if session.moving:
        rows = (pages.shown(cards(dialog, session), session), *under(dialog, session, ask))
        return Card(T("Which card do you want to move?"), pictogram, rows, essential=True, done=done, total=total)
    lie = path.lying(dialog, session).values()
    tiles = tuple(receipt_tile(each, given, session) for each, given in lie)
    question = ask.step.text.plain()
    return Card(question, pictogram, under(dialog, session, ask), tiles, essential=True, done=done, total=total)


def cards(dialog: Dialog, session: Session) -> tuple[CardButton, ...]:
    """A button for each card that lies, while one is to be moved."""
    if not session.moving:
        return ()
    lie = path.lying(dialog, session)
    return tuple(
        CardButton(str(place), ask.name, ask.pictogram, essential=True, tile=True, photo=ask.photo)
        for place, (ask, _) in lie.items()
    )
