"""Who talks with a borger about a method: whoever holds the role of their team that it names, where borgere pick by
role; while nobody does who is there, their contact persons."""

from __future__ import annotations

from collections.abc import Mapping

from bot.desk.desk import Desk
from bot.desk.standing_in import stand_ins, there
from dialogs.method.model import Dialog
from dialogs.text import T
from storage import circle, people
from storage.people import Person


def partner_of(desk: Desk, borger: Person, dialog: Dialog) -> Person | None:
    """Whoever holds the role, can be told and is not off today; whom the borger has picked and who has said yes before
    whom the house has put there."""
    if dialog.partner is None or desk.house.settings.team != "roles":
        return None
    holders = [each for each in circle.picks_of(desk.tx, borger.id) if each.area == dialog.partner and each.stands]
    found = (people.person_by_id(desk.tx, each.staff_id) for each in sorted(holders, key=lambda each: each.given))
    return next((one for one in there(desk, [one for one in found if one]) if one.can_be_told), None)


def known(desk: Desk, reader: Person, borger: Person, dialog: Dialog) -> Mapping[str, str]:
    """The same by name, for the method's texts."""
    partner = partner_of(desk, borger, dialog)
    found = [partner] if partner else stand_ins(desk, people.contacts_of(desk.tx, borger.id))
    names = tuple(one.name for one in found) or tuple(one.name for one in people.contacts_of(desk.tx, borger.id))
    return {"partner": desk.texts(reader).say(T("{names}", names=names)) if names else ""}
