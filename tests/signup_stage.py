"""What tests of the catalogue share: offers made by staff in a sentence, and who signs up."""

from __future__ import annotations

from dialogs.permissions import Role
from tests.house import House
from tests.phone import Phone


async def offers(staff: Phone, sentence: str, *, places: str = "", place: str = "") -> None:
    """Makes an offer and puts it into the catalogue."""
    await staff.presses("Plan")
    await staff.taps("Offers", "A new offer")
    await staff.says(sentence)
    if places:
        await staff.taps("Change it", "How many places", places)
    if place:
        await staff.taps("Change it", "Place")
        await staff.says(place)
    await staff.taps("Put it into the catalogue")


async def looks_at(borger: Phone, title: str) -> None:
    """Opens an offer: two taps from the week."""
    await borger.presses("My week")
    await borger.taps("Offers", title)


async def signs_up(borger: Phone, title: str, level: str = "I come along") -> None:
    await looks_at(borger, title)
    await borger.taps(level)


async def moves_in(house: House, chat_id: int, name: str, *contacts: Phone) -> Phone:
    """One more borger."""
    phone = await house.joins(chat_id, name, Role.BORGER)
    await house.contacts(phone, *contacts)
    phone.turns_page()
    return phone
