"""The line for a place: whoever is first is asked when one is free, and has a time that fits to say yes; then it goes
on to the next. What is told is how it stands."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta

from bot.desk.desk import AT_ONCE, Desk, Dispatch
from bot.desk.heard import after_rest, comes
from bot.reminding.reminder_card import when_text
from bot.signup import redrawing
from bot.signup.gathering import OFFER, Gathering, gathering
from dialogs.engine.cards import Card, CardButton
from dialogs.engine.photo_names import stored
from dialogs.text import T, Text
from dialogs.time.schedule import after_quiet
from storage import agendas, offers, people, schedules
from storage.offers import SignUp
from storage.outbox import Lane
from storage.people import Person
from storage.schedules import Timer

LONGEST, SHORTEST, AN_HOUR = timedelta(hours=24), timedelta(minutes=15), timedelta(hours=1)


def goes_on(desk: Desk, offer_id: int, slot: date) -> None:
    """As long as a place is free and somebody waits who can be asked, they are asked."""
    at = gathering(desk, offer_id, slot)
    while at and at.takes_answers(desk.now) and at.free != 0:
        found = ((up, people.person_by_id(desk.tx, up.borger_id)) for up in at.line if not up.asked_until)
        first = next(((up, who) for up, who in found if who and _can_be_asked(desk, who)), None)
        if first is None:
            _asks_later(desk, at)
            return
        _ask(desk, at, *first)
        at = gathering(desk, offer_id, slot)


def _can_be_asked(desk: Desk, borger: Person) -> bool:
    """Who cannot be written to, or has a break, keeps their place in the line and is passed over meanwhile."""
    until = agendas.rhythm_of(desk.tx, borger.id).paused_until
    return borger.can_be_told and (until is None or until <= desk.local.date())


def _asks_later(desk: Desk, at: Gathering) -> None:
    """Who waits and has a break is asked in the morning on which that is over."""
    for up in at.line:
        borger = people.person_by_id(desk.tx, up.borger_id)
        if borger and borger.can_be_told and schedules.due_of(desk.tx, borger.id, "in_line") is None:
            schedules.set_timer(desk.tx, after_rest(desk, borger), "in_line", borger_id=borger.id)


def rested(desk: Desk, timer: Timer) -> None:
    """A break is over."""
    borger = people.person_by_id(desk.tx, timer.borger_id or 0)
    if borger:
        reached(desk, borger)


def _ask(desk: Desk, at: Gathering, up: SignUp, borger: Person) -> None:
    begins = comes(desk, borger, starts=at.one.start)
    until = _until(desk, borger, begins, at.one.start)
    surface_id = desk.new_surface(borger)
    up = offers.keep_sign_up(desk.tx, replace(up, asked_until=until, surface_id=surface_id), desk.now)
    schedules.set_timer(desk.tx, until, "place", borger_id=borger.id)
    card_stands(desk, borger, up, Dispatch(Lane.ANSWER, begins, until))


def _until(desk: Desk, borger: Person, begins: datetime, starts: datetime) -> datetime:
    """Until when they can say yes: a day, or half of the time that is left; not in their quiet hours, if there is time
    after these; and never later than it begins."""
    left = max(starts - begins, SHORTEST)
    until = begins + max(SHORTEST, min(LONGEST, left / 2))
    quiet = agendas.rhythm_of(desk.tx, borger.id).quiet
    if quiet and (morning := after_quiet(quiet, until, desk.house.settings.timezone)) != until:
        until = morning + AN_HOUR
    until = until.replace(second=0, microsecond=0)
    return min(until, starts) if starts > begins else until


def card_stands(desk: Desk, borger: Person, up: SignUp, dispatch: Dispatch = AT_ONCE) -> None:
    """The card that asks, or what became of it."""
    at = gathering(desk, up.offer_id, up.slot)
    if at is None or up.surface_id is None or borger.chat_id is None:
        return
    rows: tuple[tuple[CardButton, ...], ...] = ()
    if up.asked_until and at.takes_answers(desk.now):
        until = up.asked_until.astimezone(desk.house.zone)
        lines: tuple[Text, ...] = (
            T("There is a place for you: {title}.", title=at.plan.title),
            when_text(at.one.start.astimezone(desk.house.zone), desk.local),
            T("I keep it until {when}.", when=until),
        )
        yes = CardButton(f"yes.{up.id}", T("Yes, please"), "✅")
        rows = ((yes, CardButton(f"no.{up.id}", T("No, thank you"), "✋")),)
    elif up.comes:
        lines = (T("You are in: {title}.", title=at.plan.title),
                 when_text(at.one.start.astimezone(desk.house.zone), desk.local))  # fmt: skip
    else:
        lines = (T("{title}: I do not keep a place for you now.", title=at.plan.title),
                 T("You can sign up again."))  # fmt: skip
    card = Card(None, at.plan.pictogram, rows, lines=lines, essential=True, photo=stored(at.offer.photo_id))
    desk.show_card(borger, card, OFFER, up.surface_id, up.surface_id, dispatch)


def card_goes(desk: Desk, borger: Person, up: SignUp) -> None:
    """What asked them goes from the chat: it is told in another way why."""
    if up.surface_id and borger.chat_id is not None:
        desk.retire(borger, up.surface_id)


def timer_due(desk: Desk, timer: Timer) -> None:
    """The time to say yes is over: the place goes on to the next."""
    borger = people.person_by_id(desk.tx, timer.borger_id or 0)
    for up in offers.of_borger(desk.tx, borger.id) if borger else []:
        if borger and up.asked_until and up.asked_until <= desk.now:
            over = replace(up, wants="", waits_since=None, asked_until=None)
            card_stands(desk, borger, offers.keep_sign_up(desk.tx, over, desk.now))
            goes_on(desk, up.offer_id, up.slot)
            redrawing.redraw(desk, up.offer_id)


def reached(desk: Desk, borger: Person) -> None:
    """Who can be written to again, or has no break any more, is asked if a place is free now."""
    for up in offers.of_borger(desk.tx, borger.id):
        if up.wants and not up.asked_until:
            goes_on(desk, up.offer_id, up.slot)


def tell_waits(desk: Desk, borger: Person, at: Gathering) -> None:
    """Says to whom a place was not free that they wait for one."""
    now = gathering(desk, at.offer.id, at.one.slot)
    up = now.of(borger.id) if now else None
    if now and up and up.wants:
        desk.tell(borger, T("{title}: all places are taken. You are number {number} in the line.", title=at.plan.title,
                            number=now.number(up)), pictogram="⏳")  # fmt: skip
