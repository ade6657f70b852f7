"""A borger signs up, changes it or takes it back, and it stands in their week. Where there is no place, they wait."""

from __future__ import annotations

from dataclasses import replace

from bot.desk.desk import Desk
from bot.signup import in_week, line, redrawing
from bot.signup.gathering import Gathering, gathering
from storage import activities, offers
from storage.activities import activity_by_id
from storage.offers import COMES, TAKES_A_PLACE, Level, SignUp
from storage.people import Person


def choose(desk: Desk, borger: Person, at: Gathering, level: Level) -> bool:
    """A borger says how they take part. Where all places are taken they wait in line; a level that takes none they have
    meanwhile.

    Returns: False if that can no longer be said.
    """
    if not at.takes_answers(desk.now):
        return False
    up = at.of(borger.id)
    up = up if up.id else replace(up, shows=offers.shows_names(desk.tx, borger.id))
    if level in TAKES_A_PLACE:
        may = at.free is None or at.free > 0 or up.holds_a_place
        up = _in(up, level) if may else replace(up, wants=level, waits_since=up.waits_since or desk.now)
    else:
        up = replace(up, level=level, asked_until=None)
        if level not in COMES:
            up = replace(up, was=at.of(borger.id).level if at.of(borger.id).comes else up.was, wants="",
                         waits_since=None)  # fmt: skip
    _kept(desk, borger, at, up)
    return True


def _in(up: SignUp, level: Level) -> SignUp:
    return replace(up, level=level, wants="", waits_since=None, asked_until=None)


def answered(desk: Desk, borger: Person, up: SignUp, *, yes: bool) -> bool:
    """What the first in line says to the place that is kept for them. Returns: False if it is not kept any more."""
    at = gathering(desk, up.offer_id, up.slot)
    if at is None or up.asked_until is None or not at.takes_answers(desk.now):
        return False
    no = replace(up, wants="", waits_since=None, asked_until=None)  # how else they take part stays
    _kept(desk, borger, at, _in(up, up.wants) if yes else no)
    return True


def show_name(desk: Desk, borger: Person, at: Gathering, shows: bool) -> None:
    """Whether the others who look at it see a borger's name."""
    up = at.of(borger.id)
    if up.id:
        offers.keep_sign_up(desk.tx, replace(up, shows=shows), desk.now)
        redrawing.redraw(desk, at.offer.id)


def _kept(desk: Desk, borger: Person, at: Gathering, up: SignUp) -> None:
    """Keeps it, brings the week in line with it, and gives a place that is free now to whoever is first in line."""
    before = at.of(borger.id)
    up = offers.keep_sign_up(desk.tx, in_week.put(desk, borger, at, up), desk.now)
    if before.asked_until and not up.asked_until:
        line.card_stands(desk, borger, up)
    line.goes_on(desk, at.offer.id, at.one.slot)
    redrawing.redraw(desk, at.offer.id)


def bring_in_line(desk: Desk, borger: Person) -> None:
    """What a borger has said to a reminder counts for the offer too: "not today" gives the place away, and "after all"
    takes one, if there is one."""
    for up in offers.of_borger(desk.tx, borger.id):
        activity = activity_by_id(desk.tx, up.activity_id) if up.activity_id else None
        at = gathering(desk, up.offer_id, up.slot) if activity else None
        if activity is None or at is None or not at.takes_answers(desk.now):
            continue
        if up.comes and in_week.declined(activity, up):
            choose(desk, borger, at, "not_today")
        elif up.level == "not_today" and not in_week.declined(activity, up):
            choose(desk, borger, at, up.was or "with")
            now = offers.sign_up_by_id(desk.tx, up.id)
            if now and not now.comes:  # there is no place any more: they wait, and it is not in their week
                activities.remove_activity(desk.tx, activity, desk.now)
                offers.keep_sign_up(desk.tx, replace(now, activity_id=None), desk.now)
                line.tell_waits(desk, borger, at)


def gone(desk: Desk) -> None:
    """A borger has left the house: their places go on to who waits, and no card names them any more. Should they come
    back, they have signed up for nothing."""
    offers.let_go_of_those_away(desk.tx)
    for up in offers.of_those_away(desk.tx):
        at = gathering(desk, up.offer_id, up.slot)
        if at and at.one.end > desk.now:
            in_week.let_go(desk, up)
    for offer_id, slot in offers.waited_for(desk.tx):
        line.goes_on(desk, offer_id, slot)
    for offer in offers.all_offers(desk.tx):
        redrawing.redraw(desk, offer.id)
