"""What a borger feels like now: it goes at once to who is at work and may read it, and what becomes of it is told as it
is. It is no call for help, comes after those, and ends with the day."""

from __future__ import annotations

from datetime import datetime, time, timedelta

from bot.desk.desk import Desk
from bot.desk.flow import Done
from bot.talking import callees
from bot.wishes import today_cards
from bot.wishes.today_cards import may_read
from dialogs.engine import path
from dialogs.engine.photo_names import photo_id
from dialogs.engine.session import End, Item, Outcome
from dialogs.words.visible import cut, one_line
from storage import people, schedules, today
from storage.people import Person
from storage.schedules import Timer
from storage.today import Today, TodayState

FEEL_LIKE = "feel_like"
NIGHT = time(22)
"""When the day is over for what nobody has answered."""
LEVELS = 2
"""The contact persons at work first, then all at work who may read it; after them it has been everywhere."""
LONGEST = 60


def asked(desk: Desk, done: Done) -> None:
    """A borger has said what they feel like: a card of its own says who hears of it."""
    found = list(path.answered(done.dialog, done.session).values())
    if done.finish.end is not End.DONE or not found or found[-1][1].outcome is not Outcome.ANSWERED:
        return
    ask, given = found[-1]  # own words come after the choice that leads to them
    thing = next((each for each in path.options(ask, done.session) if each.id in given.choices), None)
    label = desk.texts(done.about).say(path.label(thing)) if thing else one_line(given.words)
    what = cut(label or desk.texts(done.about).say(done.dialog.own_title), LONGEST)
    if before := today.waiting(desk.tx, done.about.id):
        if before.what == what:  # a finger that trembles asks twice
            return
        settled(desk, before, "enough")
    photo = photo_id(thing.photo, desk.house.photos) if isinstance(thing, Item) and thing.photo else 0
    sign = (thing.pictogram if thing else "") or done.dialog.pictogram
    wish_id = today.add(desk.tx, done.about.id, done.stored.id, what, sign, photo or None, desk.now,
                        desk.new_surface(done.about))  # fmt: skip
    schedules.set_timer(desk.tx, _night(desk), "night", borger_id=done.about.id)
    move_on(desk, wish_id)


def _night(desk: Desk) -> datetime:
    """When the day is over: this evening, or where that is past, at midnight."""
    night = desk.local.replace(hour=NIGHT.hour, minute=0, second=0, microsecond=0)
    return night if night > desk.local else (desk.local + timedelta(days=1)).replace(hour=0, minute=0, second=0)


def of_level(desk: Desk, borger: Person, wish: Today, level: int) -> list[Person]:
    """Who is told on a level: of those who are at work, or in a house that keeps no plan of shifts the contact persons
    while it has staff, those who may read it."""
    here = callees.at_work(desk)
    contacts = {one.id for one in people.contacts_of(desk.tx, borger.id)}
    if not here and desk.house.settings.staffed.is_open(desk.now):
        here = [one for one in callees.of_level(desk, borger, 0) if one.can_be_told]
    found = [one for one in here if may_read(desk, one, wish)]
    return [one for one in found if one.id in contacts] if level == 0 else found


def move_on(desk: Desk, wish_id: int) -> None:
    """Tells the next who may hear of it; when all have, or there is nobody, the borger's card says so."""
    wish = today.by_id(desk.tx, wish_id)
    borger = people.person_by_id(desk.tx, wish.borger_id) if wish else None
    if wish is None or borger is None or wish.state != "waiting":
        return
    told = {staff_id for staff_id, _ in today.told(desk.tx, wish.id)}
    level, found = wish.level, list[Person]()
    while not found and level < LEVELS:
        found = [one for one in of_level(desk, borger, wish, level) if one.id not in told]
        level += 1
    today.moved_on(desk.tx, wish.id, level)
    for staff in found:
        today_cards.ring(desk, borger, wish, staff)
    schedules.clear_timers(desk.tx, borger_id=borger.id, kind="today")
    if found:
        wait = timedelta(minutes=int(desk.house.settings.talk_wait))
        schedules.set_timer(desk.tx, desk.now + wait, "today", borger_id=borger.id)
    today_cards.show_borger(desk, borger, wish.id, rings=bool(told) and not found)


def timer_due(desk: Desk, timer: Timer) -> None:
    """Nobody has answered for a while; or the day is over."""
    wish = today.waiting(desk.tx, timer.borger_id or 0)
    if wish and timer.kind == "night":
        settled(desk, wish, "over")
    elif wish:
        move_on(desk, wish.id)


def settled(desk: Desk, wish: Today, state: TodayState, by: Person | None = None, said: str = "") -> bool:
    """It has been answered, is called off, or the day is over: every card says so.

    Returns: False if a colleague was quicker.
    """
    borger = people.person_by_id(desk.tx, wish.borger_id)
    if borger is None or not today.end(desk.tx, wish.id, state, by.id if by else None, said):
        return False
    schedules.clear_timers(desk.tx, borger_id=borger.id, kind="today")
    schedules.clear_timers(desk.tx, borger_id=borger.id, kind="night")
    today_cards.show_borger(desk, borger, wish.id, rings=by is not None)
    today_cards.show_staff(desk, borger, wish.id)
    return True
