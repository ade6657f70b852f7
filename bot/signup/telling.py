"""What becomes of an offer is so in the weeks of all who come, and they and who waits are told, each once."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime, time

from bot.desk import plan_words
from bot.desk.desk import Desk, Dispatch
from bot.desk.heard import comes, not_reached
from bot.pictures.entries import STATE_SIGNS
from bot.planning.plan_telling import (
    CHANGED,
    about_cancelled,
    about_end,
    about_move,
    about_restored,
    tell_in_signs,
    why,
)
from bot.reminding.reminder_card import OF_USE
from bot.signup import in_week, line
from bot.signup.gathering import OFFER, Gathering, coming, gathering
from dialogs.engine.cards import CardButton
from dialogs.text import T, Text
from dialogs.time.activity import Activity, Change, HappeningState
from storage import offers, people
from storage.offers import Offer, SignUp
from storage.outbox import Lane
from storage.people import Person


def moved(desk: Desk, staff: Person, at: Gathering, day: date, clock: time, reason: str) -> None:
    """One time stands on another day in every week, and all hear of it; also when it was cancelled before."""
    now = _differs(desk, at, Change(HappeningState.MOVED, day, clock, reason=reason))
    new = now.one.start.astimezone(desk.house.zone)
    said = (about_move(at.plan, new, desk.local.date()), *why(staff, reason))
    _tell(desk, staff, _concerned(desk, now), now, *said, what=STATE_SIGNS["moved"], starts=at.one.start,
          leaves="not_today")  # fmt: skip
    line.goes_on(desk, now.offer.id, now.one.slot)


def cancelled(desk: Desk, staff: Person, at: Gathering, reason: str) -> None:
    """One time does not take place; a place that was kept for somebody is not any more."""
    old = at.offer.changes.get(at.one.slot) or Change(HappeningState.CANCELLED)
    now = _differs(desk, at, replace(old, state=HappeningState.CANCELLED, reason=reason))
    said = (about_cancelled(at.plan, at.one.start.astimezone(desk.house.zone)), *why(staff, reason))
    _tell(desk, staff, _concerned(desk, now), now, *said, what=STATE_SIGNS["cancelled"])


def restored(desk: Desk, staff: Person, at: Gathering) -> None:
    """A time that was cancelled takes place after all, and the line goes on where it was."""
    old = at.offer.changes[at.one.slot]
    now = _differs(desk, at, replace(old, state=HappeningState.MOVED, reason="") if old.day else None)
    said = about_restored(at.plan, now.one.start.astimezone(desk.house.zone))
    _tell(desk, staff, _concerned(desk, now), now, said, what=CHANGED)
    line.goes_on(desk, now.offer.id, now.one.slot)


def _differs(desk: Desk, at: Gathering, change: Change | None) -> Gathering:
    """One time is otherwise than its series now, and stands so in every week."""
    offers.set_change(desk.tx, at.offer.id, at.one.slot, change)
    now = gathering(desk, at.offer.id, at.one.slot)
    assert now is not None
    if not now.one.stands:
        _keep_no_place(desk, now)
    in_week.follow(desk, now)
    return now


def _keep_no_place(desk: Desk, at: Gathering) -> None:
    """Nobody is asked any more whether they want a place: it is told in another way why. They stay in the line."""
    for up in at.line:
        who = people.person_by_id(desk.tx, up.borger_id)
        if up.asked_until and who:
            offers.keep_sign_up(desk.tx, replace(up, asked_until=None), desk.now)
            line.card_goes(desk, who, up)


def ended(desk: Desk, staff: Person, offer: Offer) -> None:
    """An offer is not there any more, with all that is still to come of it: each hears of that once."""
    concerned: dict[int, list[Gathering]] = {}
    for at in coming(desk, offer):
        if at.one.stands:
            over = _differs(desk, at, replace(at.offer.changes.get(at.one.slot) or Change(HappeningState.CANCELLED),
                                              state=HappeningState.CANCELLED))  # fmt: skip
            for borger in _concerned(desk, over):
                concerned.setdefault(borger.id, []).append(at)
    for borger_id, found in concerned.items():
        said = about_cancelled(offer.plan, found[0].one.start.astimezone(desk.house.zone))
        if len(found) > 1:
            said = about_end(offer.plan, found[0].one.start.astimezone(desk.house.zone).date())
        who = people.person_by_id(desk.tx, borger_id)
        _tell(desk, staff, [who] if who else [], found[0], said, what=STATE_SIGNS["cancelled"])


def changed(desk: Desk, staff: Person, before: Offer) -> None:
    """It is called otherwise, looks otherwise, is at another place, needs other things or costs something else: so it
    stands in every week, and who comes or waits hears once of what is more than its picture."""
    offer = offers.by_id(desk.tx, before.id)
    told: set[int] = set()
    for at in coming(desk, offer) if offer else ():
        in_week.follow(desk, at)
        new = [one for one in _concerned(desk, at) if one.id not in told]
        if (said := _otherwise(before, at)) and at.one.stands:
            told |= {one.id for one in new}
            _tell(desk, staff, new, at, *said, what=CHANGED)


def retimed(desk: Desk, staff: Person, before: Offer, reason: str) -> None:
    """A series has another weekday or time of day: each hears it once, of the next time that concerns them, and leaves
    in one tap if they cannot come then."""
    offer, told = offers.by_id(desk.tx, before.id), set[int]()
    for at in coming(desk, offer) if offer else ():
        new = [one for one in _concerned(desk, at) if one.id not in told]
        told |= {one.id for one in new}
        said = (
            T("{title} has another time.", title=at.plan.title),
            T("{often} {time}", often=plan_words.often(at.plan.repeat), time=at.plan.at),
            *why(staff, reason),
        )
        _tell(desk, staff, new, at, *said, what=STATE_SIGNS["moved"], leaves="out")


def _otherwise(before: Offer, at: Gathering) -> tuple[Text, ...]:
    old, plan, now = before.plan, at.plan, at.offer
    if (old.title, old.place, old.bring, before.cost) == (plan.title, plan.place, plan.bring, now.cost):
        return ()
    said = T("{title} is changed.", title=plan.title)
    if old.title != plan.title:
        said = T("{old} is called {title} now.", old=old.title, title=plan.title)
    cost = (T("It costs: {cost}", cost=now.cost),) if now.cost else ()
    if before.cost and not now.cost:
        cost = (T("It costs nothing now."),)
    return (said, *_around(plan), *cost)


def _around(plan: Activity) -> tuple[Text, ...]:
    """Where it is, and with what."""
    return tuple(plan_words.around(replace(plan, minutes=0, company="")))


def _concerned(desk: Desk, at: Gathering) -> list[Person]:
    """Who comes, or waits for a place."""
    found = (people.person_by_id(desk.tx, up.borger_id) for up in at.ups if _is_concerned(up))
    return [borger for borger in found if borger]


def _is_concerned(up: SignUp) -> bool:
    return up.comes or bool(up.wants)


def _tell(
    desk: Desk, staff: Person, borgere: Iterable[Person], at: Gathering, *said: Text, what: str,
    starts: datetime | None = None, leaves: str = "",
) -> None:  # fmt: skip
    """Tells each of them, after their quiet hours unless it begins, or began before it was changed, before these are
    over; of who cannot be reached, whoever did it hears that. With `leaves`, a button for who cannot come then."""
    way = CardButton(f"{leaves}.{at.offer.id}.{at.one.slot:%Y%m%d}", T("I cannot come then"), "✋")
    first = min(at.one.start, starts or at.one.start)
    for borger in borgere:
        if not borger.can_be_told:
            not_reached(desk, staff, borger)
            continue
        dispatch = Dispatch(Lane.ANSWER, comes(desk, borger, starts=first), max(first, desk.now) + OF_USE)
        tell_in_signs(desk, borger, at.plan.pictogram, *said, what=what, photo=at.offer.photo_id or 0,
                      when=at.one.start.astimezone(desk.house.zone), dispatch=dispatch, owner=OFFER,
                      ways=(way,) if leaves else ())  # fmt: skip
