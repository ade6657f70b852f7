"""A borger clears their screen of what others at the phone should not see. Nothing they have said is lost by it, and
what waits for them comes again when they want it to."""

from __future__ import annotations

from bot.deleting import DELETABLE
from bot.desk.desk import Desk
from bot.desk.flow import Start
from bot.methods.shelves import CLEARS
from bot.people.consent import CONSENT
from bot.people.lending import LEND
from bot.people.phones import OTHER_PHONE
from bot.people.readers import NEW_CONTACT
from bot.telegram.buttons import Tap
from dialogs.engine.cards import Card, CardButton
from dialogs.text import T
from storage import clearing, sessions, surfaces
from storage.people import Person

CLEARED = "e"
ASKS = (OTHER_PHONE, NEW_CONTACT, CONSENT, LEND)
OLDER = T("Is there more left? It is older than two days. Hold a finger on it, and tap »Delete«.")


def clear(desk: Desk, start: Start) -> None:
    """Takes out of the chat all that Telegram lets the bot take out, and leaves one card."""
    borger = start.person
    assert borger.chat_id is not None
    for message_id in clearing.take_off(desk.tx, borger.id, desk.now - DELETABLE):
        desk.take_out(borger.chat_id, message_id)
    surface_id = desk.new_surface(borger)
    waits = CardButton("waits", T("Show what waits"), "📬", tile=True)
    lines = (T("Your answers are kept."), OLDER)
    card = Card(T("I have cleared the screen."), CLEARS, ((waits,),), lines=lines, essential=True)
    desk.show_card(borger, card, CLEARED, surface_id, surface_id)


def tapped(desk: Desk, person: Person, tap: Tap) -> bool:
    """What waits comes again, in place of the card.

    Returns: False if the card is not theirs.
    """
    if not surfaces.is_on(desk.tx, tap.id, person.id):
        return False
    desk.retire(person, tap.id)
    found = [again(desk, person) for again in desk.runner.features.comes_again]
    if not any(found):
        desk.tell(person, T("Nothing waits for you now."), pictogram="👌")
    return True


def cards_again(desk: Desk, borger: Person) -> bool:
    """Puts before them again what asks them something that is theirs alone to say. Returns: whether there is any."""
    found = [each for each in sessions.open_sessions(desk.tx, borger.id) if each.dialog_id in ASKS and each.surface_id]
    for stored in found:
        desk.runner.resume(desk, stored)
    return bool(found)
