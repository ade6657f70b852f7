"""Records about the house: what staff write about no borger at all. What makes no sense in one is refused."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from dialogs.method.problems import Flaw
from dialogs.method.sort import inner
from dialogs.method.steps import Choice, Say, Several

if TYPE_CHECKING:
    from dialogs.method.model import Dialog

HOUSE = "house"
"""What a record is about that is about nobody."""


def unlike_one_of_the_house(dialog: Dialog) -> Iterator[Flaw]:
    """All that nothing about the house can have: what belongs to a borger."""
    if dialog.about != HOUSE:
        return
    if dialog.purpose != "record":
        said = "is house, and a borger answers about themself; write purpose: record and readers: author or house"
        yield Flaw(("about",), said)
        return
    if dialog.readers == "team":
        yield Flaw(("readers",), "is team, the contact persons of a borger; the house has none, write author or house")
    for name, source in dialog.lists.items():
        if source.from_:
            yield Flaw(("lists", name, "from"), "is something of a borger's; write the list's items into the file")
    for index, step in enumerate(dialog.steps):
        for each in inner(step):
            if isinstance(each, Choice | Several | Say) and each.makes:
                said = f"of '{each.id}' belongs to a borger; what is about the house makes nothing, take it out"
                yield Flaw(("steps", index, "makes"), said)
