""" "Who has seen my answers?": what the access log tells the borger whose answers they are."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from bot.desk.desk import SESSION, Desk
from bot.desk.feature import Seen
from bot.desk.flow import Start
from dialogs.engine.cards import Card, CardTile
from dialogs.profile import Reading
from dialogs.text import T, Text
from storage import news, sharing

MOST = 12
"""How many looks are told: as many as stand under a picture."""
MOST_TILES = 6

TAKEN, PHONE = "export", "new_phone"
SOMETHING = ("👀", T("something you share"))


@dataclass(frozen=True)
class Look:
    """What one person saw on one day. `at` is when last, local; `name` is empty when they have left the house, and None
    for whoever runs the bot, on its command line."""

    at: datetime
    name: str | None
    what: tuple[str, ...]


def gathered(looks: Iterable[tuple[datetime, str | None, str]], seen: Seen) -> tuple[Look, ...]:
    """Looks (local time, who, what) by person and day, newest first."""
    days: dict[tuple[object, str | None], Look] = {}
    for at, name, what in sorted(looks, key=lambda look: look[0]):
        place = (at.date(), kind(what, seen) == PHONE), name
        earlier = days.pop(place, None)
        kinds = dict.fromkeys((*(earlier.what if earlier else ()), kind(what, seen)))
        days[place] = Look(at, name, tuple(kinds))
    return tuple(reversed(days.values()))


def kind(what: str, seen: Seen) -> str:
    """Which of the things that can be seen the log's words belong to, of "chart trivsel" by the first; "" for none."""
    return next((name for name in (what, what.partition(" ")[0]) if name in seen), "")


def who(name: str | None) -> Text:
    """Who has looked, by the name in the log: "" is whoever has left the house, None the command line."""
    if name is None:
        return T("Whoever runs the app")
    return T("{name}", name=name) if name else T("Somebody who has left")


def told(look: Look, seen: Seen) -> Text:
    """A look in words. Who took a copy has more than seen it."""
    things = tuple(seen.get(what, SOMETHING)[1] for what in look.what if what != TAKEN)
    if look.what == (PHONE,):
        return T("{name} made a link to another phone for you, {when}.", name=who(look.name), when=look.at)
    person, taken = who(look.name), seen.get(TAKEN, SOMETHING)[1]
    if TAKEN not in look.what:
        return T("{name} saw {list}, {when}.", name=person, list=things, when=look.at)
    if not things:
        return T("{name} took {taken}, {when}.", name=person, taken=taken, when=look.at)
    return T("{name} saw {list} and took {taken}, {when}.", name=person, list=things, taken=taken, when=look.at)


def looks(desk: Desk, start: Start) -> None:
    """The latest looks at a borger's answers, to the borger."""
    log = sharing.looks_at(desk.tx, start.person.id)
    seen = desk.runner.features.looks
    found = gathered(((at.astimezone(desk.house.zone), name, what) for at, name, what in log), seen)[:MOST]
    pictured = desk.reading(start.person).reading is not Reading.TEXT
    tiles = tuple(_tile(look, seen) for look in found[:MOST_TILES]) if pictured else ()
    sent = tuple(
        T("Sent to {name}, and not opened yet, {when}.", name=who(one.name), when=one.at.astimezone(desk.house.zone))
        for one in news.unopened(desk.tx, start.person.id)
    )
    lines = (*sent, *(told(look, seen) for look in found)) or (T("I have shown your answers to nobody yet."),)
    card = Card(T("Who has read my answers?"), "👀✅", tiles=tiles, lines=lines, essential=True)
    surface_id = start.surface_id or desk.new_surface(start.person)
    desk.show_card(start.person, card, SESSION, 0, surface_id)


def _tile(look: Look, seen: Seen) -> CardTile:
    signs = "".join(seen.get(what, SOMETHING)[0] for what in look.what[:2])
    label = T("{name} {date}", name=who(look.name), date=look.at.date())
    return CardTile(signs, label, essential=True)
