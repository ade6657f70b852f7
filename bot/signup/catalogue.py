"""What borgere and staff tap in the catalogue."""

from __future__ import annotations

from bot.desk.desk import Desk
from bot.desk.flow import Start
from bot.signup import borger_cards, every_time, joining, obstacles, staff_acts
from bot.signup.borger_cards import day_named
from bot.signup.gathering import LEVELS, Gathering, gathering
from bot.telegram.buttons import Tap
from dialogs.engine.pages import TURN
from dialogs.permissions import Role
from storage import offers, surfaces
from storage.people import Person


def opened(desk: Desk, start: Start) -> None:
    """Shows a borger what there is."""
    borger_cards.show_all(desk, start.person, start.surface_id or desk.new_surface(start.person))


def tapped(desk: Desk, person: Person, tap: Tap) -> bool:
    """A button of the catalogue: a word, the offer and the day, or the sign-up that a place is kept for.

    Returns: False if it is not this person's, or is not so any more.
    """
    if not surfaces.is_on(desk.tx, tap.id, person.id):
        return False
    if person.role is not Role.BORGER:
        return staff_acts.tapped(desk, person, tap)
    what, number, day, *rest = (*tap.choice.split("."), "", "", "")
    if what == "close":
        desk.retire(person, tap.id)
        return True
    if what in ("way", "was", "help"):
        return obstacles.tapped(desk, person, tap.id, what, f"{number}.{day}", rest[0])
    if what in ("yes", "no"):
        up = offers.sign_up_by_id(desk.tx, int(number)) if number.isdecimal() else None
        return up is not None and up.borger_id == person.id and joining.answered(desk, person, up, yes=what == "yes")
    page = what.removeprefix(TURN)
    slot = day_named(day)
    at = gathering(desk, int(number), slot) if slot and number.isdecimal() else None
    if at is None or not at.offer.open:
        borger_cards.show_all(desk, person, tap.id, int(page) if page.isdecimal() else 0)
        return what == "all" or page.isdecimal()
    return _of_one(desk, person, at, what, tap.id, int(rest[0]) if rest[0].isdecimal() else 0)


def _of_one(desk: Desk, borger: Person, at: Gathering, what: str, surface_id: int, page: int) -> bool:
    """Whatever is said to one time of an offer, its card then says how it stands."""
    if what == "times":
        borger_cards.show_times(desk, borger, surface_id, at, page)
        return True
    done = True
    match what:
        case "show" | "hide":
            joining.show_name(desk, borger, at, what == "show")
        case "one":
            pass
        case "each":
            done = every_time.comes_each_time(desk, borger, at)
        case "out":
            every_time.leaves_all(desk, borger, at.offer)
        case _:
            level = next((each for each in LEVELS if each == what), None)
            done = level is not None and joining.choose(desk, borger, at, level)
    borger_cards.show_one(desk, borger, surface_id, gathering(desk, at.offer.id, at.one.slot) or at)
    return done
