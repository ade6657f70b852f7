"""What staff do with offers: make one from a sentence, fill it in, run it, move or cancel a time, take it out. All whom
it concerns are told at once, and it is so in their weeks."""

from __future__ import annotations

from bot.desk.desk import Desk
from bot.desk.flow import Start
from bot.signup import in_week, new_offers, redrawing, staff_cards, telling
from bot.signup.borger_cards import day_named
from bot.signup.gathering import coming, gathering
from bot.telegram.buttons import Tap
from dialogs.engine.pages import TURN
from storage import offers
from storage.people import Person

NEW, ABOUT, MOVE, CANCEL, END = "new_offer", "offer_about", "offer_move", "offer_cancel", "offer_end"
SERIES = "offer_series"
"""The forms; but for the first, their target is the offer, the day and the card they were opened from."""


def opened(desk: Desk, start: Start) -> None:
    """All offers; or that of an activity in a borger's week that is the target, which came from one."""
    surface_id = start.surface_id or desk.new_surface(start.person)
    up = offers.of_activity(desk.tx, int(start.target)) if start.target.isdecimal() else None
    at = gathering(desk, up.offer_id, up.slot) if up else None
    if at:
        staff_cards.show_one(desk, start.person, surface_id, at)
    else:
        staff_cards.show_all(desk, start.person, surface_id)


def tapped(desk: Desk, staff: Person, tap: Tap) -> bool:
    """A button of the catalogue as staff have it. Returns: False if that is not so any more."""
    what, number, day = (*tap.choice.split("."), "", "")[:3]
    if what == "new":
        desk.runner.go(desk, NEW, Start(staff, staff))
        return True
    page, slot = what.removeprefix(TURN), day_named(day)
    at = gathering(desk, int(number), slot) if slot and number.isdecimal() else None
    if at is None:
        staff_cards.show_all(desk, staff, tap.id, int(page) if page.isdecimal() else 0)
        return what == "all" or page.isdecimal()
    if form := {"about": ABOUT, "move": MOVE, "cancel": CANCEL, "end": END}.get(what):
        desk.runner.go(desk, form, Start(staff, staff, target=f"{number}.{day}.{tap.id}"))
        return True
    if what == "open":
        new_offers.opened(desk, at.offer.id)
    elif what == "restore" and at.can_be_restored(desk.now):
        telling.restored(desk, staff, at)
    elif what in ("run", "leave"):
        offers.run_by(desk.tx, at.offer.id, staff.id, what == "run")
        _follow(desk, at.offer.id)
    redrawing.redraw(desk, at.offer.id)
    staff_cards.show_one(desk, staff, tap.id, gathering(desk, at.offer.id, at.one.slot) or at)
    return what in ("one", "open", "run", "leave", "restore")


def _follow(desk: Desk, offer_id: int) -> None:
    """Who runs it stands in the weeks of all who come."""
    offer = offers.by_id(desk.tx, offer_id)
    for each in coming(desk, offer) if offer else ():
        in_week.follow(desk, each)
