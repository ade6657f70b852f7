"""Reminders on a borger's phone: they ring, are answered, come again, and follow what becomes of their occurrence."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta

from bot.flows import moving
from bot.flows.flow import Start
from bot.flows.house import Desk
from bot.flows.reminder_card import (
    OF_USE,
    Matter,
    again_card,
    card,
    choices,
    chosen_time,
    has_come,
    matter,
    move_card,
    occurrence,
    snoozes,
    sure_card,
    tellable,
)
from bot.flows.runner import Runner
from bot.telegram.buttons import Owner, Tap
from bot.telegram.render import plain
from dialogs.activity import Change, Happening, State
from dialogs.cards import Card
from dialogs.permissions import Role
from dialogs.text import T
from storage import people, proposals, reminders, schedules
from storage.activities import StoredActivity, activity_by_id, set_change
from storage.outbox import Lane
from storage.people import Person
from storage.reminders import Reminder

UNANSWERED = timedelta(minutes=15)
"""How long after the start staff hear of a reminder that nobody has answered, if that is agreed."""
AT_LEAST = timedelta(minutes=5)
"""How long a reminder that comes again is of use in any case."""


async def remind(
    desk: Desk, borger: Person, activity: StoredActivity, slot: date, lead: str, expires_at: datetime
) -> int | None:
    """Puts a reminder of an occurrence on the borger's phone; it rings. Earlier ones of the same occurrence go.

    Returns: its id; None if the occurrence does not stand, or the borger cannot be reached.
    """
    now = occurrence(activity, slot)
    if now is None or not now.stands or borger.chat_id is None or not borger.reachable or borger.state != "active":
        return None
    for earlier in await reminders.reminders_of(desk.tx, activity.id, slot):
        await _put_away(desk, borger, earlier)
    surface_id = await desk.new_surface(borger)
    reminder_id = await reminders.add_reminder(
        desk.tx, activity.id, borger.id, slot, lead, now.start, surface_id, desk.now
    )
    await _watch(desk, activity, now, reminder_id)
    await _draw(desk, borger, reminder_id, lane=Lane.REMINDER, expires_at=expires_at)
    return reminder_id


async def timer_due(desk: Desk, reminder_id: int, kind: str) -> None:
    """A reminder is to come again ("remind"), or nobody has answered it ("unanswered")."""
    reminder = await reminders.reminder_by_id(desk.tx, reminder_id)
    borger = await people.person_by_id(desk.tx, reminder.borger_id) if reminder else None
    if reminder is None or borger is None:
        return
    it = await matter(desk, reminder, await activity_by_id(desk.tx, reminder.activity_id))
    if it.now is None or not it.now.stands or reminder.state not in ("open", "snoozed"):
        return
    if kind == "unanswered":
        await _tell_unanswered(desk, borger, it)
    else:
        await reminders.set_state(desk.tx, reminder.id, "open", desk.now)
        if desk.now <= it.now.start + OF_USE + AT_LEAST:
            await _rings_again(desk, borger, reminder, it.now)
        else:
            await _draw(desk, borger, reminder.id)  # the bot was away; it is of no use any more


async def occurrence_changed(desk: Desk, borger: Person, activity: StoredActivity, slot: date | None = None) -> None:
    """An occurrence, or with no `slot` any of the series, is not as it was. What waits to be sent of what has moved or
    does not stand is taken back, and what is on the screen says how it is now."""
    present = await activity_by_id(desk.tx, activity.id)
    for reminder in await reminders.reminders_of(desk.tx, activity.id, slot):
        if reminder.surface_id is None or reminder.state == "over":
            continue
        now = occurrence(present, reminder.slot)
        moved = now is None or now.start != reminder.starts_at
        if now:
            await reminders.set_start(desk.tx, reminder.id, now.start)
        if now is None or not now.stands:
            await schedules.clear_timers(desk.tx, reminder_id=reminder.id)
        elif moved and present:
            await _follow(desk, present, now, reminder)
        waits = await reminders.waits_until(desk.tx, reminder.surface_id)
        if borger.chat_id is not None and (moved or not now or not now.stands) and not await has_come(desk, reminder):
            await _put_away(desk, borger, reminder)
        else:
            await _draw(desk, borger, reminder.id, lane=Lane.REMINDER if waits else Lane.ANSWER, expires_at=waits)


async def tapped(desk: Desk, runner: Runner, person: Person, tap: Tap) -> bool:
    """A button of a reminder.

    Returns: False if it is not this person's, or what it is of is not as the card says.
    """
    reminder = await reminders.reminder_by_id(desk.tx, tap.id)
    if reminder is None or reminder.borger_id != person.id:
        return False
    # A tap on a card that another has just taken the place of is meant for the same occurrence.
    reminder = (await reminders.reminders_of(desk.tx, reminder.activity_id, reminder.slot))[-1]
    it = await matter(desk, reminder, await activity_by_id(desk.tx, reminder.activity_id))
    if it.activity is None or it.now is None or (it.over(desk.now) and tap.choice != "ok"):
        await _draw(desk, person, reminder.id)
        return False
    if it.now.state is State.DECLINED and tap.choice == "with":
        await _go_after_all(desk, person, it)
    elif not it.now.stands:
        await _draw(desk, person, reminder.id)
        return tap.choice == "decline" and it.now.state is State.DECLINED  # tapped twice
    elif tap.choice == "decline":
        await _not_today(desk, person, it)
    elif tap.choice == "other":
        await runner.go(desk, "move_it", Start(person, person, target=f"reminder:{reminder.id}"))
    elif chosen := chosen_time(tap.choice):
        await moving.move(desk, person, it, *chosen)
        await occurrence_changed(desk, person, it.activity, reminder.slot)
    else:
        return await _said(desk, person, it, tap.choice)
    return True


async def _said(desk: Desk, borger: Person, it: Matter, choice: str) -> bool:
    """What changes nothing but the reminder itself."""
    reminder = it.reminder
    face: Card | None = None
    match choice:
        case "ok":
            await reminders.set_state(desk.tx, reminder.id, "ok", desk.now)
            await schedules.clear_timers(desk.tx, reminder_id=reminder.id)
        case "a5" | "a10" | "a30" if int(choice[1:]) in snoozes(it, desk.now):
            await _snooze(desk, it, desk.now + timedelta(minutes=int(choice[1:])))
        case "again" if snoozes(it, desk.now):
            face = again_card(it, desk.now)
        case "move":
            face = move_card(it, desk.now)
        case "not_today":
            face = sure_card(it)
        case "change":
            face = replace(card(it, desk.now), buttons=choices(it, desk.now))
        case "back":
            pass
        case _:
            await _draw(desk, borger, reminder.id)
            return False
    await _draw(desk, borger, reminder.id, face=face)
    return True


async def _draw(
    desk: Desk, borger: Person, reminder_id: int, *, face: Card | None = None, lane: Lane = Lane.ANSWER,
    expires_at: datetime | None = None,
) -> None:  # fmt: skip
    """Shows the reminder where it is, as it stands now, or with another face for a moment."""
    reminder = await reminders.reminder_by_id(desk.tx, reminder_id)
    if reminder is None or reminder.surface_id is None or borger.chat_id is None:
        return
    if face is None:
        it = await matter(desk, reminder, await activity_by_id(desk.tx, reminder.activity_id))
        face = card(it, desk.now)
    await desk.show_card(borger, face, Owner.REMINDER, reminder.id, surface_id=reminder.surface_id, lane=lane,
                         expires_at=expires_at)  # fmt: skip


async def _put_away(desk: Desk, borger: Person, reminder: Reminder) -> None:
    """Takes a reminder's card out of the chat, sent, on its way or not, with all that was still to come of it."""
    await schedules.clear_timers(desk.tx, reminder_id=reminder.id)
    if reminder.surface_id is not None:
        await desk.retire(borger, reminder.surface_id)
        await reminders.on_surface(desk.tx, reminder.id, None)
    if reminder.state in ("open", "snoozed"):
        await reminders.set_state(desk.tx, reminder.id, "over", desk.now)


