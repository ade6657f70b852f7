"""What borgere and staff tap in the catalogue."""

from __future__ import annotations

from bot.desk.desk import Desk
from bot.desk.flow import Start
from bot.signup import asking_along, borger_cards, every_time, joining, new_offers, obstacles, staff_acts
from bot.signup.borger_cards import day_named
from bot.signup.gathering import LEVELS, Gathering, gathering
from bot.telegram.buttons import Tap
from dialogs.engine.pages import TURN
from dialogs.permissions import Role
from storage import asked_along, offers, surfaces
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
    if what in ("come", "cannot"):
        return _asked(desk, person, tap.id, int(number) if number.isdecimal() else 0, yes=what == "come")
    if what in ("hear", "deaf"):
        new_offers.set_hears(desk, person, what == "hear")
        borger_cards.show_all(desk, person, tap.id)
        return True
    page = what.removeprefix(TURN)
    slot = day_named(day)
    at = gathering(desk, int(number), slot) if slot and number.isdecimal() else None
    if at is None or not at.offer.open:
        borger_cards.show_all(desk, person, tap.id, int(page) if page.isdecimal() else 0)
        return what == "all" or page.isdecimal()
    return _of_one(desk, person, at, what, tap.id, int(rest[0]) if rest[0].isdecimal() else 0)


def _asked(desk: Desk, borger: Person, surface_id: int, asked_id: int, *, yes: bool) -> bool:
    """What somebody says who was asked along by another. Returns: False if they were not, or have said it."""
    asked = asked_along.by_id(desk.tx, asked_id)
    at = asking_along.answered(desk, borger, asked, yes=yes) if asked else None
    if at is None:
        return False
    surfaces.is_about(desk.tx, surface_id, None)
    borger_cards.show_one(desk, borger, surface_id, at) if yes else desk.retire(borger, surface_id)
    return True


def _of_one(desk: Desk, borger: Person, at: Gathering, what: str, surface_id: int, page: int) -> bool:
    """Whatever is said to one time of an offer, its card then says how it stands."""
    if what == "times":
        borger_cards.show_times(desk, borger, surface_id, at, page)
        return True
    done = True
    match what:
        case "show" | "hide" | "askable" | "unaskable" | "others" | "ask":
            return _with_others(desk, borger, at, what, surface_id, page)
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


def _with_others(desk: Desk, borger: Person, at: Gathering, what: str, surface_id: int, rest: int) -> bool:
    """What is tapped on the card of what one does together with others; it then says how it stands."""
    done = True
    if what in ("show", "hide"):
        joining.show_name(desk, borger, at, what == "show")
    elif what in ("askable", "unaskable"):
        asking_along.set_askable(desk, borger, what == "askable")
    elif what == "ask":
        done = asking_along.ask(desk, borger, at, rest)
    now = gathering(desk, at.offer.id, at.one.slot) or at
    asking_along.show(desk, borger, surface_id, now, rest if what == "others" else 0)
    return done
