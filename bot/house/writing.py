"""Where staff find what is about the house: to write it, and to read what has been written."""

from __future__ import annotations

from dataclasses import replace

from bot.desk.desk import Desk
from bot.desk.flow import Known, Start
from bot.desk.the_house import about_house, the_house
from bot.house.sheets import SHEETS, of_dialog
from bot.methods.in_use import is_used
from dialogs.engine.session import Item
from dialogs.text import T
from storage import method_use, records

RECORDS = "house_records"
"""The menu of what is about the house."""
WRITE = "house_write"


def there(desk: Desk) -> bool:
    """Whether anything is about the house."""
    return bool(about_house(desk))


def open_menu(desk: Desk, start: Start) -> None:
    desk.runner.open(desk, desk.house.dialogs[f"{RECORDS}_menu"], start)


def menu_known(desk: Desk, start: Start) -> Known:
    """What can be written, and what there is to read."""
    texts, house = desk.texts(start.person), the_house(desk)
    used = method_use.uses_of(desk.tx, house.id)
    found = records.records_of(desk.tx, start.person.id, house.id)
    items = []
    for dialog in about_house(desk):
        title = texts.say(dialog.title.plain())
        if is_used(dialog, used):
            items.append(Item(f"w_{dialog.id}", texts.say(T("Write: {title}", title=title)), "✏️",
                              opens=f"{WRITE}:{dialog.id}"))  # fmt: skip
        if count := len(of_dialog(desk, dialog.id, found)):
            items.append(Item(f"r_{dialog.id}", texts.say(T("Read: {title} ({count})", title=title, count=count)),
                              dialog.pictogram, opens=f"{SHEETS}:{dialog.id}"))  # fmt: skip
    return Known(lists={"about_house": tuple(items)})


def write(desk: Desk, start: Start) -> None:
    """Begins what was chosen; what is half written comes back instead."""
    dialog = next((each for each in about_house(desk) if each.id == start.target), None)
    if dialog:
        desk.runner.open(desk, dialog, replace(start, target=""))


def methods(desk: Desk, start: Start) -> None:
    """Which methods about the house are used, and when they are asked: the leader's to say."""
    desk.runner.open(desk, desk.house.dialogs["methods"], replace(start, about=the_house(desk)))
