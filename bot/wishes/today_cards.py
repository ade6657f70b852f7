"""The cards of what a borger feels like today: on their phone how it truly stands, on staff's what they can answer."""

from __future__ import annotations

from bot.desk.at_work import reader_now
from bot.desk.desk import Desk, Dispatch
from bot.desk.numbers import staff_now
from bot.talking import callees
from dialogs.engine.cards import Card, CardButton, CardTile
from dialogs.engine.photo_names import stored
from dialogs.text import T, Text
from storage import answers, people, schedules, surfaces, today
from storage.outbox import Lane
from storage.people import Person
from storage.today import Today

TODAY = "y"
SHOWS = "today"
"""What a surface shows that tells staff what a borger feels like: its `ref` is that."""
YES, LATER, NO, ENOUGH, WISH = "yes_", "later", "no_", "enough", "wish"


def may_read(desk: Desk, staff: Person, wish: Today) -> bool:
    """Whether the borger lets somebody read it now: all that was said of it."""
    who = reader_now(desk, staff)
    said = answers.places_in(desk.tx, wish.session_id)
    return bool(said) and all(
        answers.may_read_answer(desk.tx, who, wish.borger_id, wish.session_id, *place) for place in said
    )


def ring(desk: Desk, borger: Person, wish: Today, staff: Person) -> None:
    """One more is told; calls for help go before it."""
    surface_id = desk.new_surface(staff, borger, SHOWS, wish.id)
    today.tell(desk.tx, wish.id, staff.id, surface_id)
    desk.show_card(staff, _staff_card(desk, borger, wish), TODAY, wish.id, surface_id, Dispatch(Lane.REMINDER))


def show_staff(desk: Desk, borger: Person, wish_id: int) -> None:
    """All who were told, and may still read it, see how it stands; what the borger called off, or is over with the day,
    goes from the chat."""
    wish = today.by_id(desk.tx, wish_id)
    for staff_id, surface_id in today.told(desk.tx, wish_id):
        staff = people.person_by_id(desk.tx, staff_id)
        if wish is None or staff is None or surface_id is None or staff.chat_id is None:
            continue
        if wish.state in ("enough", "over") or not may_read(desk, staff, wish):
            desk.retire(staff, surface_id)
        else:
            desk.show_card(staff, _staff_card(desk, borger, wish), TODAY, wish.id, surface_id)


def _staff_card(desk: Desk, borger: Person, wish: Today) -> Card:
    asks = T("{name} feels like this now: {what}", name=borger.name, what=wish.what)
    if wish.state != "waiting":
        return Card(asks, "", lines=(_answer(desk, wish),))
    ways = (CardButton(YES, T("Yes, now"), "✅"), CardButton(LATER, T("Later today"), "🕘"),
            CardButton(NO, T("Not today, because …"), "✋"))  # fmt: skip
    return Card(asks, "", tuple((way,) for way in ways))


def _answer(desk: Desk, wish: Today) -> Text:
    """What was answered, and by whom."""
    by = people.person_by_id(desk.tx, wish.answered_by) if wish.answered_by else None
    name = by.name if by else "–"
    match wish.state:
        case "yes_":
            return T("{name} says yes, now.", name=name)
        case "later":
            return T("{name} says yes, today at {time}.", name=name, time=wish.said)
        case _:
            return T("{name}: not today. »{reason}«", name=name, reason=wish.said)


def show_borger(desk: Desk, borger: Person, wish_id: int, *, rings: bool = False) -> None:
    """The borger's card; with `rings` it comes as a new message, for there is something to know."""
    wish = today.by_id(desk.tx, wish_id)
    if wish is None or wish.surface_id is None:
        return
    surface_id = wish.surface_id
    if rings and borger.reachable:
        desk.retire(borger, surface_id)
        surface_id = desk.new_surface(borger)
        today.on_surface(desk.tx, wish_id, surface_id)
    desk.show_card(borger, _borger_card(desk, wish), TODAY, wish.id, surface_id)


_SIGNS = {"waiting": "⏳", "yes_": "✅", "later": "✅", "no_": "✋", "enough": "✖️", "over": "🌙"}


def _borger_card(desk: Desk, wish: Today) -> Card:
    """What they feel like as a picture, and how it stands."""
    tiles = (CardTile(_SIGNS[wish.state]),)
    lines, rows = _stands(desk, wish)
    return Card(T("{title}", title=wish.what), wish.pictogram, rows, tiles, lines=lines, essential=True,
                photo=stored(wish.photo))  # fmt: skip


def _stands(desk: Desk, wish: Today) -> tuple[tuple[Text, ...], tuple[tuple[CardButton, ...], ...]]:
    keep = (CardButton(WISH, T("Make it a wish"), "💭"),)
    if wish.state == "enough":
        return (T("All right. I ask nobody."),), ()
    if wish.state == "over":
        return (T("Nobody answered today."), T("I do not ask any more today.")), (keep,)
    if wish.state != "waiting":
        return (_answer(desk, wish),), (keep,) if wish.state == "no_" else ()
    enough = (CardButton(ENOUGH, T("It is not needed now"), "✖️"),)
    names = tuple(staff.name for staff_id, _ in today.told(desk.tx, wish.id)
                  if (staff := people.person_by_id(desk.tx, staff_id)))  # fmt: skip
    if names:
        waits = schedules.due_of(desk.tx, wish.borger_id, "today") is not None
        more = T("Nobody has answered yet.") if waits else T("Nobody has answered. They may have no time now.")
        return (T("I tell {names}.", names=names), more), (enough,) if waits else (keep, enough)
    if not callees.at_work(desk) and not desk.house.settings.staffed.is_open(desk.now):
        return staff_now(desk), (keep, enough)
    return (T("Nobody who is at work may read your wishes."), T("You can choose under »More«.")), (keep, enough)


def is_on(desk: Desk, wish: Today, person: Person) -> bool:
    """Whether somebody has a card of it."""
    mine = {staff_id for staff_id, _ in today.told(desk.tx, wish.id)}
    return person.id in mine or (wish.surface_id is not None and surfaces.is_on(desk.tx, wish.surface_id, person.id))
