"""Whether somebody may do something, by the permission table."""

from __future__ import annotations

from bot.desk.desk import Desk
from dialogs.permissions import Action, may
from storage import people
from storage.people import Person


def allowed(desk: Desk, person: Person, action: Action | None, about: Person) -> bool:
    """Whether the permission table lets `person` do `action` towards `about`."""
    if action is None:
        return True
    is_self = person.id == about.id
    is_contact = not is_self and people.is_contact(desk.tx, person.id, about.id)
    return may(person.role, action, is_self=is_self, is_contact=is_contact)