async def _rings_again(desk: Desk, borger: Person, reminder: Reminder, now: Happening) -> None:
    """The same reminder, as a new message."""
    if reminder.surface_id is not None and borger.chat_id is not None:
        await desk.retire(borger, reminder.surface_id)
    if borger.chat_id is None or not borger.reachable:
        return
    await reminders.on_surface(desk.tx, reminder.id, await desk.new_surface(borger))
    ends = max(now.start + OF_USE, desk.now + AT_LEAST)
    await _draw(desk, borger, reminder.id, lane=Lane.REMINDER, expires_at=ends)


async def _snooze(desk: Desk, it: Matter, due: datetime) -> None:
    assert it.activity is not None and it.now is not None
    await reminders.set_state(desk.tx, it.reminder.id, "snoozed", desk.now)
    await schedules.clear_timers(desk.tx, reminder_id=it.reminder.id)
    await schedules.set_timer(desk.tx, due, "remind", reminder_id=it.reminder.id)
    await _watch(desk, it.activity, it.now, it.reminder.id, after=due)


async def _watch(
    desk: Desk, activity: StoredActivity, now: Happening, reminder_id: int, after: datetime | None = None
) -> None:
    """Has staff told, if that is agreed, when nobody has answered by a while after the start, or after it has rung
    again."""
    if activity.plan.tells_staff:
        due = max(now.start, after or now.start) + UNANSWERED
        await schedules.set_timer(desk.tx, due, "unanswered", reminder_id=reminder_id)


