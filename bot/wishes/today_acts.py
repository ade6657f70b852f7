"""What staff answer to what a borger feels like today, and what the borger does about it. A yes stands in the week."""

from __future__ import annotations

from datetime import datetime, time, timedelta

from bot.desk.desk import Desk
from bot.desk.flow import Done, Known, PartOf, Start
from bot.telegram.buttons import Tap
from bot.wishes import today_cards
from bot.wishes.today import settled
from bot.wishes.today_cards import ENOUGH, LATER, NO, WISH, YES, may_read
from dialogs.engine.session import End
from dialogs.text import T
from dialogs.time.activity import Activity
from dialogs.time.repeat import Repeat
from storage import activities, people, today
from storage.people import Person
from storage.sessions import StoredSession
from storage.surfaces import Surface
from storage.today import Today

TIME, WHY = "today_time", "today_no"
PAST = ":past"
SOON = timedelta(minutes=5)
"""What is to be now stands in the week from so many minutes on: it takes that long to get one's coat."""


def tapped(desk: Desk, person: Person, tap: Tap) -> bool:
    """A button of one of the cards.

    Returns: False if it is not this person's to tap.
    """
    wish = today.by_id(desk.tx, tap.id)
    borger = people.person_by_id(desk.tx, wish.borger_id) if wish else None
    if wish is None or borger is None or not today_cards.is_on(desk, wish, person):
        return False
    if person.id == borger.id:
        return _borger_tapped(desk, borger, wish, tap.choice)
    if wish.state != "waiting" or not may_read(desk, person, wish):
        today_cards.show_staff(desk, borger, wish.id)
    elif tap.choice == YES:
        _yes(desk, person, borger, wish, None)
    elif tap.choice in (LATER, NO):
        form = TIME if tap.choice == LATER else WHY
        desk.runner.go(desk, form, Start(person, borger, target=str(wish.id)))
    return True


def _borger_tapped(desk: Desk, borger: Person, wish: Today, choice: str) -> bool:
    if choice == ENOUGH:
        return settled(desk, wish, "enough")
    if choice == WISH:
        desk.runner.open(desk, desk.house.dialogs["wish"], Start(borger, borger, part=PartOf(())))
        return True
    return False


def _yes(desk: Desk, person: Person, borger: Person, wish: Today, at: time | None) -> None:
    """A yes for now or for a time today, which then stands in the borger's week."""
    starts = desk.local + SOON if at is None else datetime.combine(desk.local.date(), at)
    said = desk.texts(borger).say(T("{when}", when=at)) if at else ""
    if settled(desk, wish, "later" if at else "yes_", person, said) and starts.date() == desk.local.date():
        plan = Activity(wish.what, Repeat(starts.date()), time(starts.hour, starts.minute),
                        desk.house.settings.timezone, pictogram=wish.pictogram)  # fmt: skip
        activities.add_activity(desk.tx, (borger.id,), "activity", plan, person.id, desk.now, photo_id=wish.photo)


def known(desk: Desk, start: Start) -> Known:
    wish = _target(desk, start.target)
    above = desk.texts(start.person).say(T("That time is past. Please choose a later one."))
    return Known({"what": wish.what if wish else "", "above": above if start.target.endswith(PAST) else ""})


def stands(desk: Desk, stored: StoredSession, person: Person, _borger: Person) -> bool:
    """Whether who is about to answer may still read what it is about."""
    wish = _target(desk, stored.target)
    return wish is not None and may_read(desk, person, wish)


def time_done(desk: Desk, done: Done) -> None:
    """A time today; one that is past is asked for again."""
    wish, chosen = _waiting(desk, done), done.chosen("at")
    if wish is None or not chosen:
        return
    at = time.fromisoformat(chosen)
    if datetime.combine(desk.local.date(), at) <= desk.local.replace(tzinfo=None):
        again = f"{wish.id}{PAST}"
        desk.runner.go(desk, TIME, Start(done.person, done.about, target=again))
    else:
        _yes(desk, done.person, done.about, wish, at)


def why_done(desk: Desk, done: Done) -> None:
    wish, given = _waiting(desk, done), done.given("why")
    if wish and given:
        settled(desk, wish, "no_", done.person, given.words.strip())


def _waiting(desk: Desk, done: Done) -> Today | None:
    """What a finished form answers; None if it was not finished, or a colleague was quicker, of which they are told."""
    wish = _target(desk, done.stored.target) if done.finish.end is End.DONE else None
    if wish and (wish.state != "waiting" or not may_read(desk, done.person, wish)):
        desk.tell(done.person, T("This does not wait for an answer any more."))
        return None
    return wish


def _target(desk: Desk, target: str) -> Today | None:
    name = target.removesuffix(PAST)
    return today.by_id(desk.tx, int(name)) if name.isdecimal() else None


def draw(desk: Desk, borger: Person, surface: Surface) -> None:
    """Who may not read it any more has no card of it."""
    wish, reader = today.by_id(desk.tx, surface.ref or 0), people.person_by_id(desk.tx, surface.person_id)
    if reader and (wish is None or not may_read(desk, reader, wish)):
        desk.retire(reader, surface.id)
