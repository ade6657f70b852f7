"""When a borger gets what staff are about to write to them, as it is said to who writes."""

from __future__ import annotations

from bot.desk.desk import Desk
from dialogs.text import T, Text
from storage.people import Person


def when_heard(desk: Desk, borger: Person) -> Text:
    """At once, at the end of their quiet hours, or not: what is so at this moment."""
    if not borger.can_be_told:
        return T("{name} cannot be reached on Telegram now.", name=borger.name)
    heard = desk.after_quiet(borger)
    if heard > desk.now:
        return T("{name} gets it {when}.", name=borger.name, when=heard.astimezone(desk.house.zone))
    return T("{name} gets it at once.", name=borger.name)
