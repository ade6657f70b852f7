"""A borger comes to every time of a series, until they say otherwise: what is said to a single time goes before it."""

from __future__ import annotations

from datetime import time, timedelta
from typing import Final

from bot.desk.desk import Desk
from bot.desk.the_house import the_house
from bot.signup import in_week, joining, line, redrawing
from bot.signup.gathering import Gathering, coming
from dialogs.time.schedule import instant
from storage import offers, people, schedules
from storage.offers import Offer
from storage.people import Person
from storage.schedules import Timer

EVERY_TIME: Final = "every_time"
AT_NIGHT = time(4)


def comes_each_time(desk: Desk, borger: Person, at: Gathering) -> bool:
    """From now on the borger comes each time, as they do this time, or along. Returns: False if it is no series."""
    up = at.of(borger.id)
    if not at.is_series or not at.offer.open:
        return False
    offers.set_every_time(desk.tx, at.offer.id, borger.id, up.wants or (up.level if up.comes else "with"))
    fill(desk, at.offer)
    _look_again(desk)
    return True


def leaves_all(desk: Desk, borger: Person, offer: Offer) -> None:
    """The borger comes to none of the times that are still to come; what stands in their week of them goes."""
    offers.set_every_time(desk.tx, offer.id, borger.id, "")
    for at in coming(desk, offer):
        up = at.of(borger.id)
        if up.id:
            if up.asked_until:
                line.card_goes(desk, borger, up)
            in_week.let_go(desk, up)
            line.goes_on(desk, offer.id, at.one.slot)
    redrawing.redraw(desk, offer.id)


def fill(desk: Desk, offer: Offer) -> None:
    """Whoever comes to every time is signed up for those to come that they have said nothing to; where no place is free
    they wait in line for it."""
    found = ((people.person_by_id(desk.tx, id_), level) for id_, level in offers.every_time(desk.tx, offer.id).items())
    standing = [(borger, level) for borger, level in found if borger and borger.state == "active"]
    for borger, level in standing:
        for at in coming(desk, offer):  # anew for each: the one before may have taken the last place
            if not at.of(borger.id).id:
                joining.choose(desk, borger, at, level)


def _look_again(desk: Desk) -> None:
    """Each night times come into view that nobody has said anything to."""
    house = the_house(desk)
    if schedules.due_of(desk.tx, house.id, EVERY_TIME) is None:
        night = instant(desk.local.date() + timedelta(days=1), AT_NIGHT, desk.house.settings.timezone)
        schedules.set_timer(desk.tx, night, EVERY_TIME, borger_id=house.id)


def timer_due(desk: Desk, _timer: Timer) -> None:
    """A night has passed."""
    for offer in offers.all_offers(desk.tx):
        fill(desk, offer)
    if offers.has_every_time(desk.tx):
        _look_again(desk)
