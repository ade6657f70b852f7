"""All times of a series are put on another weekday or time of day, and all who come hear it once. Who cannot come any
more leaves in one tap."""

from __future__ import annotations

from dataclasses import replace
from datetime import time, timedelta

from bot.desk import plan_words
from bot.desk.desk import Desk
from bot.desk.flow import Done, Known, Start
from bot.signup import in_week, line, making, redrawing, staff_cards, telling
from bot.signup.gathering import coming, next_of
from dialogs.engine.session import Item
from dialogs.time.activity import Change, HappeningState, happening
from dialogs.time.repeat import Repeat
from dialogs.time.when import sign
from storage import offers
from storage.offers import Offer

DAYS = 7


def known(desk: Desk, start: Start) -> Known:
    """The weekdays, of a series that has one of them; any other keeps its days."""
    at, say = making.of(desk, start.target), desk.texts(start.person).say
    one = at is not None and _weekday(at.offer) is not None
    monday = desk.local.date() - timedelta(days=desk.local.weekday())
    weekdays = tuple(
        Item(str(day + 1), say(plan_words.WEEKDAYS[day]), sign(monday + timedelta(days=day))) for day in range(DAYS)
    )
    return Known({"what": at.plan.title if at else ""}, {"weekdays": weekdays if one else ()})


def _weekday(offer: Offer) -> int | None:
    """The ISO weekday of a series that has one alone."""
    repeat = offer.plan.repeat
    return repeat.days[0] if repeat.unit == "weeks" and len(repeat.days) == 1 else None


def done(desk: Desk, done: Done) -> None:
    """It is so from now on, in all weeks."""
    at, reason = making.still_there(desk, done), making.reason(done)
    if at is None:
        return
    chosen = done.chosen("day")
    offer = _retimed(desk, at.offer, int(chosen) if chosen else None, time.fromisoformat(done.chosen("at")))
    if offer.plan == at.plan:
        return
    for each in coming(desk, offer):
        in_week.follow(desk, each)
        line.goes_on(desk, offer.id, each.one.slot)
    telling.retimed(desk, done.person, at.offer, reason)
    redrawing.redraw(desk, offer.id)
    if following := next_of(desk, offer):
        staff_cards.show_one(desk, done.person, desk.new_surface(done.person), following)


def _retimed(desk: Desk, offer: Offer, weekday: int | None, clock: time) -> Offer:
    """The offer as it is from now on. What has been said to a time goes along to the new day of the same week; where
    that is past already, this one time stays where it was."""
    old, times = _weekday(offer), coming(desk, offer)
    shift = timedelta(days=weekday - old) if weekday and old else timedelta()
    plan = replace(
        offer.plan, repeat=_on(offer.plan.repeat, weekday) if weekday and shift else offer.plan.repeat, at=clock
    )
    offers.keep(desk.tx, replace(offer, plan=plan))
    if shift and times:
        offers.shift_slots(desk.tx, offer.id, min(at.one.slot for at in times), shift.days)
    for at in times:
        slot = at.one.slot + shift
        if at.one.slot not in offer.changes and happening(plan, slot).start <= desk.now:
            begins = at.one.start.astimezone(desk.house.zone)
            stays = Change(HappeningState.MOVED, begins.date(), begins.time().replace(tzinfo=None))
            offers.set_change(desk.tx, offer.id, slot, stays)
    kept = offers.by_id(desk.tx, offer.id)
    assert kept is not None
    return kept


def _on(repeat: Repeat, weekday: int) -> Repeat:
    """A weekly series on another weekday of the same weeks."""
    start, until = repeat.start, repeat.until
    first = start + timedelta(days=weekday - start.isoweekday())
    if until and repeat.days[0] < weekday:
        until += timedelta(days=weekday - repeat.days[0])
    return replace(repeat, days=(weekday,), start=min(start, first), until=until)
