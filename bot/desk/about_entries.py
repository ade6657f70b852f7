"""Dialogs about one of a borger's entries, such as a goal, or one activity of their plan: which, and who may see it."""

from __future__ import annotations

from dataclasses import replace

from bot.desk import occasions
from bot.desk.at_work import reader_now
from bot.desk.desk import Desk
from bot.desk.flow import Start
from dialogs.engine.photo_names import stored
from dialogs.engine.session import Item
from dialogs.method.entries import ACTIVITY
from dialogs.method.model import Dialog
from dialogs.time.occasions import slot_named
from storage import answers, entries, sharing, wishes
from storage.entries import Entry
from storage.people import Person
from storage.sharing import Reader

WHICH_ENTRY = "which_entry"
"""The form that asks which entry a dialog is to be about; its target is the dialog and whose answers it will hold."""
_TARGET = "entry:"
_OF_ENTRY, _OF_PLAN = "e", "a"
"""What the names of things of a list begin with: of entries, and of what is planned."""


def listed(desk: Desk, start: Start, dialog: Dialog) -> tuple[Item, ...]:
    """All that a dialog can be about now, of what whoever opens it may see."""
    if dialog.entry_kind == ACTIVITY:
        found = occasions.found_now(desk, start.about.id, dialog)
        return tuple(occasions.item(desk, start.person, activity, one) for activity, one in found)
    return items(shown_to(desk, start, dialog.entry_kind)) if dialog.entry_kind else ()


def items(found: list[Entry]) -> tuple[Item, ...]:
    """Entries as things of a list."""
    return tuple(Item(f"{_OF_ENTRY}{each.id}", each.title, each.pictogram, photo=stored(each.photo)) for each in found)


def shown_to(desk: Desk, start: Start, kind: str) -> list[Entry]:
    """A borger's entries of a kind that count, of those that whoever opens something may see: the borger all, others
    what the borger shares with them."""
    found = entries.entries_of(desk.tx, start.about.id, kind, "accepted")
    if start.person.id == start.about.id:
        return found
    who = reader_now(desk, start.person)
    return [each for each in found if open_to(desk, who, each)]


def open_to(desk: Desk, who: Reader, entry: Entry) -> bool:
    """Whether the borger lets somebody see an entry: with the answer that made it, while that is kept. What is planned
    is no secret to who may read what was said about it."""
    if entry.kind == ACTIVITY:
        return True
    if entry.session_id is None:
        if (smaller := wishes.offered_as(desk.tx, entry.id)) and (
            wish := entries.entry_by_id(desk.tx, smaller.entry_id)
        ):
            return open_to(desk, who, wish)  # it tells of the wish in whose place staff proposed it
        return sharing.may_read(desk.tx, who, entry.borger_id, entry.topic)
    made_in = entry.session_id, entry.step, entry.item
    return answers.may_read_answer(desk.tx, who, entry.borger_id, *made_in)


def is_shown(desk: Desk, who: Reader, item: Item) -> bool:
    """Whether somebody may still see a thing of a list."""
    if item.id.startswith(_OF_PLAN):
        return occasions.present(desk, slot_named(item.id)) is not None
    entry = entries.entry_by_id(desk.tx, int(item.id[1:]))
    return entry is not None and open_to(desk, who, entry)


def entry_of(desk: Desk, dialog: Dialog, start: Start) -> Entry | None:
    """The entry that a dialog opens about: the one that is its target, or the only one there is; None if somebody has
    to say which, or it is about none."""
    if dialog.entry_kind is None:
        return None
    if start.target.startswith(_TARGET):
        return _named(desk, dialog, start, start.target.removeprefix(_TARGET))
    found = listed(desk, start, dialog)
    return _named(desk, dialog, start, found[0].id) if len(found) == 1 else None


def _named(desk: Desk, dialog: Dialog, start: Start, name: str) -> Entry | None:
    """The entry of that name among things of a list, if the dialog can be about it; for an activity, it is made."""
    if not name.startswith(_OF_PLAN):
        found = shown_to(desk, start, dialog.entry_kind or "")
        return next((each for each in found if f"{_OF_ENTRY}{each.id}" == name), None)
    there = occasions.present(desk, slot_named(name))
    if there is None or there[0].borger_id != start.about.id:
        return None
    activity, one = there
    return entries.occasion(desk.tx, activity, one.slot, occasions.day_of(desk, one), start.person.id, desk.now)


def name_of(entry_id: int) -> str:
    """An entry's name among things of a list."""
    return f"{_OF_ENTRY}{entry_id}"


def id_of(name: str) -> int | None:
    """The id of the entry of that name among things of a list; None if it is no entry."""
    number = name.removeprefix(_OF_ENTRY)
    return int(number) if number != name and number.isdecimal() else None


def about(start: Start, name: str) -> Start:
    """The start of a dialog about the thing of that name."""
    return replace(start, target=f"{_TARGET}{name}")


def title(desk: Desk, reader: Person, entry: Entry) -> str:
    """What a card calls what it is about to `reader`; of what is planned, with the day if that is not today."""
    if entry.day is None:
        return entry.title
    return occasions.near(desk.texts(reader), entry.title, entry.day, desk.local.date())


def asks_which(dialog: Dialog, start: Start) -> Start:
    """The start of the form that asks which entry a dialog is to be about."""
    return replace(start, target=f"{dialog.id}.{start.provenance}", provenance="self")
