"""Every card of an offer that stands in a chat shows it as it is now: places, names and times."""

from __future__ import annotations

from datetime import date

from bot.desk.desk import Desk
from bot.signup import borger_cards, staff_cards
from bot.signup.gathering import gathering
from dialogs.permissions import Role
from storage import people, surfaces
from storage.surfaces import OFFER


def redraw(desk: Desk, offer_id: int) -> None:
    """Draws an offer anew wherever it stands; where it is not there any more, its card goes."""
    for surface in surfaces.of_offer(desk.tx, offer_id):
        person = people.person_by_id(desk.tx, surface.person_id)
        at = gathering(desk, offer_id, date.fromisoformat(surface.shows.removeprefix(OFFER)))
        if person is None or person.chat_id is None:
            continue
        if at is None or (person.role is Role.BORGER and not at.offer.open):
            desk.retire(person, surface.id)
        elif person.role is Role.BORGER:
            borger_cards.show_one(desk, person, surface.id, at)
        else:
            staff_cards.show_one(desk, person, surface.id, at)
