"""How and when a borger would like to meet whom they have picked for something: seen on their own card and on that of
whom they have picked."""

from __future__ import annotations

from bot.circle import areas, choosing, who
from bot.circle.acts import OWNER, Acts, person_named, word
from bot.desk.desk import Desk
from bot.desk.flow import Done, Known, Start
from dialogs.engine.cards import CardButton
from dialogs.engine.session import End
from dialogs.method.library import Library
from dialogs.method.steps import Option, Several
from dialogs.text import T, Text
from storage import circle, people
from storage.circle import Pick
from storage.people import Person

FORM = "how_we_meet"
STEPS = ("how", "when")


def ways_of(library: Library, pick: Pick) -> list[Option]:
    """What was said of it, of what the house's form still has."""
    return [option for step in STEPS for option in _options(library, step) if option.id in pick.meets]


def _options(library: Library, step: str) -> tuple[Option, ...]:
    asked = library[FORM].step(step)
    return asked.options if isinstance(asked, Several) else ()


def lines(desk: Desk, pick: Pick) -> tuple[Text, ...]:
    """The same for a card, a line for each."""
    found = ways_of(desk.house.dialogs, pick)
    return tuple(T("{sign} {words}", sign=each.pictogram, words=each.label.plain()) for each in found)


def way(staff: Person, area: str = "") -> CardButton:
    """The way to say it, of somebody who is picked for an area, or for anything."""
    return CardButton(f"meet.{staff.id}.{area}", T("Place and time"), "📍")


def known(desk: Desk, start: Start) -> Known:
    """What was said so far."""
    pick = _pick(desk, start.about, start.target)
    said = pick.meets if pick else ()
    ids = {step: [option.id for option in _options(desk.house.dialogs, step)] for step in STEPS}
    return Known(ticked={step: tuple(each for each in ids[step] if each in said) for step in STEPS})


def done(desk: Desk, done: Done) -> None:
    """Whom it is about hears of it, and the card comes back."""
    pick = _pick(desk, done.about, done.stored.target)
    staff, area = (people.person_by_id(desk.tx, pick.staff_id), areas.named(pick.area)) if pick else (None, None)
    if pick is None or staff is None or area is None or staff not in who.pickable(desk):
        return
    given = [given for step in STEPS if (given := done.given(step))]
    said = tuple(choice for each in given for choice in each.choices)
    if done.finish.end is End.DONE and circle.meet(desk.tx, pick, said):
        if pick.stands:
            told = T("{name} has said how you meet: {area}. See »My card«.", name=done.about.name, area=area.label)
            desk.tell(staff, told, wait_for_day=True, about=done.about)
        desk.runner.changed(desk, done.about)
    choosing.show_one(desk, done.about, desk.new_surface(done.about), area, staff)


def _pick(desk: Desk, borger: Person, target: str) -> Pick | None:
    """What somebody is picked for, as "area.person"."""
    area, _, staff_id = target.partition(".")
    found = circle.picks_of(desk.tx, borger.id)
    return next((each for each in found if (each.area, str(each.staff_id)) == (area, staff_id)), None)


def _meet(desk: Desk, person: Person, surface_id: int, of: list[str]) -> bool:
    """Asks it; about somebody who is picked for several things, first for which."""
    staff, area = person_named(desk, of), word(of, 1)
    found = [each for each in circle.picks_of(desk.tx, person.id)
             if staff and each.staff_id == staff.id and each.wish == "gladly" and area in ("", each.area)]  # fmt: skip
    if staff is None or not found or staff not in who.pickable(desk):
        return False
    if len(found) == 1:
        desk.retire(person, surface_id)
        desk.runner.go(desk, FORM, Start(person, person, target=f"{found[0].area}.{staff.id}"))
        return True
    known = (each for pick in found if (each := areas.named(pick.area)))
    buttons = tuple(CardButton(f"meet.{staff.id}.{each.id}", each.label, each.sign, tile=True) for each in known)
    asks = T("{name}: what will you meet about?", name=staff.name)
    card = who.card(desk, staff, (buttons[:5], (choosing.ALL,)), asks=asks)
    desk.show_card(person, card, OWNER, surface_id, surface_id)
    return True


ACTS: Acts = {"meet": _meet}
