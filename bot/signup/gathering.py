"""One time of an offer: when it is, who comes, how many places there are, and who waits for one."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from bot.desk.desk import Desk
from dialogs.text import T, Text
from dialogs.time.activity import Activity, Happening, HappeningState, happening, happenings
from dialogs.time.repeat import days
from storage import offers, people
from storage.offers import Level, Offer, SignUp
from storage.people import Person

OFFER, SIGN = "O", "🎟️"
"""What buttons of offers begin with, and the sign of the catalogue."""
YEAR = timedelta(days=366)
MOST = 12
"""How many times of a series can be chosen from."""
LEVELS: dict[Level, tuple[Text, str]] = {
    "with": (T("I come along"), "🙋"),
    "drop_by": (T("I drop by"), "🚶"),
    "watch": (T("I look on from the side"), "🪑"),
    "helps": (T("I help or show others"), "🧑‍🏫"),
    "not_today": (T("Not this time"), "✋"),
}
"""How one can take part, as a borger says it, with its sign."""


@dataclass(frozen=True)
class Gathering:
    """A time of an offer as it stands. `ups` are all who have said something to it, those who wait first and in
    order."""

    offer: Offer
    one: Happening
    ups: tuple[SignUp, ...]

    @property
    def plan(self) -> Activity:
        return self.offer.plan

    @property
    def is_series(self) -> bool:
        return self.plan.repeat.unit != "once"

    @property
    def line(self) -> list[SignUp]:
        """Who waits, the first of all first."""
        return [up for up in self.ups if up.wants]

    @property
    def held(self) -> int:
        """How many places are taken, or kept for somebody: more than there are, once these were made fewer."""
        return sum(up.holds_a_place for up in self.ups)

    @property
    def free(self) -> int | None:
        """How many places are neither taken nor kept for somebody; None without a limit."""
        return None if self.offer.places is None else max(0, self.offer.places - self.held)

    def number(self, up: SignUp) -> int:
        """The place in the line of who waits: 1 is the first."""
        return [each.id for each in self.line].index(up.id) + 1

    def of(self, borger_id: int) -> SignUp:
        """What a borger has said to it; a new one, if nothing yet."""
        new = SignUp(0, self.offer.id, self.one.slot, borger_id)
        return next((up for up in self.ups if up.borger_id == borger_id), new)

    def at(self, level: Level) -> list[SignUp]:
        return [up for up in self.ups if up.level == level]

    def can_be_restored(self, now: datetime) -> bool:
        """Whether it was cancelled, and its time is still to come."""
        return self.offer.open and self.one.state is HappeningState.CANCELLED and self.one.start > now

    def takes_answers(self, now: datetime) -> bool:
        """Whether one can still sign up, or take it back: it stands, and is not over."""
        return self.offer.open and self.one.stands and self.one.end > now


def gathering(desk: Desk, offer_id: int, slot: date) -> Gathering | None:
    """A time of an offer; None if the offer was taken out, or its series has no such day."""
    offer = offers.by_id(desk.tx, offer_id)
    if offer is None or next(days(offer.plan.repeat, slot), None) != slot:
        return None
    return _with(desk, offer, happening(offer.plan, slot, offer.changes.get(slot)))


def _with(desk: Desk, offer: Offer, one: Happening) -> Gathering:
    return Gathering(offer, one, tuple(offers.signed_up(desk.tx, offer.id, one.slot)))


def coming(desk: Desk, offer: Offer, most: int = MOST) -> list[Gathering]:
    """The next times of an offer that are not over, cancelled ones among them."""
    begun = desk.now - timedelta(days=1)  # what began before may last until now
    first = max(begun, desk.now - timedelta(minutes=offer.plan.minutes))
    until = desk.now + YEAR
    if offer.plan.repeat.unit == "once":
        until = max(until, happening(offer.plan, offer.plan.repeat.start).start + YEAR)
    found = happenings(offer.plan, offer.changes, first, until)
    return [_with(desk, offer, one) for one in [each for each in found if each.end > desk.now][:most]]


def next_of(desk: Desk, offer: Offer) -> Gathering | None:
    """The next time that stands; else the next of all; None if all are over."""
    found = coming(desk, offer)
    return next((each for each in found if each.one.stands), found[0] if found else None)


def catalogue(desk: Desk, *, drafts: bool = False) -> list[Gathering]:
    """The next time of each offer, the soonest first; with `drafts` also of those that are not open yet."""
    found = [next_of(desk, offer) for offer in offers.all_offers(desk.tx) if offer.open or drafts]
    return sorted((each for each in found if each), key=lambda each: (each.one.start, each.offer.id))


def names(desk: Desk, ids: Iterable[int]) -> tuple[str, ...]:
    """What people are called, of those who are known."""
    found = (people.person_by_id(desk.tx, id_) for id_ in ids)
    return tuple(person.name for person in found if person)


def run_by(desk: Desk, offer: Offer) -> list[Person]:
    """Who runs an offer."""
    found = (people.person_by_id(desk.tx, id_) for id_ in offer.runners)
    return [person for person in found if person]
