"""People a borger knows, as lists that a method may go through or offer."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from bot.desk.desk import Desk
from bot.desk.flow import Start
from dialogs.engine.session import Item
from dialogs.method.model import Dialog
from dialogs.permissions import Role
from storage import people
from storage.people import Person
from storage.tx import Tx


def _contacts(tx: Tx, borger: Person) -> list[Person]:
    return [each for each in people.contacts_of(tx, borger.id) if each.state == "active"]


def _staff(tx: Tx, _borger: Person) -> list[Person]:
    return sorted(people.people_of_role(tx, Role.STAFF), key=lambda each: each.name)


PEOPLE: Mapping[str, Callable[[Tx, Person], list[Person]]] = {"contacts": _contacts, "staff": _staff}
"""Who is on a list, by the word behind the dot in a file: a borger's contact persons in order; all staff by name. Only
who has joined is."""


def listed(desk: Desk, start: Start, _dialog: Dialog, word: str) -> tuple[Item, ...]:
    """The people of a list, by their names. An id tells them from the things of other lists."""
    return tuple(Item(f"p{each.id}", each.name, "👤") for each in PEOPLE[word](desk.tx, start.about))
