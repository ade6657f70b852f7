"""The house as what something is about, and which methods are about it."""

from __future__ import annotations

from dataclasses import replace

from bot.desk.desk import Desk
from bot.desk.flow import Start
from dialogs.method.house import HOUSE
from dialogs.method.model import Dialog
from storage import the_house as house_row
from storage.people import Person


def the_house(desk: Desk) -> Person:
    """The house itself. Nothing can be sent to it, and it can do nothing."""
    return house_row.the_house(desk.tx, desk.house.settings.house_name, desk.now)


def begins(desk: Desk, dialog: Dialog, start: Start) -> Start:
    """How a dialog begins: one about the house is about it whoever opens it, from wherever, and from the outside."""
    return replace(start, about=the_house(desk), provenance="observed") if dialog.about == HOUSE else start


def about_house(desk: Desk) -> list[Dialog]:
    """The methods that are about the house, used or not, in the library's order."""
    return [each for each in desk.house.dialogs.values() if each.about == HOUSE]
