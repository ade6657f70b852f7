"""Those who work here, as a borger meets them: their card, and when they are next at work."""

from __future__ import annotations

from bot.desk.at_work import on_duty_now
from bot.desk.desk import Desk
from bot.talking.duty import next_shifts
from dialogs.engine.cards import Card, CardButton
from dialogs.engine.photo_names import stored
from dialogs.permissions import Role
from dialogs.text import T, Text
from storage import away, people, staff_cards
from storage.people import Person

SIGN = "👤"
"""Stands for who has no photo."""


def pickable(desk: Desk) -> list[Person]:
    """All staff who have joined, by name: an order that tells nothing of how many others want them."""
    return sorted(people.people_of_role(desk.tx, Role.STAFF), key=lambda each: (each.name, each.id))


def photo_of(desk: Desk, staff: Person) -> int:
    """The id of somebody's own photo; 0 if they have none."""
    return staff_cards.card_of(desk.tx, staff.id).photo or 0


def button(desk: Desk, staff: Person, choice: str, *, marked: bool = False) -> CardButton:
    """Somebody as an answer on a card."""
    name = T("{name}", name=staff.name)
    return CardButton(choice, name, SIGN, marked=marked, essential=True, tile=True,
                      photo=stored(photo_of(desk, staff)))  # fmt: skip


def card(
    desk: Desk, staff: Person, rows: tuple[tuple[CardButton, ...], ...], *said: Text, asks: Text | None = None,
    beside: str = "",
) -> Card:  # fmt: skip
    """Somebody's own card, with what it `asks` or else their name, what is `said` on it besides, and these buttons; the
    signs `beside` them say the same to who reads no words."""
    own = staff_cards.card_of(desk.tx, staff.id)
    likes = (T("Likes: {what}", what=own.likes),) if own.likes else ()
    knows = (T("Knows about: {what}", what=own.knows),) if own.knows else ()
    lines = (*likes, *knows, *next_there(desk, staff), *said)
    return Card(asks or T("{name}", name=staff.name), SIGN, rows, lines=lines, essential=True, photo=stored(own.photo),
                beside=beside)  # fmt: skip


def next_there(desk: Desk, staff: Person) -> tuple[Text, ...]:
    """Whether somebody is at work, or when they are next, as far as the plan of shifts tells."""
    if off := away.away_on(desk.tx, desk.local.date()).get(staff.id):
        return (T("{name} is off until {day}.", name=staff.name, day=off.last),)
    if staff.id in on_duty_now(desk):
        return (T("{name} is at work now.", name=staff.name),)
    begins = next((begins for begins, found in next_shifts(desk) if staff.id in found), None)
    if begins is None:
        return ()
    at = begins.astimezone(desk.house.zone)
    if at.date() == desk.local.date():
        return (T("{name} comes to work today {time}.", name=staff.name, time=at.time()),)
    return (T("{name} is at work {when}.", name=staff.name, when=at),)
