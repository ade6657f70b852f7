"""Borgere who have said yes to it hear of what is new in the catalogue: once a day at most, and all of it together."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import Final

from bot.desk.desk import Desk, Dispatch
from bot.desk.heard import after_rest
from bot.signup import borger_cards
from bot.signup.gathering import OFFER, SIGN, Gathering, catalogue
from dialogs.engine.cards import Card, CardButton
from dialogs.engine.pages import on_page
from dialogs.text import T
from dialogs.time.schedule import instant
from storage import offers, people, schedules, surfaces
from storage.outbox import Lane
from storage.people import Person
from storage.schedules import Timer

NEW_OFFERS: Final = "new_offers"
NOON = time(12)
"""When it is told: in many houses most still sleep in the morning."""
OF_USE = timedelta(hours=24)


def set_hears(desk: Desk, borger: Person, yes: bool) -> None:
    """Whether a borger hears of what is new from now on."""
    offers.set_hears(desk.tx, borger.id, desk.now if yes else None)
    if not yes:
        schedules.clear_timers(desk.tx, borger_id=borger.id, kind=NEW_OFFERS)


def opened(desk: Desk, offer_id: int) -> None:
    """An offer is in the catalogue now."""
    offers.open_up(desk.tx, offer_id, desk.now)
    for borger_id in offers.hearing(desk.tx):
        borger = people.person_by_id(desk.tx, borger_id)
        if borger:
            will_hear(desk, borger)


def will_hear(desk: Desk, borger: Person) -> None:
    """The next noon at which somebody hears of what is new, if anything is."""
    if _new(desk, borger) and borger.can_be_told and schedules.due_of(desk.tx, borger.id, NEW_OFFERS) is None:
        day = desk.local.date() + timedelta(days=int(desk.local.time() >= NOON))
        noon = instant(day, NOON, desk.house.settings.timezone)
        schedules.set_timer(desk.tx, noon, NEW_OFFERS, borger_id=borger.id)


def _new(desk: Desk, borger: Person) -> list[Gathering]:
    """What a borger has not heard of yet, and has said nothing to."""
    until: datetime | None = offers.hearing(desk.tx).get(borger.id)
    return [
        at for at in catalogue(desk)
        if until and at.offer.opened_at and at.offer.opened_at > until and not at.of(borger.id).id
    ]  # fmt: skip


def timer_due(desk: Desk, timer: Timer) -> None:
    """It is noon: all that is new comes on one card, or after a break or quiet hours."""
    borger = people.person_by_id(desk.tx, timer.borger_id or 0)
    if borger is None or not borger.can_be_told:
        return
    if (rested := after_rest(desk, borger)) > desk.now:
        schedules.set_timer(desk.tx, rested, NEW_OFFERS, borger_id=borger.id)
        return
    if found := _new(desk, borger):
        _show(desk, borger, found)
        offers.set_hears(desk.tx, borger.id, desk.now)


def _show(desk: Desk, borger: Person, found: list[Gathering]) -> None:
    surface_id = desk.new_surface(borger)
    tiles = tuple(borger_cards.tile_of(desk, borger, at) for at in found)
    ways = (CardButton("all", T("All offers"), SIGN), CardButton("deaf", T("Tell me no more of new ones"), "🔕"))
    one = tiles if len(tiles) <= 5 else (*on_page(tiles, 0)[:4],)
    surfaces.now_shows(desk.tx, surface_id, "")
    card = Card(T("New offers"), SIGN, (one, ways), essential=True)
    desk.show_card(borger, card, OFFER, surface_id, surface_id, Dispatch(Lane.ANSWER, desk.now, desk.now + OF_USE))
