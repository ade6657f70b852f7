"""Who is told when a borger asks to talk: those on duty now, as the plan of shifts has it; where it has nobody, the
contact persons first."""

from __future__ import annotations

from datetime import datetime

from bot.desk.at_work import on_duty_now
from bot.desk.desk import Desk
from bot.desk.standing_in import stand_ins, there
from bot.talking.duty import is_off, next_shifts
from dialogs.permissions import Role
from storage import help_calls, people
from storage.followup import Talk
from storage.people import Person

LEVELS = 3
"""How many times a call goes on. While anybody is on duty: the contact persons among them, all of them, and the leaders
too. Otherwise: the contact persons, the staff, the leaders."""


def of_level(desk: Desk, borger: Person, level: int) -> list[Person]:
    """Who is told on a level, as it is just now. Nobody who is off: somebody stands in for them. Nobody whose shift has
    ended or not begun while others are on duty, or while the house has no staff. In its hours, somebody should be
    there: a plan without anybody is not filled in."""
    contacts = stand_ins(desk, people.contacts_of(desk.tx, borger.id))
    on_duty = at_work(desk)
    if not on_duty:
        role = Role.STAFF if level == 1 else Role.LEADER
        found = contacts if level == 0 else there(desk, people.people_of_role(desk.tx, role))
        if on_duty_now(desk) or desk.house.settings.staffed.is_open(desk.now):
            return found
        return [one for one in found if not is_off(desk, one.id)]
    if level == 0:
        ids = {person.id for person in on_duty}
        return [contact for contact in contacts if contact.id in ids]
    if level == 1:
        return on_duty
    leaders = people.people_of_role(desk.tx, Role.LEADER)
    return on_duty + [one for one in leaders if one not in on_duty and not is_off(desk, one.id)]


def of_call(desk: Desk, borger: Person, call: Talk, level: int) -> list[Person]:
    """Who is told of a call on a level. One for help that goes to somebody first goes to them alone at first, if they
    are not off; whoever else would be told then hears of it next."""
    help_call = help_calls.of_talk(desk.tx, call.id) if level < 2 else None
    first = people.person_by_id(desk.tx, help_call.first_id) if help_call and help_call.first_id else None
    on_duty = on_duty_now(desk)
    here = first and (first.id in on_duty if on_duty else there(desk, [first]) and not is_off(desk, first.id))
    if first is None or not here or not first.can_be_told:
        return of_level(desk, borger, level)
    return [first] if level == 0 else list(dict.fromkeys(of_level(desk, borger, 0) + of_level(desk, borger, 1)))


def at_work(desk: Desk) -> list[Person]:
    """Those on duty now who can be told something."""
    found = [people.person_by_id(desk.tx, staff_id) for staff_id in on_duty_now(desk)]
    return [person for person in found if person and person.can_be_told]


def next_at_work(desk: Desk) -> datetime | None:
    """When the next come on duty who can be told something: by the plan of shifts, or when the house has staff again.
    None if that is not known."""
    hours = desk.house.settings.staffed
    period = hours.period(desk.now)
    opens = period[0] if period and period[0] > desk.now else None
    for begins, staff_ids in next_shifts(desk):
        if opens and opens <= begins:
            break
        found = [people.person_by_id(desk.tx, staff_id) for staff_id in staff_ids]
        if any(person and person.can_be_told for person in found):
            return begins
    return opens
