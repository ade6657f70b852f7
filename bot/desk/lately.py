"""What came lately of one of a borger's entries, such as a goal: it stands over a question that rates it. It proposes
no answer."""

from __future__ import annotations

from dataclasses import replace

from bot.desk import about_entries
from bot.desk.desk import Desk
from dialogs.engine import engine
from dialogs.engine.cards import Card
from dialogs.engine.session import Session, Stage
from dialogs.method.model import Dialog
from dialogs.method.steps import scores_of
from dialogs.text import Text
from storage import entries
from storage.entries import Entry
from storage.people import Person
from storage.sessions import StoredSession


def told_on(desk: Desk, face: Card, stored: StoredSession, dialog: Dialog, session: Session, person: Person) -> Card:
    """The card with what the features tell of what it rates, as far as `person`, whose phone it is on, may read it."""
    if not desk.runner.features.lately or session.stage is not Stage.ASKING:
        return face
    ask = engine.current(dialog, session)
    number = about_entries.id_of(ask.item_id) if ask.item_id else stored.entry_id
    if not scores_of(ask.step) or number is None:
        return face
    entry = entries.entry_by_id(desk.tx, number)
    if entry is None or entry.borger_id != stored.about_id:
        return face
    return replace(face, notes=(*face.notes, *told_of(desk, person, entry)))


def told_of(desk: Desk, person: Person, entry: Entry) -> tuple[Text, ...]:
    """What the features tell of an entry, as far as `person` may read it."""
    return tuple(line for tells in desk.runner.features.lately for line in tells(desk, person, entry))
