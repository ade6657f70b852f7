"""What becomes of one time of an offer is so in the weeks of all who come, and they and who waits are told."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time

from bot.desk import plan_words
from bot.desk.desk import Desk, Dispatch
from bot.desk.heard import comes, not_reached
from bot.pictures.entries import STATE_SIGNS
from bot.planning import plan_acts
from bot.planning.plan_acts import Spot
from bot.planning.plan_telling import CHANGED, about_cancelled, about_move, about_plan, tell_in_signs, tell_of, why
from bot.reminding.reminder_card import OF_USE
from bot.reminding.reminders import occurrence_changed
from bot.signup import line
from bot.signup.gathering import Gathering
from dialogs.text import Text
from dialogs.time.activity import Activity, Change, Happening, HappeningState, happening
from storage import activities, offers, people
from storage.activities import activity_by_id
from storage.outbox import Lane
from storage.people import Person


def moved(at: Gathering, day: date, clock: time, reason: str) -> Change:
    return Change(HappeningState.MOVED, day, clock, reason=reason)


def _in_week(desk: Desk, at: Gathering) -> list[Spot]:
    """What stands in the weeks of those who come."""
    found = ((up, activity_by_id(desk.tx, up.activity_id)) for up in at.ups if up.comes and up.activity_id)
    return [
        Spot(borger, activity, happening(activity.plan, up.slot, activity.changes.get(up.slot)))
        for up, activity in found
        if activity and (borger := people.person_by_id(desk.tx, up.borger_id))
    ]


def _waiting(desk: Desk, at: Gathering) -> list[Person]:
    """Who waits for a place and comes in no other way."""
    found = (people.person_by_id(desk.tx, up.borger_id) for up in at.line if not up.comes)
    return [borger for borger in found if borger]


def tell_moved(desk: Desk, staff: Person, at: Gathering, change: Change) -> None:
    """It stands on the new day in every week, and all hear of it; also when it was cancelled before."""
    assert change.day and change.at
    plan_acts.move(desk, staff, _in_week(desk, at), change.day, change.at, change.reason)
    new = happening(at.plan, at.one.slot, change)
    said = (about_move(at.plan, new.start.astimezone(desk.house.zone), desk.local.date()), *why(staff, change.reason))
    for borger in _waiting(desk, at):
        _tell(desk, staff, borger, at, new, *said, what=STATE_SIGNS["moved"])


def tell_cancelled(desk: Desk, staff: Person, at: Gathering, reason: str) -> None:
    """It does not take place; a place that was kept for somebody is not any more."""
    plan_acts.cancel(desk, staff, _in_week(desk, at), reason)
    said = (about_cancelled(at.plan, at.one.start.astimezone(desk.house.zone)), *why(staff, reason))
    for borger in _waiting(desk, at):
        _tell(desk, staff, borger, at, at.one, *said, what=STATE_SIGNS["cancelled"])
    for up in at.line:
        offers.keep_sign_up(desk.tx, replace(up, wants="", waits_since=None, asked_until=None), desk.now)
        who = people.person_by_id(desk.tx, up.borger_id)
        if up.asked_until and who:
            line.card_goes(desk, who, up)


def _tell(
    desk: Desk, staff: Person, borger: Person, at: Gathering, one: Happening, *said: Text, what: str
) -> None:  # fmt: skip
    if not borger.can_be_told:
        not_reached(desk, staff, borger)
        return
    starts = min(at.one.start, one.start)
    dispatch = Dispatch(Lane.ANSWER, comes(desk, borger, starts=starts), max(starts, desk.now) + OF_USE)
    when = one.start.astimezone(desk.house.zone)
    tell_in_signs(desk, borger, at.plan.pictogram, *said, what=what, when=when, photo=at.offer.photo_id or 0,
                  dispatch=dispatch)  # fmt: skip


def tell_changed(desk: Desk, staff: Person, at: Gathering, plan: Activity) -> None:
    """It is called otherwise, is at another place or needs other things: so it stands in every week, and is told."""
    for spot in _in_week(desk, at):
        new = replace(spot.activity.plan, title=plan.title, place=plan.place, bring=plan.bring)
        if new == spot.activity.plan:
            continue
        activities.set_plan(desk.tx, spot.activity, new, desk.now)
        now = activity_by_id(desk.tx, spot.activity.id)
        if now:
            occurrence_changed(desk, spot.borger, now, at.one.slot)
            start = at.one.start.astimezone(desk.house.zone)
            tell_of(desk, staff, spot.borger, now, *about_plan(now, desk.now, new=False), *_around(new),
                    what=CHANGED, when=start, starts=at.one.start)  # fmt: skip


def _around(plan: Activity) -> tuple[Text, ...]:
    """Where it is, and with what."""
    return tuple(plan_words.around(replace(plan, minutes=0, company="")))
