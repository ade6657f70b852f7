"""What a borger has signed up for stands in their week as it is offered now, whatever has changed."""

from __future__ import annotations

from dataclasses import replace

from bot.desk.desk import Desk
from bot.reminding.reminders import occurrence_changed
from bot.signup.gathering import Gathering, names
from dialogs.time.activity import Activity, Change, HappeningState
from dialogs.time.repeat import Repeat
from storage import activities, offers, people
from storage.activities import StoredActivity, activity_by_id
from storage.offers import SignUp
from storage.people import Person

LEADS = ("evening", "before30")
"""What is signed up for is remembered the evening before, which many need, and again before it begins."""


def put(desk: Desk, borger: Person, at: Gathering, up: SignUp) -> SignUp:
    """Brings the week in line with what is offered and with what the borger says to it; nobody is told.

    Returns: the sign-up, with what stands in the week.
    """
    plan, slot = _plan(desk, at), at.one.slot
    activity = activity_by_id(desk.tx, up.activity_id) if up.activity_id else None
    changed = activity is not None
    if activity is None:
        if not up.comes:
            return up
        made_by = at.offer.runners[0] if at.offer.runners else borger.id
        (new_id,) = activities.add_activity(desk.tx, (borger.id,), "offer", plan, made_by, desk.now,
                                            photo_id=at.offer.photo_id)  # fmt: skip
        activity = activity_by_id(desk.tx, new_id)
        assert activity is not None
    elif (activity.plan, activity.photo_id) != (plan, at.offer.photo_id):
        activities.set_plan(desk.tx, activity, plan, desk.now)
        activities.set_photo(desk.tx, activity, at.offer.photo_id)
    else:
        changed = False
    if activity.changes.get(slot) != (wanted := _change(at, up)):
        activities.set_change(desk.tx, activity, slot, wanted, borger.id, desk.now)
        changed = True
    if changed:
        occurrence_changed(desk, borger, activity)
    return replace(up, activity_id=activity.id)


def _plan(desk: Desk, at: Gathering) -> Activity:
    """One time of an offer as something of its own."""
    return replace(at.plan, repeat=Repeat(at.one.slot), company=", ".join(names(desk, at.offer.runners)), leads=LEADS)


def _change(at: Gathering, up: SignUp) -> Change | None:
    """How it differs from that: what one does not come to any more stands as that, at the time it has now."""
    change = at.offer.changes.get(at.one.slot)
    if up.comes or (change and change.state is HappeningState.CANCELLED):
        return change
    return replace(change, state=HappeningState.DECLINED) if change else Change(HappeningState.DECLINED)


def follow(desk: Desk, at: Gathering) -> None:
    """So it is in the weeks of all who have said something to it."""
    for up in at.ups:
        borger = people.person_by_id(desk.tx, up.borger_id)
        if up.activity_id and borger:
            put(desk, borger, at, up)


def declined(activity: StoredActivity, up: SignUp) -> bool:
    """Whether it stands in the week as what the borger does not come to."""
    change = activity.changes.get(up.slot)
    return change is not None and change.state is HappeningState.DECLINED


def let_go(desk: Desk, up: SignUp) -> None:
    """Takes it out of the week, and what was said with it."""
    activity = activity_by_id(desk.tx, up.activity_id) if up.activity_id else None
    if activity:
        activities.remove_activity(desk.tx, activity, desk.now)
    offers.keep_sign_up(desk.tx, replace(up, level="", wants="", waits_since=None, asked_until=None, activity_id=None),
                        desk.now)  # fmt: skip
