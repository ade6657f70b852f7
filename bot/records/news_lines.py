"""Open sheets, first among the news of whoever comes to work, and of the borger's contact persons."""

from __future__ import annotations

from bot.desk.desk import Desk
from bot.records import open_sheets
from dialogs.text import T, Text
from storage import people, sheets
from storage.people import Person
from storage.sheets import OpenSheet


def listed(desk: Desk, reader: Person) -> list[tuple[Text, Person, OpenSheet]]:
    """A line for each sheet that is open, or over without that the borger knows."""
    found = []
    for sheet in sheets.under_way(desk.tx):
        borger = people.person_by_id(desk.tx, sheet.borger_id)
        if borger and open_sheets.writes(desk, reader, borger):
            found.append((_line(desk, borger, sheet), borger, sheet))
    return found


def _line(desk: Desk, borger: Person, sheet: OpenSheet) -> Text:
    if sheet.over_at:
        return T("{name}: it is over. Somebody tells them.", name=borger.name)
    if sheet.again_at:
        again = sheet.again_at.astimezone(desk.house.zone)
        return T("{name}: an open sheet, looked at again {when}", name=borger.name, when=again)
    return T("{name}: an open sheet", name=borger.name)
