"""Dialogs about one of a borger's entries, such as a goal: which one, and who may be shown it."""

from __future__ import annotations

from dataclasses import replace

from bot.desk.at_work import reader_now
from bot.desk.desk import Desk
from bot.desk.flow import Start
from dialogs.method.model import Dialog
from storage import answers, entries, sharing
from storage.entries import Entry
from storage.sharing import Reader

WHICH_ENTRY = "which_entry"
"""The form that asks which entry a dialog is to be about; its target is the dialog and whose answers it will hold."""
_TARGET = "entry:"


def shown_to(desk: Desk, start: Start, kind: str) -> list[Entry]:
    """A borger's entries of a kind that count, of those that whoever opens something may see: the borger all, others
    what the borger shares with them."""
    found = entries.entries_of(desk.tx, start.about.id, kind, "accepted")
    if start.person.id == start.about.id:
        return found
    who = reader_now(desk, start.person)
    return [each for each in found if open_to(desk, who, each)]


def open_to(desk: Desk, who: Reader, entry: Entry) -> bool:
    """Whether the borger lets somebody see an entry: with the answer that made it, while that is kept."""
    if entry.session_id is None:
        return sharing.may_read(desk.tx, who, entry.borger_id, entry.topic)
    made_in = entry.session_id, entry.step, entry.item
    return answers.may_read_answer(desk.tx, who, entry.borger_id, *made_in)


def entry_of(desk: Desk, dialog: Dialog, start: Start) -> Entry | None:
    """The entry that a dialog opens about: the one that is its target, or the only one there is; None if somebody has
    to say which, or it is about none."""
    if dialog.entry_kind is None:
        return None
    found = shown_to(desk, start, dialog.entry_kind)
    if start.target.startswith(_TARGET):
        return next((each for each in found if f"{_TARGET}{each.id}" == start.target), None)
    return found[0] if len(found) == 1 else None


def about(start: Start, entry: Entry) -> Start:
    """The start of a dialog about an entry."""
    return replace(start, target=f"{_TARGET}{entry.id}")


def asks_which(dialog: Dialog, start: Start) -> Start:
    """The start of the form that asks which entry a dialog is to be about."""
    return replace(start, target=f"{dialog.id}.{start.provenance}", provenance="self")