async def _follow(desk: Desk, activity: StoredActivity, now: Happening, reminder: Reminder) -> None:
    """The occurrence begins at another time: the timers go with it. On another day, no reminder comes again for now."""
    rings = await schedules.timer_at(desk.tx, reminder.id, "remind")
    await schedules.clear_timers(desk.tx, reminder_id=reminder.id)
    if rings and now.start.astimezone(desk.house.zone).date() == rings.astimezone(desk.house.zone).date():
        await schedules.set_timer(desk.tx, rings, "remind", reminder_id=reminder.id)
    elif reminder.state == "snoozed":
        await reminders.set_state(desk.tx, reminder.id, "open", desk.now)
    if reminder.state in ("open", "snoozed"):
        await _watch(desk, activity, now, reminder.id, rings)


async def _not_today(desk: Desk, borger: Person, it: Matter) -> None:
    """The borger's own no to one occurrence. A wish to move it has lapsed with that."""
    assert it.activity is not None
    slot = it.reminder.slot
    old = it.activity.changes.get(slot)
    declined = replace(old, state=State.DECLINED) if old else Change(State.DECLINED)
    await set_change(desk.tx, it.activity, slot, declined, borger.id, desk.now)
    await reminders.set_state(desk.tx, it.reminder.id, "not_today", desk.now)
    if it.asked:
        await proposals.withdraw(desk.tx, it.asked.id, desk.now)
    await occurrence_changed(desk, borger, it.activity, slot)


async def _go_after_all(desk: Desk, borger: Person, it: Matter) -> None:
    """The occurrence stands again, at the time it had."""
    assert it.activity is not None
    old = it.activity.changes[it.reminder.slot]
    state = State.LATE if old.late else State.MOVED if old.day else None
    before = replace(old, state=state) if state else None
    await set_change(desk.tx, it.activity, it.reminder.slot, before, borger.id, desk.now)
    await reminders.set_state(desk.tx, it.reminder.id, "ok", desk.now)
    await occurrence_changed(desk, borger, it.activity, it.reminder.slot)


async def _tell_unanswered(desk: Desk, borger: Person, it: Matter) -> None:
    """Tells the contact persons, or, if none of them can be reached, all staff."""
    assert it.activity is not None and it.now is not None
    what, start = it.activity.plan.title, it.now.start.astimezone(desk.house.zone)
    at = start.time().replace(tzinfo=None) if start.date() == desk.local.date() else start
    words = T("{name} has not answered the reminder of {what}, {when}.", name=borger.name, what=what, when=at)
    if not await has_come(desk, it.reminder):
        words = T("The reminder of {what} has not reached {name}: {when}.", name=borger.name, what=what, when=at)
    for staff in await tellable(desk, borger.id) or await people.people_of_role(desk.tx, Role.STAFF):
        if staff.chat_id is None:
            continue
        surface_id = await desk.new_surface(staff, borger)
        await desk.show(staff, plain(words, desk.texts(staff)), surface_id=surface_id, lane=Lane.REMINDER)
