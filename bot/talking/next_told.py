"""Who is told next of a call that goes to certain readers alone, and when: what the borger's card says of that comes
true."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from bot.desk.desk import Desk
from bot.talking.at_hand import at_hand, next_at_hand
from bot.talking.hearers import in_turn, not_told
from storage import schedules
from storage.followup import Talk
from storage.people import Person


def as_planned(desk: Desk, call: Talk) -> tuple[datetime, list[Person]] | None:
    """The next who have not been told and will be at work, by their order, and when they are told: no sooner than the
    call goes on. None if nothing is known of that."""
    goes_on = max(schedules.call_goes_on(desk.tx, call.id) or desk.now, desk.now)
    then = replace(desk, now=goes_on, counts_at=None)
    if found := at_hand(then, not_told(then, call)):
        return goes_on, in_turn(call, found)
    coming = next_at_hand(then, lambda later: not_told(later, call))
    return (coming[0], in_turn(call, coming[1])) if coming else None


def will_be(desk: Desk, call: Talk) -> None:
    """Sees to it that a call goes on when the next can be told, if it stands still: somebody may hear of it, or be at
    work, who could not before."""
    if schedules.call_goes_on(desk.tx, call.id) is None and (coming := as_planned(desk, call)):
        schedules.set_timer(desk.tx, coming[0], "talk", talk_id=call.id)
