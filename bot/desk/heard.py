"""When a borger gets what staff tell them: the one rule that it goes by, and what is said of it to whoever tells it.
Who cannot be reached gets nothing, and whoever tells it hears that."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime, time

from bot.desk.desk import Desk
from bot.desk.flow import Start
from dialogs.text import T, Text
from dialogs.time.schedule import instant
from storage import agendas, people
from storage.entries import Entry
from storage.people import Person

MORNING = time(9)
"""When a break is over, on its day."""


def comes(desk: Desk, borger: Person, *, starts: datetime | None = None) -> datetime:
    """When a borger gets what they are told now: after their quiet hours, unless what it is about `starts` before these
    are over."""
    morning = desk.after_quiet(borger)
    return desk.now if starts and starts <= morning else morning


def after_rest(desk: Desk, borger: Person) -> datetime:
    """Now, or when the borger's quiet hours or their break are over: for what can wait so long."""
    until = agendas.rhythm_of(desk.tx, borger.id).paused_until
    if until and until > desk.local.date():
        return instant(until, MORNING, desk.house.settings.timezone)
    return desk.after_quiet(borger)


def when_heard(desk: Desk, borger: Person, *, starts: datetime | None = None, at_once: bool = False) -> Text:
    """At once, at the end of their quiet hours, or not: what is so at this moment. `at_once` is what they wait for."""
    if not borger.can_be_told:
        return T("{name} cannot be reached on Telegram now.", name=borger.name)
    at = desk.now if at_once else comes(desk, borger, starts=starts)
    if at > desk.now:
        return T("{name} gets it {when}.", name=borger.name, when=at.astimezone(desk.house.zone))
    return T("{name} gets it at once.", name=borger.name)


def by_day(desk: Desk, start: Start, _chosen: Mapping[str, str]) -> tuple[Text, ...]:
    """Of a form whose outcome the borger is told outside their quiet hours."""
    return (when_heard(desk, start.about),)


def at_once(desk: Desk, start: Start, _chosen: Mapping[str, str]) -> tuple[Text, ...]:
    """Of a form whose outcome the borger waits for."""
    return (when_heard(desk, start.about, at_once=True),)


def tell(desk: Desk, by: Person, borger: Person, words: Text, pictogram: str) -> None:
    """Tells a borger what somebody does, by day; if they cannot be reached, `by` hears that."""
    if borger.can_be_told:
        desk.tell(borger, words, wait_for_day=True, pictogram=pictogram)
    else:
        not_reached(desk, by, borger)


def tell_proposer(desk: Desk, borger: Person, entry: Entry, *, yes: bool) -> None:
    """Who proposed something to a borger hears, by day, what the borger says to it."""
    proposer = people.person_by_id(desk.tx, entry.made_by)
    if proposer and proposer.can_be_told and proposer.id != borger.id:
        said = T("{name} says yes to: {title}") if yes else T("{name} says no to: {title}")
        told = Text(said.id, {"name": borger.name, "title": entry.title})
        desk.tell(proposer, told, wait_for_day=True, about=borger)


def not_reached(desk: Desk, by: Person, borger: Person) -> None:
    """Who wanted to tell a borger something hears that they cannot be reached. Of who has not joined, or has left,
    everybody knows."""
    if borger.state == "active" and by.id != borger.id and by.can_be_told:
        desk.tell(by, unread(borger), about=borger)


def unread(borger: Person) -> Text:
    return T("{name} cannot be reached on Telegram. Please tell it in person.", name=borger.name)


def unreached(found: Iterable[Person]) -> list[Text]:
    """The same of each of several who cannot be reached, for a card."""
    return [unread(one) for one in found if one.state == "active" and not one.can_be_told]
