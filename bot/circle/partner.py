"""The day's partner: one of those at work today, by default of the core of the team. Tomorrow it is open again."""

from __future__ import annotations

from datetime import time

from bot.circle import who
from bot.circle.acts import OWNER, Acts, number, paged, person_named
from bot.desk.at_work import SHIFTS, on_duty_now, on_shift
from bot.desk.desk import Desk
from bot.desk.flow import Start
from bot.pictures.spec import Tile
from dialogs.engine.cards import Card, CardButton
from dialogs.text import T
from dialogs.time.schedule import instant
from storage import circle, day_partners, people
from storage.people import Person

PARTNER = "day_partner"
TITLE, SIGN = T("With me today"), "🤲"


def here_today(desk: Desk) -> list[Person]:
    """Those at work now, and those who come later today, by the plan of shifts; each once."""
    today, settings = desk.local.date(), desk.house.settings
    ids = on_duty_now(desk)
    for shift, (begin, _) in zip(SHIFTS, settings.shifts, strict=True):
        if instant(today, time(begin // 60, begin % 60), settings.timezone) > desk.now:
            ids += on_shift(desk, today, shift)
    found = (people.person_by_id(desk.tx, id_) for id_ in dict.fromkeys(ids))
    at_work = {one.id for one in who.pickable(desk)}
    return [one for one in found if one and one.id in at_work]


def partner_of(desk: Desk, borger: Person) -> Person | None:
    """Who is a borger's partner today: whom they have chosen, while that one is at work or still comes; else the first
    of their contact persons there, else of their team. None where the house gives contact persons, or nobody is
    there."""
    if desk.house.settings.team == "contacts":
        return None
    here = {one.id: one for one in here_today(desk)}
    own = [one.id for one in people.contacts_of(desk.tx, borger.id)] + list(circle.members(desk.tx, borger.id))
    wanted = (day_partners.chosen(desk.tx, borger.id, desk.local.date()), *own)
    return next((here[id_] for id_ in wanted if id_ in here), None)


def tile_of(desk: Desk, borger: Person, *, words: bool) -> Tile | None:
    """The day's partner as they stand on the board of the day."""
    partner = partner_of(desk, borger)
    if partner is None:
        return None
    name = desk.texts(borger).say(T("{what}: {name}", what=TITLE, name=partner.name)) if words else partner.name
    return Tile(who.SIGN, name, photo=who.photo_of(desk, partner), beside=SIGN)


def way(desk: Desk) -> tuple[CardButton, ...]:
    """The way to choose, while there is anybody to choose from."""
    picks = desk.house.settings.team != "contacts" and here_today(desk)
    return (CardButton(PARTNER, T("Choose somebody for today"), SIGN),) if picks else ()


def opened(desk: Desk, start: Start) -> None:
    """Who is at work today, to choose from."""
    _show(desk, start.person, start.surface_id or desk.new_surface(start.person), 0)


def _show(desk: Desk, borger: Person, surface_id: int, page: int) -> None:
    """Who can be chosen; when nobody is at work any more, the day itself, which says so."""
    if not here_today(desk):
        desk.runner.go(desk, "today", Start(borger, borger, surface_id))
        return
    now = partner_of(desk, borger)
    buttons = tuple(who.button(desk, one, f"day.{one.id}", marked=one == now) for one in here_today(desk))
    back = CardButton("today", T("Today"), "📋")
    card = Card(T("Whom would you like most today?"), SIGN, (paged(buttons, page, "days"), (back,)))
    desk.show_card(borger, card, OWNER, surface_id, surface_id)


def _page(desk: Desk, person: Person, surface_id: int, of: list[str]) -> bool:
    _show(desk, person, surface_id, number(of, 0))
    return True


def _today(desk: Desk, person: Person, surface_id: int, _of: list[str]) -> bool:
    desk.runner.go(desk, "today", Start(person, person, surface_id))
    return True


def _chosen(desk: Desk, person: Person, surface_id: int, of: list[str]) -> bool:
    """Who is chosen hears it, and so does whom the borger had chosen before."""
    staff = person_named(desk, of)
    if staff is None or staff not in here_today(desk):
        _show(desk, person, surface_id, 0)
        return False
    today = desk.local.date()
    before = day_partners.chosen(desk.tx, person.id, today)
    if before != staff.id:
        day_partners.choose(desk.tx, person.id, staff.id, today)
        desk.tell(staff, T("{name} has chosen you as the partner of the day.", name=person.name), about=person)
        had = people.person_by_id(desk.tx, before) if before else None
        if had:
            desk.tell(had, T("{name} has chosen {staff} for today now.", name=person.name, staff=staff.name),
                      about=person)  # fmt: skip
    return _today(desk, person, surface_id, of)


ACTS: Acts = {"day": _chosen, "days": _page, "today": _today}
