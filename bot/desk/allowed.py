"""Whether somebody may do something, by the permission table."""

from __future__ import annotations

from bot.desk.at_work import reader_now
from bot.desk.desk import Desk
from dialogs.permissions import TABLE, Action, Bond, may
from storage import people, records, sharing
from storage.people import Person


def allowed(desk: Desk, person: Person, action: Action | None, about: Person) -> bool:
    """Whether the permission table lets `person` do `action` towards `about`. What the borger shares is looked up only
    where it matters."""
    if action is None:
        return True
    if person.id == about.id:
        return may(person.role, action, is_self=True)
    bond = TABLE[person.role].get(action)
    is_contact = people.is_contact(desk.tx, person.id, about.id)
    is_chosen = bond is Bond.CHOSEN and not is_contact and sharing.is_chosen(desk.tx, person.id, about.id)
    is_reader = bond is Bond.READER and not is_contact and _reads(desk, person, about)
    return may(person.role, action, is_contact=is_contact, is_chosen=is_chosen, is_reader=is_reader)


def _reads(desk: Desk, person: Person, about: Person) -> bool:
    return sharing.may_read_any(desk.tx, reader_now(desk, person), about.id) or records.is_for_house(desk.tx, about.id)
