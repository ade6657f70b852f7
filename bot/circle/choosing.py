"""A borger goes through the cards of those who work here, about one thing, and says gladly, maybe or not just now."""

from __future__ import annotations

from collections.abc import Mapping

from bot.circle import areas, asking, first, maybe, meeting, who
from bot.circle.acts import OWNER, Acts, number, paged, person_named, word
from bot.circle.areas import Area
from bot.desk.desk import Desk
from dialogs.engine.cards import Card, CardButton
from dialogs.text import T, Text
from storage import circle, people, surfaces
from storage.circle import Pick, Wish
from storage.people import Person

STEP = "team step"
"""What a surface shows that a step of picking a team stands on; of somebody's card, with the area behind a dot, and
them as its `ref`."""
WISHES: Mapping[Wish, tuple[Text, str]] = {
    "gladly": (T("Gladly"), "👍"), "maybe": (T("Maybe"), "🤔"), "not_now": (T("Not just now"), "✋"),
}  # fmt: skip
ALL = CardButton("all", T("My team"), "🤲")


def _areas(desk: Desk, person: Person, surface_id: int, of: list[str]) -> bool:
    """About what somebody can be picked."""
    surfaces.now_shows(desk.tx, surface_id, STEP)
    buttons = tuple(CardButton(f"area.{each.id}", each.label, each.sign, tile=True) for each in areas.areas_of(desk))
    card = Card(T("What would you like somebody for?"), "🤲", (paged(buttons, number(of, 0), "areas"), (ALL,)))
    desk.show_card(person, card, OWNER, surface_id, surface_id)
    return True


def _area(desk: Desk, person: Person, surface_id: int, of: list[str]) -> bool:
    """Begins at the first of the cards that nothing was said about yet."""
    area, found = areas.offered(desk, word(of, 0)), who.pickable(desk)
    if area is None or not found:
        return False
    said = {each.staff_id for each in circle.picks_of(desk.tx, person.id) if each.area == area.id}
    show_one(desk, person, surface_id, area, next((each for each in found if each.id not in said), found[0]))
    return True


def _see(desk: Desk, person: Person, surface_id: int, of: list[str]) -> bool:
    area, staff = areas.offered(desk, word(of, 0)), person_named(desk, of, 1)
    if area and staff in who.pickable(desk) and staff:
        show_one(desk, person, surface_id, area, staff)
        return True
    return False


def _mark(desk: Desk, person: Person, surface_id: int, of: list[str]) -> bool:
    """What the borger thinks counts at once; who is wished for is asked."""
    area, staff = areas.offered(desk, word(of, 0)), person_named(desk, of, 1)
    wish = next((each for each in WISHES if each == word(of, 2)), None)
    if area is None or staff is None or wish is None or staff not in who.pickable(desk):
        return False
    was_in = staff.id in circle.members(desk.tx, person.id)
    if circle.pick(desk.tx, person.id, staff.id, area.id, wish, desk.now):
        desk.runner.changed(desk, person)
        if wish == "gladly":
            asking.ask(desk, person, staff)
        elif area.id in areas.CORE:
            first.without(desk, person, staff, area.id)
        if wish == "maybe":
            maybe.marked(desk, person)
        if was_in and wish != "gladly":
            asking.left(desk, person, staff)
    show_one(desk, person, surface_id, area, staff)
    return True


def bring_in_line(desk: Desk, borger: Person) -> None:
    """Somebody's card that stands open says what they have answered by now; it goes where the house lets borgere pick
    no more."""
    if desk.house.settings.team == "contacts":
        for shows in (STEP, *(f"{STEP}.{each.id}" for each in (*areas.CIRCLE, *areas.ROLES))):
            for surface_id in surfaces.standing(desk.tx, borger.id, shows):
                desk.retire(borger, surface_id)
        return
    for pick in circle.picks_of(desk.tx, borger.id):
        staff, area = people.person_by_id(desk.tx, pick.staff_id), areas.named(pick.area)
        for surface_id in surfaces.standing(desk.tx, borger.id, f"{STEP}.{pick.area}", pick.staff_id):
            if staff and area and staff in who.pickable(desk):
                show_one(desk, borger, surface_id, area, staff)


def show_one(desk: Desk, borger: Person, surface_id: int, area: Area, staff: Person) -> None:
    """One card, with what the borger thinks ticked, and the way to the others."""
    surfaces.now_shows(desk.tx, surface_id, f"{STEP}.{area.id}", staff.id)
    found = who.pickable(desk)
    at = found.index(staff)
    picks = circle.picks_of(desk.tx, borger.id)
    pick = next((each for each in picks if each.staff_id == staff.id and each.area == area.id), None)
    thinks = tuple(
        CardButton(f"mark.{area.id}.{staff.id}.{wish}", label, sign, marked=pick is not None and pick.wish == wish,
                   tile=True)
        for wish, (label, sign) in WISHES.items()
    )  # fmt: skip
    back = (CardButton(f"see.{area.id}.{found[at - 1].id}", T("The one before"), "◀️"),) if at else ()
    on = (CardButton(f"see.{area.id}.{found[at + 1].id}", T("The next"), "▶️"),) if at + 1 < len(found) else ()
    ways = (*back, *on)
    if pick and (pick.waits or pick.stands):  # three ways on at most: the way back is behind the team
        ways = (meeting.way(staff, area.id), *(on or back))
    asks = T("{area}: would you like {name}?", area=area.label, name=staff.name)
    said = (*_stands(pick, staff), *(meeting.lines(desk, pick) if pick else ()))
    card = who.card(desk, staff, (thinks, (*ways, ALL)), *said, asks=asks, beside=area.sign + _sign(pick))
    desk.show_card(borger, card, OWNER, surface_id, surface_id)


def _sign(pick: Pick | None) -> str:
    """The same for who reads no words."""
    if pick is None or pick.wish != "gladly":
        return ""
    return {"": "⏳", "yes_": "✅", "no_": "✋"}[pick.answer]


def _stands(pick: Pick | None, staff: Person) -> tuple[Text, ...]:
    """How it stands with who is wished for."""
    if pick is None or pick.wish != "gladly":
        return ()
    if pick.waits and not staff.can_be_told:
        return (T("I cannot reach {name} just now. I ask later.", name=staff.name),)
    if pick.waits:
        return (T("I ask {name}. You hear what {name} answers.", name=staff.name),)
    return (T("{name} says yes.", name=staff.name),) if pick.stands else (
        T("{name} cannot just now.", name=staff.name),
    )  # fmt: skip


ACTS: Acts = {"areas": _areas, "area": _area, "see": _see, "mark": _mark}
