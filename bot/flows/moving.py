"""A borger moves something of their week: their own at once, what staff have planned by asking them."""

from __future__ import annotations

from datetime import date, time

from bot.flows.house import Desk
from bot.flows.reminder_card import Matter
from dialogs.activity import Change, State
from storage import proposals, reminders, schedules
from storage.activities import set_change
from storage.people import Person


async def move(desk: Desk, borger: Person, it: Matter, day: date, at: time) -> None:
    """Puts an occurrence on another local day and time, or asks staff to. A time staff are asked about already is
    replaced."""
    activity, reminder = it.activity, it.reminder
    assert activity is not None
    await schedules.clear_timers(desk.tx, reminder_id=reminder.id)
    if activity.kind == "own":
        await set_change(desk.tx, activity, reminder.slot, Change(State.MOVED, day, at), borger.id, desk.now)
        await reminders.set_state(desk.tx, reminder.id, "moved", desk.now)
        return
    await reminders.set_state(desk.tx, reminder.id, "moving", desk.now)
    if it.asked:
        await proposals.set_time(desk.tx, it.asked.id, day.isoformat(), f"{at:%H:%M}")
    else:
        await proposals.add_proposal(
            desk.tx, borger.id, "move", title=activity.plan.title, pictogram=activity.plan.pictogram,
            day=day.isoformat(), at=f"{at:%H:%M}", now=desk.now, activity_id=activity.id,
            slot=reminder.slot.isoformat(),
        )  # fmt: skip
