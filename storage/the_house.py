"""The house itself among people."""

from __future__ import annotations

from datetime import datetime

from dialogs.permissions import Role
from dialogs.profile import ReadingProfile
from storage import people
from storage.people import Person
from storage.tx import Tx


def the_house(tx: Tx, name: str, now: datetime) -> Person:
    """The house itself, which stands among people so that something can be about it; made when it is first needed, and
    called as the house is now."""
    row = tx.one("SELECT id, name FROM person WHERE role = 'house'")
    house_id = row[0] if row else people.add_person(tx, Role.HOUSE, name, now, profile=ReadingProfile(), state="active")
    if row and row[1] != name:
        people.set_name(tx, house_id, name)
    found = people.person_by_id(tx, house_id)
    assert found is not None
    return found
