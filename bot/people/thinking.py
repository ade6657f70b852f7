"""Who has not said yes or no to joining yet: they think about it until a day of their own, or ask somebody they trust.
Nothing starts meanwhile, and nobody is told of a no."""

from __future__ import annotations

from datetime import date, time, timedelta

from bot.desk import open_sessions
from bot.desk.desk import Desk, Dispatch
from bot.desk.flow import Done, Known, Start
from dialogs.engine.session import Item
from dialogs.text import T, Text
from dialogs.time.schedule import instant
from storage import people, schedules, sessions
from storage.outbox import Lane
from storage.people import Person

WELCOME, THINKING = "welcome", "thinking"
AT = time(12)
"""When somebody is asked again, local: most sleep late."""
SHOWS = "show"
"""What is chosen instead of a person by who shows the phone to somebody."""


def trusted(desk: Desk, borger: Person) -> tuple[Item, ...]:
    """Whom a borger can ask: the contact persons who can be told, or whoever they show the phone to."""
    say = desk.texts(borger).say
    found = [contact for contact in people.contacts_of(desk.tx, borger.id) if contact.can_be_told]
    shows = Item(SHOWS, say(T("I show the phone to somebody")), "📱")
    return (*(Item(str(contact.id), contact.name, "👤") for contact in found), shows)


def left_open(desk: Desk, done: Done) -> None:
    """No yes and no no: what the borger has chosen happens, and a card says so, from which they come back when they
    want to."""
    borger, day = done.person, None
    if done.chosen("consent") == "ask":
        said = _asks(desk, done)
    elif day := _day(desk, done):
        said = T("That is all right. Nothing starts. I ask again {day}.", day=day)
    else:
        said = T("That is all right. Nothing starts. I do not ask again.")
    schedules.clear_timers(desk.tx, borger_id=borger.id, kind="welcome")
    if day:
        at = instant(day, AT, desk.house.settings.timezone)
        schedules.set_timer(desk.tx, max(at, desk.now), "welcome", borger_id=borger.id)
    seen = T("Staff see only that you have not answered.")
    told = desk.texts(borger).lines((said, seen) if done.chosen("consent") == "think" else (said,))
    desk.runner.go(desk, THINKING, Start(borger, borger, done.stored.surface_id, target=told))


def _day(desk: Desk, done: Done) -> date | None:
    """The local day on which the borger wants to be asked again; None if they want to come by themself."""
    if chosen := done.chosen("day"):
        return date.fromisoformat(chosen)
    days = done.value("again")
    return desk.local.date() + timedelta(days=days) if days else None


def _asks(desk: Desk, done: Done) -> Text:
    """The contact person whom the borger has chosen is told that, and nobody anything else."""
    borger, chosen = done.person, done.chosen("trusted")
    contact = people.person_by_id(desk.tx, int(chosen)) if chosen.isdecimal() else None
    if contact is None or not contact.can_be_told:
        return T("Show this phone to somebody you trust. You can look at it together.")
    asks = T("{name} would like to talk with you about joining. {name} has not said yes or no.", name=borger.name)
    desk.tell(contact, asks, about=borger)
    return T("I have told {name} that you would like to talk about it.", name=contact.name)


def thinking_known(_desk: Desk, start: Start) -> Known:
    return Known(facts={"again": start.target})


def asked_again(desk: Desk, borger: Person) -> None:
    """The day has come that the borger has chosen: the welcome comes, from its beginning."""
    if borger.state != "joining" or sessions.open_session(desk.tx, borger.id, WELCOME):
        return  # they have come back by themself
    if (at := desk.after_quiet(borger)) > desk.now:
        schedules.set_timer(desk.tx, at, "welcome", borger_id=borger.id)
        return
    put_away(desk, borger)
    desk.runner.open(desk, desk.house.dialogs[WELCOME], Start(borger, borger), Dispatch(Lane.CHECK_IN))


def put_away(desk: Desk, borger: Person) -> None:
    """The card of who thinks about it goes: the welcome itself takes its place."""
    open_sessions.card_goes(desk, borger, THINKING)
