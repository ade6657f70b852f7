"""The core of a circle: two of it, picked by the borger. They become the contact persons, and are called first."""

from __future__ import annotations

from collections.abc import Collection

from bot.circle import areas, choosing, who
from bot.circle.acts import OWNER, Acts, number, paged, person_named
from bot.desk.desk import Desk
from bot.people import contacts
from dialogs.engine.cards import Card, CardButton
from dialogs.text import T, Text
from storage import circle, people, surfaces
from storage.core import core_of
from storage.people import Person

SIGN = "💬"
MOST = 2
"""How many there are in the core."""


def _first(desk: Desk, person: Person, surface_id: int, of: list[str]) -> bool:
    """Who comes first."""
    if not circle.members(desk.tx, person.id):
        return False
    _asks(desk, person, surface_id, T("Who comes first when you want to talk?"), "first", number(of, 0))
    return True


def _then(desk: Desk, person: Person, surface_id: int, of: list[str]) -> bool:
    """And who comes after them, if anybody."""
    first = person_named(desk, of)
    if first is None or first.id not in circle.members(desk.tx, person.id):
        return False
    if len(circle.members(desk.tx, person.id)) == 1:
        return _picked(desk, person, surface_id, [str(first.id)])
    nobody = CardButton(f"core.{first.id}", T("Nobody else"), "✋")
    asks = T("{name} comes first. Who comes next?", name=first.name)
    _asks(desk, person, surface_id, asks, f"then.{first.id}", number(of, 1), nobody, but=(first.id,))
    return True


def _asks(
    desk: Desk, borger: Person, surface_id: int, asks: Text, act: str, page: int, *more: CardButton,
    but: Collection[int] = (),
) -> None:  # fmt: skip
    """The cards of those in the circle, with who comes first now ticked."""
    surfaces.now_shows(desk.tx, surface_id, choosing.STEP)
    leads = "then" if not but else f"core.{next(iter(but))}"
    core = core_of(desk.tx, borger.id)
    found = (people.person_by_id(desk.tx, id_) for id_ in circle.members(desk.tx, borger.id) if id_ not in but)
    buttons = tuple(who.button(desk, each, f"{leads}.{each.id}", marked=each.id in core) for each in found if each)
    card = Card(asks, SIGN, (paged(buttons, page, act), (*more, choosing.ALL)))
    desk.show_card(borger, card, OWNER, surface_id, surface_id)


def _picked(desk: Desk, person: Person, surface_id: int, of: list[str]) -> bool:
    """Those picked are the contact persons from now on, and nobody else is."""
    members = circle.members(desk.tx, person.id)
    wanted = [id_ for id_ in dict.fromkeys(number(of, place) for place in range(len(of[:MOST]))) if id_ in members]
    if not wanted:
        return False
    desk.retire(person, surface_id)
    if wanted != [one.id for one in people.contacts_of(desk.tx, person.id)] or core_of(desk.tx, person.id) != set(
        wanted
    ):
        contacts.change(desk, person, wanted, picked=wanted)
    return True


def without(desk: Desk, borger: Person, staff: Person, area: str = "") -> None:
    """Who has left the circle is not of its core any more; nor who has given up a role of the core."""
    if area and any(each.staff_id == staff.id and each.stands and each.area in areas.CORE
                    for each in circle.picks_of(desk.tx, borger.id)):  # fmt: skip
        return
    now = [one.id for one in people.contacts_of(desk.tx, borger.id)]
    if staff.id in now and staff.id in core_of(desk.tx, borger.id):
        contacts.change(desk, borger, [id_ for id_ in now if id_ != staff.id], gone=staff)


def by_role(desk: Desk, borger: Person, *, instead_of: Collection[int]) -> None:
    """In a team of roles the coordinator and who stands in come first. While the borger has picked nobody for one of
    these, whom the house has put there does, or who was contact person already; but nobody `instead_of` whom somebody
    else has come."""
    if desk.house.settings.team != "roles":
        return
    holds = {each.area: each for each in circle.picks_of(desk.tx, borger.id) if each.stands and each.area in areas.CORE}
    picked = {each.staff_id for each in holds.values() if not each.given}
    now, core = [one.id for one in people.contacts_of(desk.tx, borger.id)], core_of(desk.tx, borger.id)
    held = {each.staff_id for each in holds.values()}
    others = [id_ for id_ in now if id_ not in held | set(instead_of)]
    wanted = [holds[area].staff_id if area in holds else others.pop(0) if others else 0 for area in areas.CORE]
    wanted = [id_ for id_ in dict.fromkeys(wanted) if id_]
    if holds and (wanted != now or core != picked):
        contacts.change(desk, borger, wanted, picked=picked)


ACTS: Acts = {"first": _first, "then": _then, "core": _picked}
