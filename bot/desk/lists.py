"""The lists that a dialog's file names, as they are when it begins."""

from __future__ import annotations

from collections.abc import Mapping

from bot.desk.desk import Desk
from bot.desk.flow import ListMaker, Start
from dialogs.engine.session import Item
from dialogs.method.lists import ListSource
from dialogs.method.model import Dialog
from storage import answers
from storage.people import Person


def lists_of(
    desk: Desk, makers: Mapping[str, ListMaker], dialog: Dialog, start: Start, reader: Person
) -> Mapping[str, tuple[Item, ...]]:
    """Every list of a dialog by its name, worded for `reader`."""
    return {name: _list(desk, makers, dialog, start, reader, source) for name, source in dialog.lists.items()}


def _list(
    desk: Desk, makers: Mapping[str, ListMaker], dialog: Dialog, start: Start, reader: Person, source: ListSource
) -> tuple[Item, ...]:
    if source.from_:
        named, _, word = source.from_.partition(".")
        found = makers[named](desk, start, dialog, word)
    else:
        say = desk.texts(reader).say
        found = tuple(Item(each.id, say(each.label.plain()), each.pictogram, essential=False) for each in source.items)
    if source.most is None or len(found) <= source.most:
        return found
    last = answers.last_asked(desk.tx, start.about.id, dialog.id)
    waited = sorted(found, key=lambda item: last.get(item.id, answers.BEGINNING))[: source.most]
    return tuple(item for item in found if item in waited)
